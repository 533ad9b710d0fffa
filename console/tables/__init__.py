"""Tables as values: cells, columns, order and filter. Pure; the widget draws them."""

"""Candles drawn with characters. Nothing here knows Textual: a chart, a view and a size go in, lines come out."""

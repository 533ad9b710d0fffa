"""What is copied from a table: the line under its cursor, cell by cell, as it would be exported."""

from __future__ import annotations

from console.widgets.tick_table import TickTable


def line_at_cursor(table: TickTable) -> str | None:
    """Raw values with tabs between them; None when there is no line."""
    keys, cursor = table.shown_keys, table.cursor_key
    if cursor is None or cursor not in keys:
        return None
    record = table.rows_as_records()[keys.index(cursor)]
    return "\t".join("" if value is None else str(value) for value in record.values())

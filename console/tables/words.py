"""What a table says about itself."""

from __future__ import annotations

from console.tables.cells import broken
from console.tables.view import TableView
from locales import t
from locales.formats import number


def filter_words(view: TableView) -> str:
    """What is filtered by, and how many rows of how many pass."""
    counts = {"shown": number(len(view.shown), decimals=0), "all": number(len(view.rows), decimals=0)}
    return t("widget-filter", filter=view.filter.text, **counts)


def empty_lines(view: TableView, empty: str, width: int) -> list[str]:
    """Why there is no row to see: none passes the filter, or what the area says about having none."""
    said = t("widget-no-match", filter=view.filter.text) if view.rows else empty
    return [part.rstrip() for text in said.splitlines() for part in broken(text, max(10, width))]

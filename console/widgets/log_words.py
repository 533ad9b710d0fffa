"""What a log says about itself: filter, search, news, emptiness."""

from __future__ import annotations

from typing import Final

from console.tables.cells import broken
from console.widgets.log_sheet import LogSheet
from locales import t
from locales.formats import number

_DOWN: Final = "↓"


def words_below(sheet: LogSheet, search: str, cursor: int | None) -> str:
    """How many lines pass the filter, and where among those found the cursor is."""
    said = []
    if sheet.filter:
        shown, every = number(len(sheet.numbers), decimals=0), number(sheet.total - sheet.first, decimals=0)
        said.append(t("widget-filter", filter=sheet.filter.text, shown=shown, all=every))
    if sheet.phrase and not sheet.found:
        said.append(t("widget-search-none", text=search))
    elif sheet.phrase:
        here = sheet.found.index(cursor) + 1 if cursor in sheet.found else 0
        counts = {"at": number(here, decimals=0), "all": number(len(sheet.found), decimals=0)}
        said.append(t("widget-search", text=search, **counts))
    return "   ".join(said)


def news_chip(unseen: int) -> str:
    """How many lines nobody has seen yet; nothing for none."""
    return f" {_DOWN} {t('widget-new-lines', count=unseen)} " if unseen else ""


def empty_lines(sheet: LogSheet, width: int) -> list[str]:
    """Why there is no line to see."""
    said = t("widget-no-match", filter=sheet.filter.text) if sheet.total else t("widget-no-log")
    return [part.rstrip() for part in broken(said, max(10, width))]

"""An answer that is cut into pages: which one is shown, and the buttons that turn to the others."""

from __future__ import annotations

from typing import Final

from bots.common import actions
from bots.common.reply import Button
from locales import t

MOST_MESSAGES: Final = 5
"""Of an answer whose pages cannot be turned."""


def page_name(page: int, count: int) -> str:
    """``2/5``; pages count from 0 here."""
    return t("bots-page", page=page + 1, pages=count)


def within(page: int, count: int) -> int:
    """The page that is meant, or the nearest that there is."""
    return min(max(0, page), count - 1)


def pager(line: str, page: int, count: int) -> tuple[Button, ...]:
    """Buttons to the pages before and behind; none when a button cannot carry the line."""
    places = [("⏮", 0), ("◀", page - 1), ("▶", page + 1), ("⏭", count - 1)]
    if page < 2:
        places = places[1:]
    if page > count - 3:
        places = places[:-1]
    found: list[Button] = []
    for sign, target in places:
        action = actions.page(line, target) if line else None
        if action is None:
            return ()
        if 0 <= target < count:
            found.append(Button(f"{sign} {page_name(target, count)}", action))
    return tuple(found)

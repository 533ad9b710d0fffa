"""Turning an answer that has pages."""

from __future__ import annotations

import pytest

from bots.common.actions import MOST_BYTES, Verb, read
from bots.common.pages import page_name, pager, within


def targets(page: int, count: int) -> list[int]:
    found = [read(button.action) for button in pager("trades 7d", page, count)]
    assert all(action is not None and (action.verb, action.subject) == (Verb.PAGE, "trades 7d") for action in found)
    return [action.page for action in found if action is not None]


@pytest.mark.parametrize(
    ("page", "count", "leads_to"),
    [
        (0, 2, [1]),
        (1, 2, [0]),
        (0, 5, [1, 4]),
        (1, 5, [0, 2, 4]),
        (2, 5, [0, 1, 3, 4]),
        (3, 5, [0, 2, 4]),
        (4, 5, [0, 3]),
    ],
)
def test_each_page_is_reached_by_one_button_at_most(page: int, count: int, leads_to: list[int]) -> None:
    assert targets(page, count) == leads_to


def test_a_button_says_where_it_leads() -> None:
    assert [button.label for button in pager("trades", 0, 5)] == ["▶ 2/5", "⏭ 5/5"]
    assert page_name(1, 5) == "2/5"


@pytest.mark.parametrize("line", ["", "x" * MOST_BYTES])
def test_what_no_button_can_carry_is_not_turned(line: str) -> None:
    assert pager(line, 0, 3) == ()


@pytest.mark.parametrize(("meant", "shown"), [(-1, 0), (0, 0), (2, 2), (3, 2), (99, 2)])
def test_a_page_that_is_gone_is_the_nearest_one(meant: int, shown: int) -> None:
    assert within(meant, 3) == shown

"""Choices in a line, and text made for its width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.text import Text
from textual.app import App, ComposeResult

from console.text.spans import length
from console.widgets.chips import Chip, Chips
from console.widgets.fitted_text import FittedText

CHOICES = (Chip("a", "Đã nói"), Chip("b", "Im lặng"), Chip("c", "Tất cả"))


class Stand(App[None]):
    """Chips above a text."""

    CSS = "#text { width: 50%; height: auto; }"

    def __init__(self) -> None:
        super().__init__()
        self.clicked: list[str] = []

    def compose(self) -> ComposeResult:
        yield Chips(id="chips")
        yield FittedText(id="text")

    def on_chips_clicked(self, message: Chips.Clicked) -> None:
        self.clicked.append(message.id)


def said(spans: Sequence[Any]) -> str:
    return "".join(span.text for span in spans)


async def test_the_taken_choice_is_told_by_a_sign() -> None:
    async with Stand().run_test(size=(60, 5)) as pilot:
        chips = pilot.app.query_one(Chips)
        chips.show(CHOICES, "b")
        assert said(chips.spans(60)).split() == ["○", "Đã", "nói", "●", "Im", "lặng", "○", "Tất", "cả"]


async def test_little_room_keeps_the_words_and_the_sign_of_what_is_taken() -> None:
    async with Stand().run_test(size=(60, 5)) as pilot:
        chips = pilot.app.query_one(Chips)
        chips.show(CHOICES, "b")
        tight = chips.spans(30)
        assert length(tight) <= 30
        assert said(tight).split() == ["Đã", "nói", "●", "Im", "lặng", "Tất", "cả"]


async def test_a_click_tells_which_choice_it_was() -> None:
    app = Stand()
    async with app.run_test(size=(60, 5)) as pilot:
        chips = app.query_one(Chips)
        chips.show(CHOICES, "a")
        line = said(chips.spans(60))
        await pilot.click(Chips, offset=(line.index("Tất"), 0))
        await pilot.click(Chips, offset=(line.index("Im"), 0))
        await pilot.click(Chips, offset=(len(line) + 3, 0))
        assert app.clicked == ["c", "b"]


async def test_a_text_is_made_for_its_width_and_anew_for_another() -> None:
    async with Stand().run_test(size=(60, 5)) as pilot:
        text, widths = pilot.app.query_one(FittedText), []

        def make(width: int) -> Text:
            widths.append(width)
            return Text("█" * width)

        text.show(make)
        await pilot.resize_terminal(40, 5)
        await pilot.pause()
        assert widths[0] == 30
        assert widths[-1] == 20


async def test_a_text_that_is_not_seen_yet_waits_for_its_width() -> None:
    async with Stand().run_test(size=(60, 5)) as pilot:
        text, widths = pilot.app.query_one(FittedText), []
        text.display = False
        await pilot.pause()

        def make(width: int) -> Text:
            widths.append(width)
            return Text("x")

        text.show(make)
        text.display = True
        await pilot.pause()
        assert 0 not in widths
        assert widths[-1] == 30

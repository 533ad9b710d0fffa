"""A letter leads to every panel in sight, and hides none of them."""

from __future__ import annotations

import pytest
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.geometry import Region

from console.screens.jump import Chip, JumpScreen, places
from locales import LANGUAGES, set_defaults
from tests.console.screens.host import SIZES, Host, Pane, opened
from tests.console.stage import screen_lines


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_letters_stand_on_what_is_seen_and_nothing_is_covered(size: tuple[int, int], language: str) -> None:
    set_defaults(language=language, number_style=language)
    async with opened(Host(JumpScreen()), size) as pilot:
        chips = {chip.letter: chip.target.id for chip in pilot.app.screen.query(Chip)}
        assert chips == {"a": "left", "s": "right"}
        lines = screen_lines(pilot.app)
        assert lines[0].lstrip().startswith("A")
        assert "left" in lines[1]
        assert "right" in lines[1]
        assert "Esc" in lines[-1]


class Framed(Host):
    """A pane without a frame of its own, alone in one; and two that share one."""

    CSS = Host.CSS + " .bare { border: none; } .frame { border: round $line; width: 1fr; }"

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Container(Pane("alone", classes="bare"), classes="frame")
            yield Vertical(Pane("upper", classes="bare"), Pane("lower", classes="bare"), classes="frame")


async def test_a_letter_stands_on_the_frame_that_a_pane_has_for_itself() -> None:
    async with opened(Framed(JumpScreen()), (80, 24)) as pilot:
        lines = screen_lines(pilot.app)
        assert lines[0].startswith(" A ")
        assert "alone" in lines[1]
        assert [chip.region.y for chip in pilot.app.screen.query(Chip)] == [0, 1, 12]


@pytest.mark.parametrize(("key", "target"), [("s", "right"), ("S", "right"), ("a", "left")])
async def test_typing_the_letter_goes_there(key: str, target: str) -> None:
    async with opened(Host(JumpScreen())) as pilot:
        await pilot.press(key)
        assert [widget.id for widget in pilot.app.results] == [target]


async def test_other_letters_do_nothing_and_escape_leaves() -> None:
    async with opened(Host(JumpScreen())) as pilot:
        await pilot.press("z", "5", "enter")
        assert pilot.app.results == []
        await pilot.press("escape")
        assert pilot.app.results == [None]


async def test_a_click_on_the_letter_goes_there_and_one_beside_leaves() -> None:
    async with opened(Host(JumpScreen()), (80, 24)) as pilot:
        await pilot.click(list(pilot.app.screen.query(Chip))[1])
        assert [widget.id for widget in pilot.app.results] == ["right"]
    async with opened(Host(JumpScreen()), (80, 24)) as pilot:
        await pilot.click(offset=(60, 12))
        assert pilot.app.results == [None]


async def test_letters_move_with_their_panels() -> None:
    async with opened(Host(JumpScreen()), (80, 24)) as pilot:
        await pilot.resize_terminal(140, 40)
        await pilot.pause()
        await pilot.pause()
        places_now = [chip.region.x for chip in pilot.app.screen.query(Chip)]
        assert places_now == [0, 70]


def test_letters_never_stand_on_one_another_or_outside() -> None:
    parts = [Region(0, 0, 80, 24), Region(0, 0, 40, 24), Region(79, 3, 1, 1), Region(78, 3, 2, 1)]
    found = places(parts, 80)
    assert len(set(found)) == len(parts)
    assert all(0 <= place.x <= 77 for place in found)
    assert abs(found[0].x - found[1].x) >= 3

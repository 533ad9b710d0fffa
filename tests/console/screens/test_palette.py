"""Everything that can be done is found by a few letters, and told apart by group."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from console.commanding.items import grouped, score
from console.screens.palette import Palette, PaletteItem
from tests.console.commanding_app import CommandingApp, lines


async def typed(pilot: Pilot[None], text: str) -> None:
    await pilot.press("ctrl+p")
    await pilot.press(*("space" if letter == " " else letter for letter in text))
    await pilot.pause()


@pytest.mark.parametrize("text", ["du doan", "dd", "predict"])
async def test_enter_gives_what_was_found(text: str) -> None:
    app = CommandingApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await typed(pilot, text)
        await pilot.press("enter")
        assert [item.id for item in app.picked if item] == ["command:predict"]


async def test_escape_gives_nothing() -> None:
    app = CommandingApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await typed(pilot, "gia")
        await pilot.press("escape")
        assert app.picked == [None]


async def test_found_letters_are_marked_on_the_title_as_it_stands() -> None:
    app = CommandingApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await typed(pilot, "dd")
        palette = app.screen
        assert isinstance(palette, Palette)
        row = next(line for line in lines(app) if ":dự đoán" in line)
        assert "dự đoán" in row
        prompt = palette._rows.options[1].prompt
        marked = [str(prompt)[span.start] for span in prompt.spans if span.end - span.start == 1]  # type: ignore[union-attr]
        assert marked == ["d", "đ"]


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_it_fits_the_screen_with_its_keys_and_what_the_chosen_one_does(size: tuple[int, int]) -> None:
    app = CommandingApp()
    async with app.run_test(size=size) as pilot:
        await typed(pilot, "")
        seen = lines(app)
        assert any("╭─ Bảng lệnh" in line for line in seen)
        assert any("↑ ↓ chọn   Enter làm   Esc đóng ─╯" in line for line in seen)
        assert any("Khu vực" in line for line in seen)
        about = [line for line in seen if "Giá, biểu đồ và dự đoán" in line]
        assert len(about) == 2  # in its row, and below as the chosen one


async def test_what_cannot_be_done_says_why_and_is_not_given() -> None:
    app = CommandingApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await typed(pilot, "kiem thu")
        assert any("✕ kiểm thử" in line for line in lines(app))
        assert any("│  ✕ phải đợi phiên bản sau" in line for line in lines(app))
        await pilot.press("enter")
        assert app.picked == []


async def test_arrows_pass_over_the_titles_of_groups() -> None:
    app = CommandingApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await typed(pilot, "")
        await pilot.press("down", "enter")
        assert [item.id for item in app.picked if item] == ["command:ping"]


async def test_a_click_gives_a_row_and_a_click_beside_gives_nothing() -> None:
    app = CommandingApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await typed(pilot, "gia")
        row = next(number for number, line in enumerate(lines(app)) if ":giải thích" in line)
        await pilot.click(offset=(14, row))
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.click(offset=(1, 22))
        assert [item and item.id for item in app.picked] == ["command:explain", None]


async def test_nothing_found_says_what_to_try() -> None:
    app = CommandingApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await typed(pilot, "qqq")
        said = " ".join(lines(app))
        assert 'Không thấy gì giống "qqq"' in said
        assert "Thị trường" in said
        await pilot.press("enter")
        assert app.picked == []


def item(title: str, **more: object) -> PaletteItem:
    return PaletteItem(title, title, **more)  # type: ignore[arg-type]


def test_a_title_weighs_more_than_another_name_and_that_more_than_the_help() -> None:
    by_title, by_name, by_help = item("giá"), item("x", also=("gia",)), item("y", help="xem giá của một mã")
    scores = [score("gia", one) for one in (by_title, by_name, by_help)]
    assert None not in scores
    assert scores == sorted(scores, key=lambda value: -(value or 0))
    assert score("gia", item("z")) is None


def test_groups_stand_in_the_order_of_their_best() -> None:
    found = [item("a", group="2"), item("b", group="1"), item("c", group="2")]
    assert {group: [one.id for one in members] for group, members in grouped(found).items()} == {
        "2": ["a", "c"],
        "1": ["b"],
    }

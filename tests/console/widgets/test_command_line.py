"""The command line and the filter, driven by keys and mouse."""

from __future__ import annotations

import pytest
from textual import events
from textual.pilot import Pilot

from engine.core.modes import Role
from tests.console.commanding_app import OLD_LINES, CommandingApp, lines


async def burst(app: CommandingApp, pilot: Pilot[None], *keys: str) -> None:
    """Keys that arrive in one piece."""
    for key in keys:
        app.post_message(events.Key(key, " " if key == "space" else key if len(key) == 1 else None))
    await pilot.pause()


async def opened(app: CommandingApp, pilot: Pilot[None], *keys: str) -> None:
    await pilot.press("colon")
    await burst(app, pilot, *keys)


async def test_it_opens_completes_and_sends() -> None:
    app = CommandingApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, *"du d", "tab", *"e", "tab", "enter")
        assert app.said == ["dự đoán ETH"]
        assert app.line.is_open
        assert app.line.history.lines[-1] == "dự đoán ETH"
        app.line.put_away()
        await pilot.pause()
        assert app.focused is app.area
        assert not app.line.is_open


async def test_what_comes_in_one_piece_with_the_colon_is_typed_into_the_line() -> None:
    app = CommandingApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_message(events.Key("colon", ":"))
        await burst(app, pilot, *"du", "backspace", *"ự đoán BTC", "enter")
        assert app.said == ["dự đoán BTC"]


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_it_shows_names_meanings_and_how_the_command_is_written(size: tuple[int, int]) -> None:
    app = CommandingApp()
    async with app.run_test(size=size) as pilot:
        await opened(app, pilot, *"gia")
        seen = lines(app)
        assert any("giải thích  Tất cả những gì đứng sau" in line for line in seen)
        assert any("giá <mã>" in line for line in seen)
        assert any(": gia" in line for line in seen[-2:])
        await burst(app, pilot, "space")
        assert any("giá <mã>   Một cặp như BTC" in line for line in lines(app))


async def test_what_cannot_be_used_is_shown_says_why_and_is_not_put_in() -> None:
    app = CommandingApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, *"kiem thu")
        assert any("✕ kiểm thử" in line and "phải đợi phiên bản sau" in line for line in lines(app))
        await burst(app, pilot, "down", "tab")
        assert app.line.field.value == "kiem thu"
        assert any("! phải đợi phiên bản sau" in line for line in lines(app))
        assert app.said == []


async def test_arrows_choose_and_enter_sends_when_nothing_is_missing() -> None:
    app = CommandingApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, *"dong", "down", "enter")
        assert (app.line.field.value, app.said) == ("đóng ", [])
        await burst(app, pilot, "down", "down", "enter")
        assert app.said == ["đóng ETH"]


async def test_on_an_empty_line_arrows_walk_through_the_history() -> None:
    app = CommandingApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "up")
        assert app.line.field.value == OLD_LINES[-1]
        await burst(app, pilot, "up", "up")
        assert app.line.field.value == OLD_LINES[0]
        await burst(app, pilot, "down", "down", "down")
        assert app.line.field.value == ""
        await burst(app, pilot, "down", "enter")
        assert app.said == ["ping"]


async def test_a_complaint_leaves_it_open_until_the_text_changes() -> None:
    app = CommandingApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, *"xyz", "enter")
        app.line.complain("Không có câu lệnh xyz")
        await pilot.pause()
        assert any("! Không có câu lệnh xyz" in line for line in lines(app))
        await burst(app, pilot, "backspace")
        assert not any("! Không có" in line for line in lines(app))
        assert app.line.is_open


async def test_escape_closes_it_and_an_empty_line_has_nothing_to_send() -> None:
    app = CommandingApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, *"gia", "escape")
        assert (app.said, app.line.is_open) == ([], False)
        await opened(app, pilot, "enter")
        assert (app.said, app.line.is_open) == ([], False)


async def test_a_click_picks_a_row_and_the_field_keeps_the_focus() -> None:
    app = CommandingApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, *"gia")
        row = next(number for number, line in enumerate(lines(app)) if "giải thích" in line)
        await pilot.click(offset=(8, row))
        assert app.line.field.value == "giải thích "
        assert app.focused is app.line.field


async def test_in_the_middle_of_the_line_only_what_is_before_the_cursor_is_completed() -> None:
    app = CommandingApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, *"gia btc", *["left"] * 4, "tab")
        assert app.line.field.value == "giá btc"
        assert app.line.field.cursor_position == 4


async def test_a_watcher_sees_nothing_that_acts() -> None:
    app = CommandingApp(Role.VIEWER)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, *"dong")
        assert not any("   đóng" in line[:20] for line in lines(app))
        assert any("biến động" in line for line in lines(app))


async def test_the_filter_tells_each_change_and_enter_keeps_it() -> None:
    app = CommandingApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash")
        await burst(app, pilot, *"bt", "enter")
        assert app.said[-1] == "filter bt"
        assert "filter " not in app.said
        assert app.filter.is_kept
        assert not app.filter.is_open
        assert app.focused is app.area
        await pilot.press("slash")
        await burst(app, pilot, "c")
        assert app.said[-1] == "filter btc"
        await burst(app, pilot, "escape")
        assert app.said[-1] == "filter "
        assert app.focused is app.area


async def test_an_empty_filter_is_not_kept() -> None:
    app = CommandingApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash")
        await burst(app, pilot, "enter")
        assert (app.said, app.filter.is_open) == ([], False)

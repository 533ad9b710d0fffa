"""The screen as a person sees and uses it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from console.app import ConsoleApp, Panel
from engine.core.errors import Operational, Refused, Temporary
from engine.core.modes import Role
from engine.service.port import Caller
from locales import LANGUAGES, set_defaults
from tests.console.pictures import BARE, IN_TROUBLE, LIVE, PICTURE, TRAINING, Stage, event, position, row, screen_lines

SIZES = ((80, 24), (140, 40))


def console(stage: Stage, role: Role = Role.OWNER) -> ConsoleApp:
    return ConsoleApp(stage, Caller("console", "an", role))


async def until(pilot: Pilot[None], true: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not true():
            await pilot.pause(0.02)
    await pilot.pause()


async def shows(pilot: Pilot[None], text: str) -> list[str]:
    """Wait until the screen shows a text; its lines."""
    app = pilot.app
    await until(pilot, lambda: any(text in line for line in screen_lines(app)))
    return screen_lines(app)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_everything_that_matters_is_on_one_screen(size: tuple[int, int], language: str) -> None:
    set_defaults(language=language, number_style=language)
    words = {
        "vi": ("HẢI ĐĂNG", "TIỀN GIẤY", "DEMO", "ĐANG CHẠY", "Theo dõi", "Vị thế", "Việc vừa xảy ra", "10.214,55 USDT",
               "q thoát"),
        "en": ("PAPER", "DEMO", "RUNNING", "Watch list", "Positions", "Just happened", "10,214.55 USDT", "q quit"),
    }  # fmt: skip
    async with console(Stage(PICTURE)).run_test(size=size) as pilot:
        lines = await shows(pilot, words[language][1])
        whole = "\n".join(lines)
        for word in words[language]:
            assert word in whole, word
        for pair in ("BTC", "ETH", "PEPE", "SOL", "XRP"):
            assert sum(f" {pair} " in line for line in lines) >= 1
        assert all(len(line) <= size[0] for line in lines)
        for panel in pilot.app.query(Panel):
            assert panel.region.width > 20
            assert panel.region.height >= 3
            assert panel.region.bottom <= size[1] - 1
        assert len(lines) <= size[1]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_watch_list_has_room_for_all_default_coins(size: tuple[int, int]) -> None:
    async with console(Stage(PICTURE)).run_test(size=size) as pilot:
        await shows(pilot, "BTC")
        market = pilot.app.query_one("#market", Panel)
        assert not market.show_vertical_scrollbar
        assert market.region.height == len(PICTURE.rows) + 3


async def test_more_than_fits_can_be_scrolled_to() -> None:
    rows = tuple(row(f"C{number:02}/USDT", 1.0) for number in range(40))
    async with console(Stage(replace(PICTURE, rows=rows))).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "C00")
        await pilot.press("tab", "end")
        assert await shows(pilot, "C39")
        assert pilot.app.query_one("#signals", Panel).region.height >= 3


@pytest.mark.parametrize("size", [(20, 6), (40, 12), (250, 70)], ids=str)
async def test_odd_terminals_do_not_break_it(size: tuple[int, int]) -> None:
    async with console(Stage(PICTURE, IN_TROUBLE, BARE, TRAINING, LIVE)).run_test(size=size) as pilot:
        await until(pilot, lambda: pilot.app.last is LIVE)  # type: ignore[attr-defined]
        assert pilot.app.is_running


async def test_it_follows_the_size_of_the_terminal() -> None:
    async with console(Stage(PICTURE)).run_test(size=(140, 40)) as pilot:
        await shows(pilot, "Gần đây")
        side_by_side = pilot.app.query_one("#positions").region.y == pilot.app.query_one("#signals").region.y
        assert side_by_side
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: not any("Gần đây" in line for line in screen_lines(pilot.app)))
        assert all(len(line) <= 80 for line in screen_lines(pilot.app))
        assert pilot.app.query_one("#positions").region.y < pilot.app.query_one("#signals").region.y
        await pilot.resize_terminal(140, 40)
        await shows(pilot, "Gần đây")


async def test_live_money_turns_the_top_red_and_says_so() -> None:
    stage = Stage(PICTURE)
    async with console(stage).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "TIỀN GIẤY")
        top = pilot.app.query_one("#top")
        before = top.styles.background
        stage.show(LIVE)
        await shows(pilot, "TIỀN THẬT")
        after = top.styles.background
        assert after != before
        assert after.r > 2 * max(after.g, after.b)


async def test_keys_ask_the_service_and_the_answer_is_shown() -> None:
    stage = Stage(PICTURE)
    async with console(stage).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "BTC")
        await pilot.press("p")
        await shows(pilot, "Bộ máy: TẠM DỪNG (trước đó: ĐANG CHẠY).")
        await pilot.press("r")
        await until(pilot, lambda: len(stage.calls) == 2)
        assert [request.command for _, request in stage.calls] == ["pause", "resume"]
        assert {caller.actor for caller, _ in stage.calls} == {"an"}
        await pilot.press("escape")
        await until(pilot, lambda: not any("trước đó" in line for line in screen_lines(pilot.app)))


@pytest.mark.parametrize(
    "failure",
    [
        Refused("err-refused-role", command="pause", role="operator", yours="viewer"),
        Temporary("err-engine-gone"),
        KeyError("x"),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_a_refusal_is_shown_with_its_incident_and_the_screen_lives_on(failure: Exception) -> None:
    stage = Stage(PICTURE)
    stage.failure = failure
    async with console(stage).run_test(size=(140, 40)) as pilot:
        await shows(pilot, "BTC")
        await pilot.press("p")
        lines = await shows(pilot, getattr(failure, "incident", "E-"))
        assert "! " in "\n".join(lines)
        stage.failure = None
        await pilot.press("r")
        await until(pilot, lambda: not any("! " in line for line in screen_lines(pilot.app)))


async def test_problems_come_and_go() -> None:
    stage = Stage(PICTURE)
    async with console(stage).run_test(size=(140, 40)) as pilot:
        await shows(pilot, "BTC")
        assert not pilot.app.query_one("#problems").display
        stage.show(IN_TROUBLE)
        assert await shows(pilot, "/srv/data/trading_logs.db")
        assert any("dữ liệu cũ" in line for line in screen_lines(pilot.app))
        stage.show(PICTURE)
        await until(pilot, lambda: not pilot.app.query_one("#problems").display)


async def test_an_engine_that_goes_away_is_told_and_welcomed_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.app._RETRY_SECONDS", 0.02)
    stage = Stage(PICTURE)
    async with console(stage).run_test(size=(140, 40)) as pilot:
        await shows(pilot, "BTC")
        stage.gone = Temporary("err-engine-gone")
        stage.show(None)
        await shows(pilot, stage.gone.incident)
        assert pilot.app.screen.has_class("gone")
        await pilot.press("escape")
        assert any("Đang thử nối lại" in line for line in screen_lines(pilot.app))
        stage.gone = None
        stage.show(replace(PICTURE, state="PAUSED"))
        await shows(pilot, "TẠM DỪNG")
        assert not pilot.app.screen.has_class("gone")
        assert not any("Đang thử nối lại" in line for line in screen_lines(pilot.app))


@pytest.mark.parametrize("gone", [None, ValueError("torn line"), Operational("err-part-died", part="x", detail="y")])
async def test_a_stream_that_ends_however_it_ends_is_taken_up_again(
    gone: Exception | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.app._RETRY_SECONDS", 0.02)
    stage = Stage(PICTURE)
    async with console(stage).run_test(size=(140, 40)) as pilot:
        await shows(pilot, "BTC")
        stage.gone = gone
        stage.show(None)
        await until(pilot, lambda: pilot.app.screen.has_class("gone"))
        stage.gone = None
        stage.show(PICTURE)
        await until(pilot, lambda: not pilot.app.screen.has_class("gone"))


async def test_a_viewer_sees_that_commands_are_off() -> None:
    async with console(Stage(PICTURE), Role.VIEWER).run_test(size=(80, 24)) as pilot:
        lines = await shows(pilot, "chỉ xem")
        assert not any("p tạm dừng" in line for line in lines)


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_it_can_be_left(key: str) -> None:
    async with console(Stage(PICTURE)).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "BTC")
        await pilot.press(key)
        await until(pilot, lambda: not pilot.app.is_running)


async def test_ctrl_c_says_how_to_leave_in_the_readers_language() -> None:
    async with console(Stage(PICTURE)).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "BTC")
        await pilot.press("ctrl+c")
        lines = await shows(pilot, "q thoát")
        assert sum("q thoát" in line for line in lines) == 2


async def test_before_the_first_picture_it_says_what_it_waits_for() -> None:
    async with console(Stage()).run_test(size=(80, 24)) as pilot:
        assert await shows(pilot, "Đang chờ bộ máy")


async def test_any_picture_can_be_drawn_after_any_other() -> None:
    odd = replace(
        PICTURE,
        state="HALTED",
        connection="down",
        happenings=(event(1, "a_kind_of_tomorrow", "X/USDT"), event(2, "error", None)),
        positions=(position("X/USDT", 0.0, price=None, open_pnl=None, open_pnl_pct=None),),
    )
    pictures: list[Any] = [PICTURE, BARE, odd, LIVE, IN_TROUBLE, TRAINING, odd, BARE]
    async with console(Stage(*pictures)).run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: pilot.app.last is pictures[-1])  # type: ignore[attr-defined]

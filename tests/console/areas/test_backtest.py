"""The area of backtests: honest while they come later, and alive by itself when the engine has them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from console.app import ConsoleApp
from console.areas.backtest import BacktestArea
from console.widgets.form import Form
from console.widgets.tick_table import TickTable
from engine.core.errors import Operational
from engine.service.answers import Stats
from engine.service.port import Caller, Request
from locales import LANGUAGES, set_defaults, t
from tests.console.areas.lit import lit
from tests.console.stage import PICTURE, Stage, console, screen_lines, shows, until
from tests.console.world import STAMP
from tests.engine.cli.samples import FULL

SMALL, LARGE = (80, 24), (140, 40)
STATS = replace(next(one for one in FULL if isinstance(one, Stats)), stamp=STAMP)


def standing(stage: Stage, folder: Path) -> ConsoleApp:
    app = console(stage, folder)
    app.area_name = "backtest"
    return app


def answered(arguments: Mapping[str, Any]) -> Stats:
    """An answer of a kind that exists, which differs by what was asked."""
    return replace(STATS, trades=20 if arguments.get("symbol") else 75)


async def ready(pilot: Pilot[None]) -> None:
    """The engine has said what it can do, and the form is there."""
    app = pilot.app
    assert isinstance(app, ConsoleApp)
    await until(pilot, lambda: app.snapshot and "backtest" in app.dealings.available and app.query("#backtest-run"))


async def run(pilot: Pilot[None], *keys: str) -> None:
    """Fill in the first field and run; done when the list has one more."""
    table = pilot.app.query_one("#backtest-runs", TickTable)
    before = len(table.shown_keys)
    await pilot.press("f", *keys, "ctrl+g")
    await until(pilot, lambda: len(table.shown_keys) == before + 1)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_until_then_it_says_so_and_what_can_be_done_today(
    size: tuple[int, int], language: str, tmp_path: Path
) -> None:
    set_defaults(language=language, number_style=language)
    stage = Stage(PICTURE)
    async with standing(stage, tmp_path).run_test(size=size) as pilot:
        lines = await shows(pilot, "✖ " + t("tui-later")[:20])
        said = " ".join(line.strip("│╭╮╰╯─ ") for line in lines)
        assert "python -m engine db replay" in said
        assert t("param-symbol") in said
        assert t("backtest-no-runs-later") in said
        assert pilot.app.query_one(Form).disabled
        await pilot.press("f", "ctrl+g", "c")
        await pilot.pause()
        assert not stage.asked("backtest")
        assert all(len(line) <= size[0] for line in screen_lines(pilot.app))


async def test_it_lights_up_and_sends_what_is_filled_in(tmp_path: Path) -> None:
    stage = Stage(PICTURE, world=lit(backtest=answered))
    async with standing(stage, tmp_path).run_test(size=LARGE) as pilot:
        await ready(pilot)
        await run(pilot, "e", "t", "h")
        assert stage.asked("backtest") == [{"symbol": "ETH/USDT"}]
        lines = await shows(pilot, "#1 · ETH/USDT")
        assert any("Sụt giảm lớn nhất" in line for line in lines)
        assert not any(t("tui-later")[:20] in line for line in lines)


async def test_left_empty_it_is_about_everything_and_enter_in_a_field_runs_it(tmp_path: Path) -> None:
    stage = Stage(PICTURE, world=lit(backtest=answered))
    async with standing(stage, tmp_path).run_test(size=LARGE) as pilot:
        await ready(pilot)
        await pilot.press("f", "enter")
        await shows(pilot, "#1 · tất cả")
        assert stage.asked("backtest") == [{}]


async def test_what_is_wrong_is_said_beside_the_field(tmp_path: Path) -> None:
    stage = Stage(PICTURE, world=lit(backtest=answered))
    async with standing(stage, tmp_path).run_test(size=LARGE) as pilot:
        await ready(pilot)
        await pilot.press("f", "e", "t", "exclamation_mark", "ctrl+g")
        await shows(pilot, '✖ "et!" không phải là cặp')
        assert not stage.asked("backtest")
        await pilot.press("backspace")
        await until(pilot, lambda: not any("không phải là cặp" in line for line in screen_lines(pilot.app)))


class Slow(Stage):
    """A stage whose backtest ends when it is told to."""

    def __init__(self) -> None:
        super().__init__(PICTURE, world=lit(backtest=answered))
        self.end = asyncio.Event()

    async def call(self, caller: Caller, request: Request) -> Any:
        answer = await super().call(caller, request)
        if request.command == "backtest":
            await self.end.wait()
        return answer


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=str)
async def test_while_it_runs_time_goes_on_and_no_other_begins(size: tuple[int, int], tmp_path: Path) -> None:
    stage = Slow()
    async with standing(stage, tmp_path).run_test(size=size) as pilot:
        await ready(pilot)
        await pilot.press("ctrl+g")
        await shows(pilot, "Đang chạy, đã")
        await pilot.press("ctrl+g")
        await shows(pilot, t("backtest-one-at-a-time"))
        assert len(stage.asked("backtest")) == 1
        stage.end.set()
        await until(pilot, lambda: not any("Đang chạy, đã" in line for line in screen_lines(pilot.app)))
        await shows(pilot, "tất cả")


async def test_a_run_goes_on_through_another_area_and_another_language(tmp_path: Path) -> None:
    stage = Slow()
    async with standing(stage, tmp_path).run_test(size=LARGE) as pilot:
        await ready(pilot)
        await run_begins(pilot, stage)
        await pilot.press("1", "ctrl+l", "5")
        await shows(pilot, "Running for")
        stage.end.set()
        await shows(pilot, "#1 · everything")


async def run_begins(pilot: Pilot[None], stage: Stage) -> None:
    await pilot.press("ctrl+g")
    await until(pilot, lambda: stage.asked("backtest"))


async def test_a_failure_is_kept_like_an_answer(tmp_path: Path) -> None:
    def fails(_: Mapping[str, Any]) -> Any:
        raise Operational("err-training-no-candles", symbol="BTC/USDT")

    stage = Stage(PICTURE, world=lit(backtest=fails))
    async with standing(stage, tmp_path).run_test(size=LARGE) as pilot:
        await ready(pilot)
        await run(pilot)
        lines = await shows(pilot, "Không có nến BTC/USDT nào để học")
        assert any("#1  ✖" in line for line in lines)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=str)
async def test_two_runs_side_by_side_show_where_they_differ(size: tuple[int, int], tmp_path: Path) -> None:
    stage = Stage(PICTURE, world=lit(backtest=answered))
    async with standing(stage, tmp_path).run_test(size=size) as pilot:
        await ready(pilot)
        await run(pilot)
        await run(pilot, "b", "t", "c")
        area = pilot.app.query_one(BacktestArea)
        table = pilot.app.query_one("#backtest-runs", TickTable)
        assert table.shown_keys == ["2", "1"]
        await until(pilot, lambda: table.cursor_key == "2")  # the newest is read at once
        table.choose("1")
        await pilot.press("c")
        await shows(pilot, "✔◆ tất cả")
        await pilot.press("up", "c")
        lines = await shows(pilot, "≠ ")
        said = "\n".join(lines)
        assert "#1 · tất cả" in said
        assert "#2 · BTC/USDT" in said
        assert all("Giao dịch" in part for line in lines for part in line.split("││") if "≠ " in part and "│" in part)
        assert area.crumbs() == ("#1 | #2",)
        await pilot.press("escape", "escape")
        await shows(pilot, t("backtest-runs"))
        assert area.crumbs() == ()


async def test_enter_reads_one_alone_and_escape_comes_back(tmp_path: Path) -> None:
    stage = Stage(PICTURE, world=lit(backtest=answered))
    async with standing(stage, tmp_path).run_test(size=SMALL) as pilot:
        await ready(pilot)
        await run(pilot)
        assert not any("Sụt giảm" in line for line in screen_lines(pilot.app))
        await pilot.press("enter")
        lines = await shows(pilot, "Sụt giảm lớn nhất")
        assert not any(t("backtest-runs") in line for line in lines)
        area = pilot.app.query_one(BacktestArea)
        assert "Sụt giảm lớn nhất" in (area.copied() or "")
        assert area.records()[1][0]["asked"] == "tất cả"
        await pilot.press("escape")
        await shows(pilot, t("backtest-runs"))


async def test_number_keys_lead_on_from_the_list_and_are_digits_in_a_field(tmp_path: Path) -> None:
    stage = Stage(PICTURE, world=lit(backtest=answered))
    async with standing(stage, tmp_path).run_test(size=SMALL) as pilot:
        await ready(pilot)
        await pilot.press("f", "1")
        assert pilot.app.area_name == "backtest"  # type: ignore[attr-defined]
        await pilot.press("escape", "1")
        await until(pilot, lambda: pilot.app.area_name == "market")  # type: ignore[attr-defined]


async def test_the_button_runs_by_mouse(tmp_path: Path) -> None:
    stage = Stage(PICTURE, world=lit(backtest=answered))
    async with standing(stage, tmp_path).run_test(size=SMALL) as pilot:
        await ready(pilot)
        await pilot.click("#backtest-run")
        await until(pilot, lambda: stage.asked("backtest") == [{}])


async def test_hints_of_keys_work_by_mouse(tmp_path: Path) -> None:
    stage = Stage(PICTURE, world=lit(backtest=answered))
    async with standing(stage, tmp_path).run_test(size=SMALL) as pilot:
        await ready(pilot)
        lines = await shows(pilot, "^G chạy")
        at = next(place for place, line in enumerate(lines) if "^G chạy" in line)
        await pilot.click(offset=(lines[at].index("^G"), at))
        await until(pilot, lambda: stage.asked("backtest") == [{}])

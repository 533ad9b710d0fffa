"""Tín hiệu: the lists, one decision in full, the scoreboard, and the way to the chart."""

from __future__ import annotations

import asyncio
import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from console.areas.market import MarketArea
from console.areas.signals import SignalsArea
from console.widgets.tick_table import TickTable
from engine.core.errors import InvalidInput
from engine.service import answers as a
from engine.service.port import Caller, Request
from engine.service.snapshots import Snapshot
from locales import LANGUAGES, set_defaults
from tests.console.stage import PICTURE, Stage, console, screen_lines, shows, until
from tests.console.world import STAMP, World, signals

SIZES = ((80, 24), (100, 30), (140, 24), (140, 40))
NOTHING = a.Scoreboard(STAMP, a.Interval(0, 0, None, None, None), (), (), None)


async def opened(pilot: Pilot[None], wanted: str = "14:05  ") -> list[str]:
    await until(pilot, lambda: pilot.app.snapshot is not None)  # type: ignore[attr-defined]
    await pilot.press("3")
    return await shows(pilot, wanted)


def area(pilot: Pilot[None]) -> SignalsArea:
    return pilot.app.query_one(SignalsArea)


async def listed(pilot: Pilot[None], stage: Stage, which: str) -> None:
    """Wait until the newest list that was asked for is this one."""
    await until(pilot, lambda: lists(stage)[-1] == which)


async def drawn(pilot: Pilot[None], picture: Snapshot) -> None:
    """Wait until this is the picture of the moment."""
    await until(pilot, lambda: pilot.app.snapshot is picture)  # type: ignore[attr-defined]


def lists(stage: Stage) -> list[Any]:
    return [asked["which"] for asked in stage.asked("signals")]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_it_shows_decisions_and_the_scoreboard(size: tuple[int, int], language: str, tmp_path: Path) -> None:
    set_defaults(language=language, number_style=language)
    words = {
        "vi": ("● Đã nói", "● vào lệnh", "○ từ chối", "✔ đúng", "✖ sai", "… chờ", "171/240 = 71,3%", "65–70%"),
        "en": ("● Spoken", "● traded", "○ refused", "✔ right", "✖ wrong", "… open", "171/240 = 71.3%", "65–70%"),
    }[language]
    async with console(Stage(PICTURE), tmp_path).run_test(size=size) as pilot:
        await opened(pilot, "BTC    ▼")
        screen = "\n".join(await shows(pilot, "171/240"))
        assert [word for word in words if word not in screen] == []
        assert all(len(line) <= size[0] for line in screen.splitlines())


async def test_w_goes_through_the_lists_and_asks_for_each(tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    async with console(stage, tmp_path).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        for name, chip in (
            ("traded", "● Vào lệnh"),
            ("refused", "● Từ chối"),
            ("silent", "● Im lặng"),
            ("all", "● Tất cả"),
        ):
            await pilot.press("w")
            await shows(pilot, chip)
            await listed(pilot, stage, name)
        await shows(pilot, "· im lặng")
        await pilot.press("w")
        await until(pilot, lambda: lists(stage)[-1] == "spoken")


async def test_a_list_can_be_clicked_and_is_remembered(tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    async with console(stage, tmp_path).run_test(size=(80, 24)) as pilot:
        lines = await opened(pilot)
        y = next(n for n, line in enumerate(lines) if "○ Im lặng" in line)
        await pilot.click(offset=(lines[y].index("Im lặng"), y))
        await until(pilot, lambda: lists(stage)[-1] == "silent")
        await pilot.press("ctrl+l")
        await shows(pilot, "● Silent")
        assert lists(stage)[-1] == "silent"


@pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=str)
async def test_enter_tells_the_decision_and_escape_comes_back(size: tuple[int, int], tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    async with console(stage, tmp_path).run_test(size=size) as pilot:
        await opened(pilot)
        await pilot.press("down", "enter")
        await until(pilot, lambda: stage.asked("explain"))
        await shows(pilot, "SOL/USDT  20/11/2026 11:05 ICT  ○ từ chối  ✔ đúng")
        assert stage.asked("explain")[-1] == {"symbol": "SOL/USDT", "decision": "00039c0000000000000000ff"}
        assert area(pilot).crumbs() == ("SOL", "00039c00")
        await shows(pilot, "Rừng ngẫu nhiên")
        await pilot.press("escape")
        await shows(pilot, "Bảng điểm")
        assert area(pilot).crumbs() == ()
        assert isinstance(pilot.app.focused, TickTable)


async def test_where_there_is_room_the_decision_follows_the_cursor(tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    async with console(stage, tmp_path).run_test(size=(140, 40)) as pilot:
        await opened(pilot)
        await shows(pilot, "BTC/USDT  20/11/2026 14:05 ICT")
        await pilot.press("down")
        await shows(pilot, "SOL/USDT  20/11/2026 11:05 ICT")
        assert len(stage.asked("signals")) == 1


async def test_lists_are_not_asked_for_with_every_picture(tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    app = console(stage, tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await opened(pilot)
        await shows(pilot, "171/240")
        for number in range(5):
            last = replace(PICTURE, number=number + 2)
            stage.show(last)
            await drawn(pilot, last)
        assert len(stage.asked("signals")) == len(stage.asked("scoreboard")) == 1


async def test_c_leads_to_the_chart_with_that_decision(tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    app = console(stage, tmp_path)
    app.memory.area = app.area_name = "signals"  # the market has not been seen yet
    async with app.run_test(size=(140, 40)) as pilot:
        await shows(pilot, "14:05  ")
        await pilot.press("down", "c")
        await shows(pilot, "Vì sao · SOL/USDT")
        assert (app.area_name, app.symbol) == ("market", "SOL/USDT")
        assert stage.asked("chart")[-1]["symbol"] == "SOL/USDT"
        assert stage.asked("explain")[-1] == {"symbol": "SOL/USDT", "decision": "00039c0000000000000000ff"}
        assert app.query_one(MarketArea).query_one("#chart-panel").display


async def test_filter_and_order_apply_to_the_list(tmp_path: Path) -> None:
    async with console(Stage(PICTURE), tmp_path).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        table = area(pilot).query_one(TickTable)
        await pilot.press("slash", *"xrp")
        await until(pilot, lambda: len(table.shown_keys) == 2)
        await pilot.press("escape", "escape", "s")
        await until(pilot, lambda: table.order is not None)
        assert pilot.app.memory.sorts["signals"] == ["at", False]  # type: ignore[attr-defined]


async def test_the_list_is_exported_and_a_line_copied(tmp_path: Path) -> None:
    async with console(Stage(PICTURE), tmp_path).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("e")
        await shows(pilot, "Đã lưu")
        (path,) = (tmp_path / "exports").glob("signals-spoken-*.csv")
        rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
        assert len(rows) == 8
        assert rows[0]["at"] == "2026-11-20T07:05:09Z"
        assert rows[0]["symbol"] == "BTC/USDT"
        assert {row["direction"] for row in rows} <= {"UP", "DOWN"}
        assert {row["spoken"] for row in rows} == {"True"}
        assert (area(pilot).copied() or "").startswith("2026-11-20T07:05:09Z\tBTC/USDT\t")
        assert isinstance(area(pilot).picture(), a.Scoreboard)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_without_signals_it_says_so_and_claims_nothing(language: str, tmp_path: Path) -> None:
    set_defaults(language=language, number_style=language)
    world = World(signals=lambda asked: a.Signals(STAMP, (), str(asked["which"])), scoreboard=lambda _: NOTHING)
    said = {"vi": ("Chưa nói tín hiệu nào", "chưa có thành tích", "Chưa chọn dòng nào"),
            "en": ("No signal has been spoken", "no record yet", "No line is chosen")}[language]  # fmt: skip
    async with console(Stage(PICTURE, world=world), tmp_path).run_test(size=(80, 24)) as pilot:
        lines = await opened(pilot, said[1])
        assert any(said[0] in line for line in lines)
        await pilot.press("enter", "c")
        await shows(pilot, said[2])
        assert area(pilot).crumbs() == ()


async def test_a_decision_that_is_gone_is_told_and_ends_nothing(tmp_path: Path) -> None:
    def gone(_: Any) -> Any:
        raise InvalidInput("err-command-unknown", name="explain")

    stage = Stage(PICTURE, world=World(explain=gone, signals=signals))
    async with console(stage, tmp_path).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: stage.asked("explain"))
        await until(pilot, lambda: any("explain" in line for line in screen_lines(pilot.app)))
        assert pilot.app.is_running


async def test_a_list_that_has_not_changed_is_not_made_anew(tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    app = console(stage, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await shows(pilot, "171/240")
        table, shown = area(pilot).query_one(TickTable), []
        table.show = lambda *_: shown.append(table)  # type: ignore[method-assign]
        last = replace(PICTURE, number=2)
        stage.show(last)
        await drawn(pilot, last)
        assert shown == []


class Interrupted(Stage):
    """It never answers the first question for the scoreboard, as when something cuts that short."""

    async def call(self, caller: Caller, request: Request) -> Any:
        answer = await super().call(caller, request)
        if request.command == "scoreboard" and len(self.asked("scoreboard")) == 1:
            await asyncio.Event().wait()
        return answer


async def test_a_scoreboard_that_was_cut_short_by_the_cursor_is_asked_for_again_at_once(tmp_path: Path) -> None:
    stage = Interrupted(PICTURE)
    async with console(stage, tmp_path).run_test(size=(140, 40)) as pilot:
        await opened(pilot)
        await until(pilot, lambda: stage.asked("scoreboard"))
        await pilot.press("down")
        await shows(pilot, "171/240 = 71,3%")
        assert len(stage.asked("signals")) == 1

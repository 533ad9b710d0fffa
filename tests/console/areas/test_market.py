"""Thị trường: what a picture draws anew, what Enter means under the crosshair, and whose facts are shown."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from console.areas.market import MarketArea
from console.widgets.candle_chart import CandleChart
from console.widgets.notice_bar import NoticeBar
from engine.service.snapshots import Playing
from tests.console.stage import BEGUN, ENDED, PICTURE, Stage, console, shows, until


async def test_a_picture_with_nothing_new_draws_nothing_but_the_top_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = Stage(PICTURE)
    app = console(stage, tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await shows(pilot, "Vì sao")
        await until(pilot, lambda: app.query_one(CandleChart).chart is not None)
        monkeypatch.setattr(MarketArea, "EVERY", 3_600.0)
        stage.show(replace(PICTURE, number=2))
        await until(pilot, lambda: app.snapshot is not None and app.snapshot.number == 2)
        await pilot.pause(0.3)
        drawn: Counter[str] = Counter()
        render = Widget.render_lines

        def counted(self: Widget, crop: Region) -> list[Strip]:
            drawn[self.id or ""] += crop.height
            return render(self, crop)

        monkeypatch.setattr(Widget, "render_lines", counted)
        for number in (3, 4, 5):
            stage.show(replace(PICTURE, number=number))
            await until(pilot, lambda number=number: app.snapshot is not None and app.snapshot.number == number)
        await pilot.pause(0.1)
        assert drawn["top"]
        assert not {"chart", "story", "watch", "lately", "chart-panel", "watch-panel"} & set(drawn)


async def test_enter_under_the_crosshair_leads_to_what_happened_on_its_candle(tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    app = console(stage, tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: app.snapshot is not None and app.furnished)
        chart = app.query_one(CandleChart)
        await until(pilot, lambda: chart.sheet is not None and chart.sheet.marks)
        chart.focus()
        marked = max(chart.sheet.marks)  # type: ignore[union-attr]
        chart.look_at(chart.view.pointed(marked))
        await pilot.press("enter")
        await until(pilot, lambda: stage.asked("signals"))
        assert not app.query_one(MarketArea).has_class("-detail")


async def test_work_that_goes_wrong_in_an_area_is_told(tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    app = console(stage, tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: app.snapshot is not None and app.furnished)
        chart = app.query_one(CandleChart)
        await until(pilot, lambda: chart.sheet is not None)
        app.query_one(NoticeBar).clear()
        area = app.query_one(MarketArea)
        stage.failure = RuntimeError("nobody foresaw this")
        area.on_candle_chart_chosen(CandleChart.Chosen(chart, 0))
        await until(pilot, lambda: app.query_one(NoticeBar).failed)
        assert "RuntimeError" in app.query_one(NoticeBar).text


async def test_a_fetch_that_fails_each_time_is_told_once(tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    app = console(stage, tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: app.snapshot is not None and app.furnished)
        area = app.query_one(MarketArea)
        await until(pilot, lambda: stage.asked("predict"))
        stage.failure = RuntimeError("again and again")
        area.forget()
        area.fetch_soon()
        await until(pilot, lambda: app.query_one(NoticeBar).failed)
        app.query_one(NoticeBar).clear()
        asked = len(stage.calls)
        area.fetch_soon()
        await until(pilot, lambda: len(stage.calls) > asked)
        await pilot.pause()
        assert not app.query_one(NoticeBar).text


async def test_areas_turn_one_after_the_other_however_fast_they_are_asked_for(tmp_path: Path) -> None:
    app = console(Stage(PICTURE), tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: app.snapshot is not None and app.furnished)
        await asyncio.gather(app.show_area("signals"), app.show_area("signals"), app.rebuild(), app.show_area("logs"))
        assert app.area is not None
        assert app.area.NAME == "logs"
        assert [area.NAME for area in app.query("LogsArea, SignalsArea").results() if area.display] == ["logs"]  # type: ignore[attr-defined]


async def test_a_recording_that_is_wound_back_is_asked_anew_at_once(tmp_path: Path) -> None:
    now = replace(PICTURE, playing=Playing(ENDED, BEGUN, ENDED, running=False, speed=1.0))
    before = replace(now, number=2, playing=Playing(BEGUN, BEGUN, ENDED, running=False, speed=1.0))
    stage = Stage(now)
    app = console(stage, tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: app.snapshot is not None and app.furnished)
        await app.show_area("signals")
        await until(pilot, lambda: stage.asked("scoreboard"))
        asked = len(stage.asked("signals"))
        stage.show(before)
        await until(pilot, lambda: app.snapshot is before)
        await until(pilot, lambda: len(stage.asked("signals")) > asked)

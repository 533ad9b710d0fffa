"""The candle chart under keys and mouse."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Click, Leave, MouseEvent, MouseScrollDown, MouseScrollUp
from textual.pilot import Pilot

from console.charting.view import OVERLAYS
from console.look.themes import PALETTES
from console.widgets.candle_chart import CandleChart
from engine.service.answers import Chart
from locales import set_defaults
from tests.console.charting.charts import START, chart, full, walk


class Desk(App[None]):
    """One chart, with keys as an area would bind them."""

    CSS = "CandleChart { border: round white; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"on_chart('{action}')")
        for key, action in {
            "plus": "zoom_in", "minus": "zoom_out", "left": "pan(-4)", "right": "pan(4)",
            "end": "end", "l": "toggle_log", "comma": "crosshair(-1)", "full_stop": "crosshair(1)",
            "escape": "crosshair_off", "enter": "choose", "v": "toggle_overlay(\"volume\")",
        }.items()
    ]  # fmt: skip

    def __init__(self, given: Chart | None) -> None:
        super().__init__()
        self.given = given
        self.chart = CandleChart()
        self.heard: list[Any] = []

    def compose(self) -> ComposeResult:
        yield self.chart

    def on_mount(self) -> None:
        self.chart.show(self.given, "night")
        self.chart.focus()

    async def action_on_chart(self, action: str) -> None:
        await self.run_action(action, self.chart)

    def on_candle_chart_wanted(self, message: CandleChart.Wanted) -> None:
        self.heard.append(("wanted", message.before))

    def on_candle_chart_chosen(self, message: CandleChart.Chosen) -> None:
        assert message.control is self.chart
        self.heard.append(("chosen", message.at))


@asynccontextmanager
async def opened(given: Chart | None, size: tuple[int, int] = (100, 30)) -> AsyncIterator[tuple[Desk, Pilot[None]]]:
    desk = Desk(given)
    async with desk.run_test(size=size) as pilot:
        await pilot.pause()
        yield desk, pilot


def shown(desk: Desk) -> list[str]:
    width, height = desk.chart.size
    lines = [desk.chart.render_line(y) for y in range(height)]
    assert {line.cell_length for line in lines} == {width}
    return [line.text for line in lines]


def column_of(desk: Desk, candle: int) -> int:
    assert desk.chart.picture is not None
    window = desk.chart.picture.window
    assert window is not None
    bar = window.bar_of(candle)
    assert bar is not None
    return window.xs[bar] + 1  # the border


async def test_keys_zoom_pan_and_switch() -> None:
    async with opened(full()) as (desk, pilot):
        view = desk.chart.view
        await pilot.press("plus")
        assert desk.chart.view.zoom == view.zoom + 1
        await pilot.press("minus", "minus")
        assert desk.chart.view.zoom == view.zoom - 1
        await pilot.press("left", "left", "right")
        assert desk.chart.view.offset == 4 * desk.chart.view.step.merge
        await pilot.press("end")
        assert desk.chart.view.offset == 0
        await pilot.press("l", "v")
        assert desk.chart.view.log
        assert "volume" not in desk.chart.view.overlays
        assert "thang log" in shown(desk)[-1]
        assert "█" not in "".join(shown(desk))


async def test_the_crosshair_walks_reads_out_and_goes() -> None:
    async with opened(full(), (160, 30)) as (desk, pilot):
        newest = shown(desk)[0]
        await pilot.press("comma")
        assert desk.chart.view.crosshair == 199
        await pilot.press("comma", "comma")
        assert desk.chart.view.crosshair == 197
        assert shown(desk)[0] != newest
        await pilot.press("escape")
        assert desk.chart.view.crosshair is None
        assert shown(desk)[0] == newest


async def test_older_candles_are_asked_for_once_when_the_edge_is_near_and_the_view_stays() -> None:
    rows = walk(300)
    given = chart(rows[100:], first_at=START)
    async with opened(given) as (desk, pilot):
        assert desk.heard == []
        await pilot.press("home", "left", "home")
        assert desk.heard == [("wanted", rows[100].at)]
        before = shown(desk)
        desk.chart.show(chart(rows, first_at=START), "night")
        await pilot.pause()
        assert shown(desk)[1:-2] == before[1:-2]
        await pilot.press("home")
        assert desk.heard == [("wanted", rows[100].at)]  # there is nothing older


async def test_nothing_is_asked_for_while_the_past_is_far_or_there_is_none() -> None:
    rows = walk(900)
    async with opened(chart(rows[100:], first_at=START)) as (desk, pilot):
        await pilot.press("left", "left")
        assert desk.heard == []


async def test_a_new_candle_is_followed_at_the_newest_and_not_when_looking_back() -> None:
    rows = walk(301)
    async with opened(chart(rows[:300])) as (desk, pilot):
        desk.chart.show(chart(rows), "night")
        assert desk.chart.view.offset == 0
        desk.chart.show(chart(rows[:300]), "night")
        await pilot.press("left")
        back = desk.chart.view.offset
        desk.chart.show(chart(rows), "night")
        assert desk.chart.view.offset == back + 1


async def test_another_market_begins_at_its_newest_but_keeps_zoom_and_overlays() -> None:
    async with opened(full()) as (desk, pilot):
        await pilot.press("plus", "v", "left", "comma")
        zoom = desk.chart.view.zoom
        desk.chart.show(chart(walk(300), symbol="ETH/USDT"), "night")
        view = desk.chart.view
        assert (view.zoom, view.offset, view.crosshair) == (zoom, 0, None)
        assert "volume" not in view.overlays


async def test_the_pointer_carries_the_crosshair_and_takes_it_along() -> None:
    async with opened(full()) as (desk, pilot):
        await pilot.hover(CandleChart, offset=(column_of(desk, 180), 8))
        assert desk.chart.view.crosshair == 180
        assert desk.chart.view.pointer == 8 - 1 - 1  # border and readout
        assert " 21/11 21:00 " in shown(desk)[-2]
        desk.chart.post_message(Leave(desk.chart))
        await pilot.pause()
        assert desk.chart.view.crosshair is None


async def test_a_crosshair_that_was_clicked_stays_when_the_pointer_leaves() -> None:
    async with opened(full()) as (desk, pilot):
        await pilot.click(CandleChart, offset=(column_of(desk, 180), 8))
        desk.chart.post_message(Leave(desk.chart))
        await pilot.pause()
        assert desk.chart.view.crosshair == 180


async def test_a_click_keeps_the_crosshair_and_tells_of_what_happened_there() -> None:
    async with opened(full()) as (desk, pilot):
        await pilot.click(CandleChart, offset=(column_of(desk, 180), 8))
        assert desk.chart.view.crosshair == 180
        assert desk.heard == []
        await pilot.click(CandleChart, offset=(column_of(desk, 187), 8))
        assert desk.heard == [("chosen", full().candles[187].at)]
        await pilot.press("enter")
        assert desk.heard == [("chosen", full().candles[187].at)] * 2


async def test_dragging_pulls_the_past_into_view_and_chooses_nothing() -> None:
    async with opened(full()) as (desk, pilot):
        start = column_of(desk, 187)
        pitch = desk.chart.view.step.pitch
        await pilot.mouse_down(CandleChart, offset=(start, 8))
        await pilot.hover(CandleChart, offset=(start + 10 * pitch, 8))
        await pilot.mouse_up(CandleChart, offset=(start + 10 * pitch, 8))
        assert desk.chart.view.offset == 10
        assert column_of(desk, 187) == start + 10 * pitch
        desk.chart.post_message(at(Click, desk, start + 10 * pitch))  # what follows a release over the same widget
        await pilot.pause()
        assert desk.heard == []


async def test_the_wheel_zooms_around_the_pointer() -> None:
    async with opened(full()) as (desk, pilot):
        await pilot.press("home")
        x = column_of(desk, 30)
        view = desk.chart.view
        desk.chart.post_message(at(MouseScrollUp, desk, x))
        await pilot.pause()
        assert desk.chart.view.zoom == view.zoom + 1
        assert abs(column_of(desk, 30) - x) <= desk.chart.view.step.pitch
        desk.chart.post_message(at(MouseScrollDown, desk, x))
        await pilot.pause()
        assert desk.chart.view.zoom == view.zoom


def at(kind: type[MouseEvent], desk: Desk, x: int) -> MouseEvent:
    return kind(desk.chart, x, 8, 0, 0, 0, False, False, False, screen_x=x, screen_y=8)


@pytest.mark.parametrize("look", sorted(PALETTES))
@pytest.mark.parametrize("given", [None, chart(), chart(walk(1)), full()], ids=["none", "empty", "one", "full"])
async def test_no_size_language_or_theme_breaks_it(look: str, given: Chart | None) -> None:
    async with opened(given, (30, 8)) as (desk, pilot):
        for size in ((30, 8), (3, 3), (80, 24), (140, 40), (250, 70), (7, 30)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            desk.chart.show(given, look)
            for action in ("crosshair(-1)", "zoom_out", "zoom_in", "zoom_in", "home", "end", "choose"):
                await desk.run_action(action, desk.chart)
            for overlay in OVERLAYS:
                desk.chart.action_toggle_overlay(overlay)
            shown(desk)


async def test_only_lines_that_changed_are_made_anew() -> None:
    given = full()
    async with opened(given) as (desk, pilot):
        height = desk.chart.size.height
        before = [desk.chart.render_line(y) for y in range(height)]
        desk.chart.show(replace(given), "night")
        assert all(desk.chart.render_line(y) is before[y] for y in range(height))
        desk.chart.show(replace(given, price=given.candles[-1].close * 0.999), "night")
        kept = [desk.chart.render_line(y) is before[y] for y in range(height)]
        assert 0 < kept.count(False) < height // 2
        await pilot.pause()


async def test_language_and_number_style_change_at_once() -> None:
    async with opened(full(), (160, 30)) as (desk, _):
        assert "Đ 7" in shown(desk)[0]
        set_defaults(language="en", number_style="en")
        assert "C 7" in shown(desk)[0]


async def test_until_a_zoom_is_chosen_it_follows_the_width() -> None:
    async with opened(full(), (60, 30)) as (desk, pilot):
        assert desk.chart.view.step.pitch == 1
        await pilot.resize_terminal(200, 50)
        await pilot.pause()
        assert desk.chart.view.step.pitch == 3

"""The candle chart: keys and mouse change what is seen of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from console.charting.view import ChartView
from console.widgets.chart_surface import ChartSurface

_NEAR_THE_EDGE: Final = 20
"""Candles left of the view at which older ones are asked for, so that they are there when they are reached."""


class CandleChart(ChartSurface, can_focus=True):
    """A chart to walk about in. ``view`` is what its reader has chosen; it is kept from one chart to the next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "page(-1)", show=False, id="chart.page-back"),
        Binding("pagedown", "page(1)", show=False, id="chart.page-on"),
        Binding("home", "home", show=False, id="chart.oldest"),
    ]

    @dataclass
    class Wanted(Message):
        """The reader has come near the oldest candle, and the store has older ones than ``before``."""

        chart: CandleChart
        before: int

        @property
        def control(self) -> CandleChart:
            """Who says so."""
            return self.chart

    @dataclass
    class Chosen(Message):
        """A candle on which something happened was clicked, or confirmed under the crosshair."""

        chart: CandleChart
        at: int

        @property
        def control(self) -> CandleChart:
            """Who says so."""
            return self.chart

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._asked_before: tuple[str, str, int] | None = None
        self._grip: tuple[int, int] | None = None
        self._dragged = False
        self._hovering = False

    # --- actions -----------------------------------------------------------------------------------------------------
    def action_zoom_in(self) -> None:
        """Closer, around the crosshair if there is one."""
        self._zoom(1, self._anchor())

    def action_zoom_out(self) -> None:
        """Wider."""
        self._zoom(-1, self._anchor())

    def action_pan(self, bars: int) -> None:
        """``bars`` towards now; negative: back in time."""
        self.look_at(self.view.panned(bars, self.extent))

    def action_page(self, pages: int) -> None:
        """Most of a screen towards now or back."""
        self.action_pan(pages * max(1, self.extent.columns // self.view.step.pitch * 3 // 4))

    def action_home(self) -> None:
        """To the oldest candle."""
        self.look_at(self.view.at_oldest(self.extent))

    def action_end(self) -> None:
        """To the newest candle, and follow it."""
        self.look_at(self.view.at_newest())

    def action_toggle_log(self) -> None:
        """Logarithmic prices on or off."""
        self.look_at(replace(self.view, log=not self.view.log))

    def action_toggle_overlay(self, overlay: str) -> None:
        """One of ``OVERLAYS`` on or off."""
        self.look_at(self.view.toggled(overlay))

    def action_crosshair(self, bars: int) -> None:
        """The crosshair ``bars`` further; it appears on the newest candle in view."""
        self._hovering = False
        self.look_at(self.view.stepped(bars, self.extent))

    def action_crosshair_off(self) -> None:
        """Away with the crosshair."""
        self.look_at(self.view.pointed(None))

    def action_choose(self) -> None:
        """Tell of what happened on the candle under the crosshair."""
        sheet, number = self.sheet, self.view.crosshair
        window = self.picture.window if self.picture is not None else None
        if sheet is None or number is None or window is None:
            return
        bar = window.bar_of(number)
        if bar is None:
            return
        found = [one for one in range(window.firsts[bar], window.lasts[bar] + 1) if one in sheet.marks]
        if found:
            self.post_message(self.Chosen(self, sheet.times[found[-1]]))

    # --- the mouse ---------------------------------------------------------------------------------------------------
    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Carry the crosshair, or drag the chart."""
        place = event.get_content_offset(self)
        if self._grip is not None:
            self._drag(event.screen_x)
        elif place is not None and self.picture is not None:
            candle = self.picture.candle_at(place.x)
            self._hovering = candle is not None
            self.look_at(self.view.pointed(candle, self.picture.price_row_at(place.y)))

    def _drag(self, x: int) -> None:
        if self._grip is None:
            return
        start, offset = self._grip
        bars = (x - start) // self.view.step.pitch if x >= start else -((start - x) // self.view.step.pitch)
        self._dragged = self._dragged or bars != 0
        moved = replace(self.view, offset=offset + bars * self.view.step.merge, crosshair=None, pointer=None)
        self.look_at(moved.clamped(self.extent))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the chart."""
        if event.button == 1 and self.sheet is not None:
            self._grip, self._dragged = (event.screen_x, self.view.offset), False
            self.capture_mouse()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go."""
        if self._grip is not None:
            self._grip = None
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Keep the crosshair on the candle, and tell of what happened there."""
        place = event.get_content_offset(self)
        if self._dragged or place is None or self.picture is None:
            return
        candle = self.picture.candle_at(place.x)
        if candle is not None:
            self._hovering = False
            self.look_at(self.view.pointed(candle))
            self.action_choose()

    def on_leave(self, event: events.Leave) -> None:
        """A crosshair that came with the mouse goes with it; one that was clicked stays."""
        if self._hovering and event.node is self:
            self._hovering = False
            self.look_at(self.view.pointed(None))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Closer, around the pointer."""
        self._wheel(event, 1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Wider, around the pointer."""
        self._wheel(event, -1)

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        """Back in time."""
        event.stop()
        self.action_pan(-2)

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """Towards now."""
        event.stop()
        self.action_pan(2)

    def _wheel(self, event: events.MouseEvent, closer: int) -> None:
        event.stop()
        event.prevent_default()
        place = event.get_content_offset(self)
        self._zoom(closer, 0.0 if place is None else max(0, self.extent.columns - 1 - place.x))

    # --- where the view is ------------------------------------------------------------------------------------------
    def _anchor(self) -> float:
        window = self.picture.window if self.picture is not None else None
        bar = window.bar_of(self.view.crosshair) if window and self.view.crosshair is not None else None
        return 0.0 if bar is None or window is None else self.extent.columns - 1 - window.xs[bar]

    def _zoom(self, closer: int, anchor: float) -> None:
        self.zoom_chosen = True
        self.look_at(self.view.zoomed(closer, self.extent, anchor))

    def look_at(self, view: ChartView) -> None:
        """See the chart so from now on, and have older candles fetched when they are nearly reached."""
        super().look_at(view)
        self._ask_for_older()

    def _ask_for_older(self) -> None:
        """Once for each oldest candle: the answer comes as another chart."""
        if self.sheet is None or not self.sheet.candles:
            return
        oldest, begins = self.sheet.times[0], self.sheet.chart.first_at
        extent = self.extent
        left = extent.candles - self.view.offset - self.view.capacity(extent.columns)
        asked = (self.sheet.chart.symbol, self.sheet.chart.timeframe, oldest)
        if left <= _NEAR_THE_EDGE and begins is not None and begins < oldest and self._asked_before != asked:
            self._asked_before = asked
            self.post_message(self.Wanted(self, oldest))

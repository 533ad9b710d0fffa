"""The candle chart as a widget: keys and mouse change the view, and only lines that changed are drawn again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from console.charting.raster import Picture, picture_of
from console.charting.sheet import Sheet
from console.charting.view import ChartView, Extent, usual_zoom
from engine.service.answers import Chart
from locales import current_language, current_number_style, current_zone

_NEAR_THE_EDGE: Final = 20
"""Candles left of the view at which older ones are asked for, so that they are there when they are reached."""


class CandleChart(Widget, can_focus=True):
    """Shows a chart. ``view`` is what its reader has chosen; it is kept from one chart to the next."""

    DEFAULT_CSS = "CandleChart { height: 1fr; width: 1fr; }"

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
        self.view = ChartView()
        self._zoom_chosen = False
        self._look = "night"
        self._sheet: Sheet | None = None
        self._picture: Picture | None = None
        self._strips: list[Strip] = []
        self._drawn_for: tuple[object, ...] = ()
        self._asked_before: int | None = None
        self._grip: tuple[int, int] | None = None
        self._dragged = False
        self._hovering = False

    # --- what is shown -----------------------------------------------------------------------------------------------
    def show(self, chart: Chart | None, look: str) -> None:
        """Show ``chart`` in theme ``look``; None while it is not known. What was in view stays in view."""
        self._look = look
        before = self._sheet.chart if self._sheet is not None else None
        if chart is not before:
            self._sheet = Sheet(chart) if chart is not None else None
            self._keep_place(before, chart)
        self._redraw()

    @property
    def chart(self) -> Chart | None:
        """What is shown."""
        return self._sheet.chart if self._sheet is not None else None

    def restore(self, view: ChartView) -> None:
        """See the chart as it was left: zoom, scale and overlays of ``view``."""
        self._zoom_chosen = True
        self._look_at(replace(self.view, zoom=view.zoom, log=view.log, overlays=view.overlays))

    def _keep_place(self, before: Chart | None, chart: Chart | None) -> None:
        same = before and chart and (before.symbol, before.timeframe) == (chart.symbol, chart.timeframe)
        if same and before and chart:
            times = [[candle.at for candle in one.candles] for one in (before, chart)]
            self.view = self.view.rebased(*times)
        elif chart is not None or before is None:
            self.view = replace(self.view, offset=0, crosshair=None, pointer=None)
            self._asked_before = None

    # --- actions -----------------------------------------------------------------------------------------------------
    def action_zoom_in(self) -> None:
        """Closer, around the crosshair if there is one."""
        self._zoom(1, self._anchor())

    def action_zoom_out(self) -> None:
        """Wider."""
        self._zoom(-1, self._anchor())

    def action_pan(self, bars: int) -> None:
        """``bars`` towards now; negative: back in time."""
        self._look_at(self.view.panned(bars, self._extent))

    def action_page(self, pages: int) -> None:
        """Most of a screen towards now or back."""
        self.action_pan(pages * max(1, self._extent.columns // self.view.step.pitch * 3 // 4))

    def action_home(self) -> None:
        """To the oldest candle."""
        self._look_at(self.view.at_oldest(self._extent))

    def action_end(self) -> None:
        """To the newest candle, and follow it."""
        self._look_at(self.view.at_newest())

    def action_toggle_log(self) -> None:
        """Logarithmic prices on or off."""
        self._look_at(replace(self.view, log=not self.view.log))

    def action_toggle_overlay(self, overlay: str) -> None:
        """One of ``OVERLAYS`` on or off."""
        self._look_at(self.view.toggled(overlay))

    def action_crosshair(self, bars: int) -> None:
        """The crosshair ``bars`` further; it appears on the newest candle in view."""
        self._hovering = False
        self._look_at(self.view.stepped(bars, self._extent))

    def action_crosshair_off(self) -> None:
        """Away with the crosshair."""
        self._look_at(self.view.pointed(None))

    def action_choose(self) -> None:
        """Tell of what happened on the candle under the crosshair."""
        sheet, number = self._sheet, self.view.crosshair
        if sheet is None or number is None or self._picture is None or self._picture.window is None:
            return
        window = self._picture.window
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
        elif place is not None and self._picture is not None:
            candle = self._picture.candle_at(place.x)
            self._hovering = candle is not None
            self._look_at(self.view.pointed(candle, self._picture.price_row_at(place.y)))

    def _drag(self, x: int) -> None:
        if self._grip is None:
            return
        start, offset = self._grip
        bars = (x - start) // self.view.step.pitch if x >= start else -((start - x) // self.view.step.pitch)
        self._dragged = self._dragged or bars != 0
        moved = replace(self.view, offset=offset + bars * self.view.step.merge, crosshair=None, pointer=None)
        self._look_at(moved.clamped(self._extent))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the chart."""
        if event.button == 1 and self._sheet is not None:
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
        if self._dragged or place is None or self._picture is None:
            return
        candle = self._picture.candle_at(place.x)
        if candle is not None:
            self._hovering = False
            self._look_at(self.view.pointed(candle))
            self.action_choose()

    def on_leave(self, event: events.Leave) -> None:
        """A crosshair that came with the mouse goes with it; one that was clicked stays."""
        if self._hovering and event.node is self:
            self._hovering = False
            self._look_at(self.view.pointed(None))

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
        self._zoom(closer, 0.0 if place is None else max(0, self._extent.columns - 1 - place.x))

    # --- drawing -----------------------------------------------------------------------------------------------------
    def render_line(self, y: int) -> Strip:
        """One line of the picture, which is made anew when anything it depends on is not as it was."""
        if self._drawn_for != self._circumstances():
            self._draw()
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width, self.rich_style)

    def on_resize(self, event: events.Resize) -> None:
        """As close as the width allows, until the reader says how close."""
        if not self._zoom_chosen:
            self.view = replace(self.view, zoom=usual_zoom(self._extent.columns))

    @property
    def _extent(self) -> Extent:
        count = len(self._sheet.candles) if self._sheet is not None else 0
        frame = self._picture.frame if self._picture is not None else None
        columns = self.size.width - (frame.width - frame.columns if frame is not None else 0)
        return Extent(count, max(1, columns))

    def _anchor(self) -> float:
        window = self._picture.window if self._picture is not None else None
        bar = window.bar_of(self.view.crosshair) if window and self.view.crosshair is not None else None
        return 0.0 if bar is None or window is None else self._extent.columns - 1 - window.xs[bar]

    def _zoom(self, closer: int, anchor: float) -> None:
        self._zoom_chosen = True
        self._look_at(self.view.zoomed(closer, self._extent, anchor))

    def _look_at(self, view: ChartView) -> None:
        if view != self.view:
            self.view = view
            self._redraw()
        self._ask_for_older()

    def _ask_for_older(self) -> None:
        """Once for each oldest candle: the answer comes as another chart."""
        if self._sheet is None or not self._sheet.candles:
            return
        oldest, begins = self._sheet.times[0], self._sheet.chart.first_at
        extent = self._extent
        left = extent.candles - self.view.offset - self.view.capacity(extent.columns)
        if left <= _NEAR_THE_EDGE and begins is not None and begins < oldest and self._asked_before != oldest:
            self._asked_before = oldest
            self.post_message(self.Wanted(self, oldest))

    def _circumstances(self) -> tuple[object, ...]:
        """All that a picture depends on."""
        words = (current_language(), current_number_style(), current_zone())
        return self._sheet, self.view, self._look, self.size, self.background_colors[1], words

    def _redraw(self) -> None:
        """Draw now if there is a place for it, and have only those lines repainted that differ."""
        if not self.is_mounted or not self.size:
            return
        before = self._strips
        self._draw()
        width = self.size.width
        if len(before) != len(self._strips):
            self.refresh()
        elif changed := [y for y, strip in enumerate(self._strips) if strip is not before[y]]:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def _draw(self) -> None:
        """Make the picture; lines that came out as they were keep their strips, and with them what is cached there."""
        width, height = self.size
        self._drawn_for = self._circumstances()
        if not width or not height:
            self._strips = []
            return
        background = self.background_colors[1].hex6
        self._picture = picture_of(self._sheet, self.view, width, height, self._look, background)
        before = self._strips
        made = [Strip(line, width) for line in self._picture.lines]
        if len(before) == len(made):
            made = [old if old == new else new for old, new in zip(before, made, strict=True)]
        self._strips = made

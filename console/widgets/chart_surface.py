"""A chart on the screen: kept in place from one answer to the next, and only lines that changed are drawn again."""

from __future__ import annotations

from dataclasses import replace

from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from console.charting.raster import Picture, picture_of
from console.charting.sheet import Sheet
from console.charting.view import ChartView, Extent, usual_zoom
from engine.service.answers import Chart
from locales import current_language, current_number_style, current_zone


class ChartSurface(Widget):
    """Shows a chart as ``view`` says; those who inherit change the view."""

    DEFAULT_CSS = "ChartSurface { height: 1fr; width: 1fr; }"

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self.view = ChartView()
        self.sheet: Sheet | None = None
        self.picture: Picture | None = None
        self.zoom_chosen = False
        self._look = "night"
        self._strips: list[Strip] = []
        self._drawn_for: tuple[object, ...] = ()

    def show(self, chart: Chart | None, look: str) -> None:
        """Show ``chart`` in theme ``look``; None while it is not known. What was in view stays in view."""
        self._look = look
        before = self.sheet.chart if self.sheet is not None else None
        if chart is not before:
            self.sheet = Sheet(chart) if chart is not None else None
            self._keep_place(before, chart)
        self._redraw()

    @property
    def chart(self) -> Chart | None:
        """What is shown."""
        return self.sheet.chart if self.sheet is not None else None

    def _keep_place(self, before: Chart | None, chart: Chart | None) -> None:
        same = before and chart and (before.symbol, before.timeframe) == (chart.symbol, chart.timeframe)
        if same and before and chart:
            times = [[candle.at for candle in one.candles] for one in (before, chart)]
            self.view = self.view.rebased(*times)
        elif chart is not None or before is None:
            self.view = replace(self.view, offset=0, crosshair=None, pointer=None)

    def render_line(self, y: int) -> Strip:
        """One line of the picture, which is made anew when anything it depends on is not as it was."""
        if self._drawn_for != self._circumstances():
            self._draw()
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width, self.rich_style)

    def on_resize(self, event: events.Resize) -> None:
        """As close as the width allows, until the reader says how close."""
        if not self.zoom_chosen:
            self.view = replace(self.view, zoom=usual_zoom(self.extent.columns))
        self._redraw()

    @property
    def extent(self) -> Extent:
        """How many candles there are, and columns for them."""
        count = len(self.sheet.candles) if self.sheet is not None else 0
        frame = self.picture.frame if self.picture is not None else None
        columns = self.size.width - (frame.width - frame.columns if frame is not None else 0)
        return Extent(count, max(1, columns))

    def look_at(self, view: ChartView) -> None:
        """See the chart so from now on."""
        if view != self.view:
            self.view = view
            self._redraw()

    def _circumstances(self) -> tuple[object, ...]:
        """All that a picture depends on."""
        words = (current_language(), current_number_style(), current_zone())
        return self.sheet, self.view, self._look, self.size, self.background_colors[1], words

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
        self.picture = picture_of(self.sheet, self.view, width, height, self._look, background)
        before = self._strips
        made = [Strip(line, width) for line in self.picture.lines]
        if len(before) == len(made):
            made = [old if old == new else new for old, new in zip(before, made, strict=True)]
        self._strips = made

"""The chart's part of the market area: which candles, how they are looked at, what is remembered of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from textual import work

from console.areas.base import Area
from console.charting.view import OVERLAYS
from console.text.words import sentence
from console.widgets.candle_chart import CandleChart
from console.widgets.fitted_text import entitle
from engine.core.errors import InvalidInput
from engine.core.timeframes import Timeframe
from engine.service.answers import Chart
from engine.service.snapshots import Snapshot
from locales import t
from locales.formats import date_time

_CANDLES: Final = 400
_MOST_CANDLES: Final = 1_000
"""So many are asked for at once; to look back farther, the window moves."""
_PAN: Final = 8
"""Bars that one press of an arrow goes."""


class ChartPart(Area):
    """Asks for a chart, shows it, and carries out the keys that move it."""

    def __init__(self) -> None:
        super().__init__()
        self._chart: Chart | None = None
        self._until: int | None = None
        self._candles = _CANDLES
        self._known: tuple[object, ...] = ()
        """What the chart that is shown depends on: while it stays the same, nothing needs to be asked."""

    def explain(self, decision: str) -> None:
        """Lead to the story of a decision."""
        raise NotImplementedError

    def forget(self) -> None:
        """The chart is of another moment or house, too."""
        super().forget()
        self._known = ()

    async def fetch_chart(self, symbol: str, snapshot: Snapshot) -> None:
        """The chart of ``symbol``, in the timeframe that was chosen if there is one."""
        more: dict[str, Any] = {} if self._until is None else {"until": self._until}
        self._chart = await self._chart_of(symbol, self.console.memory.timeframe or snapshot.timeframe, more)
        self.show_chart()

    def circumstances(self, symbol: str, snapshot: Snapshot) -> tuple[object, ...]:
        """What chart and story follow from: the pair, how it is looked at, closed candles, and what happened."""
        newest = snapshot.happenings[-1].id if snapshot.happenings else None
        candle = snapshot.stamp.market_time // Timeframe(snapshot.timeframe).ms
        wish = (symbol, self.console.memory.timeframe, self._candles, self._until)
        return *wish, candle, newest, snapshot.training, snapshot.playing, id(self.console.bridge.service)

    async def _chart_of(self, symbol: str, timeframe: str, more: dict[str, Any]) -> Chart:
        more = {"candles": self._candles, **more}
        try:
            found: Chart = await self.ask("chart", symbol=symbol, timeframe=timeframe, **more)
        except InvalidInput:
            if self.console.memory.timeframe is None:
                raise
            self.console.memory.timeframe = None  # remembered from an engine with shorter candles
            found = await self.ask("chart", symbol=symbol, **more)
        return found

    def show_chart(self) -> None:
        """Draw what was fetched."""
        self.query_one(CandleChart).show(self._chart, self.app.theme)
        self.title_chart()

    def title_chart(self) -> None:
        """Which pair, which candles."""
        panel, chart = self.query_one("#chart-panel"), self._chart
        if chart is None:
            entitle(panel, t("chart-title-waiting"))
        else:
            until = "" if self._until is None else f" · {t('chart-until', at=date_time(self._until))}"
            entitle(panel, f"{chart.symbol} · {sentence(f'timeframe-{chart.timeframe}', {})}{until}")

    def follow_price(self, snapshot: Snapshot) -> None:
        """Between two fetches the chart's price line follows the market."""
        chart = self._chart
        if chart is None or self._until is not None:
            return
        row = next((row for row in snapshot.rows if row.symbol == chart.symbol), None)
        if row is not None and row.price is not None and row.price != chart.price:
            self._chart = replace(chart, price=row.price)
            self.query_one(CandleChart).show(self._chart, self.app.theme)

    def recall_view(self) -> None:
        """Scale and overlays as they were left."""
        kept, chart = self.console.memory.chart, self.query_one(CandleChart)
        overlays = frozenset(str(name) for name in kept.get("overlays", OVERLAYS)) & frozenset(OVERLAYS)
        chart.view = replace(chart.view, log=bool(kept.get("log", False)), overlays=overlays)

    def keep_view(self) -> None:
        """Remember how the chart is looked at."""
        view = self.query_one(CandleChart).view
        kept = {"log": view.log, "overlays": sorted(view.overlays), "zoomed": self.has_class("-zoomed")}
        self.console.memory.chart = kept

    # --- what the chart says ---------------------------------------------------------------------------------------
    def on_candle_chart_wanted(self, message: CandleChart.Wanted) -> None:
        """Looked at beyond what is here: ask for more, and when that is all one may ask for, move back in time."""
        chart, view = self._chart, self.query_one(CandleChart).view
        if chart is None or chart.first_at is None or message.before <= chart.first_at:
            return
        if self._candles < _MOST_CANDLES:
            self._candles = min(_MOST_CANDLES, 2 * self._candles)
        elif view.offset:
            right = chart.candles[-1 - min(view.offset, len(chart.candles) - 1)]
            self._until = right.at + Timeframe(chart.timeframe).ms
        else:
            return  # the present stays in sight
        self.fetch_soon()

    @work(group="chosen", exclusive=True, exit_on_error=False)
    async def on_candle_chart_chosen(self, message: CandleChart.Chosen) -> None:
        """A marked candle leads to the decision that was made on it."""
        closed = message.at + Timeframe(message.chart.chart.timeframe).ms if message.chart.chart else message.at
        found = await self.ask("signals", symbol=self.console.symbol, which="spoken", limit=500)
        made = next((row for row in found.rows if row.at in (message.at, closed)), None)
        if made is not None:
            self.explain(made.decision_id)

    # --- keys ------------------------------------------------------------------------------------------------------
    def action_timeframe(self, by: int) -> None:
        """Longer or shorter candles, among those there are."""
        if self._chart is None:
            return
        known = list(self._chart.timeframes)
        place = known.index(self._chart.timeframe) if self._chart.timeframe in known else 0
        self.console.memory.timeframe = known[max(0, min(len(known) - 1, place + by))]
        self._until = None
        self.fetch_soon()

    def action_nearer(self, by: int) -> None:
        """Closer to the candles, or farther."""
        chart = self.query_one(CandleChart)
        chart.action_zoom_in() if by > 0 else chart.action_zoom_out()

    def action_pan(self, by: int) -> None:
        """Back in time, or forward; with the crosshair on, it is the crosshair that goes."""
        chart = self.query_one(CandleChart)
        if chart.view.crosshair is None:
            chart.action_pan(_PAN * by)
        else:
            chart.action_crosshair(by)

    def action_newest(self) -> None:
        """The newest candle at the right edge."""
        self._until, self._candles = None, _CANDLES
        self.query_one(CandleChart).action_end()
        self.fetch_soon()

    def action_log_scale(self) -> None:
        """Equal shares instead of equal sums."""
        self.query_one(CandleChart).action_toggle_log()
        self.keep_view()

    def action_overlay(self, name: str) -> None:
        """Averages, bands or volume, on or off."""
        self.query_one(CandleChart).action_toggle_overlay(name)
        self.keep_view()

    def action_crosshair(self) -> None:
        """The crosshair on or off."""
        chart = self.query_one(CandleChart)
        if chart.view.crosshair is None:
            chart.action_crosshair(0)
        else:
            chart.action_crosshair_off()

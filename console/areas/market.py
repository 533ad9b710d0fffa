"""Thị trường: the watched pairs, the chart of one, why the engine thinks so, and what just happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.widgets import Static

from console.areas.base import Area
from console.charting.view import OVERLAYS
from console.keys import bindings
from console.tables.sorting import Order
from console.text.detail import detail, order_book
from console.text.happenings import happening_columns, happening_rows
from console.text.watchlist import watch_columns, watch_rows
from console.text.words import sentence
from console.widgets.candle_chart import CandleChart
from console.widgets.tick_table import TickTable
from engine.core.timeframes import Timeframe
from engine.service.answers import Chart, Depth, Prediction
from engine.service.snapshots import Snapshot
from locales import t
from locales.formats import probability

_CANDLES = 400
_PAN = 8
"""Bars that one press of an arrow goes."""
_ROOM_FOR_REASON = 84
_ROOM_FOR_LONG_SPARK = 76


class MarketArea(Area):
    """Enter goes into a pair, z makes the chart large, Esc goes back."""

    NAME = "market"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("market")]

    def __init__(self) -> None:
        super().__init__()
        self._chart: Chart | None = None
        self._story: Prediction | None = None
        self._book: Depth | None = None
        self._until: int | None = None
        self._decision: str | None = None

    def compose(self) -> ComposeResult:
        """Four panels; which are seen depends on the room there is and on how deep one is."""
        with Container(id="watch-panel", classes="panel") as panel:
            panel.border_title = t("tui-market")
            yield TickTable(id="watch", flash=self.console.memory.flash)
        with Container(id="chart-panel", classes="panel"):
            yield CandleChart(id="chart")
        with Container(id="story-panel", classes="panel") as panel:
            panel.border_title = t("tui-why")
            with VerticalScroll(id="story-scroll"):
                yield Static(id="story")
        with Container(id="lately-panel", classes="panel") as panel:
            panel.border_title = t("tui-happenings")
            yield TickTable(id="lately", flash=False)
        with Container(id="book-panel", classes="panel") as panel:
            panel.border_title = t("detail-book")
            with VerticalScroll(id="book-scroll"):
                yield Static(id="book")

    def on_mount(self) -> None:
        """The order of the table as it was left."""
        self.query_one("#watch", TickTable).empty = t("tui-no-symbols")
        self.query_one("#lately", TickTable).empty = t("tui-quiet")
        self._recall_view()
        kept = self.console.memory.sorts.get("market")
        if kept:
            self.query_one("#watch", TickTable).set_order(Order(str(kept[0]), bool(kept[1])))

    def _recall_view(self) -> None:
        kept, chart = self.console.memory.chart, self.query_one(CandleChart)
        overlays = frozenset(str(name) for name in kept.get("overlays", OVERLAYS)) & frozenset(OVERLAYS)
        chart.view = replace(chart.view, log=bool(kept.get("log", False)), overlays=overlays)

    def _keep_view(self) -> None:
        view = self.query_one(CandleChart).view
        self.console.memory.chart = {"log": view.log, "overlays": sorted(view.overlays)}

    # --- drawing -------------------------------------------------------------------------------------------------
    def draw(self, snapshot: Snapshot) -> None:
        """Prices and happenings; the chart follows with the price of the moment."""
        watch = self.query_one("#watch", TickTable)
        room = watch.size.width
        with_reason, wide = room >= _ROOM_FOR_REASON, room >= _ROOM_FOR_LONG_SPARK
        watch.show(
            watch_columns(wide=wide, with_reason=with_reason),
            watch_rows(snapshot, self.console.memory.favourites, self.look, wide=wide, with_reason=with_reason),
            self.look,
        )
        if self.console.symbol is not None and watch.cursor_key != self.console.symbol:
            watch.choose(self.console.symbol)
        self._follow_price(snapshot)
        lately = self.query_one("#lately", TickTable)
        if lately.display:
            lately.show(happening_columns(), happening_rows(snapshot.happenings, self.look), self.look)
        self.query_one("#watch-panel").border_subtitle = t(
            "tui-market-facts",
            timeframe=sentence(f"timeframe-{snapshot.timeframe}", {}),
            horizon=sentence(f"timeframe-{snapshot.horizon}", {}),
            floor=probability(snapshot.floor, decimals=0),
        )
        self._title()

    def _follow_price(self, snapshot: Snapshot) -> None:
        """Between two fetches the chart's price line follows the market."""
        chart = self._chart
        if chart is None or self._until is not None:
            return
        row = next((row for row in snapshot.rows if row.symbol == chart.symbol), None)
        if row is not None and row.price is not None and row.price != chart.price:
            self._chart = replace(chart, price=row.price)
            self.query_one(CandleChart).show(self._chart, self.app.theme)

    async def fetch(self, snapshot: Snapshot) -> None:
        """The chart of the pair at hand, and the story behind its newest forecast."""
        symbol = self.console.symbol
        if symbol is None:
            return
        more: dict[str, Any] = {} if self._until is None else {"until": self._until}
        timeframe = self.console.memory.timeframe or snapshot.timeframe
        self._chart = await self._chart_of(symbol, timeframe, more)
        self._show_chart()
        if self._decision is not None:
            self._story = await self.ask("explain", symbol=symbol, decision=self._decision)
        else:
            self._story = await self._story_of(symbol)
        self._show_story()
        if self.has_class("-detail"):
            self._book = await self.ask("depth", symbol=symbol)
            self._show_book()

    async def _chart_of(self, symbol: str, timeframe: str, more: dict[str, Any]) -> Chart:
        from engine.core.errors import InvalidInput

        try:
            found: Chart = await self.ask("chart", symbol=symbol, timeframe=timeframe, candles=_CANDLES, **more)
        except InvalidInput:
            if self.console.memory.timeframe is None:
                raise
            self.console.memory.timeframe = None  # remembered from an engine with shorter candles
            found = await self.ask("chart", symbol=symbol, candles=_CANDLES, **more)
        return found

    async def _story_of(self, symbol: str) -> Prediction | None:
        from engine.core.errors import HaiDangError

        try:
            found: Prediction = await self.ask("predict", symbol=symbol)
        except HaiDangError as error:
            self.query_one("#story", Static).update(Text(sentence(error.key, error.params), style=self.look.muted))
            return None
        return found

    def _show_chart(self) -> None:
        self.query_one(CandleChart).show(self._chart, self.app.theme)
        self._title()

    def _title(self) -> None:
        panel, chart = self.query_one("#chart-panel"), self._chart
        if chart is None:
            panel.border_title = t("chart-title-waiting")
            return
        panel.border_title = f"{chart.symbol} · {sentence(f'timeframe-{chart.timeframe}', {})}"

    def _show_story(self) -> None:
        if self._story is not None:
            width = max(30, self.query_one("#story-scroll").size.width - 2)
            self.query_one("#story", Static).update(detail(self._story, self.look, width))
            self.query_one("#story-panel").border_title = f"{t('tui-why')} · {self._story.symbol}"

    def _show_book(self) -> None:
        width = max(34, self.query_one("#book-scroll").size.width - 2)
        self.query_one("#book", Static).update(order_book(self._book, self.look, width))

    # --- choosing ------------------------------------------------------------------------------------------------
    def on_tick_table_highlighted(self, message: TickTable.Highlighted) -> None:
        """The pair under the cursor is the pair at hand."""
        if message.table.id == "watch" and message.key is not None and message.key != self.console.symbol:
            self._until = self._decision = None
            self.console.choose_symbol(message.key)

    def on_tick_table_selected(self, message: TickTable.Selected) -> None:
        """Enter or a double click goes into the pair."""
        if message.table.id == "watch":
            self.action_drill()

    def on_tick_table_sorted(self, message: TickTable.Sorted) -> None:
        """Remember the order."""
        order = message.order
        if message.table.id == "watch":
            self.console.memory.sorts["market"] = [order.column, order.descending] if order is not None else []

    def on_candle_chart_wanted(self, message: CandleChart.Wanted) -> None:
        """Panned beyond what is here: fetch what was before."""
        if self._chart is not None and self._chart.first_at is not None and message.before > self._chart.first_at:
            self._until = message.before
            self.fetch_soon()

    @work(group="chosen", exclusive=True, exit_on_error=False)
    async def on_candle_chart_chosen(self, message: CandleChart.Chosen) -> None:
        """A marked candle leads to the decision that was made on it."""
        closed = message.at + Timeframe(message.chart.chart.timeframe).ms if message.chart.chart else message.at
        found = await self.ask("signals", symbol=self.console.symbol, which="spoken", limit=500)
        made = next((row for row in found.rows if row.at in (message.at, closed)), None)
        if made is not None:
            self.explain(made.decision_id)

    # --- actions -------------------------------------------------------------------------------------------------
    def action_drill(self) -> None:
        """Into the pair: its story, its book."""
        self.add_class("-detail")
        self.remove_class("-zoomed")
        self.query_one("#story-scroll").focus()
        self.fetch_soon()
        self.console.crumbs()

    def action_zoom(self) -> None:
        """The chart alone, or everything again."""
        self.toggle_class("-zoomed")
        self.remove_class("-detail")
        chart = self.query_one(CandleChart)
        (chart if self.has_class("-zoomed") else self.query_one("#watch")).focus()
        self.console.crumbs()

    def action_timeframe(self, by: int) -> None:
        """Longer or shorter candles, among those there are."""
        if self._chart is None:
            return
        known = list(self._chart.timeframes)
        place = known.index(self._chart.timeframe) if self._chart.timeframe in known else 0
        self.console.memory.timeframe = known[max(0, min(len(known) - 1, place + by))]
        self._until = None
        self.fetch_soon()

    def action_favourite(self) -> None:
        """A star on the pair at hand, or off."""
        if self.console.symbol is not None:
            self.console.toggle_favourite(self.console.symbol)

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
        self._until = None
        self.query_one(CandleChart).action_end()
        self.fetch_soon()

    def action_log_scale(self) -> None:
        """Equal shares instead of equal sums."""
        self.query_one(CandleChart).action_toggle_log()
        self._keep_view()

    def action_overlay(self, name: str) -> None:
        """Averages, bands or volume, on or off."""
        self.query_one(CandleChart).action_toggle_overlay(name)
        self._keep_view()

    def action_crosshair(self) -> None:
        """The crosshair on or off."""
        chart = self.query_one(CandleChart)
        if chart.view.crosshair is None:
            chart.action_crosshair(0)
        else:
            chart.action_crosshair_off()

    def action_chart_picture(self) -> None:
        """The chart as PNG."""
        self.console.action_picture("chart")

    def action_send_symbol(self, command: str) -> None:
        """A command about the pair at hand."""
        self.console.action_send_symbol(command)

    # --- what every area can -------------------------------------------------------------------------------------
    def enter(self) -> None:
        """The table is where work begins."""
        self.query_one("#watch").focus()

    def back(self) -> bool:
        """Out of the crosshair, out of the pair, out of the large chart."""
        chart = self.query_one(CandleChart)
        if chart.view.crosshair is not None:
            chart.action_crosshair_off()
            return True
        if self._decision is not None:
            self._decision = None
            self.fetch_soon()
            return True
        if not (self.has_class("-detail") or self.has_class("-zoomed")):
            return False
        self.remove_class("-detail", "-zoomed")
        self.enter()
        return True

    def explain(self, decision: str) -> None:
        """The story of an earlier decision instead of the newest."""
        self._decision = decision
        self.action_drill()

    def crumbs(self) -> tuple[str, ...]:
        """The pair, and what of it."""
        base = (self.console.symbol or "").split("/")[0]
        if self.has_class("-zoomed"):
            return (base, t("crumb-chart"))
        if self.has_class("-detail"):
            return (base, t("tui-why"), *((self._decision[:8],) if self._decision else ()))
        return ()

    def filter(self, text: str) -> None:
        """Only pairs that contain it."""
        self.query_one("#watch", TickTable).set_filter(text)

    def sort_next(self) -> None:
        """By the next column."""
        self.query_one("#watch", TickTable).action_sort_next()

    def records(self) -> tuple[str, Sequence[dict[str, Any]]]:
        """The watched pairs."""
        return "market", self.query_one("#watch", TickTable).rows_as_records()

    def picture(self) -> Chart | None:
        """The chart."""
        return self._chart

    def copied(self) -> str | None:
        """The line of the pair at hand."""
        records = self.query_one("#watch", TickTable).rows_as_records()
        wanted = self.query_one("#watch", TickTable).cursor_key
        found = next((r for r in records if wanted and wanted in r.values()), None)
        return None if found is None else "\t".join("" if v is None else str(v) for v in found.values())

    def retheme(self) -> None:
        """All in the new colours."""
        super().retheme()
        if self.console.snapshot is not None:
            self.draw(self.console.snapshot)
        self._show_chart()
        self._show_story()

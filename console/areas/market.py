"""Thị trường: the watched pairs, the chart of one, why the engine thinks so, and what just happened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll

from console.areas.lines import line_at_cursor
from console.areas.market_chart import ChartPart
from console.keys import bindings
from console.tables.sorting import Order
from console.text.detail import detail, order_book
from console.text.happenings import happening_columns, happening_rows
from console.text.watchlist import watch_columns, watch_rows
from console.text.words import sentence
from console.widgets.candle_chart import CandleChart
from console.widgets.fitted_text import SteadyText, entitle
from console.widgets.tick_table import TickTable
from engine.service.answers import Chart, Depth, Prediction
from engine.service.snapshots import Snapshot
from locales import t
from locales.formats import probability

_ROOM_FOR_REASON = 84
_ROOM_FOR_LONG_SPARK = 76


class MarketArea(ChartPart):
    """Enter goes into a pair, z makes the chart large, Esc goes back."""

    NAME = "market"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("market")]

    def __init__(self) -> None:
        super().__init__()
        self._story: Prediction | None = None
        self._book: Depth | None = None
        self._decision: str | None = None

    def compose(self) -> ComposeResult:
        """Pairs and story left, chart and happenings right; what is seen depends on the room and on how deep one is."""
        with Container(id="market-left"):
            with Container(id="watch-panel", classes="panel") as panel:
                panel.border_title = t("tui-market")
                yield TickTable(id="watch", flash=self.console.memory.flash)
            with Container(id="story-panel", classes="panel") as panel:
                panel.border_title = t("tui-why")
                with VerticalScroll(id="story-scroll"):
                    yield SteadyText(id="story")
        with Container(id="market-right"):
            with Container(id="chart-panel", classes="panel"):
                yield CandleChart(id="chart")
            with Container(id="lately-panel", classes="panel") as panel:
                panel.border_title = t("tui-happenings")
                yield TickTable(id="lately", flash=False)
            with Container(id="book-panel", classes="panel") as panel:
                panel.border_title = t("detail-book")
                with VerticalScroll(id="book-scroll"):
                    yield SteadyText(id="book")

    def on_mount(self) -> None:
        """The order of the table as it was left."""
        self.query_one("#watch", TickTable).empty = t("tui-no-symbols")
        self.query_one("#lately", TickTable).empty = t("tui-quiet")
        self.recall_view()
        self.set_class(bool(self.console.memory.chart.get("zoomed")), "-zoomed")
        kept = self.console.memory.sorts.get("market")
        if kept:
            self.query_one("#watch", TickTable).set_order(Order(str(kept[0]), bool(kept[1])))

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
        self.follow_price(snapshot)
        lately = self.query_one("#lately", TickTable)
        if lately.display:
            lately.show(happening_columns(), happening_rows(snapshot.happenings, self.look), self.look)
        facts = t(
            "tui-market-facts",
            timeframe=sentence(f"timeframe-{snapshot.timeframe}", {}),
            horizon=sentence(f"timeframe-{snapshot.horizon}", {}),
            floor=probability(snapshot.floor, decimals=0),
        )
        entitle(self.query_one("#watch-panel"), below=facts)
        self.title_chart()

    async def fetch(self, snapshot: Snapshot) -> None:
        """The chart of the pair at hand, and the story behind its newest forecast."""
        symbol = self.console.symbol
        if symbol is None:
            return
        seen = (*self.circumstances(symbol, snapshot), self._decision)
        if seen != self._known:
            await self.fetch_chart(symbol, snapshot)
            if self._decision is not None:
                self._story = await self.ask("explain", symbol=symbol, decision=self._decision)
            else:
                self._story = await self._story_of(symbol)
            self._show_story()
            self._known = seen
        if self.has_class("-detail"):
            self._book = await self.ask("depth", symbol=symbol)
            self._show_book()

    def forget(self) -> None:
        """Chart and story are others, too."""
        super().forget()
        self._known = ()

    async def _story_of(self, symbol: str) -> Prediction | None:
        from engine.core.errors import HaiDangError

        try:
            found: Prediction = await self.ask("predict", symbol=symbol)
        except HaiDangError as error:
            self.query_one("#story", SteadyText).update(Text(sentence(error.key, error.params), style=self.look.muted))
            return None
        return found

    def _show_story(self) -> None:
        if self._story is not None:
            width = max(30, self.query_one("#story-scroll").size.width - 2)
            self.query_one("#story", SteadyText).update(detail(self._story, self.look, width))
            entitle(self.query_one("#story-panel"), f"{t('tui-why')} · {self._story.symbol}")

    def _show_book(self) -> None:
        width = max(34, self.query_one("#book-scroll").size.width - 2)
        self.query_one("#book", SteadyText).update(order_book(self._book, self.look, width))

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

    # --- actions -------------------------------------------------------------------------------------------------
    def action_drill(self) -> None:
        """Into the pair; under the crosshair, into what happened on its candle."""
        chart = self.query_one(CandleChart)
        if chart.has_focus and chart.view.crosshair is not None:
            chart.action_choose()
        else:
            self._go_in()

    def _go_in(self) -> None:
        """To the story of the pair and its book."""
        self.add_class("-detail")
        self.remove_class("-zoomed")
        self.query_one("#story-scroll").focus()
        self.fetch_soon()
        self.console.crumbs()

    def action_zoom(self) -> None:
        """The chart alone, or everything again."""
        self.toggle_class("-zoomed")
        self.remove_class("-detail")
        self.keep_view()
        chart = self.query_one(CandleChart)
        (chart if self.has_class("-zoomed") else self.query_one("#watch")).focus()
        self.console.crumbs()

    def action_favourite(self) -> None:
        """A star on the pair at hand, or off."""
        if self.console.symbol is not None:
            self.console.toggle_favourite(self.console.symbol)

    def action_send_symbol(self, command: str) -> None:
        """A command about the pair at hand."""
        self.console.action_send_symbol(command)

    # --- what every area can -------------------------------------------------------------------------------------
    def enter(self) -> None:
        """The table is where work begins; the chart when it is all there is."""
        self.query_one("#chart" if self.has_class("-zoomed") else "#watch").focus()

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
        self.keep_view()
        self.enter()
        return True

    def explain(self, decision: str) -> None:
        """The story of an earlier decision instead of the newest."""
        self._decision = decision
        self._go_in()

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
        return line_at_cursor(self.query_one("#watch", TickTable))

    def retheme(self) -> None:
        """All in the new colours."""
        super().retheme()
        if self.console.snapshot is not None:
            self.draw(self.console.snapshot)
        self.show_chart()
        self._show_story()

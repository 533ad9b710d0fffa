"""Vị thế: what is held and how far it is to its end, the equity curve, the limits, and the book's lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Final

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll

from console.areas.base import Area
from console.areas.lines import line_at_cursor
from console.areas.positions_lists import BOOKS, SHEETS, Lists
from console.keys import bindings
from console.tables.sorting import Order
from console.text.book import EVERYTHING
from console.text.detail import detail
from console.text.positions import nothing_held, position_columns, position_rows
from console.text.positions_equity import equity_manner
from console.text.positions_story import closed_text, opening_signal, position_text, trades_text
from console.widgets.chips import Chips
from console.widgets.curve import Curve
from console.widgets.fitted_text import FittedText
from console.widgets.tick_table import TickTable
from engine.service.answers import EquityCurve, PositionRow, Prediction, Trades
from engine.service.snapshots import Snapshot
from locales import t
from locales.formats import percent

_SIGNALS: Final = 100
"""Traded signals of a pair among which the one is sought that opened a position."""
_TRADES: Final = 200


class PositionsArea(Area):
    """Enter goes into a position, Esc comes back; ``w`` turns the sheets below."""

    NAME = "positions"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("positions")]

    def __init__(self) -> None:
        super().__init__()
        self._lists = Lists(self)
        self._drilled: str | None = None
        self._origin: tuple[tuple[str, int], Prediction | None] | None = None
        self._trades: Trades | None = None

    def compose(self) -> ComposeResult:
        """What is held above; curve, limits and lists below; one position in full over all of it."""
        with Container(id="held-panel", classes="panel") as panel:
            panel.border_title = t("tui-positions")
            yield TickTable(id="held", flash=self.console.memory.flash)
        yield Chips(id="sheets")
        with Horizontal(id="sheets-shown"):
            with Container(id="equity-panel", classes="panel") as panel:
                panel.border_title = t("positions-equity")
                yield Curve(equity_manner(None), id="equity")
            with Vertical(id="side"):
                with Container(id="risk-panel", classes="panel") as panel:
                    panel.border_title = t("cli-risk")
                    yield FittedText(id="risk")
                with Container(id="book-panel", classes="panel"):
                    yield Chips(id="books")
                    for name in BOOKS:
                        yield TickTable(id=name, flash=False)
        with Container(id="position-panel", classes="panel"), VerticalScroll(id="position-scroll"):
            yield FittedText(id="position")
            yield FittedText(id="origin")

    def on_mount(self) -> None:
        """Orders and the sheet as they were left."""
        kept = self.console.memory.sorts.get("positions")
        if kept:
            self.query_one("#held", TickTable).set_order(Order(str(kept[0]), bool(kept[1])))
        self._lists.mounted(self.console.memory.lists.get("positions", SHEETS[0]))

    # --- drawing -------------------------------------------------------------------------------------------------
    def draw(self, snapshot: Snapshot) -> None:
        """Prices and results of the moment."""
        held = self.query_one("#held", TickTable)
        acts = self.console.dealings.may("pause") and snapshot.playing is None
        empty = nothing_held(snapshot.state, may_act=acts)
        if held.empty != empty:
            held.empty = empty
            held.refresh()
        now = snapshot.stamp.market_time
        held.show(position_columns(), position_rows(snapshot.positions, now, self.look), self.look)
        exposed = sum(row.value or 0.0 for row in snapshot.positions) / float(snapshot.equity or 1)
        facts = t("cli-exposure", share=percent(exposed, decimals=1, sign=False))
        self.query_one("#held-panel").border_subtitle = facts if snapshot.positions else ""
        self._lists.draw(snapshot)
        if self._drilled is not None:
            self._draw_position(snapshot)

    async def fetch(self, snapshot: Snapshot) -> None:
        """What is seen of curve, limits and lists; of one position the decision behind it."""
        if self._drilled is None:
            await self._lists.fetch(snapshot)
            return
        self._trades = await self.ask("trades", limit=_TRADES)
        row = self._position(snapshot)
        if row is not None and (self._origin is None or self._origin[0] != (row.symbol, row.opened_at)):
            self._origin = ((row.symbol, row.opened_at), await self._decision_behind(row))
        self._draw_position(snapshot)
        self._draw_origin()

    async def _decision_behind(self, row: PositionRow) -> Prediction | None:
        found = await self.ask("signals", symbol=row.symbol, which="traded", limit=_SIGNALS)
        signal = opening_signal(found.rows, row)
        if signal is None:
            return None
        told: Prediction = await self.ask("explain", symbol=row.symbol, decision=signal.decision_id)
        return told

    def _position(self, snapshot: Snapshot) -> PositionRow | None:
        return next((row for row in snapshot.positions if row.symbol == self._drilled), None)

    def _draw_position(self, snapshot: Snapshot) -> None:
        row, symbol, now = self._position(snapshot), self._drilled or "", snapshot.stamp.market_time
        trades, look = self._trades.rows if self._trades is not None else (), self.look

        def make(width: int) -> Text:
            said = closed_text(symbol, look) if row is None else position_text(row, now, look, width)
            return Text.assemble(said, trades_text(trades, symbol, look))

        self.query_one("#position", FittedText).show(make)
        self.query_one("#position-panel").border_title = f"{t('tui-positions')} · {symbol}"

    def _draw_origin(self) -> None:
        told, look = self._origin[1] if self._origin is not None else None, self.look

        def make(width: int) -> Text:
            heading = Text(f"{t('positions-origin')}\n", look.accent)
            if told is None:
                return heading.append(t("positions-origin-unknown"), look.muted)
            return heading.append_text(detail(told, look, width))

        self.query_one("#origin", FittedText).show(make)

    def on_resize(self) -> None:
        """What depends on the room there is."""
        if self.console.snapshot is not None:
            self.call_after_refresh(self.draw, self.console.snapshot)

    # --- choosing ------------------------------------------------------------------------------------------------
    def on_tick_table_selected(self, message: TickTable.Selected) -> None:
        """Enter or a double click goes into the position."""
        if message.table.id == "held":
            self.action_drill()

    def on_tick_table_sorted(self, message: TickTable.Sorted) -> None:
        """Remember the order."""
        order = message.order
        if message.table.id == "held":
            self.console.memory.sorts["positions"] = [order.column, order.descending] if order is not None else []

    def on_chips_clicked(self, message: Chips.Clicked) -> None:
        """A sheet was clicked."""
        self._turn_to(message.id)

    def _turn_to(self, sheet: str) -> None:
        self.console.memory.lists["positions"] = sheet
        self._lists.turn_to(sheet)
        self.fetch_soon()

    @property
    def _chosen(self) -> str | None:
        return self._drilled or self.query_one("#held", TickTable).cursor_key

    # --- actions -------------------------------------------------------------------------------------------------
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What the role does not allow is not there."""
        if action in ("send", "send_symbol") and parameters:
            return self.console.dealings.may(str(parameters[0]))
        return True

    def action_drill(self) -> None:
        """Into the position under the cursor."""
        symbol = self.query_one("#held", TickTable).cursor_key
        if symbol is None or self._drilled is not None:
            return
        self._drilled = symbol
        self.add_class("-detail")
        self.query_one("#origin", FittedText).show(lambda _: Text(t("tui-loading"), self.look.muted))
        self.query_one("#position-scroll").focus()
        if self.console.snapshot is not None:
            self._draw_position(self.console.snapshot)
        self.fetch_soon()
        self.console.crumbs()

    def action_which(self) -> None:
        """The next sheet."""
        self._turn_to(self._lists.next_sheet())

    async def action_chart(self) -> None:
        """The chart of the position's pair."""
        if self._chosen is None:
            self.console.notice(t("positions-none-chosen"), failed=True)
            return
        self.console.choose_symbol(self._chosen)
        await self.console.show_area("market")

    def action_send(self, command: str) -> None:
        """A command about the whole house."""
        self.console.action_send(command)

    @work(group="deal", exit_on_error=False)
    async def action_send_symbol(self, command: str) -> None:
        """Close the position, or lift the lock, that is under the cursor here."""
        found = self._lists.lock_at_hand() if command == "unlock" else self._chosen
        if found is None:
            missing = t("cli-empty-locks") if command == "unlock" else t("positions-none-chosen")
            self.console.notice(missing, failed=True)
            return
        await self.console.dealings.send(command, {} if found == EVERYTHING else {"symbol": found})

    # --- what every area can -------------------------------------------------------------------------------------
    def enter(self) -> None:
        """What is held is where work begins."""
        self.query_one("#position-scroll" if self._drilled else "#held").focus()

    def back(self) -> bool:
        """Out of the position."""
        if self._drilled is None:
            return False
        self._drilled = None
        self.remove_class("-detail")
        self.enter()
        self.fetch_soon()
        return True

    def crumbs(self) -> tuple[str, ...]:
        """Which position."""
        return () if self._drilled is None else (self._drilled.split("/")[0],)

    def filter(self, text: str) -> None:
        """Only lines that contain it, in every table here."""
        for table in self.query(TickTable):
            table.set_filter(text)

    def sort_next(self) -> None:
        """The table at hand, by its next column."""
        self._lists.table_at_hand().action_sort_next()

    def records(self) -> tuple[str, Sequence[dict[str, Any]]]:
        """The table at hand: positions, trades, orders or locks."""
        table = self._lists.table_at_hand()
        return ("positions" if table.id == "held" else str(table.id)), table.rows_as_records()

    def picture(self) -> EquityCurve | None:
        """The equity curve."""
        return self._lists.curve

    def copied(self) -> str | None:
        """The line under the cursor."""
        return line_at_cursor(self._lists.table_at_hand())

    def retheme(self) -> None:
        """All in the new colours."""
        super().retheme()
        if self.console.snapshot is not None:
            self.draw(self.console.snapshot)
        if self._drilled is not None:
            self._draw_origin()

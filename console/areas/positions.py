"""Vị thế: what is held and how far it is to its end, the equity curve, the limits, and the book's lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll

from console.areas.base import Area
from console.areas.lines import line_at_cursor
from console.areas.positions_detail import Detail
from console.areas.positions_lists import BOOKS, SHEETS, Lists
from console.keys import bindings
from console.tables.sorting import Order
from console.text.book import EVERYTHING
from console.text.positions import is_near, nothing_held, position_columns, position_rows
from console.text.positions_equity import equity_manner
from console.widgets.chips import Chips
from console.widgets.curve import Curve
from console.widgets.fitted_text import FittedText, entitle
from console.widgets.tick_table import TickTable
from engine.service.answers import EquityCurve
from engine.service.snapshots import Snapshot
from locales import t
from locales.formats import percent


class PositionsArea(Area):
    """Enter goes into a position, Esc comes back; ``w`` turns the sheets below."""

    NAME = "positions"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("positions")]

    def __init__(self) -> None:
        super().__init__()
        self._lists = Lists(self)
        self._detail = Detail(self)

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
        if any(is_near(row, level) for row in snapshot.positions for level in (row.stop_loss, row.take_profit)):
            facts = f"! {t('positions-near')} · {facts}"
        entitle(self.query_one("#held-panel"), below=facts if snapshot.positions else "")
        if self._detail.symbol is not None:
            self._detail.draw(snapshot)

    async def fetch(self, snapshot: Snapshot) -> None:
        """What is seen of curve, limits and lists; of one position the decision behind it."""
        part = self._lists if self._detail.symbol is None else self._detail
        await part.fetch(snapshot)

    def on_resize(self) -> None:
        """What depends on the room there is."""
        self.call_after_refresh(self._lists.draw)

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
        return self._detail.symbol or self.query_one("#held", TickTable).cursor_key

    # --- actions -------------------------------------------------------------------------------------------------
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What the role does not allow is not there."""
        if action in ("send", "send_symbol") and parameters:
            return self.console.dealings.may(str(parameters[0]))
        return True

    def action_drill(self) -> None:
        """Into the position under the cursor."""
        symbol, snapshot = self.query_one("#held", TickTable).cursor_key, self.console.snapshot
        if symbol is None or snapshot is None or self._detail.symbol is not None:
            return
        self.add_class("-detail")
        self._detail.enter(symbol, snapshot)
        self.enter()
        self.fetch_soon()
        self.console.crumbs()

    def action_which(self) -> None:
        """The next sheet; inside a position there are none."""
        if self._detail.symbol is None:
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
        self.query_one("#position-scroll" if self._detail.symbol else "#held").focus()

    def back(self) -> bool:
        """Out of the position."""
        if self._detail.symbol is None:
            return False
        self._detail.leave()
        self.remove_class("-detail")
        self.enter()
        self.fetch_soon()
        return True

    def crumbs(self) -> tuple[str, ...]:
        """Which position."""
        return () if self._detail.symbol is None else (self._detail.symbol.split("/")[0],)

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
            self._detail.redraw(self.console.snapshot)
        self._lists.draw()

"""The sheets of the positions area: equity curve, limits, and the book's lists. Asks only for what is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from console.tables.cells import Row
from console.tables.columns import Column
from console.text import book
from console.text.book_risk import risk_text
from console.text.positions_equity import equity_facts, equity_manner, equity_points
from console.widgets.chips import Chip, Chips
from console.widgets.curve import Curve
from console.widgets.fitted_text import FittedText, entitle
from console.widgets.tick_table import TickTable
from engine.service.answers import Balance, EquityCurve, Locks, Orders, Risk, Trades
from engine.service.snapshots import Snapshot
from locales import t

if TYPE_CHECKING:
    from console.areas.positions import PositionsArea

BOOKS: Final = ("trades", "orders", "locks")
SHEETS: Final = ("equity", "risk", *BOOKS)
_ROWS: Final = 100
_FULL_MOMENT: Final = 66
"""Cells from which a list has room for date and time."""


class Lists:
    """A part of the area: which sheet is shown, what was answered, and drawing it."""

    def __init__(self, area: PositionsArea) -> None:
        self._area = area
        self._sheet, self._book = SHEETS[0], BOOKS[0]
        self._now = 0
        self.curve: EquityCurve | None = None
        self._risk: Risk | None = None
        self._balance: Balance | None = None
        self._trades: Trades | None = None
        self._orders: Orders | None = None
        self._locks: Locks | None = None

    # --- which sheet ---------------------------------------------------------------------------------------------
    def mounted(self, sheet: str) -> None:
        """Until lists are answered they say so; show the sheet that was left."""
        for name in BOOKS:
            self._table(name).empty = t("tui-loading")
        self.turn_to(sheet if sheet in SHEETS else SHEETS[0])

    def turn_to(self, sheet: str) -> None:
        """Show a sheet; where there is room for all, only the book's lists change places."""
        self._sheet = sheet
        self._book = sheet if sheet in BOOKS else self._book
        for name in SHEETS:
            self._area.set_class(name == sheet, f"-sheet-{name}")
        self._area.set_class(sheet in BOOKS, "-sheet-book")
        for name in BOOKS:
            self._table(name).display = name == self._book
        self.draw()

    def next_sheet(self) -> str:
        """The one after the one that is shown, among those that hide one another."""
        turning = BOOKS if self._all_at_once else SHEETS
        here = self._book if self._all_at_once else self._sheet
        return turning[(turning.index(here) + 1) % len(turning)]

    @property
    def _all_at_once(self) -> bool:
        return self._area.screen.has_class("-wide") and self._area.screen.has_class("-tall")

    def _show_chips(self) -> None:
        locked = len(book.one_a_scope(self._locks.rows)) if self._locks is not None else 0
        labels = {name: t(f"positions-sheet-{name}") for name in SHEETS}
        if locked:
            labels["locks"] = f"{labels['locks']} {locked}"
        chips = [Chip(name, labels[name]) for name in SHEETS]
        self._area.query_one("#sheets", Chips).show(chips, self._sheet)
        self._area.query_one("#books", Chips).show([chip for chip in chips if chip.id in BOOKS], self._book)

    # --- what is asked -------------------------------------------------------------------------------------------
    async def fetch(self, snapshot: Snapshot) -> None:
        """What is seen, and the locks, whose number is always told."""
        ask, seen = self._area.ask, self._seen()
        if "equity" in seen:
            self.curve = await ask("equity")
        if "risk" in seen:
            self._risk, self._balance = await ask("risk"), await ask("balance")
        if "trades" in seen:
            self._trades = await ask("trades", limit=_ROWS)
        if "orders" in seen:
            self._orders = await ask("orders", limit=_ROWS)
        self._locks = await ask("locks")
        self._now = snapshot.stamp.market_time
        self.draw()

    def _seen(self) -> set[str]:
        return {"equity", "risk", self._book} if self._all_at_once else {self._sheet}

    # --- drawing -------------------------------------------------------------------------------------------------
    def draw(self) -> None:
        """All that was answered. Pictures of the moment change none of it."""
        self._show_chips()
        self._draw_curve()
        self._draw_risk()
        self._draw_book()

    def _draw_curve(self) -> None:
        if self.curve is None:
            return
        look = self._area.look
        manner = equity_manner(self.curve)
        self._area.query_one(Curve).show(equity_points(self.curve), look, manner)
        entitle(self._area.query_one("#equity-panel"), below=equity_facts(self.curve))

    def _draw_risk(self) -> None:
        risk, balance, look = self._risk, self._balance, self._area.look
        if risk is not None:
            self._area.query_one("#risk", FittedText).show(lambda width: risk_text(risk, balance, look, width))

    def _draw_book(self) -> None:
        look, table = self._area.look, self._table(self._book)
        wide = table.size.width >= _FULL_MOMENT
        columns: tuple[Column, ...] = ()
        rows: list[Row] | None = None
        if self._book == "trades" and self._trades is not None:
            columns = book.trade_columns(wide=wide)
            rows = book.trade_rows(self._trades.rows, self._now, look)
        elif self._book == "orders" and self._orders is not None:
            columns = book.order_columns(wide=wide)
            rows = book.order_rows(self._orders.rows, self._now, look)
        elif self._book == "locks" and self._locks is not None:
            columns = book.lock_columns()
            rows = book.lock_rows(self._locks.rows, self._now, look)
        if rows is not None:
            table.empty = t(f"cli-empty-{self._book}")
            table.show(columns, rows, look)
        entitle(self._area.query_one("#book-panel"), t(f"positions-book-{self._book}"))

    # --- what keys act on ----------------------------------------------------------------------------------------
    def lock_at_hand(self) -> str | None:
        """The lock under the cursor of the list of locks; without that list the first there is."""
        rows = self._locks.rows if self._locks is not None else ()
        if self._book == "locks" and self._table("locks").cursor_key is not None:
            return self._table("locks").cursor_key
        return rows[0].scope if rows else None

    def table_at_hand(self) -> TickTable:
        """The table with the focus; otherwise what is held, or the list shown when nothing is."""
        focused = self._area.app.focused
        if isinstance(focused, TickTable) and self._area in focused.ancestors:
            return focused
        held = self._area.query_one("#held", TickTable)
        return held if held.shown_keys else self._table(self._book)

    def _table(self, name: str) -> TickTable:
        return self._area.query_one(f"#{name}", TickTable)

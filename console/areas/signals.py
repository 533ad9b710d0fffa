"""Tín hiệu: every decision with its reason and its outcome, and the scoreboard that nobody can mend afterwards."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any, ClassVar, Final

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical, VerticalScroll

from console.areas.base import Area
from console.areas.lines import line_at_cursor
from console.areas.market import MarketArea
from console.keys import bindings
from console.look.tones import Look
from console.tables.sorting import Order
from console.text.detail import detail
from console.text.scores import scores_text
from console.text.signals import WHICH, decision_head, nothing_said, signal_columns, signal_rows
from console.text.words import error_line
from console.widgets.chips import Chip, Chips
from console.widgets.fitted_text import FittedText, entitle
from console.widgets.tick_table import TickTable
from engine.core.errors import HaiDangError
from engine.service.answers import Prediction, Scoreboard, SignalRow, Signals
from engine.service.snapshots import Snapshot
from locales import t
from locales.formats import date

_ROWS: Final = 200
_FULL_MOMENT: Final = 90
"""Cells from which the list has room for date and time."""


class SignalsArea(Area):
    """Enter goes into a decision, Esc comes back; ``w`` turns the list."""

    NAME = "signals"
    EVERY = 5.0  # a list of decisions costs the engine up to 200 ms
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("signals")]

    def __init__(self) -> None:
        super().__init__()
        self._which = WHICH[0]
        self._signals: Signals | None = None
        self._drawn: tuple[Signals, bool, Look, str] | None = None
        self._listed_at = self._scored_at = float("-inf")
        self._board: Scoreboard | None = None
        self._story: Prediction | None = None
        self._told: str | None = None

    def compose(self) -> ComposeResult:
        """The list, the scoreboard, and one decision in full."""
        with Container(id="signals-panel", classes="panel") as panel:
            panel.border_title = t("cli-signals")
            yield Chips(id="which")
            yield TickTable(id="signals", flash=False)
        with Vertical(id="beside"):
            with Container(id="scores-panel", classes="panel") as panel:
                panel.border_title = t("cli-scoreboard")
                with VerticalScroll(id="scores-scroll"):
                    yield FittedText(id="scores")
            with Container(id="decision-panel", classes="panel"), VerticalScroll(id="decision-scroll"):
                yield FittedText(id="decision")

    def on_mount(self) -> None:
        """The list and its order as they were left."""
        memory = self.console.memory
        kept = memory.sorts.get("signals")
        if kept:
            self._table.set_order(Order(str(kept[0]), bool(kept[1])))
        left = memory.lists.get("signals", WHICH[0])
        self._turn_to(left if left in WHICH else WHICH[0])

    @property
    def _table(self) -> TickTable:
        return self.query_one("#signals", TickTable)

    # --- drawing -------------------------------------------------------------------------------------------------
    def draw(self, snapshot: Snapshot) -> None:
        """The list, when it is another one, or on another day: moments are short on the day of the market's clock."""
        if self._signals is None or self._signals.which != self._which:
            return
        now, wide = snapshot.stamp.market_time, self._table.size.width >= _FULL_MOMENT
        wanted = (self._signals, wide, self.look, date(now))
        if wanted != self._drawn:
            self._drawn = wanted
            self._table.show(signal_columns(wide=wide), signal_rows(self._signals.rows, now, self.look), self.look)

    async def fetch(self, snapshot: Snapshot) -> None:
        """The list and the scoreboard when it is time; a decision as soon as it is chosen.

        Each notes by itself when it came: whoever moves the cursor meanwhile cuts the others short.
        """
        fresh = time.monotonic() - self._listed_at < self.EVERY
        if not (fresh and self._signals is not None and self._signals.which == self._which):
            self._signals = await self.ask("signals", which=self._which, limit=_ROWS)
            self._listed_at = time.monotonic()
            self._table.empty = nothing_said(self._which)
            self._table.refresh()
            self.draw(snapshot)
        if self._reads_along:
            await self._fetch_story()
        if time.monotonic() - self._scored_at >= self.EVERY:
            self._board = await self.ask("scoreboard", limit=1)
            self._scored_at = time.monotonic()
            self._show_scores()

    async def _fetch_story(self) -> None:
        row = self._row
        if row is None or self._told == row.decision_id:
            return
        try:
            self._story = await self.ask("explain", symbol=row.symbol, decision=row.decision_id)
        except HaiDangError as error:
            if error.retryable:
                raise
            self._story, said, look = None, error_line(error), self.look
            self.query_one("#decision", FittedText).show(lambda _: Text(said, look.bad))
        self._told = row.decision_id
        self._show_story()

    def forget(self) -> None:
        """The list and the scoreboard are others, too."""
        super().forget()
        self._listed_at = self._scored_at = float("-inf")
        self._told = None

    @property
    def _reads_along(self) -> bool:
        """Whether the decision under the cursor is on the screen in full."""
        return self.has_class("-detail") or self.screen.has_class("-wide")

    @property
    def _row(self) -> SignalRow | None:
        rows = self._signals.rows if self._signals is not None else ()
        return next((row for row in rows if row.decision_id == self._table.cursor_key), None)

    def _show_scores(self) -> None:
        board, look = self._board, self.look
        if board is None:
            return

        def make(width: int) -> Text:
            return scores_text(board, look, width, compact=not self.screen.has_class("-tall"))

        self.query_one("#scores", FittedText).show(make)

    def _show_story(self) -> None:
        row, told, look = self._row, self._story, self.look
        if row is None or told is None or self._told != row.decision_id:
            return
        shown = self.query_one("#decision", FittedText)
        shown.show(lambda width: Text.assemble(decision_head(row, look), detail(told, look, width)))
        entitle(self.query_one("#decision-panel"), t("signals-decision", id=row.decision_id[:8]))

    def on_resize(self) -> None:
        """What depends on the room there is."""
        if self.console.snapshot is not None:
            self.call_after_refresh(self.draw, self.console.snapshot)
            self.call_after_refresh(self._show_scores)
            self.fetch_soon()

    # --- choosing ------------------------------------------------------------------------------------------------
    def on_tick_table_highlighted(self, message: TickTable.Highlighted) -> None:
        """Beside the list, the decision follows the cursor."""
        if self._reads_along and message.key is not None:
            self.fetch_soon()

    def on_tick_table_selected(self, message: TickTable.Selected) -> None:
        """Enter or a double click goes into the decision."""
        self.action_drill()

    def on_tick_table_sorted(self, message: TickTable.Sorted) -> None:
        """Remember the order."""
        order = message.order
        self.console.memory.sorts["signals"] = [order.column, order.descending] if order is not None else []

    def on_chips_clicked(self, message: Chips.Clicked) -> None:
        """A list was clicked."""
        self._turn_to(message.id)
        self.fetch_soon()

    def _turn_to(self, which: str) -> None:
        self._which = self.console.memory.lists["signals"] = which
        labels = [Chip(name, t(f"signals-which-{name}")) for name in WHICH]
        self.query_one(Chips).show(labels, which)
        self._table.empty, self._drawn = t("tui-loading"), None
        self._table.show(signal_columns(wide=False), (), self.look)

    # --- actions -------------------------------------------------------------------------------------------------
    def action_which(self) -> None:
        """The next list."""
        self._turn_to(WHICH[(WHICH.index(self._which) + 1) % len(WHICH)])
        self.fetch_soon()

    def action_drill(self) -> None:
        """Into the decision under the cursor."""
        if self._row is None or self.has_class("-detail"):
            return
        self.add_class("-detail")
        self.query_one("#decision-scroll").focus()
        if self._told != self._row.decision_id:
            self.query_one("#decision", FittedText).show(lambda _: Text(t("tui-loading"), self.look.muted))
            self.fetch_soon()
        self.console.crumbs()

    async def action_chart(self) -> None:
        """The decision on the chart of its pair."""
        row = self._row
        if row is None:
            self.console.notice(t("signals-none-chosen"), failed=True)
            return
        self.console.choose_symbol(row.symbol)
        await self.console.show_area("market")
        market = self.console.query_one(MarketArea)
        market.explain(row.decision_id)
        market.remove_class("-detail")  # the chart, with the story beside it where there is room
        market.enter()
        self.console.crumbs()

    # --- what every area can -------------------------------------------------------------------------------------
    def enter(self) -> None:
        """The list is where work begins."""
        self._table.focus()

    def back(self) -> bool:
        """Out of the decision."""
        if not self.has_class("-detail"):
            return False
        self.remove_class("-detail")
        self.enter()
        return True

    def crumbs(self) -> tuple[str, ...]:
        """Which decision."""
        row = self._row
        return (row.symbol.split("/")[0], row.decision_id[:8]) if self.has_class("-detail") and row is not None else ()

    def filter(self, text: str) -> None:
        """Only lines that contain it."""
        self._table.set_filter(text)

    def sort_next(self) -> None:
        """By the next column."""
        self._table.action_sort_next()

    def records(self) -> tuple[str, Sequence[dict[str, Any]]]:
        """The list that is shown."""
        return f"signals-{self._which}", self._table.rows_as_records()

    def picture(self) -> Scoreboard | None:
        """The scoreboard."""
        return self._board

    def copied(self) -> str | None:
        """The line under the cursor."""
        return line_at_cursor(self._table)

    def retheme(self) -> None:
        """All in the new colours."""
        super().retheme()
        if self.console.snapshot is not None:
            self.draw(self.console.snapshot)
        self._show_scores()
        self._show_story()

"""Nhật ký: what the engine tells, who asked for what, and what happened; filtered, searched, followed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Final

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.events import Click
from textual.widgets import Static

from console.areas.base import Area
from console.areas.lines import line_at_cursor
from console.areas.logs_books import BOOKS, Books
from console.keys import bindings
from console.screens.reading import ReadingScreen
from console.tables.filtering import Filter
from console.tables.sorting import Order
from console.text.logs import audit_columns, event_columns, event_rows, log_records
from console.widgets.chips import Chip, Chips
from console.widgets.fitted_text import SteadyText, entitle
from console.widgets.log_lines import sought
from console.widgets.log_view import LogView
from console.widgets.tick_table import TickTable
from engine.service.snapshots import Snapshot
from locales import t

_OF_THE_AREA: Final = ("wrap", "find")


class Journal(LogView):
    """The log, whose keys for search and wrapping are the area's, as for its other books."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave these keys to the area."""
        return action not in _OF_THE_AREA


class Reason(SteadyText, can_focus=True):
    """Why a book is closed. It takes the focus, so that the keys of the area still work."""


class LogsArea(Area):
    """``w`` turns the books, ``/`` narrows them, ``n`` shows what was sought among its neighbours."""

    NAME = "logs"
    EVERY = 1.0
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("logs")]

    def __init__(self) -> None:
        super().__init__()
        self._book = BOOKS[0]
        self._books = Books(self)
        self._told: str | None = None
        self._words = ""
        self._searching = False

    def compose(self) -> ComposeResult:
        """One book at a time; where there is room, the entry under the cursor in full below it."""
        yield Chips(id="log-books")
        with Container(id="book-shown", classes="panel"):
            yield Journal(id="log")
            yield TickTable(id="audit", flash=False)
            yield TickTable(id="events", flash=False)
            yield Reason(id="book-closed")
        with Container(id="entry-panel", classes="panel") as panel:
            panel.border_title = t("logs-entry")
            with VerticalScroll(id="entry-scroll", can_focus=False):
                yield Static(id="entry", markup=False)

    def on_mount(self) -> None:
        """Book and orders as they were left."""
        for name, empty in (("audit", t("tui-loading")), ("events", t("tui-quiet"))):
            table = self._table(name)
            table.empty = empty
            kept = self.console.memory.sorts.get(f"logs-{name}")
            if kept:
                table.set_order(Order(str(kept[0]), bool(kept[1])))
        self._open_book()

    def _table(self, name: str) -> TickTable:
        return self.query_one(f"#{name}", TickTable)

    @property
    def _log(self) -> Journal:
        return self.query_one(Journal)

    # --- drawing -----------------------------------------------------------------------------------------------------
    def draw(self, snapshot: Snapshot) -> None:
        """What happened comes with each snapshot."""
        self._books.take(snapshot)
        if self._book == "events":
            self._table("events").show(event_columns(), event_rows(snapshot.happenings, self.look), self.look)
        self._frame()

    async def fetch(self, snapshot: Snapshot) -> None:
        """The newest lines of the book that is open; whoever turns on meanwhile takes the area away."""
        if self.is_ready:
            await self._books.fetch(self._book)
        if self.is_ready:
            self._show_book()

    def forget(self) -> None:
        """The audit is another one, too."""
        super().forget()
        self._books.hurry()

    def _show_book(self) -> None:
        if self._books.logs is not None:
            self._log.show(self._books.logs.lines, self._books.logs.total, self.look)
        table = self._table("audit")
        if self._books.audit is not None and table.empty != t("cli-empty-audit"):
            table.empty = t("cli-empty-audit")
            table.refresh()
        table.show(audit_columns(), self._books.audit_rows(), self.look)
        self._frame()

    def _frame(self) -> None:
        """Chips, titles, and a reason in place of a book that is not to be had."""
        book, panel = self._book, self.query_one("#book-shown")
        self.query_one(Chips).show([Chip(name, t(f"logs-book-{name}")) for name in BOOKS], book)
        said = self._books.closed(book)
        reason = self.query_one(Reason)
        reason.display = bool(said)
        if said:
            reason.update(Text(f"✖ {said}", style=self.look.warn))
        for name in BOOKS:
            self.query_one(f"#{name}").display = name == book and not said
        below = "" if said else self._books.subtitle(book, following=self._log.following)
        entitle(panel, t(f"logs-book-{book}"), below=below)
        self._show_entry(None if said or book == "log" else self._entry())

    def _show_entry(self, said: str | None) -> None:
        self.set_class(said is not None, "-entries")
        if said != self._told:
            self._told = said
            self.query_one("#entry", Static).update(said or "")

    def _entry(self) -> str | None:
        """What is under the cursor, in full."""
        if self._book == "log":
            return self._log.chosen_text
        return self._books.entry(self._book, self._table(self._book).cursor_key or "")

    # --- choosing ----------------------------------------------------------------------------------------------------
    def _open_book(self) -> None:
        kept = self.console.memory.lists.get("logs", BOOKS[0])
        self._book = kept if kept in BOOKS else BOOKS[0]
        self._books.hurry()
        if self.console.snapshot is not None:
            self.draw(self.console.snapshot)
        self._frame()

    def _turn_to(self, book: str) -> None:
        self.console.memory.lists["logs"] = book
        self._open_book()
        self.enter()
        self.fetch_soon()

    def on_chips_clicked(self, message: Chips.Clicked) -> None:
        """A book by mouse."""
        self._turn_to(message.id)

    def on_tick_table_highlighted(self, message: TickTable.Highlighted) -> None:
        """Show the entry in full below."""
        if message.table.id == self._book:
            self._show_entry(self._entry())

    def on_tick_table_selected(self, message: TickTable.Selected) -> None:
        """Enter or a double click: the entry in full."""
        self.action_drill()

    def on_tick_table_sorted(self, message: TickTable.Sorted) -> None:
        """Remember the order."""
        order = message.order
        kept = [order.column, order.descending] if order is not None else []
        self.console.memory.sorts[f"logs-{message.table.id}"] = kept

    def on_click(self, event: Click) -> None:
        """A double click on a line of the log: the line in full."""
        if event.chain == 2 and isinstance(event.widget, Journal):
            self.action_drill()

    # --- actions -----------------------------------------------------------------------------------------------------
    def action_which(self) -> None:
        """The next book."""
        self._turn_to(BOOKS[(BOOKS.index(self._book) + 1) % len(BOOKS)])

    def action_drill(self) -> None:
        """The entry in full."""
        if self._book == "log" and self._log.chosen_line is None:
            self._log.action_move(-1)
        said = self._entry()
        if said is not None:
            self.console.push_screen(ReadingScreen(said, t("logs-entry")))

    def action_follow(self) -> None:
        """Back to what is newest."""
        if self._book == "log":
            self._log.action_follow()
        else:
            self._table(self._book).action_edge(-1)
        self._frame()

    def action_wrap(self) -> None:
        """Long lines of the log on several rows, or beyond the edge."""
        self._log.action_wrap()

    def action_find(self, way: int) -> None:
        """To the next place where the words of the filter are found, with all lines around it."""
        wanted = Filter.of(self._words)
        if self._book != "log":
            self._table(self._book).action_move(way)
        elif not wanted or wanted.inverse:
            self.console.notice(t("logs-nothing-to-find"), failed=True)
        elif self._searching:
            self._log.action_find(way)
        else:
            self._searching = True
            self._log.set_filter("")
            self._log.set_search(wanted.text)
            self.console.crumbs()

    # --- what every area can -----------------------------------------------------------------------------------------
    def enter(self) -> None:
        """The book that is open; another part of the console may have opened another one."""
        if self.console.memory.lists.get("logs", self._book) != self._book:
            self._open_book()
        reason = self.query_one(Reason)
        (reason if reason.display else self.query_one(f"#{self._book}")).focus()

    def back(self) -> bool:
        """From the search to what is newest."""
        if self._book == "log" and not self._log.following:
            self.action_follow()
            return True
        return False

    def crumbs(self) -> tuple[str, ...]:
        """The book, and what is sought in it."""
        return (t(f"logs-book-{self._book}"), *((f"⌕ {self._words.strip()}",) if self._searching else ()))

    def filter(self, text: str) -> None:
        """Only lines with these words; it ends a search."""
        self._words, self._searching = text, False
        self._log.set_search("")
        self._log.set_filter(text)
        for name in ("audit", "events"):
            self._table(name).set_filter(text)

    def sort_next(self) -> None:
        """By the next column; the log has its own order."""
        if self._book == "log":
            self.console.notice(t("logs-no-sort"), failed=True)
        else:
            self._table(self._book).action_sort_next()

    def records(self) -> tuple[str, Sequence[dict[str, Any]]]:
        """The lines that pass the filter."""
        if self._book != "log":
            return self._book, self._table(self._book).rows_as_records()
        wanted, logs = Filter.of(self._words), self._books.logs
        return "log", log_records(
            line for line in (logs.lines if logs is not None else ()) if wanted.passes(sought(line))
        )

    def copied(self) -> str | None:
        """The line at hand."""
        return self._log.chosen_line if self._book == "log" else line_at_cursor(self._table(self._book))

    def retheme(self) -> None:
        """All in the new colours."""
        super().retheme()
        if self.console.snapshot is not None:
            self.draw(self.console.snapshot)
        self._show_book()

"""What the books of the log area hold, and why one of them is closed."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from console.tables.cells import Row
from console.text.logs import audit_entry, audit_rows, event_entry
from console.text.words import error_line, sentence
from engine.core.errors import HaiDangError
from engine.service.answers import Audit, AuditRow, Logs
from engine.service.snapshots import Happening, Snapshot
from locales import t
from locales.formats import number

if TYPE_CHECKING:
    from console.areas.base import Area

BOOKS: Final = ("log", "audit", "events")
_COMMANDS: Final = {"log": "logs", "audit": "audit"}
"""Happenings come with each snapshot, and to everybody."""
_LINES: Final = 500
_AUDIT_SECONDS: Final = 5.0
"""The engine proves the whole chain each time it is asked for the audit."""


class Books:
    """The newest answers, asked for as often as each book is worth."""

    def __init__(self, area: Area) -> None:
        self._area = area
        self.logs: Logs | None = None
        self.audit: Audit | None = None
        self._entries: Mapping[str, AuditRow] = {}
        self._events: Mapping[str, Happening] = {}
        self._audited = float("-inf")
        self._refused: dict[str, str] = {}

    def take(self, snapshot: Snapshot) -> None:
        """What happened, as the snapshot tells it."""
        self._events = {str(event.id): event for event in snapshot.happenings}

    async def fetch(self, book: str) -> None:
        """Ask for a book, if it is to be asked for now. What passes by itself is raised, as areas do."""
        early = book == "audit" and time.monotonic() - self._audited < _AUDIT_SECONDS
        if book not in _COMMANDS or early or not self._may_read(book):
            return
        try:
            answer = await self._area.ask(_COMMANDS[book], limit=_LINES)
        except HaiDangError as error:
            if error.retryable:
                raise
            self._refused[book] = error_line(error)
            return
        self._refused.pop(book, None)
        if book == "log":
            self.logs = answer
        else:
            self.audit, self._audited = answer, time.monotonic()

    def hurry(self) -> None:
        """Somebody opens a book: ask for it at once."""
        self._audited = float("-inf")

    def _may_read(self, book: str) -> bool:
        return book not in _COMMANDS or self._area.console.dealings.may(_COMMANDS[book])

    def closed(self, book: str) -> str:
        """Why a book is not to be had, in words; empty when it is."""
        if self._may_read(book):
            return self._refused.get(book, "")
        why = self._area.console.dealings.why_not(_COMMANDS[book])
        return "" if why is None else sentence(why.key, why.params)

    def audit_rows(self) -> list[Row]:
        """The audit for its table."""
        made = audit_rows(self.audit, self._area.look) if self.audit is not None else []
        self._entries = {row.key: entry for row, entry in made}
        return [row for row, _ in made]

    def entry(self, book: str, key: str) -> str | None:
        """An entry of the audit or a happening, in full."""
        if book == "audit":
            return audit_entry(self._entries[key]) if key in self._entries else None
        return event_entry(self._events[key]) if key in self._events else None

    def subtitle(self, book: str, *, following: bool) -> str:
        """How much there is, and whether the chain is whole."""
        if book == "audit" and self.audit is not None:
            key = "cli-chain-whole" if self.audit.intact else "cli-chain-broken"
            return f"{'✔' if self.audit.intact else '✖'} {t(key)}"
        if book == "events":
            return t("logs-event-count", count=number(len(self._events)))
        if book == "audit" or self.logs is None:
            return t("tui-loading")
        counts = {"shown": number(len(self.logs.lines)), "total": number(self.logs.total)}
        return t("logs-following", **counts) if following else t("logs-reading", **counts)

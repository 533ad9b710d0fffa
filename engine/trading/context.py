"""What the parts of trading share: the store, the broker, the rules and the book."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from engine.core.instruments import Instrument
from engine.core.modes import Mode
from engine.core.symbols import Symbol
from engine.decision.rules import Rules
from engine.store.store import Store
from engine.trading.acts import Act
from engine.trading.book import Book, Changes
from engine.trading.broker import Broker, Matcher


@dataclass(slots=True)
class Context:
    """One purse's ground. ``stale`` says that a commit did not end as expected, so the book must be read again."""

    store: Store
    broker: Broker
    matcher: Matcher | None
    rules: Rules
    instruments: Callable[[Symbol], Instrument]
    source: str
    mode: Mode
    book: Book
    stale: bool = False

    async def act(self, work: Callable[[Act], None]) -> Changes:
        """Do ``work`` in one durable transaction; the book in memory follows only when it is committed."""

        def run(conn: sa.Connection) -> Changes:
            act = Act(conn, self.source, self.mode, self.rules, self.instruments, self.book)
            work(act)
            return act.changes

        try:
            changes = await self.store.write(run, durable=True)
        except BaseException:
            # Rolled back, cancelled while committing, or lost: the store knows, the memory does not.
            self.stale = True
            raise
        self.book.apply(changes)
        if self.matcher is not None:
            for intent, filled, finished in changes.settled:
                self.matcher.settle(intent, filled, finished)
        return changes

"""The still part of the desk: its rooms, how it starts and recovers, and what it holds."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from decimal import Decimal
from typing import Final

from engine.core.instruments import Instrument
from engine.core.modes import EngineState, Mode
from engine.core.orders import IntentState, OrderIntent, Portfolio
from engine.core.symbols import Symbol
from engine.decision.rules import Rules
from engine.store.store import Store
from engine.trading import purse
from engine.trading.book import Book
from engine.trading.broker import Broker, Matcher
from engine.trading.context import Context
from engine.trading.control import Control
from engine.trading.flatten import Flattener
from engine.trading.ledger import create_purse
from engine.trading.matching import Matching
from engine.trading.sending import Sender
from engine.trading.states import StateRecord

REDUCE_CANDLES: Final = 16
FRESH_MS: Final = 60_000


class DeskCore:
    """Call :meth:`open_purse`, :meth:`load` and ``await`` :meth:`resume` before anything else.

    Acts happen one at a time, in the order of the calls. Memory follows the store, never the other way round: after a
    commit that did not end as expected, the next act reads the book again, by the same path as after a crash.
    """

    def __init__(
        self,
        store: Store,
        broker: Broker,
        rules: Rules,
        instruments: Callable[[Symbol], Instrument],
        source: str,
        mode: Mode,
        *,
        reduce_candles: int = REDUCE_CANDLES,
        fresh_ms: int = FRESH_MS,
    ) -> None:
        matcher = broker if isinstance(broker, Matcher) else None
        self._c = Context(store, broker, matcher, rules, instruments, source, mode, Book(rules, instruments))
        self._sender = Sender(self._c)
        self._matching = Matching(self._c, reduce_candles)
        self._control = Control(self._c, self._sender, fresh_ms)
        self._flattener = Flattener(self._c, self._control)
        self._turn = asyncio.Lock()

    # --- start ------------------------------------------------------------------------------------------------------

    def open_purse(self, cash: Decimal, *, asset: str = "USDT", now: int = 0) -> bool:
        """Create the purse with a deposit if there is none yet."""
        c = self._c
        return c.store.write_sync(lambda conn: create_purse(conn, c.source, c.mode, asset, cash, now), durable=True)

    def load(self) -> None:
        """Read the book from the store. Raises Operational when there is no purse."""
        c, old = self._c, self._c.book
        book = Book(c.rules, c.instruments)
        unfinished = c.store.read(lambda conn: purse.read_book(conn, book, c.source, c.mode))
        book.last = old.last
        book.marks.closes.update(old.marks.closes)
        book.now = max(book.now, old.now)
        c.book = book
        if c.matcher is not None:
            c.matcher.restore(unfinished)
        c.stale = False

    async def resume(self, now: int | None = None) -> None:
        """After :meth:`load`: ask about every order without an end; adopt it, send it again (same id), or drop it."""
        async with self._mine():
            await self._resume(now)

    async def ask(self, now: int) -> None:
        """Ask again about doubtful orders; to be called every few seconds while :attr:`doubtful`."""
        async with self._mine():
            await self._resume(now)

    async def _resume(self, now: int | None) -> None:
        await self._sender.resume(now)
        await self._control.withdraw_entries()
        for working in sorted(self._c.book.orders.values(), key=lambda w: w.intent.client_order_id):
            await self._control.fill_at_once(working.intent)
        await self._flattener.resume()

    # --- what is ----------------------------------------------------------------------------------------------------

    @property
    def state(self) -> EngineState:
        """What the engine may do by itself."""
        return self._c.book.record.state

    @property
    def record(self) -> StateRecord:
        """The state with its time, actor and cause."""
        return self._c.book.record

    @property
    def doubtful(self) -> tuple[OrderIntent, ...]:
        """Orders whose fate nobody knows yet."""
        return tuple(w.intent for w in self._c.book.orders.values() if w.state is IntentState.UNKNOWN)

    def portfolio(self, now: int, *, live: bool = False) -> Portfolio:
        """The book. Decisions see the prices of the last closes, so that a replay sees the same; ``live``: the last."""
        return self._c.book.portfolio(self._c.source, self._c.mode, now, live=live)

    def _at(self, now: int | None) -> int:
        return max(self._c.book.now, 0) if now is None else now

    @asynccontextmanager
    async def _mine(self) -> AsyncIterator[None]:
        async with self._turn:
            if self._c.stale:
                self.load()
                await self._resume(None)
            yield

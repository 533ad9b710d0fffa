"""Commands of people that move the engine or the book. The tape remembers them, so that a replay repeats them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from engine.core.clocks import MarketClock
from engine.core.errors import Refused
from engine.core.hashing import digest
from engine.core.instruments import Instrument
from engine.core.modes import EngineState, ExitReason
from engine.core.symbols import Symbol
from engine.store.tape import append_tape

if TYPE_CHECKING:
    from engine.store.store import Store
    from engine.trading.desk import TradingDesk

Arguments = dict[str, Any]


class Commands:
    """Carries commands out on the desk, one at a time; the pipeline sees to the order."""

    def __init__(
        self,
        store: Store,
        desk: TradingDesk,
        clock: MarketClock,
        instrument: Callable[[Symbol], Instrument],
        on_locks: Callable[[frozenset[Symbol]], None],
    ) -> None:
        self._store, self._desk, self._clock = store, desk, clock
        self._instrument, self._on_locks = instrument, on_locks
        self._table: dict[str, Callable[[Arguments, str], Awaitable[Any]]] = {
            "state": self._state,
            "flatten": self._flatten,
            "close": self._close,
            "enter": self._enter,
            "cancel": self._cancel,
            "lock": self._lock,
            "unlock": self._unlock,
            "paper": self._paper,
        }

    async def carry_out(self, name: str, arguments: Arguments) -> Any:
        """Write the command on the tape, then do it."""
        now = self._clock.now()
        facts = {key: value if value is None else str(value) for key, value in arguments.items()}
        desk = self._desk
        row = await self._store.write(
            lambda conn: append_tape(
                conn, desk.source, desk.mode.value, "command", now, payload={"name": name, "arguments": facts}
            ),
            durable=True,
        )
        # The cause names the command by what it is and when in market time, so that a replay makes the same ids.
        cause = digest("command", name, facts, now, await self._ordinal(row), length=24)
        return await self._table[name](arguments, cause)

    async def _ordinal(self, row: int) -> int:
        """How many commands came before on the same tape: the same in a replay, unlike row numbers."""
        from engine.store.sql import run

        desk = self._desk
        query = "SELECT COUNT(*) FROM tape WHERE source = ? AND mode = ? AND kind = 'command' AND id < ?"
        values = (desk.source, desk.mode.value, row)
        return await self._store.write(lambda conn: int(run(conn, query, values).scalar_one()))

    async def _state(self, arguments: Arguments, cause: str) -> None:
        await self._desk.set_state(
            EngineState(arguments["state"]), actor=arguments["actor"], cause=arguments["why"], now=self._clock.now()
        )

    async def _flatten(self, arguments: Arguments, cause: str) -> Any:
        return await self._desk.flatten(arguments["actor"], cause=cause, now=self._clock.now())

    async def _close(self, arguments: Arguments, cause: str) -> None:
        await self._desk.close(Symbol(arguments["symbol"]), ExitReason(arguments["reason"]), cause, self._clock.now())

    async def _enter(self, arguments: Arguments, cause: str) -> Any:
        from engine.core.orders import OrderIntent
        from engine.decision.intents import hand_intent

        symbol = Symbol(arguments["symbol"])
        cash = Decimal(arguments["cash"]) if arguments.get("cash") else None
        now = self._clock.now()
        intent = hand_intent(
            symbol, self._desk.portfolio(now), self._instrument(symbol), self._desk.rules, cause, now, cash
        )
        if not isinstance(intent, OrderIntent):
            raise Refused(intent.key, **dict(intent.params))
        await self._store.write(lambda conn: self._desk.write_intent(conn, intent), durable=True)
        await self._desk.send(intent)
        return intent

    async def _cancel(self, arguments: Arguments, cause: str) -> int:
        return await self._desk.cancel(Symbol(arguments["symbol"]))

    async def _lock(self, arguments: Arguments, cause: str) -> None:
        from engine.trading.locks import add_lock

        desk, symbol = self._desk, Symbol(arguments["symbol"])
        now = self._clock.now()
        await self._store.write(
            lambda conn: add_lock(conn, desk.source, desk.mode, symbol, "blocked", now=now, until=None)
        )
        await self.load_locks()

    async def _unlock(self, arguments: Arguments, cause: str) -> int:
        from engine.trading.locks import clear_locks

        desk = self._desk
        scope = Symbol(arguments["symbol"]) if arguments.get("symbol") else None
        count = await self._store.write(lambda conn: clear_locks(conn, desk.source, desk.mode, scope))
        await self.load_locks()
        return count

    async def load_locks(self) -> None:
        """Tell the pipeline which pairs are locked."""
        from engine.trading.locks import active_locks

        desk, now = self._desk, self._clock.now()
        found = await self._store.write(lambda conn: active_locks(conn, desk.source, desk.mode, now))
        self._on_locks(frozenset(Symbol(lock.scope) for lock in found if "/" in lock.scope))

    async def _paper(self, arguments: Arguments, cause: str) -> None:
        cash, now = Decimal(arguments["cash"]), self._clock.now()
        if arguments["action"] == "reset":
            await self._desk.reset_purse(cash, cause=cause, now=now)
        else:
            await self._desk.deposit(cash, cause=cause, now=now)

"""Commands of people that move the engine or the book. The tape remembers them, so that a replay repeats them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from engine.core.clocks import MarketClock
from engine.core.decisions import Reason
from engine.core.errors import InvalidInput, Refused
from engine.core.events import Event, EventKind
from engine.core.instruments import Instrument
from engine.core.modes import EngineState, ExitReason, Mode, Side
from engine.core.orders import Leg, OrderIntent
from engine.core.symbols import Symbol
from engine.decision.intents import hand_intent
from engine.decision.rules import Rules
from engine.store.events import append_event
from engine.store.tape import append_tape
from engine.trading.journal import COMMAND
from engine.trading.locks import active_locks, add_lock, clear_locks

if TYPE_CHECKING:
    from engine.store.store import Store
    from engine.trading.desk import TradingDesk

Arguments = Mapping[str, Any]
_NEXT = Decimal(0)
"""As a price to close at: the next one that is seen."""
_EXACT = ("amount", "reference_price", "stop_loss", "take_profit")


class Commands:
    """Carries commands out on the desk, one at a time; the pipeline sees to the order."""

    def __init__(
        self,
        store: Store,
        desk: TradingDesk,
        rules: Rules,
        source: str,
        mode: Mode,
        clock: MarketClock,
        instrument: Callable[[Symbol], Instrument],
        is_blind: Callable[[], bool] = lambda: False,
    ) -> None:
        self._store, self._desk, self._rules = store, desk, rules
        self._source, self._mode, self._clock, self._instrument = source, mode, clock, instrument
        self._is_blind = is_blind
        self._table: dict[str, Callable[[Arguments], Awaitable[Any]]] = {
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
        """Do one command."""
        return await self._table[name](arguments)

    async def repeat(self, name: str, arguments: Arguments, now: int) -> None:
        """Do a command of the tape again, exactly as it was done."""
        if name == "enter":
            await self._place(_intent_of(arguments), arguments)
        elif name in ("lock", "unlock"):
            await self._table[name](arguments)
        else:
            await self._desk.repeat(name, arguments, now)

    async def _state(self, arguments: Arguments) -> Any:
        now = self._clock.now()
        return await self._desk.set_state(EngineState(arguments["state"]), arguments["actor"], arguments["why"], now)

    async def _flatten(self, arguments: Arguments) -> Any:
        now, prices = self._clock.now(), None
        if self._is_blind():
            # The market clock stands still with the feed, so no price can be called fresh: the next one decides.
            prices = {position.symbol: _NEXT for position in self._desk.portfolio(now).positions}
        return await self._desk.flatten(arguments["actor"], now, prices=prices)

    async def _close(self, arguments: Arguments) -> Any:
        symbol, reason, now = Symbol(arguments["symbol"]), ExitReason(arguments["reason"]), self._clock.now()
        price = _NEXT if self._is_blind() else None
        return await self._desk.close(
            symbol, reason, f"close:{symbol}:{now}", now, actor=arguments["actor"], price=price
        )

    async def _enter(self, arguments: Arguments) -> OrderIntent:
        symbol, now = Symbol(arguments["symbol"]), self._clock.now()
        cash = Decimal(arguments["cash"]) if arguments.get("cash") else None
        portfolio = self._desk.portfolio(now, live=True)
        cause = f"{COMMAND}enter:{symbol}:{now}"
        made = hand_intent(symbol, portfolio, self._instrument(symbol), self._rules, cause, now, cash)
        if not isinstance(made, OrderIntent):
            raise Refused(made.key, **dict(made.params))
        await self._place(made, _facts_of(made))
        return made

    async def _place(self, intent: OrderIntent, facts: Arguments) -> None:
        now = intent.created_at

        def work(conn: Any) -> None:
            self._record(conn, "enter", now, facts)
            self._desk.write_intent(conn, intent)

        await self._store.write(work, durable=True)
        await self._desk.send(intent, now)

    async def _cancel(self, arguments: Arguments) -> int:
        return await self._desk.cancel(Symbol(arguments["symbol"]), arguments["actor"], self._clock.now())

    async def _lock(self, arguments: Arguments) -> None:
        symbol, now = Symbol(arguments["symbol"]), self._clock.now()

        def work(conn: Any) -> None:
            self._record(conn, "lock", now, {"symbol": symbol, "actor": arguments["actor"]})
            add_lock(conn, self._source, self._mode, symbol, "blocked", now)
            append_event(conn, self._locked_event(symbol, arguments["actor"], now))

        await self._store.write(work)

    def _locked_event(self, symbol: Symbol, actor: str, now: int) -> Event:
        facts = {"mode": self._mode.value, "guard": f"lock:{symbol}", "actor": actor}
        why = Reason("why-locked", {"symbol": str(symbol)})
        return Event(
            EventKind.PROTECTION, now, self._source, str(symbol), {**facts, "key": why.key, "params": dict(why.params)}
        )

    async def _unlock(self, arguments: Arguments) -> int:
        scope, now = arguments.get("symbol"), self._clock.now()

        def work(conn: Any) -> int:
            self._record(conn, "unlock", now, {"symbol": scope, "actor": arguments["actor"]})
            return clear_locks(conn, self._source, self._mode, Symbol(scope) if scope else None)

        return await self._store.write(work)

    def locked(self) -> frozenset[Symbol]:
        """Pairs that are locked at the present market time."""
        now = self._clock.now()
        found = self._store.read(lambda conn: active_locks(conn, self._source, self._mode, now))
        return frozenset(Symbol(lock.scope) for lock in found if "/" in lock.scope)

    async def _paper(self, arguments: Arguments) -> None:
        if arguments["action"] not in ("reset", "cash"):
            raise InvalidInput(
                "err-parameter-invalid", name="action", value=arguments["action"], expected="reset, cash"
            )
        cash, anew = Decimal(arguments["cash"]), arguments["action"] == "reset"
        await self._desk.pay(cash, arguments["actor"], self._clock.now(), anew=anew)

    def _record(self, conn: Any, name: str, now: int, arguments: Arguments) -> None:
        payload = {"id": name, "arguments": dict(arguments)}
        append_tape(conn, self._source, self._mode.value, "command", now, payload=payload)


def _facts_of(intent: OrderIntent) -> dict[str, Any]:
    """A hand-made entry as JSON-safe facts."""
    exact = {name: None if (value := getattr(intent, name)) is None else str(value) for name in _EXACT}
    plain = ("client_order_id", "cause", "source", "mode", "symbol", "side", "lots", "created_at")
    return {**{name: getattr(intent, name) for name in plain}, **exact}


def _intent_of(facts: Arguments) -> OrderIntent:
    exact = {name: None if facts[name] is None else Decimal(facts[name]) for name in _EXACT}
    return OrderIntent(
        client_order_id=facts["client_order_id"],
        cause=facts["cause"],
        source=facts["source"],
        mode=Mode(facts["mode"]),
        symbol=Symbol(facts["symbol"]),
        side=Side(facts["side"]),
        leg=Leg.ENTRY,
        lots=facts["lots"],
        created_at=facts["created_at"],
        **exact,  # type: ignore[arg-type]
    )

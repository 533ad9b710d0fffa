"""What moves the engine and the book: pause, resume, reduce, halt, flatten, close, enter, cancel, unlock, paper."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from engine.core.errors import InvalidInput, Refused
from engine.core.modes import EngineState, ExitReason, Mode
from engine.core.symbols import Symbol
from engine.service.answers import Done, Flattened, FlattenRow, Why
from engine.service.handlers.facts import watched
from engine.service.port import Caller

if TYPE_CHECKING:
    from engine.service.rooms import Rooms

_ASKS: Final = 20
_ASK_AGAIN: Final = 0.25


def to_state(state: EngineState) -> Callable[[Rooms, Caller, Mapping[str, Any]], Awaitable[Done]]:
    """The handler that brings the engine into ``state``; being there already is success."""

    async def handler(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Done:
        why = arguments.get("reason") or ""
        before = rooms.desk.state
        await rooms.pipeline.command("state", {"state": state.value, "actor": named(caller), "why": why})
        return Done("done-state", {"state": state.value, "before": before.value})

    return handler


def named(caller: Caller) -> str:
    """Who asks, as the books write it."""
    return f"{caller.surface}:{caller.actor}"


async def flatten(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Flattened:
    """Halt, cancel, close each position on its own, and verify."""
    report = await rooms.pipeline.command("flatten", {"actor": named(caller)})
    for _ in range(_ASKS):
        if report.verified or not any(row.waiting for row in report.rows):
            break
        await asyncio.sleep(_ASK_AGAIN)
        report = await rooms.desk.verify(report)
    rows = tuple(
        FlattenRow(
            row.symbol,
            row.done,
            row.amount,
            row.price,
            Why(row.error_key, dict(row.error_params)) if row.error_key else None,
            row.incident,
            row.waiting,
        )
        for row in report.rows
    )
    return Flattened(rooms.stamp(), rows, report.canceled, report.verified)


async def close(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Done:
    """Close one position at the next price."""
    symbol: Symbol = arguments["symbol"]
    if rooms.desk.portfolio(rooms.market_clock.now()).position_of(symbol) is None:
        raise InvalidInput("err-no-position", symbol=symbol)
    await rooms.pipeline.command("close", {"symbol": symbol, "reason": ExitReason.MANUAL.value, "actor": named(caller)})
    return Done("done-close", {"symbol": symbol})


async def enter(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Done:
    """Buy by hand with the usual stop and target; exposure, purse and least size still hold."""
    symbol = watched(rooms, arguments["symbol"])
    cash: Decimal | None = arguments.get("cash")
    intent = await rooms.pipeline.command(
        "enter", {"symbol": symbol, "cash": str(cash) if cash is not None else None, "actor": named(caller)}
    )
    return Done("done-enter", {"symbol": symbol, "amount": str(intent.amount), "price": str(intent.reference_price)})


async def cancel(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Done:
    """Cancel unfinished orders of a pair; protective stops stay."""
    count = await rooms.pipeline.command("cancel", {"symbol": arguments["symbol"], "actor": named(caller)})
    return Done("done-cancel", {"symbol": arguments["symbol"], "count": count})


async def block(rooms: Rooms, symbol: Symbol, caller: Caller) -> None:
    """No entries in a pair until a person unlocks it."""
    await rooms.pipeline.command("lock", {"symbol": watched(rooms, symbol), "actor": named(caller)})


async def unlock(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Done:
    """Lift the locks of a pair, or all."""
    count = await rooms.pipeline.command("unlock", {"symbol": arguments.get("symbol"), "actor": named(caller)})
    return Done("done-unlock", {"count": count})


async def paper(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Done:
    """Start the paper purse anew, or pay play money in."""
    if rooms.pipeline.mode is not Mode.PAPER:
        raise Refused("err-not-paper")
    cash: Decimal | None = arguments.get("cash")
    if arguments["action"] == "cash" and cash is None:
        raise InvalidInput("err-parameter-missing", name="cash")
    amount = cash if cash is not None else rooms.settings.paper_cash
    await rooms.pipeline.command("paper", {"action": arguments["action"], "cash": str(amount), "actor": named(caller)})
    return Done("done-paper", {"action": arguments["action"], "cash": str(amount)})


async def retrain(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Done:
    """Train anew behind the live engine."""
    symbol = arguments.get("symbol")
    count = await rooms.retrain(watched(rooms, symbol) if symbol is not None else None)
    return Done("done-retrain", {"count": count})


async def rollback(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Done:
    """Point a pair's champion at the version before."""
    symbol = watched(rooms, arguments["symbol"])
    version = await asyncio.to_thread(rooms.registry.rollback, rooms.source, symbol, rooms.timeframe, rooms.horizon)
    return Done("done-rollback", {"symbol": symbol, "version": version})

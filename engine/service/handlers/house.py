"""status, health, logs, config, audit, symbols: the house itself."""

from __future__ import annotations

import re
import resource
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from engine.core.modes import Connection
from engine.core.symbols import DEFAULT_QUOTE
from engine.service.answers import (
    Audit,
    AuditRow,
    Config,
    Health,
    HealthRow,
    Logs,
    SettingRow,
    Status,
    SymbolRow,
    Symbols,
    Why,
)
from engine.service.handlers.facts import read
from engine.service.port import Caller

if TYPE_CHECKING:
    from sqlalchemy import Connection as Database

    from engine.service.rooms import Rooms


_USER_IN_ADDRESS: Final = re.compile(r"://[^/@\s]*@")
"""Proxies may be written with a user and a password."""


async def status(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Status:
    """The house in one view."""
    portfolio = rooms.desk.portfolio(rooms.market_clock.now(), live=True)
    settings, pipeline = rooms.settings, rooms.pipeline
    return Status(
        stamp=rooms.stamp(),
        state=rooms.desk.state.value,
        state_since=rooms.desk.record.since or None,
        connection=rooms.feed_status().connection.value,
        symbols=tuple(str(symbol) for symbol in pipeline.symbols()),
        timeframe=rooms.timeframe,
        horizon=rooms.horizon,
        strategy=settings.strategy,
        equity=portfolio.equity,
        cash=portfolio.cash,
        positions=len(portfolio.positions),
        uptime_ms=rooms.wall_clock.now() - rooms.started_at,
        candles_seen=pipeline.candles_seen,
        decisions=pipeline.decisions_made,
        training=rooms.training(),
        last_candle_at=pipeline.last_close(),
    )


async def health(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Health:
    """What works and what does not; *ready* means that signals could be spoken now."""
    connection = rooms.feed_status()
    problems = rooms.problems()
    lacking = [s for s in rooms.pipeline.symbols() if not rooms.pipeline.has_model(s)]
    rows = [
        HealthRow(
            "market",
            connection.connection in (Connection.OK, Connection.DEGRADED),
            Why(connection.key, dict(connection.params)),
        ),
        HealthRow("store", True, Why("health-store", {"database": rooms.store.dialect})),
        HealthRow(
            "models",
            not lacking,
            Why("health-models-missing", {"symbols": ", ".join(s.base for s in lacking)})
            if lacking
            else Why("health-models", {"count": len(rooms.pipeline.symbols())}),
        ),
        *(() if rooms.chat is None else rooms.chat.states.rows()),
        *(HealthRow("engine", False, Why(key, params)) for key, params in problems),
    ]
    p50, p99 = rooms.pipeline.latencies.percentiles()
    return Health(
        stamp=rooms.stamp(),
        ok=all(row.ok for row in rows),
        ready=connection.connection is Connection.OK and len(lacking) < len(rooms.pipeline.symbols()),
        rows=tuple(rows),
        memory_mb=memory_mb(),
        decision_p50_ms=p50,
        decision_p99_ms=p99,
    )


def memory_mb() -> float:
    """Resident memory of this process now (peak where the system does not tell)."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123 - a kernel file, not a path of ours
            return int(statm.read().split()[1]) * resource.getpagesize() / 2**20
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak / (2**20 if sys.platform == "darwin" else 2**10)


async def logs(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Logs:
    """The newest lines of the log."""
    return Logs(tuple(rooms.log_lines)[-arguments["limit"] :], rooms.log_lines.total)


async def config(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Config:
    """All settings with where they come from; secrets only say whether they are set."""
    settings = rooms.settings
    rows = (
        SettingRow(name.upper(), shown_setting(getattr(settings, name)), rooms.origins.get(name, "default"))
        for name in type(settings).model_fields
    )
    return Config(tuple(rows))


def shown_setting(value: object) -> str:
    """A setting as text that can be shown to anyone."""
    from pydantic import SecretStr

    if isinstance(value, SecretStr):
        return "***"
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ",".join(str(part) for part in value)
    if isinstance(value, dict):
        return ",".join(f"{name}:{number}" for name, number in value.items())
    return _USER_IN_ADDRESS.sub("://***@", str(value))


async def audit(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Audit:
    """Who asked for what, newest first, and whether the chain is whole."""
    from sqlalchemy import select

    from engine.store.chains import verify_chain
    from engine.store.tables import audit_log as a

    def work(conn: Database) -> tuple[list[Any], bool]:
        rows = conn.execute(
            select(a.c.timestamp, a.c.surface, a.c.actor, a.c.role, a.c.command, a.c.arguments, a.c.result)
            .order_by(a.c.id.desc())
            .limit(arguments["limit"])
        )
        return list(rows), verify_chain(conn, "audit_log").ok

    rows, intact = await read(rooms, work)
    return Audit(tuple(AuditRow(*row) for row in rows), intact)


async def symbols(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Symbols:
    """List, add, remove or block pairs while the engine runs."""
    from engine.core.errors import InvalidInput

    action = arguments["action"]
    if action != "list":
        symbol = arguments.get("symbol")
        if symbol is None:
            raise InvalidInput("err-parameter-missing", name="symbol")
        if action == "add":
            if symbol.quote != DEFAULT_QUOTE:
                raise InvalidInput("err-purse-asset", symbol=symbol, asset=DEFAULT_QUOTE)
            await rooms.add_symbol(symbol)
        elif action == "remove":
            await rooms.remove_symbol(symbol)
        else:
            from engine.service.handlers.control import block

            await block(rooms, symbol, caller)
    return Symbols(rooms.stamp(), tuple(await _symbol_rows(rooms)))


async def _symbol_rows(rooms: Rooms) -> list[SymbolRow]:
    from engine.store.candles import count

    blocked = rooms.pipeline.locked()
    known = [
        (symbol, rooms.pipeline.progress(symbol), rooms.pipeline.has_model(symbol))
        for symbol in rooms.pipeline.symbols()
    ]

    def work(conn: Database) -> list[int]:
        return [count(conn, rooms.source, symbol, rooms.timeframe) for symbol, _, _ in known]

    stored = await read(rooms, work)
    return [
        SymbolRow(symbol, "blocked" if symbol in blocked else "watched", candles, have, need, has_model)
        for (symbol, (have, need), has_model), candles in zip(known, stored, strict=True)
    ]

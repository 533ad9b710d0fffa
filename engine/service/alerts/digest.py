"""The daily digest: once a day at a time of the wall clock, of all that happened since the one before."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from engine.core.events import Event, EventKind
from engine.store.chains import chain_head
from engine.store.events import append_event
from engine.store.sql import run
from engine.store.state import get_state, set_state

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from engine.core.clocks import Clock
    from engine.settings import Settings
    from engine.store.store import Store

_NAME: Final = "alerts.digest"
_DAY_MS: Final = 86_400_000


class Digest:
    """Writes the digest as an event, in the same transaction as the note that it was written."""

    def __init__(self, store: Store, settings: Settings, wall_clock: Clock) -> None:
        self._store, self._wall, self._zone = store, wall_clock, settings.timezone
        self._purse = (settings.source, settings.mode.value)
        self._minute = settings.digest_minute
        self._began = wall_clock.now()
        self._last: dict[str, Any] | None = None

    async def load(self) -> None:
        """Remember the last one. Where there never was one, the first comes tomorrow: today has hardly begun."""
        self._last = await asyncio.to_thread(self._store.read, lambda conn: get_state(conn, *self._purse, _NAME))
        if self._last is None and self._minute is not None:
            await self._store.write(lambda conn: self._note(conn, self._first()))
            self._last = self._first()

    async def look(self) -> None:
        """Write the digest if its time has come and it was not written today."""
        now = self._wall.now()
        if self._last is None or not is_due(now, self._minute, self._zone, self._last["date"]):
            return
        before = self._last
        facts = await asyncio.to_thread(self._store.read, lambda conn: self._facts(conn, before, now))
        after = {"date": _local(now, self._zone).date().isoformat(), "at": now, "market": facts["until"]}

        def work(conn: Connection) -> None:
            append_event(conn, Event(EventKind.DIGEST, facts["until"], self._purse[0], None, facts), now=now)
            self._note(conn, after)

        await self._store.write(work)
        self._last = after

    def _first(self) -> dict[str, Any]:
        local = _local(self._began, self._zone)
        return {"date": local.date().isoformat(), "at": self._began, "market": None}

    def _note(self, conn: Connection, facts: dict[str, Any]) -> None:
        set_state(conn, *self._purse, _NAME, facts)

    def _facts(self, conn: Connection, before: dict[str, Any], now: int) -> dict[str, Any]:
        until = _one(conn, "SELECT MAX(timestamp) FROM equity WHERE source = ? AND mode = ?", *self._purse) or now
        since = before["market"] if before["market"] is not None else until - _DAY_MS
        money = money_facts(conn, *self._purse, since)
        knocks = _one(conn, "SELECT COUNT(*) FROM knocks WHERE last_at > ?", before["at"])
        return {
            "mode": self._purse[1],
            "since": since,
            "until": until,
            **money,
            **score_facts(conn, *self._purse, since),
            "scoreboard": chain_head(conn, "scoreboard"),
            "uptime_ms": now - self._began,
            "knocks": knocks,
            "key": "digest-in-short",
            "params": {"worth": str(money["equity"]), "trades": money["trades"], "wins": money["wins"]},
        }


def is_due(now: int, minute: int | None, zone: str, last: str) -> bool:
    """Whether the digest of today is to be written: its ``minute`` has come, and ``last`` was before today."""
    if minute is None:
        return False
    local = _local(now, zone)
    return local.date().isoformat() > last and local.hour * 60 + local.minute >= minute


def money_facts(conn: Connection, source: str, mode: str, since: int) -> dict[str, Any]:
    """Equity, its change that is no deposit, what was realised, and what is open."""
    points = "SELECT equity FROM equity WHERE source = ? AND mode = ?"
    purse = (source, mode)
    equity = _one(conn, f"{points} ORDER BY timestamp DESC, id DESC LIMIT 1", *purse)
    before = _one(conn, f"{points} AND timestamp <= ? ORDER BY timestamp DESC, id DESC LIMIT 1", *purse, since)
    paid = run(
        conn,
        "SELECT delta FROM ledger WHERE source = ? AND mode = ? AND timestamp > ? AND kind IN ('deposit', 'reset')",
        (*purse, since),
    )
    deposits = sum(float(row[0]) for row in paid)
    if equity is None:  # nothing was closed yet: the purse is what was paid in
        equity = float(_one(conn, "SELECT cash FROM purses WHERE source = ? AND mode = ?", *purse) or 0)
    change = None if before is None else equity - before - deposits
    closed = run(conn, "SELECT pnl FROM trades WHERE source = ? AND mode = ? AND closed_at > ?", (*purse, since)).all()
    return {
        "equity": round(equity, 8),
        "change": None if change is None else round(change, 8),
        "change_pct": None if change is None or not before else round(100 * change / before, 4),
        "realised": round(sum(row[0] for row in closed), 8),
        "trades": len(closed),
        "wins": sum(row[0] > 0 for row in closed),
        "positions": _one(conn, "SELECT COUNT(*) FROM positions WHERE source = ? AND mode = ?", *purse),
    }


def score_facts(conn: Connection, source: str, mode: str, since: int) -> dict[str, int]:
    """Signals spoken since, and what came of those that were scored since."""
    query = "SELECT kind, content FROM scoreboard WHERE source = ? AND mode = ? AND created_at > ?"
    rows = run(conn, query, (source, mode, since)).all()
    scored = [bool(json.loads(content)["correct"]) for kind, content in rows if kind == "scored"]
    return {"spoken": sum(kind == "spoken" for kind, _ in rows), "scored": len(scored), "right": sum(scored)}


def _one(conn: Connection, query: str, *values: object) -> Any:
    return run(conn, query, values).scalar_one_or_none()


def _local(now: int, zone: str) -> datetime:
    return datetime.fromtimestamp(now / 1000, UTC).astimezone(ZoneInfo(zone))

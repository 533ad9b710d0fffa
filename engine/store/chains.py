"""Append-only tables whose rows are chained by hashes: a change of the past shows.

Every hash covers all columns of its row (but the number) and the hash before it. Cutting off the newest rows leaves a
whole chain, so the head is published elsewhere (in the daily digest) and may be given to :func:`verify_chain`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from engine.core.errors import InvalidInput
from engine.core.hashing import digest
from engine.store.sql import run, to_json
from engine.store.tables import audit_log, scoreboard

GENESIS: Final = "0" * 64
CHAINED: Final = {"scoreboard": scoreboard, "audit_log": audit_log}
_LOCK: Final = 4_801_002
_PAGE: Final = 5_000


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What :func:`verify_chain` found. ``broken_at`` is the number of the first row that does not fit."""

    table: str
    rows: int
    head: str
    ok: bool
    broken_at: int | None = None
    key: str = "check-chain-whole"


def append_scoreboard(
    connection: sa.Connection,
    *,
    prediction_id: str,
    kind: str,
    source: str,
    mode: str,
    symbol: str,
    content: Mapping[str, object],
    created_at: int,
) -> str:
    """Record that a signal was spoken or scored (``kind``); returns the row's hash, the new head."""
    row = {
        "prediction_id": prediction_id, "kind": kind, "source": source, "mode": str(mode), "symbol": str(symbol),
        "content": to_json(dict(content)), "created_at": created_at,
    }  # fmt: skip
    return _append(connection, "scoreboard", row)


def append_audit(
    connection: sa.Connection,
    *,
    timestamp: int,
    surface: str,
    actor: str,
    role: str,
    command: str,
    arguments: Mapping[str, object] | str,
    result: str,
    place: str | None = None,
    detail: str | None = None,
) -> str:
    """Record what somebody commanded and what came of it; returns the row's hash, the new head."""
    row = {
        "timestamp": timestamp, "surface": surface, "actor": actor, "place": place, "role": str(role),
        "command": command, "arguments": arguments if isinstance(arguments, str) else to_json(dict(arguments)),
        "result": result, "detail": detail,
    }  # fmt: skip
    return _append(connection, "audit_log", row)


def chain_head(connection: sa.Connection, table: str) -> str:
    """Hash of the newest row; :data:`GENESIS` for an empty chain."""
    found = run(connection, f"SELECT hash FROM {_known(table)} ORDER BY id DESC LIMIT 1").scalar_one_or_none()
    return GENESIS if found is None else str(found)


def verify_chain(connection: sa.Connection, table: str, *, head: str | None = None) -> ChainReport:
    """Find edits, missing rows and wrong order; with a published ``head`` also rows cut off after it."""
    names = _content_names(table)
    query = f"SELECT id, previous_hash, hash, {', '.join(names)} FROM {table} WHERE id > ? ORDER BY id LIMIT {_PAGE}"
    previous, count, number, head_seen = GENESIS, 0, 0, head in (None, GENESIS)
    while rows := run(connection, query, (number,)).all():
        for number, before, own, *values in rows:
            if before != previous:
                return ChainReport(table, count, previous, False, number, "check-chain-link")
            if own != _hash(before, zip(names, values, strict=True)):
                return ChainReport(table, count, previous, False, number, "check-chain-edited")
            previous, count = own, count + 1
            head_seen = head_seen or own == head
    if not head_seen:
        return ChainReport(table, count, previous, False, None, "check-chain-cut")
    return ChainReport(table, count, previous, True)


def _append(connection: sa.Connection, table: str, row: dict[str, Any]) -> str:
    if connection.dialect.name == "postgresql":  # two writers must not both follow the same row
        run(connection, "SELECT pg_advisory_xact_lock(?)", (_LOCK,))
    previous = chain_head(connection, table)
    own = _hash(previous, row.items())
    columns = [*row, "previous_hash", "hash"]
    marks = ", ".join("?" * len(columns))
    run(connection, f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", (*row.values(), previous, own))
    return own


def _hash(previous: str, facts: Iterable[tuple[str, Any]]) -> str:
    return digest(previous, dict(facts))


def _known(table: str) -> str:
    if table not in CHAINED:
        raise InvalidInput("err-store-not-chained", table=table, known=", ".join(CHAINED))
    return table


def _content_names(table: str) -> list[str]:
    columns = CHAINED[_known(table)].columns
    return [column.name for column in columns if column.name not in ("id", "previous_hash", "hash")]

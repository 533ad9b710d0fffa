"""The audit: a chained row for everything that would change something, done or not, and none for questions."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sqlite3
from pathlib import Path

import pytest

from engine.core.errors import HaiDangError, Refused
from engine.core.modes import Role
from engine.service.handlers.table import HANDLERS
from engine.service.port import Caller, Request
from engine.service.registry import registry
from engine.store.chains import verify_chain
from tests.engine.house import House, living, until
from tests.engine.service.conftest import STILL
from tests.engine.service.test_walk import ARGUMENTS, given

CHANGING = {
    "symbols": {"action": "add", "symbol": "BTC"}, "watch": {"symbol": "BTC"},
    "alert": {"symbol": "BTC", "price": "90000"}, "notify": {"event": "signal", "setting": "off"},
}  # fmt: skip
"""What makes a command change something that would only look otherwise."""
QUESTIONS = [spec.id for spec in registry() if not spec.writes]


async def ask(house: House, command: str, role: Role = Role.OWNER, confirmations: int = 2, **arguments: object) -> None:
    caller = Caller("discord", "77", role, place="server:1")
    await house.engine.service.call(caller, Request(command, arguments, confirmations))


async def test_every_command_that_writes_leaves_a_row_done_or_not(still: House) -> None:
    written = []
    for spec in registry():
        arguments = CHANGING.get(spec.id, given(spec))
        if not spec.writes or spec.id in ("role", "retrain", "backup"):
            continue
        try:
            await ask(still, spec.id, **arguments)
            result = "done"
        except HaiDangError as error:
            result = type(error).__name__
        written.append((spec.id, result))
    rows = await still.rows("SELECT command, result FROM audit_log ORDER BY id")
    assert rows == written
    assert {"done", "Refused"} <= {result for _, result in written}
    assert still.store.read(lambda conn: verify_chain(conn, "audit_log")).ok


async def test_questions_leave_none(still: House) -> None:
    for command in QUESTIONS:
        with contextlib.nullcontext() if command in HANDLERS else pytest.raises(Refused, match="err-not-built-yet"):
            await ask(still, command, **ARGUMENTS.get(command, {}))
    await ask(still, "symbols")
    await ask(still, "symbols", action="list")
    for arguments in ({}, {"action": "list"}):
        await ask(still, "role", **arguments)
    for command in ("notify", "alert", "watch"):
        await ask(still, command)
    assert await still.rows("SELECT COUNT(*) FROM audit_log") == [(0,)]


async def test_a_refusal_is_written_with_who_and_why(still: House) -> None:
    with pytest.raises(Refused):
        await ask(still, "flatten", Role.VIEWER)
    with pytest.raises(Refused):
        await ask(still, "flatten", confirmations=1)
    with pytest.raises(HaiDangError):
        await ask(still, "close", symbol="BTC")
    await ask(still, "pause", reason="đi ngủ")
    columns = "surface, actor, place, role, command, arguments, result, detail"
    why = json.dumps({"reason": "đi ngủ"}, ensure_ascii=False, separators=(",", ":"))
    rows = await still.rows(f"SELECT {columns} FROM audit_log ORDER BY id")
    who = ("discord", "77", "server:1")
    assert rows == [
        (*who, "viewer", "flatten", "{}", "Refused", "err-refused-role"),
        (*who, "owner", "flatten", "{}", "Refused", "err-confirm-needed"),
        (*who, "owner", "close", '{"symbol":"BTC/USDT"}', "InvalidInput", "err-no-position"),
        (*who, "owner", "pause", why, "done", None),
    ]
    shown = (await still.ask("audit")).rows
    assert [(row.command, row.result) for row in shown] == [(row[4], row[6]) for row in reversed(rows)]


async def test_the_audit_is_for_the_owner_and_shows_an_edited_row(tmp_path: Path, models: Path) -> None:
    home = tmp_path / "home"
    async with living(home, models, **STILL) as house:
        for command in ("pause", "resume", "pause"):
            await ask(house, command)
        assert (await house.ask("audit")).intact
        with pytest.raises(Refused, match="err-refused-role"):
            await ask(house, "audit", Role.OPERATOR)
        with sqlite3.connect(home / "data" / "trading_logs.db") as other:
            other.execute("UPDATE audit_log SET actor = 'somebody else' WHERE id = 2")
        other.close()
        answer = await house.ask("audit")
        assert not answer.intact
        assert len(answer.rows) == 3


async def test_what_was_begun_is_ended_and_written_when_the_asker_leaves(
    still: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()
    pipeline = still.pipeline
    carry_out = pipeline.commands.carry_out

    async def slowly(name: str, arguments: object) -> object:
        begun.set()
        await go_on.wait()
        return await carry_out(name, arguments)

    monkeypatch.setattr(pipeline.commands, "carry_out", slowly)
    asking = asyncio.create_task(still.ask("pause"))
    await begun.wait()
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    go_on.set()
    await still.engine.service.settle()
    assert still.engine.rooms.desk.state.value == "PAUSED"
    assert await still.rows("SELECT command, result FROM audit_log") == [("pause", "done")]


async def test_stopping_waits_for_what_was_begun(tmp_path: Path, models: Path) -> None:
    home = tmp_path / "home"
    async with living(home, models, **STILL) as house:
        service = house.engine.service
        asking = asyncio.create_task(house.ask("halt"))
        await until(lambda: service._under_way or asking.done())
    assert (await asking).key == "done-state"
    with sqlite3.connect(home / "data" / "trading_logs.db") as store:
        assert store.execute("SELECT command, result FROM audit_log").fetchall() == [("halt", "done")]
    store.close()

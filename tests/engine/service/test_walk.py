"""Every command of the registry on a running engine: who may, how often it asks, what it answers."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from engine.core.errors import ExitCode, HaiDangError, Refused
from engine.core.modes import Danger, Role
from engine.core.symbols import Symbol
from engine.service import answers
from engine.service.codec import decode, encode, line
from engine.service.handlers.table import HANDLERS
from engine.service.port import Caller, Request
from engine.service.registry import registry
from engine.service.specs import CommandSpec
from tests.engine.house import House, living
from tests.engine.service.conftest import reach

BTC = {"symbol": Symbol("BTC")}
ARGUMENTS: dict[str, dict[str, object]] = {
    **dict.fromkeys(("price", "predict", "explain", "chart", "close", "enter", "cancel", "adopt", "writeoff"), BTC),
    **dict.fromkeys(("promote", "rollback", "expire", "depth"), BTC),
    "paper": {"action": "cash", "cash": Decimal(5)},
    "label": {"prediction": "x", "outcome": "win"},
    "restore": {"file": "x.db"},
    "role": {"action": "grant", "surface": "discord", "person": "77", "role": "viewer"},
}
"""What a command must be given; the others do without."""
REFUSALS = {"close": "err-no-position", "rollback": "err-model-no-earlier"}
"""Commands that are carried out here, and rightly say no."""
ASKS = {Danger.NONE: 0, Danger.ASK: 1, Danger.ASK_TWICE: 2}
BUILT = [spec for spec in registry() if spec.id in HANDLERS]
QUIET = {"confidence_threshold": 0.99}


def given(spec: CommandSpec) -> dict[str, object]:
    return dict(ARGUMENTS.get(spec.id, {}))


async def ask(house: House, role: Role, spec: CommandSpec, confirmations: int = 0) -> Any:
    caller = Caller("test", "an", role, language="en")
    return await house.engine.service.call(caller, Request(spec.id, given(spec), confirmations))


def test_every_handler_belongs_to_a_command() -> None:
    assert set(HANDLERS) <= {spec.id for spec in registry()}


def test_every_command_with_something_required_has_arguments_here() -> None:
    needing = {spec.id for spec in registry() if any(param.required for param in spec.params)}
    assert needing <= set(ARGUMENTS)


async def test_each_role_may_do_what_is_declared_and_no_more(still: House) -> None:
    for spec in registry():
        for role in Role:
            allowed = role.rank >= spec.role_for(given(spec)).rank
            if allowed and spec.id in HANDLERS and spec.danger is Danger.NONE:
                continue  # carried out below
            with pytest.raises(Refused) as refused:
                await ask(still, role, spec)
            said = refused.value
            if not allowed:
                assert said.key == "err-refused-role", (spec.id, role)
                assert (said.params["role"], said.params["yours"]) == (spec.role.value, role.value)
            elif spec.id not in HANDLERS:
                assert said.key == "err-not-built-yet", (spec.id, role)
            else:
                assert said.key == "err-confirm-needed", (spec.id, role)
            assert said.exit_code is ExitCode.REFUSED


@pytest.mark.parametrize("action", ["add", "remove", "block", "ADD", "Remove"])
async def test_looking_at_pairs_is_freer_than_changing_them(still: House, action: str) -> None:
    viewer = Caller("test", "an", Role.VIEWER)
    listed = await still.engine.service.call(viewer, Request("symbols"))
    assert [row.symbol for row in listed.rows] == ["BTC/USDT", "ETH/USDT"]
    with pytest.raises(Refused, match="err-refused-role"):
        await still.engine.service.call(viewer, Request("symbols", {"action": action, "symbol": "BTC"}))
    assert len(still.pipeline.symbols()) == 2


async def test_dangerous_commands_ask_as_often_as_declared(still: House) -> None:
    for spec in BUILT:
        for times in range(ASKS[spec.danger]):
            with pytest.raises(Refused) as refused:
                await ask(still, Role.OWNER, spec, times)
            assert refused.value.key == "err-confirm-needed", spec.id
            assert refused.value.params["left"] == ASKS[spec.danger] - times
    assert still.engine.rooms.desk.state.value == "RUNNING"
    assert (await still.ask("balance")).cash == 10_000


async def test_every_answer_travels_and_comes_back_equal(folder: Path, own_models: Path) -> None:
    seen: set[type] = set()
    last = ("retrain", "flatten", "paper")
    async with living(folder, own_models, **QUIET) as house:
        await reach(house, 2)
        for spec in sorted(BUILT, key=lambda spec: last.index(spec.id) if spec.id in last else -1):
            if spec.id in REFUSALS:
                with pytest.raises(HaiDangError, match=REFUSALS[spec.id]):
                    await ask(house, Role.OWNER, spec, 2)
                continue
            told = [await ask(house, Role.OWNER, spec, 2)]
            if spec.id == "models":
                told.append(await house.ask("models", **BTC))
            if spec.id == "role":
                told.append(await house.ask("role"))
            for answer in told:
                sent = json.loads(line(encode(answer)))
                assert decode(sent) == answer, spec.id
                assert "NaN" not in line(encode(answer)).decode()
                seen.add(type(answer))
    missing = set(answers.Answer.__args__) - seen  # type: ignore[attr-defined]
    assert not missing


async def test_a_question_asked_under_another_name_is_the_same(house: House) -> None:
    for name in ("dudoan", "dự đoán", "predict", "DU DOAN"):
        answer = await house.engine.service.call(Caller("t", "a", Role.PUBLIC), Request(name, {"symbol": "btc-usdt"}))
        assert isinstance(answer, answers.Prediction)
        assert answer.symbol == "BTC/USDT"


@pytest.mark.parametrize(
    ("command", "arguments", "key"),
    [
        ("price", {}, "err-parameter-missing"),
        ("price", {"symbol": "DOGE"}, "err-symbol-not-watched"),
        ("price", {"symbol": "??"}, "err-symbol-invalid"),
        ("retrain", {"symbol": "DOGE"}, "err-symbol-not-watched"),
        ("trades", {"limit": "0"}, "err-parameter-invalid"),
        ("trades", {"many": "1"}, "err-parameter-extra"),
        ("profit", {"period": "year"}, "err-parameter-invalid"),
        ("enter", {"symbol": "BTC", "cash": "-5"}, "err-parameter-invalid"),
        ("enter", {"symbol": "DOGE"}, "err-symbol-not-watched"),
        ("symbols", {"action": "add"}, "err-parameter-missing"),
        ("paper", {"action": "cash"}, "err-parameter-missing"),
        ("prise", {}, "err-command-unknown-near"),
    ],
)
async def test_bad_input_is_said_and_changes_nothing(
    still: House, command: str, arguments: dict[str, object], key: str
) -> None:
    with pytest.raises(HaiDangError) as said:
        await still.ask(command, **arguments)
    assert said.value.key == key
    assert said.value.incident


async def test_a_fault_nobody_thought_of_reaches_the_caller_with_its_incident(
    still: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(still.engine.rooms.desk, "portfolio", broken)
    with pytest.raises(HaiDangError) as said:
        await still.ask("balance")
    assert said.value.key == "err-unexpected"
    assert said.value.params["incident"] == said.value.incident
    assert any(said.value.incident in written for written in still.engine.rooms.log_lines)

"""What goes wrong behind a command reaches who gave it, in words and with the id under which the log tells more."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from engine.core.errors import Operational, Temporary
from engine.core.modes import Danger, Role
from engine.core.orders import Leg
from engine.core.symbols import Symbol
from engine.service.access import is_look
from engine.service.handlers.table import HANDLERS
from engine.service.registry import read_named, registry
from engine.service.specs import CommandSpec
from locales import t
from tests.e2e.chat import Scene, scene
from tests.e2e.chat_phones import OPERATOR, OWNER, Phone
from tests.e2e.chat_steps import Step

INCIDENT = re.compile(r"E-[0-9A-F]{6}")
UNASKED = ("start",)
"""The menu needs nothing of the engine."""


async def broken(*_: Any) -> Any:
    raise Temporary("err-exchange-timeout", exchange="Binance")


async def test_a_fault_of_the_exchange_in_any_command_is_told_with_its_incident(
    tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with scene(tmp_path, models, monkeypatch) as here:
        phones: tuple[Phone, ...] = (here.discord, here.telegram)
        for phone in phones:
            await phone.write(OWNER, f"{phone.sign}help", alone=True)  # bots know what there is before it breaks
        service: Any = here.house.engine.service
        monkeypatch.setattr(service, "_handlers", dict.fromkeys(HANDLERS, broken))
        wrong: list[str] = []
        for spec in (spec for spec in registry() if spec.id in HANDLERS and spec.id not in UNASKED):
            for phone in phones:
                text = await carried_out(phone, spec)
                told = set(INCIDENT.findall(text))
                logged = {each for line in here.house.engine.rooms.log_lines for each in INCIDENT.findall(line)}
                if t("err-exchange-timeout", exchange="Binance") not in text or not told or not told <= logged:
                    wrong.append(f"{phone.surface} {spec.id}: {text!r}")
        assert not wrong, "\n".join(wrong)
        assert not [refusal for phone in phones for refusal in phone.refusals()]


async def carried_out(phone: Phone, spec: CommandSpec) -> str:
    """What is said in the end, by way of all questions."""
    step = Step(spec, Role.OWNER, "vi")
    said = await phone.write(OWNER, phone.sign + step.line(spec.id), alone=True)
    if spec.danger is not Danger.NONE and not is_look(spec, read_named(spec, step.given)):
        said = await phone.press(OWNER, said[0], said[0].labels[0])
        if spec.danger is Danger.ASK_TWICE:
            said = await phone.type_word(OWNER, spec.shown_name)
    return "\n".join(one.text for one in said)


@pytest.mark.parametrize("surface", ["discord", "telegram"])
async def test_closing_everything_tells_of_each_pair_and_can_be_repeated(
    surface: str, tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with scene(tmp_path, models, monkeypatch) as here:
        phone: Phone = here.discord if surface == "discord" else here.telegram
        for symbol in ("BTC", "ETH"):
            await here.house.ask("enter", symbol=symbol)
        await here.house.reach(here.house.pipeline.candles_seen + 2)
        await here.house.ask("pause")
        with pytest.MonkeyPatch.context() as fault:
            fail_for(here, fault, Symbol("ETH"))
            first = await flattened(here, phone)
        closed, failed = (next(line for line in first.splitlines() if name in line) for name in ("BTC", "ETH"))
        assert t("cli-closed-ok") in closed
        assert "HTTP 503" in failed
        assert INCIDENT.search(failed)
        assert t("cli-not-verified") in first
        assert here.state == "HALTED"
        again = await flattened(here, phone)
        assert t("cli-verified") in again
        assert not here.house.engine.rooms.desk.portfolio(0).positions


async def flattened(here: Scene, phone: Phone) -> str:
    """Everything is closed, while prices move on."""
    (question,) = await phone.write(OPERATOR, f"{phone.sign}flatten", alone=True)
    await phone.press(OPERATOR, question, question.labels[0])
    here.house.most += 1_000
    said = await phone.type_word(OPERATOR, registry().get("flatten").shown_name)
    here.house.most = here.house.pipeline.candles_seen
    return "\n".join(one.text for one in said)


def fail_for(here: Scene, fault: pytest.MonkeyPatch, symbol: Symbol) -> None:
    """The venue takes no exit of one pair."""
    broker: Any = here.house.engine.rooms.desk._c.broker
    real = broker.submit

    async def submit(intent: Any) -> Any:
        if intent.symbol == symbol and intent.leg is Leg.EXIT:
            raise Operational("err-order-venue-fault", detail="HTTP 503")
        return await real(intent)

    fault.setattr(broker, "submit", submit)

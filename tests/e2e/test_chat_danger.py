"""What moves money, state or people from a chat: asked about in words, and done only after agreement."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.core.modes import Role
from engine.service.registry import registry
from locales import t, use_language
from tests.e2e.chat import Scene, scene, speak, typed
from tests.e2e.chat_phones import Phone, Said


class Hands:
    """One person of the house in a private conversation, asking, agreeing and looking."""

    def __init__(self, here: Scene, phone: Phone, role: Role, language: str) -> None:
        self.here, self.phone, self.language, self.person = here, phone, language, phone.people[role]

    async def ask(self, line: str) -> list[Said]:
        name, _, rest = line.partition(" ")
        return await self.phone.write(self.person, f"{typed(name, self.phone, self.language)} {rest}", alone=True)

    async def does(self, line: str, word: str = "") -> str:
        """Ask, agree, type the word where one is wanted; what is said in the end."""
        (question,) = await self.ask(line)
        assert t("card-question") in question.text, question.text
        said = await self.phone.press(self.person, question, question.labels[0])
        if word:
            said = await self.phone.type_word(self.person, word)
        return "\n".join(one.text for one in said)

    async def sees(self, line: str) -> str:
        return "\n".join(one.text for one in await self.ask(line))

    @property
    def cash(self) -> float:
        return float(self.here.house.engine.rooms.desk.portfolio(0).cash)


async def go_on(here: Scene, candles: int = 2) -> None:
    """Prices move, so that orders are filled."""
    await here.house.reach(here.house.pipeline.candles_seen + candles)


@pytest.mark.parametrize(("surface", "language"), [("discord", "en"), ("telegram", "vi")])
async def test_what_is_dangerous_is_done_only_after_agreement(
    surface: str, language: str, tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with scene(tmp_path, models, monkeypatch) as here:
        phone: Phone = here.discord if surface == "discord" else here.telegram
        await speak(phone, language)
        operator, owner = (Hands(here, phone, role, language) for role in (Role.OPERATOR, Role.OWNER))
        with use_language(language):
            await states(operator)
            await trades(operator)
            await locks(operator)
            await purse(owner)
            await roles(owner)
        assert not phone.refusals()


async def states(operator: Hands) -> None:
    """Pause twice is paused, resume twice is running; halting, and going on from there, want agreement."""
    here = operator.here
    for line, state in (("pause", "PAUSED"), ("pause", "PAUSED"), ("resume", "RUNNING"), ("resume", "RUNNING")):
        assert t(f"state-{state.lower()}") in await operator.sees(line)
        assert here.state == state
    (question,) = await operator.ask("halt")
    assert here.state == "RUNNING"
    await operator.phone.press(operator.person, question, question.labels[1])
    assert here.state == "RUNNING"
    assert t("state-halted") in await operator.does("halt")
    assert here.state == "HALTED"
    assert t("card-question") in await operator.sees("resume")
    assert here.state == "HALTED"
    assert t("state-running") in await operator.does("resume")
    assert here.state == "RUNNING"


async def trades(operator: Hands) -> None:
    """A position is opened and closed by hand; closing everything wants a word, and halts."""
    here = operator.here
    await operator.ask("enter btc 500")
    await go_on(here)
    assert "BTC" not in await operator.sees("positions")
    assert "BTC/USDT" in await operator.does("enter btc 500")
    await go_on(here)
    assert "BTC/USDT" in await operator.sees("positions")
    await operator.ask("close btc")
    await go_on(here)
    assert "BTC/USDT" in await operator.sees("positions")
    assert "BTC/USDT" in await operator.does("close btc")
    await go_on(here)
    assert "BTC" not in await operator.sees("positions")
    await everything_is_closed(operator)


async def everything_is_closed(operator: Hands) -> None:
    here = operator.here
    for symbol in ("btc", "eth"):
        await operator.does(f"enter {symbol} 500")
    await go_on(here)
    await operator.does("flatten", "something else")
    assert here.state == "RUNNING"
    here.house.most += 1_000  # prices move on while everything is being closed
    done = await operator.does("flatten", registry().get("flatten").shown_name)
    here.house.most = here.house.pipeline.candles_seen
    assert here.state == "HALTED"
    for sign in (t("cli-verified"), "BTC/USDT", "ETH/USDT"):
        assert sign in done
    assert not here.house.engine.rooms.desk.portfolio(0).positions
    await operator.does("resume")


async def locks(operator: Hands) -> None:
    await operator.sees("symbols block eth")
    assert "ETH" in await operator.sees("locks")
    await operator.ask("unlock")
    assert "ETH" in await operator.sees("locks")
    await operator.does("unlock eth")
    assert "ETH" not in await operator.sees("locks")


async def purse(owner: Hands) -> None:
    before = owner.cash
    await owner.does("paper cash 5", "no")
    assert owner.cash == before
    await owner.does("paper cash 5", registry().get("paper").shown_name)
    assert owner.cash == pytest.approx(before + 5)


async def roles(owner: Hands) -> None:
    """Somebody new is heard in private from when an owner has agreed, until it is taken back."""
    phone, newcomer = owner.phone, owner.phone.people[Role.PUBLIC]

    async def is_heard() -> bool:
        return bool(await phone.write(newcomer, f"{phone.sign}ping", alone=True))

    await owner.ask(f"role grant {newcomer} viewer")
    assert not await is_heard()
    await owner.does(f"role grant {newcomer} viewer")
    assert await is_heard()
    await owner.does(f"role revoke {newcomer}")
    assert not await is_heard()


async def test_what_goes_wrong_with_money_in_front_of_others_is_told_in_private(
    tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with scene(tmp_path, models, monkeypatch) as here:
        phone = here.discord
        operator = phone.people[Role.OPERATOR]
        (question,) = await phone.slash(operator, "close", {"symbol": "btc"})
        (error,) = await phone.press(operator, question, question.labels[0])
        assert error.text.startswith(f"✏ {t('card-error-input')}")
        assert error.alone

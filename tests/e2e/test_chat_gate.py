"""Who is not let in hears and sees nothing of the bots, whatever comes in; and who may agree to what is dangerous."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import discord
import pytest

from bots.discord.client import Client
from bots.telegram.handlers import ALLOWED, Handlers
from engine.core.modes import Role
from locales import t
from tests.e2e.chat import Scene, scene
from tests.e2e.chat_intruders import ROBOT, SECRET, DiscordTries, Intruder, TelegramTries, open_wide
from tests.e2e.chat_phones import CHANNEL, GROUP, OPERATOR, OTHER_CHANNEL, OWNER, VIEWER, Phone
from tests.fakes.discord_rig import DM
from tests.fakes.discord_world import STRANGER
from tests.fakes.telegram_people import CHANNEL as BROADCAST
from tests.fakes.telegram_people import FORUM, OUTSIDER

LISTS = ("owners", "operators", "viewers")
EMPTY = {
    **{f"{surface}_{name}": None for surface in ("discord", "telegram") for name in LISTS},
    "discord_guilds": None, "telegram_chats": None,
}  # fmt: skip
LIFE = {"on_ready", "on_resumed", "on_disconnect", "on_error"}
"""Of the connection, not of people."""


async def audited(here: Scene) -> list[Any]:
    return [tuple(row) for row in await here.house.rows("SELECT surface, actor, command FROM audit_log")]


async def test_nobody_else_gets_a_sign_of_life_on_discord(
    tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with scene(tmp_path, models, monkeypatch) as here:
        tries, _ = open_wide(here.discord, here.telegram)
        before = await audited(here)
        noticed: list[str] = []
        for person, where in ((STRANGER, DM), (STRANGER, OTHER_CHANNEL), (OWNER, OTHER_CHANNEL), (ROBOT, CHANNEL)):
            noticed += await tries.everything(person, where)
        assert not noticed, "\n".join(noticed)
        assert here.state == "RUNNING"
        assert await audited(here) == before
        knocks = {(knock.surface, knock.actor) for knock in await here.lobby.chat.people.knocks(50)}
        assert knocks == {("discord", str(STRANGER)), ("discord", str(OWNER))}
        # They were all heard: the same from somebody who is let in is answered.
        assert await tries.everything(OWNER, CHANNEL)
        check_discord_ways(tries, here.discord.clients[-1])


def check_discord_ways(tries: DiscordTries, client: discord.Client) -> None:
    """Nothing comes in but by the ways that were tried."""
    handlers = {name for name in dir(Client) if name.startswith("on_")}
    assert handlers == LIFE | set(tries.ways)
    assert not isinstance(client, discord.AutoShardedClient)
    state: Any = client._connection
    assert state._command_tree is None
    kept = state._view_store
    assert [kept._views, kept._modals, kept._dynamic_items] == [{}, {}, {}], "the library would call these by itself"


async def test_nobody_else_gets_a_sign_of_life_on_telegram(
    tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    intruders = [
        Intruder(OUTSIDER), Intruder(OUTSIDER, FORUM), Intruder(OWNER, FORUM), Intruder(OWNER, FORUM, {"thread": 7}),
    ]  # fmt: skip
    nameless = [
        Intruder(OWNER, GROUP, {"anonymous": True}), Intruder(OWNER, GROUP, {"as_channel": BROADCAST}),
        Intruder(OWNER, GROUP, {"via_bot": {"id": ROBOT, "is_bot": True, "first_name": "Máy"}}), Intruder(ROBOT, GROUP),
    ]  # fmt: skip
    async with scene(tmp_path, models, monkeypatch) as here:
        _, tries = open_wide(here.discord, here.telegram)
        before = await audited(here)
        noticed: list[str] = []
        for who in intruders:
            noticed += await tries.everything(who)
        tries.ways["callback_query"] = tries.ways["my_chat_member"]  # who has no name presses no buttons
        for who in nameless:
            noticed += await tries.everything(who)
        assert not noticed, "\n".join(noticed)
        assert here.state == "RUNNING"
        assert await audited(here) == before
        assert {knock.actor for knock in await here.lobby.chat.people.knocks(50)} == {str(OUTSIDER), str(OWNER)}
        assert await tries.everything(Intruder(OWNER, GROUP))
        check_telegram_ways(tries, here.telegram.apps[-1])


def check_telegram_ways(tries: TelegramTries, app: Any) -> None:
    """Nothing comes in but by the ways that were tried."""
    assert set(ALLOWED) == set(tries.ways)
    callbacks = [handler.callback.__func__ for group in app.handlers.values() for handler in group]
    assert callbacks == [Handlers.update]


async def test_empty_lists_let_nobody_in_until_the_first_owner_types_the_code(
    tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with scene(tmp_path, models, monkeypatch, **EMPTY) as here:
        for surface, names in (("Discord", "DISCORD_GUILDS, DISCORD_OWNERS"), ("Telegram", "TELEGRAM_CHATS")):
            told = [line for line in caplog.messages if surface in line and names in line]
            assert told, "the start does not say that nobody is let in"
        on_discord, on_telegram = open_wide(here.discord, here.telegram)
        noticed: list[str] = []
        for person in (OWNER, VIEWER, STRANGER):
            for where in (CHANNEL, DM):
                noticed += await on_discord.everything(person, where)
        for person in (OWNER, VIEWER, OUTSIDER):
            for chat in (GROUP, 0):
                noticed += await on_telegram.everything(Intruder(person, chat))
        assert not noticed, "\n".join(noticed)
        assert here.state == "RUNNING"
        await pairing(here, here.discord, "{code}")
        await pairing(here, here.telegram, "/start {code}")


async def pairing(here: Scene, phone: Phone, line: str) -> None:
    """The code opens once, in private, to one person."""
    people, first, second = here.lobby.chat.people, OPERATOR, OWNER
    await phone.heard()
    assert not await phone.write(first, line.format(code="0000-0000"), alone=True)
    code = people.pairing_code(phone.surface)
    assert code is not None
    typed = line.format(code=code.lower())
    assert not await phone.write(first, typed)
    (welcome,) = await phone.write(first, typed, alone=True)
    assert t("bots-paired-title") in welcome.text
    assert people.role_of(phone.surface, first) is Role.OWNER
    assert people.pairing_code(phone.surface) is None
    assert not await phone.write(second, typed, alone=True)
    assert people.role_of(phone.surface, second) is None
    assert await phone.write(first, f"{phone.sign}ping", alone=True)


async def test_a_posted_secret_is_taken_away_and_warned_about(
    tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with scene(tmp_path, models, monkeypatch) as here:
        here.telegram.rig.world.privacy = False
        here.telegram.rig.chat(GROUP).bot = "administrator"
        for phone in (here.discord, here.telegram):
            for sign in ("", phone.sign):
                (warning,) = await phone.write(phone.people[Role.PUBLIC], f"{sign}khóa đây {SECRET}")
                assert t("bots-secret-deleted") in warning.text
                assert SECRET not in warning.text
            (warning,) = await phone.write(OWNER, f"khóa đây {SECRET}", alone=True)
            assert t("bots-secret-title") in warning.text
        written: list[Any] = [
            *here.discord.rig.server.messages.all.values(),
            *here.telegram.rig.world.messages.values(),
        ]
        standing = [each for each in written if SECRET in each.text and not each.deleted]
        assert len(standing) == 1, "only Discord lets nobody but its author delete in private"
        assert SECRET not in caplog.text

"""The commands that Telegram offers: by language and role, told only when they changed."""

from __future__ import annotations

import re

from bots.telegram.connecting import build
from bots.telegram.menu import commands_for
from bots.telegram.telling import Telling
from bots.telegram.watching import Watch
from engine.core.modes import Role
from engine.service.people.admission import Access
from engine.service.registry import registry
from engine.settings import Settings
from tests.bots.telegram.conftest import ROLES, Room
from tests.fakes.telegram_people import FORUM, GROUP, OPERATOR, OUTSIDER, OWNER, VIEWER

LANGUAGES = ("vi", "en")


def names(room: Room, user: int, chat: int = 0) -> list[str]:
    return [row["command"] for row in room.rig.menu(user, chat)]


async def told(room: Room) -> None:
    await room.rig.called("setMyShortDescription", 2)


def test_every_command_can_be_offered_in_both_languages() -> None:
    every = {spec.id for spec in registry()}
    for language in LANGUAGES:
        offered = commands_for(Role.OWNER, language, every)
        assert len(offered) == len(every) <= 100
        assert len({name for name, _ in offered}) == len(offered)
        for name, text in offered:
            assert re.fullmatch("[a-z0-9_]{1,32}", name)
            assert 1 <= len(text) <= 256


async def test_everybody_is_offered_what_their_role_may_do_in_their_language(room: Room) -> None:
    await told(room)
    assert names(room, OUTSIDER) == ["start", "gia", "dudoan", "trogiup"]
    assert names(room, VIEWER) == ["start", "price", "predict", "balance", "help"]
    assert names(room, OPERATOR) == ["start", "gia", "dudoan", "sodu", "tamdung", "dongtat", "trogiup"]
    assert set(names(room, OWNER)) == {*names(room, OPERATOR), "quyen"}
    assert names(room, OWNER, GROUP) == names(room, OUTSIDER)


async def test_a_chosen_language_comes_before_that_of_the_client(quiet_room: Room) -> None:
    quiet_room.languages = {f"user:{VIEWER}": "vi", f"chat:{GROUP}": "en"}
    await quiet_room.start()
    await told(quiet_room)
    assert "gia" in names(quiet_room, VIEWER)
    assert "price" in names(quiet_room, OWNER, GROUP)


async def test_what_was_told_is_not_told_again(room: Room) -> None:
    await told(room)
    count = len(room.rig.calls("setMyCommands"))
    assert count == 2 * (1 + len(ROLES) + 1)
    await room.stop()
    await room.start()
    await room.rig.say(OWNER, "giá btc")
    await room.rig.next_message()
    assert len(room.rig.calls("setMyCommands")) == count


async def test_who_lost_their_role_loses_their_commands(room: Room) -> None:
    await told(room)
    await room.stop()
    room.access = Access({OWNER: Role.OWNER}, {}, frozenset({GROUP, FORUM}))
    await room.start()
    await room.rig.called("deleteMyCommands", 4)
    assert names(room, VIEWER) == ["start", "price", "predict", "help"]


async def test_a_list_that_telegram_would_not_take_is_offered_again(quiet_room: Room) -> None:
    room = quiet_room
    app = build(room.token, Settings(telegram_api_url=room.rig.url), Watch(lambda ok, why: None, room.clock))
    await app.initialize()
    telling = Telling(app.bot, room.lobby())
    room.rig.faults.refuse("setMyCommands", 400, "Bad Request: chat not found", times=2)
    await telling.tell()
    count = len(room.rig.calls("setMyCommands"))
    assert names(room, OUTSIDER) == []
    await telling.tell()
    assert len(room.rig.calls("setMyCommands")) == count + 2
    assert names(room, OUTSIDER) == ["start", "gia", "dudoan", "trogiup"]
    await app.shutdown()

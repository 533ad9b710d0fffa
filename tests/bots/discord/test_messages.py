"""What people type, in servers and in private."""

from __future__ import annotations

import asyncio

import pytest

from bots.common.reply import Button, Reply
from bots.discord import messages
from bots.discord.messages import Spoken, spoken_to
from tests.bots.discord.conftest import Room
from tests.bots.stand_ins import card
from tests.fakes.discord_rig import DM
from tests.fakes.discord_world import MANAGE_MESSAGES, OWNER, STRANGER

BOT = 9
TOKEN = "M" + "a1B" * 8 + "." + "b2C3d4" + "." + "c3D" * 10


@pytest.mark.parametrize(
    ("text", "alone", "meant"),
    [
        ("!gia btc", False, Spoken("gia btc", False)),
        ("! giá BTC", False, Spoken("giá BTC", False)),
        ("!dự đoán eth", False, Spoken("dự đoán eth", False)),
        ("<@9> giá btc", False, Spoken("giá btc", False)),
        ("<@!9>!gia btc", False, Spoken("gia btc", False)),
        ("<@9>", False, Spoken("start", False)),
        ("giá btc", False, None),
        ("giá btc", True, Spoken("giá btc", True)),
        ("!tạm dừng", True, Spoken("tạm dừng", False)),
        ("!!!", False, None),
        ("!?", True, None),
        ("!", False, None),
        ("chào <@9>", False, None),
        ("<@8> giá btc", False, None),
        ("  ", True, None),
    ],
)
def test_what_is_meant_for_the_bot(text: str, alone: bool, meant: Spoken | None) -> None:
    assert spoken_to(text, BOT, alone=alone) == meant


@pytest.mark.parametrize("text", ["!gia btc", "!giá BTC", "!dự đoán eth"])
async def test_a_command_is_answered_below_itself(room: Room, text: str) -> None:
    asked = await room.rig.say(OWNER, text)
    answer = await room.rig.next_message()
    assert room.script.heard == [(text[1:], False)]
    assert "67.900,00" in answer.text
    assert answer.reply_to == asked.id
    visit = room.script.visits[0]
    assert (visit.surface, visit.actor, visit.place, visit.admitted_by, visit.alone) == (
        "discord", OWNER, str(asked.channel.id), 1000, False,
    )  # fmt: skip


async def test_a_thread_is_a_place_of_its_own(room: Room) -> None:
    await room.rig.say(OWNER, "!gia btc", 2002)
    assert (await room.rig.next_message(2002)).channel.id == 2002
    assert room.script.visits[0].place == "2002"


@pytest.mark.parametrize(("features", "language"), [([], None), (["COMMUNITY"], "en")])
async def test_only_a_community_has_chosen_its_language(
    quiet_room: Room, features: list[str], language: str | None
) -> None:
    world = quiet_room.rig.world
    world.guilds[1000].locale = "en-US"
    plain = world.guild_wire
    world.guild_wire = lambda guild: {**plain(guild), "features": features}  # type: ignore[method-assign]
    await quiet_room.start()
    await quiet_room.rig.say(OWNER, "!gia btc")
    await quiet_room.rig.next_message()
    assert quiet_room.script.visits[0].language == language


async def test_private_words_need_no_sign_and_are_marked_as_plain(room: Room) -> None:
    await room.rig.say(OWNER, "giá btc", DM)
    await room.rig.next_message(DM, OWNER)
    assert room.script.heard == [("giá btc", True)]
    assert room.script.visits[0].alone
    assert room.script.visits[0].admitted_by is None


async def test_who_is_not_admitted_sees_and_hears_nothing(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "_TYPING_AFTER", 0.01)
    room.script.pause = asyncio.Event()
    await room.rig.say(STRANGER, "!gia btc")
    await room.rig.say(STRANGER, "giá btc", DM)
    asked = await room.rig.say(OWNER, "!gia eth", 2001)
    await room.rig.wait_for(lambda: room.rig.called("POST", f"/channels/{asked.channel.id}/typing"))
    room.script.pause.set()
    await room.rig.next_message(2001)
    assert len(room.script.heard) == 3
    assert len(room.rig.messages) == 1
    written = {call.path.split("/")[2] for call in room.rig.called("POST", "/channels/")}
    assert written == {"2001"}


async def test_programs_and_the_bot_itself_are_not_listened_to(room: Room) -> None:
    machine = room.rig.world.add_user(77, "Máy")
    machine.bot = True
    room.script.admitted.add(77)
    await room.rig.say(77, "!gia btc")
    room.script.replies["gia eth"] = Reply(card("!gia btc"))
    await room.rig.say(OWNER, "!gia eth")
    await room.rig.next_message()
    assert room.script.heard == [("gia eth", False)]


async def test_a_slow_answer_shows_that_it_is_being_written(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "_TYPING_AFTER", 0.01)
    room.script.pause = asyncio.Event()
    asked = await room.rig.say(OWNER, "!gia btc")
    await room.rig.wait_for(lambda: room.rig.called("POST", f"/channels/{asked.channel.id}/typing"))
    assert not room.rig.messages
    room.script.pause.set()
    assert "67.900,00" in (await room.rig.next_message()).text


async def test_what_only_one_may_read_comes_in_private(room: Room) -> None:
    room.script.replies["so du"] = Reply(card("10.000 USDT", "Số dư"), private=True)
    await room.rig.say(OWNER, "!so du")
    told = await room.rig.next_message(2000)
    secret = await room.rig.next_message(DM, OWNER)
    assert "10.000" in secret.text
    assert "10.000" not in told.text
    assert "riêng" in told.text


async def test_who_lets_nobody_write_to_them_is_told_what_to_do(room: Room) -> None:
    room.rig.world.users[OWNER].blocks_bot = True
    room.script.replies["so du"] = Reply(card("10.000 USDT", "Số dư"), private=True)
    await room.rig.say(OWNER, "!so du")
    told = await room.rig.next_message(2000)
    assert "gạch chéo" in told.text
    assert not [text for text in room.all_texts() if "10.000" in text]


async def test_a_short_word_is_said_where_it_was_asked(room: Room) -> None:
    room.script.replies["gia btc"] = Reply(card("chờ 3 giây"), private=True, note="Chậm lại nhé")
    await room.rig.say(OWNER, "!gia btc")
    assert (await room.rig.next_message(2000)).text == "Chậm lại nhé"
    assert len(room.rig.messages) == 1


async def test_an_answer_brings_buttons_and_its_picture(room: Room) -> None:
    rows = ((Button("Biểu đồ", "1nchart BTC/USDT"), Button("⟳", "1rprice BTC/USDT")),)
    room.script.replies["gia btc"] = Reply(card(), rows, picture=b"\x89PNG...")
    await room.rig.say(OWNER, "!gia btc")
    answer = await room.rig.next_message()
    assert answer.labels == ["Biểu đồ", "⟳"]
    assert answer.files == {"chart.png": b"\x89PNG..."}
    assert answer.embeds[0]["image"]["url"] == "attachment://chart.png"


async def test_a_message_that_is_gone_is_answered_all_the_same(room: Room) -> None:
    room.script.pause = asyncio.Event()
    asked = await room.rig.say(OWNER, "!gia btc")
    await room.rig.wait_for(lambda: room.script.heard)
    await room.rig.erase(asked)
    room.script.pause.set()
    assert "67.900,00" in (await room.rig.next_message()).text


async def test_a_posted_secret_is_taken_away_before_anything_else(room: Room) -> None:
    posted = await room.rig.say(OWNER, f"!gia {TOKEN}")
    warning = await room.rig.next_message()
    assert posted.deleted
    assert "đã xóa" in warning.text
    assert TOKEN not in warning.text
    assert not room.script.heard


async def test_a_secret_that_may_not_be_deleted_is_warned_about(room: Room) -> None:
    room.rig.world.channels[2000].denied = MANAGE_MESSAGES
    posted = await room.rig.say(OWNER, TOKEN)
    assert "hãy tự xóa" in (await room.rig.next_message()).text
    assert not posted.deleted


async def test_a_place_that_cannot_be_written_to_ends_nothing(room: Room) -> None:
    room.rig.faults.fail("POST /channels/2000/messages", 403, body={"code": 50013, "message": "Missing Permissions"})
    await room.rig.say(OWNER, "!gia btc")
    await room.rig.wait_for(lambda: room.script.heard)
    await room.rig.say(OWNER, "!gia eth")
    assert "67.900,00" in (await room.rig.next_message()).text

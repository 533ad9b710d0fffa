"""Slash commands, suggestions, buttons and forms."""

from __future__ import annotations

import asyncio

import pytest

from bots.common.actions import page
from bots.common.card import Card, Lines
from bots.common.reply import Button, Field, Form, Reply
from bots.discord import answering
from tests.bots.discord.conftest import Room
from tests.bots.stand_ins import card
from tests.fakes.discord_interactions import DEFER, DEFER_UPDATE, MODAL, REPLY, UPDATE
from tests.fakes.discord_messages import Message
from tests.fakes.discord_rig import DM
from tests.fakes.discord_world import OPERATOR, OWNER, STRANGER

FRESH, AGREE = "1rprice BTC/USDT", "1yToken"


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "PATIENCE", 0.02)


async def shown(room: Room, reply: Reply, user: int = OWNER) -> Message:
    """A message of the bot to press on."""
    room.script.replies["gia btc"] = reply
    await room.rig.say(user, "!gia btc")
    return await room.rig.next_message()


# --- slash commands -------------------------------------------------------------------------------------------------
async def test_a_slash_command_in_either_language(room: Room) -> None:
    await room.rig.synced()
    asked = await room.rig.slash(OWNER, "price", {"symbol": "btc"})
    assert "67.900,00" in (await room.rig.answer(asked)).text
    await room.rig.answer(await room.rig.slash(OWNER, "giá", {"mã": "eth"}, locale="en-US"))
    assert room.script.heard == [("price", {"symbol": "btc"}), ("price", {"symbol": "eth"})]
    assert [visit.language for visit in room.script.visits] == ["vi", "en"]
    assert asked.answer == REPLY
    assert not (await room.rig.answer(asked)).ephemeral


async def test_the_server_speaks_where_the_person_speaks_something_else(room: Room) -> None:
    await room.rig.synced()
    await room.rig.answer(await room.rig.slash(OWNER, "ping", locale="fr", guild_locale="en-US"))
    await room.rig.answer(await room.rig.slash(OWNER, "ping", locale="fr", guild_locale="de"))
    assert [visit.language for visit in room.script.visits] == ["en", None]


async def test_choices_and_numbers_come_as_they_were_chosen(room: Room) -> None:
    await room.rig.synced()
    await room.rig.answer(await room.rig.slash(OWNER, "tín-hiệu", {"loại": "im lặng", "số-dòng": 5}))
    assert room.script.heard == [("signals", {"which": "silent", "limit": "5"})]


async def test_symbols_are_suggested_while_typing(room: Room) -> None:
    await room.rig.synced()
    found = await room.rig.autocomplete(OWNER, "price", "symbol", "b")
    assert [(each["name"], each["value"]) for each in found] == [("BTC", "BTC/USDT"), ("BNB", "BNB/USDT")]
    assert room.script.heard == [("price", "symbol", "b")]


async def test_money_is_shown_only_to_who_asked(room: Room) -> None:
    await room.rig.synced()
    room.script.replies["balance"] = Reply(card("10.000"), private=True)
    answer = await room.rig.answer(await room.rig.slash(OWNER, "balance"))
    assert answer.ephemeral
    assert answer.only_for == OWNER


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("command", ["price", "balance"])
async def test_a_slow_answer_is_deferred_and_follows(room: Room, command: str) -> None:
    await room.rig.synced()
    room.script.pause = asyncio.Event()
    private = command == "balance"
    room.script.replies[command] = Reply(card(), private=private, picture=b"png")
    asked = await room.rig.slash(OWNER, command, {} if private else {"symbol": "btc"})
    await room.rig.wait_for(lambda: asked.callback)
    assert asked.answer == DEFER
    room.script.pause.set()
    answer = await room.rig.answer(asked)
    assert "67.900,00" in answer.text
    assert answer.files
    assert answer.ephemeral is private
    assert len(room.rig.messages) == 1


@pytest.mark.usefixtures("hasty")
async def test_what_turns_out_private_never_takes_the_place_of_a_public_wait(room: Room) -> None:
    await room.rig.synced()
    room.script.pause = asyncio.Event()
    room.script.replies["price"] = Reply(card("chỉ cho bạn"), private=True)
    asked = await room.rig.slash(OWNER, "price", {"symbol": "btc"})
    await room.rig.wait_for(lambda: asked.callback)
    room.script.pause.set()
    await room.rig.wait_for(lambda: asked.message is not None and asked.message.deleted)
    (answer,) = room.rig.messages
    assert "chỉ cho bạn" in answer.text
    assert answer.ephemeral


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("slow", [False, True])
async def test_nothing_to_say_leaves_no_failure_and_no_message(room: Room, slow: bool) -> None:
    await room.rig.synced()
    room.script.replies["price"] = None
    room.script.pause = asyncio.Event()
    asked = await room.rig.slash(OWNER, "price", {"symbol": "btc"})
    if slow:
        await room.rig.wait_for(lambda: asked.callback)
    room.script.pause.set()
    await room.rig.wait_for(lambda: asked.message is not None and asked.message.deleted)
    assert not room.rig.messages


@pytest.mark.usefixtures("hasty")
async def test_a_stranger_gets_no_answer_however_slow_the_gate_is(room: Room) -> None:
    await room.rig.synced()
    room.script.pause = asyncio.Event()
    unheard = await room.rig.slash(STRANGER, "price", {"symbol": "btc"})
    asked = await room.rig.slash(OWNER, "price", {"symbol": "btc"})
    await room.rig.wait_for(lambda: asked.callback)
    room.script.pause.set()
    await room.rig.answer(asked)
    assert unheard.callback is None
    assert len(room.rig.messages) == 1


@pytest.mark.parametrize("private", [False, True])
async def test_an_interaction_that_has_expired_is_answered_beside_it(room: Room, private: bool) -> None:
    await room.rig.synced()
    room.rig.server.interactions.deadline = 0.0
    room.script.replies["price"] = Reply(card(), private=private)
    await room.rig.slash(OWNER, "price", {"symbol": "btc"})
    answer = await room.rig.next_message(DM if private else 2000, OWNER)
    assert "67.900,00" in answer.text
    assert len(room.rig.messages) == 1


async def test_a_command_that_discord_still_remembers_is_answered_by_the_conversation(room: Room) -> None:
    commands = await room.rig.synced()
    commands.append({**commands[0], "id": "1", "name": "vanished", "name_localizations": {}, "options": []})
    await room.rig.answer(await room.rig.slash(OWNER, "vanished"))
    assert room.script.heard == [("vanished", {})]


# --- buttons --------------------------------------------------------------------------------------------------------
async def test_a_button_changes_its_message_in_place(room: Room) -> None:
    message = await shown(room, Reply(card(), ((Button("⟳", FRESH),),), picture=b"old"))
    room.script.replies[FRESH] = Reply(card("68.000,00"), ((Button("⟳", FRESH),),), edits=True)
    pressed = await room.rig.press(message, "⟳")
    assert "68.000,00" in (await room.rig.answer(pressed)).text
    assert pressed.answer == UPDATE
    assert not message.files
    assert message.labels == ["⟳"]
    assert len(room.rig.messages) == 1


async def test_a_button_that_opens_something_leaves_its_message(room: Room) -> None:
    message = await shown(room, Reply(card(), ((Button("Số dư", "1nbalance"),),)))
    room.script.replies["1nbalance"] = Reply(card("10.000"), private=True)
    answer = await room.rig.answer(await room.rig.press(message, "Số dư"))
    assert answer is not message
    assert answer.ephemeral
    assert "67.900,00" in message.text


async def test_buttons_work_after_the_bot_was_restarted(room: Room) -> None:
    message = await shown(room, Reply(card(), ((Button("⟳", FRESH),),)))
    await room.stop()
    await room.start()
    room.script.replies[FRESH] = Reply(card("68.000,00"), edits=True)
    await room.rig.answer(await room.rig.press(message, "⟳"))
    assert "68.000,00" in message.text
    assert room.script.heard[-1] == (FRESH, None)


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("edits", [False, True])
async def test_a_slow_press_is_acknowledged_at_once(room: Room, edits: bool) -> None:
    message = await shown(room, Reply(card(), ((Button("⟳", FRESH),),)))
    room.script.pause = asyncio.Event()
    room.script.replies[FRESH] = Reply(card("68.000,00"), edits=edits)
    pressed = await room.rig.press(message, "⟳")
    await room.rig.wait_for(lambda: pressed.callback)
    assert pressed.answer == DEFER_UPDATE
    room.script.pause.set()
    answer = await room.rig.answer(pressed)
    assert "68.000,00" in answer.text
    assert (answer is message) is edits


async def test_what_is_private_is_not_put_into_a_message_that_all_see(room: Room) -> None:
    message = await shown(room, Reply(card(), ((Button("⟳", FRESH),),)))
    room.script.replies[FRESH] = Reply(card("10.000 USDT"), edits=True, private=True)
    answer = await room.rig.answer(await room.rig.press(message, "⟳"))
    assert answer.ephemeral
    assert "10.000" not in message.text


async def test_an_old_button_says_so_to_who_pressed_it(room: Room) -> None:
    message = await shown(room, Reply(card(), ((Button("⟳", "0old"),),)))
    room.script.replies["0old"] = Reply(note="Nút này hết hiệu lực.", private=True)
    answer = await room.rig.answer(await room.rig.press(message, "⟳"))
    assert answer.text == "Nút này hết hiệu lực."
    assert answer.ephemeral


@pytest.mark.parametrize("user", [STRANGER, OPERATOR])
async def test_a_press_without_an_answer_is_acknowledged_silently(room: Room, user: int) -> None:
    message = await shown(room, Reply(card(), ((Button("⟳", FRESH),),)))
    room.script.replies[FRESH] = None
    pressed = await room.rig.press(message, "⟳", user)
    await room.rig.wait_for(lambda: pressed.callback)
    assert pressed.answer == DEFER_UPDATE
    assert len(room.rig.messages) == 1
    assert not message.edits


async def test_a_long_answer_is_turned_page_by_page(room: Room) -> None:
    line = "logs 500"
    long = Card("Nhật ký", (Lines("\n".join(f"dòng {number:03d}" for number in range(900))),))
    message = await shown(room, Reply(long, again=line))
    assert "dòng 000" in message.text
    assert message.labels[0].startswith("▶ 2/")
    number = 1
    while any(label.startswith("▶") for label in message.labels):
        room.script.replies[page(line, number) or ""] = Reply(long, again=line, page=number, edits=True)
        await room.rig.answer(await room.rig.press(message, "▶"))
        number += 1
    assert "dòng 899" in message.text
    assert len(message.edits) == number - 1 > 2


# --- forms ----------------------------------------------------------------------------------------------------------
FORM = Form("Bước cuối", AGREE, (Field("word", "Gõ dong tat", True, "dong tat"), Field("why", "Lý do", False)))


async def test_a_form_pops_up_and_its_values_come_back(room: Room) -> None:
    message = await shown(room, Reply(card(), ((Button("Xác nhận", "1yfirst"),),)))
    room.script.replies["1yfirst"] = Reply(card("gõ dong tat"), form=FORM)
    pressed = await room.rig.press(message, "Xác nhận")
    await room.rig.wait_for(lambda: pressed.callback)
    assert pressed.answer == MODAL
    room.script.replies[AGREE] = Reply(card("đã đóng"), edits=True)
    submitted = await room.rig.submit(pressed, {"Gõ dong tat": " dong tat "})
    await room.rig.answer(submitted)
    assert room.script.heard[-1] == (AGREE, {"word": "dong tat"})
    assert "đã đóng" in message.text


@pytest.mark.usefixtures("hasty")
async def test_a_form_that_comes_too_late_is_asked_in_words(room: Room) -> None:
    message = await shown(room, Reply(card(), ((Button("Xác nhận", "1yfirst"),),)))
    room.script.pause = asyncio.Event()
    room.script.replies["1yfirst"] = Reply(card("gõ dong tat"), form=FORM)
    pressed = await room.rig.press(message, "Xác nhận")
    await room.rig.wait_for(lambda: pressed.callback)
    room.script.pause.set()
    assert "gõ dong tat" in (await room.rig.answer(pressed)).text


async def test_in_private_nothing_needs_to_be_hidden(room: Room) -> None:
    await room.rig.synced()
    answer = await room.rig.answer(await room.rig.slash(OWNER, "balance", channel=DM))
    assert not answer.ephemeral
    assert room.script.visits[0].alone

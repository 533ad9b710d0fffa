"""Buttons, pages, pictures, prompts, and answers that are for one person's eyes only."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bots.common.actions import Verb
from bots.common.card import Card, Lines, Said
from bots.common.reply import Field, Form, Reply
from tests.bots.stand_ins import card
from tests.bots.telegram.conftest import Room, button
from tests.fakes.telegram_client import png
from tests.fakes.telegram_people import FORUM, GROUP, OUTSIDER, OWNER, PRICES, VIEWER

FRESH = button("⟳ Mới nhất", Verb.FRESH, "price BTC/USDT")
OPEN = button("Tạm dừng", Verb.OPEN, "pause")
AGREE = button("Xác nhận", Verb.AGREE, "token")
ASKED = Reply(card(), ((FRESH, OPEN),))
LONG = Card("Dài", tuple(Said(f"đoạn {number}: " + "giá " * 100) for number in range(8)))


async def test_an_answer_is_changed_where_it_stands(room: Room) -> None:
    message = await room.ask("giá btc", ASKED)
    room.script.replies[FRESH.action] = replace(ASKED, card=card("68.000,00"), edits=True, note="mới")
    pressed = await room.rig.press(message, "Mới nhất")
    await room.rig.edited(message)
    assert message.text.endswith("68.000,00")
    assert message.labels == [["⟳ Mới nhất", "Tạm dừng"]]
    assert (await room.rig.answer(pressed))["text"] == "mới"
    assert len(room.rig.sent()) == 1


async def test_what_is_the_same_already_is_fine(room: Room) -> None:
    message = await room.ask("giá btc", ASKED)
    room.script.replies[FRESH.action] = replace(ASKED, edits=True)
    await room.rig.answer(await room.rig.press(message, "Mới nhất"))
    assert len(room.rig.calls("editMessageText")) == 1
    assert len(room.rig.sent()) == 1


async def test_what_is_gone_is_said_anew(room: Room) -> None:
    message = await room.ask("giá btc", ASKED)
    room.script.replies[FRESH.action] = replace(ASKED, edits=True)
    pressed = await room.rig.press(message, "Mới nhất")
    message.deleted = True
    anew = await room.rig.next_message()
    assert anew.labels == message.labels
    await room.rig.answer(pressed)


async def test_a_button_may_open_an_answer_of_its_own_in_the_same_topic(room: Room) -> None:
    message = await room.ask("/gia btc", ASKED, chat=FORUM, thread=PRICES)
    room.script.replies[OPEN.action] = Reply(card("đã tạm dừng"))
    await room.rig.press(message, "Tạm dừng")
    opened = await room.rig.next_message(FORUM)
    assert (opened.text.split("\n")[-1], opened.thread) == ("đã tạm dừng", PRICES)
    assert len(message.looks) == 1


async def test_a_button_pressed_long_ago_does_nothing(room: Room) -> None:
    message = await room.ask("giá btc", ASKED)
    pressed = await room.rig.press(message, "Tạm dừng")
    pressed.expired = True
    await room.rig.called("answerCallbackQuery")
    await room.rig.say(OWNER, "giá eth")
    await room.rig.next_message()
    assert (OPEN.action,) not in room.script.heard


async def test_who_is_not_admitted_sees_nothing_happen(room: Room) -> None:
    message = await room.ask("/gia btc", ASKED, chat=GROUP)
    room.script.replies[FRESH.action] = None
    await room.rig.press(message, "Mới nhất", OUTSIDER)
    await room.rig.press(message, "Tạm dừng", OUTSIDER)
    await room.rig.say(OWNER, "giá btc")
    await room.rig.next_message()
    assert not room.rig.calls("answerCallbackQuery")
    assert len(room.rig.sent(GROUP)) == 1


async def test_who_is_admitted_always_sees_the_button_answered(room: Room) -> None:
    message = await room.ask("giá btc", ASKED)
    room.script.replies[FRESH.action] = None
    await room.rig.answer(await room.rig.press(message, "Mới nhất"))


async def test_a_question_that_was_answered_loses_its_buttons(room: Room) -> None:
    message = await room.ask("/dừng", Reply(card("Dừng hẳn?"), ((AGREE,),)))
    room.script.replies[AGREE.action] = Reply(note="Nút này hết hiệu lực.", private=True)
    assert (await room.rig.answer(await room.rig.press(message, "Xác nhận")))["text"] == "Nút này hết hiệu lực."
    assert message.labels
    room.script.replies[AGREE.action] = Reply(card("đã dừng"))
    await room.rig.press(message, "Xác nhận")
    await room.rig.next_message()
    assert not message.labels


# --- pages ------------------------------------------------------------------------------------------------------------


async def test_a_long_answer_is_turned_page_by_page(room: Room) -> None:
    reply = Reply(LONG, again="signals 50")
    message = await room.ask("/tinhieu 50", reply)
    assert "1/2" in message.text
    assert message.labels == [["▶ 2/2"]]
    [action] = [one["callback_data"] for row in message.look.keyboard.rows for one in row]
    room.script.replies[action] = replace(reply, page=1, edits=True)
    await room.rig.press(message, "2/2")
    await room.rig.edited(message)
    assert message.labels == [["◀ 1/2"]]
    assert "đoạn 7" in message.text
    assert len(room.rig.sent()) == 1


async def test_an_answer_without_a_line_is_sent_as_several_messages(room: Room) -> None:
    await room.ask("/nhatky", Reply(LONG, ((OPEN,),)))
    second = await room.rig.next_message()
    assert "đoạn 7" in second.text
    assert [bool(message.labels) for message in room.rig.sent()] == [False, True]


async def test_log_lines_keep_their_form(room: Room) -> None:
    message = await room.ask("/nhatky", Reply(Card("Nhật ký", (Lines("a  <b>\n  & c"),))))
    assert message.marked("pre") == ["a  <b>\n  & c"]


# --- pictures ---------------------------------------------------------------------------------------------------------


async def test_words_stand_under_the_picture_and_both_change_in_place(room: Room) -> None:
    message = await room.ask("dự đoán btc", Reply(card(), ((FRESH,),), png()))
    assert (message.text, message.picture) == ("BTC/USDT\n\n67.900,00", png())
    room.script.replies[FRESH.action] = Reply(card("68.000,00"), ((FRESH,),), png(5, 5), edits=True)
    await room.rig.press(message, "Mới nhất")
    await room.rig.edited(message)
    assert (message.text.split("\n")[-1], message.picture) == ("68.000,00", png(5, 5))
    assert message.labels


async def test_many_words_stand_below_the_picture_and_both_change_in_place(room: Room) -> None:
    photo = await room.ask("dự đoán btc", Reply(card("giá " * 300), ((FRESH,),), png()))
    words = await room.rig.next_message()
    assert photo.picture
    assert not photo.text
    assert words.reply_to is photo
    assert words.labels
    room.script.replies[FRESH.action] = Reply(card("lên " * 300), ((FRESH,),), png(5, 5), edits=True)
    await room.rig.press(words, "Mới nhất")
    await room.rig.edited(words)
    assert "lên" in words.text
    assert photo.picture == png(5, 5)
    assert len(room.rig.sent()) == 2


async def test_words_that_shrink_move_under_their_picture_and_those_that_grow_move_out(room: Room) -> None:
    photo = await room.ask("dự đoán btc", Reply(card("giá " * 300), ((FRESH,),), png()))
    words = await room.rig.next_message()
    room.script.replies[FRESH.action] = Reply(card("ngắn"), ((FRESH,),), png(5, 5), edits=True)
    await room.rig.press(words, "Mới nhất")
    await room.rig.wait_for(lambda: words.deleted)
    assert photo.text.endswith("ngắn")
    room.script.replies[FRESH.action] = Reply(card("giá " * 300), ((FRESH,),), png(), edits=True)
    await room.rig.press(photo, "Mới nhất")
    words = await room.rig.next_message()
    assert (words.reply_to, photo.text, photo.labels) == (photo, "", [])


@pytest.mark.parametrize(("before", "after"), [(None, png()), (png(), None)])
async def test_words_never_become_a_picture_but_make_room_for_one(
    room: Room, before: bytes | None, after: bytes | None
) -> None:
    old = await room.ask("dự đoán btc", Reply(card(), ((FRESH,),), before))
    room.script.replies[FRESH.action] = Reply(card("mới"), ((FRESH,),), after, edits=True)
    await room.rig.press(old, "Mới nhất")
    anew = await room.rig.next_message()
    await room.rig.wait_for(lambda: old.deleted)
    assert bool(anew.picture) is bool(after)


async def test_a_picture_that_telegram_will_not_have_leaves_the_words(room: Room) -> None:
    message = await room.ask("dự đoán btc", Reply(card(), ((FRESH,),), b"no picture"))
    assert message.text
    assert message.labels


# --- prompts ----------------------------------------------------------------------------------------------------------


def form(action: str) -> Form:
    return Form("vào lệnh", action, (Field("symbol", "mã", True), Field("amount", "số tiền", False)))


async def test_a_form_is_a_prompt_whose_answer_is_the_command(room: Room) -> None:
    prompt = await room.ask("menu", Reply(card("vào lệnh <mã> [số tiền]"), form=form("1fenter")))
    assert prompt.reply_keyboard
    assert prompt.reply_keyboard["force_reply"]
    await room.rig.say(OWNER, "BTC 500", reply_to=prompt)
    await room.rig.next_message()
    assert room.script.heard[-1] == ("enter BTC 500", False)


async def test_a_word_to_be_typed_is_heard_as_words(room: Room) -> None:
    prompt = await room.ask("menu", Reply(card("Gõ ĐÓNG"), form=form("1ytoken")))
    await room.rig.say(OWNER, "ĐÓNG", reply_to=prompt)
    await room.rig.next_message()
    assert room.script.heard[-1] == ("ĐÓNG", True)


async def test_a_prompt_in_a_group_names_who_is_meant(room: Room) -> None:
    prompt = await room.ask("/vaolenh", Reply(card("Mã nào?"), form=form("1fenter")), chat=GROUP)
    assert prompt.text.startswith("Hải\n")
    assert [entity["user"]["id"] for entity in prompt.entities if entity["type"] == "text_mention"] == [OWNER]
    assert prompt.reply_keyboard
    assert prompt.reply_keyboard["selective"]


# --- for one person's eyes --------------------------------------------------------------------------------------------


async def test_what_is_private_goes_to_the_person_and_the_group_learns_only_that(room: Room) -> None:
    asked = await room.rig.say(OWNER, "/sodu@haidang_bot", GROUP)
    room.script.replies["sodu"] = Reply(card("10.000 USDT"), ((FRESH,),), private=True)
    word, secret = await room.rig.next_message(GROUP), await room.rig.next_message(OWNER)
    assert "10.000" in secret.text
    assert "10.000" not in word.text
    assert word.reply_to is asked
    assert word.button("Mở chat riêng")["url"] == "https://t.me/haidang_bot"


async def test_who_never_opened_a_private_chat_is_told_how(room: Room) -> None:
    room.rig.world.person(VIEWER).met = False
    room.script.replies["sodu"] = Reply(card("10.000 USDT"), private=True)
    await room.rig.say(VIEWER, "/sodu", GROUP)
    word = await room.rig.next_message(GROUP)
    assert "Start" in word.text  # in the language of who asked
    assert word.button("Open a private chat")["url"] == "https://t.me/haidang_bot"


async def test_who_is_heard_in_groups_only_is_refused_there(room: Room) -> None:
    room.script.public.add(OUTSIDER)
    room.script.replies["sodu"] = Reply(card("cần quyền người xem"), private=True)
    await room.rig.say(OUTSIDER, "/sodu", GROUP)
    assert "người xem" in (await room.rig.next_message(GROUP)).text
    assert not room.rig.sent(OUTSIDER)


async def test_a_private_answer_to_a_button_is_pointed_at_where_it_was_pressed(room: Room) -> None:
    message = await room.ask("/gia btc", ASKED, chat=GROUP)
    room.script.replies[FRESH.action] = Reply(card("10.000 USDT"), private=True, edits=True)
    pressed = await room.rig.press(message, "Mới nhất")
    assert "10.000" in (await room.rig.next_message(OWNER)).text
    assert "riêng" in (await room.rig.answer(pressed))["text"]
    assert len(room.rig.sent(GROUP)) == 1
    assert len(message.looks) == 1


async def test_a_slow_button_in_one_chat_holds_up_nobody(room: Room) -> None:
    message = await room.ask("/gia btc", ASKED, chat=GROUP)
    hold = room.script.pauses[FRESH.action] = asyncio.Event()
    await room.rig.press(message, "Mới nhất")
    await room.rig.say(OWNER, "giá btc")
    await room.rig.next_message()
    hold.set()

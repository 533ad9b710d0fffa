"""Messages: what is heard as what, who is answered, and where."""

from __future__ import annotations

import asyncio
import logging
import time
from types import SimpleNamespace

import pytest

from bots.common.reply import Reply
from bots.telegram import handlers
from engine.core.clocks import WallClock
from tests.bots.stand_ins import card
from tests.bots.telegram.conftest import Room
from tests.fakes.telegram_people import FORUM, GROUP, OPERATOR, OUTSIDER, OWNER, PRICES, VIEWER

SECRET = "7000000001:AAHaiDangLocalBotTokenForTests00000"


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("/gia btc", ("gia btc", False)),
        ("/gia@haidang_bot btc", ("gia btc", False)),
        ("/giá btc", ("giá btc", False)),
        ("/du_doan  ETH", ("du_doan ETH", False)),
        ("giá btc", ("giá btc", True)),
        ("@haidang_bot dự đoán eth", ("dự đoán eth", True)),
        ("/", ("", False)),
    ],
)
async def test_what_is_typed_reaches_the_conversation(room: Room, said: str, heard: tuple[str, bool]) -> None:
    await room.rig.say(OWNER, said)
    message = await room.rig.next_message()
    assert room.script.heard == [heard]
    assert message.text == "BTC/USDT\n\n67.900,00"
    assert message.marked("bold") == ["BTC/USDT"]


async def test_a_visit_says_who_stands_where_and_what_they_read(room: Room) -> None:
    await room.rig.say(VIEWER, "giá btc")
    await room.rig.say(OWNER, "/gia btc", FORUM, thread=PRICES)
    await room.rig.next_message(FORUM)
    alone, topic = room.script.visits
    assert (alone.surface, alone.actor, alone.place, alone.admitted_by, alone.alone, alone.language) == (
        "telegram", VIEWER, str(VIEWER), VIEWER, True, "en",
    )  # fmt: skip
    assert (topic.place, topic.admitted_by, topic.alone) == (f"{FORUM}:{PRICES}", FORUM, False)


async def test_in_a_group_an_answer_stands_below_its_question_and_in_its_topic(room: Room) -> None:
    asked = await room.rig.say(OWNER, "/gia@haidang_bot btc", GROUP)
    assert (await room.rig.next_message(GROUP)).reply_to is asked
    asked = await room.rig.say(OWNER, "/gia btc", FORUM, thread=PRICES)
    answer = await room.rig.next_message(FORUM)
    assert (answer.reply_to, answer.thread) == (asked, PRICES)


async def test_a_thread_of_replies_in_a_group_without_topics_is_no_topic(room: Room) -> None:
    room.rig.chat(FORUM).topics.clear()
    first = await room.rig.say(OPERATOR, "sao rồi?", FORUM)
    await room.rig.say(OWNER, "/gia btc", FORUM, reply_to=first)
    answer = await room.rig.next_message(FORUM)
    assert "message_thread_id" not in answer.params


async def test_a_command_for_another_bot_is_not_ours(room: Room) -> None:
    room.rig.world.privacy = False
    await room.rig.say(OWNER, "/gia@other_bot btc", GROUP)
    await room.rig.say(OWNER, "/gia btc", GROUP)
    await room.rig.next_message(GROUP)
    assert room.script.heard == [("gia btc", False)]


async def test_who_is_not_admitted_hears_nothing(room: Room) -> None:
    await room.rig.say(OUTSIDER, "/gia btc")
    await room.rig.say(OUTSIDER, f"my token: {SECRET}")
    await room.rig.say(OWNER, "giá btc")
    await room.rig.next_message()
    assert room.script.visits[0].actor == OUTSIDER  # it knocked
    assert not room.rig.sent(OUTSIDER)
    assert not [call for call in room.rig.world.calls if call.text("chat_id") == str(OUTSIDER)
                and not call.method.endswith("mycommands")]  # fmt: skip


async def test_nobody_speaks_in_a_chats_name(room: Room) -> None:
    room.rig.world.privacy = False
    room.script.admitted.add(777_000)  # who passes a channel's posts on into its group is no bot
    channel = {"id": -1003000000001, "type": "channel", "title": "Kênh"}
    await room.rig.say(777_000, "/gia btc", GROUP, sender_chat=channel)
    await room.rig.say(OWNER, "/gia btc", GROUP, anonymous=True)
    await room.rig.say(OWNER, "/gia btc", GROUP, as_channel=-1003000000001)
    await room.rig.say(OWNER, "/gia eth", GROUP)
    await room.rig.next_message(GROUP)
    assert [line for line, _ in room.script.heard] == ["gia eth"]
    assert len(room.rig.sent(GROUP)) == 1


async def test_what_somebody_passes_on_is_not_their_word(room: Room) -> None:
    await room.rig.forward(OWNER, "/tamdung")
    await room.rig.forward(OWNER, "/tamdung", GROUP)
    leaked = await room.rig.forward(OWNER, f"token: {SECRET}")
    await room.rig.next_message()
    assert leaked.deleted
    await room.rig.say(OWNER, "/gia btc")
    await room.rig.next_message()
    assert [line for line, _ in room.script.heard] == ["gia btc"]


async def test_nothing_is_said_where_there_is_nothing_to_say(room: Room) -> None:
    room.script.replies["cà phê không"] = None
    await room.rig.say(OWNER, "cà phê không")
    await room.rig.say(OWNER, "giá btc")
    await room.rig.next_message()
    assert len(room.rig.sent()) == 1


async def test_a_note_alone_is_said_in_words(room: Room) -> None:
    message = await room.ask("/dừng", Reply(note="Nút này hết hiệu lực."))
    assert message.text == "Nút này hết hiệu lực."


async def test_what_one_person_says_is_answered_in_its_order_and_others_do_not_wait(room: Room) -> None:
    hold = room.script.pauses["giá btc"] = asyncio.Event()
    room.script.replies |= {"giá btc": Reply(card("một")), "giá eth": Reply(card("hai"))}
    await room.rig.say(OWNER, "giá btc")
    await room.rig.say(OWNER, "giá eth")
    await room.rig.say(VIEWER, "giá sol")
    await room.rig.next_message(VIEWER)
    assert not room.rig.sent(OWNER)
    hold.set()
    texts = [(await room.rig.next_message()).text for _ in range(2)]
    assert [text.split("\n")[-1] for text in texts] == ["một", "hai"]


async def test_a_flood_of_one_person_is_cut_off(room: Room) -> None:
    hold = room.script.pauses["giá btc"] = asyncio.Event()
    room.script.replies["giá btc"] = None
    for _ in range(60):
        await room.rig.say(OWNER, "giá btc")
    await room.rig.say(VIEWER, "giá eth")
    await room.rig.next_message(VIEWER)
    hold.set()
    await room.rig.say(OWNER, "giá sol")
    await room.rig.next_message()
    assert len(room.script.heard) == 20 + 2


async def test_old_messages_are_not_carried_out(quiet_room: Room, caplog: pytest.LogCaptureFixture) -> None:
    room = quiet_room
    now = time.time()
    room.rig.world.clock = lambda: now - 300
    await room.rig.say(OWNER, "/dungtat")
    room.rig.world.clock = time.time
    await room.start()
    await room.rig.say(OWNER, "giá btc")
    await room.rig.next_message()
    assert room.script.heard == [("giá btc", True)]


async def test_a_wrong_clock_on_this_machine_makes_nothing_old(quiet_room: Room) -> None:
    quiet_room.clock = SimpleNamespace(now=lambda: WallClock().now() + 86_400_000)
    await quiet_room.start()
    await quiet_room.rig.say(OWNER, "giá btc")
    await quiet_room.rig.next_message()


async def test_a_secret_is_deleted_and_warned_about(room: Room) -> None:
    posted = await room.rig.say(OWNER, f"token: {SECRET}")
    warning = await room.rig.next_message()
    assert posted.deleted
    assert "đã xóa" in warning.text
    assert not room.script.heard


async def test_a_secret_that_may_not_be_deleted_is_pointed_at(room: Room) -> None:
    room.rig.world.privacy = False
    posted = await room.rig.say(OWNER, f"token: {SECRET}", GROUP)
    warning = await room.rig.next_message(GROUP)
    assert not posted.deleted
    assert "tự xóa" in warning.text
    assert warning.reply_to is posted


async def test_an_unforeseen_error_is_told_with_its_incident(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    room.script.errors["giá btc"] = RuntimeError("boom")
    await room.rig.say(OWNER, "giá btc")
    message = await room.rig.next_message()
    assert "E-" in message.text
    incident = message.text[message.text.index("E-") :][:8]
    assert any(incident in record.getMessage() and record.exc_info for record in caplog.records)
    await room.rig.say(OWNER, "giá eth")
    assert "67.900" in (await room.rig.next_message()).text


async def test_a_group_that_became_a_supergroup_is_told_in_the_log(
    room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        moved = await room.rig.migrate(GROUP)
        await room.rig.read()
        await room.rig.wait_for(lambda: str(moved.id) in caplog.text)
    assert str(GROUP) in caplog.text


async def test_being_blocked_and_let_in_again_is_only_noted(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        await room.rig.block(VIEWER)
        await room.rig.unblock(VIEWER)
        await room.rig.say(VIEWER, "giá btc")
        await room.rig.next_message(VIEWER)
    assert "kicked" in caplog.text
    assert len(room.rig.sent()) == 1


async def test_what_somebody_edits_is_not_read_again(room: Room) -> None:
    said = await room.rig.say(OWNER, "giá btc")
    await room.rig.next_message()
    await room.rig.edit(said, "giá eth")
    await room.rig.say(OWNER, "giá sol")
    await room.rig.next_message()
    assert [line for line, _ in room.script.heard] == ["giá btc", "giá sol"]


async def test_a_slow_answer_is_seen_to_be_written(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handlers, "_TYPING_AFTER", 0.05)
    hold = room.script.pauses["giá btc"] = asyncio.Event()
    await room.rig.say(OWNER, "giá btc")
    await room.rig.called("sendChatAction")
    hold.set()
    await room.rig.next_message()

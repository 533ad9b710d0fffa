"""What the chat faces do with what people say, on a running engine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bots.common.actions import Action, Verb, read, written
from bots.common.conversation import Conversation
from bots.common.reply import Button, Reply
from engine.service.visits import Visit
from locales import t
from tests.engine.house import House, living
from tests.engine.service.conftest import reach

OWNER, OPERATOR, VIEWER, STRANGER = 42, 43, 44, 99
GROUP = -1001
SETTINGS = {
    "telegram_chats": str(GROUP), "telegram_owners": str(OWNER), "telegram_operators": str(OPERATOR),
    "telegram_viewers": str(VIEWER), "confidence_threshold": 0.99,
}  # fmt: skip


def alone(actor: int, language: str | None = "vi") -> Visit:
    return Visit("telegram", actor, f"person {actor}", str(actor), actor, True, language)


def in_group(actor: int, chat: int = GROUP, language: str | None = "vi") -> Visit:
    return Visit("telegram", actor, f"person {actor}", str(chat), chat, False, language)


@pytest.fixture
async def house(tmp_path: Path, models: Path) -> AsyncIterator[House]:
    async with living(tmp_path, models, **SETTINGS) as house:
        await reach(house, 70)
        yield house


@pytest.fixture
def talk(house: House) -> Conversation:
    return Conversation(house.engine.lobby())


def said(reply: Reply | None) -> str:
    assert reply is not None
    return repr(reply.card)


def button(reply: Reply | None, verb: Verb) -> Button:
    assert reply is not None
    found = [one for row in reply.buttons for one in row if (action := read(one.action)) and action.verb is verb]
    assert found, reply.buttons
    return found[0]


async def test_a_price_by_any_of_its_names(talk: Conversation) -> None:
    answers = [
        said(await talk.line(in_group(STRANGER), line)) for line in ("gia BTC", "giá btc", "price BTCUSDT", "GIÁ  btc")
    ]
    assert len(set(answers)) == 1
    assert "BTC/USDT" in answers[0]


async def test_a_coins_name_alone_asks_for_its_price(talk: Conversation) -> None:
    priced = said(await talk.line(alone(VIEWER), "giá btc"))
    assert said(await talk.line(alone(VIEWER), "BTC", plain=True)) == priced
    assert said(await talk.line(alone(VIEWER), "btc bao nhiêu?", plain=True)) == priced
    assert await talk.line(in_group(VIEWER), "doge", plain=True) is None
    assert await talk.line(in_group(VIEWER), "btc bao nhiêu?", plain=True) is None


async def test_a_forecast_comes_with_chart_and_buttons(talk: Conversation) -> None:
    reply = await talk.line(in_group(STRANGER), "dự đoán btc")
    assert reply is not None
    assert reply.picture is not None
    assert reply.picture.startswith(b"\x89PNG")
    assert read(button(reply, Verb.FRESH).action) == Action(Verb.FRESH, "predict BTC/USDT")
    again = await talk.press(in_group(STRANGER), button(reply, Verb.FRESH).action)
    assert again is not None
    assert again.edits


async def test_who_is_not_admitted_hears_nothing_whatever_they_try(talk: Conversation) -> None:
    for visit in (alone(STRANGER), in_group(STRANGER, -5), in_group(OWNER, -5)):
        assert not talk.is_admitted(visit)
        assert await talk.line(visit, "giá btc") is None
        assert await talk.command(visit, "price", {"symbol": "BTC"}) is None
        assert await talk.press(visit, "1rprice BTC/USDT") is None
        assert await talk.suggest(visit, "price", "symbol", "") == []
        assert not await talk.holds_secret(visit, "M" + "a" * 23 + "." + "b" * 6 + "." + "c" * 27)


async def test_a_role_that_is_too_low_is_told_so_and_written_down(talk: Conversation, house: House) -> None:
    assert "người vận hành" in said(await talk.line(alone(VIEWER), "tạm dừng"))
    rows = await house.rows("SELECT surface, actor, command, result FROM audit_log")
    assert [tuple(row) for row in rows] == [("telegram", str(VIEWER), "pause", "Refused")]


async def test_plain_words_only_ask(talk: Conversation, house: House) -> None:
    assert "BTC/USDT" in said(await talk.line(alone(OWNER), "giá btc", plain=True))
    assert "/tamdung" in said(await talk.line(alone(OWNER), "tạm dừng", plain=True))
    assert await talk.line(in_group(OWNER), "tạm dừng", plain=True) is None
    assert await talk.line(in_group(OWNER), "giá cà phê hôm nay tăng quá", plain=True) is None
    assert house.engine.rooms.desk.state.value == "RUNNING"


async def test_halting_asks_first_and_only_the_one_who_was_asked_may_agree(talk: Conversation, house: House) -> None:
    asked = await talk.line(in_group(OPERATOR), "dừng hẳn")
    yes = button(asked, Verb.AGREE).action
    assert house.engine.rooms.desk.state.value == "RUNNING"
    for other in (in_group(OWNER), alone(OWNER), in_group(VIEWER)):
        reply = await talk.press(other, yes)
        assert reply is not None
        assert reply.card is None
    assert house.engine.rooms.desk.state.value == "RUNNING"
    await talk.press(in_group(OPERATOR), yes)
    assert house.engine.rooms.desk.state.value == "HALTED"
    # Once is once: after a person has resumed, the old button does nothing.
    await house.ask("resume")
    await talk.press(in_group(OPERATOR), yes)
    assert house.engine.rooms.desk.state.value == "RUNNING"


async def test_the_worst_also_wants_its_word(talk: Conversation, house: House) -> None:
    visit = alone(OWNER)
    asked = await talk.line(visit, "đóng tất")
    step = await talk.press(visit, button(asked, Verb.AGREE).action)
    assert step is not None
    assert step.form is not None
    assert house.engine.rooms.desk.state.value == "RUNNING"
    await talk.press(visit, step.form.action)  # without the word
    assert house.engine.rooms.desk.state.value == "RUNNING"
    step = await talk.press(visit, button(await talk.line(visit, "đóng tất"), Verb.AGREE).action)
    assert step is not None
    assert step.form is not None
    await talk.press(visit, step.form.action, {"word": "dong tat"})
    assert house.engine.rooms.desk.state.value == "HALTED"


async def test_the_word_may_be_typed_as_a_message(talk: Conversation, house: House) -> None:
    visit = alone(OWNER)
    await talk.press(visit, button(await talk.line(visit, "flatten"), Verb.AGREE).action)
    await talk.line(visit, "Đóng tất", plain=True)
    assert house.engine.rooms.desk.state.value == "HALTED"


async def test_a_question_about_money_is_private_and_may_be_answered_in_private(talk: Conversation) -> None:
    asked = await talk.line(in_group(OPERATOR), "flatten")
    assert asked is not None
    assert asked.private
    yes = button(asked, Verb.AGREE).action
    for other in (alone(OWNER), in_group(OWNER)):
        refused = await talk.press(other, yes)
        assert refused is not None
        assert refused.card is None
    step = await talk.press(alone(OPERATOR), yes)
    assert step is not None
    assert step.form is not None


async def test_what_has_changed_since_the_question_is_asked_about_anew(talk: Conversation, house: House) -> None:
    visit, desk = alone(OWNER), house.engine.rooms.desk
    asked = await talk.line(visit, "đóng tất")
    await house.ask("enter", symbol="BTC")
    await house.reach(house.pipeline.candles_seen + 2)
    again = await talk.press(visit, button(asked, Verb.AGREE).action)
    assert "đã khác" in said(again)
    assert desk.state.value == "RUNNING"
    step = await talk.press(visit, button(again, Verb.AGREE).action)
    assert step is not None
    assert step.form is not None
    await talk.press(visit, step.form.action, {"word": "dong tat"})
    assert desk.state.value == "HALTED"


async def test_declining_uses_the_question_up(talk: Conversation, house: House) -> None:
    visit = alone(OWNER)
    asked = await talk.line(visit, "dừng hẳn")
    await talk.press(visit, button(asked, Verb.DECLINE).action)
    await talk.press(visit, button(asked, Verb.AGREE).action)
    assert house.engine.rooms.desk.state.value == "RUNNING"


async def test_money_is_private_in_a_group(talk: Conversation) -> None:
    for line in ("vị thế", "số dư", "lãi lỗ"):
        reply = await talk.line(in_group(VIEWER), line)
        assert reply is not None
        assert reply.private
    reply = await talk.line(in_group(VIEWER), "giá btc")
    assert reply is not None
    assert not reply.private


async def test_a_chart_tells_a_group_nothing_of_what_is_held(talk: Conversation, house: House) -> None:
    await talk.press(alone(OWNER), button(await talk.line(alone(OWNER), "enter btc"), Verb.AGREE).action)
    await reach(house, 74)
    entered, stop = t("tui-entry", lang="vi"), t("tui-stop", lang="vi")
    private = said(await talk.line(alone(VIEWER), "chart btc"))
    assert entered in private
    assert stop in private
    public = said(await talk.line(in_group(VIEWER), "chart btc"))
    assert "BTC/USDT" in public
    assert entered not in public
    assert stop not in public


@pytest.mark.parametrize("line", ["ping", "halt", "price ???", "price btc eth"])
async def test_a_flood_is_told_once(talk: Conversation, line: str) -> None:
    replies = [await talk.line(in_group(STRANGER), line) for _ in range(14)]
    notes = [reply for reply in replies if reply is not None and reply.note]
    assert len(notes) == 1
    assert replies[-1] is None


async def test_a_flood_of_refused_commands_does_not_fill_the_audit(talk: Conversation, house: House) -> None:
    for _ in range(30):
        await talk.line(in_group(STRANGER), "halt")
        await talk.command(in_group(STRANGER), "flatten", {})
    assert len(await house.rows("SELECT id FROM audit_log")) < 15


async def test_who_may_stop_things_is_never_held_up(talk: Conversation) -> None:
    replies = [await talk.line(alone(OPERATOR), "halt") for _ in range(12)]
    assert all(reply is not None and reply.card is not None and reply.buttons for reply in replies)


async def test_the_menu_leads_to_forms(talk: Conversation) -> None:
    menu = await talk.line(alone(OWNER), "start")
    assert menu is not None
    control = next(b for row in menu.buttons for b in row if b.action == written(Action(Verb.MENU, "control")))
    shown = await talk.press(alone(OWNER), control.action)
    form = await talk.press(alone(OWNER), button(shown, Verb.FORM).action)
    assert form is not None
    assert form.form is not None
    assert [field.name for field in form.form.fields] == ["symbol", "cash"]
    asked = await talk.press(alone(OWNER), form.form.action, {"symbol": "btc", "cash": ""})
    assert button(asked, Verb.AGREE)


async def test_language_is_the_persons_then_the_chats_then_the_platforms(talk: Conversation) -> None:
    assert "Price" not in said(await talk.line(alone(VIEWER, "vi"), "help gia"))
    english = said(await talk.line(alone(VIEWER, "en"), "status"))
    await talk.line(alone(VIEWER, "en"), "lang vi")
    vietnamese = said(await talk.line(alone(VIEWER, "en"), "status"))
    assert english != vietnamese


async def test_an_engine_that_fails_says_so_with_an_incident(talk: Conversation, house: House) -> None:
    def broken(*_: Any) -> Any:
        raise ZeroDivisionError

    house.engine.rooms.desk.portfolio = broken  # type: ignore[method-assign]
    text = said(await talk.line(alone(VIEWER), "status"))
    assert "E-" in text
    assert "ZeroDivisionError" in text or "err-unexpected" not in text


async def test_an_owner_grants_a_role_and_the_question_names_the_platform(talk: Conversation) -> None:
    asked = await talk.line(alone(OWNER), "quyền cấp 1234567 người xem")
    assert "Telegram" in said(asked)
    await talk.press(alone(OWNER), button(asked, Verb.AGREE).action)
    assert "BTC/USDT" in said(await talk.line(alone(1234567), "giá btc"))


async def test_many_people_at_once(talk: Conversation) -> None:
    replies = await asyncio.gather(*(talk.line(in_group(1_000 + number), "giá btc") for number in range(40)))
    assert all(reply is not None and reply.card is not None for reply in replies)

"""Letters: where they go, and an exact word on what became of them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator

import httpx
import pytest
from telegram.error import BadRequest, NetworkError, TelegramError, TimedOut

from bots.telegram import connecting
from bots.telegram.courier import TelegramCourier
from bots.telegram.fates import Unacceptable, fate_of
from bots.telegram.watching import Watch
from engine.core.clocks import WallClock
from engine.service.alerts.letters import FateUnknown, Letter, MailboxClosed, NotSent
from engine.settings import Settings
from tests.bots.common.cards.happened import TARGET
from tests.fakes.telegram_people import FORUM, GROUP, OWNER, PRICES, VIEWER
from tests.fakes.telegram_rig import TelegramRig

ME = f"user:{OWNER}"


def letter(mailbox: str = ME, *, language: str = "vi", silent: bool = False, count: int = 1) -> Letter:
    return Letter(mailbox, (TARGET,) * count, language, language, silent, "nonce")


@pytest.fixture
async def rig() -> AsyncIterator[TelegramRig]:
    async with TelegramRig() as rig:
        yield rig


@pytest.fixture
async def courier(rig: TelegramRig, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[TelegramCourier]:
    monkeypatch.setitem(connecting._PATIENCE, "read_timeout", 0.3)
    watch = Watch(lambda ok, why: None, WallClock())
    app = connecting.build(rig.token, Settings(telegram_api_url=rig.url), watch)
    await app.initialize()
    yield TelegramCourier(app.bot)
    await app.shutdown()


async def test_a_letter_is_written_as_its_reader_reads(rig: TelegramRig, courier: TelegramCourier) -> None:
    await courier.deliver(letter())
    await courier.deliver(letter(language="en", silent=True))
    vietnamese, english = rig.sent(OWNER)
    assert "71.295" in vietnamese.text
    assert "71,295" in english.text
    assert (vietnamese.silent, english.silent) == (False, True)


@pytest.mark.parametrize(
    ("mailbox", "chat", "thread"),
    [(ME, OWNER, 0), (f"chat:{GROUP}", GROUP, 0), (f"chat:{FORUM}:{PRICES}", FORUM, PRICES)],
)
async def test_a_letter_goes_to_a_person_a_chat_or_a_topic(
    rig: TelegramRig, courier: TelegramCourier, mailbox: str, chat: int, thread: int
) -> None:
    await courier.deliver(letter(mailbox))
    [message] = rig.sent()
    assert (message.chat.id, message.thread) == (chat, thread)


async def test_later_is_told_with_how_much_later_and_not_tried_again(
    rig: TelegramRig, courier: TelegramCourier
) -> None:
    rig.faults.throttle("sendMessage", 7)
    with pytest.raises(NotSent) as told:
        await courier.deliver(letter())
    assert told.value.retry_after == 7
    assert len(rig.calls("sendMessage")) == 1


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_server_in_trouble_has_not_sent_it(rig: TelegramRig, courier: TelegramCourier, status: int) -> None:
    rig.faults.fail("sendMessage", status)
    with pytest.raises(NotSent):
        await courier.deliver(letter())
    assert len(rig.calls("sendMessage")) == 1


async def test_where_nobody_listens_nothing_was_sent(rig: TelegramRig, courier: TelegramCourier) -> None:
    await rig.server.stop()
    with pytest.raises(NotSent):
        await courier.deliver(letter())
    await rig.server.start()
    await courier.deliver(letter())
    assert len(rig.sent()) == 1


async def test_a_line_that_breaks_or_falls_silent_leaves_the_fate_unknown(
    rig: TelegramRig, courier: TelegramCourier
) -> None:
    rig.faults.cut("sendMessage")
    with pytest.raises(FateUnknown):
        await courier.deliver(letter())
    rig.faults.hang("sendMessage", stored=True)
    with pytest.raises(FateUnknown):
        await courier.deliver(letter())
    assert len(rig.sent()) == 2


async def test_who_blocked_the_bot_or_never_met_it_has_a_closed_mailbox(
    rig: TelegramRig, courier: TelegramCourier
) -> None:
    await rig.block(OWNER)
    rig.world.person(VIEWER).met = False
    await rig.kick(GROUP)
    for mailbox in (ME, f"user:{VIEWER}", f"chat:{GROUP}", "chat:-100999", f"chat:{FORUM}:777"):
        with pytest.raises(MailboxClosed):
            await courier.deliver(letter(mailbox))


async def test_a_group_that_moved_closes_its_old_mailbox_and_names_the_new_one(
    rig: TelegramRig, courier: TelegramCourier
) -> None:
    moved = await rig.migrate(GROUP)
    with pytest.raises(MailboxClosed, match=str(moved.id)):
        await courier.deliver(letter(f"chat:{GROUP}"))


async def test_what_telegram_cannot_read_goes_out_plain_with_an_incident_in_the_log(
    rig: TelegramRig, courier: TelegramCourier, caplog: pytest.LogCaptureFixture
) -> None:
    rig.faults.refuse("sendMessage", 400, "Bad Request: can't parse entities: Unexpected end tag")
    with caplog.at_level(logging.WARNING):
        await courier.deliver(letter())
    [message] = rig.sent()
    assert "71.295" in message.text
    assert not message.marked("bold")
    assert "E-" in caplog.text


async def test_a_letter_whose_beginning_arrived_is_never_surely_unsent(
    rig: TelegramRig, courier: TelegramCourier
) -> None:
    async def spoil_the_second() -> None:
        await rig.wait_for(lambda: len(rig.sent()) == 1)
        rig.faults.fail("sendMessage", times=None)

    spoiling = asyncio.create_task(spoil_the_second())
    with pytest.raises(FateUnknown):
        await courier.deliver(letter(count=40))
    await spoiling
    assert len(rig.sent()) == 1


def caused(error: TelegramError, cause: Exception | None) -> TelegramError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "fate"),
    [
        (caused(TimedOut("Pool timeout"), httpx.PoolTimeout("")), NotSent),
        (caused(TimedOut(), httpx.ConnectTimeout("")), NotSent),
        (caused(TimedOut(), httpx.ReadTimeout("")), FateUnknown),
        (caused(TimedOut(), httpx.WriteTimeout("")), FateUnknown),
        (caused(NetworkError(""), httpx.ConnectError("name not known")), NotSent),
        (caused(NetworkError(""), httpx.ProxyError("403")), NotSent),
        (caused(NetworkError(""), httpx.ReadError("")), FateUnknown),
        (caused(NetworkError(""), httpx.RemoteProtocolError("")), FateUnknown),
        (caused(NetworkError("Gateway Timeout (504)"), None), FateUnknown),
        (caused(NetworkError("Unknown error"), RuntimeError()), FateUnknown),
        (TelegramError("Invalid server response"), FateUnknown),
        (BadRequest("Chat not found"), MailboxClosed),
        (BadRequest("Not enough rights to send text messages to the chat"), MailboxClosed),
        (BadRequest("Message is too long"), Unacceptable),
    ],
)
def test_the_fate_of_a_call(error: TelegramError, fate: type[Exception]) -> None:
    assert type(fate_of(error)) is fate

"""What goes wrong on request: limits, conflicts, broken answers and lines, and what the client makes of it."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram.error import Conflict, NetworkError, RetryAfter, TelegramError, TimedOut

from tests.fakes.telegram_client import Ear, application, client
from tests.fakes.telegram_faults import Rates
from tests.fakes.telegram_people import GROUP, OPERATOR, OWNER
from tests.fakes.telegram_rig import TelegramRig


@pytest.fixture
async def rig() -> AsyncIterator[TelegramRig]:
    async with TelegramRig() as rig:
        yield rig


async def test_too_many_requests_say_when_to_come_again(rig: TelegramRig) -> None:
    fault = rig.faults.throttle("sendMessage", retry_after=3, times=2)
    async with client(rig) as bot:
        for _ in range(2):
            with pytest.raises(RetryAfter) as caught:
                await bot.send_message(OWNER, "x")
        await bot.send_message(OWNER, "x")
    assert "3 seconds" in str(caught.value)
    assert (fault.hits, fault.over, len(rig.sent())) == (2, True, 1)


async def test_polling_goes_on_after_too_many_requests(rig: TelegramRig) -> None:
    ear = Ear()
    rig.faults.throttle("getUpdates", retry_after=1)
    async with application(rig, ear.handler):
        await rig.say(OWNER, "giá")
        await rig.read()
    assert ear.texts == ["giá"]
    assert [each.status for each in rig.calls("getUpdates")][:2] == [429, 200]


async def test_a_fault_may_be_for_one_chat_until_it_is_lifted(rig: TelegramRig) -> None:
    fault = rig.faults.throttle("sendMessage", times=None, chat=GROUP)
    async with client(rig) as bot:
        for _ in range(3):
            with pytest.raises(RetryAfter):
                await bot.send_message(GROUP, "x")
        await bot.send_message(OWNER, "x")
        fault.lift()
        await bot.send_message(GROUP, "x")
    assert fault.hits == 3


async def test_telegrams_own_limits_are_kept_when_they_are_switched_on(rig: TelegramRig) -> None:
    rig.server.rates = Rates(person=1, group=2)
    async with client(rig) as bot:
        await bot.send_message(OWNER, "1")
        with pytest.raises(RetryAfter):
            await bot.send_message(OWNER, "2")
        await bot.send_message(OPERATOR, "1")
        for number in range(2):
            await bot.send_message(GROUP, str(number))
        with pytest.raises(RetryAfter) as caught:
            await bot.send_message(GROUP, "3")
    assert "60 seconds" in str(caught.value)


async def test_of_two_that_poll_the_first_is_ended(rig: TelegramRig) -> None:
    async with client(rig) as one, client(rig) as two:
        first = asyncio.ensure_future(one.get_updates(timeout=5))
        await rig.polling()
        second = asyncio.ensure_future(two.get_updates(timeout=5))
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await first
        await rig.say(OWNER, "giá")
        assert [each.message.text for each in await second] == ["giá"]


async def test_a_rival_and_a_webhook_leave_nothing_to_poll(rig: TelegramRig) -> None:
    async with client(rig) as bot:
        rig.updates.rival = True
        with pytest.raises(Conflict, match="terminated by other"):
            await bot.get_updates()
        rig.updates.rival = False
        await bot.set_webhook("https://a.vn/hook")
        with pytest.raises(Conflict, match="webhook is active"):
            await bot.get_updates()
        assert (await bot.get_webhook_info()).url == "https://a.vn/hook"
        await bot.delete_webhook()
        assert await bot.get_updates() == ()


async def test_updates_stay_until_they_are_confirmed(rig: TelegramRig) -> None:
    async with client(rig) as bot:
        for text in ("một", "hai"):
            await rig.say(OWNER, text)
        first = await bot.get_updates()
        assert [each.update_id for each in await bot.get_updates()] == [each.update_id for each in first]
        rest = await bot.get_updates(offset=first[0].update_id + 1)
        assert [each.message.text for each in rest] == ["hai"]
        assert len(await bot.get_updates(offset=rest[-1].update_id + 1, allowed_updates=["callback_query"])) == 0
        await rig.say(OWNER, "ba")
        assert await bot.get_updates() == (), "only what was asked for is kept"
        await bot.delete_webhook(drop_pending_updates=True)
        assert rig.updates.queue == []


async def test_a_cut_line_leaves_it_open_what_became_of_the_message(rig: TelegramRig) -> None:
    async with client(rig) as bot:
        rig.faults.cut("sendMessage")
        with pytest.raises(NetworkError):
            await bot.send_message(OWNER, "x")
        assert [each.text for each in rig.sent()] == ["x"]
        rig.faults.cut("sendMessage", stored=False)
        with pytest.raises(NetworkError):
            await bot.send_message(OWNER, "y")
        await bot.send_message(OWNER, "x")
    assert [each.text for each in rig.sent()] == ["x", "x"], "who sends again may have sent twice"


async def test_a_gateway_that_fails_answers_in_html(rig: TelegramRig) -> None:
    rig.faults.fail("sendMessage", 502)
    async with client(rig) as bot:
        with pytest.raises(NetworkError, match="Bad Gateway"):
            await bot.send_message(OWNER, "x")
    assert rig.sent() == []


@pytest.mark.parametrize(("kind", "stored"), [("slow", 1), ("hang", 0)])
async def test_an_answer_may_come_late_or_never(rig: TelegramRig, kind: str, stored: int) -> None:
    getattr(rig.faults, kind)("sendMessage")
    async with client(rig, read_timeout=0.05) as bot:
        with pytest.raises(TimedOut):
            await bot.send_message(OWNER, "x")
        await bot.send_message(OWNER, "y")
    assert len(rig.sent()) == 1 + stored


async def test_an_error_of_ones_own_choice(rig: TelegramRig) -> None:
    rig.faults.refuse("sendPhoto", 400, "Bad Request: not enough rights to send photos to the chat")
    async with client(rig) as bot:
        with pytest.raises(TelegramError, match="Not enough rights to send photos"):
            await bot.send_photo(OWNER, "AgAC")


async def test_what_is_said_while_nobody_listens_arrives_when_the_line_is_back(rig: TelegramRig) -> None:
    ear, failed = Ear(), asyncio.Event()
    async with application(rig, ear.handler, error_callback=lambda error: failed.set()) as app:
        await rig.server.stop()
        await asyncio.wait_for(failed.wait(), 5)
        with pytest.raises(NetworkError):
            await app.bot.send_message(OWNER, "x")
        await rig.say(OWNER, "có đó không")
        await rig.server.start()
        await rig.read()
    assert ear.texts == ["có đó không"]

"""What becomes of a letter, by what became of the request."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bots.discord import posting
from bots.discord.courier import DiscordCourier
from bots.discord.posting import Posting
from engine.core.events import Event, EventKind
from engine.service.alerts.letters import FateUnknown, Letter, MailboxClosed, NotSent, Summary
from tests.fakes.discord_rig import DM, DiscordRig
from tests.fakes.discord_world import EMBED, OWNER, SEND

SENDING = "POST /channels/*/messages"
SIGNAL = Event(
    EventKind.STATE_CHANGED, 1_700_000_000_000, "demo", None,
    {"state": "PAUSED", "before": "RUNNING", "actor": "discord:42", "cause": "@everyone <@42> **x**"},
)  # fmt: skip

SERVED = frozenset({1000})


def letter(mailbox: str = "chat:2000", nonce: str = "a" * 40, *, silent: bool = False, many: bool = False) -> Letter:
    summary = Summary({"signal": 20}, 1_700_000_000_000, 1_700_003_600_000) if many else None
    return Letter(mailbox, (SIGNAL,), "vi", "vi", silent, nonce, summary)


@pytest.fixture
async def rig(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[DiscordRig]:
    async with DiscordRig() as rig:
        rig.point(monkeypatch)
        yield rig


@pytest.fixture
async def courier(rig: DiscordRig) -> AsyncIterator[DiscordCourier]:
    post = Posting(rig.world.token, None)
    yield DiscordCourier(post, lambda: SERVED)
    await post.close()


async def test_a_letter_to_a_channel_and_to_a_person(rig: DiscordRig, courier: DiscordCourier) -> None:
    await courier.deliver(letter())
    await courier.deliver(letter(f"user:{OWNER}", silent=True))
    await courier.deliver(letter(f"user:{OWNER}", "b"))
    public, private, second = rig.messages
    assert public.channel.id == 2000
    assert not public.quiet
    assert private.channel is second.channel is rig.place(OWNER, DM)
    assert private.quiet
    assert not second.quiet
    assert len(rig.called("POST", "/users/@me/channels")) == 1
    assert all(message.embeds and not message.pings for message in rig.messages)
    assert all(message.allowed_mentions == {"parse": []} for message in rig.messages)


async def test_a_repeated_letter_is_shown_once(rig: DiscordRig, courier: DiscordCourier) -> None:
    rig.faults.cut(SENDING)
    with pytest.raises(FateUnknown):
        await courier.deliver(letter())
    await courier.deliver(letter())
    await courier.deliver(letter())
    assert len(rig.messages) == 1
    await courier.deliver(letter(nonce="other"))
    assert len(rig.messages) == 2


async def test_a_limit_says_how_long_to_wait_and_is_met_once(rig: DiscordRig, courier: DiscordCourier) -> None:
    rig.faults.rate_limit(SENDING, 7.5)
    with pytest.raises(NotSent) as refused:
        await courier.deliver(letter())
    assert refused.value.retry_after == 7.5
    rig.faults.ban(SENDING)
    with pytest.raises(NotSent) as banned:
        await courier.deliver(letter())
    assert banned.value.retry_after == 60
    assert len(rig.called("POST", "/channels/2000/messages")) == 2
    assert not rig.messages


async def test_what_was_never_taken_is_not_sent(rig: DiscordRig, courier: DiscordCourier) -> None:
    rig.faults.fail(SENDING, 503)
    with pytest.raises(NotSent):
        await courier.deliver(letter())
    await rig.server.stop()
    with pytest.raises(NotSent):
        await courier.deliver(letter())


@pytest.mark.parametrize("status", [500, 502, 504, 520])
async def test_who_failed_after_taking_it_may_have_delivered_it(
    rig: DiscordRig, courier: DiscordCourier, status: int
) -> None:
    rig.faults.fail(SENDING, status, stored=True)
    with pytest.raises(FateUnknown):
        await courier.deliver(letter())
    await courier.deliver(letter())
    assert len(rig.messages) == 1


async def test_silence_leaves_the_fate_open(
    rig: DiscordRig, courier: DiscordCourier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "_TIMEOUT", aiohttp.ClientTimeout(total=0.1))
    hung = rig.faults.hang(SENDING, stored=True)
    with pytest.raises(FateUnknown):
        await courier.deliver(letter())
    hung.lift()


@pytest.mark.parametrize("mailbox", [f"user:{OWNER}", "chat:2000", "chat:999999", "user:999999"])
async def test_who_cannot_be_written_to_closes_the_mailbox(
    rig: DiscordRig, courier: DiscordCourier, mailbox: str
) -> None:
    rig.world.users[OWNER].blocks_bot = True
    rig.world.channels[2000].denied = SEND | EMBED
    with pytest.raises(MailboxClosed):
        await courier.deliver(letter(mailbox))


async def test_a_server_that_is_no_longer_served_hears_nothing_more(rig: DiscordRig) -> None:
    served, post = set(SERVED), Posting(rig.world.token, None)
    courier = DiscordCourier(post, lambda: served)
    await courier.deliver(letter())
    served.clear()
    with pytest.raises(MailboxClosed):
        await courier.deliver(letter(nonce="b"))
    await courier.deliver(letter(f"user:{OWNER}"))
    assert [message.channel.id for message in rig.messages if message.channel.id == 2000] == [2000]
    await post.close()


async def test_a_wrong_token_keeps_letters_waiting(rig: DiscordRig) -> None:
    post = Posting("wrong", None)
    with pytest.raises(NotSent):
        await DiscordCourier(post, lambda: SERVED).deliver(letter())
    await post.close()


async def test_a_proxy_that_is_not_there_sent_nothing(rig: DiscordRig) -> None:
    for proxy in ("http://127.0.0.1:9", "socks5://127.0.0.1:9"):
        post = Posting(rig.world.token, proxy)
        with pytest.raises(NotSent):
            await DiscordCourier(post, lambda: SERVED).deliver(letter())
        await post.close()
    assert not rig.calls


async def test_opening_a_conversation_delivers_nothing(rig: DiscordRig, courier: DiscordCourier) -> None:
    rig.faults.cut("POST /users/@me/channels")
    with pytest.raises(NotSent):
        await courier.deliver(letter(f"user:{OWNER}"))


async def test_a_letter_that_discord_will_not_have_comes_as_its_title(rig: DiscordRig, courier: DiscordCourier) -> None:
    rig.faults.fail(SENDING, 400, body={"code": 50035, "message": "Invalid Form Body"})
    await courier.deliver(letter())
    (message,) = rig.messages
    assert message.content
    assert not message.embeds
    assert not message.pings


async def test_letters_of_one_mailbox_may_go_beside_those_of_another(rig: DiscordRig, courier: DiscordCourier) -> None:
    await asyncio.gather(*(courier.deliver(letter(f"chat:{place}", f"{place}")) for place in (2000, 2001, 2002)))
    assert {message.channel.id for message in rig.messages} == {2000, 2001, 2002}


async def test_what_an_outage_held_back_is_one_message(rig: DiscordRig, courier: DiscordCourier) -> None:
    await courier.deliver(letter(many=True))
    assert "20" in rig.messages[0].text


async def test_a_proxys_password_is_kept_nowhere() -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(refuse, "127.0.0.1", 0) as proxy:
        port = proxy.sockets[0].getsockname()[1]
        post = Posting("token", f"http://an:geheim@127.0.0.1:{port}")
        with pytest.raises(NotSent) as refused:
            await post.post("/channels/1/messages", {})
        await post.close()
    assert "407" in refused.value.reason
    assert "geheim" not in refused.value.reason

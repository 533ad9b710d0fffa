"""``doctor`` and chat: a wrong token, a refused address, a blocked network and no network at all look different."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from aiohttp import web

from engine.cli.checks import Level, chat
from engine.cli.checks.reaching import Outcome, ask, outcome_of
from engine.core.wording import sentence
from engine.settings import Settings

DISCORD_TOKEN, TELEGRAM_TOKEN = "M" + "a" * 23 + ".bbbbbb." + "c" * 27, "12345678:" + "d" * 35
WELL = {"name": "Hải Đăng", "flags": 1 << 19}
ME = {"ok": True, "result": {"username": "haidang_bot"}}


@contextlib.contextmanager
def platform(status: int = 200, body: Any = WELL) -> Iterator[str]:
    """A platform that gives one answer to everything, on a loop of its own."""
    loop, ready, found = asyncio.new_event_loop(), threading.Event(), []

    async def answer(_: web.Request) -> web.Response:
        return web.json_response(body, status=status)

    async def start() -> None:
        app = web.Application()
        app.router.add_get("/{rest:.*}", answer)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        found.append(site._server.sockets[0].getsockname()[1])  # type: ignore[union-attr]
        ready.set()

    def serve() -> None:
        asyncio.set_event_loop(loop)
        loop.create_task(start())
        loop.run_forever()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield f"http://127.0.0.1:{found[0]}"
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


def nobody_listens() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


def seen(**settings: Any) -> dict[str, Level]:
    found = list(chat.check_chat(Settings(**settings)))
    for check in found:
        said = sentence(check.key, check.params)
        assert TELEGRAM_TOKEN not in said
        assert DISCORD_TOKEN not in said
    return {check.key: check.level for check in found}


def discord(url: str, **settings: Any) -> dict[str, Level]:
    return seen(discord_bot_token=DISCORD_TOKEN, discord_api_url=url, discord_owners="42", **settings)


def telegram(url: str, **settings: Any) -> dict[str, Level]:
    return seen(telegram_bot_token=TELEGRAM_TOKEN, telegram_api_url=url, telegram_owners="42", **settings)


def test_without_tokens_nobody_is_asked() -> None:
    assert seen() == {"doctor-chat-off": Level.OK}


def test_both_are_well() -> None:
    with platform() as url:
        assert discord(url) == {"doctor-chat-well": Level.OK}
    with platform(body=ME) as url:
        assert telegram(url) == {"doctor-chat-well": Level.OK}


def test_a_missing_intent_and_an_empty_list_are_warned_of() -> None:
    with platform(body={"name": "x", "flags": 0}) as url:
        found = seen(discord_bot_token=DISCORD_TOKEN, discord_api_url=url)
    assert found["doctor-chat-intent"] is Level.WARNING
    assert found["doctor-chat-nobody"] is Level.WARNING


@pytest.mark.parametrize(
    ("status", "key", "level"),
    [
        (401, "token", Level.FAULT), (404, "token", Level.FAULT), (403, "refused", Level.FAULT),
        (451, "refused", Level.FAULT), (429, "busy", Level.WARNING), (502, "broken", Level.WARNING),
    ],
)  # fmt: skip
def test_each_refusal_says_what_it_is(status: int, key: str, level: Level) -> None:
    with platform(status) as url:
        assert telegram(url) == {f"doctor-chat-{key}": level}


def test_a_platform_that_is_blocked_is_not_a_machine_that_is_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat, "_OTHERS", {"one": nobody_listens()})
    assert telegram(nobody_listens()) == {"doctor-chat-offline": Level.FAULT}
    with platform() as other:
        monkeypatch.setattr(chat, "_OTHERS", {"one": nobody_listens(), "two": other})
        assert telegram(nobody_listens()) == {"doctor-chat-blocked": Level.FAULT}
        assert telegram("https://no-such-host.invalid") == {"doctor-chat-blocked": Level.FAULT}


@pytest.mark.parametrize("scheme", ["http", "socks5"])
def test_a_proxy_that_does_not_answer_is_named(scheme: str) -> None:
    with platform() as url:
        proxy = nobody_listens().replace("http", scheme)
        assert telegram(url, telegram_proxy=proxy) == {"doctor-chat-proxy": Level.FAULT}


async def test_a_platform_that_is_no_platform_is_told_by_its_certificate_or_its_silence() -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"this is no TLS\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(plain, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    answer = await ask(f"https://127.0.0.1:{port}", {}, None)
    assert answer.outcome in (Outcome.TLS, Outcome.CUT)
    server.close()


def test_every_status_has_an_outcome() -> None:
    assert all(outcome_of(status) for status in range(100, 600))

"""The library's application as this house needs it: addresses, ways out, patience, and an end that does not hang."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import ssl
from collections.abc import Coroutine
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import httpx
from telegram import LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.ext import Application, Defaults
from telegram.request import HTTPXRequest

from bots.telegram.ordering import InOrder
from bots.telegram.pacing import Pace
from bots.telegram.watching import Watch, WatchedRequest

if TYPE_CHECKING:
    from engine.settings import Settings

TelegramApp = Application[Any, Any, Any, Any, Any, Any]
_PATIENCE: Final = {"read_timeout": 10.0, "write_timeout": 10.0, "connect_timeout": 6.0, "pool_timeout": 3.0}
_CLOSING_SECONDS: Final = (0.5, 0.5, 0.3)
"""For the last poll, for answers under way, for the connections."""
_INSIST: Final = 0.1


def build(token: str, settings: Settings, watch: Watch) -> TelegramApp:
    """An application that has not begun. Only the proxy that the settings name is used."""
    keep_quiet()
    options: dict[str, Any] = {
        **_PATIENCE,
        "proxy": settings.telegram_proxy,
        "httpx_kwargs": {"trust_env": False, "verify": _certificates()},
    }
    builder = Application.builder().token(token)
    if settings.telegram_api_url is not None:
        url = settings.telegram_api_url.rstrip("/")
        builder = builder.base_url(f"{url}/bot").base_file_url(f"{url}/file/bot")
    defaults = Defaults(parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True))
    return (
        builder.request(HTTPXRequest(**options))
        .get_updates_request(WatchedRequest(watch, **options))
        .rate_limiter(Pace())
        .concurrent_updates(InOrder())
        .defaults(defaults)
        .job_queue(None)
        .build()
    )


@cache
def _certificates() -> ssl.SSLContext:
    """Whom to trust, read once: it takes time and memory for each connection otherwise."""
    return httpx.create_ssl_context(trust_env=False)


def keep_quiet() -> None:
    """httpx writes every address into the log, and the token is part of it; what matters is logged here."""
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("httpcore").setLevel(logging.WARNING)
    logging.getLogger("telegram").setLevel(logging.CRITICAL)


async def close(app: TelegramApp) -> None:
    """Stop listening, let answers under way be finished, hang up; none of it longer than its time."""
    polling, answering, hanging_up = _CLOSING_SECONDS
    if app.updater is not None and app.updater.running:
        await bounded(app.updater.stop(), polling)
    if app.running:
        await bounded(app.stop(), answering)
    await bounded(_hang_up(app), hanging_up)


async def _hang_up(app: TelegramApp) -> None:
    await app.update_processor.shutdown()
    await app.shutdown()
    await app.bot.shutdown()


async def bounded(work: Coroutine[Any, Any, object], seconds: float) -> None:
    """``work``, but not longer; what it raises is no concern of one who leaves.

    The library takes a cancellation for the end of one of its steps and goes on with the next: hence more than one.
    """
    task = asyncio.ensure_future(work)
    await asyncio.wait({task}, timeout=seconds)
    for _ in range(3):
        if task.done():
            break
        task.cancel()
        await asyncio.wait({task}, timeout=_INSIST)
    with contextlib.suppress(asyncio.CancelledError, Exception):
        if task.done():
            task.result()

"""The unmodified client, pointed at the local Telegram."""

from __future__ import annotations

import contextlib
import struct
import zlib
from collections.abc import AsyncIterator
from typing import Any

from telegram import Bot, Update
from telegram.ext import Application, TypeHandler
from telegram.request import HTTPXRequest

from tests.fakes.telegram_rig import TelegramRig


@contextlib.asynccontextmanager
async def client(rig: TelegramRig, token: str = "", read_timeout: float = 5.0) -> AsyncIterator[Bot]:
    """A bot that only calls."""
    request = HTTPXRequest(read_timeout=read_timeout)
    bot = Bot(
        token or rig.token, base_url=f"{rig.url}/bot", base_file_url=f"{rig.url}/file/bot", request=request,
        get_updates_request=HTTPXRequest(read_timeout=read_timeout),
    )  # fmt: skip
    await request.initialize()
    try:
        yield bot
    finally:
        await request.shutdown()
        await bot._request[0].shutdown()


@contextlib.asynccontextmanager
async def application(rig: TelegramRig, *handlers: Any, **polling: Any) -> AsyncIterator[Any]:
    """A bot that polls and answers, until the block ends; ``polling`` goes to ``start_polling``."""
    builder = Application.builder().token(rig.token)
    app: Any = builder.base_url(f"{rig.url}/bot").base_file_url(f"{rig.url}/file/bot").build()
    app.add_handlers(handlers)
    async with app:
        await app.start()
        await app.updater.start_polling(**polling)
        await rig.polling()
        try:
            yield app
        finally:
            await app.updater.stop()
            await app.stop()


class Ear:
    """Keeps all updates that the bot is told; complete when the application has stopped."""

    def __init__(self) -> None:
        self.updates: list[Update] = []
        self.handler: Any = TypeHandler(Update, self.hear)

    async def hear(self, update: Update, context: Any) -> None:
        self.updates.append(update)

    @property
    def texts(self) -> list[str]:
        return [each.effective_message.text or "" for each in self.updates if each.effective_message]


def png(width: int = 3, height: int = 2) -> bytes:
    """A picture of one colour."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\0" + b"\x20\x60\xa0" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts

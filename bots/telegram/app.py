"""The Telegram bot: listens, answers and delivers until it is cancelled or cannot go on."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import TypeHandler

from bots.telegram.answering import Answering
from bots.telegram.connecting import TelegramApp, build, close
from bots.telegram.courier import TelegramCourier
from bots.telegram.handlers import ALLOWED, Handlers
from bots.telegram.prompts import Prompts
from bots.telegram.sending import Voice
from bots.telegram.telling import Telling
from bots.telegram.visits import SURFACE
from bots.telegram.watching import Watch, reason_of, wrong_token
from engine.core.errors import Temporary
from engine.service.answers import Why

if TYPE_CHECKING:
    from bots.common.conversation import Conversation
    from engine.service.lobby import Lobby

_POLL_SECONDS: Final = 10
"""How long Telegram holds a poll; also how soon a dead line is noticed."""


class TelegramBot:
    """One run of the bot; who runs it starts another when this one fails."""

    surface = SURFACE

    def __init__(self, lobby: Lobby, conversation: Conversation, token: str) -> None:
        self._lobby, self._conversation, self._token = lobby, conversation, token

    async def run(self) -> None:
        """Work until cancelled; raises when Telegram will not have it or cannot be reached."""
        watch = Watch(self._report, self._lobby.wall_clock)
        app = build(self._token, self._lobby.settings, watch)
        self._listen(app, watch)
        try:
            await self._begin(app, watch)
            await self._stay(app, watch)
        finally:
            await close(app)

    async def _begin(self, app: TelegramApp, watch: Watch) -> None:
        """What was written while the bot was away is fetched too: its age decides whether it is answered."""
        try:
            await app.initialize()
            await app.start()
            if app.updater is not None:
                await app.updater.start_polling(
                    timeout=_POLL_SECONDS, allowed_updates=ALLOWED, error_callback=lambda error: None
                )
        except InvalidToken as error:
            raise wrong_token() from error
        except TelegramError as error:
            raise Temporary("err-telegram-unreachable", detail=reason_of(error)) from error
        watch.begin()

    async def _stay(self, app: TelegramApp, watch: Watch) -> None:
        """Deliver letters and keep the lists of commands in step, until something ends."""
        courier, telling = TelegramCourier(app.bot), Telling(app.bot, self._lobby)
        work = [
            asyncio.create_task(watch.ended(), name="telegram-watch"),
            asyncio.create_task(self._lobby.chat.post.deliver(self.surface, courier), name="telegram-letters"),
            asyncio.create_task(telling.run(), name="telegram-menu"),
        ]
        try:
            done, _ = await asyncio.wait(work, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in work:
                task.cancel()
            await asyncio.gather(*work, return_exceptions=True)

    def _listen(self, app: TelegramApp, watch: Watch) -> None:
        prompts = Prompts()
        answering = Answering(Voice(app.bot), self._conversation, prompts)
        handlers = Handlers(app.bot, self._conversation, answering, prompts, watch.age_ms)
        app.add_handler(TypeHandler(Update, handlers.update))
        app.add_error_handler(handlers.failed)

    def _report(self, ok: bool, detail: Why) -> None:
        self._lobby.chat.states.report(self.surface, ok, detail)

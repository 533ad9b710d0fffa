"""Messages to Telegram: pictures with words, words alone, and again when they surely did not arrive."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, Final, TypeVar

from telegram import Message, ReplyParameters
from telegram.error import RetryAfter, TelegramError
from telegram.ext import ExtBot

from bots.telegram.fates import Unacceptable, fate_of
from bots.telegram.pacing import Haste
from bots.telegram.rendering import Sheet
from bots.telegram.visits import Spot
from engine.core.errors import new_incident_id
from engine.service.alerts.letters import NotSent

_log = logging.getLogger(__name__)
PICTURE: Final = "chart.png"
_AGAIN_SECONDS: Final = 0.5
Result = TypeVar("Result")
TelegramBotApi = ExtBot[Haste]


class Voice:
    """Speaks in chats. ``haste``: an answer is sent again when it surely did not arrive, a letter is not."""

    def __init__(self, bot: TelegramBotApi, haste: Haste = Haste.ANSWER) -> None:
        self.bot, self.haste = bot, haste

    async def say(
        self, spot: Spot, sheet: Sheet, *, answers: int | None = None, silent: bool = False, in_group: bool = False
    ) -> Message:
        """Send a sheet; gives its last message, which is the one with the buttons."""
        options = {**_where(spot), "disable_notification": silent or None, "rate_limit_args": self.haste}
        markup = sheet.markup(in_group=in_group)
        if sheet.picture is not None:
            photo = await self._picture(sheet, {**options, "reply_parameters": below(answers)}, markup)
            if photo is not None and sheet.is_caption:
                return photo
            answers = answers if photo is None else photo.message_id
        return await self._words(sheet, {**options, "reply_markup": markup, "reply_parameters": below(answers)})

    async def tried(self, call: Callable[[], Awaitable[Result]]) -> Result:
        """The outcome of a call, made once more when the first surely did nothing."""
        try:
            return await call()
        except TelegramError as error:
            lost = isinstance(fate_of(error), NotSent) and not isinstance(error, RetryAfter)
            if self.haste is Haste.LETTER or not lost:
                raise
        await asyncio.sleep(_AGAIN_SECONDS)
        return await call()

    async def _picture(self, sheet: Sheet, options: dict[str, Any], markup: Any) -> Message | None:
        """The picture, with its words where they fit; None when Telegram will not have it."""
        words = {"caption": sheet.html, "reply_markup": markup} if sheet.is_caption else {}
        picture = sheet.picture or b""
        try:
            return await self.tried(lambda: self.bot.send_photo(photo=picture, filename=PICTURE, **words, **options))
        except TelegramError as error:
            _tell_if_unacceptable(error)
            return None

    async def _words(self, sheet: Sheet, options: dict[str, Any]) -> Message:
        try:
            return await self.tried(lambda: self.bot.send_message(text=sheet.html, **options))
        except TelegramError as error:
            _tell_if_unacceptable(error)
            return await self.bot.send_message(text=sheet.text, parse_mode=None, **options)


def below(message: int | None) -> ReplyParameters | None:
    """An answer to a message, or no answer in particular; a message that is gone by then does not matter."""
    return None if message is None else ReplyParameters(message, allow_sending_without_reply=True)


def _where(spot: Spot) -> dict[str, Any]:
    return {"chat_id": spot.chat, "message_thread_id": spot.thread}


def _tell_if_unacceptable(error: TelegramError) -> None:
    """Log what Telegram will not have, so that it goes out in a simpler form; anything else is raised on."""
    if not isinstance(fate_of(error), Unacceptable):
        raise error
    _log.warning("%s: telegram refused a message: %s", new_incident_id(), error)

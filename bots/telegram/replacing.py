"""Answers that take the place of others: words and pictures are changed where they stand."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram import InputMediaPhoto, Message
from telegram.error import TelegramError

from bots.telegram.fates import is_message_gone, is_unchanged
from bots.telegram.rendering import Sheet
from bots.telegram.sending import PICTURE, Voice
from bots.telegram.visits import Spot

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Standing:
    """An answer in a chat: a picture, words, or words that answer the picture they belong to."""

    chat: int
    photo: int | None = None
    words: int | None = None


def standing_of(message: Message, bot: int) -> Standing:
    """What the buttons of ``message`` belong to. A picture of ours without words has them in the answer to it."""
    if message.photo:
        return Standing(message.chat.id, photo=message.message_id)
    above = message.reply_to_message
    ours = above is not None and above.from_user is not None and above.from_user.id == bot
    if above is not None and ours and above.photo and not above.caption:
        return Standing(message.chat.id, photo=above.message_id, words=message.message_id)
    return Standing(message.chat.id, words=message.message_id)


class Replacing:
    """Changes what stands, and sends anew what cannot be changed: words never become a picture on Telegram."""

    def __init__(self, voice: Voice) -> None:
        self._voice, self._bot = voice, voice.bot

    async def change(self, old: Standing, sheet: Sheet, spot: Spot) -> None:
        """Put ``sheet`` in the place of what stands."""
        try:
            await self._change(old, sheet, spot)
        except TelegramError as error:
            if not is_message_gone(error):
                raise
            await self._voice.say(spot, sheet)

    async def without_buttons(self, chat: int, message: int) -> None:
        """Take the buttons from a question that was answered."""
        await self._quietly(
            lambda: self._bot.edit_message_reply_markup(chat, message, rate_limit_args=self._voice.haste)
        )

    async def drop(self, chat: int, message: int | None) -> bool:
        """Delete a message; whether it is gone."""
        if message is None:
            return False
        return await self._quietly(lambda: self._bot.delete_message(chat, message))

    async def _change(self, old: Standing, sheet: Sheet, spot: Spot) -> None:
        if sheet.picture is not None and old.photo is not None:
            await self._picture(old, sheet, spot)
        elif sheet.picture is not None:
            await self._voice.say(spot, sheet)
            await self.drop(old.chat, old.words)
        elif old.words is None:
            await self._voice.say(spot, sheet)
            await self.drop(old.chat, old.photo)
        else:
            await self._edit_words(old.chat, old.words, sheet)
            await self.drop(old.chat, old.photo)

    async def _picture(self, old: Standing, sheet: Sheet, spot: Spot) -> None:
        """A picture for a picture; its words stand below it when they are too many for a caption."""
        await self._edit_picture(old.chat, old.photo or 0, sheet)
        if sheet.is_caption:
            await self.drop(old.chat, old.words)
        elif old.words is not None:
            await self._edit_words(old.chat, old.words, sheet)
        else:
            await self._voice.say(spot, sheet.without_picture(), answers=old.photo)

    async def _edit_picture(self, chat: int, message: int, sheet: Sheet) -> None:
        words = sheet.html if sheet.is_caption else None
        media = InputMediaPhoto(sheet.picture or b"", words, filename=PICTURE)
        buttons = sheet.keyboard() if sheet.is_caption else None
        haste = self._voice.haste
        await self._changed(
            lambda: self._bot.edit_message_media(media, chat, message, reply_markup=buttons, rate_limit_args=haste)
        )

    async def _edit_words(self, chat: int, message: int, sheet: Sheet) -> None:
        buttons, haste = sheet.keyboard(), self._voice.haste
        await self._changed(
            lambda: self._bot.edit_message_text(sheet.html, chat, message, reply_markup=buttons, rate_limit_args=haste)
        )

    async def _changed(self, call: Callable[[], Awaitable[object]]) -> None:
        """Make a change; that everything looked like that already is fine too."""
        try:
            await self._voice.tried(call)
        except TelegramError as error:
            if not is_unchanged(error):
                raise

    async def _quietly(self, call: Callable[[], Awaitable[object]]) -> bool:
        try:
            await call()
        except TelegramError as error:
            _log.info("telegram: %s", error)
            return False
        return True

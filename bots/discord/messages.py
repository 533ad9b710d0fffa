"""Typed messages: ``!giá btc``, ``@Hải Đăng giá btc``, and plain words in private."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import discord

from bots.discord.rendering import sheets
from bots.discord.sending import answer_to, note_parts, parts_of, send_privately
from bots.discord.visits import visit_of_message
from locales import t

if TYPE_CHECKING:
    from bots.common.conversation import Conversation
    from bots.common.reply import Reply
    from engine.service.visits import Visit

PREFIX: Final = "!"
_BARE: Final = "start"
"""What is meant by the bot's name alone."""
_TYPING_AFTER: Final = 1.0
_TYPING_EVERY: Final = 8.0


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line meant for the bot; ``plain`` when nothing marked it as a command."""

    text: str
    plain: bool


def spoken_to(text: str, bot: int, *, alone: bool) -> Spoken | None:
    """What of a message is meant for the bot, if anything."""
    text = text.strip()
    named = re.match(rf"<@!?{bot}>", text)
    if named is not None:
        text = text[named.end() :].strip()
    if text.startswith(PREFIX):
        rest = text.removeprefix(PREFIX).strip()
        return Spoken(rest, plain=False) if rest[:1].isalpha() else None  # "!!!" is no command
    if named is not None:
        return Spoken(text or _BARE, plain=False)
    return Spoken(text, plain=True) if alone and text else None


class Messages:
    """Listens to what is typed and answers in place, or in private what only one may read."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation

    async def heard(self, message: discord.Message, bot: int, *, late: bool = False) -> None:
        """Take one message; one that comes too late is only looked through for secrets."""
        visit = visit_of_message(message)
        if visit is None:
            return
        if await self._conversation.holds_secret(visit, message.content):
            await self._hide(message, visit)
            return
        spoken = spoken_to(message.content, bot, alone=visit.alone)
        if spoken is None or late:
            return
        work = self._conversation.line(visit, spoken.text, plain=spoken.plain)
        seen = self._conversation.is_admitted(visit)
        reply = await (_while_typing(message.channel, work) if seen else work)
        if reply is not None:
            await self._answer(message, visit, reply)

    async def _answer(self, message: discord.Message, visit: Visit, reply: Reply) -> None:
        with self._conversation.language_for(visit):
            if reply.note and (reply.private or reply.card is None):
                await answer_to(message, note_parts(reply.note))
            elif reply.private and not visit.alone:
                await self._whisper(message, reply)
            else:
                for sheet in sheets(reply):
                    await answer_to(message, parts_of(sheet))

    async def _whisper(self, message: discord.Message, reply: Reply) -> None:
        """In private, with a word about it where it was asked."""
        try:
            await send_privately(message.author, sheets(reply))
        except discord.Forbidden:
            await answer_to(message, note_parts(t("discord-private-closed")))
        else:
            await answer_to(message, note_parts(t("discord-private-sent")))

    async def _hide(self, message: discord.Message, visit: Visit) -> None:
        """Take a posted secret away; in private only its author can."""
        deleted = False
        if not visit.alone:
            with contextlib.suppress(discord.Forbidden):
                await message.delete()
                deleted = True
        reply = self._conversation.secret_warning(visit, deleted=deleted)
        with self._conversation.language_for(visit):
            for sheet in sheets(reply):
                await message.channel.send(**parts_of(sheet))


async def _while_typing(
    channel: discord.abc.MessageableChannel, work: Coroutine[Any, Any, Reply | None]
) -> Reply | None:
    """Show that an answer is on its way when it takes longer than a moment."""
    task = asyncio.create_task(work)
    wait = _TYPING_AFTER
    try:
        while not (await asyncio.wait({task}, timeout=wait))[0]:
            wait = _TYPING_EVERY
            with contextlib.suppress(discord.HTTPException):
                await channel.typing()
        return await task
    finally:
        task.cancel()

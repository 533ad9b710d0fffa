"""What comes from Telegram, one method for each kind of update. Who is not admitted gets no answer of any kind.

What somebody only passes on are not their words: it is looked through for secrets and carries nothing out.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Final

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update
from telegram.error import TelegramError
from telegram.ext import CallbackContext

from bots.common import actions
from bots.common.actions import Verb
from bots.common.cards import error_card
from bots.common.reply import Reply
from bots.telegram.answering import Answering, Asked
from bots.telegram.fates import is_too_old
from bots.telegram.reading import read
from bots.telegram.visits import visit_of_message, visit_of_press
from engine.core.errors import new_incident_id, unforeseen
from locales import t

if TYPE_CHECKING:
    from bots.common.conversation import Conversation
    from bots.telegram.prompts import Prompts
    from bots.telegram.sending import TelegramBotApi
    from engine.service.visits import Visit

_log = logging.getLogger(__name__)
ALLOWED: Final = ("message", "callback_query", "my_chat_member")
"""Kinds of update that Telegram is asked for; what somebody edits afterwards is not read again."""
_OLD_MS: Final = 120_000
"""What was written longer ago is not carried out any more: much may have changed since."""
_TYPING_AFTER: Final = 1.0
_TOAST: Final = 200
Context = CallbackContext[Any, Any, Any, Any]


class Handlers:
    """Listens for the conversation. ``age``: milliseconds since a message was sent, by Telegram's clock."""

    def __init__(
        self, bot: TelegramBotApi, conversation: Conversation, answering: Answering, prompts: Prompts,
        age: Callable[[int], int],
    ) -> None:  # fmt: skip
        self._bot, self._conversation, self._answering = bot, conversation, answering
        self._prompts, self._age = prompts, age

    async def update(self, update: Update, context: Context) -> None:
        """Any update; errors that nobody foresaw end here."""
        try:
            if update.message is not None:
                await self._message(update.message)
            elif update.callback_query is not None:
                await self._press(update.callback_query)
            elif update.my_chat_member is not None:
                _note_membership(update.my_chat_member)
        except TelegramError as error:
            _log.warning("%s: telegram: %s: %s", new_incident_id(), type(error).__name__, error)

    async def failed(self, update: object, context: Context) -> None:
        """What is wrong with the bot itself: an incident in the log, and its id for whoever asked."""
        surprise = unforeseen("err-unexpected", detail=type(context.error).__name__)
        _log.error("%s: telegram", surprise.incident, exc_info=context.error)
        asked = _asked(update) if isinstance(update, Update) else None
        if asked is None or not self._conversation.is_admitted(asked.visit):
            return
        try:
            with self._conversation.language_for(asked.visit):
                reply = Reply(error_card(surprise))
            await self._answering.deliver(asked, reply)
        except Exception:
            _log.exception("%s: telegram was not told", surprise.incident)

    # --- messages ---

    async def _message(self, message: Message) -> None:
        if message.migrate_to_chat_id is not None:
            facts = {"old": str(message.chat.id), "new": str(message.migrate_to_chat_id)}
            _log.warning("%s", t("telegram-migrated-log", **facts))
            return
        text, visit = message.text or message.caption or "", visit_of_message(message)
        if visit is None or not text:
            return
        if await self._conversation.holds_secret(visit, text):
            gone = await self._answering.delete(message)
            warning = self._conversation.secret_warning(visit, deleted=gone)
            await self._answering.deliver(Asked(visit, None if gone else message), warning)
        elif message.text and message.forward_origin is None and self._is_fresh(message):
            await self._read(message, visit, message.text)

    def _is_fresh(self, message: Message) -> bool:
        return self._age(round(message.date.timestamp() * 1000)) < _OLD_MS

    async def _read(self, message: Message, visit: Visit, text: str) -> None:
        command = self._prompts.command_for(message)
        typed = read(text, self._bot.username)
        if typed is None:
            return
        if command is not None and typed.plain:
            work = self._conversation.line(visit, f"{command} {typed.line}")
        else:
            work = self._conversation.line(visit, typed.line, plain=typed.plain)
        reply = await self._shown_working(visit, message, work)
        if reply is not None:
            await self._answering.deliver(Asked(visit, message), reply)

    async def _shown_working(
        self, visit: Visit, message: Message, work: Coroutine[Any, Any, Reply | None]
    ) -> Reply | None:
        """What ``work`` brings; should it take long, Telegram shows that something is being written."""
        task = asyncio.ensure_future(work)
        try:
            ready, _ = await asyncio.wait({task}, timeout=_TYPING_AFTER)
            if not ready and self._conversation.is_admitted(visit):
                await self._typing(message)
            return await task
        finally:
            task.cancel()

    async def _typing(self, message: Message) -> None:
        thread = message.message_thread_id if message.is_topic_message else None
        try:
            await self._bot.send_chat_action(message.chat.id, "typing", message_thread_id=thread)
        except TelegramError as error:
            _log.info("telegram: %s", error)

    # --- buttons ---

    async def _press(self, query: CallbackQuery) -> None:
        visit = visit_of_press(query)
        if visit is None or query.data is None:
            return
        action = actions.read(query.data)
        admitted, answered = self._conversation.is_admitted(visit), False
        if admitted and action is not None and action.verb is Verb.OPEN:
            # It may act, and it may have waited for hours while the bot was away: Telegram knows which are stale.
            if not await _answer(query):
                return
            answered = True
        asked = Asked(visit, pressed=query.message if isinstance(query.message, Message) else None)
        note = await self._pressed(query, asked, action)
        if admitted and not answered:
            await _answer(query, note)

    async def _pressed(self, query: CallbackQuery, asked: Asked, action: actions.Action | None) -> str:
        reply = await self._conversation.press(asked.visit, query.data or "")
        if reply is None:
            return ""
        if action is not None and action.verb is Verb.AGREE and reply.card is not None and not reply.edits:
            await self._answering.close_question(asked)
        return await self._answering.deliver(asked, reply)


async def _answer(query: CallbackQuery, text: str = "") -> bool:
    """Stop the button's clock; False when it was pressed too long ago."""
    try:
        await query.answer(text[:_TOAST] or None)
    except TelegramError as error:
        _log.info("telegram: %s", error)
        return not is_too_old(error)
    return True


def _asked(update: Update) -> Asked | None:
    """Who waits for an answer to an update."""
    message, query = update.message, update.callback_query
    visit = visit_of_message(message) if message else visit_of_press(query) if query else None
    return None if visit is None else Asked(visit, message)


def _note_membership(change: ChatMemberUpdated) -> None:
    """Blocked, let in again, taken into a group, thrown out: letters find out by themselves."""
    facts = {
        "chat": str(change.chat.id),
        "before": change.old_chat_member.status,
        "after": change.new_chat_member.status,
    }
    _log.info("%s", t("telegram-membership-log", **facts))

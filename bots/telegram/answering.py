"""Where a reply goes: into the chat that asked, to the person alone, or in the place of what a button stands under."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.error import TelegramError

from bots.telegram.fates import fate_of
from bots.telegram.rendering import Sheet, note_sheet, sheets
from bots.telegram.replacing import Replacing, standing_of
from bots.telegram.sending import Voice, below
from bots.telegram.visits import Spot, alone, spot_of_place
from engine.service.alerts.letters import MailboxClosed
from locales import t

if TYPE_CHECKING:
    from bots.common.conversation import Conversation
    from bots.common.reply import Reply
    from bots.telegram.prompts import Prompts
    from engine.service.visits import Visit

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is answered. ``message``: what somebody wrote; ``pressed``: what the button stands under."""

    visit: Visit
    message: Message | None = None
    pressed: Message | None = None

    @property
    def spot(self) -> Spot:
        """Where it was asked."""
        return spot_of_place(self.visit.place)


class Answering:
    """Delivers replies."""

    def __init__(self, voice: Voice, conversation: Conversation, prompts: Prompts) -> None:
        self._voice, self._conversation, self._prompts = voice, conversation, prompts
        self._replacing = Replacing(voice)

    async def deliver(self, asked: Asked, reply: Reply) -> str:
        """Show ``reply``; gives the short word for who pressed a button, where there is one.

        Who is heard in a group only has nothing private to read there but that they may not have it.
        """
        visit = asked.visit
        away = reply.private and not visit.alone and self._conversation.is_admitted(alone(visit))
        with self._conversation.language_for(visit, private=away):
            shown = sheets(reply, None if visit.alone else (visit.actor, visit.name))
            if not shown and reply.note and asked.message is not None:
                shown = [note_sheet(reply.note)]
        if away and shown:
            return reply.note or await self._privately(asked, shown)
        if asked.pressed is not None and reply.edits and reply.form is None and shown:
            first, *shown = shown
            old = standing_of(asked.pressed, self._voice.bot.id)
            await self._replacing.change(old, first, asked.spot)
        await self._openly(asked, shown, reply)
        return reply.note

    async def close_question(self, asked: Asked) -> None:
        """Take the buttons from a question that has got its answer."""
        if asked.pressed is not None:
            await self._replacing.without_buttons(asked.pressed.chat.id, asked.pressed.message_id)

    async def delete(self, message: Message) -> bool:
        """Delete what somebody wrote; whether that was allowed."""
        return await self._replacing.drop(message.chat.id, message.message_id)

    async def _openly(self, asked: Asked, shown: list[Sheet], reply: Reply) -> None:
        in_group = not asked.visit.alone
        answers = asked.message.message_id if in_group and asked.message is not None else None
        for sheet in shown:
            sent = await self._voice.say(asked.spot, sheet, answers=answers, in_group=in_group)
            if sheet.hint is not None and reply.form is not None:
                self._prompts.remember(sent, reply.form.action)

    async def _privately(self, asked: Asked, shown: list[Sheet]) -> str:
        """To the person alone; the chat only learns where it went, or what has to be done first."""
        closed = False
        try:
            for sheet in shown:
                await self._voice.say(Spot(asked.visit.actor), sheet)
        except TelegramError as error:
            if not isinstance(fate_of(error), MailboxClosed):
                raise
            _log.info("telegram: no private chat with %s: %s", asked.visit.actor, error)
            closed = True
        with self._conversation.language_for(asked.visit):
            word = t("telegram-private-closed" if closed else "telegram-private-sent")
            label = t("telegram-open-private")
        if closed or asked.message is not None:
            await self._point_to_private(asked, word, label)
        return word

    async def _point_to_private(self, asked: Asked, word: str, label: str) -> None:
        button = InlineKeyboardButton(label, url=f"https://t.me/{self._voice.bot.username}")
        question = asked.message.message_id if asked.message is not None else None
        await self._voice.tried(
            lambda: self._voice.bot.send_message(
                asked.spot.chat,
                note_sheet(word).html,
                message_thread_id=asked.spot.thread,
                reply_markup=InlineKeyboardMarkup([[button]]),
                reply_parameters=below(question),
                rate_limit_args=self._voice.haste,
            )
        )

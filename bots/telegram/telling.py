"""Telegram is told the lists of commands, and what the bot is, only when it was told something else before."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from typing import TYPE_CHECKING, Final

from telegram import BotCommandScopeChat
from telegram.error import BadRequest, Forbidden, TelegramError

from bots.common.house_facts import available_commands
from bots.telegram.menu import Offer, as_telegram, offers
from bots.telegram.visits import SURFACE
from engine.core.errors import HaiDangError, new_incident_id
from engine.service.port import mailbox_of
from locales import t, use_language

if TYPE_CHECKING:
    from bots.telegram.sending import TelegramBotApi
    from engine.service.lobby import Lobby

_log = logging.getLogger(__name__)
_AGAIN_SECONDS: Final = 300.0
"""Roles and languages change while the bot runs."""
_CHATS: Final = "chats"


class Telling:
    """Keeps what Telegram offers in step with commands, roles and languages."""

    def __init__(self, bot: TelegramBotApi, lobby: Lobby) -> None:
        self._bot, self._lobby = bot, lobby

    async def run(self) -> None:
        """Tell what changed, again and again, until cancelled; lists that could not be told leave the older ones."""
        while True:
            try:
                await self.tell()
            except (TelegramError, HaiDangError) as error:
                _log.info("telegram: %s", error)
            except Exception:
                _log.exception("%s: telegram was not told the commands", new_incident_id())
            await asyncio.sleep(_AGAIN_SECONDS)

    async def tell(self) -> None:
        """Tell everything that is not as it was told last."""
        wanted = await self._wanted()
        told = [offer for offer in wanted if await self._offer(offer)]
        await self._forget_chats({offer.chat for offer in wanted if offer.chat is not None})
        for language in ("", "en"):
            await self._describe(language)
        if told:
            _log.info("%s", t("telegram-told", count=len(told)), extra={"tag": "KHOI TAO"})

    async def _wanted(self) -> list[Offer]:
        available = await available_commands(self._lobby.service)
        access = self._lobby.chat.people.access(SURFACE)
        people = {person: role for person in (*access.listed, *access.granted) if (role := access.role_of(person))}
        chosen: dict[int, str] = {}
        for chat in (*people, *access.places):
            box = mailbox_of(str(chat), None if chat > 0 else str(chat))
            language = self._lobby.chat.choices.language_of(SURFACE, box)
            chosen |= {chat: language} if language else {}
        return list(offers(available, people, access.places, chosen))

    async def _offer(self, offer: Offer) -> bool:
        """Whether there was something to tell. Who never wrote to the bot is told as soon as they have."""
        if not await self._is_new(offer.name, offer.commands):
            return False
        try:
            await self._bot.set_my_commands(as_telegram(offer), offer.scope, offer.language or None)
        except (BadRequest, Forbidden) as error:
            _log.debug("telegram: no commands for %s: %s", offer.name, error)
            return False
        await self._keep(offer.name, _digest(offer.commands))
        return True

    async def _forget_chats(self, chats: set[int]) -> None:
        """Take the list from chats, and from people, that have none of their own any more."""
        before = set(json.loads(await self._lobby.notebook.get(self._key(_CHATS)) or "[]"))
        for chat in before - chats:
            for language in ("", "en"):
                try:
                    await self._bot.delete_my_commands(BotCommandScopeChat(chat), language or None)
                except (BadRequest, Forbidden) as error:
                    _log.debug("telegram: commands of %s stay: %s", chat, error)
                await self._keep(f"{chat}:{language}", "")
        if chats != before:
            await self._keep(_CHATS, json.dumps(sorted(chats)))

    async def _describe(self, language: str) -> None:
        with use_language(language or "vi"):
            long, short = t("telegram-description"), t("telegram-about")
        name = f"about:{language}"
        if await self._is_new(name, (long, short)):
            await self._bot.set_my_description(long, language or None)
            await self._bot.set_my_short_description(short, language or None)
            await self._keep(name, _digest((long, short)))

    async def _is_new(self, name: str, content: object) -> bool:
        return await self._lobby.notebook.get(self._key(name)) != _digest(content)

    async def _keep(self, name: str, value: str) -> None:
        await self._lobby.notebook.set(self._key(name), value)

    def _key(self, name: str) -> str:
        return f"telegram-menu-{self._bot.id}-{name}"


def _digest(content: object) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()

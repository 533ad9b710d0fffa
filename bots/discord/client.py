"""The library's client, cut down to what this bot hears, and told where Discord is."""

from __future__ import annotations

import asyncio
import logging
import sys
import time
from collections import deque
from typing import TYPE_CHECKING, Any, Final

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bots.discord.interactions import Interactions
from bots.discord.messages import Messages
from engine.core.errors import new_incident_id
from engine.core.proxies import way_out
from locales import t

if TYPE_CHECKING:
    from collections.abc import Callable

    from bots.common.conversation import Conversation
    from engine.settings import Settings

_log = logging.getLogger(__name__)
_LONGEST_LIMIT: Final = 30.0
"""Seconds that the library may wait out a rate limit; the least it accepts."""
AWAY: Final = (aiohttp.ClientError, OSError, discord.DiscordServerError, discord.GatewayNotFound)
"""The line is broken or Discord is not well: nothing that anybody here did wrong."""
OLD_SECONDS: Final = 120.0
"""Much may have changed since. Only what Discord tells once more after a lost connection can be so old."""
_MOST_LOSSES: Final = 6
_LOSSES_WITHIN: Final = 30.0


class Client(discord.Client):
    """Hears messages and interactions; ``heard`` is told whenever the connection comes or goes."""

    def __init__(
        self, conversation: Conversation, settings: Settings, *, reads_messages: bool, heard: Callable[[bool], None]
    ) -> None:
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True, message_content=reads_messages)
        connector, proxy = way_out(settings.discord_proxy)
        super().__init__(
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            guild_ready_timeout=0.0,
            max_messages=None,
            max_ratelimit_timeout=_LONGEST_LIMIT,
            connector=connector,
            proxy=proxy,
        )
        self._messages, self._interactions = Messages(conversation), Interactions(conversation)
        self._gateway = settings.discord_gateway_url
        self._heard = heard
        self._losses: deque[float] = deque(maxlen=_MOST_LOSSES)
        self._catches_up = False
        self.logged_in = asyncio.Event()
        self.gave_up = asyncio.Event()

    async def setup_hook(self) -> None:
        """The token was accepted."""
        self.logged_in.set()

    async def on_ready(self) -> None:
        """A session has begun. A gateway that somebody chose is also the one to resume with."""
        if self._gateway is not None and self.ws is not None:
            self.ws.gateway = yarl.URL(self._gateway)
        self._is_back()

    async def on_resumed(self) -> None:
        """A session goes on; what happened meanwhile has been told by now."""
        self._is_back()

    async def on_disconnect(self) -> None:
        """The gateway is gone. The library comes back at once, for ever: one that only slams the door is given up."""
        self._heard(False)
        self._catches_up = True
        self._losses.append(time.monotonic())
        if len(self._losses) == _MOST_LOSSES and self._losses[-1] - self._losses[0] < _LOSSES_WITHIN:
            self.gave_up.set()

    async def on_message(self, message: discord.Message) -> None:
        """Somebody wrote."""
        if self.user is not None:
            await self._messages.heard(message, self.user.id, late=self._is_late(message))

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Somebody used a slash command, a button or a form."""
        if not self._is_late(interaction):
            await self._interactions.met(interaction)

    def _is_back(self) -> None:
        self._catches_up = False
        self._heard(True)

    def _is_late(self, said: discord.Message | discord.Interaction) -> bool:
        """Whether it was said so long ago, while the bot was away, that it is not carried out any more."""
        return self._catches_up and (discord.utils.utcnow() - said.created_at).total_seconds() > OLD_SECONDS

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Whatever failed while one person was answered ends there."""
        error = sys.exc_info()[1]
        if isinstance(error, discord.Forbidden):
            _log.warning("%s", t("discord-forbidden-log", detail=str(error)))
        elif isinstance(error, AWAY):
            _log.warning("%s", t("discord-unanswered-log", detail=type(error).__name__))
        else:
            _log.exception("%s: discord %s", new_incident_id(), event_method)


def find_discord(settings: Settings) -> None:
    """Use the addresses that the settings name instead of Discord's own."""
    if settings.discord_api_url is not None:
        Route.BASE = settings.discord_api_url.rstrip("/")
    if settings.discord_gateway_url is not None:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.discord_gateway_url)

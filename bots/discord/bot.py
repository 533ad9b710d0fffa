"""The Discord bot: connects, tells Discord the commands, answers and delivers until it is cancelled or cannot go on."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING, Final

import discord

from bots.common.house_facts import available_commands
from bots.discord.client import AWAY, Client, find_discord
from bots.discord.commands import slash_commands
from bots.discord.courier import DiscordCourier
from bots.discord.posting import Posting
from bots.discord.sync import sync
from bots.discord.visits import SURFACE
from engine.core.errors import Operational, Temporary, new_incident_id
from engine.service.answers import Why
from locales import t

if TYPE_CHECKING:
    from bots.common.conversation import Conversation
    from engine.service.lobby import Lobby

_log = logging.getLogger(__name__)
_TAG: Final = {"tag": "KHOI TAO"}
_WRONG_TOKEN, _INTENT_REFUSED = 4004, 4014
_CLOSING_SECONDS: Final = 2.0


class DiscordBot:
    """One run of the bot; who runs it starts another when this one fails."""

    surface = SURFACE

    def __init__(
        self, lobby: Lobby, conversation: Conversation, token: str, setting: str = "DISCORD_BOT_TOKEN"
    ) -> None:
        self._lobby, self._conversation, self._token, self._setting = lobby, conversation, token, setting
        self._reads_messages = True

    async def run(self) -> None:
        """Work until cancelled; raises when Discord will not have it or cannot be reached."""
        logging.getLogger("discord").setLevel(logging.WARNING)
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        find_discord(self._lobby.settings)
        try:
            await self._session()
        except discord.ConnectionClosed as error:
            if error.code != _INTENT_REFUSED or not self._reads_messages:
                raise
            self._reads_messages = False
            _log.warning("%s", t("discord-slash-only-log"))
            await self._session()

    async def _session(self) -> None:
        settings = self._lobby.settings
        client = Client(self._conversation, settings, reads_messages=self._reads_messages, heard=self._report)
        posting = Posting(self._token, settings.discord_proxy)
        work = [
            asyncio.create_task(self._connect(client), name="discord-gateway"),
            asyncio.create_task(self._beside(client, posting), name="discord-beside"),
            asyncio.create_task(client.gave_up.wait(), name="discord-gave-up"),
        ]
        try:
            await asyncio.wait(work, return_when=asyncio.FIRST_COMPLETED)
            for task in work:
                if task.done():
                    task.result()
            raise Temporary("err-discord-ended")
        finally:
            for task in work:
                task.cancel()
            await asyncio.gather(*work, return_exceptions=True)
            await _close(client, posting)

    async def _connect(self, client: Client) -> None:
        """Dropped sockets are taken up by the library; when nobody answers there, the whole bot begins anew."""
        try:
            await client.start(self._token, reconnect=False)
        except discord.LoginFailure as error:
            raise self._wrong_token() from error
        except discord.ConnectionClosed as error:
            if error.code == _WRONG_TOKEN:
                raise self._wrong_token() from error
            raise
        except AWAY as error:
            raise Temporary("err-discord-unreachable", detail=type(error).__name__) from error

    async def _beside(self, client: Client, posting: Posting) -> None:
        await client.logged_in.wait()
        await self._tell_commands(client)
        courier = DiscordCourier(posting, lambda: self._lobby.chat.people.access(self.surface).places)
        await self._lobby.chat.post.deliver(self.surface, courier)

    async def _tell_commands(self, client: Client) -> None:
        """Slash commands that could not be told leave those that Discord knows already."""
        try:
            commands = slash_commands(await available_commands(self._lobby.service))
            if await sync(client, commands, self._lobby.notebook):
                _log.info("%s", t("discord-told", count=len(commands)), extra=_TAG)
        except AWAY as error:
            _log.warning("%s", t("discord-not-told-log", detail=type(error).__name__))
        except Exception:
            _log.exception("%s: Discord was not told the commands", new_incident_id())

    def _report(self, connected: bool) -> None:
        if not connected:
            self._lobby.chat.states.report(self.surface, False, Why("bot-connecting"))
        elif self._reads_messages:
            self._lobby.chat.states.report(self.surface, True, Why("bot-connected"))
        else:
            self._lobby.chat.states.report(self.surface, True, Why("discord-slash-only"))

    def _wrong_token(self) -> Operational:
        return Operational("err-bot-token", surface=self.surface.capitalize(), setting=self._setting)


async def _close(client: Client, posting: Posting) -> None:
    """Say goodbye, but not to one who does not answer."""
    with contextlib.suppress(Exception):
        await posting.close()
    try:
        async with asyncio.timeout(_CLOSING_SECONDS):
            await client.close()
    except TimeoutError:
        await client.http.close()

"""Letters of the post office as Discord messages, each shown once even when it is repeated."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Collection
from typing import Any, Final

import discord
from discord.http import handle_message_parameters

from bots.common.cards import letter_card
from bots.common.reply import Reply
from bots.common.speaking import speaking
from bots.discord.posting import Posting, Unacceptable
from bots.discord.rendering import Sheet, sheets
from engine.core.errors import new_incident_id
from engine.service.alerts.letters import FateUnknown, Letter, MailboxClosed, NotSent

_log = logging.getLogger(__name__)
_NONCE: Final = 25
_PERSON: Final = "user"


class DiscordCourier:
    """Takes a letter to a person's private conversation, or to a channel of a server that is served."""

    def __init__(self, posting: Posting, servers: Callable[[], Collection[int]]) -> None:
        self._posting, self._servers = posting, servers
        self._private: dict[str, str] = {}
        self._server_of: dict[str, int] = {}

    async def deliver(self, letter: Letter) -> None:
        """Deliver; raises NotSent, FateUnknown or MailboxClosed."""
        with speaking(letter.language, letter.number_style):
            written = sheets(Reply(letter_card(letter)))
        channel = await self._channel(letter.mailbox)
        for place, sheet in enumerate(written):
            try:
                await self._send(channel, _message(sheet, letter, place))
            except NotSent as error:
                if place:  # the beginning has been delivered, so that the letter must be repeated as it is
                    raise FateUnknown(error.reason) from error
                raise

    async def _send(self, channel: str, message: dict[str, Any]) -> None:
        path = f"/channels/{channel}/messages"
        try:
            await self._posting.post(path, message)
        except Unacceptable as error:
            _log.warning("%s: Discord refused a letter: %s", new_incident_id(), error)
            try:
                await self._posting.post(path, _bare(message))
            except Unacceptable as again:
                raise MailboxClosed(str(again)) from again

    async def _channel(self, mailbox: str) -> str:
        kind, _, name = mailbox.partition(":")
        if kind != _PERSON:
            await self._check_served(name)
            return name
        if name not in self._private:
            self._private[name] = await self._open_private(name)
        return self._private[name]

    async def _check_served(self, channel: str) -> None:
        """A server that is no longer on the list hears nothing more, though the bot may still be in it."""
        if channel not in self._server_of:
            try:
                found = await self._posting.get(f"/channels/{channel}")
                self._server_of[channel] = int(found["guild_id"])
            except FateUnknown as error:
                raise NotSent(error.reason) from error
            except (Unacceptable, KeyError, ValueError) as error:
                raise MailboxClosed(str(error)) from error
        if self._server_of[channel] not in self._servers():
            raise MailboxClosed("this server is not served")

    async def _open_private(self, person: str) -> str:
        """The private conversation with somebody; asking for it twice changes nothing."""
        try:
            opened = await self._posting.post("/users/@me/channels", {"recipient_id": person})
            return str(opened["id"])
        except FateUnknown as error:
            raise NotSent(error.reason) from error
        except (Unacceptable, KeyError) as error:
            raise MailboxClosed(str(error)) from error


def _message(sheet: Sheet, letter: Letter, place: int) -> dict[str, Any]:
    made = handle_message_parameters(
        embed=sheet.embed,
        nonce=_nonce(letter, place),
        flags=discord.MessageFlags(suppress_notifications=letter.silent),
        allowed_mentions=discord.AllowedMentions.none(),
    )
    return dict(made.payload or {})


def _bare(message: dict[str, Any]) -> dict[str, Any]:
    """The title alone, for a letter that Discord would not have."""
    embed = message["embeds"][0]
    title = str(embed.get("title") or embed.get("description") or "…")[:200]
    return {**message, "embeds": [], "content": title}


def _nonce(letter: Letter, place: int) -> str:
    """A nonce for each message of a letter. Discord compares all that the bot wrote, in whatever channel."""
    return hashlib.sha256(f"{letter.mailbox}:{letter.nonce}:{place}".encode()).hexdigest()[:_NONCE]

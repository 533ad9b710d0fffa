"""One reply to one interaction, in the three seconds that Discord allows, or as soon as it is there."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, Final

import discord

from bots.discord.rendering import Sheet, sheets
from bots.discord.sending import changes_of, note_parts, parts_of, send_privately
from bots.discord.views import modal_of
from locales import t

if TYPE_CHECKING:
    from bots.common.reply import Reply

_log = logging.getLogger(__name__)
PATIENCE: Final = 1.5
"""Seconds until Discord is told that the answer comes later."""
_ACKNOWLEDGED: Final = 40060
_LOST: Final = frozenset({10008, 10015, 10062, 50027, _ACKNOWLEDGED})
"""Discord's codes for an interaction, or a message of it, that cannot be answered any more."""


async def answer(interaction: discord.Interaction, work: Coroutine[Any, Any, Reply | None], *, quiet: bool) -> None:
    """Answer with what ``work`` brings; ``quiet``: should it take long, the waiting is shown only to who asked."""
    task = asyncio.create_task(work)
    try:
        ready, _ = await asyncio.wait({task}, timeout=PATIENCE)
        if not ready:
            await _defer(interaction, quiet=quiet)
        reply = await task
    finally:
        task.cancel()
    await _Delivery(interaction, quiet=quiet).deliver(reply)


async def _defer(interaction: discord.Interaction, *, quiet: bool) -> None:
    try:
        await interaction.response.defer(ephemeral=quiet, thinking=not _came_from_message(interaction))
    except discord.HTTPException as error:
        if error.code not in _LOST:
            raise


def _came_from_message(interaction: discord.Interaction) -> bool:
    return interaction.message is not None


class _Delivery:
    """The ways of one answer: at once, after a deferral, or without the interaction when that has expired."""

    def __init__(self, interaction: discord.Interaction, *, quiet: bool) -> None:
        self._interaction, self._quiet = interaction, quiet

    async def deliver(self, reply: Reply | None) -> None:
        """Show the reply; what cannot be shown through the interaction is written beside it."""
        response = self._interaction.response
        if reply is not None and reply.form is not None and not response.is_done():
            await response.send_modal(modal_of(reply.form))
            return
        left = [] if reply is None else sheets(reply)
        try:
            if reply is None or not (left or reply.note):
                await self._nothing()
            elif not left:
                await self._new(note_parts(reply.note), private=True)
            else:
                await self._sheets(reply, left)
        except discord.HTTPException as error:
            if error.code not in _LOST:
                raise
            _log.info("an interaction is past answering: %s", error)
            if reply is not None:
                await self._beside(reply, left)

    async def _sheets(self, reply: Reply, left: list[Sheet]) -> None:
        """Deliver sheet by sheet; ``left`` keeps what has not been delivered."""
        if reply.edits and self._may_stand_there(reply):
            await self._change(left[0])
            left.pop(0)
        while left:
            await self._new(parts_of(left[0]), private=reply.private)
            left.pop(0)

    def _may_stand_there(self, reply: Reply) -> bool:
        """Whether the message whose button was pressed may show this: what is private stays out of others' sight."""
        pressed = self._interaction.message
        return pressed is not None and (not reply.private or pressed.flags.ephemeral)

    async def _change(self, sheet: Sheet) -> None:
        """In the place of the message whose button was pressed."""
        if self._interaction.response.is_done():
            await self._interaction.edit_original_response(**changes_of(sheet))
        else:
            await self._interaction.response.edit_message(**changes_of(sheet))

    async def _new(self, parts: dict[str, Any], *, private: bool) -> None:
        """A message of its own."""
        response = self._interaction.response
        if not response.is_done():
            await response.send_message(ephemeral=private, **parts)
            return
        waiting = response.type is discord.InteractionResponseType.deferred_channel_message
        seen_by_all = waiting and private and not self._quiet
        if seen_by_all:
            # The first message after a deferral is seen by whoever saw the waiting, so that one must not be the answer.
            await self._interaction.edit_original_response(**note_parts(t("discord-private-sent")))
        await self._interaction.followup.send(ephemeral=private, **parts)
        if seen_by_all:
            await self._interaction.delete_original_response()
            self._quiet = True

    async def _nothing(self) -> None:
        """Nothing is said; Discord is told so, that it does not show a failure."""
        response = self._interaction.response
        if not response.is_done():
            await response.defer(ephemeral=True, thinking=not _came_from_message(self._interaction))
        if response.type is discord.InteractionResponseType.deferred_channel_message:
            await self._interaction.delete_original_response()

    async def _beside(self, reply: Reply, left: list[Sheet]) -> None:
        """Without the interaction: what is private goes to the person, the rest into the channel."""
        channel = self._interaction.channel
        if reply.private or not isinstance(channel, discord.abc.Messageable):
            await send_privately(self._interaction.user, left)
            return
        for sheet in left:
            await channel.send(**parts_of(sheet))

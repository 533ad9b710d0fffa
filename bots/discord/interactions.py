"""Slash commands, buttons, forms and suggestions: the bare interaction in, the conversation's reply out."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bots.discord.answering import answer
from bots.discord.commands import focused_of, given_of
from bots.discord.views import values_of
from bots.discord.visits import visit_of_interaction
from engine.core.errors import InvalidInput

if TYPE_CHECKING:
    from bots.common.conversation import Conversation
    from bots.common.reply import Reply
    from engine.service.visits import Visit

_MOST_LABEL = 100


class Interactions:
    """Takes what Discord's own programs send."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation

    async def met(self, interaction: discord.Interaction) -> None:
        """Take one interaction."""
        visit = visit_of_interaction(interaction)
        if visit is None:
            return
        data: dict[str, Any] = dict(interaction.data or {})
        match interaction.type:
            case discord.InteractionType.application_command:
                work = self._conversation.command(visit, data["name"], given_of(data.get("options", ())))
                await self._answer(interaction, visit, work, quiet=self._is_private(visit, data["name"]))
            case discord.InteractionType.autocomplete:
                await self._suggest(interaction, visit, data)
            case discord.InteractionType.component:
                work = self._conversation.press(visit, data["custom_id"])
                await self._answer(interaction, visit, work)
            case discord.InteractionType.modal_submit:
                values = values_of(data.get("components", ()))
                await self._answer(interaction, visit, self._conversation.press(visit, data["custom_id"], values))

    async def _answer(
        self,
        interaction: discord.Interaction,
        visit: Visit,
        work: Coroutine[Any, Any, Reply | None],
        *,
        quiet: bool = False,
    ) -> None:
        if self._conversation.is_admitted(visit):
            with self._conversation.language_for(visit):
                await answer(interaction, work, quiet=quiet)
            return
        await work
        if interaction.type is not discord.InteractionType.application_command:
            await interaction.response.defer()

    async def _suggest(self, interaction: discord.Interaction, visit: Visit, data: dict[str, Any]) -> None:
        focused = focused_of(data.get("options", ()))
        if focused is None or not self._conversation.is_admitted(visit):
            return
        found = await self._conversation.suggest(visit, data["name"], *focused)
        choices = [app_commands.Choice(name=shown[:_MOST_LABEL], value=meant[:_MOST_LABEL]) for shown, meant in found]
        await interaction.response.autocomplete(choices)

    def _is_private(self, visit: Visit, command: str) -> bool:
        try:
            return self._conversation.is_private(visit, command)
        except InvalidInput:  # a command of another version, which Discord has not forgotten yet
            return True

"""Who speaks, and where: Discord's messages and interactions as visits."""

from __future__ import annotations

from typing import Final

import discord

from engine.service.visits import Visit
from locales import match_language

SURFACE: Final = "discord"
_COMMUNITY: Final = "COMMUNITY"


def visit_of_message(message: discord.Message) -> Visit | None:
    """Who wrote; None for programs, webhooks, the platform itself, and group conversations that bots are not in."""
    author, guild = message.author, message.guild
    if author.bot or message.webhook_id is not None or message.is_system():
        return None
    alone = guild is None and message.channel.type is discord.ChannelType.private
    if guild is None and not alone:
        return None
    return Visit(
        surface=SURFACE,
        actor=author.id,
        name=author.display_name,
        place=str(message.channel.id),
        admitted_by=None if guild is None else guild.id,
        alone=alone,
        language=None if guild is None else _language_of(guild),
    )


def visit_of_interaction(interaction: discord.Interaction) -> Visit | None:
    """Who pressed or asked; None where there is no place to answer in."""
    guild, channel = interaction.guild_id, interaction.channel_id
    if channel is None or interaction.user.bot:
        return None
    alone = guild is None and not interaction.context.private_channel
    if guild is None and not alone:
        return None
    return Visit(
        surface=SURFACE,
        actor=interaction.user.id,
        name=interaction.user.display_name,
        place=str(channel),
        admitted_by=guild,
        alone=alone,
        language=match_language(str(interaction.locale), str(interaction.guild_locale or "")),
    )


def _language_of(guild: discord.Guild) -> str | None:
    """Only a community chooses its language; other servers are American English whoever reads there."""
    return match_language(str(guild.preferred_locale)) if _COMMUNITY in guild.features else None

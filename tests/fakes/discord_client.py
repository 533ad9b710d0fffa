"""A small bot on the ordinary client library, to try the local Discord with."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import app_commands, ui

Launch = Callable[..., Awaitable["SmallBot"]]
PICTURE = b"\x89PNG\r\n\x1a\nnot really"


class Order(ui.Modal, title="Lệnh mua"):
    amount: ui.TextInput = ui.TextInput(label="Số lượng", max_length=10)
    note: ui.TextInput = ui.TextInput(label="Ghi chú", required=False)

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"mua {self.amount.value} / {self.note.value or '-'}", ephemeral=True)


class Panel(ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @ui.button(label="Làm mới", custom_id="panel:refresh")
    async def refresh(self, interaction: discord.Interaction, _: Any) -> None:
        await interaction.response.edit_message(content="đã làm mới")

    @ui.button(label="Đặt lệnh", custom_id="panel:order")
    async def order(self, interaction: discord.Interaction, _: Any) -> None:
        await interaction.response.send_modal(Order())

    @ui.button(label="Chậm", custom_id="panel:slow")
    async def slow(self, interaction: discord.Interaction, _: Any) -> None:
        await interaction.response.defer()
        await interaction.message.edit(content="xong")

    @ui.select(custom_id="panel:pair", options=[discord.SelectOption(label=each) for each in ("BTC", "ETH")])
    async def pair(self, interaction: discord.Interaction, select: ui.Select) -> None:
        await interaction.response.send_message(f"chọn {select.values[0]}")


class SmallBot(discord.Client):
    """Knows !ping and !panel, and the commands price, chart, slow and ask."""

    def __init__(self, intents: discord.Intents | None = None, **options: Any) -> None:
        wanted = intents or discord.Intents(guilds=True, messages=True, message_content=True)
        super().__init__(intents=wanted, guild_ready_timeout=0.0, **options)
        self.tree = app_commands.CommandTree(self)
        self.heard: list[discord.Message] = []
        self.events: list[str] = []
        self.failures: list[BaseException] = []
        self.running: asyncio.Task[None] | None = None
        _add_commands(self)

    async def setup_hook(self) -> None:
        self.add_view(Panel())

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Without the five seconds that the library waits before it begins a session anew."""

    def dispatch(self, event: str, /, *args: Any, **more: Any) -> None:
        if event in ("ready", "resumed", "disconnect", "guild_join", "guild_remove"):
            self.events.append(event)
        super().dispatch(event, *args, **more)

    async def on_message(self, message: discord.Message) -> None:
        self.heard.append(message)
        if message.content == "!ping":
            await message.channel.send("pong", reference=message)
        elif message.content == "!panel":
            await message.channel.send("bảng", view=Panel())

    async def launch(self, token: str) -> None:
        """Log in and run until ``close``."""
        await self.login(token)
        self.running = asyncio.create_task(self.connect())
        await self.wait_until_ready()


def _add_commands(bot: SmallBot) -> None:
    @bot.tree.command(name="price", description="Price of a pair")
    async def price(interaction: discord.Interaction, symbol: str) -> None:
        where = "DM" if interaction.guild is None else interaction.guild.id
        await interaction.response.send_message(f"{symbol} {interaction.locale} {where} {interaction.user.id}")

    @price.autocomplete("symbol")
    async def suggest(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        found = [each for each in ("BTC", "BNB", "ETH") if each.startswith(typed.upper())]
        return [app_commands.Choice(name=each, value=each) for each in found]

    @bot.tree.command(name="chart", description="A picture")
    async def chart(interaction: discord.Interaction) -> None:
        await interaction.response.defer(thinking=True)
        embed = discord.Embed(title="BTC").set_image(url="attachment://btc.png")
        await interaction.followup.send(embed=embed, file=discord.File(io.BytesIO(PICTURE), "btc.png"), silent=True)

    @bot.tree.command(name="later", description="For one person, a little later")
    async def later(interaction: discord.Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.edit_original_response(content="xong")

    @bot.tree.command(name="secret", description="For one person")
    async def secret(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("chỉ bạn thấy", ephemeral=True)
        await interaction.followup.send("thêm", ephemeral=True)

    @bot.tree.command(name="ask", description="A form")
    async def ask(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Order())

    @bot.tree.command(name="late", description="Too late")
    async def late(interaction: discord.Interaction, seconds: app_commands.Range[float, 0, 5]) -> None:
        await asyncio.sleep(seconds)
        try:
            await interaction.response.send_message("muộn")
        except discord.NotFound as error:
            bot.failures.append(error)


def channel_of(bot: SmallBot, id: int = 2000) -> discord.TextChannel:
    found = bot.get_channel(id)
    assert isinstance(found, discord.TextChannel)
    return found

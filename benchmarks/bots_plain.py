"""The usual bot, as most are written: ``python -m benchmarks.bots_plain discord|telegram``.

Each platform's own library, one command that answers a constant, and one that answers a constant picture. It knows
nothing and asks nobody, so that it is the floor under any bot that does.
"""

from __future__ import annotations

import io
import os
import sys

from tests.fakes.telegram_client import png

PICTURE = png() + os.urandom(60_000)
"""As heavy as a chart."""
TEXT = "BTC/USDT 67.900,00 ▲ 1,2 %"


def discord_bot() -> None:
    """discord.ext.commands, whose addresses are changed as the real program does it."""
    import discord
    import yarl
    from discord.ext import commands

    discord.http.Route.BASE = os.environ["DISCORD_API_URL"]
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["DISCORD_GATEWAY_URL"])
    intents = discord.Intents(guilds=True, messages=True, message_content=True)
    bot = commands.Bot("!", intents=intents, guild_ready_timeout=0.0)

    @bot.command(name="gia")
    async def price(context: commands.Context[commands.Bot], *_: str) -> None:
        await context.reply(TEXT)

    @bot.command(name="dudoan")
    async def predict(context: commands.Context[commands.Bot], *_: str) -> None:
        await context.reply(TEXT, file=discord.File(io.BytesIO(PICTURE), "chart.png"))

    bot.run(os.environ["DISCORD_BOT_TOKEN"], log_handler=None)


def telegram_bot() -> None:
    """The library's application with its defaults."""
    from telegram import Update
    from telegram.ext import Application, CommandHandler

    async def price(update: Update, _: object) -> None:
        if update.message is not None:
            await update.message.reply_text(TEXT)

    async def predict(update: Update, _: object) -> None:
        if update.message is not None:
            await update.message.reply_photo(PICTURE, TEXT)

    url = os.environ["TELEGRAM_API_URL"]
    builder = Application.builder().token(os.environ["TELEGRAM_BOT_TOKEN"])
    app = builder.base_url(f"{url}/bot").base_file_url(f"{url}/file/bot").build()
    app.add_handlers([CommandHandler("gia", price), CommandHandler("dudoan", predict)])
    app.run_polling()


if __name__ == "__main__":
    {"discord": discord_bot, "telegram": telegram_bot}[sys.argv[1]]()

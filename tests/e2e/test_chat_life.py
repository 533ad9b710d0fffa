"""The bots in a process of their own: how they come up, what they survive, what still arrives, and how they end."""

from __future__ import annotations

import asyncio
import re
import signal
from collections.abc import Iterable
from pathlib import Path

import pytest

from locales import t
from tests.e2e.chat_runs import LIVELY, STILL, Platforms, Run, platforms, running
from tests.fakes.discord_rig import DM
from tests.fakes.discord_world import OWNER
from tests.fakes.telegram_people import OUTSIDER

pytestmark = pytest.mark.timeout(120)


async def test_a_day_of_two_bots(tmp_path: Path, models: Path) -> None:
    """Connected, asked, told of a trade in two languages; then everything goes wrong at once, and is well again."""
    quick_stop = {"stop_loss": "0.002", "take_profit": "0.5", "time_limit": 10_000}
    async with (
        platforms() as there,
        running(tmp_path, models, "--lang", "vi", **there.settings(**LIVELY, **quick_stop)) as run,
    ):
        await there.connected()
        await run.up()
        await there.answered("gia btc", "BTC/USDT", "TIỀN GIẤY")
        await _a_trade_is_told(there, run)
        await _a_platform_that_hangs_is_not_waited_for(there, run)
        await _lines_break_and_heal(there, run)
        await there.answered("gia btc", "BTC/USDT")
        await _it_ends_at_once_though_nobody_answers(there, run)


async def _a_trade_is_told(there: Platforms, run: Run) -> None:
    await there.discord.say(OWNER, "!lang en en", DM)
    await there.telegram.say(OWNER, "/notify entry silent")
    await there.on_telegram("🔕 vào lệnh: im lặng")
    await run.ask("enter", symbol="BTC")
    english, vietnamese = await asyncio.gather(there.on_discord("ENTRY BTC/USDT"), there.on_telegram("VÀO LỆNH"))
    assert "DEMO · PAPER" in english.text
    assert "DEMO · TIỀN GIẤY" in vietnamese.text
    assert (english.quiet, vietnamese.silent) == (False, True)
    assert re.search(r"BUY \d+\.\d+ @ \d+,\d{3}\.\d\d", english.text)
    assert re.search(r"MUA \d+,\d+ @ \d+\.\d{3},\d\d", vietnamese.text)
    english, vietnamese = await asyncio.gather(there.on_discord("STOP LOSS"), there.on_telegram("CẮT LỖ BTC/USDT"))
    assert (english.quiet, vietnamese.silent) == (False, False)
    # The engine's own start was told too, and rang nobody.
    assert (await there.on_telegram("Bộ máy đã chạy")).silent


async def _a_platform_that_hangs_is_not_waited_for(there: Platforms, run: Run) -> None:
    """The engine answers all the while; what was asked is answered when the platform is itself again."""
    hung = there.discord.faults.hang("POST /channels/*", None)
    await there.discord.say(OWNER, "!ping", DM)
    await there.discord.wait_for(lambda: hung.hits)
    before = (await run.ask("status")).candles_seen
    while (await run.ask("status")).candles_seen < before + 4:
        assert (await run.ask("price", symbol="BTC")).symbol == "BTC/USDT"
    assert not there.told_on_discord("Pong")
    hung.lift()
    await there.on_discord("Pong")


async def _lines_break_and_heal(there: Platforms, run: Run) -> None:
    """A cut socket, a session that is no more and, on Telegram, a second program with the same token."""
    there.discord.gateway.drop()
    await there.discord.wait_for(lambda: there.discord.gateway.resumes, 10, "a resumed session")
    await there.discord.connected()
    identified = len(there.discord.gateway.identifies)
    await there.discord.gateway.invalidate()
    there.telegram.updates.rival = True
    await there.telegram.say(OUTSIDER, "a word that ends the poll which waits")
    down = await there.on_discord("The Telegram bot is down", within=20)
    assert "Another program receives messages" in down.text
    assert not (await run.health("telegram")).ok
    assert (await run.ask("status")).state == "RUNNING"
    there.telegram.updates.rival = False
    await there.on_discord("The Telegram bot is back", within=20)
    await there.telegram.polling(20)
    await there.discord.wait_for(lambda: len(there.discord.gateway.identifies) > identified, 20, "a new session")
    await there.discord.connected(20)


async def _it_ends_at_once_though_nobody_answers(there: Platforms, run: Run) -> None:
    there.discord.faults.hang("*", None)
    there.telegram.faults.hang("", None)
    await there.telegram.say(OUTSIDER, "a word after which the next poll hangs")
    await there.discord.say(OWNER, "!gia btc", DM)
    await run.ask("pause")
    await there.telegram.wait_for(lambda: any(call.fault == "hang" for call in there.telegram.world.calls))
    code, out, said, took = await run.end()
    assert (code, out) == (0, "")
    assert took < 5
    assert "Traceback" not in said, said[-4000:]
    assert "Bộ máy đã dừng." in said


async def test_killed_with_letters_in_the_outbox_it_delivers_them_all_in_order(tmp_path: Path, models: Path) -> None:
    """Doubled is only the letter of which nobody could know, and only where the platform knows no nonces."""
    async with platforms() as there:
        settings = there.settings(**LIVELY, stop_loss="0.5", take_profit="5", time_limit=10_000)
        there.discord.faults.hang("POST /channels/*/messages", 1, stored=True)
        there.telegram.faults.hang("sendMessage", 1, stored=True)
        async with running(tmp_path, models, **settings) as run:
            await there.connected()
            await run.up()
            # The letter about the start has arrived, which the bot does not know when it is killed.
            await asyncio.gather(there.on_discord("Bộ máy đã chạy"), there.on_telegram("Bộ máy đã chạy"))
            await run.ask("enter", symbol="BTC")
            await run.waiting(2)
            await run.ask("close", symbol="BTC")
            await run.waiting(3)
            await run.ask("pause")
            await run.ask("resume")
            await run.waiting(5)
            assert (await run.end(signal.SIGKILL))[0] == -signal.SIGKILL
        there.discord.faults.lift()
        there.telegram.faults.lift()
        async with running(tmp_path, models, **settings) as run:
            await there.on_telegram("Bộ máy: ĐANG CHẠY")
            await there.on_discord("Bộ máy: ĐANG CHẠY")
            await run.up()
            await run.waiting(0)
            expected = [
                "Bộ máy đã chạy", "VÀO LỆNH BTC", "ĐÓNG TAY BTC", "Bộ máy: TẠM DỪNG", "Bộ máy: ĐANG CHẠY",
                "Bộ máy đã chạy",
            ]  # fmt: skip
            assert _told(each.text for each in there.told_on_discord()) == expected
            assert _told(each.text for each in there.told_on_telegram()) == ["Bộ máy đã chạy", *expected]
            assert (await run.end())[0] == 0


def _told(texts: Iterable[str]) -> list[str]:
    """The alerts of all messages, in their order."""
    return re.findall(r"VÀO LỆNH \w+|ĐÓNG TAY \w+|Bộ máy đã chạy|Bộ máy: \w+ \w+", "\n".join(texts))


async def test_a_bot_that_may_not_come_in_is_told_of_by_the_other(tmp_path: Path, models: Path) -> None:
    """A wrong token, under its older name, and lists that admit nobody: said at the start, with the way in."""
    async with platforms() as there:
        right, there.discord.world.token = there.discord.world.token, "another.discord.token"
        nobody = {"discord_guilds": None, "discord_owners": None}
        tokens = {"discord_bot_token": None, "bot_token": right}
        async with running(tmp_path, models, "--lang", "en", **there.settings(**STILL, **nobody, **tokens)) as run:
            await run.logged(t("bot-admits-nobody", "en", surface="Discord", settings="DISCORD_GUILDS, DISCORD_OWNERS"))
            assert "Telegram bot: nobody is allowed" not in run.log()
            told = await there.on_telegram("The Discord bot is down")
            assert "Discord does not accept the token." in told.text
            assert "discord: Discord does not accept the token." in await run.logged("ERROR")
            await run.up()
            assert (await run.ask("status")).state == "RUNNING"
            row = await run.health("discord")
            assert (row.ok, row.detail.key) == (False, "bot-down")

            there.discord.world.token = right
            await there.on_telegram("The Discord bot is back")
            await there.discord.connected()
            # The code of the log makes its sender the owner; it is not among the lines that others can ask for.
            code = re.search(r"become the owner: (\w{4}-\w{4})", run.log())
            assert code is not None
            await there.discord.say(OWNER, "!positions", DM)
            await there.discord.say(OWNER, code[1], DM)
            await there.on_discord(t("bots-paired-title", "en"))
            await there.discord.say(OWNER, "!positions", DM)
            await there.on_discord("DEMO · PAPER")
            assert not any(code[1] in line for line in (await run.ask("logs", limit=200)).lines)


async def test_a_bot_that_cannot_begin_begins_again_and_makes_do(tmp_path: Path, models: Path) -> None:
    """A token from the old file, a crash, a gateway that is shut, an intent that is refused: then slash commands."""
    async with platforms() as there:
        world = there.discord.world
        world.privileged = 0
        crash = there.discord.faults.fail("GET /users/@me", 200, body={})
        there.discord.gateway.refuse = 1
        (tmp_path / "token.txt").write_text(f"{world.token}\n")
        settings = there.settings(**STILL, discord_bot_token=None, telegram_bot_token=None)
        async with running(tmp_path, models, "--lang", "en", **settings) as run:
            await run.logged("WARNING", t("bot-token-file", "en"))
            died = await run.logged("The Discord bot stopped because of KeyError")
            assert re.search(r"\[E-\w{6}\]", died)
            assert crash.hits == 1
            await run.up()
            assert (await run.ask("price", symbol="BTC")).symbol == "BTC/USDT"
            await run.logged("ERROR", "Discord cannot be reached (WSServerHandshakeError)")
            await run.logged(t("discord-slash-only-log", "en"))
            await there.discord.connected(20)
            assert there.discord.gateway.dials == 3  # refused, without the right to read, and well
            assert (await run.health("discord")).detail.key == "discord-slash-only"
            await there.discord.synced()
            asked = await there.discord.slash(OWNER, "price", {"symbol": "btc"}, locale="en-US")
            assert "BTC/USDT" in (await there.discord.answer(asked)).text
            assert (await run.end())[0] == 0


async def test_without_a_token_it_says_so_and_the_engine_works_alone(tmp_path: Path, models: Path) -> None:
    async with running(tmp_path, models, "--lang", "vi", **STILL) as run:
        await run.up()
        assert (await run.ask("status")).state == "RUNNING"
        code, _, said, _ = await run.end()
    assert code == 0
    assert t("bot-no-token", "vi", folder=str(run.bot.data)) in said

"""People who ask with a clock, and texts that would break a careless bot."""

from __future__ import annotations

import asyncio
from pathlib import Path

from benchmarks.bots_people import OnDiscord, OnTelegram
from benchmarks.bots_rig import Platforms, program, until
from benchmarks.chat_render import Tally, measure, to_discord, to_telegram, usual_discord, usual_telegram
from benchmarks.common import environment
from bots.common.card import Card, Said
from bots.common.reply import Reply


async def test_usual_bots_answer_people_of_both_platforms(tmp_path: Path) -> None:
    async with Platforms() as both:
        env = environment(tmp_path, **both.settings())
        discord, telegram = OnDiscord(both), OnTelegram(both)
        async with (
            program(["-m", "benchmarks.bots_plain", "discord"], env, tmp_path) as first,
            program(["-m", "benchmarks.bots_plain", "telegram"], env, tmp_path) as second,
        ):
            await asyncio.gather(
                until(lambda: both.discord.gateway.connected, first),
                until(lambda: both.telegram.updates.polling, second),
            )
            for people in (discord, telegram):
                span, picture = await people.type("gia BTC")
                assert 0 < span < 5
                assert picture == b""
                assert (await people.type("dudoan BTC"))[1].startswith(b"\x89PNG")


def test_random_texts_are_taken_by_both_platforms() -> None:
    figures = {one.what: one for one in measure(60)}
    assert [one.what for one in figures.values() if one.met is False] == []
    assert figures["60 random texts on Discord: refused"].usual
    assert figures["60 random texts on Telegram: refused"].usual


def test_what_a_platform_refuses_is_counted() -> None:
    bad = Tally()
    usual_discord("**đậm**", bad)
    usual_telegram("\ud83d", bad)
    usual_telegram("👍" * 3_000, bad)
    assert (bad.messages, bad.alive, bad.refused, bad.too_long) == (3, 1, 1, 1)
    good = Tally()
    reply = Reply(Card("BTC/USDT", (Said("67.900,00 <b>"),)))
    to_discord(reply, good)
    to_telegram(reply, good)
    assert (good.messages, good.refused, good.too_long, good.alive) == (2, 0, 0, 0)

"""Blocks of one engine with and without platforms that hang, and what they tell."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from benchmarks import bots_hang
from benchmarks.bots_hang import WAITING, difference, figures_of, house
from benchmarks.bots_hang_platforms import HUNG, NONE, STATES
from benchmarks.world import FIVE, World


async def test_one_engine_meets_platforms_in_every_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bots_hang, "HISTORY", 600)
    monkeypatch.setattr(bots_hang, "MOMENTS", 3)
    monkeypatch.setattr(bots_hang, "WARM", 1)
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)
    world = World(tmp_path, FIVE, 600)
    world.store()
    async with house(world) as lived:
        await lived.follow(1)
    for blocks in (lived.own, lived.wall):
        assert all([len(block) for block in blocks[state]] == [3] for state in STATES)
    assert all(lived.late[state][0] for state in STATES)
    assert lived.hung > 0
    assert lived.waiting[0] > WAITING / 2
    assert lived.bots is None


def test_what_chance_does_is_told_from_what_a_platform_does() -> None:
    chance = random.Random(1)
    usual = [[chance.expovariate(0.5) for _ in range(40)] for _ in range(30)]
    same = [[chance.expovariate(0.5) for _ in range(40)] for _ in range(30)]
    more, low, high = difference(same, usual)
    assert low < 0 < high
    assert low < more < high
    more, low, high = difference([[one + 20 for one in block] for block in usual], usual)
    assert low == pytest.approx(20, abs=5)
    assert more == pytest.approx(20)


def test_an_engine_that_is_held_up_misses_the_goal() -> None:
    usual = [[2.0, 3.0, 4.0]] * 30
    waits = dict.fromkeys(STATES, usual) | {HUNG: [[9.0, 9.0, 12.0]] * 30}
    figures = {one.what: one for one in figures_of(waits, waits, dict.fromkeys(STATES, usual), "much")}
    held = figures["... with platforms that hang, p99 more than without bots"]
    assert (held.value, held.met) == (pytest.approx(8), False)
    assert figures[f"closed candle to decision, {NONE}, p99"].value == pytest.approx(4)

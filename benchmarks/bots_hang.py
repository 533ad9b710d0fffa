"""Whether the engine notices that a platform hangs: ``python -m benchmarks.bots_hang [--json] [--quick]``.

One engine with thousands of alerts waiting, from closed candles of five pairs to their committed decisions, in short
blocks in random order: without bots; both bots on platforms that answer; both on platforms that take every message and
every poll and never answer, while people go on asking. Neighbouring blocks share the machine's mood, and the clock that
is judged by stops while other programs have the cores; the clock on the wall is told beside it. Patience is cut to a
second: letters are given up inside each block, not once in several.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import tempfile
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from benchmarks.bots_hang_clock import Watch
from benchmarks.bots_hang_platforms import HUNG, NONE, STATES, WELL, Elsewhere, elsewhere
from benchmarks.bots_rig import ASKERS
from benchmarks.common import Figure, percentile, report
from benchmarks.pipeline import _tick, _together
from benchmarks.world import FIVE, World

HISTORY, WAITING = 1_500, 10_000
ROUNDS, MOMENTS, WARM, PACE = 34, 80, 12, 0.01
MORE_MS, SURE = 5.0, 95
PATIENCE = 0.8
"""Seconds until a bot gives up."""
SURFACES = ("discord", "telegram")
Blocks = dict[str, list[list[float]]]
"""Milliseconds by state and block."""


# --- the house -------------------------------------------------------------------------------------------------------
@dataclass(slots=True)
class House:
    """An engine whose bots come and go, and what was measured of it."""

    engine: Any
    world: World
    platforms: Elsewhere
    own: Blocks = field(default_factory=lambda: defaultdict(list))
    wall: Blocks = field(default_factory=lambda: defaultdict(list))
    late: Blocks = field(default_factory=lambda: defaultdict(list))
    state: str = NONE
    number: int = HISTORY
    waiting: list[int] = field(default_factory=list)
    hung: int = 0
    bots: asyncio.Task[None] | None = None

    async def follow(self, rounds: int) -> None:
        """Every state once in each round, in an order that chance decides."""
        watch, order = Watch(self.engine.rooms.pipeline), random.Random(7)
        await self._moments(watch, 3 * WARM)
        for _ in range(rounds):
            for state in order.sample(STATES, len(STATES)):
                await self._turn(state)
                await self._moments(watch, WARM)
                done, late = asyncio.Event(), list[float]()
                looking = asyncio.create_task(_tick(done, late))
                await self._moments(watch, MOMENTS)
                done.set()
                await looking
                for blocks, spans in ((self.own, watch.own), (self.wall, watch.wall), (self.late, late)):
                    blocks[state].append([1e3 * span for span in spans])
                if state == HUNG:
                    self.waiting.append(self._waiting())
        await self._turn(NONE)

    async def _moments(self, watch: Watch, count: int) -> None:
        """So many moments with a candle of each pair, watched anew."""
        watch.own.clear()
        watch.wall.clear()
        for _ in range(count):
            candles = [tape.candle(self.number) for tape in self.world.tapes.values()]
            watch.begin()
            await _together(self.engine, candles)
            self.number += 1
            await asyncio.sleep(PACE)
        if not all(watch.wall):
            raise SystemExit("candles without a decision")

    async def _turn(self, state: str) -> None:
        """Let the bots come or go, and the platforms be as they shall."""
        if state == self.state:
            return
        if self.state == HUNG:
            self.hung += await self.platforms.become(NONE)
        if state == NONE:
            await self._leave()
        elif self.bots is None:
            await self._come()
        await self._fill()
        self.hung += await self.platforms.become(state)
        self.state = state

    async def _come(self) -> None:
        from bots.house import open_bots

        lobby = self.engine.lobby()
        bots = open_bots(lobby)
        if bots is None:
            raise SystemExit("no bot has a token")
        self.bots = asyncio.create_task(bots.run())
        async with asyncio.timeout(60):
            for surface in SURFACES:
                await lobby.chat.states.until_ok(surface)

    async def _leave(self) -> None:
        if self.bots is not None:
            self.bots.cancel()
            await asyncio.gather(self.bots, return_exceptions=True)
            self.bots = None

    def _waiting(self) -> int:
        return sum(self.engine.lobby().chat.post.waiting(surface) for surface in SURFACES)

    async def _fill(self) -> None:
        """As much waits as shall wait, for everybody on both platforms."""
        from engine.core.events import Event, EventKind
        from engine.store.events import append_event
        from engine.store.outbox import post

        post_office, now = self.engine.lobby().chat.post, self.engine.rooms.wall_clock.now()
        boxes = [(surface, f"user:{person}") for surface in SURFACES for person in ASKERS]

        def work(conn: Any) -> None:
            # Of another source, so that nobody is told of it a second time.
            event = append_event(conn, Event(EventKind.BOT_CHANGED, now, "bench", None, {"surface": "console"}))
            post(conn, [(event, *box) for box in boxes], now)

        for _ in range((WAITING - self._waiting()) // len(boxes) + 1):
            await self.engine.rooms.store.write(work)
            for surface, mailbox in boxes:
                post_office._boxes[surface].add(mailbox, 1)


@contextlib.asynccontextmanager
async def house(world: World) -> AsyncIterator[House]:
    """The engine on this folder, and the platforms in another process, where nobody listens yet."""
    async with elsewhere() as platforms:
        world.env |= platforms.settings
        engine = await world.engine()
        following = asyncio.create_task(engine.lobby().chat.post.run())
        try:
            with _impatient():
                yield House(engine, world, platforms)
        finally:
            following.cancel()
            await asyncio.gather(following, return_exceptions=True)
            await engine.stop()


@contextlib.contextmanager
def _impatient() -> Iterator[None]:
    import aiohttp

    from bots.discord import posting
    from bots.telegram import app, connecting

    with (
        patch.object(posting, "_TIMEOUT", aiohttp.ClientTimeout(total=PATIENCE)),
        patch.dict(connecting._PATIENCE, read_timeout=PATIENCE),
        patch.object(app, "_POLL_SECONDS", 1),
    ):
        yield


# --- figures ---------------------------------------------------------------------------------------------------------
def difference(blocks: list[list[float]], others: list[list[float]], share: float = 0.99) -> tuple[float, float, float]:
    """How much later the ``share`` of ``blocks`` is than that of ``others``, and between what bounds that surely lies.

    Rounds are drawn anew with their neighbours in them, as often as it takes to see how much chance may do.
    """
    draw, found = random.Random(7), []
    for _ in range(1_000):
        rounds = draw.choices(range(len(blocks)), k=len(blocks))
        late, usual = (np.concatenate([each[one] for one in rounds]) for each in (blocks, others))
        found.append(float(np.quantile(late, share) - np.quantile(usual, share)))
    low, high = np.quantile(found, [(100 - SURE) / 200, (100 + SURE) / 200])
    return _share(blocks, share) - _share(others, share), float(low), float(high)


def _share(blocks: list[list[float]], share: float) -> float:
    return float(np.quantile(np.concatenate(blocks), share))


def figures_of(own: Blocks, wall: Blocks, late: Blocks, left: str) -> list[Figure]:
    """What is told of the blocks; ``own`` leaves out what other programs took, which ``wall`` has in it."""
    figures = []
    for state in STATES:
        blocks = own[state]
        note = f"p50 {_share(blocks, 0.5):.1f} ms, {_share(wall[state], 0.99):.1f} ms with other programs' share"
        note += f"; {len(blocks)} blocks of {len(blocks[0])} moments"
        figures.append(Figure(f"closed candle to decision, {state}, p99", _share(blocks, 0.99), "ms", note=note))
        figures.append(Figure("... the loop meanwhile late by, p99", _share(late[state], 0.99), "ms"))
    for other, words in ((NONE, "without bots"), (WELL, "while they answer")):
        what = f"... with platforms that hang, p99 more than {words}"
        figures.append(_more(what, own[HUNG], own[other], MORE_MS, left))
        figures.append(_more("... the same with other programs' share", wall[HUNG], wall[other]))
    figures.append(_more("... the loop later than without bots, p99", late[HUNG], late[NONE]))
    return figures


def _more(
    what: str, blocks: list[list[float]], others: list[list[float]], goal: float | None = None, *more: str
) -> Figure:
    found, low, high = difference(blocks, others)
    return Figure(what, found, "ms", goal, note="; ".join((f"{SURE} % between {low:+.1f} and {high:+.1f}", *more)))


async def _measured(world: World, rounds: int) -> House:
    async with house(world) as lived:
        await lived.follow(rounds)
        return lived


def measure(*, quick: bool) -> tuple[list[Figure], dict[str, Any]]:
    """All blocks of one engine."""
    with tempfile.TemporaryDirectory() as name:
        world = World(Path(name), FIVE, HISTORY)
        world.store()
        world.train(FIVE, pooled=False)
        before = os.getloadavg()[0]
        lived = asyncio.run(_measured(world, 2 if quick else ROUNDS))
    by_block = {state: [round(percentile(one, 0.9), 1) for one in blocks] for state, blocks in lived.own.items()}
    load = [round(before, 1), round(os.getloadavg()[0], 1)]
    left = f"{min(lived.waiting):,} alerts wait at least, {lived.hung:,} calls hung, load {load[0]} to {load[1]}"
    return figures_of(lived.own, lived.wall, lived.late, left), {"load": load, "p90 by block": by_block}


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="JSON only")
    parser.add_argument("--quick", action="store_true", help="few blocks")
    wanted = parser.parse_args()
    figures, more = measure(quick=wanted.quick)
    report("bots_hang", figures, as_json=wanted.json, **more)


if __name__ == "__main__":
    main()

"""Whether the engine notices that a platform hangs: ``python -m benchmarks.bots_hang [--json] [--quick]``.

From a closed candle to its committed decision, five pairs at once, in turns in three houses on the same candles: no
bots; both bots on platforms that answer; both on platforms that take every message and never answer, while people go on
asking and the outbox holds thousands of alerts.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from benchmarks.bots_rig import ASKERS, CHANNEL, Platforms, program, until
from benchmarks.common import Figure, percentile, report
from benchmarks.pipeline import _commits, _together
from benchmarks.world import FIVE, World

HISTORY, WARM, PACE = 1_500, 20, 0.1
WAITING = 5_000
FEW = ASKERS[:6]
MORE_MS = 5.0
NONE, WELL, HUNG = "no bots", "both bots", "both bots, platforms hang"


# --- the house -------------------------------------------------------------------------------------------------------
async def house(folder: Path, moments: int) -> dict[str, Any]:
    """Seconds of each decision, of a house that is told where the platforms are by its environment."""
    world = World(folder, FIVE, HISTORY)
    world.env = dict(os.environ)
    engine = await world.engine()
    try:
        lobby = engine.lobby()
        await engine.rooms.store.write(_alerts)
        async with _company(lobby):
            waits = _commits(engine.rooms.pipeline)
            for number in range(HISTORY, HISTORY + WARM + moments):
                await _together(engine, [tape.candle(number) for tape in world.tapes.values()])
                await asyncio.sleep(PACE)
            waiting = sum(lobby.chat.post.waiting(surface) for surface in ("discord", "telegram"))
    finally:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(10):
                await engine.stop()
    return {"waits": waits[len(FIVE) * WARM :], "waiting": waiting}


@contextlib.asynccontextmanager
async def _company(lobby: Any) -> AsyncIterator[None]:
    """The bots and the post office beside the engine, as the program runs them; ready when both listen."""
    from bots.house import open_bots

    bots = open_bots(lobby)
    tasks = [asyncio.create_task(lobby.chat.post.run())]
    if bots is not None:
        tasks.append(asyncio.create_task(bots.run()))
        for surface in ("discord", "telegram"):
            await lobby.chat.states.until_ok(surface)
    await asyncio.sleep(3.0)
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _alerts(conn: Any) -> None:
    """What was not told yet when the house was opened."""
    from engine.core.events import Event, EventKind
    from engine.store.events import append_event

    for number in range(WAITING):
        facts = {"surface": "console", "up": bool(number % 2)}
        append_event(conn, Event(EventKind.BOT_CHANGED, 1_795_158_309_000 + number, "demo", None, facts))


# --- the platforms ---------------------------------------------------------------------------------------------------
async def visit(origin: World, folder: Path, kind: str, moments: int) -> dict[str, Any]:
    """One house of a kind, with people who ask all the time."""
    shutil.copytree(origin.folder, folder)
    env = World(folder, FIVE, HISTORY).env
    async with Platforms() as both:
        if kind != NONE:
            env = {**env, **both.settings(FEW)}
        if kind == HUNG:
            both.discord.faults.hang("POST /*messages*", times=None)
            for method in ("sendMessage", "sendPhoto"):
                both.telegram.faults.hang(method, times=None)
        words = ["-m", "benchmarks.bots_hang", "--child", str(folder), "--moments", str(moments)]
        async with program(words, env, folder) as child:
            asking = None if kind == NONE else asyncio.create_task(_ask(both))
            await until(lambda: child.poll() is not None or (folder / "told.json").exists(), child, 600)
            if asking is not None:
                asking.cancel()
        return dict(json.loads((folder / "told.json").read_text(encoding="utf-8")))


async def _ask(both: Platforms) -> None:
    """Three questions a second; nobody waits for the answer."""
    place = 0
    while True:
        person = FEW[place % len(FEW)]
        await both.discord.say(person, "!gia BTC", CHANNEL)
        await both.telegram.say(person, "/gia BTC")
        place += 1
        await asyncio.sleep(0.33)


def measure(*, quick: bool) -> tuple[list[Figure], dict[str, Any]]:
    """All houses, in turns."""
    moments, rounds = (40, 1) if quick else (120, 5)
    kinds = (NONE, WELL, HUNG)
    found: dict[str, list[list[float]]] = {kind: [] for kind in kinds}
    left: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as name:
        origin = World(Path(name) / "origin", FIVE, HISTORY)
        origin.store()
        origin.train(FIVE, pooled=False)
        for turn in range(rounds):
            for place in range(len(kinds)):  # each is first, second and last in turn: other work comes and goes
                kind = kinds[(turn + place) % len(kinds)]
                told = asyncio.run(visit(origin, Path(name) / f"{turn}{place}", kind, moments))
                found[kind].append([1e3 * wait for wait in told["waits"]])
                left[kind] = told["waiting"]
    by_round = {kind: [round(percentile(spans, 0.99), 1) for spans in rounds_] for kind, rounds_ in found.items()}
    return _figures(found, left), {"waiting": left, "p99 by round": by_round}


def _figures(found: dict[str, list[list[float]]], left: dict[str, int]) -> list[Figure]:
    figures = []
    p99: dict[str, float] = {}
    for kind, rounds in found.items():
        spans = [span for one in rounds for span in one]
        p99[kind] = percentile(spans, 0.99)
        note = f"p50 {percentile(spans, 0.5):.1f} ms, worst {max(spans):.0f} ms of {len(spans)}"
        waiting = f"{left[kind]:,} alerts wait at the end"
        figures.append(Figure(f"closed candle to decision, {kind}, p99", p99[kind], "ms", note=f"{note}; {waiting}"))
    for other, words in ((WELL, "while they answer"), (NONE, "without bots")):
        pairs = zip(found[HUNG], found[other], strict=True)
        each = " ".join(f"{percentile(hung, 0.99) - percentile(usual, 0.99):+.1f}" for hung, usual in pairs)
        what = f"... with platforms that hang, more than {words}"
        figures.append(Figure(what, p99[HUNG] - p99[other], "ms", MORE_MS, note=f"by rounds {each}"))
    return figures


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="JSON only")
    parser.add_argument("--quick", action="store_true", help="one round, few candles")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--moments", type=int, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.child is not None:
        told = asyncio.run(house(wanted.child, wanted.moments))
        written = wanted.child / "told.part"
        written.write_text(json.dumps(told), encoding="utf-8")
        written.rename(wanted.child / "told.json")
        sys.stdout.flush()
        os._exit(0)  # a hung request is not waited for
    figures, more = measure(quick=wanted.quick)
    report("bots_hang", figures, as_json=wanted.json, **more)


if __name__ == "__main__":
    main()

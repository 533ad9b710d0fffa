"""From a question in chat to its answer, on a busy engine: ``python -m benchmarks.bots [--json] [--quick]``.

``run_bot.py`` itself with both bots on 500 pairs of the demo, whose prices flow; every pair's candle closes every three
seconds (300 times life), and once more at 900 times. The platforms are local ones in this process, so that their work
does not count as the bot's; the client libraries are the ordinary ones. The usual way, before it in the same run: a bot
of the same library whose command answers a constant.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import shutil
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.bots_people import People, people_of
from benchmarks.bots_rig import Load, Platforms, bot, crowd, program, until
from benchmarks.common import Figure, count_rows, environment, percentile, report
from benchmarks.world import World

MANY, HISTORY, TAUGHT = 500, 1_000, 25
TEXT_MS, PICTURE_MS = 80.0, 600.0
BUSY, STRESSED = 300, 900
SETTLE = 3.0
"""Seconds for letters that were on their way when nobody wanted any more."""
PAUSE = 0.12
"""Seconds between questions, more or less: they must not keep step with the candles."""


class Interview:
    """Asks, and keeps the spans in milliseconds."""

    def __init__(self, people: People, symbols: Sequence[str], seed: int = 1) -> None:
        self.people, self._symbols, self._chance = people, symbols, random.Random(seed)
        self._place = 0

    async def texts(self, times: int) -> dict[str, list[float]]:
        """Every way of asking so many times, in turns."""
        spans: dict[str, list[float]] = {name: [] for name in self.people.ways}
        for _ in range(times):
            for name, way in self.people.ways.items():
                spans[name].append(await self._clocked(way(self._symbol())))
        return spans

    async def same(self, command: str, times: int, *, drawn: bool = False) -> list[float]:
        """One command, each time about another pair, so that no picture has been drawn before."""
        return [await self._clocked(self.people.type(f"{command} {self._symbol()}"), drawn=drawn) for _ in range(times)]

    async def from_the_shelf(self, times: int) -> list[float]:
        """The same explanation for somebody else at once; counted where the picture is the same to the byte."""
        spans: list[float] = []
        for _ in range(times):
            words = f"giaithich {self._symbol()}"
            _, first = await self.people.type(words)
            span, again = await self.people.type(words)
            if first and again == first:
                spans.append(1e3 * span)
            await self._pause()
        return spans

    async def _clocked(self, asking: Any, *, drawn: bool = False) -> float:
        span, picture = await asking
        if drawn and not picture:
            raise SystemExit(f"{self.people.name}: an answer without its picture")
        await self._pause()
        return 1e3 * span

    async def _pause(self) -> None:
        await asyncio.sleep(PAUSE * (0.5 + self._chance.random()))

    def _symbol(self) -> str:
        self._place += 1
        return str(self._symbols[self._place % len(self._symbols)]).partition("/")[0]


async def plain(folder: Path, times: int) -> dict[str, tuple[list[float], list[float]]]:
    """Text and picture of the usual bots."""
    found = {}
    async with Platforms() as both:
        listens = {"Discord": lambda: both.discord.gateway.connected, "Telegram": lambda: both.telegram.updates.polling}
        for people in people_of(both):
            words = ["-m", "benchmarks.bots_plain", people.name.lower()]
            async with program(words, environment(folder, **both.settings()), folder) as child:
                await until(listens[people.name], child)
                interview = Interview(people, ("BTC",))
                await people.type("gia BTC")
                texts = await interview.same("gia", times)
                found[people.name] = texts, await interview.same("dudoan", times // 2, drawn=True)
    return found


async def busy(world: World, speed: int, times: int, pictures: int) -> dict[str, Any]:
    """Spans by platform and way, and what the program took meanwhile."""
    found: dict[str, Any] = {}
    async with Platforms() as both:
        env = {**world.env, **both.settings(), "DEMO_SPEED": str(speed)}
        async with program(bot(world.folder), env, world.folder) as child:
            await both.connected(child)
            everybody = people_of(both)
            for people in everybody:
                await people.quiet()
            database = world.folder / "data" / "trading_logs.db"
            await until(lambda: count_rows(database, "decisions") >= 2 * len(world.symbols), child)
            await asyncio.sleep(SETTLE)
            for people in everybody:
                interview = Interview(people, world.symbols)
                await interview.texts(2)
                await interview.same("dudoan", 1, drawn=True)
                load = Load(child)
                spans = {"text": await interview.texts(times)}
                found[people.name] = {**spans, "cpu": load.share()}
                if pictures:
                    found[people.name]["picture"] = await interview.same("dudoan", pictures, drawn=True)
                    found[people.name]["shelf"] = await interview.from_the_shelf(pictures // 2)
    return found


def measure(*, quick: bool) -> tuple[list[Figure], dict[str, Any]]:
    """All of it."""
    count, times, pictures = (60, 4, 4) if quick else (MANY, 40, 60)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        usual = asyncio.run(plain(folder, 20 if quick else 100))
        symbols = crowd(count)
        origin = World(folder / "many", symbols, HISTORY)
        origin.store()
        origin.train(symbols[:TAUGHT], pooled=True)
        found = {}
        for speed in (BUSY, STRESSED):
            world = World(folder / str(speed), symbols, HISTORY)
            shutil.copytree(origin.folder, world.folder, dirs_exist_ok=True)
            found[speed] = asyncio.run(busy(world, speed, times, pictures if speed == BUSY else 0))
    figures = [figure for name in usual for figure in _figures(name, count, found, usual[name])]
    ways = {
        f"{name} {way} at {speed}": [round(percentile(spans, share), 1) for share in (0.5, 0.95, 1.0)]
        for speed, platforms in found.items()
        for name, told in platforms.items()
        for way, spans in told["text"].items()
    }
    return figures, {"ways": ways}


def _figures(name: str, count: int, found: dict[int, Any], usual: tuple[list[float], list[float]]) -> list[Figure]:
    ours, stressed = found[BUSY][name], found[STRESSED][name]
    texts, hard, drawn, shelf = _all(ours["text"]), _all(stressed["text"]), ours["picture"], ours["shelf"]
    slowest = max(ours["text"], key=lambda way: percentile(ours["text"][way], 0.95))
    load = f"{_spread(texts)}; {count} pairs close every 3 s: {ours['cpu']:.0f} % of a core"
    harder = f"{_spread(hard)}; {stressed['cpu']:.0f} % of a core"
    figures = [
        _p95(f"{name}: a question to its answer, p95", texts, TEXT_MS, usual[0], load),
        _p95(f"... {slowest}, the slowest of {len(ours['text'])} ways, p95", ours["text"][slowest]),
        _p95("... while all pairs close every second, p95", hard, note=harder),
        _p95(f"{name}: a forecast with its chart, drawn anew, p95", drawn, PICTURE_MS, usual[1]),
    ]
    if shelf:  # a market that hurries so seldom looks the same twice
        figures.append(_p95("... an explanation whose picture is on the shelf, p95", shelf))
    return figures


def _p95(
    what: str, spans: Sequence[float], goal: float | None = None, usual: Sequence[float] | None = None, note: str = ""
) -> Figure:
    floor = percentile(usual, 0.95) if usual else None
    return Figure(what, percentile(spans, 0.95), "ms", goal, usual=floor, note=note or _spread(spans))


def _all(spans: dict[str, list[float]]) -> list[float]:
    return [span for each in spans.values() for span in each]


def _spread(spans: Sequence[float]) -> str:
    return f"median {statistics.median(spans):.0f} ms, worst {max(spans):.0f} ms of {len(spans)}"


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="JSON only")
    parser.add_argument("--quick", action="store_true", help="60 pairs, few questions")
    wanted = parser.parse_args()
    figures, more = measure(quick=wanted.quick)
    report("bots", figures, as_json=wanted.json, **more)


if __name__ == "__main__":
    main()

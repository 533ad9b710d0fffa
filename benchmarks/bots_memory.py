"""Memory that both bots add: ``python -m benchmarks.bots_memory [--json] [--quick]``.

Two ``run_bot.py`` side by side on the same demo and the same models: one without a token, one with both bots on local
platforms in this process, which is asked for texts and for every kind of picture.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import statistics
import tempfile
from pathlib import Path
from subprocess import Popen
from typing import Any

from benchmarks.bots_people import people_of
from benchmarks.bots_rig import Platforms, bot, program
from benchmarks.common import Figure, report, resident_mb
from benchmarks.world import FIVE, World

GOAL_MB = 120.0
HISTORY = 1_500
PICTURES = ("dudoan", "giaithich", "bieudo", "mohinh")
SETTLE, LOOK = 30.0, 15


async def compare(plain: World, chatty: World, *, settle: float, rounds: int) -> dict[str, Any]:
    """Resident memory of both, when the bots listen and after they have answered."""
    found: dict[str, Any] = {}
    async with Platforms() as both:
        env = {**chatty.env, **both.settings()}
        async with (
            program(bot(plain.folder), plain.env, plain.folder) as alone,
            program(bot(chatty.folder), env, chatty.folder) as with_bots,
        ):
            await both.connected(with_bots)
            await asyncio.sleep(settle)
            found["listening"] = await _both(alone, with_bots)
            answers = pictures = 0
            for people in people_of(both):
                for _ in range(rounds):
                    for symbol in FIVE:
                        base = symbol.partition("/")[0]
                        for way in people.ways.values():
                            await way(base)
                        drawn = [(await people.type(f"{command} {base}"))[1] for command in PICTURES]
                        answers += len(people.ways) + len(drawn)
                        pictures += sum(bool(one) for one in drawn)
            found |= {"answers": answers, "pictures": pictures}
            await asyncio.sleep(settle / 3)
            found["asked"] = await _both(alone, with_bots)
    return found


async def _both(alone: Popen[bytes], with_bots: Popen[bytes]) -> tuple[float, float]:
    looks = []
    for _ in range(LOOK):
        looks.append((resident_mb(alone.pid), resident_mb(with_bots.pid)))
        await asyncio.sleep(1.0)
    return statistics.median(one for one, _ in looks), statistics.median(other for _, other in looks)


def measure(*, quick: bool) -> tuple[list[Figure], dict[str, Any]]:
    """Both programs on copies of one folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain = World(folder / "plain", FIVE, HISTORY)
        plain.store()
        plain.train(FIVE, pooled=False)
        chatty = World(folder / "chatty", FIVE, HISTORY)
        shutil.copytree(plain.folder, chatty.folder, dirs_exist_ok=True)
        found = asyncio.run(compare(plain, chatty, settle=6.0 if quick else SETTLE, rounds=1 if quick else 3))
    (alone, listening), (later, asked) = found["listening"], found["asked"]
    told = f"{later:.0f} MB without, {asked:.0f} MB with both; {found['answers']} answers, {found['pictures']} pictures"
    figures = [
        Figure("memory that both bots add, listening", listening - alone, "MB", GOAL_MB, note=f"to {alone:.0f} MB"),
        Figure("... after answers with pictures", asked - later, "MB", GOAL_MB, note=told),
    ]
    return figures, found


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="JSON only")
    parser.add_argument("--quick", action="store_true", help="fewer answers, less patience")
    wanted = parser.parse_args()
    figures, more = measure(quick=wanted.quick)
    report("bots_memory", figures, as_json=wanted.json, **more)


if __name__ == "__main__":
    main()

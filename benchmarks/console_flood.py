"""The console under a flood, measured inside its own process: a part of ``benchmarks.console_live``.

Prices go through the real pipeline, the real publisher and the real screen; the demo market itself stands nearly still.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from itertools import cycle
from pathlib import Path
from typing import Any

from benchmarks.common import percentile, resident_mb
from console.app import ConsoleApp
from console.launch import Launch
from console.messages import SnapshotArrived
from engine.core.candles import Tick
from engine.core.modes import Role
from engine.doors import LiveDoor
from engine.service.port import Caller
from engine.settings_load import load_settings

FLOOD = 1_000
"""Market updates a second."""


class Counted(ConsoleApp):
    """Counts what it draws."""

    drawn = 0

    def on_snapshot_arrived(self, message: SnapshotArrived) -> None:
        self.drawn += 1
        super().on_snapshot_arrived(message)


async def flooded(seconds: float, env_file: Path) -> dict[str, float]:
    """Run the console under the flood for so long."""
    loaded = load_settings({"demo_speed": 1}, env_file=env_file)
    door = LiveDoor(loaded, actor="bench", readonly=False)
    caller = Caller("console", "bench", Role.OWNER, language="en")
    app = Counted(Launch(door, caller, loaded.settings.data_dir, lambda start, end: door, "en"))
    facts: dict[str, float] = {}

    async def pour() -> None:
        async with asyncio.timeout(60):
            while app.snapshot is None:  # noqa: ASYNC110 - the app has no event for its first picture
                await asyncio.sleep(0.1)
        await asyncio.sleep(3.0)
        try:
            facts.update(await _poured(app, door, seconds))
        finally:
            app.exit()

    pouring = asyncio.create_task(pour())
    await app.run_async()
    await pouring
    await door.close()
    return facts


async def _poured(app: Counted, door: Any, seconds: float) -> dict[str, float]:
    rooms = (await door.open()).engine.rooms
    symbols, updates, lags = cycle(rooms.pipeline.symbols()), 0, list[float]()
    watch = asyncio.create_task(_lag(lags))
    app.drawn, before, begun = 0, resident_mb(os.getpid()), time.perf_counter()
    while (now := time.perf_counter()) - begun < seconds:
        while updates < FLOOD * (now - begun):
            symbol = next(symbols)
            price = (rooms.pipeline.last_price(symbol) or 100.0) * (1.0001 if updates % 2 else 0.9999)
            await rooms.pipeline.on_tick(Tick(rooms.source, symbol, rooms.market_clock.now(), price))
            updates += 1
        await asyncio.sleep(0.001)
    span = time.perf_counter() - begun
    watch.cancel()
    return {
        "seconds": span, "updates": updates, "drawn": app.drawn, "growth_mb": resident_mb(os.getpid()) - before,
        "lag_p50_ms": percentile(lags, 0.5), "lag_p99_ms": percentile(lags, 0.99),
    }  # fmt: skip


async def _lag(lags: list[float]) -> None:
    """How late the loop wakes somebody who asked to be woken."""
    while True:
        wanted = time.perf_counter() + 0.005
        await asyncio.sleep(0.005)
        lags.append(1_000 * max(0.0, time.perf_counter() - wanted))


def main() -> None:
    """Where the figures go, for how many seconds, with which settings file."""
    out, seconds, env_file = sys.argv[1:4]
    facts = asyncio.run(flooded(float(seconds), Path(env_file)))
    Path(out).write_text(json.dumps(facts), encoding="utf-8")


if __name__ == "__main__":
    main()

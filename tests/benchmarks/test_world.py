"""The world that the pipeline is measured in: candles go in and decisions come out committed."""

from __future__ import annotations

from pathlib import Path

from benchmarks.common import count_rows
from benchmarks.pipeline import _commits, _follow, _stopwatch, _together
from benchmarks.world import FIVE, World
from engine.features.stream import BasicStream


async def test_candles_of_the_demo_are_followed_to_the_store(tmp_path: Path) -> None:
    world = World(tmp_path, FIVE[:2], 600)
    world.store()
    engine = await world.engine()
    try:
        with _stopwatch(BasicStream, "update") as updates:
            waits = _commits(engine.rooms.pipeline)
            spans, prices = await _follow(engine, world, 600, 2, _together)
    finally:
        await engine.stop()
    assert (len(spans), len(updates), len(waits)) == (2, 4, 4)
    assert len(prices) == 24
    assert count_rows(tmp_path / "data" / "trading_logs.db", "decisions") == 4
    assert BasicStream.update.__name__ == "update"

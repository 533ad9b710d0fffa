"""A thousand prices a second through the real pipeline and publisher, of which the screen draws four pictures."""

from __future__ import annotations

import asyncio
import statistics
import time
from itertools import cycle
from pathlib import Path
from typing import Any

from console.app import ConsoleApp
from console.messages import SnapshotArrived
from engine.core.candles import Tick
from engine.core.symbols import Symbol
from tests.console.stage import StageDoor, console, until
from tests.engine.house import living

SECONDS = 2.0
A_SECOND = 1_000


async def pour(house: Any, symbols: list[Symbol]) -> list[float]:
    """Prices at their pace; how late the loop was meanwhile, in seconds."""
    rooms, late, poured = house.engine.rooms, [], 0
    begun, turn = time.perf_counter(), cycle(symbols)
    while (now := time.perf_counter()) - begun < SECONDS:
        while poured < A_SECOND * (now - begun):
            symbol = next(turn)
            price = (rooms.pipeline.last_price(symbol) or 100.0) * (1.0001 if poured % 2 else 0.9999)
            await rooms.pipeline.on_tick(Tick(rooms.source, symbol, rooms.market_clock.now(), price))
            poured += 1
        asked = time.perf_counter()
        await asyncio.sleep(0.002)
        late.append(time.perf_counter() - asked - 0.002)
    assert poured >= 0.9 * A_SECOND * SECONDS
    return late


async def test_a_flood_of_prices_is_drawn_four_times_a_second(tmp_path: Path, models: Path, monkeypatch: Any) -> None:
    drawn: list[int] = []
    handle = ConsoleApp.on_snapshot_arrived

    def counted(self: ConsoleApp, message: SnapshotArrived) -> None:
        drawn.append(message.snapshot.number)
        handle(self, message)

    monkeypatch.setattr(ConsoleApp, "on_snapshot_arrived", counted)
    async with living(tmp_path / "house", models) as house:
        await house.reach(5)
        app = console(StageDoor(house.engine.service), tmp_path)
        async with app.run_test(size=(140, 40)) as pilot:
            await until(pilot, lambda: app.snapshot is not None)
            drawn.clear()
            late = await pour(house, house.pipeline.symbols())
            assert 1 <= len(drawn) <= 4 * SECONDS + 2
            assert drawn == sorted(set(drawn))
            assert statistics.median(late) < 0.05

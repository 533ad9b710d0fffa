"""A whole engine on the demo market with real models, as fast as it can think, standing still when a test says so."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from engine.app import Engine
from engine.core.modes import Role
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.logs import shut_down_logging
from engine.market.demo_coins import coin_of
from engine.market.demo_tape import DemoTape
from engine.retrace import Comparison, Recording, retrace
from engine.service.port import Caller, Request
from engine.settings_load import Loaded, load_settings
from engine.store.address import sqlite_url
from engine.store.check import check_store
from engine.store.store import Store

BTC, ETH = Symbol("BTC"), Symbol("ETH")
M15, H1 = Timeframe("15m"), Timeframe("1h")
LEARNT = 1_600
OWNER = Caller("test", "an", Role.OWNER)
EAGER = {
    "symbols": "BTC,ETH", "timeframe": "15m", "horizon": "1h", "history_candles": 600, "demo_speed": 1_000_000,
    "confidence_threshold": 0.5, "min_accuracy": 0, "fee": 0, "slippage": 0, "stop_loss": "0.008",
    "take_profit": "0.012", "cooldown": 0,
}  # fmt: skip
"""Settings under which small models speak and trade often."""


def train(folder: Path, *symbols: Symbol) -> None:
    """Small, real models of the demo market, with a champion each."""
    from engine.forecast.layout import ModelKey
    from engine.forecast.writer import point_champion
    from engine.learning.spec import TrainingSpec
    from engine.learning.trio import train_trio

    for symbol in symbols or (BTC, ETH):
        series = DemoTape("demo", 7, coin_of(symbol), M15).series(0, LEARNT)
        now = int(time.time() * 1000)
        spec = TrainingSpec(folder, H1, now, folds=3, trees=40, leaf=20, svm_rows=1_000)
        made = train_trio(series, spec, lambda progress: None)
        point_champion(ModelKey("demo", symbol, M15, H1).folder(folder), made.version)


def loaded(folder: Path, models: Path, **changes: Any) -> Loaded:
    """Settings of an engine that lives in ``folder``."""
    blank = folder / "blank.env"
    folder.mkdir(parents=True, exist_ok=True)
    blank.touch()
    own = {"data_dir": folder / "data", "models_dir": models, **EAGER, **changes}
    return load_settings({name: value for name, value in own.items() if value is not None}, environ={}, env_file=blank)


async def until(true: Callable[[], object], within: float = 30.0, say: Callable[[], object] = lambda: "") -> None:
    """Wait for something to become true."""
    deadline = time.monotonic() + within
    while not true():
        assert time.monotonic() < deadline, f"not within {within} s {say()}"
        await asyncio.sleep(0.002)


class House:
    """An engine that runs, and the hand on its market's tap."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.most = 0
        self.running: asyncio.Task[None] | None = None

    @property
    def pipeline(self) -> Any:
        return self.engine.rooms.pipeline

    @property
    def store(self) -> Store:
        return self.engine.rooms.store

    def start(self) -> None:
        """Follow the market; time passes as fast as candles are thought about."""
        feed: Any = self.engine._market._feed  # type: ignore[attr-defined]
        half, begun = M15.ms // 2, feed.now()

        async def tap(_: float) -> None:
            while self.pipeline.candles_seen >= self.most or max(self.pipeline.clock.now(), begun) < feed.now() - half:
                await asyncio.sleep(0)
                if self.pipeline.candles_seen >= self.most:
                    await asyncio.sleep(0.002)

        feed._sleep = tap
        self.running = asyncio.create_task(self.engine.run())

    async def reach(self, candles: int) -> None:
        """Let the market go on until so many candles have been judged in this run, then hold it."""
        self.most = candles
        if self.running is None:
            self.start()
        await self.watch()

    async def watch(self) -> None:
        """Wait until as many candles as are wanted have been judged; an engine that ends says why."""
        candles = self.most
        running = self.running = self.running or asyncio.create_task(self.engine.run())
        await until(lambda: self.pipeline.candles_seen >= candles or running.done(), 60, lambda: self.pipeline.problem)
        if running.done():
            await running
        await self.written()

    async def written(self) -> None:
        """Wait until what has been judged is committed and acted upon."""
        async with self.pipeline._turn:
            return

    async def ask(self, command: str, confirmations: int = 2, **arguments: Any) -> Any:
        """A command by the owner."""
        return await self.engine.service.call(OWNER, Request(command, arguments, confirmations))

    async def rows(self, query: str, *values: object) -> list[Any]:
        from engine.store.sql import run

        return await asyncio.to_thread(lambda: self.store.read(lambda conn: list(run(conn, query, values).all())))

    async def die(self) -> None:
        """As after a kill: nobody finishes, nobody says goodbye; only what this test process holds is let go."""
        engine = self.engine
        for task in (*engine._tasks, *((self.running,) if self.running else ())):
            task.cancel()
        await asyncio.gather(*engine._tasks, return_exceptions=True)
        if engine._socket is not None:
            await engine._socket.stop()
        await engine._trainer.close()
        self.pipeline.shut_down()
        self.store.close()
        shut_down_logging(engine._handlers)
        engine._lock.release()


@asynccontextmanager
async def living(folder: Path, models: Path, **changes: Any) -> AsyncIterator[House]:
    """An engine from start to stop."""
    house = House(await Engine.start(loaded(folder, models, **changes)))
    try:
        yield house
    finally:
        await house.engine.stop()
        if house.running is not None:
            await asyncio.gather(house.running, return_exceptions=True)


def database(folder: Path) -> str:
    return sqlite_url(folder / "data" / "trading_logs.db")


async def retraced(folder: Path, models: Path, name: str = "again.db") -> Comparison:
    """Decide the run in ``folder`` anew and compare."""
    url = sqlite_url(folder / name)
    with Store.open(database(folder), readonly=True) as recorded, Store.open(url) as scratch:
        return await retrace(Recording.newest(recorded), scratch, models)


def faults(folder: Path) -> list[Any]:
    """What the check of the books has to complain about."""
    with Store.open(database(folder), readonly=True) as store:
        return [finding for finding in check_store(store) if not finding.ok]

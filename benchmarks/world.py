"""A data folder to measure an engine on: demo candles in a real store, and models that the real training made."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.common import ROOT, environment, no_settings
from engine.core.series import CandleSeries
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.market.demo_coins import coin_of
from engine.market.demo_tape import DemoTape
from engine.store.address import sqlite_url
from engine.store.candles import save_candles
from engine.store.store import Store

M15, H4 = Timeframe("15m"), Timeframe("4h")
SEED = 7
FIVE = tuple(Symbol(base) for base in ("BTC", "ETH", "XRP", "SOL", "BNB"))


class World:
    """``symbols`` of the demo market with ``history`` candles each, stored in ``folder``."""

    def __init__(self, folder: Path, symbols: Sequence[Symbol], history: int) -> None:
        self.folder, self.symbols, self.history = folder, tuple(symbols), history
        self.tapes = {symbol: DemoTape("demo", SEED, coin_of(symbol), M15) for symbol in symbols}
        self.env = environment(folder, symbols=",".join(symbols), demo_seed=SEED, history_candles=history)
        folder.mkdir(parents=True, exist_ok=True)
        self._database = sqlite_url(folder / "data" / "trading_logs.db")

    def store(self) -> None:
        """Write the history down."""
        with Store.open(self._database) as store:
            for symbol in self.symbols:
                series = self.series(symbol)
                store.write_sync(lambda conn, s=series: save_candles(conn, s))  # type: ignore[misc]

    def series(self, symbol: Symbol) -> CandleSeries:
        """The stored history of one pair."""
        return self.tapes[symbol].series(0, self.history)

    def train(self, symbols: Sequence[Symbol], *, pooled: bool) -> None:
        """Let the training process make the models."""
        request = {
            "source": "demo", "symbols": list(symbols), "timeframe": str(M15), "horizon": str(H4),
            "models_dir": str(self.folder / "models"), "database": self._database, "last": self.history,
            "pooled": pooled, "promote": "always",
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-m", "engine.learning.worker"],
            input=json.dumps(request), capture_output=True, text=True, check=False, cwd=ROOT, env=self.env,
        )  # fmt: skip
        if done.returncode or '"result"' not in done.stdout:
            raise SystemExit(done.stdout[-2_000:] + done.stderr[-2_000:])

    async def engine(self) -> Any:
        """The whole house on this folder, started but not running: candles come from the benchmark."""
        from engine.app import Engine
        from engine.settings_load import load_settings

        loaded = load_settings(environ=self.env, env_file=Path(no_settings(self.folder)))
        return await Engine.start(loaded)

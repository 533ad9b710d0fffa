"""How long training takes: the real training process, one symbol after another, as at a first start.

``python -m benchmarks.training [--symbols 5] [--candles 5000] [--json]``. The budget: five symbols, three models
each, 5,000 candles, in at most 40 seconds on two cores, so that the first forecast comes within a minute.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

SYMBOLS = ("BTC", "ETH", "XRP", "SOL", "BNB")
BUDGET_SECONDS = 40.0
STEP = 900_000


def candles(count: int, seed: int) -> dict[str, Any]:
    """Noise with stretches of large moves that tend to repeat their direction."""
    random = np.random.default_rng(seed)
    busy = np.repeat(random.random(count // 50 + 1) < 0.4, 50)[:count]
    keep = random.random(count) < np.where(busy, 0.7, 0.5)
    move = np.abs(random.standard_normal(count)) * np.where(busy, 0.006, 0.002) * np.cumprod(np.where(keep, 1, -1))
    close = 100.0 * np.exp(np.cumsum(move))
    opened = np.concatenate(([100.0], close[:-1]))
    return {
        "timestamp": 1_700_000_100_000 + np.arange(count, dtype=np.int64) * STEP,
        "open": opened,
        "high": np.maximum(opened, close) * 1.0005,
        "low": np.minimum(opened, close) * 0.9995,
        "close": close,
        "volume": random.gamma(4.0, 5.0, count) * np.where(busy, 2.0, 1.0),
    }


def measure(symbols: int, count: int, horizon: str) -> dict[str, Any]:
    """Train ``symbols`` models from ``count`` candles each; seconds by the wall clock, the process's start included."""
    with tempfile.TemporaryDirectory() as place:
        folder, files = Path(place), {}
        for number, base in enumerate((SYMBOLS * symbols)[:symbols]):
            path = folder / f"{base}{number}.npz"
            np.savez(path, **candles(count, number))
            files[f"{base}{number if number >= len(SYMBOLS) else ''}/USDT"] = str(path)
        request = {
            "source": "bench", "symbols": list(files), "files": files, "timeframe": "15m", "horizon": horizon,
            "models_dir": str(folder / "models"), "last": count,
        }  # fmt: skip
        began = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "engine.learning.worker"],
            input=json.dumps(request), capture_output=True, text=True, check=False,
        )  # fmt: skip
        total = time.perf_counter() - began
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    trained = [line for line in lines if line["event"] == "trained"]
    if len(trained) != symbols:
        raise SystemExit(done.stderr or json.dumps(lines[-1]))
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "symbols": symbols,
        "candles": count,
        "horizon": horizon,
        "seconds": round(total, 2),
        "seconds_by_symbol": {line["symbol"]: line["seconds"] for line in trained},
        "cpu_seconds": round(used.ru_utime + used.ru_stime, 2),
        "peak_mb": round(used.ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)),
        "load": round(os.getloadavg()[0], 2),
        "budget_seconds": BUDGET_SECONDS,
    }


def main() -> int:
    """Print one line of JSON and a table; 1 when over budget."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--symbols", type=int, default=5)
    parser.add_argument("--candles", type=int, default=5_000)
    parser.add_argument("--horizon", default="4h")
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    found = measure(wanted.symbols, wanted.candles, wanted.horizon)
    print(json.dumps({"benchmark": "training", **found}))
    if not wanted.json:
        for symbol, seconds in found["seconds_by_symbol"].items():
            print(f"{symbol:<34}{seconds:>9.2f} s")
        print(
            f"{'all, the process and its imports too':<34}{found['seconds']:>7.2f} s{'goal':>9}{BUDGET_SECONDS:>6.0f} s"
            f"   CPU {found['cpu_seconds']:.2f} s, {found['peak_mb']} MB"
        )
    return int(wanted.symbols <= len(SYMBOLS) and found["seconds"] > BUDGET_SECONDS)


if __name__ == "__main__":
    sys.exit(main())

"""The store against the usual ways of keeping candles and log rows, in the same run on the same disk.

Usual ways: sqlite-utils (the tool people reach for), a connection opened for each write, and a commit per row with
SQLite's own settings. Ratios count; absolute numbers belong to the machine. ``python -m benchmarks.store [--json]``.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from engine.core.events import Event, EventKind
from engine.core.series import CandleSeries
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.store import candles, events
from engine.store.address import sqlite_url
from engine.store.check import check_store
from engine.store.store import Store

PAIR = ("bench", Symbol("BTC"), Timeframe("1m"))
EVENT = Event(EventKind.SIGNAL, 1, "bench", "BTC/USDT", {"confidence": 0.7, "advice": "BUY"})


def series(count: int) -> CandleSeries:
    close = 100 + np.random.default_rng(1).normal(size=count).cumsum() * 0.001 + 50
    stamps = np.arange(count, dtype=np.int64) * 60_000
    return CandleSeries(*PAIR, stamps, close, close + 1, close - 1, close, np.full(count, 3.5))


def took(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def micros(work: Callable[[], Any], times: int) -> dict[str, float]:
    spent = sorted(took(work) * 1e6 for _ in range(times))
    return {"p50_us": spent[times // 2], "p99_us": spent[int(times * 0.99)]}


def row(name: str, ours: float, usual: float | None, unit: str, goal: str, *, more_is_better: bool) -> dict[str, Any]:
    ratio = None if usual is None else (ours / usual if more_is_better else usual / ours)
    return {"name": name, "ours": ours, "usual": usual, "unit": unit, "ratio": ratio, "goal": goal}


def bulk(store: Store, folder: Path, count: int) -> list[dict[str, Any]]:
    import sqlite_utils

    everything = series(count)
    saving = took(lambda: store.write_sync(lambda c: candles.save_candles(c, everything)))
    few = min(count, 100_000)
    part = everything[:few]
    usual = sqlite_utils.Database(folder / "usual.db")
    records = ({"timestamp": c.timestamp, "open": c.open, "high": c.high, "low": c.low, "close": c.close,
                "volume": c.volume, "symbol": str(c.symbol), "timeframe": str(c.timeframe), "source": c.source}
               for c in part.candles())  # fmt: skip
    key = ("source", "symbol", "timeframe", "timestamp")
    inserting = took(lambda: usual["candles"].insert_all(records, pk=key, ignore=True))
    loading = statistics.median(took(lambda: store.read(lambda c: candles.load_series(c, *PAIR))) for _ in range(3))
    query = "SELECT timestamp, open, high, low, close, volume FROM candles ORDER BY timestamp"
    reading = took(lambda: CandleSeries.of_candles([_candle(r) for r in usual.query(query)]))
    last = micros(lambda: store.read(lambda c: candles.load_series(c, *PAIR, last=500)), 200)
    again = micros(lambda: store.write_sync(lambda c: candles.save_candles(c, everything[-52:])), 200)
    return [
        row("candles stored", count / saving, few / inserting, "rows/s", ">= 100,000", more_is_better=True),
        row(f"{count:,} candles read for training", loading, reading * count / few, "s", "<= 3", more_is_better=False),
        row("last 500 candles", last["p50_us"], None, "us", "", more_is_better=False),
        row("52 known candles stored again", again["p50_us"], None, "us", "", more_is_better=False),
    ]


def _candle(record: dict[str, Any]) -> Any:
    from engine.core.candles import Candle

    return Candle(*PAIR, *(record[name] for name in ("timestamp", "open", "high", "low", "close", "volume")))


def single(store: Store, folder: Path, times: int) -> list[dict[str, Any]]:
    import sqlite_utils

    def ours() -> None:
        store.write_sync(lambda c: events.append_event(c, EVENT, now=1))

    def safe() -> None:
        store.write_sync(lambda c: events.append_event(c, EVENT, now=1), durable=True)

    usual = sqlite_utils.Database(folder / "log.db")
    record = {"kind": "signal", "timestamp": 1, "source": "bench", "symbol": "BTC/USDT", "data": "{}", "created_at": 1}

    def opened_each_time() -> None:
        with contextlib.closing(sqlite3.connect(folder / "each.db")) as connection, connection:
            connection.execute("CREATE TABLE IF NOT EXISTS events (kind, data)")
            connection.execute("INSERT INTO events VALUES ('signal', '{}')")

    plain = micros(ours, times)
    durable = micros(safe, times)
    tool = micros(lambda: usual["events"].insert(record), times // 4)
    each = micros(opened_each_time, times // 4)
    loop = asyncio.run(_from_a_loop(store, times))
    result = [
        row("one event written", plain["p50_us"], tool["p50_us"], "us p50", "", more_is_better=False),
        row("one event written", plain["p99_us"], tool["p99_us"], "us p99", "", more_is_better=False),
        row("one event, safe from power loss", durable["p50_us"], each["p50_us"], "us p50", "", more_is_better=False),
        row("one event, safe from power loss", durable["p99_us"], each["p99_us"], "us p99", "", more_is_better=False),
        row("one event from the event loop", loop["p50_us"], None, "us p50", "", more_is_better=False),
        row("one event from the event loop", loop["p99_us"], None, "us p99", "", more_is_better=False),
    ]

    def hundred(connection: Any) -> None:
        for _ in range(100):
            events.append_event(connection, EVENT, now=1)

    batch = took(lambda: [store.write_sync(hundred) for _ in range(20)]) / 2_000
    one = took(lambda: [usual["events"].insert_all([record] * 100) for _ in range(5)]) / 500
    return [*result, row("events in batches of 100", 1 / batch, 1 / one, "rows/s", ">= 300,000", more_is_better=True)]


async def _from_a_loop(store: Store, times: int) -> dict[str, float]:
    spent = []
    for _ in range(times):
        began = time.perf_counter()
        await store.write(lambda c: events.append_event(c, EVENT, now=1))
        spent.append((time.perf_counter() - began) * 1e6)
    spent.sort()
    return {"p50_us": spent[times // 2], "p99_us": spent[int(times * 0.99)]}


def opening(folder: Path) -> list[dict[str, Any]]:
    fresh = [took(lambda i=i: Store.open(sqlite_url(folder / f"new{i}" / "x.db")).close()) * 1e3 for i in range(5)]  # type: ignore[misc]
    again = [took(lambda: Store.open(sqlite_url(folder / "new0" / "x.db")).close()) * 1e3 for _ in range(9)]
    return [
        row("open a new database", statistics.median(fresh), None, "ms", "", more_is_better=False),
        row("open and close a current database", statistics.median(again), None, "ms", "", more_is_better=False),
    ]


def measure(count: int = 1_000_000, times: int = 2_000) -> list[dict[str, Any]]:
    """All measurements, as rows."""
    with tempfile.TemporaryDirectory() as name, _open(Path(name)) as store:
        folder = Path(name)
        result = [*opening(folder), *bulk(store, folder, count), *single(store, folder, times)]
        checking = took(lambda: check_store(store))
        return [*result, row(f"check of {count:,} candles", checking, None, "s", "", more_is_better=False)]


@contextlib.contextmanager
def _open(folder: Path) -> Iterator[Store]:
    with Store.open(sqlite_url(folder / "ours" / "x.db")) as store:
        yield store


def table(rows: list[dict[str, Any]]) -> str:
    """The same for people."""
    lines = [f"{'what':<42}{'ours':>14}{'usual':>14}{'times':>8}  {'unit':<8}goal"]
    for one in rows:
        usual = "" if one["usual"] is None else f"{one['usual']:,.4g}" if one["usual"] < 1e4 else f"{one['usual']:,.0f}"
        ours = f"{one['ours']:,.4g}" if one["ours"] < 1e4 else f"{one['ours']:,.0f}"
        ratio = "" if one["ratio"] is None else f"{one['ratio']:.1f}x"
        lines.append(f"{one['name']:<42}{ours:>14}{usual:>14}{ratio:>8}  {one['unit']:<8}{one['goal']}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="JSON only")
    parser.add_argument("--candles", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=2_000)
    options = parser.parse_args()
    rows = measure(options.candles, options.times)
    if not options.json:
        print(table(rows), file=sys.stderr)
    print(json.dumps({"benchmark": "store", "rows": rows}, indent=2))


if __name__ == "__main__":
    main()

"""A closed candle's way to the committed decision, and 500 at once: ``python -m benchmarks.pipeline [--json]``.

The real engine on real models and a real store: candles go in where the market room takes them from its feed. The
usual way, in the same run on the same candles: a DataFrame of 52 rows, pandas-ta, scikit-learn's ``predict_proba`` for
models of the same kind and size (the SVM by its decision value, which is cheaper), one commit with sqlite3's defaults.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.common import Figure, count_rows, percentile, report
from benchmarks.world import FIVE, H4, World
from engine.core.candles import Candle
from engine.core.modes import Role
from engine.core.symbols import Symbol
from engine.features.stream import BasicStream
from engine.service.port import Caller, Request

HISTORY, HISTORY_OF_MANY = 5_000, 1_000
MANY = 500
TAUGHT = 25
WARM = 20
WINDOW = 52
ME = Caller("bench", "bench", Role.OWNER, language="en")


# --- five symbols ----------------------------------------------------------------------------------------------------
async def five(world: World, moments: int) -> tuple[list[Figure], float]:
    """All candles of a moment together, then one by one; returns also the seconds of features and forecasts of five."""
    engine = await world.engine()
    try:
        pipeline = engine.rooms.pipeline
        with _stopwatch(BasicStream, "update") as featuring, _stopwatch(pipeline._forecaster, "forecast") as asking:
            committed = _commits(pipeline)
            together, prices = await _follow(engine, world, world.history, moments + WARM, _together)
            thought = 5 * statistics.median(featuring[5 * WARM :]) + statistics.median(asking[WARM:])
        waits = committed[5 * WARM :]
        alone, _ = await _follow(engine, world, world.history + moments + WARM, moments // 5 + WARM, _one_by_one)
        made = pipeline.decisions_made
    finally:
        await engine.stop()
    written = count_rows(world.folder / "data" / "trading_logs.db", "direction_predictions")
    if made != written or made != 5 * (moments + WARM + moments // 5 + WARM):
        raise SystemExit(f"{made} decisions made, {written} written")
    traded = count_rows(world.folder / "data" / "trading_logs.db", "orders")
    together, alone, prices = together[WARM:], alone[5 * WARM :], prices[WARM:]
    note = f"{len(together)} moments, {traded} orders among them"
    figures = [
        Figure("closed candle to committed decision, 5 at once, p50", percentile(waits, 0.5) * 1e3, "ms", 2.0),
        Figure("closed candle to committed decision, 5 at once, p99", percentile(waits, 0.99) * 1e3, "ms", 10.0),
        Figure("... and all orders sent, p50", percentile(together, 0.5) * 1e3, "ms"),
        Figure("... and all orders sent, p99", percentile(together, 0.99) * 1e3, "ms", note=note),
        Figure("1 candle alone to its committed decision, p50", percentile(alone, 0.5) * 1e3, "ms", 2.0),
        Figure("1 candle alone, p99", percentile(alone, 0.99) * 1e3, "ms", 10.0, note=f"{len(alone)} candles"),
        Figure("a price between closes, p50", percentile(prices, 0.5) * 1e6, "us"),
        Figure("a price between closes, p99", percentile(prices, 0.99) * 1e6, "us"),
    ]
    return figures, thought


async def _together(engine: Any, candles: list[Candle]) -> list[float]:
    began = time.perf_counter()
    await engine._market._pass_on(candles)
    return [time.perf_counter() - began]


async def _one_by_one(engine: Any, candles: list[Candle]) -> list[float]:
    return [span for candle in candles for span in await _together(engine, [candle])]


async def _follow(
    engine: Any, world: World, first: int, moments: int, take: Callable[[Any, list[Candle]], Any]
) -> tuple[list[float], list[float]]:
    """Seconds of each taking, and of each price between."""
    spans: list[float] = []
    prices: list[float] = []
    for number in range(first, first + moments):
        for tick in sorted((t for tape in world.tapes.values() for t in tape.ticks(number)), key=lambda t: t.timestamp):
            began = time.perf_counter()
            await engine.rooms.pipeline.on_tick(tick)
            prices.append(time.perf_counter() - began)
        spans += await take(engine, [tape.candle(number) for tape in world.tapes.values()])
    return spans, prices


def _commits(pipeline: Any) -> list[float]:
    """For each candle from now on: seconds from its arrival until its decision is committed."""
    waits: list[float] = []
    take, commit = pipeline.on_candles, pipeline._commit
    arrived = 0.0

    async def taken(candles: Any, flags: Any = None) -> None:
        nonlocal arrived
        arrived = time.perf_counter()
        await take(candles, flags)

    async def committed(batch: Any) -> None:
        await commit(batch)
        waits.extend([time.perf_counter() - arrived] * len(batch))

    pipeline.on_candles, pipeline._commit = taken, committed
    return waits


@contextlib.contextmanager
def _stopwatch(owner: Any, name: str) -> Iterator[list[float]]:
    """Seconds of each call of a method inside the block."""
    inner, spans = getattr(owner, name), list[float]()

    def timed(*arguments: Any) -> Any:
        began = time.perf_counter()
        try:
            return inner(*arguments)
        finally:
            spans.append(time.perf_counter() - began)

    own = name in vars(owner)
    setattr(owner, name, timed)
    try:
        yield spans
    finally:
        if own:
            setattr(owner, name, inner)
        else:
            delattr(owner, name)


# --- the usual way ---------------------------------------------------------------------------------------------------
def usual(world: World, moments: int) -> tuple[float, float]:
    """Median seconds for the five candles of a moment: features and forecast alone, and with one commit for each."""
    trio = _usual_models(world)
    database = sqlite3.connect(world.folder / "usual.db")
    database.execute("CREATE TABLE predictions (symbol TEXT, timestamp INTEGER, probability REAL, price REAL)")
    thinking, whole = [], []
    for number in range(world.history, world.history + moments):
        thought, written = 0.0, 0.0
        for symbol, tape in world.tapes.items():
            series = tape.series(number - WINDOW + 1, number + 1)
            began = time.perf_counter()
            probability = _usual_forecast(series, trio)
            middle = time.perf_counter()
            row = (str(symbol), int(series.timestamp[-1]), probability, float(series.close[-1]))
            database.execute("INSERT INTO predictions VALUES (?, ?, ?, ?)", row)
            database.commit()
            thought += middle - began
            written += time.perf_counter() - middle
        thinking.append(thought)
        whole.append(thought + written)
    database.close()
    return statistics.median(thinking), statistics.median(whole)


def _usual_models(world: World) -> tuple[Any, Any, Any, Any]:
    """The same kind of models, of the same size, fitted on the same rows."""
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler
    from sklearn.svm import SVC

    from engine.learning.samples import samples_of
    from engine.learning.spec import TrainingSpec

    spec = TrainingSpec(world.folder, H4, 0)
    samples = samples_of([world.series(FIVE[0])], H4)
    inputs, label = samples.inputs, samples.label
    scaler = StandardScaler().fit(inputs)
    scaled = scaler.transform(inputs)
    forest = RandomForestClassifier(
        spec.trees, max_depth=spec.depth, min_samples_leaf=spec.leaf, random_state=spec.seed
    ).fit(inputs, label)
    svm = SVC(C=spec.svm_c).fit(scaled[-spec.svm_rows :], label[-spec.svm_rows :])
    return forest, svm, LogisticRegression(C=spec.logistic_c, max_iter=500).fit(scaled, label), scaler


def _usual_forecast(series: Any, trio: tuple[Any, Any, Any, Any]) -> float:
    import numpy as np

    from benchmarks.features import frame_of, usual_features
    from engine.features import basic

    forest, svm, logistic, scaler = trio
    values = usual_features(frame_of(series)).iloc[-1].to_numpy(np.float32)[None, :]
    inputs = basic.inputs(values)
    scaled = scaler.transform(inputs)
    votes = forest.predict_proba(inputs)[0, 1] + logistic.predict_proba(scaled)[0, 1]
    return float(votes + 1.0 / (1.0 + np.exp(-svm.decision_function(scaled)[0])))


# --- five hundred ----------------------------------------------------------------------------------------------------
async def many(world: World, moments: int) -> list[Figure]:
    """One candle of each of many symbols, while others ask."""
    began = time.perf_counter()
    engine = await world.engine()
    opening = time.perf_counter() - began
    try:
        spans: list[float] = []
        late: list[float] = []
        answers: list[float] = []
        idle = await _idle()
        burnt: list[float] = []
        for number in range(world.history, world.history + moments + 2):
            candles = [tape.candle(number) for tape in world.tapes.values()]
            done = asyncio.Event()
            others = [asyncio.create_task(_tick(done, late)), asyncio.create_task(_ask(engine, done, answers))]
            await asyncio.sleep(0.005)
            before = len(late), len(answers)
            burnt.append(-time.process_time())
            spans += await _together(engine, candles)
            burnt[-1] += time.process_time()
            done.set()
            await asyncio.gather(*others)
            if number < world.history + 2:  # the first moments open streams of longer timeframes and fill caches
                del late[before[0] :], answers[before[1] :], spans[:]
        made = engine.rooms.pipeline.decisions_made
    finally:
        await engine.stop()
    if made != len(world.symbols) * (moments + 2):
        raise SystemExit(f"{made} decisions made")
    count = len(world.symbols)
    noise = f"{len(late)} looks; with nothing to do {max(idle) * 1e3:.1f} ms"
    cpu = f"all threads, the questions too: {statistics.median(burnt[2:]) * 1e3:.0f} ms of CPU"
    return [
        Figure(
            f"{count} symbols, one candle each, all committed, median",
            statistics.median(spans) * 1e3,
            "ms",
            250.0,
            note=cpu,
        ),
        Figure(f"{count} symbols, worst of {moments}", max(spans) * 1e3, "ms"),
        Figure("... the loop meanwhile late by, p99", percentile(late, 0.99) * 1e3, "ms", 20.0),
        Figure("... the loop meanwhile late by, at most", max(late) * 1e3, "ms", 20.0, note=noise),
        Figure("... the price of a coin answered, p99", percentile(answers, 0.99) * 1e3, "ms", 20.0),
        Figure("... the price of a coin answered, at most", max(answers) * 1e3, "ms", note=f"{len(answers)} questions"),
        Figure(f"start of an engine with {count} symbols stored", opening, "s"),
    ]


async def _idle() -> list[float]:
    """How late the loop is when nobody wants anything: the machine's own share."""
    late: list[float] = []
    done = asyncio.Event()
    looking = asyncio.create_task(_tick(done, late))
    await asyncio.sleep(2.0)
    done.set()
    await looking
    return late


async def _tick(done: asyncio.Event, late: list[float]) -> None:
    """How much later than wished the loop wakes a task that sleeps a millisecond."""
    while not done.is_set():
        began = time.perf_counter()
        await asyncio.sleep(0.001)
        late.append(time.perf_counter() - began - 0.001)


async def _ask(engine: Any, done: asyncio.Event, answers: list[float]) -> None:
    """How long a question that any screen may ask takes."""
    question = Request("price", {"symbol": "BTC"})
    while not done.is_set():
        began = time.perf_counter()
        await engine.service.call(ME, question)
        answers.append(time.perf_counter() - began)
        await asyncio.sleep(0.005)


def measure(*, quick: bool = False) -> list[Figure]:
    """Everything."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few = World(folder / "five", FIVE, HISTORY if not quick else 1_500)
        few.store()
        few.train(FIVE, pooled=False)
        figures, thought = asyncio.run(five(few, 40 if quick else 500))
        usual_thought, usual_whole = usual(few, 10 if quick else 60)
        figures[0] = replace(figures[0], usual=usual_whole * 1e3)
        count = 50 if quick else MANY
        names = tuple(dict.fromkeys((*FIVE, *(Symbol(f"C{number}") for number in range(count)))))[:count]
        crowd = World(folder / "many", names, HISTORY_OF_MANY)
        crowd.store()
        crowd.train(names[:TAUGHT], pooled=True)
        crowded = asyncio.run(many(crowd, 3 if quick else 15))
    return [
        *figures,
        Figure("features and forecast, 5 candles", thought * 1e3, "ms", usual=usual_thought * 1e3),
        Figure("features and forecast, times faster than usual", usual_thought / thought, "x", 40.0, least=True),
        *crowded,
    ]


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="JSON only")
    parser.add_argument("--quick", action="store_true", help="fewer candles, 50 symbols")
    wanted = parser.parse_args()
    report("pipeline", measure(quick=wanted.quick), as_json=wanted.json)


if __name__ == "__main__":
    main()

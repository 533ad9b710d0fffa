"""The queries of the systems that this product replaces run unchanged, and their answers are right."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from engine.store import tables
from engine.store.questions import run_query
from engine.store.store import Store
from tests.engine.store import samples

QUERIES = [
    "SELECT COUNT(*) FROM candle_cache;",
    "SELECT symbol, accuracy FROM smart_models;",
    "SELECT symbol, prediction, confidence FROM direction_predictions ORDER BY created_at DESC LIMIT 10;",
    "SELECT * FROM model_performance ORDER BY created_at DESC LIMIT 5;",
    "SELECT symbol, prediction, confidence, created_at FROM direction_predictions ORDER BY created_at DESC LIMIT 10;",
    "SELECT symbol, accuracy, prediction_count FROM smart_models;",
    "SELECT symbol, COUNT(*) as candle_count FROM candle_cache GROUP BY symbol;",
]
BEST = """SELECT symbol, granularity, timestamp, label as direction, label_confidence, signal_weight, signal_recommendation,
       position_multiplier, trade_outcome
FROM ml_historical_candles WHERE signal_recommendation = 'STRONG_BUY' AND dataset_type = 'testing'
ORDER BY signal_weight DESC LIMIT 20;"""  # noqa: E501
BY_TIER = """SELECT signal_recommendation, COUNT(*) as total_trades, SUM(CASE WHEN trade_outcome = 'WIN' THEN 1 ELSE 0 END) as wins,
       ROUND(AVG(CASE WHEN trade_outcome = 'WIN' THEN 1.0 ELSE 0.0 END) * 100, 2) as win_rate,
       ROUND(AVG(win_pips), 2) as avg_win_pips, ROUND(AVG(loss_pips), 2) as avg_loss_pips
FROM ml_historical_candles WHERE is_labeled = true AND signal_weight IS NOT NULL
GROUP BY signal_recommendation ORDER BY win_rate DESC;"""  # noqa: E501
WAITING = "SELECT COUNT(*) FROM ml_historical_candles WHERE dataset_type = 'production' AND is_labeled = false;"
TIERS = (
    "SELECT signal_recommendation, COUNT(*) FROM ml_historical_candles WHERE signal_weight IS NOT NULL "
    "GROUP BY signal_recommendation;"
)
STEP = 900_000


def fill(connection: sa.Connection) -> None:
    """Six candles: a win, a loss, an untraded one that is not scored, a test example, a bare candle, another tier."""
    for i in range(6):
        samples.add(
            connection, tables.candle_cache, source="demo", symbol=samples.SYMBOL, timeframe="15m", timestamp=i * STEP,
            open=100.0, high=101.0, low=99.0, close=100.5, volume=1.0,
        )  # fmt: skip
    for i, scored in ((0, "UP"), (1, "DOWN"), (2, None), (3, "UP")):
        samples.prediction(connection, f"p{i}", i * STEP, actual_direction=scored, weight=75.0 + i)
    samples.prediction(connection, "p5", 5 * STEP, recommendation="BUY", weight=61.0, actual_direction="UP")
    for i, pnl in ((0, "0.2"), (1, "-0.1")):
        samples.decision(connection, f"d{i}", f"p{i}", i * STEP)
        samples.trade(connection, f"t{i}", decision=f"d{i}", pnl=pnl, entry=100.0)
    samples.add(
        connection, tables.training_examples, source="demo", symbol=samples.SYMBOL, timeframe="15m", timestamp=3 * STEP,
        horizon="4h", label="UP", dataset_type="testing", created_at=1,
    )  # fmt: skip
    samples.add(
        connection, tables.smart_models, source="demo", symbol=samples.SYMBOL, timeframe="15m", horizon="4h",
        name="forest", version="v1", accuracy=0.56, status="champion", trained_at=1, path="x", sha256="y",
    )  # fmt: skip


@pytest.fixture
def filled(store: Store) -> Store:
    store.write_sync(fill)
    return store


@pytest.mark.parametrize("query", [*QUERIES, BEST, BY_TIER, WAITING, TIERS])
def test_every_query_runs_on_an_empty_store(store: Store, query: str) -> None:
    columns, rows = run_query(store, query)
    assert columns
    assert rows in ([], [(0,)])


@pytest.mark.parametrize("query", QUERIES)
def test_every_query_runs_on_a_filled_store(filled: Store, query: str) -> None:
    assert run_query(filled, query)[0]


def plain(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return [tuple(value if isinstance(value, str | None) else float(value) for value in row) for row in rows]


def test_answers(filled: Store) -> None:
    assert plain(run_query(filled, QUERIES[0])[1]) == [(6.0,)]
    assert run_query(filled, QUERIES[2])[1][0] == ("BTC/USDT", "UP", 0.7)
    assert plain(run_query(filled, QUERIES[6])[1]) == [("BTC/USDT", 6.0)]
    assert plain(run_query(filled, QUERIES[5])[1]) == [("BTC/USDT", 0.56, 0.0)]


def test_signals_and_their_outcomes(filled: Store) -> None:
    columns, rows = run_query(filled, BEST)
    assert columns[1:4] == ["granularity", "timestamp", "direction"]
    assert plain(rows) == [("BTC/USDT", "M15", 3.0 * STEP, "UP", 0.7, 78.0, "STRONG_BUY", 1.5, None)]
    # Pips are basis points of the entry price: 0.2 on 0.1 x 100 is 200. A signal that was not traded has no outcome.
    assert plain(run_query(filled, BY_TIER)[1]) == [("STRONG_BUY", 2.0, 1.0, 50.0, 200.0, 100.0)]
    assert plain(run_query(filled, WAITING)[1]) == [(3.0,)]
    assert sorted(plain(run_query(filled, TIERS)[1])) == [("BUY", 1.0), ("STRONG_BUY", 4.0)]


def test_every_granularity_has_its_other_spelling(store: Store) -> None:
    from engine.core.timeframes import TIMEFRAMES, Timeframe

    def work(connection: sa.Connection) -> None:
        for i, name in enumerate(TIMEFRAMES):
            samples.add(
                connection, tables.candle_cache, source="demo", symbol=samples.SYMBOL, timeframe=name, timestamp=i,
                open=1.0, high=1.0, low=1.0, close=1.0, volume=1.0,
            )  # fmt: skip

    store.write_sync(work)
    rows = run_query(store, "SELECT granularity FROM ml_historical_candles ORDER BY timestamp")[1]
    assert [row[0] for row in rows] == [Timeframe(name).granularity for name in TIMEFRAMES]

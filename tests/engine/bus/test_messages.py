"""Messages as other programs read them."""

from __future__ import annotations

import json
from datetime import UTC
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.bus import messages
from engine.core.candles import Candle
from engine.core.decisions import BandRecord, Decision, Reason, WeightFactors
from engine.core.forecasts import Forecast, Vote
from engine.core.modes import Advice, Mode, Side, Tier
from engine.core.orders import Fill, Leg, OrderIntent
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe

BTC, M15 = Symbol("BTC"), Timeframe("15m")
OPENED = 1732960800000  # 2024-11-30T10:00:00Z


def decision(**votes: float) -> Decision:
    opinions = tuple(Vote(name, p) for name, p in votes.items())
    forecast = Forecast(
        "f1", "demo", BTC, M15, Timeframe("4h"), OPENED, 67900.0, 0.78, opinions, "v7", 0.6, 1, True, "d"
    )  # fmt: skip
    return Decision(
        "d1", forecast, Advice.BUY, True, True, Reason("why-x"), 0.65, 80.0, WeightFactors(1, 2, 3, 4, 5),
        Tier.STRONG_BUY, 1.5, 0.5, 0.7, 0.01, None, None, BandRecord(0, 0), "honest",
    )  # fmt: skip


def test_a_candle() -> None:
    message = messages.candle_message(Candle("binance", BTC, M15, OPENED, 67800.0, 68000.0, 67500.0, 67900.0, 1234.5))
    wanted = {
        "symbol": "BTC/USDT", "timestamp": "2024-11-30T10:00:00Z", "open": 67800.0, "high": 68000.0, "low": 67500.0,
        "close": 67900.0, "volume": 1234.5,
    }  # fmt: skip
    assert wanted.items() <= message.items()
    assert {"event_id", "schema_version", "model_version", "source"} <= message.keys()
    assert json.loads(json.dumps(message)) == message


def test_a_signal_with_every_opinion() -> None:
    message = messages.signal_message(decision(forest=0.85, svm=0.28, logistic=0.55))
    assert message["ensemble_signal"] == "BUY"
    assert message["confidence"] == 0.78
    assert message["timestamp"] == "2024-11-30T10:00:00Z"
    assert message["model_version"] == "v7"
    assert message["models"] == {
        "random_forest": {"signal": "BUY", "confidence": 0.85},
        "svm": {"signal": "SELL", "confidence": 0.72},
        "logistic_regression": {"signal": "NEUTRAL", "confidence": 0.55},
    }


def test_an_order_and_its_fill() -> None:
    intent = OrderIntent(
        "c1", "d1", "demo", Mode.PAPER, BTC, Side.BUY, Leg.ENTRY, 147, Decimal("0.147"), OPENED, Decimal("67900"),
        Decimal("66542"), Decimal("71295"), 0.78,
    )  # fmt: skip
    wanted = {
        "symbol": "BTC/USDT", "action": "BUY", "price": 67900.0, "amount": 0.147, "entry_price": 67900.0,
        "stop_loss": 66542.0, "take_profit": 71295.0, "ml_confidence": 0.78, "client_order_id": "c1",
    }  # fmt: skip
    assert wanted.items() <= messages.order_message(intent).items()
    fill = Fill(
        "x1", "c1", "demo", Mode.PAPER, BTC, Side.SELL, Leg.EXIT, 147, Decimal("0.147"), Decimal("71295"),
        Decimal("10.4"), "USDT", OPENED,
    )  # fmt: skip
    message = messages.order_message(fill, entry_price=67900.0)
    assert (message["price"], message["entry_price"], message["action"]) == (71295.0, 67900.0, "SELL")
    assert message["event_id"] != messages.order_message(intent)["event_id"]


def test_the_earlier_form() -> None:
    message = messages.earlier_signal_message(
        decision(random_forest=0.85, svm=0.28, logistic_regression=0.7523), {"SMA_10": 1.5, "RSI_14": float("nan")}
    )
    assert message == {
        "timestamp": OPENED, "symbol": "BTCUSDT", "price": 67900.0, "signal": "BUY",
        "details": {"random_forest": 1, "svm": 0, "lr_confidence": 0.7523},
        "features": {"sma_10": 1.5, "rsi_14": None},
    }  # fmt: skip


def test_the_same_fact_has_the_same_id() -> None:
    first, again = messages.signal_message(decision()), messages.signal_message(decision())
    assert first["event_id"] == again["event_id"]


@pytest.mark.parametrize(("stamp", "text"), [(0, "1970-01-01T00:00:00Z"), (1_500, "1970-01-01T00:00:01.500Z")])
def test_times(stamp: int, text: str) -> None:
    assert messages.iso(stamp) == text


@given(st.integers(0, 4_102_444_800_000))
def test_times_come_back(stamp: int) -> None:
    from datetime import datetime, timedelta

    moment = datetime.fromisoformat(messages.iso(stamp).replace("Z", "+00:00"))
    assert (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1) == stamp

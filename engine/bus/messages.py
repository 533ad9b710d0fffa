"""The JSON of a candle, a signal and an order, in exports and on the bus. A contract: see DESIGN, "Messages"."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from engine.core.candles import Candle
from engine.core.decisions import Decision
from engine.core.forecasts import Vote
from engine.core.hashing import digest
from engine.core.modes import Advice
from engine.core.orders import Fill, OrderIntent
from engine.core.symbols import Symbol

SCHEMA_VERSION: Final = 1
# Names of the first ensemble, as other programs know them.
_MODEL_NAMES: Final = {"forest": "random_forest", "rf": "random_forest", "logistic": "logistic_regression"}
_UNDECIDED: Final = (0.4, 0.6)
_CUTS: Final = {"random_forest": (0.5, 0.5), "svm": (0.5, 0.5)}


def iso(timestamp: int) -> str:
    """Milliseconds UTC as ISO 8601 with Z; milliseconds only when there are any."""
    moment = datetime.fromtimestamp(timestamp // 1000, UTC)
    rest = timestamp % 1000
    return f"{moment:%Y-%m-%dT%H:%M:%S}{f'.{rest:03d}' if rest else ''}Z"


def candle_message(candle: Candle) -> dict[str, Any]:
    """A closed candle on ``crypto.market_data``."""
    return {
        "symbol": str(candle.symbol),
        "timestamp": iso(candle.timestamp),
        "open": candle.open,
        "high": candle.high,
        "low": candle.low,
        "close": candle.close,
        "volume": candle.volume,
        "timeframe": str(candle.timeframe),
        **_envelope(candle.source, None, "candle", candle.symbol, candle.timeframe, candle.timestamp),
    }


def signal_message(decision: Decision) -> dict[str, Any]:
    """What was said of a candle, with each model's opinion, on ``crypto.ml_signals``."""
    forecast = decision.forecast
    return {
        "symbol": str(forecast.symbol),
        "timestamp": iso(forecast.timestamp),
        "ensemble_signal": str(decision.advice),
        "confidence": forecast.confidence,
        "models": {model_name(vote.model): _opinion(vote) for vote in forecast.votes},
        **_envelope(forecast.source, forecast.model_version, "signal", decision.id),
    }


def order_message(
    order: OrderIntent | Fill,
    *,
    entry_price: float | None = None,
    stop_loss: float | None = None,
    take_profit: float | None = None,
    ml_confidence: float | None = None,
    model_version: str | None = None,
) -> dict[str, Any]:
    """An order (an intent) or what came of it (a fill) on ``crypto.orders``."""
    price = float(order.price if isinstance(order, Fill) else order.reference_price)
    if isinstance(order, OrderIntent):
        stop_loss = _number(order.stop_loss) if stop_loss is None else stop_loss
        take_profit = _number(order.take_profit) if take_profit is None else take_profit
        ml_confidence = order.confidence if ml_confidence is None else ml_confidence
    kind, number = ("fill", order.id) if isinstance(order, Fill) else ("order", order.client_order_id)
    return {
        "symbol": str(order.symbol),
        "action": str(order.side),
        "price": price,
        "amount": float(order.amount),
        "entry_price": price if entry_price is None else entry_price,
        "stop_loss": stop_loss,
        "take_profit": take_profit,
        "ml_confidence": ml_confidence,
        "client_order_id": order.client_order_id,
        "timestamp": iso(order.timestamp if isinstance(order, Fill) else order.created_at),
        **_envelope(order.source, model_version, kind, number),
    }


def earlier_signal_message(decision: Decision, features: Mapping[str, float]) -> dict[str, Any]:
    """The same signal in the earlier export form: epoch milliseconds, ``BTCUSDT``, votes as 0 and 1."""
    forecast = decision.forecast
    details: dict[str, Any] = {}
    for vote in forecast.votes:
        name = model_name(vote.model)
        if name == "logistic_regression":
            details["lr_confidence"] = vote.probability_up
        else:
            details[name] = int(vote.probability_up > 0.5)
    return {
        "timestamp": forecast.timestamp,
        "symbol": Symbol(forecast.symbol).binance,
        "price": forecast.price,
        "signal": str(decision.advice),
        "details": details,
        "features": {name.lower(): _finite(value) for name, value in features.items()},
    }


def model_name(model: str) -> str:
    """A model's name as messages write it."""
    return _MODEL_NAMES.get(model, model)


def _opinion(vote: Vote) -> dict[str, Any]:
    low, high = _CUTS.get(model_name(vote.model), _UNDECIDED)
    advice = Advice.NEUTRAL
    if vote.probability_up > high:
        advice = Advice.BUY
    elif vote.probability_up < low:
        advice = Advice.SELL
    return {"signal": str(advice), "confidence": vote.confidence}


def _envelope(source: str, model_version: str | None, *facts: object) -> dict[str, Any]:
    """The same fact has the same id, so that a reader can tell a repeated message from a new one."""
    return {
        "event_id": digest(source, *(str(fact) for fact in facts), length=32),
        "schema_version": SCHEMA_VERSION,
        "model_version": model_version,
        "source": source,
    }


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None

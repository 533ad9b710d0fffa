"""ping, price, predict, explain, movers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from engine.core.decisions import Decision
from engine.core.errors import Operational
from engine.core.modes import Advice, Market
from engine.core.symbols import Symbol
from engine.service.answers import (
    LastSignal,
    Lean,
    ModelVote,
    Mover,
    Movers,
    Pong,
    Prediction,
    Price,
    WeightParts,
    Why,
)
from engine.service.handlers.facts import interval, read, reason_now, watched
from engine.service.handlers.pushes import Seen, seen_by, with_pushes
from engine.service.handlers.runs import run_of
from engine.service.handlers.stored import decision_id_of, spoken_before, stored_prediction
from engine.service.port import Caller

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from engine.decision.context import Silence
    from engine.service.rooms import Rooms


_DOLLARS: Final = frozenset({"USDT", "USDC", "USD"})


async def ping(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Pong:
    """How long the engine needs to answer a question to its store."""
    from sqlalchemy import text

    start = perf_counter()
    await read(rooms, lambda conn: conn.execute(text("SELECT 1")).scalar())
    return Pong((perf_counter() - start) * 1000)


async def price(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Price:
    """The price now, the last 24 hours, and where the forecast leans."""
    symbol = watched(rooms, arguments["symbol"])
    now = rooms.pipeline.last_price(symbol)
    ticker = next((t for t in await rooms.tickers() if t.symbol == symbol), None)
    if now is None and ticker is None:
        raise Operational("err-no-price-yet", symbol=symbol)
    # What was only stored gives way to what the market says now.
    fresh = rooms.pipeline.price_seen_at(symbol) is not None
    stamp = rooms.stamp(symbol)
    if ticker is not None and not fresh:
        now = ticker.price
        if rooms.settings.market is Market.EXCHANGE:
            stamp = replace(stamp, data_age_ms=max(0, rooms.wall_clock.now() - ticker.timestamp))
    shown = now or 0.0
    rate = rooms.dong() if symbol.quote in _DOLLARS else None
    return Price(
        stamp,
        symbol,
        shown,
        ticker.change_pct if ticker else None,
        ticker.high if ticker else None,
        ticker.low if ticker else None,
        ticker.quote_volume if ticker else None,
        _lean(rooms, symbol),
        None if rate is None else shown * rate.value,
        None if rate is None else rate.source,
        None if rate is None else rate.at,
    )


def _lean(rooms: Rooms, symbol: Symbol) -> Lean | None:
    latest = rooms.pipeline.latest(symbol)
    if not isinstance(latest, Decision):
        return None
    forecast = latest.forecast
    return Lean(forecast.direction.value, forecast.confidence, latest.spoken, forecast.horizon)


async def predict(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Prediction:
    """Everything behind the newest forecast of a symbol."""
    symbol = watched(rooms, arguments["symbol"])
    have, need = rooms.pipeline.progress(symbol)
    if rooms.pipeline.latest(symbol) is None and have >= need:
        # Started, and the market has not answered yet: say what the stored candles mean.
        await rooms.pipeline.preview()
    latest = rooms.pipeline.latest(symbol)
    if latest is None:
        raise Operational("err-no-forecast-yet", symbol=symbol, have=have, need=need)
    last, silent = await read(rooms, lambda conn: spoken_before(conn, run_of(rooms), symbol))
    if not isinstance(latest, Decision):
        return _without_forecast(rooms, symbol, latest, last, silent)
    answer = _told(rooms, latest, last, silent)
    return await with_pushes(rooms, answer, Seen.by(latest.forecast))


async def explain(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Prediction:
    """As ``predict``; with the beginning of a decision's id, that decision as it is stored."""
    start = arguments.get("decision")
    if start is None:
        return await predict(rooms, caller, arguments)
    symbol: Symbol = arguments["symbol"]  # decisions stay when a pair is no longer watched
    run, stamp = run_of(rooms), rooms.stamp(symbol if symbol in rooms.pipeline.symbols() else None)

    def work(conn: Connection) -> tuple[Prediction, Seen | None]:
        answer = stored_prediction(conn, run, stamp, decision_id_of(conn, run, symbol, start))
        return answer, seen_by(conn, run.source, answer)

    answer, seen = await read(rooms, work)
    return await with_pushes(rooms, answer, seen)


def _told(rooms: Rooms, latest: Decision, last: LastSignal | None, silent: int | None) -> Prediction:
    forecast, factors = latest.forecast, latest.factors
    return Prediction(
        stamp=rooms.stamp(forecast.symbol),
        symbol=forecast.symbol,
        timeframe=forecast.timeframe,
        horizon=forecast.horizon,
        made_at=forecast.made_at,
        price=forecast.price,
        direction=forecast.direction.value,
        confidence=forecast.confidence,
        probability_up=forecast.probability_up,
        votes=tuple(ModelVote(v.model, v.direction.value, v.confidence) for v in forecast.votes),
        floor=latest.floor,
        spoken=latest.spoken,
        traded=latest.trades,
        advice=latest.advice.value,
        reason=Why(latest.reason.key, dict(latest.reason.params)),
        weight=latest.weight,
        parts=WeightParts(factors.confidence, factors.technical, factors.conditions, factors.agreement, factors.risk),
        tier=latest.tier.value,
        multiplier=latest.multiplier,
        stop_loss=latest.stop_loss,
        take_profit=latest.take_profit,
        expected_edge=latest.expected_edge,
        break_even=rooms.pipeline.break_even(forecast.symbol),
        record=interval(latest.record.correct, latest.record.spoken),
        silent_candles=silent,
        last_signal=last,
        model_version=forecast.model_version,
        model_age_ms=max(0, rooms.wall_clock.now() - forecast.trained_at),
        model_accuracy=forecast.model_accuracy,
        settled=forecast.settled,
        decision_id=latest.id,
    )


def _without_forecast(
    rooms: Rooms, symbol: Symbol, silence: Silence, last: LastSignal | None, silent: int | None
) -> Prediction:
    return Prediction(
        stamp=rooms.stamp(symbol),
        symbol=symbol,
        timeframe=silence.timeframe,
        horizon=rooms.horizon,
        made_at=silence.timestamp + silence.timeframe.ms,
        price=rooms.pipeline.last_price(symbol) or 0.0,
        direction=None,
        confidence=None,
        probability_up=None,
        votes=(),
        floor=rooms.settings.confidence_threshold,
        spoken=False,
        traded=False,
        advice=Advice.NEUTRAL.value,
        reason=reason_now(rooms, silence.reason),
        weight=None,
        parts=None,
        tier=None,
        multiplier=None,
        stop_loss=None,
        take_profit=None,
        expected_edge=None,
        break_even=None,
        record=interval(0, 0),
        silent_candles=silent,
        last_signal=last,
        model_version=None,
        model_age_ms=None,
        model_accuracy=None,
        settled=False,
        decision_id=silence.id,
    )


async def movers(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Movers:
    """The strongest moves of the last 24 hours among the watched pairs."""
    known = set(rooms.pipeline.symbols())
    rows = sorted((t for t in await rooms.tickers() if t.symbol in known), key=lambda t: -t.change_pct)
    lines = [Mover(t.symbol, t.price, t.change_pct) for t in rows]
    limit = arguments["limit"]
    gainers = tuple(m for m in lines if m.change_pct >= 0)[:limit]
    losers = tuple(m for m in reversed(lines) if m.change_pct < 0)[:limit]
    return Movers(rooms.stamp(), gainers, losers)

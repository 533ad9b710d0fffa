"""From answers to what pictures are made of, in the language of the moment; matplotlib is not needed for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from engine.core.modes import Market, Mode
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.pictures import values as v
from engine.service.answers import Chart, EquityCurve, Interval, ModelCard, Prediction, Scoreboard, Stamp
from engine.service.text import pushes, words
from locales import t

if TYPE_CHECKING:
    from engine.service.answers import Answer

Picture = v.Candles | v.Equity | v.Reliability | v.Scores | v.Pushes
_ROLES: Final = {"upper": "upper", "lower": "lower", "middle": "line"}
_MINUTE: Final = 60_000


def picture_of(answer: Answer, break_even: float | None) -> Picture | None:
    """What is drawn of an answer; None where nothing can be."""
    match answer:
        case Chart():
            return _chart(answer)
        case EquityCurve():
            points = tuple((point.at, point.equity, point.drawdown_pct) for point in answer.points)
            return v.Equity(_origin(answer.stamp), float(answer.start_cash), "USDT", points)
        case ModelCard():
            bins = tuple(v.Bin(one.low, one.high, one.claimed, _share(one.record)) for one in answer.bins)
            horizon, error = t(f"timeframe-{answer.horizon}"), answer.live_calibration_error
            return v.Reliability(_origin(answer.stamp), answer.symbol, horizon, error, bins)
        case Scoreboard():
            bands = tuple(
                v.Bin(one.low, one.high, (one.low + one.high) / 2, _share(one.record)) for one in answer.bands
            )
            return v.Scores(_origin(answer.stamp), _share(answer.total), bands, break_even)
        case Prediction():
            return _pushes(answer)
    return None


def _chart(answer: Chart) -> v.Candles:
    lines = tuple(v.Line(_name_of(line.name), _role_of(line.name), line.values) for line in answer.lines)
    marks = tuple(
        v.Mark(mark.at, mark.kind, mark.side == "BUY", mark.price, mark.confidence, mark.traded)
        for mark in answer.marks
    )
    return v.Candles(
        origin=_origin(answer.stamp),
        symbol=answer.symbol,
        asset=Symbol(answer.symbol).base,
        timeframe=t(f"timeframe-{answer.timeframe}"),
        step_ms=Timeframe(answer.timeframe).ms,
        rows=tuple((row.at, row.open, row.high, row.low, row.close, row.volume) for row in answer.candles),
        lines=lines,
        marks=marks,
        levels=tuple(v.Level(level.kind, level.price, level.since) for level in answer.levels),
        price=answer.price,
        first_at=answer.first_at,
    )


def _pushes(answer: Prediction) -> v.Pushes | None:
    whole = pushes.probability_of(answer)
    if whole is None or answer.pushes_base is None or answer.pushes_of is None:
        return None
    return v.Pushes(
        origin=_origin(answer.stamp),
        symbol=answer.symbol,
        horizon=t(f"timeframe-{answer.horizon}"),
        model=words.model_name(answer.pushes_of),
        lean=words.lean(answer.direction or "FLAT", answer.confidence or 0.5),
        made_at=answer.made_at,
        base=answer.pushes_base,
        probability=whole,
        bars=tuple(v.Bar(pushes.feature(push.feature, push.value), push.points) for push in answer.pushes),
    )


def _origin(stamp: Stamp) -> v.Origin:
    """Moments are told to the minute, so that what looks the same is the same picture."""
    return v.Origin(
        market=words.venue(stamp),
        money=t(f"mode-{stamp.mode}"),
        real=stamp.mode == Mode.LIVE,
        made_up=stamp.market == Market.DEMO,
        at=stamp.market_time // _MINUTE * _MINUTE,
    )


def _share(record: Interval) -> v.Share | None:
    if record.share is None or record.low is None or record.high is None:
        return None
    return v.Share(record.hits, record.n, record.share, record.low, record.high)


def _role_of(name: str) -> str:
    """``bb_upper`` is the upper end of a band, ``sma_20`` a line."""
    return _ROLES.get(name.rpartition("_")[2].lower(), "line")


def _name_of(name: str) -> str:
    """``sma_20`` as it is written: ``SMA 20``."""
    return name.replace("_", " ").upper()

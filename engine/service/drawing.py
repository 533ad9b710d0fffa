"""Answers as pictures: what has one, and how it becomes PNG without holding up the event loop."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import cache, partial
from typing import TYPE_CHECKING, Final

from engine.core.errors import InvalidInput
from engine.core.modes import Market, Mode
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.service.answers import Chart, EquityCurve, Interval, ModelCard, Scoreboard, Stamp
from locales import t

if TYPE_CHECKING:
    from engine.pictures import values as v
    from engine.pictures.canvas import Canvas
    from engine.service.answers import Answer

USUAL: Final = (1200, 760)
LEAST, MOST = 320, 4000
_DRAWABLE: Final = (Chart, EquityCurve, ModelCard, Scoreboard)
_ROLES: Final = {"upper": "upper", "lower": "lower", "middle": "line"}


def has_picture(answer: object) -> bool:
    """Whether ``draw`` can draw it."""
    return isinstance(answer, _DRAWABLE)


async def draw(
    answer: Answer, *, look: str = "night", size: tuple[int, int] = USUAL, break_even: float | None = None
) -> bytes:
    """The PNG of an answer in the caller's language, number style and zone.

    ``break_even`` is the share of right signals that pays the costs, for the scoreboard, where it is known. Raises
    InvalidInput (``err-picture-none``, ``err-picture-size``).
    """
    if not has_picture(answer):
        raise InvalidInput("err-picture-none")
    if not all(LEAST <= side <= MOST for side in size):
        raise InvalidInput("err-picture-size", width=size[0], height=size[1], least=LEAST, most=MOST)
    work = partial(copy_context().run, _drawn, answer, look, size, break_even)
    return await asyncio.get_running_loop().run_in_executor(_painter(), work)


@cache
def _painter() -> ThreadPoolExecutor:
    # One thread of its own: many pictures at once take no memory twice and leave the common pool to the store.
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="painter")


def _drawn(answer: Answer, look: str, size: tuple[int, int], break_even: float | None) -> bytes:
    from engine.pictures.canvas import Canvas
    from engine.pictures.style import look_of

    canvas = Canvas(look_of(look), size)
    try:
        if isinstance(answer, Chart):
            _draw_chart(canvas, answer)
        elif isinstance(answer, EquityCurve):
            _draw_equity(canvas, answer)
        elif isinstance(answer, ModelCard):
            _draw_card(canvas, answer)
        elif isinstance(answer, Scoreboard):
            _draw_scores(canvas, answer, break_even)
        return canvas.png()
    finally:
        canvas.close()


def _draw_chart(canvas: Canvas, answer: Chart) -> None:
    from engine.pictures import candles
    from engine.pictures import values as v

    lines = tuple(v.Line(_name_of(line.name), _role_of(line.name), line.values) for line in answer.lines)
    marks = tuple(
        v.Mark(mark.at, mark.kind, mark.side == "BUY", mark.price, mark.confidence, mark.traded is not False)
        for mark in answer.marks
    )
    picture = v.Candles(
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
    candles.draw(canvas, picture)


def _draw_equity(canvas: Canvas, answer: EquityCurve) -> None:
    from engine.pictures import equity
    from engine.pictures import values as v

    points = tuple((point.at, point.equity, point.drawdown_pct) for point in answer.points)
    equity.draw(canvas, v.Equity(_origin(answer.stamp), float(answer.start_cash), "USDT", points))


def _draw_card(canvas: Canvas, answer: ModelCard) -> None:
    from engine.pictures import reliability
    from engine.pictures import values as v

    bins = tuple(v.Bin(one.low, one.high, one.claimed, _share(one.record)) for one in answer.bins)
    horizon = t(f"timeframe-{answer.horizon}")
    picture = v.Reliability(_origin(answer.stamp), answer.symbol, horizon, answer.live_calibration_error, bins)
    reliability.draw(canvas, picture)


def _draw_scores(canvas: Canvas, answer: Scoreboard, break_even: float | None) -> None:
    from engine.pictures import scores
    from engine.pictures import values as v

    bands = tuple(v.Bin(one.low, one.high, (one.low + one.high) / 2, _share(one.record)) for one in answer.bands)
    scores.draw(canvas, v.Scores(_origin(answer.stamp), _share(answer.total), bands, break_even))


def _origin(stamp: Stamp) -> v.Origin:
    from engine.pictures.values import Origin
    from engine.service.text.words import venue

    return Origin(
        market=venue(stamp),
        money=t(f"mode-{stamp.mode}"),
        real=stamp.mode == Mode.LIVE,
        made_up=stamp.market == Market.DEMO,
        at=stamp.market_time,
    )


def _share(record: Interval) -> v.Share | None:
    from engine.pictures.values import Share

    if record.share is None or record.low is None or record.high is None:
        return None
    return Share(record.hits, record.n, record.share, record.low, record.high)


def _role_of(name: str) -> str:
    """``bb_upper`` is the upper end of a band, ``sma_20`` a line."""
    return _ROLES.get(name.rpartition("_")[2].lower(), "line")


def _name_of(name: str) -> str:
    """``sma_20`` as it is written: ``SMA 20``."""
    return name.replace("_", " ").upper()

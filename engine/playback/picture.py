"""A snapshot of what was known at a moment."""

from __future__ import annotations

from typing import Final

from engine.features.basic import LEAST
from engine.playback.house import market_of
from engine.playback.known import Known, PairKnown
from engine.service.answers import Stamp
from engine.service.handlers.facts import position_row
from engine.service.snapshots import MarketRow, Playing, Snapshot

_SPARK: Final = 48


def picture(number: int, known: Known, playing: Playing) -> Snapshot:
    """The house at the moment of ``known``."""
    book = known.portfolio
    positions = tuple(position_row(p, book.prices.get(p.symbol)) for p in book.positions)
    return Snapshot(
        number=number,
        stamp=Stamp(market_of(book.source).value, book.source, book.mode.value, known.at),
        state=known.state.state.value,
        connection=known.link.value,
        connection_detail=known.link_detail,
        timeframe=known.rules.timeframe,
        horizon=known.rules.horizon,
        floor=known.rules.confidence_threshold,
        equity=book.equity,
        cash=book.cash,
        start_cash=known.start_cash,
        open_pnl=sum(row.open_pnl or 0.0 for row in positions),
        rows=tuple(_row(pair, known.at) for pair in known.pairs.values()),
        positions=positions,
        happenings=known.happenings,
        training=None,
        problems=(),
        playing=playing,
    )


def _row(pair: PairKnown, at: int) -> MarketRow:
    verdict = pair.verdict
    return MarketRow(
        symbol=pair.symbol,
        price=pair.price,
        change_pct=pair.change_pct,
        have=len(pair.closes),
        need=LEAST,
        direction=verdict.direction if verdict is not None else None,
        confidence=verdict.confidence if verdict is not None else None,
        spoken=verdict is not None and verdict.spoken,
        weight=verdict.weight if verdict is not None else None,
        tier=verdict.tier if verdict is not None else None,
        reason=verdict.reason if verdict is not None else None,
        closes=pair.closes[-_SPARK:],
        age_ms=at - pair.closed_at if pair.closed_at is not None else None,
    )

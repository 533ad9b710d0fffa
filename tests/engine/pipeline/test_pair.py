"""What is kept of a pair: thinking may run ahead of judging without judging noticing."""

from __future__ import annotations

import pytest

from engine.core.candles import Candle
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.market.demo_coins import coin_of
from engine.market.demo_tape import DemoTape
from engine.pipeline.pair import Pair, RecentReturns

BTC = Symbol("BTC")
TAPE = DemoTape("demo", 7, coin_of(BTC), Timeframe("15m"))


def opened(count: int = 80) -> Pair:
    pair = Pair(BTC)
    pair.open(TAPE.series(0, count))
    return pair


def ahead(first: int, count: int) -> list[Candle]:
    return TAPE.series(first, first + count).candles()


def test_what_a_judgement_sees_does_not_depend_on_how_many_candles_came_together() -> None:
    together, alone = opened(), opened()
    candles = ahead(80, 6)
    seen_together, seen_alone = [], []
    for candle in candles:
        together.advance(candle)
    for candle in candles:
        together.keep(candle)
        seen_together.append((together.candles, together.returns(20)))
        alone.advance(candle)
        alone.keep(candle)
        seen_alone.append((alone.candles, alone.returns(20)))
    assert seen_together == seen_alone


def test_a_hole_starts_the_count_anew_when_it_is_judged() -> None:
    pair = opened()
    after = ahead(90, 2)
    for candle in after:
        pair.advance(candle)
    assert pair.candles == 80
    pair.keep(after[0])
    assert (pair.candles, pair.returns(20)) == (1, [])
    pair.keep(after[1])
    assert (pair.candles, len(pair.returns(20))) == (2, 1)


def test_recent_returns_know_the_pairs_that_are_watched() -> None:
    pair = opened()
    recent = RecentReturns({BTC: pair}, 30)
    assert list(recent) == [BTC]
    assert recent[BTC] == pair.returns(30)
    assert recent.get(Symbol("ETH")) is None
    assert recent[BTC][-1] == pytest.approx(TAPE.candle(79).close / TAPE.candle(78).close - 1, abs=1e-3)

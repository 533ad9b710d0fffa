"""Figures of any size are written in a card as on the command line."""

from __future__ import annotations

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.service import answers as a
from tests.bots.common.cards.reading import LANGUAGES, missing
from tests.engine.cli.samples import STAMP, prediction

SHARES = st.floats(0.5, 0.9999)
PRICES = st.floats(1e-8, 1e6)
POINTS = st.floats(-99.0, 900.0)
MONEY = st.decimals(-(10**9), 10**9, places=4)
AMOUNTS = st.decimals("0.00000001", 10**7, places=8)
MOMENTS = st.integers(1_500_000_000_000, 2_000_000_000_000)
FEW = settings(max_examples=25)


@st.composite
def records(draw: st.DrawFn) -> a.Interval:
    n = draw(st.integers(0, 5_000))
    if n == 0:
        return a.Interval(0, 0, None, None, None)
    hits = draw(st.integers(0, n))
    return a.Interval(hits, n, hits / n, hits / n * 0.9, min(1.0, hits / n * 1.1))


PRICED = st.builds(
    a.Price, st.just(STAMP), st.just("PEPE/USDT"), PRICES, st.none() | POINTS, PRICES, PRICES, st.floats(0, 1e12),
    st.none() | st.builds(a.Lean, st.sampled_from(["UP", "DOWN", "FLAT"]), SHARES, st.booleans(), st.just("4h")),
    st.none() | st.floats(1, 1e12), st.sampled_from(["settings", None]), st.none() | MOMENTS,
)  # fmt: skip
HELD = st.builds(
    a.PositionRow, st.just("PEPE/USDT"), st.sampled_from(["BUY", "SELL"]), AMOUNTS, AMOUNTS, PRICES, PRICES,
    POINTS, POINTS, st.none() | AMOUNTS, st.none() | AMOUNTS, MOMENTS, SHARES,
)  # fmt: skip
CLOSED = st.builds(
    a.TradeRow, st.just("PEPE/USDT"), st.sampled_from(["BUY", "SELL"]), AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS, MONEY,
    POINTS, st.sampled_from(["stop_loss", "take_profit", "time", "flatten"]), MOMENTS, MOMENTS,
)  # fmt: skip
FORECAST = st.builds(
    lambda spoken, confidence, price, stop, take, edge, record, silent: dataclasses.replace(
        prediction(spoken=spoken), confidence=confidence, price=price, stop_loss=stop, take_profit=take,
        expected_edge=edge, record=record, silent_candles=silent,
    ),
    st.booleans(), SHARES, PRICES, st.none() | PRICES, st.none() | PRICES, st.none() | st.floats(-0.1, 0.1), records(),
    st.none() | st.integers(0, 10_000),
)  # fmt: skip
ANY = st.one_of(
    PRICED,
    FORECAST,
    st.builds(a.Positions, st.just(STAMP), st.lists(HELD, max_size=4).map(tuple), st.floats(0, 100)),
    st.builds(a.Trades, st.just(STAMP), st.lists(CLOSED, max_size=4).map(tuple)),
    st.builds(
        a.Balance, st.just(STAMP), MONEY, MONEY, MONEY, MONEY, POINTS, st.floats(0, 100),
        st.dictionaries(st.sampled_from(["BTC", "ETH", "PEPE"]), AMOUNTS),
    ),
)  # fmt: skip


@FEW
@given(ANY, st.sampled_from(LANGUAGES))
def test_no_figure_is_lost_or_written_otherwise_whatever_its_size(answer: a.Answer, language: str) -> None:
    assert not missing(answer, language)

"""The equity curve and the order book, as they are told."""

from __future__ import annotations

import asyncio
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.app import Engine
from engine.core.errors import Temporary
from engine.service.answers import Depth, EquityPoint
from engine.service.handlers.equity_reading import thinned
from engine.service.port import Request
from engine.service.text import render
from locales import use_language, use_number_style
from tests.engine.cli.samples import BOOK, CURVE
from tests.engine.house import OWNER, House, loaded
from tests.engine.service.conftest import at_rest, reach
from tests.fakes.binance import FakeBinance


async def test_the_equity_curve_is_that_of_the_store_and_ends_now(house: House) -> None:
    balance, curve = await at_rest(house, lambda: asyncio.gather(house.ask("balance"), house.ask("equity")))
    now = house.pipeline.clock.now()
    stored = await house.rows(
        "SELECT timestamp, equity, 100 * drawdown FROM equity WHERE timestamp < ? ORDER BY id", now
    )
    assert len(stored) > 100
    assert [(p.at, p.equity, p.drawdown_pct) for p in curve.points[:-1]] == [tuple(row) for row in stored]
    last = curve.points[-1]
    assert (last.at, last.equity, last.drawdown_pct) == (now, float(balance.equity), balance.drawdown_pct)
    assert curve.start_cash == balance.start_cash == 10_000


async def test_a_purse_started_anew_has_a_curve_of_its_own(still: House) -> None:
    await reach(still, 20)
    assert len((await still.ask("equity")).points) > 5
    await still.ask("paper", action="reset", cash="500")
    curve = await still.ask("equity")
    assert curve.start_cash == 500
    assert [point.equity for point in curve.points] == [500.0]
    await still.ask("paper", action="cash", cash="100")
    assert (await still.ask("equity")).start_cash == 600


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(1, 1e6), min_size=1, max_size=1_500), st.integers(20, 400))
def test_a_thinned_curve_keeps_its_ends_and_extremes(values: list[float], most: int) -> None:
    peaks = list(accumulate(values, max))
    points = [EquityPoint(n, v, 100 * (1 - v / peaks[n])) for n, v in enumerate(values)]
    kept = thinned(points, most)
    assert len(kept) <= most
    assert list(kept) == sorted(kept, key=lambda point: point.at)
    assert set(kept) <= set(points)
    assert (kept[0], kept[-1]) == (points[0], points[-1])
    for of in ("equity", "drawdown_pct"):
        assert max(getattr(p, of) for p in kept) == max(getattr(p, of) for p in points)
    assert min(p.equity for p in kept) == min(values)
    if len(points) <= most:
        assert list(kept) == points


async def test_a_simulated_market_has_no_order_book_and_says_so(house: House) -> None:
    depth = await house.ask("depth", symbol="BTC")
    assert (depth.has_book, depth.bids, depth.asks) == (False, (), ())


async def test_an_exchange_shows_what_waits_on_both_sides(tmp_path: Path) -> None:
    async with FakeBinance() as fake:
        exchange = {"market": "exchange", "exchange_api_url": fake.api_url, "exchange_ws_url": fake.ws_url}
        changes = {**exchange, "timeframe": "1m", "horizon": "5m"}
        engine = await Engine.start(loaded(tmp_path, tmp_path / "models", **changes), alone=True)
        try:
            depth = await engine.service.call(OWNER, Request("depth", {"symbol": "BTC"}))
            fake.fail(503, path="depth")
            with pytest.raises(Temporary, match="err-exchange-failing"):
                await engine.service.call(OWNER, Request("depth", {"symbol": "ETH"}))
        finally:
            await engine.stop()
    assert isinstance(depth, Depth)
    assert depth.has_book
    assert (len(depth.bids), len(depth.asks)) == (20, 20)
    assert depth.bids[0].price < depth.asks[0].price
    assert [row.price for row in depth.bids] == sorted((row.price for row in depth.bids), reverse=True)
    assert [row.price for row in depth.asks] == sorted(row.price for row in depth.asks)
    assert depth.stamp.source == "binance"


def test_the_curve_and_the_book_in_words() -> None:
    assert "10.120,50 USDT  +1,20%" in render(CURVE)
    assert "10.250,00 USDT lúc 20/11/2026 13:50 ICT" in render(CURVE)
    with use_language("en"), use_number_style("en"):
        lines = render(BOOK).splitlines()
    assert lines[1:] == [
        "Amount     Buyers    Sellers  Amount",
        "   0.5  67,899.99  67,900.01    1.25",
        "     2  67,899.50          —       —",
        "Spread  0.02 (0.000%)",
    ]

"""Whatever happens, the books add up: hypothesis chooses the rules and the happenings."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.core.modes import EngineState, ExitReason, Mode, Side
from engine.store.store import Store
from engine.trading.ledger import balance, read_purse
from engine.trading.paper import PaperBroker
from engine.trading.proof import check_books
from tests.engine.trading.world import (
    BTC,
    ETH,
    INSTRUMENTS,
    MS,
    PRICES,
    START,
    XRP,
    candle,
    entry,
    instruments,
    place,
    rules,
    start,
    tick,
)  # fmt: skip

SYMBOLS = (BTC, ETH, XRP)
_sources = (f"money{n}" for n in itertools.count())

symbols = st.sampled_from(SYMBOLS)
moves = st.integers(-300, 300)  # basis points of the last price
happenings = st.lists(
    st.one_of(
        st.tuples(st.just("tick"), symbols, moves),
        st.tuples(st.just("tick"), symbols, moves),
        st.tuples(st.just("candle"), symbols, st.tuples(moves, moves, moves, st.integers(0, 5_000))),
        st.tuples(st.just("candle"), symbols, st.tuples(moves, moves, moves, st.integers(0, 5_000))),
        st.tuples(st.just("enter"), symbols, st.integers(1, 120)),
        st.tuples(st.just("close"), symbols, st.booleans()),
        st.tuples(st.just("state"), symbols, st.sampled_from(list(EngineState))),
        st.tuples(st.just("flatten"), symbols, st.none()),
        st.tuples(st.just("restart"), symbols, st.none()),
    ),
    min_size=8,
    max_size=40,
)
books = st.builds(
    rules,
    stop_ppm=st.sampled_from([0, 4_000, 20_000]),
    target_ppm=st.sampled_from([0, 6_000, 50_000]),
    trail_ppm=st.sampled_from([0, 5_000]),
    fee_ppm=st.sampled_from([0, 750, 1_000]),
    slippage_ppm=st.sampled_from([0, 333, 5_000]),
    time_limit=st.sampled_from([0, 3]),
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path_factory.mktemp('money')}/books.db") as store:
        yield store


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(happenings, books, st.sampled_from([None, Decimal("0.05")]), st.booleans())
def test_money_is_exact_whatever_happens(
    shared: Store, what: list[tuple[str, Any, Any]], book: Any, share: Decimal | None, shorts: bool
) -> None:
    asyncio.run(_run(shared, next(_sources), what, book, share, shorts))


async def _run(
    store: Store, source: str, what: list[tuple[str, Any, Any]], book: Any, share: Decimal | None, shorts: bool
) -> None:
    async def open_desk() -> Any:
        return await start(store, PaperBroker(book, instruments, volume_share=share), book=book, source=source)

    desk, price, now, bar = await open_desk(), dict(PRICES), START, dict.fromkeys(SYMBOLS, START)

    def moved(symbol: Any, points: int) -> float:
        return round(price[symbol] * (1 + points / 10_000), 4)

    for n, (kind, symbol, more) in enumerate(what):
        now += 7_000
        if kind == "tick":
            price[symbol] = moved(symbol, more)
            await desk.on_tick(tick(symbol, now, price[symbol]))
        elif kind == "candle":
            seen = [price[symbol], *(moved(symbol, points) for points in more[:3])]
            at = bar[symbol] = max(bar[symbol] + MS, now // MS * MS)
            now, price[symbol] = max(now, at + MS), seen[-1]
            await desk.on_candle(candle(symbol, at, seen[0], max(seen), min(seen), seen[-1], float(more[3])))
            await desk.mark(now)
        elif kind == "enter" and desk.state is EngineState.RUNNING and not desk.portfolio(now).is_busy(symbol):
            lots = INSTRUMENTS[symbol].to_lots(desk.portfolio(now).equity / 100 * more / Decimal(repr(price[symbol])))
            side = Side.SELL if shorts and n % 2 else Side.BUY
            if lots:
                await place(desk, store, entry(symbol, now, price[symbol], lots, side=side, book=book, source=source))
        elif kind == "close":
            await desk.close(symbol, ExitReason.SIGNAL, f"c{n}", now, actor="t" if more else None)
        elif kind == "state" and not (desk.state is EngineState.HALTED and more is EngineState.PAUSED):
            await desk.set_state(more, "t", "", now)
        elif kind == "flatten":
            await desk.flatten("t", now)
        elif kind == "restart":
            desk = await open_desk()
        _check(store, desk, source, now, negative=shorts)


def _check(store: Store, desk: Any, source: str, now: int, *, negative: bool) -> None:
    book = desk.portfolio(now)
    assert store.read(lambda conn: check_books(conn, source, Mode.PAPER)) == []
    purse = store.read(lambda conn: read_purse(conn, source, Mode.PAPER))
    assert purse is not None
    assert purse[0] == book.cash == store.read(lambda conn: balance(conn, source, Mode.PAPER, "USDT"))
    assert negative or book.cash >= 0
    value = Decimal(0)
    for position in book.positions:
        known = book.prices.get(position.symbol)
        at = position.entry_price if known is None else Decimal(repr(known))
        value += position.amount * at * (1 if position.side is Side.BUY else -1)
    assert abs(book.equity - (book.cash + value)) < Decimal("1e-18")
    if not book.positions:
        assert book.cash == Decimal(10_000) + sum((t.pnl for t in book.recent_trades), Decimal(0))

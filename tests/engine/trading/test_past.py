"""The book of an earlier moment is the book that was held then."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from engine.core.modes import ExitReason, Mode
from engine.core.orders import Position
from engine.core.symbols import Symbol
from engine.store.candles import save_candles
from engine.store.store import Store
from engine.trading.past import Books, fills_known, position_at, start_at
from tests.engine.trading.world import (
    BTC,
    CASH,
    ETH,
    MS,
    START,
    XRP,
    candle,
    entry,
    happen,
    instruments,
    items_of,
    paper,
    place,
    rules,
    start,
    tick,
)  # fmt: skip

BOOKS = Books("demo", Mode.PAPER, rules(), instruments)
FLAT = replace(BOOKS, rules=rules(trail_ppm=0))


def at(store: Store, symbol: Symbol, until: int, books: Books = BOOKS) -> Position | None:
    return store.read(lambda conn: position_at(conn, books, symbol, until))


@pytest.mark.parametrize("seed", range(8))
async def test_at_every_moment_of_a_run_the_same_positions_were_open(store: Store, seed: int) -> None:
    desk = await start(store, paper(seed))
    held: dict[int, dict[Symbol, Position | None]] = {}
    for item in items_of(seed, bars=40):
        await happen(desk, store, item)
        if item.kind == "bar":
            bars = [candle(row["symbol"], row["at"], *row["row"]) for row in item.facts["rows"]]
            await store.write(lambda conn, bars=bars: save_candles(conn, bars))
        held[item.at] = {symbol: desk.portfolio(item.at).position_of(symbol) for symbol in (BTC, ETH, XRP)}
    for moment, positions in held.items():
        for symbol, position in positions.items():
            assert at(store, symbol, moment) == position, (moment - START, symbol)
    assert sum(position is not None for each in held.values() for position in each.values()) > 20


async def test_what_a_candle_did_is_known_when_it_closes(store: Store) -> None:
    desk = await start(store, book=FLAT.rules)
    await place(desk, store, entry(BTC, START, 64_000.0, 1_000))
    await desk.on_candle(candle(BTC, START, 64_000.0, 64_100.0, 63_990.0, 64_050.0))
    assert [at(store, BTC, moment, FLAT) for moment in (START, START + MS - 1)] == [None, None]
    opened = at(store, BTC, START + MS, FLAT)
    assert opened is not None
    assert opened.opened_at == START
    known = [
        len(store.read(lambda conn, m=moment: fills_known(conn, FLAT, BTC, START, m)))
        for moment in (START, START + MS - 1, START + MS)
    ]
    assert known == [0, 0, 1]


async def test_what_a_price_did_is_known_at_once(store: Store) -> None:
    desk = await start(store, book=FLAT.rules)
    await place(desk, store, entry(BTC, START, 64_000.0, 1_000))
    await desk.on_tick(tick(BTC, START, 64_000.0))
    assert at(store, BTC, START - 1, FLAT) is None
    assert at(store, BTC, START, FLAT) is not None


async def test_a_position_of_then_knows_nothing_of_its_end(store: Store) -> None:
    desk = await start(store, book=FLAT.rules)
    await place(desk, store, entry(BTC, START, 64_000.0, 1_000))
    await desk.on_tick(tick(BTC, START + 5, 64_000.0))
    before = desk.portfolio(START + 5).position_of(BTC)
    await desk.on_tick(tick(BTC, START + 10, 60_000.0))
    assert desk.portfolio(START + 10).positions == ()
    assert at(store, BTC, START + 9, FLAT) == before
    assert at(store, BTC, START + 10, FLAT) is None


async def test_a_command_for_one_pair_tells_nothing_of_another(store: Store) -> None:
    desk = await start(store, book=FLAT.rules)
    await place(desk, store, entry(ETH, START, 3_200.0, 1_000))
    await desk.on_tick(tick(ETH, START + 5, 3_200.0))
    await place(desk, store, entry(BTC, START + MS, 64_000.0, 1_000))
    await desk.close(ETH, ExitReason.MANUAL, "by hand", START + MS, actor="an", price=Decimal(3_200))
    await desk.on_candle(candle(BTC, START + MS, 64_000.0, 64_100.0, 63_990.0, 64_050.0))
    assert at(store, ETH, START + MS, FLAT) is None
    assert at(store, BTC, START + MS, FLAT) is None
    assert at(store, BTC, START + 2 * MS, FLAT) is not None


async def test_a_purse_of_then_was_started_with_what_had_been_paid_in(store: Store) -> None:
    desk = await start(store)
    await desk.pay(Decimal(500), "an", START + 10)
    await desk.pay(Decimal(2_000), "an", START + 20, anew=True)
    await desk.pay(Decimal(1), "an", START + 30)

    def started(until: int) -> tuple[Decimal, int]:
        return store.read(lambda conn: start_at(conn, "demo", Mode.PAPER, until))

    assert started(START - 1) == (Decimal(0), 0)
    assert started(START + 9) == (CASH, 0)
    assert started(START + 19) == (CASH + 500, 0)
    assert started(START + 29) == (Decimal(2_000), START + 20)
    assert started(START + 30) == (Decimal(2_001), START + 20)

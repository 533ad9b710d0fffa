"""A price is told once, by the first price at or beyond it, to whoever asked and to nobody else."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.core.candles import Candle, Tick
from engine.core.errors import Refused
from engine.core.events import EventKind
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.service.alerts.prices import MOST, PriceWatch
from engine.settings import Settings
from engine.store.events import events_since
from engine.store.price_alerts import ABOVE, BELOW, PriceAlert
from engine.store.store import Store
from tests.engine.service.alerts.world import START, Clock, Office, Postman, stores
from tests.engine.trading.dying import Crash, Dying

BTC, ETH, M15 = Symbol("BTC"), Symbol("ETH"), Timeframe("15m")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with stores(tmp_path) as opened:
        yield opened


def asked(price: str, side: str = ABOVE, symbol: Symbol = BTC, mailbox: str = "user:1", **more: object) -> PriceAlert:
    facts = {"surface": "telegram", "source": "demo", "created_by": "telegram:1", "created_at": START, **more}
    return PriceAlert(0, mailbox=mailbox, symbol=symbol, price=Decimal(price), side=side, **facts)  # type: ignore[arg-type]


def tick(price: float, symbol: Symbol = BTC, at: int = START) -> Tick:
    return Tick("demo", symbol, at, price)


def candle(low: float, high: float, close: float, opened: int = START) -> Candle:
    return Candle("demo", BTC, M15, opened, close, high, low, close, 1.0)


async def watch_on(store: Any, **more: object) -> PriceWatch:
    watch = PriceWatch(store, Settings.model_validate(more), Clock())
    await watch.load()
    return watch


async def told(store: Store, watch: PriceWatch) -> list[tuple[str, str, float]]:
    await watch.tell()
    events = store.read(lambda conn: events_since(conn, 0, 10_000))
    return [
        (str(event.symbol), str(event.data["level"]), float(str(event.data["price"])))
        for event in events
        if event.kind is EventKind.PRICE_ALERT
    ]


@pytest.mark.parametrize(
    ("side", "before", "reaching"),
    [(ABOVE, [69_000.0, 69_999.99], 70_000.0), (ABOVE, [69_000.0], 75_000.0), (BELOW, [70_000.01], 70_000.0),
     (BELOW, [71_000.0], 10.0)],
)  # fmt: skip
async def test_it_is_told_by_the_first_price_at_or_beyond_it_and_never_again(
    store: Store, side: str, before: list[float], reaching: float
) -> None:
    watch = await watch_on(store)
    await watch.add(asked("70000", side))
    for price in before:
        watch.see(tick(price))
    assert await told(store, watch) == []
    for price in (reaching, 1e9, 1.0, reaching):
        watch.see(tick(price))
    assert await told(store, watch) == [(BTC, "70000", reaching)]
    assert watch.of_mailbox("telegram", "user:1") == []


@settings(max_examples=15)
@given(
    st.lists(st.tuples(st.integers(1, 99), st.booleans()), min_size=1, max_size=12, unique_by=lambda one: one[0]),
    st.lists(st.floats(0.5, 100), max_size=40),
)
async def test_whatever_prices_do_each_is_told_once_and_rightly(
    levels: list[tuple[int, bool]], prices: list[float]
) -> None:
    with tempfile.TemporaryDirectory() as folder, stores(Path(folder)) as store:
        watch = await watch_on(store)
        for level, above in levels:
            await watch.add(asked(str(level), ABOVE if above else BELOW))
        for price in prices:
            watch.see(tick(price))
        found = await told(store, watch)
    expected = {
        str(level): next((p for p in prices if (p >= level if above else p <= level)), None) for level, above in levels
    }
    assert {level: price for _, level, price in found} == {k: v for k, v in expected.items() if v is not None}
    assert len(found) == len({level for _, level, _ in found})


async def test_other_pairs_and_a_decimal_that_floats_cannot_hold_do_not_confuse_it(store: Store) -> None:
    watch = await watch_on(store)
    await watch.add(asked("70000.1"))
    watch.see(tick(99_999.0, ETH))
    assert await told(store, watch) == []
    watch.see(tick(70_000.1))
    assert len(await told(store, watch)) == 1


async def test_a_candle_tells_what_its_close_reached_and_on_a_real_market_what_its_range_did(store: Store) -> None:
    simulated = await watch_on(store)
    await simulated.add(asked("70000"))
    simulated.see(candle(60_000, 80_000, 65_000, START + 1))
    assert await told(store, simulated) == []
    simulated.see(candle(60_000, 80_000, 71_000, START + 1))
    assert len(await told(store, simulated)) == 1
    real = await watch_on(store, market="exchange")
    await real.add(asked("70000", source="binance"))
    real.see(candle(60_000, 80_000, 65_000, START - 1))  # it was open already when the price was asked for
    assert len(await told(store, real)) == 1
    real.see(candle(60_000, 80_000, 65_000, START))
    assert len(await told(store, real)) == 2


@pytest.mark.parametrize("after_commit", [False, True])
async def test_an_end_around_the_commit_forgets_no_price_and_repeats_none(store: Store, after_commit: bool) -> None:
    await (await watch_on(store)).add(asked("70000"))
    dying = await watch_on(Dying(store, {3 if after_commit else 2}))
    dying.see(tick(80_000.0))
    with pytest.raises(Crash):
        await dying.tell()
    watch = await watch_on(store)
    watch.see(tick(80_000.0))
    assert len(await told(store, watch)) == 1


async def test_the_same_price_twice_is_once_and_fifty_are_enough(store: Store) -> None:
    watch = await watch_on(store)
    made = await watch.add(asked("70000"))
    assert await watch.add(asked("70000")) == made
    for number in range(1, MOST):
        await watch.add(asked(str(70_000 + number)))
    with pytest.raises(Refused, match="err-alerts-full"):
        await watch.add(asked("99"))
    await watch.add(asked("99", mailbox="user:2"))
    gone = await watch.remove("telegram", "user:1", BTC, Decimal(70_000))
    assert [one.price for one in gone] == [Decimal(70_000)]
    assert len(await watch.remove("telegram", "user:1")) == MOST - 1
    watch.see(tick(1e9))
    assert await told(store, watch) == [(BTC, "99", 1e9)]


async def test_only_the_mailbox_that_asked_is_told(store: Store) -> None:
    office = await Office(store, Clock()).open()
    await office.post.prices.add(asked("70000", mailbox="user:3"))
    await office.post.prices.add(asked("71000", mailbox="chat:-100"))
    await office.post.prices.add(asked("72000", mailbox="user:77"))  # has no role any more
    office.post.prices.see(tick(80_000.0))
    await office.post.look()
    postman = Postman()
    await office.deliver(postman)
    assert {letter.mailbox for letter in postman.arrived} == {"user:3", "chat:-100"}

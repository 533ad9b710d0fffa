import itertools
from collections.abc import AsyncIterator

import numpy as np
import pytest

from engine.core.candles import Candle, Tick
from engine.core.series import CandleSeries
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.market.demo import EPOCH, DemoFeed, ceiling
from engine.market.demo_coins import coin_of
from engine.market.demo_model import BLOCK, HORIZON, TREND, first_mark, make_block
from engine.market.demo_tape import DemoTape
from engine.market.feed import Feed, FeedStatus
from engine.market.validation import check_rows

BTC, ETH, PEPE = Symbol("BTC"), Symbol("ETH"), Symbol("PEPE")
M15 = Timeframe("15m")


async def no_sleep(_: float) -> None:
    return None


def feed(**options: object) -> DemoFeed:
    return DemoFeed(**{"history_candles": 600, "sleep": no_sleep} | options)  # type: ignore[arg-type]


async def take(items: AsyncIterator[object], count: int) -> list[object]:
    found: list[object] = []
    async for item in items:
        if not isinstance(item, FeedStatus):
            found.append(item)
        if len(found) == count:
            break
    return found


async def gather(pages: AsyncIterator[CandleSeries]) -> list[Candle]:
    return [candle async for page in pages for candle in page.candles()]


def test_it_is_a_feed() -> None:
    assert isinstance(DemoFeed(), Feed)


async def test_the_first_start_stands_after_its_history() -> None:
    market = feed()
    await market.open([BTC, ETH], M15)
    assert market.now() == EPOCH + 600 * M15.ms
    candles = await gather(market.history(BTC, M15, 0))
    assert len(candles) == 600
    assert candles[-1].closed_at == market.now()
    assert len(await gather(market.history(BTC, M15, EPOCH + 1, EPOCH + 3 * M15.ms))) == 2


@pytest.mark.parametrize("timeframe", ["1m", "15m", "1h", "1d"])
@pytest.mark.parametrize("name", ["BTC", "ETH", "XRP", "SOL", "BNB", "PEPE", "DOGE"])
def test_candles_are_sound_and_on_the_steps_of_the_instrument(name: str, timeframe: str) -> None:
    coin = coin_of(Symbol(name))
    series = DemoTape("demo", 7, coin, Timeframe(timeframe)).series(0, 2_500)
    assert not check_rows(series, None, int(series.timestamp[-1]) + Timeframe(timeframe).ms).any()
    for candle in series[::97].candles():
        for price in (candle.open, candle.high, candle.low, candle.close):
            assert float(coin.instrument.to_price(coin.instrument.to_ticks(price))) == price
        assert float(coin.instrument.to_amount(round(candle.volume / float(coin.instrument.lot_size)))) == candle.volume


def test_the_same_bits_in_whatever_pieces_and_order() -> None:
    coin = coin_of(BTC)
    whole = DemoTape("demo", 7, coin, M15).series(0, 40_000)
    late = DemoTape("demo", 7, coin, M15)
    tail = late.series(38_000, 40_000)
    middle = late.series(BLOCK - 3, BLOCK + 5)
    single = [late.candle(number) for number in (5, 39_999, 1_024)]
    for name in ("timestamp", "open", "high", "low", "close", "volume"):
        column = getattr(whole, name)
        assert np.array_equal(getattr(tail, name), column[38_000:])
        assert np.array_equal(getattr(middle, name), column[BLOCK - 3 : BLOCK + 5])
    assert single == [whole[n : n + 1].candles()[0] for n in (5, 39_999, 1_024)]


def test_seeds_and_pairs_differ() -> None:
    closes = [
        DemoTape("demo", seed, coin_of(symbol), M15).series(0, 100).close / coin_of(symbol).price
        for seed, symbol in itertools.product((7, 8), (BTC, PEPE))
    ]
    for first, second in itertools.combinations(closes, 2):
        assert not np.array_equal(first, second)


async def test_ticks_and_candles_agree_and_the_order_is_fixed() -> None:
    market = feed()
    await market.open([ETH, BTC], M15)
    items = await take(market.items(), 2 * 7 * 20)
    times = [item.closed_at if isinstance(item, Candle) else item.timestamp for item in items]
    assert times == sorted(times)
    seen: dict[Symbol, list[float]] = {BTC: [], ETH: []}
    closes: list[Symbol] = []
    for item in items:
        if isinstance(item, Tick):
            seen[item.symbol].append(item.price)
        elif isinstance(item, Candle):
            closes.append(item.symbol)
            prices = [*seen[item.symbol], item.close]
            assert len(prices) == 7
            assert (prices[0], max(prices), min(prices)) == (item.open, item.high, item.low)
            seen[item.symbol].clear()
    assert closes[:4] == [BTC, ETH, BTC, ETH]


async def test_speed_and_moment_of_start_change_nothing() -> None:
    runs = []
    for options in ({"speed": 300.0}, {"speed": 1e6}, {"history_candles": 590}):
        market = feed(**options)
        await market.open([BTC, ETH], M15)
        runs.append([item for item in await take(market.items(), 300) if item.timestamp >= EPOCH + 600 * M15.ms])
    shortest = min(map(len, runs))
    assert runs[0][:shortest] == runs[1][:shortest] == runs[2][:shortest]


async def test_a_restart_goes_on_where_it_stopped() -> None:
    whole = feed()
    await whole.open([BTC, ETH], M15)
    expected = await take(whole.items(), 120)
    first = feed()
    await first.open([BTC, ETH], M15)
    begun = await take(first.items(), 47)
    second = feed(resume_after=first.now())
    await second.open([ETH, BTC], M15)
    assert second.now() == first.now()
    assert begun + await take(second.items(), 73) == expected


async def test_history_never_shows_what_has_not_closed() -> None:
    market = feed()
    await market.open([BTC], M15)
    async for item in market.items():
        if isinstance(item, FeedStatus):
            continue
        candles = await gather(market.history(BTC, M15, EPOCH + 595 * M15.ms, market.now() + 10 * M15.ms))
        assert candles[-1].closed_at <= market.now()
        if len(candles) == 9:
            break


async def test_pace_follows_the_speed() -> None:
    clock, waits = 0.0, []

    async def sleep(seconds: float) -> None:
        nonlocal clock
        waits.append(seconds)
        clock += seconds

    market = feed(sleep=sleep, monotonic=lambda: clock, speed=300.0)
    await market.open([BTC], M15)
    await take(market.items(), 7 * 10)
    assert clock == pytest.approx(30.0)
    assert max(waits) < 3.0


async def test_pairs_come_and_go_while_it_runs() -> None:
    market = feed()
    await market.open([BTC], M15)
    items = market.items()
    await take(items, 10)
    items = market.items()
    await market.add(PEPE)
    symbols = {item.symbol for item in await take(items, 30)}
    assert symbols == {BTC, PEPE}
    assert (await gather(market.history(PEPE, M15, 0)))[-1].closed_at <= market.now()
    items = market.items()
    await market.remove(BTC)
    assert {item.symbol for item in await take(items, 30)} == {PEPE}
    await market.close()
    assert await take(market.items(), 5) == []


async def test_tickers_tell_the_last_day() -> None:
    market = feed()
    await market.open([BTC], M15)
    day = (await gather(market.history(BTC, M15, 0)))[-96:]
    (ticker,) = await market.tickers()
    assert ticker.price == day[-1].close
    assert (ticker.high, ticker.low) == (max(c.high for c in day), min(c.low for c in day))
    assert ticker.change_pct == pytest.approx((day[-1].close / day[0].open - 1) * 100)


def hidden(seed: int, symbol: Symbol, blocks: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    coin = coin_of(symbol)
    mark, made = first_mark(coin), []
    for number in range(blocks):
        made.append(make_block(seed, coin, M15, number, mark))
        mark = made[-1].end
    return tuple(  # type: ignore[return-value]
        np.concatenate(parts)
        for parts in ([b.path[:, -1] for b in made], [b.kind for b in made], [b.direction for b in made])
    )


def test_the_ceiling_is_what_knowledge_of_the_hidden_state_reaches() -> None:
    shares, hits, calm_ups, moves = [], [], [], []
    for seed, name in itertools.product((7, 8), ("BTC", "ETH", "SOL", "DOGE")):
        close, kind, direction = hidden(seed, Symbol(name), 60)
        ahead = close[HORIZON:] / close[:-HORIZON] - 1.0
        known, way = kind[:-HORIZON] == TREND, direction[:-HORIZON]
        moved = known & (ahead != 0)
        shares.append(known.mean())
        hits.append((ahead * way > 0)[moved].mean())
        moves.append((ahead * way)[known].mean())
        calm_ups.append((ahead > 0)[~known & (ahead != 0)].mean())
    best = ceiling()
    assert np.mean(hits) == pytest.approx(best.hit_rate, abs=0.01)
    assert np.mean(shares) == pytest.approx(best.coverage, abs=0.01)
    assert np.mean(calm_ups) == pytest.approx(0.5, abs=0.01)
    assert best.accuracy == pytest.approx(0.5 + best.coverage * (best.hit_rate - 0.5))
    assert min(moves) > 0.008


def test_outside_trends_the_past_says_nothing() -> None:
    close, kind, _ = hidden(7, BTC, 100)
    moves = np.diff(np.log(close))
    calm = (kind[1:] != TREND)[1:] & (kind[1:] != TREND)[:-1]
    assert abs(np.corrcoef(moves[:-1][calm], moves[1:][calm])[0, 1]) < 0.012
    size = np.abs(moves)
    assert np.corrcoef(size[:-1], size[1:])[0, 1] > 0.07
    tails = moves[1:][calm]
    assert ((tails - tails.mean()) ** 4).mean() / tails.var() ** 2 > 3.5

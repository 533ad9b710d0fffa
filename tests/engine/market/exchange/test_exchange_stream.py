"""The websocket side, with the real ccxt client against a real local socket."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import replace
from typing import Any

import pytest

from engine.core.errors import InvalidInput
from engine.core.modes import Connection
from engine.core.symbols import Symbol
from engine.market.exchange_client import make_client
from tests.fakes.binance_rig import FAST, MINUTE, START, Rig


async def test_closed_candles_come_exactly_as_the_exchange_wrote_them() -> None:
    async with Rig() as rig:
        await rig.open()
        await rig.minute(0, open="64000.10000000", high="64001.30000000", low="63999.70000001", close="64000.2",
                         volume="0.00001000")  # fmt: skip
        await rig.until(rig.candles)
        candle = rig.candles()[0]
        assert (candle.source, candle.symbol, candle.timeframe) == ("binance", "BTC/USDT", "1m")
        assert (candle.timestamp, candle.open, candle.high) == (START, 64000.1, 64001.3)
        assert (candle.low, candle.close, candle.volume) == (63999.70000001, 64000.2, 0.00001)


async def test_a_forming_candle_is_a_price_and_never_a_candle() -> None:
    async with Rig() as rig:
        await rig.open()
        await rig.fake.publish(rig.candle(0, closed=False, high="64010.5", close="64010.5"))
        await rig.until(rig.ticks)
        assert rig.ticks()[0].price == 64010.5
        assert rig.candles() == []


async def test_prices_are_rate_limited_but_the_first_of_a_candle_always_comes() -> None:
    async with Rig(pace=replace(FAST, tick=30.0)) as rig:
        await rig.open()
        for number in (0, 0, 0, 1, 1):
            await rig.fake.publish(rig.candle(number, closed=False), rest=False)
            rig.clock.at += 1_000
            if number == 0:
                rig.clock.at = max(rig.clock.at, START + 59_000)
        await rig.minute(0)
        await rig.until(rig.candles)
        assert len(rig.ticks()) == 2


async def test_a_hundred_of_a_hundred_through_drops_repeats_and_disorder() -> None:
    chance = random.Random(5)
    async with Rig("BTC", "ETH") as rig:
        await rig.open()
        for number in range(100):
            kind = chance.choice(("plain", "plain", "plain", "drop", "twice", "late", "lost", "malformed"))
            if kind == "drop":
                rig.fake.drop()
            if kind == "malformed":
                await rig.fake.broadcast(rig.stream(rig.symbols[0]), '{"e":"kline","k":{"t":')
            await rig.minute(number, "BTC", "ETH", ws=kind not in ("lost", "malformed"))
            if kind == "twice":
                await rig.minute(number, "BTC", "ETH")
            if kind == "late" and number:
                await rig.minute(number - 1, "BTC", "ETH")
            await asyncio.sleep(0.01)
        await rig.until(lambda: len(rig.candles("BTC")) == len(rig.candles("ETH")) == 99 or rig.numbers()[-1:] == [99])
        await rig.streaming()
        rig.clock.at += 4_000  # what was lost last is overdue now
        await rig.until(lambda: len(rig.candles("BTC")) >= 100 and len(rig.candles("ETH")) >= 100)
        for symbol in ("BTC", "ETH"):
            assert rig.numbers(symbol) == list(range(100))
            told = [(each.open, each.high, each.low, each.close, each.volume) for each in rig.candles(symbol)]
            sent = [rig.candle(number, symbol) for number in range(100)]
            assert told == [tuple(map(float, (k.open, k.high, k.low, k.close, k.volume))) for k in sent]
        assert rig.gaps == []


async def test_out_of_order_candles_wait_for_each_other() -> None:
    async with Rig() as rig:
        await rig.open()
        rig.clock.at = START + 3 * MINUTE
        rig.fake.fail(503, path="klines", times=3)
        for number in (2, 1, 0):
            await rig.fake.publish(rig.candle(number), rest=False)
        await rig.until(lambda: len(rig.candles()) == 3)
        assert rig.numbers() == [0, 1, 2]


async def test_the_first_closed_version_stands() -> None:
    async with Rig() as rig:
        await rig.open()
        first = await rig.minute(0)
        await rig.minute(0, close=first.open, volume="1.0")
        await rig.minute(1)
        await rig.until(lambda: len(rig.candles()) == 2)
        assert rig.candles()[0].close == float(first.close)
        assert rig.feed.counts["revised"] == 1


@pytest.mark.parametrize(
    "bad",
    [
        {"close": "NaN"}, {"low": "-1.0"}, {"close": "Infinity"}, {"volume": "-0.1"}, {"high": "1.0"},
        {"open": None}, {"open": "abc"}, {"open_time": START + 7}, {"open_time": START + 500 * MINUTE},
    ],
)  # fmt: skip
async def test_garbage_is_refused_and_the_candle_fetched(bad: dict[str, object]) -> None:
    async with Rig() as rig:
        await rig.open()
        await rig.minute(0, rest=False, **bad)
        good = await rig.minute(0, ws=False)
        await rig.until(lambda: sum(rig.feed.counts[kind] for kind in ("refused", "future", "malformed")) >= 1)
        await rig.minute(1)
        await rig.until(lambda: len(rig.candles()) == 2)
        assert rig.numbers() == [0, 1]
        assert rig.candles()[0].close == float(good.close)


async def test_a_malformed_frame_does_not_even_cost_the_line() -> None:
    async with Rig() as rig:
        await rig.open()
        for broken in ('{"e":"kline"', "not json", "null", "[1]", '{"e":"kline","k":null}', '{"k":5,"e":"kline"}'):
            await rig.fake.broadcast(rig.stream(rig.symbols[0]), broken)
        await rig.minute(0)
        await rig.until(rig.candles)
        assert rig.fake.dials == 1
        assert rig.feed.counts["malformed"] >= 1


async def test_a_dropped_line_is_back_within_a_second() -> None:
    async with Rig() as rig:
        await rig.open()
        times = []
        for number in range(5):
            began = time.perf_counter()
            await rig.drop()
            times.append(time.perf_counter() - began)
            await rig.minute(number)
            await rig.until(lambda seen=number: len(rig.candles()) == seen + 1)
        assert sorted(times)[2] < 1.0
        assert rig.numbers() == [0, 1, 2, 3, 4]


async def test_a_half_open_line_is_noticed_and_cut() -> None:
    async with Rig(pace=replace(FAST, silence=0.4)) as rig:
        await rig.open()
        rig.fake.half_open()
        await rig.minute(0)  # into the void
        await rig.until(lambda: rig.fake.dials >= 2)
        await rig.until(rig.candles)
        assert rig.numbers() == [0]


async def test_a_line_that_only_pongs_is_subscribed_anew() -> None:
    async with Rig(pace=replace(FAST, quiet=0.3)) as rig:
        await rig.open()
        for connection in rig.fake.connections:
            connection.streams.clear()
        await rig.until(lambda: rig.fake.dials >= 2)
        await rig.streaming()
        await rig.minute(0)
        await rig.until(rig.candles)


async def test_what_the_exchange_does_not_have_is_told_as_a_gap() -> None:
    async with Rig() as rig:
        await rig.open()
        await rig.minute(0)
        await rig.minute(4)
        await rig.until(lambda: len(rig.candles()) == 2)
        assert rig.numbers() == [0, 4]
        assert [(gap.start, gap.end) for gap in rig.gaps] == [(START + MINUTE, START + 4 * MINUTE)]


async def test_a_hole_that_cannot_be_asked_about_becomes_a_gap_in_the_end() -> None:
    async with Rig(pace=replace(FAST, patience=0.3)) as rig:
        await rig.open()
        rig.fake.fail(500, path="klines", times=10_000)
        await rig.minute(1)
        await rig.until(lambda: rig.gaps)
        await rig.until(rig.candles)
        assert rig.numbers() == [1]
        assert rig.gaps[0].start == START


async def test_rest_carries_on_while_the_websocket_is_refused() -> None:
    async with Rig() as rig:
        rig.fake.refuse_dials = 1_000_000
        await rig.open(streaming=False)
        await rig.until(lambda: any(each.key == "feed-exchange-polling" for each in rig.statuses))
        for number in range(3):
            await rig.minute(number, ws=False)
            await rig.fake.publish(rig.candle(number + 1, closed=False), ws=False)
            rig.clock.at += 4_000
            await rig.until(lambda seen=number: len(rig.candles()) == seen + 1 and len(rig.ticks()) > seen)
        assert rig.connection == Connection.DEGRADED
        rig.fake.refuse_dials = 0
        await rig.streaming()
        await rig.minute(3)
        await rig.until(lambda: rig.numbers() == [0, 1, 2, 3])


async def test_an_open_candle_is_never_taken_from_rest() -> None:
    async with Rig() as rig:
        rig.fake.refuse_dials = 1_000_000
        await rig.open(streaming=False)
        await rig.fake.publish(rig.candle(0, closed=False), ws=False)
        rig.clock.at = START + 30_000
        await rig.until(lambda: rig.fake.count("ticker/24hr") >= 3)
        asyncio.get_running_loop().call_later(0.2, setattr, rig.clock, "at", START + MINUTE + 4_000)
        assert rig.candles() == []
        await rig.fake.publish(rig.candle(0), ws=False)
        await rig.until(rig.candles)
        assert rig.candles()[0].close == float(rig.candle(0).close)


async def test_the_exchange_goes_away_and_comes_back() -> None:
    async with Rig() as rig:
        await rig.open()
        await rig.minute(0)
        await rig.until(rig.candles)
        await rig.fake.stop()
        await rig.until(lambda: rig.connection == "down")
        assert rig.statuses[-1].key in ("err-exchange-unreachable", "err-exchange-timeout")
        for number in (1, 2, 3):
            await rig.minute(number)
        await rig.fake.start()
        rig.feed._retry.breaker.succeeded()
        await rig.streaming()
        await rig.until(lambda: rig.numbers() == [0, 1, 2, 3])


async def test_pairs_come_and_go_while_running() -> None:
    async with Rig("BTC", "ETH") as rig:
        await rig.open()
        await rig.minute(0, "BTC", "ETH")
        await rig.feed.add(Symbol("SOL"))
        await rig.feed.add(Symbol("SOL"))
        await rig.streaming()
        assert rig.fake.dials == 1
        await rig.minute(1, "BTC", "ETH", "SOL")
        await rig.until(lambda: len(rig.of(type(rig.candles()[0]))) == 5)
        await rig.feed.remove(Symbol("ETH"))
        await rig.feed.remove(Symbol("ADA"))
        await rig.until(lambda: not rig.fake.subscribers("ethusdt@kline_1m"))
        await rig.minute(2, "BTC", "ETH", "SOL")
        await rig.until(lambda: rig.numbers("BTC") == [0, 1, 2] and rig.numbers("SOL") == [1, 2])
        assert rig.numbers("ETH") == [0, 1]
        await rig.feed.add(Symbol("ETH"))
        await rig.streaming()
        await rig.minute(3, "BTC", "ETH", "SOL")
        await rig.until(lambda: rig.numbers("ETH") == [0, 1, 3])
        await rig.drop()
        await rig.minute(4, "BTC", "ETH", "SOL")
        await rig.until(lambda: rig.numbers("ETH") == [0, 1, 3, 4] and rig.numbers("SOL") == [1, 2, 3, 4])


async def test_an_unlisted_pair_is_refused_with_near_names_and_changes_nothing() -> None:
    async with Rig() as rig:
        await rig.open()
        with pytest.raises(InvalidInput) as caught:
            await rig.feed.add(Symbol("BTTC"))
        assert caught.value.key == "err-symbol-unlisted-near"
        assert "BTC/USDT" in str(caught.value.params["near"])
        await rig.minute(0)
        await rig.until(rig.candles)
        assert list(rig.feed.followers) == ["BTC/USDT"]


async def test_elsewhere_a_candle_closes_when_the_next_begins_and_rest_confirms_it() -> None:
    async with Rig(closed_flag=False) as rig:
        await rig.open()
        await rig.fake.publish(rig.candle(0, closed=False, close=rig.candle(0).open), rest=False)
        await rig.fake.publish(rig.candle(0), ws=False)
        rig.clock.at = START + MINUTE + 10
        await rig.until(rig.ticks)
        assert rig.candles() == []
        await rig.fake.publish(rig.candle(1, closed=False))
        await rig.until(rig.candles)
        assert rig.candles()[0].close == float(rig.candle(0).close)


async def test_elsewhere_the_websocket_is_believed_when_rest_stays_away() -> None:
    async with Rig(closed_flag=False, pace=replace(FAST, patience=0.2)) as rig:
        await rig.open()
        rig.fake.fail(500, path="klines", times=10_000)
        await rig.fake.publish(rig.candle(0, closed=False))
        rig.clock.at = START + MINUTE + 10
        await rig.fake.publish(rig.candle(1, closed=False))
        await rig.until(rig.candles)
        assert rig.feed.counts["unconfirmed"] == 1


@pytest.mark.parametrize("lacking", [("watchOHLCVForSymbols",), ("watchOHLCVForSymbols", "watchOHLCV")])
async def test_elsewhere_less_is_enough(lacking: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    def poorer(*args: Any) -> Any:
        client = make_client(*args)
        for ability in lacking:
            client.has[ability] = False
        return client

    monkeypatch.setattr("engine.market.exchange.make_client", poorer)
    async with Rig("BTC", "ETH", closed_flag=False) as rig:
        streams = "watchOHLCV" not in lacking
        await rig.open(streaming=streams)
        await rig.until(lambda: rig.connection == "ok")
        for number in range(3):
            await rig.minute(number, "BTC", "ETH", ws=False)
            for symbol in ("BTC", "ETH"):
                await rig.fake.publish(rig.candle(number + 1, symbol, closed=False))
            rig.clock.at += 0 if streams else 4_000
            await rig.until(lambda seen=number: len(rig.candles("BTC")) == len(rig.candles("ETH")) == seen + 1)
            if number == 1 and streams:
                await rig.drop()
        assert rig.numbers("BTC") == rig.numbers("ETH") == [0, 1, 2]
        assert len(rig.ticks("ETH")) >= 3 or not streams


async def test_a_lost_closing_word_is_noticed_when_the_next_candle_begins() -> None:
    async with Rig() as rig:
        await rig.open()
        await rig.minute(0, ws=False)
        await rig.fake.publish(rig.candle(1, closed=False))
        await rig.until(rig.candles)  # the clock has not moved: no grace has passed
        assert rig.numbers() == [0]


async def test_it_can_be_opened_again() -> None:
    async with Rig() as rig:
        await rig.open()
        await rig.feed.close()
        await rig.until(lambda: rig._listening is not None and rig._listening.done())
        await rig.open()
        await rig.minute(0)
        await rig.until(rig.candles)


async def test_closing_ends_the_items_and_leaves_nothing_behind() -> None:
    async with Rig() as rig:
        await rig.open()
        before = {task for task in asyncio.all_tasks() if task.get_name().startswith("exchange")}
        assert before
        await rig.feed.close()
        await rig.feed.close()
        assert not any(task.get_name().startswith("exchange") for task in asyncio.all_tasks())
        await rig.until(lambda: not rig.fake.connections)

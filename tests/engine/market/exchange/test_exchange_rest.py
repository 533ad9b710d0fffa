"""The REST side and its faults, with the real ccxt client against a real local socket."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from decimal import Decimal
from typing import Any

import pytest

from engine.core.errors import HaiDangError, InvalidInput, Operational, Temporary
from engine.core.modes import Connection
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.market.exchange import ExchangeFeed
from engine.market.exchange_client import addresses, redirect
from engine.market.retry import Throttled
from engine.settings import Settings
from tests.fakes.binance_rig import FAST, MINUTE, START, Rig, quick_retry, settings_for

BTC = Symbol("BTC")


class Naps:
    """A sleep that takes no time and is remembered."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self.at = 0.0

    async def __call__(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds
        await asyncio.sleep(0)

    def now(self) -> float:
        return self.at


@pytest.fixture
async def rig() -> AsyncIterator[Rig]:
    async with Rig(live=False) as made:
        yield made


async def pages(rig: Rig, start: int, end: int | None = None) -> list[int]:
    found: list[int] = []
    async for page in rig.feed.history(BTC, Timeframe("1m"), start, end):
        found.extend(page.timestamp.tolist())
    return found


async def test_instruments_have_the_exchange_s_own_steps(rig: Rig) -> None:
    await rig.open(streaming=False)
    instrument = rig.feed.instrument(BTC)
    assert (instrument.tick_size, instrument.lot_size) == (Decimal("0.01"), Decimal("0.00001"))
    assert (instrument.min_notional, instrument.min_lots) == (Decimal(5), 1)


async def test_only_few_markets_are_asked_for_and_only_here(rig: Rig) -> None:
    await rig.open(streaming=False)
    assert [name for name, _ in rig.fake.requests] == ["exchangeInfo", "time"]
    assert json.loads(rig.fake.requests[0][1]["symbols"]) == ["BTCUSDT"]
    assert rig.feed._keeper is not None
    text = json.dumps(rig.feed._keeper.rest.client.urls["api"])
    assert text.count("://") == text.count("://127.0.0.1:")


def test_either_address_draws_the_other_along() -> None:
    assert addresses(None, None) == (None, None)
    assert addresses("http://127.0.0.1:1/", None) == ("http://127.0.0.1:1", "ws://127.0.0.1:1")
    assert addresses(None, "wss://example.org") == ("https://example.org", "wss://example.org")
    assert addresses("http://127.0.0.1:1/api/v3", "ws://127.0.0.1:2") == ("http://127.0.0.1:1", "ws://127.0.0.1:2")
    with pytest.raises(InvalidInput):
        addresses("127.0.0.1:9002", None)
    tree = {"a": "https://x.org/v1", "b": {"c": ["wss://y.org:9/ws"]}, "d": None}
    assert redirect(tree, "http://h", "ws://h") == {"a": "http://h/v1", "b": {"c": ["ws://h/ws"]}, "d": None}


@pytest.mark.parametrize(("name", "near"), [("binanse", "binance"), ("krakn", "kraken"), ("zzzzzz", "binance")])
async def test_an_unknown_exchange_is_refused_with_a_suggestion(name: str, near: str) -> None:
    feed = ExchangeFeed(Settings(exchange=name))
    with pytest.raises(InvalidInput) as caught:
        await feed.open([BTC], Timeframe("1m"))
    assert caught.value.key == "err-exchange-unknown"
    assert near in str(caught.value.params["near"])


@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_a_proxy_is_used_for_everything(rig: Rig, scheme: str) -> None:
    feed = ExchangeFeed(
        settings_for(rig.fake, exchange_proxy=f"{scheme}://127.0.0.1:9"), pace=FAST, retry=quick_retry(attempts=1)
    )
    await feed.open([BTC], Timeframe("1m"))
    assert rig.fake.requests == []
    await feed.close()


async def test_an_unlisted_pair_at_the_start_is_refused(rig: Rig) -> None:
    with pytest.raises(InvalidInput) as caught:
        await rig.feed.open([BTC, Symbol("XPR")], Timeframe("1m"))
    assert (caught.value.key, caught.value.params["symbol"]) == ("err-symbol-unlisted-near", "XPR/USDT")
    assert "XRP/USDT" in str(caught.value.params["near"])


async def test_history_comes_in_pages_closed_and_in_order(rig: Rig) -> None:
    rig.fake.market.scripted.clear()
    rig.clock.at = START + 30_000
    await rig.open(streaming=False)
    found = await pages(rig, START - 2_500 * MINUTE)
    assert found == list(range(START - 2_500 * MINUTE, START, MINUTE))
    assert rig.fake.count("klines") == 3
    assert await pages(rig, START - 10 * MINUTE + 1, START - 5 * MINUTE) == [START - n * MINUTE for n in (9, 8, 7, 6)]
    assert await pages(rig, START + MINUTE) == []


async def test_history_passes_over_rows_that_are_no_candles(rig: Rig) -> None:
    await rig.open(streaming=False)
    rows = [rig.candle(number).row() for number in (-3, -2, -1)]
    rows[1][4] = "NaN"
    rig.fake.fail(body=json.dumps(rows), path="klines")
    assert await pages(rig, START - 3 * MINUTE) == [START - 3 * MINUTE, START - MINUTE]
    assert rig.feed.counts["history"] == 1


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 500}, {"status": 502, "body": "<html>"}, {"status": 503, "body": '{"code":-1001,"msg":"Internal"}'},
        {"body": "not json"}, {"body": "null"}, {"body": "{}"}, {"body": "[[1]]"}, {"body": '[["a",1,2,3,4,5]]'},
        {"status": 429, "headers": {"Retry-After": "0"}},
    ],
)  # fmt: skip
async def test_what_may_pass_is_asked_again(rig: Rig, fault: dict[str, Any]) -> None:
    await rig.open(streaming=False)
    rig.fake.fail(path="klines", **fault)
    assert len(await pages(rig, START - 5 * MINUTE)) == 5
    assert rig.fake.count("klines") == 2


async def test_a_silent_exchange_is_a_timeout(rig: Rig) -> None:
    await rig.open(streaming=False)
    assert rig.feed._keeper is not None
    rig.feed._keeper.rest.client.timeout = 100
    rig.fake.fail(path="klines", delay=0.6)
    assert len(await pages(rig, START - 5 * MINUTE)) == 5
    rig.fake.fail(path="klines", delay=0.6, times=9)
    with pytest.raises(Temporary) as caught:
        await pages(rig, START - 5 * MINUTE)
    assert caught.value.key == "err-exchange-timeout"


@pytest.mark.parametrize(("status", "header", "wait"), [(429, "7", 7.0), (418, "9", 9.0), (429, None, 10.0)])
async def test_the_wait_that_the_exchange_asks_for_is_kept(status: int, header: str | None, wait: float) -> None:
    naps = Naps()
    async with Rig(live=False, retry=quick_retry(now=naps.now, sleep=naps, patience=30.0)) as rig:
        await rig.open(streaming=False)
        headers = {"Retry-After": header} if header else {}
        rig.fake.fail(status, path="klines", headers=headers)
        assert len(await pages(rig, START - 5 * MINUTE)) == 5
        assert naps.slept == [wait]


async def test_a_long_wait_is_told_and_nothing_is_asked_meanwhile() -> None:
    naps = Naps()
    async with Rig(live=False, retry=quick_retry(now=naps.now, sleep=naps)) as rig:
        await rig.open(streaming=False)
        rig.fake.fail(418, path="klines", headers={"Retry-After": "300"})
        with pytest.raises(Throttled) as caught:
            await pages(rig, START - 5 * MINUTE)
        assert caught.value.wait == 300
        asked = len(rig.fake.requests)
        with pytest.raises(Temporary) as again:
            await rig.feed.tickers()
        assert again.value.key == "err-exchange-resting"
        assert len(rig.fake.requests) == asked
        naps.at += 301
        assert await rig.feed.tickers()


@pytest.mark.parametrize("status", [403, 451])
async def test_a_block_is_told_apart_and_not_repeated(rig: Rig, status: int) -> None:
    await rig.open(streaming=False)
    rig.fake.fail(status, body="<html>blocked</html>", path="klines", times=100)
    with pytest.raises(Operational) as caught:
        await pages(rig, START - 5 * MINUTE)
    assert (caught.value.key, caught.value.params["status"]) == ("err-exchange-blocked", status)
    assert rig.fake.count("klines") == 1


async def test_a_block_from_the_start_is_said_and_hardly_asked_again() -> None:
    async with Rig() as rig:
        rig.fake.fail(451, body="Service unavailable from a restricted location", times=1_000)
        await rig.open(streaming=False)
        await rig.until(lambda: rig.statuses)
        assert rig.statuses[-1].connection is Connection.DOWN
        assert rig.statuses[-1].key == "err-exchange-blocked"
        await asyncio.sleep(0.6)
        assert 1 <= len(rig.fake.requests) <= 1 + FAST.blocked_tries + 1
        assert rig.fake.dials == 0


async def test_the_breaker_spares_an_exchange_that_keeps_failing() -> None:
    async with Rig(live=False, retry=quick_retry(attempts=20, patience=0.5)) as rig:
        await rig.open(streaming=False)
        rig.fake.fail(500, path="klines", times=1_000)
        with pytest.raises(Temporary):
            await pages(rig, START - 5 * MINUTE)
        assert rig.fake.count("klines") == 5
        with pytest.raises(Temporary) as caught:
            await pages(rig, START - 5 * MINUTE)
        assert caught.value.key == "err-exchange-resting"
        assert rig.fake.count("klines") == 5


async def test_without_a_network_the_feed_opens_says_so_and_recovers_by_itself() -> None:
    async with Rig() as rig:
        await rig.fake.stop()
        await rig.open(streaming=False)
        await rig.until(lambda: rig.connection == "down")
        assert rig.statuses[-1].key == "err-exchange-unreachable"
        with pytest.raises(Temporary) as caught:
            rig.feed.instrument(BTC)
        assert caught.value.key == "err-exchange-no-markets"
        with pytest.raises(HaiDangError):
            await pages(rig, START - 5 * MINUTE)
        await rig.fake.start()
        rig.feed._retry.breaker.succeeded()
        await rig.streaming()
        await rig.minute(0)
        await rig.until(rig.candles)
        assert rig.connection == "ok"
        assert rig.feed.instrument(BTC).symbol == BTC


async def test_a_pair_found_unlisted_later_is_dropped_with_a_word() -> None:
    async with Rig("BTC", "BTTC") as rig:
        rig.fake.market.scripted.clear()
        rig.fake.fail(503, path="exchangeInfo")
        await rig.open(streaming=False)
        await rig.until(lambda: any(each.key == "err-symbol-unlisted-near" for each in rig.statuses))
        await rig.streaming()
        assert list(rig.feed.followers) == [BTC]


@pytest.mark.parametrize("skew", [30_000, -30_000])
async def test_a_clock_that_is_off_is_told_and_corrected_for(skew: int) -> None:
    async with Rig() as rig:
        rig.fake.skew = skew
        await rig.open()
        await rig.until(lambda: any(each.key == "feed-exchange-clock" for each in rig.statuses))
        told = next(each for each in rig.statuses if each.key == "feed-exchange-clock")
        assert told.connection is Connection.OK
        assert abs(float(str(told.params["seconds"])) - skew / 1000) < 1
        assert abs(rig.feed.now() - rig.fake.now()) < 1_000
        await rig.minute(0)
        await rig.until(rig.candles)


async def test_rest_in_trouble_while_the_stream_is_well_is_degraded_and_passes() -> None:
    async with Rig() as rig:
        await rig.open()
        rig.fake.fail(503, times=3)
        with pytest.raises(Temporary):
            await rig.feed._opened.rest.tickers([BTC], patient=False)
        await rig.until(lambda: rig.connection == "degraded")
        await rig.minute(0)
        await rig.until(rig.candles)
        await rig.until(lambda: rig.connection == "ok")


async def test_tickers(rig: Rig) -> None:
    await rig.open(streaming=False)
    (ticker,) = await rig.feed.tickers()
    assert ticker.symbol == BTC
    assert ticker.low <= ticker.price <= ticker.high
    rig.fake.fail(body='[{"symbol":"BTCUSDT","lastPrice":"NaN"}]', path="24hr")
    assert await rig.feed.tickers() == []

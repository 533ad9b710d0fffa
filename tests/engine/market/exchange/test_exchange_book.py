"""Order books, with the real ccxt client against a real local socket."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

import pytest

from engine.core.candles import OrderBook
from engine.core.errors import HaiDangError, Operational, Temporary
from engine.core.symbols import Symbol
from engine.market.demo import DemoFeed
from engine.market.exchange_book import OrderBooks, book_of
from engine.market.feed import BookFeed
from tests.fakes.binance_rig import Rig

BTC, ETH = Symbol("BTC"), Symbol("ETH")
Side = list[list[object]]


@pytest.fixture
async def rig() -> AsyncIterator[Rig]:
    async with Rig(live=False) as made:
        await made.open(streaming=False)
        yield made


class Stopped:
    """A clock that only the test moves."""

    at = 100.0

    def __call__(self) -> float:
        return self.at


def told(bids: Side, asks: Side) -> str:
    return json.dumps({"lastUpdateId": 7, "bids": bids, "asks": asks})


async def test_the_best_prices_come_first_on_both_sides(rig: Rig) -> None:
    rig.fake.fail(body=told([["100", "1"], ["99", "2"]], [["101.5", "0.5"], ["102", "4"]]), path="depth")
    book = await rig.feed.order_book(BTC, 20)
    assert book == OrderBook(BTC, ((100.0, 1.0), (99.0, 2.0)), ((101.5, 0.5), (102.0, 4.0)))


async def test_as_many_prices_are_asked_for_as_are_wanted(rig: Rig) -> None:
    book = await rig.feed.order_book(BTC, 5)
    assert book is not None
    assert (len(book.bids), len(book.asks)) == (5, 5)
    assert book.bids[0][0] > book.bids[-1][0]
    assert book.asks[0][0] < book.asks[-1][0]
    asked = [query for path, query in rig.fake.requests if path == "depth"]
    assert [(each["symbol"], each["limit"]) for each in asked] == [("BTCUSDT", "5")]


async def test_many_who_look_at_once_are_one_question(rig: Rig) -> None:
    clock = Stopped()
    rig.feed._books = OrderBooks(clock)
    books = await asyncio.gather(*(rig.feed.order_book(BTC, 20) for _ in range(20)))
    assert rig.fake.count("depth") == 1
    assert all(book is books[0] for book in books)
    await rig.feed.order_book(ETH, 20)
    assert rig.fake.count("depth") == 2
    clock.at += 1.0
    await rig.feed.order_book(BTC, 20)
    assert rig.fake.count("depth") == 3


async def test_a_pair_that_is_not_followed_is_looked_up_alone(rig: Rig) -> None:
    assert await rig.feed.order_book(Symbol("SOL"), 5)
    asked = [query.get("symbols", "") for path, query in rig.fake.requests if path == "exchangeInfo"]
    assert all(asked)


@pytest.mark.parametrize(
    ("status", "kind", "key"),
    [
        (503, Temporary, "err-exchange-failing"),
        (429, Temporary, "err-exchange-busy"),
        (451, Operational, "err-exchange-blocked"),
    ],
)
async def test_a_refusal_is_told_at_once_and_not_kept(
    rig: Rig, status: int, kind: type[HaiDangError], key: str
) -> None:
    rig.fake.fail(status, path="depth", headers={"Retry-After": "0"})
    with pytest.raises(kind) as caught:
        await rig.feed.order_book(BTC, 20)
    assert caught.value.key == key
    assert rig.fake.count("depth") == 1
    assert await rig.feed.order_book(BTC, 20)


@pytest.mark.parametrize(
    "body",
    [
        "null",
        "not json",
        "[]",
        told([["NaN", "1"]], []),
        told([["-1", "1"]], []),
        told([["100", "-1"]], []),
        told([["100", "1"]], [["99", "1"]]),
    ],
)
async def test_garbage_is_not_a_book(rig: Rig, body: str) -> None:
    rig.fake.fail(body=body, path="depth")
    with pytest.raises(Temporary) as caught:
        await rig.feed.order_book(BTC, 20)
    assert caught.value.key == "err-exchange-answer"


def test_prices_without_anything_behind_them_are_left_out() -> None:
    raw = {"bids": [[99.0, 0.0], [98.0, 1.0]], "asks": []}
    assert book_of(BTC, raw, 20) == OrderBook(BTC, ((98.0, 1.0),), ())


async def test_an_exchange_without_books_has_none(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(rig.feed._opened.rest.client.has, "fetchOrderBook", False)
    assert await rig.feed.order_book(BTC, 20) is None


def test_only_an_exchange_shows_a_book(rig: Rig) -> None:
    assert isinstance(rig.feed, BookFeed)
    assert not isinstance(DemoFeed(), BookFeed)

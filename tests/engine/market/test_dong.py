"""Prices in dong: from a table somebody else keeps, believed with care, and left out when it is not known."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web

from engine.core.clocks import MarketClock
from engine.market.dong import DongRate, rate_in
from engine.settings import Settings

AT = 1_790_000_000
TABLE = {"result": "success", "time_last_update_unix": AT, "rates": {"USD": 1, "VND": 25_450.5}}


@asynccontextmanager
async def table(answer: Any, status: int = 200) -> AsyncIterator[str]:
    async def serve(_: web.Request) -> web.Response:
        return web.json_response(answer, status=status)

    app = web.Application()
    app.router.add_get("/latest/USD", serve)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}/latest/USD"
    finally:
        await runner.cleanup()


async def asked(url: str, clock: MarketClock) -> tuple[DongRate, float]:
    """One look at the table, and how long it rests then."""
    rested: asyncio.Queue[float] = asyncio.Queue()

    async def rest(seconds: float) -> None:
        await rested.put(seconds)
        await asyncio.Event().wait()

    rate = DongRate(Settings(usd_vnd_url=url), clock, sleep=rest)
    running = asyncio.create_task(rate.run())
    seconds = await asyncio.wait_for(rested.get(), 10)
    running.cancel()
    return rate, seconds


async def test_the_table_is_asked_and_named() -> None:
    async with table(TABLE) as url:
        rate, rest = await asked(url, MarketClock(AT * 1000 + 60_000))
    now = rate.now()
    assert now is not None
    assert (now.value, now.source, now.at) == (25_450.5, "127.0.0.1", AT * 1000)
    assert rest == 6 * 3600


async def test_an_old_rate_is_left_out() -> None:
    clock = MarketClock(AT * 1000)
    async with table(TABLE) as url:
        rate, _ = await asked(url, clock)
    clock.advance(AT * 1000 + 7 * 86_400_000)
    assert rate.now() is not None
    clock.advance(clock.now() + 1)
    assert rate.now() is None


@pytest.mark.parametrize(("answer", "status"), [(TABLE, 503), ({"result": "error"}, 200), ([], 200), ("x", 200)])
async def test_a_table_out_of_order_is_asked_again_soon(answer: Any, status: int) -> None:
    async with table(answer, status) as url:
        rate, rest = await asked(url, MarketClock(AT * 1000))
    assert rate.now() is None
    assert rest == 15 * 60


@pytest.mark.parametrize("value", [0, -1, 25, 2.5e9, "NaN", None])
def test_nonsense_is_not_believed(value: Any) -> None:
    with pytest.raises(ValueError, match="rate"):
        rate_in({"time_last_update_unix": AT, "rates": {"VND": value}}, "x")


def test_a_number_of_ones_own_needs_no_table_and_off_shows_none() -> None:
    own = DongRate(Settings(usd_vnd="25000"), MarketClock(0)).now()
    assert own is not None
    assert (own.value, own.source, own.at) == (25_000.0, "settings", None)
    assert DongRate(Settings(usd_vnd="off"), MarketClock(0)).now() is None
    assert DongRate(Settings(), MarketClock(0)).now() is None

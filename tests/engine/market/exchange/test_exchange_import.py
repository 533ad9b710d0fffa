"""What is loaded when, and the local exchange as a program."""

from __future__ import annotations

import asyncio
import subprocess
import sys

from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.market.exchange import ExchangeFeed
from engine.settings import Settings


def test_importing_the_market_room_stays_light() -> None:
    code = (
        "import sys, engine.market, engine.market.exchange, engine.market.download, engine.market.retry;"
        "print([name for name in ('ccxt', 'aiohttp', 'pandas', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


async def test_the_local_exchange_runs_as_a_program() -> None:
    command = [sys.executable, "-m", "tests.fakes.binance", "--speed", "600", "--every", "0.05"]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    try:
        assert process.stdout is not None
        lines = [(await process.stdout.readline()).decode().split() for _ in range(2)]
        api, ws = lines[0][1], lines[1][1]
        feed = ExchangeFeed(Settings(exchange_api_url=api, exchange_ws_url=ws))
        await feed.open([Symbol("BTC"), Symbol("ETH")], Timeframe("1m"))
        seen: set[str] = set()
        async with asyncio.timeout(20):
            async for item in feed.items():
                seen.add(type(item).__name__)
                if {"Candle", "Tick", "FeedStatus"} <= seen:
                    break
        await feed.close()
    finally:
        process.terminate()
        await process.wait()

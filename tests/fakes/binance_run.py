"""The local exchange as a program: a market that moves by itself, to be watched by a person."""

# ruff: noqa: T201
from __future__ import annotations

import argparse
import asyncio
import contextlib
import random
import time

from tests.fakes.binance import FakeBinance
from tests.fakes.binance_market import INTERVALS


class FastClock:
    """Market time that starts now and runs ``speed`` times as fast."""

    def __init__(self, speed: float) -> None:
        self.speed, self.start, self.at = speed, time.time_ns() // 1_000_000, time.monotonic()

    def __call__(self) -> int:
        return self.start + int((time.monotonic() - self.at) * 1000 * self.speed)


class Mover:
    """Sends to each listened stream what happened since it last looked, in order."""

    def __init__(self, server: FakeBinance, every: float = 0.25) -> None:
        self.server, self.every = server, every
        self.last = server.now()

    async def run(self) -> None:
        while True:
            await asyncio.sleep(self.every)
            await self.step()

    async def step(self) -> None:
        now, before = self.server.now(), self.last
        self.last = now
        for stream in sorted({name for each in self.server.connections for name in each.streams}):
            symbol, _, kind = stream.partition("@")
            if symbol.upper() not in self.server.market.listings:
                continue
            if kind.startswith("kline_") and kind[6:] in INTERVALS:
                await self._klines(stream, symbol.upper(), kind[6:], before, now)
            elif kind == "miniTicker":
                await self.server.mini_ticker(symbol.upper())

    async def _klines(self, stream: str, symbol: str, interval: str, before: int, now: int) -> None:
        length, market = INTERVALS[interval], self.server.market
        for open_time in range(before - before % length, now + 1, length):
            kline = market.moving(symbol, interval, open_time, until=now)
            await self.server.broadcast(stream, kline.frame(min(now, kline.close_time + 1)))


async def _trouble(server: FakeBinance, every: float) -> None:
    """Something goes wrong about once in ``every`` seconds."""
    kinds = {
        "drop": server.drop, "half-open": server.half_open, "503": lambda: server.fail(503, times=3),
        "429": lambda: server.fail(429, headers={"Retry-After": "2"}),
        "malformed": lambda: asyncio.ensure_future(_malformed(server)),
    }  # fmt: skip
    while True:
        await asyncio.sleep(random.expovariate(1 / every))
        kind = random.choice(sorted(kinds))
        print(f"{time.strftime('%H:%M:%S')} trouble: {kind}", flush=True)
        kinds[kind]()


async def _malformed(server: FakeBinance) -> None:
    for connection in list(server.connections):
        await connection.send('{"e":"kline","k":{')


async def serve(args: argparse.Namespace) -> None:
    server = FakeBinance(clock=FastClock(args.speed))
    await server.start(*dict.fromkeys([args.port, args.ws_port or args.port]))
    print(f"REST      {server.api_url}\nwebsocket {server.ws_url}\nspeed     {args.speed:g}x", flush=True)
    print(f"MARKET=exchange EXCHANGE_API_URL={server.api_url} EXCHANGE_WS_URL={server.ws_url}", flush=True)
    jobs = [Mover(server, args.every).run()] + ([_trouble(server, args.trouble)] if args.trouble else [])
    try:
        await asyncio.gather(*jobs)
    finally:
        await server.stop()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fakes.binance", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="REST and websocket; 0 takes a free one")
    parser.add_argument("--ws-port", type=int, default=0, help="a second port, which answers both as well")
    parser.add_argument("--speed", type=float, default=1.0, help="times faster than real time")
    parser.add_argument("--every", type=float, default=0.25, help="seconds between updates")
    parser.add_argument("--trouble", type=float, default=0.0, help="a fault about every so many seconds")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(parser.parse_args()))

"""A local exchange that speaks Binance spot: REST, kline and miniTicker streams, and faults on request.

By hand: ``python -m tests.fakes.binance --port 9002 --ws-port 9003 --speed 60``.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable

from aiohttp import WSMsgType, web

from tests.fakes.binance_line import Connection, Fault
from tests.fakes.binance_market import INTERVALS, FakeMarket, Kline


class FakeBinance:
    """The server. ``clock`` gives its market time; ``skew`` is how far its clock is off, in milliseconds."""

    def __init__(self, market: FakeMarket | None = None, clock: Callable[[], int] | None = None) -> None:
        self.market = market or FakeMarket()
        self.clock = clock or (lambda: time.time_ns() // 1_000_000)
        self.skew = 0
        self.faults: list[Fault] = []
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.connections: list[Connection] = []
        self.dials = 0
        self.refuse_dials = 0
        self.refuse_status = 503
        self.acknowledge = True
        self.urls: list[str] = []
        self._runner: web.AppRunner | None = None
        self._ports: list[int] = []

    # --- life -------------------------------------------------------------------------------------------------------
    async def start(self, *ports: int) -> FakeBinance:
        """Listen on ``ports`` (one free port by default; the former ones after a stop)."""
        app = web.Application()
        app.router.add_get("/api/v3/{name:.+}", self._rest)
        app.router.add_get("/stream/ws/{number}", self._websocket)
        app.router.add_get("/stream/ws", self._websocket)
        app.router.add_get("/ws/{number}", self._websocket)
        app.router.add_get("/ws", self._websocket)
        app.router.add_get("/stream", self._websocket)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        wanted = list(ports) or self._ports or [0]
        self._ports = []
        for port in wanted:
            site = web.TCPSite(self._runner, "127.0.0.1", port, reuse_address=True)
            await site.start()
            self._ports.append(self._runner.addresses[-1][1])
        self.urls = [f"127.0.0.1:{port}" for port in self._ports]
        return self

    async def stop(self) -> None:
        """Close everything; ``start`` again listens on the same ports."""
        self.drop()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> FakeBinance:
        return await self.start()

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def api_url(self) -> str:
        return f"http://{self.urls[0]}"

    @property
    def ws_url(self) -> str:
        return f"ws://{self.urls[-1]}"

    def now(self) -> int:
        return self.clock() + self.skew

    def count(self, name: str) -> int:
        """How often a REST path was asked."""
        return sum(1 for path, _ in self.requests if path == name)

    # --- faults -----------------------------------------------------------------------------------------------------
    def fail(self, status: int = 200, body: str | None = None, **more: object) -> None:
        """Queue a fault for REST."""
        self.faults.append(Fault(status, body, **more))  # type: ignore[arg-type]

    def drop(self) -> None:
        """Cut all websockets without a goodbye."""
        for connection in self.connections:
            connection.dead = True
            transport = connection.socket._req.transport if connection.socket._req is not None else None
            if transport is not None:
                transport.abort()
        self.connections.clear()

    def half_open(self) -> None:
        """All websockets stay open and carry nothing any more, not even pongs."""
        for connection in self.connections:
            connection.dead = True

    # --- REST -------------------------------------------------------------------------------------------------------
    async def _rest(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        query = dict(request.query)
        self.requests.append((name, query))
        fault = next((each for each in self.faults if name.endswith(each.path)), None)
        if fault is not None:
            fault.times -= 1
            if fault.times <= 0:
                self.faults.remove(fault)
            await asyncio.sleep(fault.delay)
            if fault.body is not None or fault.status != 200:
                text = fault.body if fault.body is not None else json.dumps({"code": -1001, "msg": "fault"})
                return web.Response(
                    status=fault.status, text=text, headers=fault.headers, content_type="application/json"
                )
        answer = getattr(self, "_get_" + name.replace("/", "_").lower(), None)
        if answer is None:
            return _error(404, -1, "no such path")
        return answer(query)  # type: ignore[no-any-return]

    def _get_ping(self, query: dict[str, str]) -> web.Response:
        return web.json_response({})

    def _get_time(self, query: dict[str, str]) -> web.Response:
        return web.json_response({"serverTime": self.now()})

    def _get_exchangeinfo(self, query: dict[str, str]) -> web.Response:
        wanted = self._wanted(query)
        if wanted is None:
            return _error(400, -1121, "Invalid symbol.")
        body = {
            "timezone": "UTC", "serverTime": self.now(), "exchangeFilters": [],
            "rateLimits": [
                {"rateLimitType": "REQUEST_WEIGHT", "interval": "MINUTE", "intervalNum": 1, "limit": 6000},
            ],
            "symbols": [self.market.listings[each].info() for each in wanted],
        }  # fmt: skip
        return web.json_response(body)

    def _get_klines(self, query: dict[str, str]) -> web.Response:
        symbol, interval = query.get("symbol", ""), query.get("interval", "")
        if symbol not in self.market.listings:
            return _error(400, -1121, "Invalid symbol.")
        if interval not in INTERVALS:
            return _error(400, -1120, "Invalid interval.")
        start, end = (int(query[key]) if key in query else None for key in ("startTime", "endTime"))
        limit = min(int(query.get("limit", 500)), 1000)
        found = self.market.klines(symbol, interval, start, end, limit, self.now())
        return web.json_response([each.row() for each in found], headers={"X-MBX-USED-WEIGHT-1M": "2"})

    def _get_ticker_price(self, query: dict[str, str]) -> web.Response:
        return self._tickers(query, lambda each: {"symbol": each, "price": self._price(each)})

    def _get_ticker_24hr(self, query: dict[str, str]) -> web.Response:
        return self._tickers(query, self._day)

    def _get_depth(self, query: dict[str, str]) -> web.Response:
        symbol = query.get("symbol", "")
        if symbol not in self.market.listings:
            return _error(400, -1121, "Invalid symbol.")
        limit = min(int(query.get("limit", 100)), 5_000)
        price = float(self._price(symbol))
        bids, asks = (
            [[self.market.text(symbol, price * (1 + side * n * 1e-4)), f"{n / 4:.8f}"] for n in range(1, limit + 1)]
            for side in (-1, 1)
        )
        return web.json_response({"lastUpdateId": self.now(), "bids": bids, "asks": asks})

    def _tickers(self, query: dict[str, str], make: Callable[[str], dict[str, object]]) -> web.Response:
        wanted = self._wanted(query)
        if wanted is None:
            return _error(400, -1121, "Invalid symbol.")
        return web.json_response(make(wanted[0]) if "symbol" in query else [make(each) for each in wanted])

    def _wanted(self, query: dict[str, str]) -> list[str] | None:
        wanted = (
            json.loads(query["symbols"]) if "symbols" in query else [query["symbol"]] if "symbol" in query else None
        )
        if wanted is None:
            return list(self.market.listings)
        return wanted if all(each in self.market.listings for each in wanted) else None

    def _price(self, symbol: str) -> str:
        rows = next((rows for (each, _), rows in self.market.scripted.items() if each == symbol and rows), None)
        return rows[max(rows)].close if rows else self.market.text(symbol, self.market.price(symbol, self.now()))

    def _day(self, symbol: str) -> dict[str, object]:
        now, price = self.now(), self._price(symbol)
        before = self.market.text(symbol, self.market.price(symbol, now - 86_400_000))
        change = (float(price) / float(before) - 1) * 100
        return {
            "symbol": symbol, "priceChange": f"{float(price) - float(before):.8f}",
            "priceChangePercent": f"{change:.3f}", "weightedAvgPrice": price, "prevClosePrice": before,
            "lastPrice": price, "lastQty": "1", "bidPrice": price, "bidQty": "1", "askPrice": price, "askQty": "1",
            "openPrice": before, "highPrice": max(price, before, key=float), "lowPrice": min(price, before, key=float),
            "volume": "1000.00000000", "quoteVolume": f"{1000 * float(price):.8f}", "openTime": now - 86_400_000,
            "closeTime": now, "firstId": 1, "lastId": 10, "count": 10,
        }  # fmt: skip

    # --- websocket --------------------------------------------------------------------------------------------------
    async def _websocket(self, request: web.Request) -> web.StreamResponse:
        self.dials += 1
        if self.refuse_dials > 0:
            self.refuse_dials -= 1
            return web.Response(status=self.refuse_status)
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        connection = Connection(socket)
        connection.combined = request.path == "/stream"
        connection.streams.update(each for each in request.query.get("streams", "").split("/") if each)
        number = request.match_info.get("number", "")
        if "@" in number:
            connection.streams.add(number)
        self.connections.append(connection)
        try:
            async for message in socket:
                if connection.dead:
                    continue
                if message.type is WSMsgType.PING:
                    await socket.pong(message.data)
                elif message.type is WSMsgType.TEXT:
                    await self._order(connection, json.loads(message.data))
        finally:
            if connection in self.connections:
                self.connections.remove(connection)
        return socket

    async def _order(self, connection: Connection, order: dict[str, object]) -> None:
        method, names = order.get("method"), order.get("params") or []
        if method == "SUBSCRIBE":
            connection.streams.update(names)  # type: ignore[arg-type]
        elif method == "UNSUBSCRIBE":
            connection.streams.difference_update(names)  # type: ignore[arg-type]
        if self.acknowledge:
            result = sorted(connection.streams) if method == "LIST_SUBSCRIPTIONS" else None
            await connection.send(json.dumps({"result": result, "id": order.get("id")}))

    def subscribers(self, stream: str) -> list[Connection]:
        return [each for each in self.connections if stream in each.streams and not each.dead]

    async def subscribed(self, *streams: str, within: float = 10.0) -> None:
        """Wait until each stream has a listener."""
        async with asyncio.timeout(within):
            while not all(self.subscribers(each) for each in streams):  # noqa: ASYNC110
                await asyncio.sleep(0.005)

    async def broadcast(self, stream: str, data: dict[str, object] | str) -> None:
        """Send to all listeners of ``stream``; a string goes out as it is."""
        for connection in self.subscribers(stream):
            if isinstance(data, str):
                await connection.send(data)
            else:
                await connection.send(json.dumps({"stream": stream, "data": data} if connection.combined else data))

    async def publish(self, kline: Kline, *, rest: bool = True, ws: bool = True) -> None:
        """Tell a candle: over REST from now on, and to the listeners of its stream."""
        if rest:
            self.market.put(kline)
        if ws:
            await self.broadcast(f"{kline.symbol.lower()}@kline_{kline.interval}", kline.frame(self.now()))

    async def mini_ticker(self, symbol: str) -> None:
        """Send the 24-hour line of a pair to whoever listens."""
        day = self._day(symbol)
        frame: dict[str, object] = {
            "e": "24hrMiniTicker", "E": self.now(), "s": symbol, "c": day["lastPrice"], "o": day["openPrice"],
            "h": day["highPrice"], "l": day["lowPrice"], "v": day["volume"], "q": day["quoteVolume"],
        }  # fmt: skip
        await self.broadcast(f"{symbol.lower()}@miniTicker", frame)


def _error(status: int, code: int, text: str) -> web.Response:
    return web.json_response({"code": code, "msg": text}, status=status)


if __name__ == "__main__":
    from tests.fakes.binance_run import main

    main()

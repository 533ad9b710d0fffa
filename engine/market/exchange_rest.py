"""What is asked of an exchange over REST, each question behind the same retry, breaker and translation of errors."""

from __future__ import annotations

import difflib
import json
import math
from collections.abc import Awaitable, Callable, Sequence
from decimal import ROUND_CEILING, Decimal
from typing import Any, TypeVar

from engine.core.candles import Ticker
from engine.core.errors import HaiDangError, InvalidInput, Temporary
from engine.core.instruments import Instrument
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.market.exchange_client import ANSWER, CLOSED_FLAG, Answer
from engine.market.exchange_errors import translate
from engine.market.exchange_rows import Row, rows_of
from engine.market.retry import Retry

T = TypeVar("T")
PAGE = 1000


class Rest:
    """One exchange's questions and answers. ``patient=False`` asks once, for callers that come again by themselves."""

    def __init__(self, client: Any, exchange: str, retry: Retry) -> None:
        self.client = client
        self.exchange = exchange
        self.retry = retry
        self.failure: HaiDangError | None = None
        """The last error, until a question is answered again."""

    async def ask(self, question: Callable[[], Awaitable[T]], *, patient: bool = True) -> T:
        """The answer to ``question``; raises one of the house's errors."""
        retry = self.retry if patient else self.retry.once()
        try:
            answer = await retry.run(lambda: self._once(question))
        except InvalidInput:
            self.failure = None
            raise
        except HaiDangError as error:
            if self.failure is None or error.key != "err-exchange-resting":
                self.failure = error
            raise
        self.failure = None
        return answer

    async def _once(self, question: Callable[[], Awaitable[T]]) -> T:
        answer = Answer()
        token = ANSWER.set(answer)
        try:
            return await question()
        except Exception as error:
            raise translate(error, answer, self.exchange) from error
        finally:
            ANSWER.reset(token)

    async def load(self, symbols: Sequence[Symbol], *, patient: bool = True) -> None:
        """Learn the markets of ``symbols``; InvalidInput (``err-symbol-unlisted``, ``-near`` with suggestions)."""
        few = self.exchange in CLOSED_FLAG
        params = {"symbols": json.dumps([each.binance for each in symbols], separators=(",", ":"))} if few else {}
        try:
            await self.ask(lambda: self.client.load_markets(True, params), patient=patient)
        except InvalidInput:
            names = await self.names()
            for symbol in symbols:
                if symbol not in names:
                    raise unlisted(symbol, names, self.exchange) from None
            raise
        for symbol in symbols:
            market = self.client.markets.get(symbol)
            if market is None or market.get("spot") is False:
                raise unlisted(symbol, await self.names(), self.exchange)

    async def names(self) -> set[str]:
        """All pairs the exchange lists, without the details that take a quarter of a second to read."""
        if self.exchange not in CLOSED_FLAG:
            return {name for name, market in self.client.markets.items() if market.get("spot")}
        rows = await self.ask(lambda: self.client.public_get_ticker_price(), patient=False)
        return {name for row in rows if (name := _named(row))}

    def instrument(self, symbol: Symbol) -> Instrument:
        """Steps and limits of a loaded market."""
        markets = self.client.markets or {}
        if symbol not in markets:
            if not markets:
                raise Temporary("err-exchange-no-markets", exchange=self.exchange)
            raise unlisted(symbol, set(markets), self.exchange)
        return instrument_of(symbol, markets[symbol], self.client.precisionMode)

    async def rows(
        self, symbol: Symbol, timeframe: Timeframe, since: int, *, limit: int = PAGE, patient: bool = True
    ) -> tuple[list[Row], int]:
        """Candles from ``since`` on, the open one included, and how many rows were refused."""

        async def question() -> tuple[list[Row], int]:
            raw = await self._raw_rows(symbol, timeframe, since, limit)
            rows, refused = rows_of(raw, timeframe)
            if refused and not rows:
                raise Temporary("err-exchange-answer", exchange=self.exchange, reason="klines")
            return [row for row in rows if row[0] >= since], refused

        return await self.ask(question, patient=patient)

    async def _raw_rows(self, symbol: Symbol, timeframe: Timeframe, since: int, limit: int) -> object:
        if self.exchange not in CLOSED_FLAG:
            return await self.client.fetch_ohlcv(symbol, timeframe, since, limit)
        # Past ccxt's parsing, which silently drops rows it cannot read: a broken answer would look like "no candles".
        request = {
            "symbol": self.client.market(symbol)["id"],
            "interval": self.client.timeframes[timeframe],
            "startTime": since,
            "limit": limit,
        }
        return await self.client.public_get_klines(request)

    async def time(self, *, patient: bool = False) -> int | None:
        """The exchange's clock, where it shows one."""
        if not self.client.has.get("fetchTime"):
            return None

        async def question() -> int:
            return int(await self.client.fetch_time())

        return await self.ask(question, patient=patient)

    async def tickers(self, symbols: Sequence[Symbol], *, patient: bool = True) -> list[Ticker]:
        """The last 24 hours of ``symbols``."""
        if not symbols:
            return []
        raw = await self.ask(lambda: self.client.fetch_tickers(list(symbols)), patient=patient)
        found = (ticker_of(each, raw.get(each)) for each in symbols)
        return [ticker for ticker in found if ticker is not None]


def _named(row: Any) -> Symbol | None:
    try:
        return Symbol(row["symbol"])
    except (InvalidInput, KeyError, TypeError):
        return None


def unlisted(symbol: Symbol, names: set[str], exchange: str) -> InvalidInput:
    """The error for a pair that the exchange does not have."""
    near = difflib.get_close_matches(symbol, sorted(names), n=3, cutoff=0.6)
    same = sorted(name for name in names if name.startswith(f"{symbol.base}/"))[:3]
    likely = dict.fromkeys(near + same)
    if not likely:
        return InvalidInput("err-symbol-unlisted", symbol=str(symbol), source=exchange)
    return InvalidInput("err-symbol-unlisted-near", symbol=str(symbol), source=exchange, near=", ".join(likely))


def ticker_of(symbol: Symbol, raw: Any) -> Ticker | None:
    """One line of ccxt's tickers, or None when it has no price."""
    if not isinstance(raw, dict):
        return None
    price, change, high, low, volume = (
        _number(raw.get(name)) for name in ("last", "percentage", "high", "low", "quoteVolume")
    )
    if price is None or price <= 0:
        return None
    stamp = raw.get("timestamp")
    return Ticker(symbol, price, change or 0.0, high or price, low or price, volume or 0.0, int(stamp or 0))


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None


def instrument_of(symbol: Symbol, market: Any, precision_mode: int) -> Instrument:
    """ccxt's market as an instrument; steps from the exchange's own text where Binance gives it."""
    filters = {each.get("filterType"): each for each in (market.get("info") or {}).get("filters") or []}
    lots, prices = filters.get("LOT_SIZE", {}), filters.get("PRICE_FILTER", {})
    tick = _step(prices.get("tickSize"), market["precision"].get("price"), precision_mode)
    lot = _step(lots.get("stepSize"), market["precision"].get("amount"), precision_mode)
    limits = market.get("limits") or {}
    least = _decimal(lots.get("minQty") or (limits.get("amount") or {}).get("min") or 0)
    notional = _decimal((limits.get("cost") or {}).get("min") or 0)
    min_lots = max(1, int((least / lot).to_integral_value(ROUND_CEILING)))
    return Instrument(symbol, tick, lot, notional, min_lots)


def _step(text: Any, precision: Any, mode: int) -> Decimal:
    step = _decimal(text or 0)
    if step > 0:
        return step
    places = _decimal(precision if precision is not None else (8 if mode == 2 else "0.00000001"))
    # ccxt's precision modes: 2 counts decimal places, 4 gives the step itself.
    return Decimal(1).scaleb(-int(places)) if mode == 2 else places


def _decimal(value: Any) -> Decimal:
    number = Decimal(str(value)).normalize()
    exponent = number.as_tuple().exponent
    return number.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else number

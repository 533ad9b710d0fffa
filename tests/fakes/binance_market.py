"""What the local exchange trades: listings, scripted candles, and a market that moves by itself."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

INTERVALS = {
    "1m": 60_000, "3m": 180_000, "5m": 300_000, "15m": 900_000, "30m": 1_800_000, "1h": 3_600_000, "2h": 7_200_000,
    "4h": 14_400_000, "6h": 21_600_000, "12h": 43_200_000, "1d": 86_400_000,
}  # fmt: skip


@dataclass(frozen=True)
class Listing:
    """A pair as ``exchangeInfo`` tells it."""

    base: str
    quote: str
    price: str
    tick: str
    step: str
    min_notional: str = "5.00000000"
    status: str = "TRADING"

    @property
    def id(self) -> str:
        return self.base + self.quote

    def info(self) -> dict[str, object]:
        return {
            "symbol": self.id, "status": self.status, "baseAsset": self.base, "baseAssetPrecision": 8,
            "quoteAsset": self.quote, "quotePrecision": 8, "quoteAssetPrecision": 8,
            "orderTypes": ["LIMIT", "LIMIT_MAKER", "MARKET", "STOP_LOSS_LIMIT", "TAKE_PROFIT_LIMIT"],
            "isSpotTradingAllowed": True, "isMarginTradingAllowed": False,
            "filters": [
                {"filterType": "PRICE_FILTER", "minPrice": self.tick, "maxPrice": "1000000.00", "tickSize": self.tick},
                {"filterType": "LOT_SIZE", "minQty": self.step, "maxQty": "9000.00000000", "stepSize": self.step},
                {"filterType": "NOTIONAL", "minNotional": self.min_notional, "applyMinToMarket": True,
                 "maxNotional": "9000000.00000000", "applyMaxToMarket": False, "avgPriceMins": 5},
            ],
            "permissions": ["SPOT"], "permissionSets": [["SPOT"]],
        }  # fmt: skip


LISTINGS = (
    Listing("BTC", "USDT", "64000", "0.01000000", "0.00001000"),
    Listing("ETH", "USDT", "3200", "0.01000000", "0.00010000"),
    Listing("XRP", "USDT", "0.61", "0.00010000", "0.10000000"),
    Listing("SOL", "USDT", "150", "0.01000000", "0.00100000"),
    Listing("BNB", "USDT", "580", "0.10000000", "0.00100000"),
    Listing("DOGE", "USDT", "0.13", "0.00001000", "1.00000000"),
    Listing("ADA", "USDT", "0.45", "0.00010000", "0.10000000"),
    Listing("BTC", "FDUSD", "64010", "0.01000000", "0.00001000"),
    Listing("ETH", "BTC", "0.05", "0.00001000", "0.00010000"),
)


@dataclass(frozen=True)
class Kline:
    """One candle as the exchange writes it: prices are strings."""

    symbol: str
    interval: str
    open_time: int
    open: str
    high: str
    low: str
    close: str
    volume: str
    closed: bool = True

    @property
    def close_time(self) -> int:
        return self.open_time + INTERVALS[self.interval] - 1

    def row(self) -> list[object]:
        """As REST gives it."""
        return [
            self.open_time, self.open, self.high, self.low, self.close, self.volume, self.close_time,
            "0.00000000", 10, "0.00000000", "0.00000000", "0",
        ]  # fmt: skip

    def frame(self, event_time: int) -> dict[str, object]:
        """As the websocket sends it."""
        k = {
            "t": self.open_time, "T": self.close_time, "s": self.symbol, "i": self.interval, "f": 1, "L": 10,
            "o": self.open, "c": self.close, "h": self.high, "l": self.low, "v": self.volume, "n": 10,
            "x": self.closed, "q": "0", "V": "0", "Q": "0", "B": "0",
        }  # fmt: skip
        return {"e": "kline", "E": event_time, "s": self.symbol, "k": k}


@dataclass
class FakeMarket:
    """Scripted candles where there are any for a pair and interval, else a smooth market known at every moment."""

    listings: dict[str, Listing] = field(default_factory=lambda: {each.id: each for each in LISTINGS})
    scripted: dict[tuple[str, str], dict[int, Kline]] = field(default_factory=dict)
    first: int = 1_500_000_000_000

    def put(self, kline: Kline) -> None:
        """Make REST tell this candle."""
        self.scripted.setdefault((kline.symbol, kline.interval), {})[kline.open_time] = kline

    def script(self, symbol: str, interval: str, opens: Iterable[int]) -> list[Kline]:
        """Closed candles of the moving market at these opening times, fixed from now on."""
        made = [self.moving(symbol, interval, at) for at in opens]
        for kline in made:
            self.put(kline)
        return made

    def klines(
        self, symbol: str, interval: str, start: int | None, end: int | None, limit: int, now: int
    ) -> list[Kline]:
        """By Binance's rules: from ``start`` on, or the last ones before ``end``; the open candle included."""
        length = INTERVALS[interval]
        end = now if end is None else min(end, now)
        rows = self.scripted.get((symbol, interval))
        if rows is not None:
            found = [rows[at] for at in sorted(rows) if (start is None or at >= start) and at <= end]
            return found[:limit] if start is not None else found[-limit:]
        last = end - end % length
        first = last - (limit - 1) * length if start is None else max(self.first, -(-start // length) * length)
        opens = list(range(first, last + 1, length))[:limit]
        return [self.moving(symbol, interval, at, until=now) for at in opens]

    def moving(self, symbol: str, interval: str, open_time: int, until: int | None = None) -> Kline:
        """The candle of the moving market; ``until`` a moment inside it gives it unfinished."""
        length = INTERVALS[interval]
        end = open_time + length if until is None else min(open_time + length, until)
        moments = [open_time + (end - open_time) * part // 8 for part in range(9)]
        prices = [self.price(symbol, at) for at in moments]
        volume = 5 + 45 * _noise(symbol, open_time // 60_000) * (end - open_time) / length
        texts = [self.text(symbol, value) for value in (prices[0], max(prices), min(prices), prices[-1])]
        return Kline(symbol, interval, open_time, *texts, f"{volume:.8f}", closed=end >= open_time + length)

    def price(self, symbol: str, at: int) -> float:
        """A sum of waves and a little noise: the same moment always has the same price."""
        hours = at / 3_600_000
        seed = _noise(symbol, 0) * 6.28
        waves = sum(size * math.sin(hours * 6.28 / period + seed * period) for size, period in _WAVES)
        minute, rest = divmod(at, 60_000)
        rough = _noise(symbol, minute) * (1 - rest / 60_000) + _noise(symbol, minute + 1) * rest / 60_000
        return float(self.listings[symbol].price) * math.exp(waves + 0.002 * (rough - 0.5))

    def text(self, symbol: str, price: float) -> str:
        """A price on its tick, as the exchange writes it."""
        tick = Decimal(self.listings[symbol].tick)
        return f"{(Decimal(repr(price)) / tick).to_integral_value() * tick:.8f}"


_WAVES = ((0.08, 700.0), (0.03, 90.0), (0.012, 17.0), (0.006, 3.1), (0.002, 0.6))


def _noise(symbol: str, step: int) -> float:
    return int.from_bytes(hashlib.blake2b(f"{symbol}:{step}".encode(), digest_size=4).digest(), "big") / 2**32


def revised(kline: Kline, **changes: object) -> Kline:
    """The same candle with other contents."""
    return replace(kline, **changes)  # type: ignore[arg-type]

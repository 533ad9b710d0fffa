"""Order books by REST: asked for when somebody looks, at most once a second for a pair however many look."""

from __future__ import annotations

import asyncio
import math
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any, Final

from engine.core.candles import OrderBook
from engine.core.errors import Temporary
from engine.core.symbols import Symbol
from engine.market.exchange_rest import Rest

_FRESH_SECONDS: Final = 1.0


class OrderBooks:
    """What was answered a moment ago is answered again; who asks while a question is under way waits for its answer."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._kept: dict[tuple[Symbol, int], tuple[float, OrderBook]] = {}
        self._turns: defaultdict[tuple[Symbol, int], asyncio.Lock] = defaultdict(asyncio.Lock)

    async def get(self, rest: Rest, symbol: Symbol, limit: int) -> OrderBook | None:
        """The best ``limit`` prices on each side; None where the exchange shows no book."""
        client = rest.client
        if not client.has.get("fetchOrderBook"):
            return None
        async with self._turns[symbol, limit]:
            kept = self._kept.get((symbol, limit))
            if kept is not None and self._monotonic() - kept[0] < _FRESH_SECONDS:
                return kept[1]
            # Whoever looks comes again by himself: better an error now than an old picture after many tries.
            raw = await rest.ask(lambda: client.fetch_order_book(symbol, limit), patient=False)
            book = book_of(symbol, raw, limit)
            if book is None:
                raise Temporary("err-exchange-answer", exchange=rest.exchange, reason="depth")
            self._kept[symbol, limit] = (self._monotonic(), book)
            return book


def book_of(symbol: Symbol, raw: Any, limit: int) -> OrderBook | None:
    """ccxt's order book, best prices first; None when it cannot be read or its sides cross."""
    try:
        bids, asks = (_side(raw[name]) for name in ("bids", "asks"))
    except (KeyError, TypeError, ValueError, IndexError):
        return None
    bids.sort(reverse=True)
    asks.sort()
    if bids and asks and bids[0][0] >= asks[0][0]:
        return None
    if not bids and not asks and raw.get("nonce") is None:
        return None  # ccxt makes an empty book of an answer that is none
    return OrderBook(symbol, tuple(bids[:limit]), tuple(asks[:limit]))


def _side(rows: Any) -> list[tuple[float, float]]:
    found = [(float(row[0]), float(row[1])) for row in rows]
    if not all(math.isfinite(price) and math.isfinite(amount) and price > 0 and amount >= 0 for price, amount in found):
        raise ValueError
    return [(price, amount) for price, amount in found if amount > 0]

"""The coins of the demo market: where each starts, how lively it is, and in which steps it trades."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from engine.core.instruments import Instrument
from engine.core.symbols import Symbol


@dataclass(frozen=True, slots=True)
class Coin:
    """One pair of the demo market. Steps are powers of ten: ``price_digits`` and ``amount_digits`` after the point.

    ``volatility`` is the typical move of a calm 15-minute candle, ``turnover`` its typical volume in quote money.
    """

    symbol: Symbol
    price: float
    volatility: float
    turnover: float
    price_digits: int
    amount_digits: int

    @property
    def instrument(self) -> Instrument:
        """Its steps and limits."""
        return Instrument(
            symbol=self.symbol,
            tick_size=Decimal(1).scaleb(-self.price_digits),
            lot_size=Decimal(1).scaleb(-self.amount_digits),
            min_notional=Decimal(5),
        )


_KNOWN: Final[dict[str, tuple[float, float, float, int, int]]] = {
    "BTC/USDT": (42_500.0, 0.0018, 14_000_000.0, 2, 5),
    "ETH/USDT": (2_350.0, 0.0019, 8_000_000.0, 2, 4),
    "XRP/USDT": (0.62, 0.0020, 2_000_000.0, 4, 0),
    "SOL/USDT": (102.0, 0.0021, 4_000_000.0, 2, 3),
    "BNB/USDT": (312.0, 0.0018, 2_500_000.0, 2, 3),
}


def coin_of(symbol: Symbol) -> Coin:
    """The demo's idea of any pair: the five default coins by hand, all others drawn from their name."""
    known = _KNOWN.get(symbol)
    if known is not None:
        return Coin(symbol, *known)
    seed = hashlib.sha256(symbol.encode()).digest()
    first, second, third = (int.from_bytes(seed[i : i + 4], "big") / 2**32 for i in (0, 4, 8))
    price = float(f"{10 ** (-1.5 + 4.0 * first):.3g}")  # 0.03 to 300
    magnitude = math.floor(math.log10(price))
    return Coin(
        symbol=symbol,
        price=price,
        volatility=0.0018 + 0.0004 * second,
        turnover=float(f"{10 ** (5.5 + third):.3g}"),
        price_digits=max(2, 3 - magnitude),
        amount_digits=max(0, min(5, magnitude + 1)),
    )

"""Trading pairs, written one way inside the house: ``BTC/USDT``."""

from __future__ import annotations

import re
from typing import Final

from engine.core.errors import InvalidInput

DEFAULT_QUOTE: Final = "USDT"
DEFAULT_BASES: Final = ("BTC", "ETH", "XRP", "SOL", "BNB")
# Longest first, so that BTCFDUSD is not read as BTCFD against USD.
KNOWN_QUOTES: Final = ("FDUSD", "USDT", "USDC", "TUSD", "BUSD", "EUR", "TRY", "BTC", "ETH", "BNB", "USD")
_COIN_QUOTES: Final = frozenset({"BTC", "ETH", "BNB"})
_PART = re.compile(r"[A-Z0-9]{1,20}\Z")
_SEPARATOR = re.compile(r"[/\-_: ]+")


class Symbol(str):
    """A pair in canonical form. Accepts ``btc``, ``BTC``, ``BTCUSDT``, ``BTC/USDT`` and ``btc-usdt``."""

    __slots__ = ()

    def __new__(cls, text: str) -> Symbol:
        """Parse ``text``; raises InvalidInput (``err-symbol-invalid``) when it is no pair."""
        if isinstance(text, cls):
            return text
        return super().__new__(cls, "/".join(_split(text)))

    @property
    def base(self) -> str:
        """What is bought: ``BTC``."""
        return self.split("/")[0]

    @property
    def quote(self) -> str:
        """What it is paid with: ``USDT``."""
        return self.split("/")[1]

    @property
    def binance(self) -> str:
        """The exchange's own spelling: ``BTCUSDT``."""
        return self.base + self.quote


def _split(text: str) -> tuple[str, str]:
    cleaned = str(text).strip().upper()
    parts = [part for part in _SEPARATOR.split(cleaned) if part]
    if len(parts) == 2 and all(_PART.match(part) for part in parts):
        return parts[0], parts[1]
    if len(parts) == 1 and _PART.match(parts[0]):
        whole = parts[0]
        for quote in KNOWN_QUOTES:
            # WBTC and STETH are coins; only what leaves a name of three letters or more is a pair against a coin.
            least = 3 if quote in _COIN_QUOTES else 1
            if whole.endswith(quote) and len(whole) - len(quote) >= least:
                return whole[: -len(quote)], quote
        if any(letter.isalpha() for letter in whole):
            return whole, DEFAULT_QUOTE
    raise InvalidInput("err-symbol-invalid", symbol=str(text))


def normalize_symbol(text: str) -> str:
    """``btcusdt`` to ``BTC/USDT``."""
    return Symbol(text)


def get_base_symbol(text: str) -> str:
    """``BTC/USDT`` to ``BTC``."""
    return Symbol(text).base


def get_binance_format(text: str) -> str:
    """``btc`` to ``BTCUSDT``."""
    return Symbol(text).binance


def is_valid_symbol(text: str) -> bool:
    """Whether ``text`` can be read as a pair at all (not whether an exchange lists it)."""
    try:
        Symbol(text)
    except InvalidInput:
        return False
    return True

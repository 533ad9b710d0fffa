"""What somebody is choosing at the first start, before it is kept. Pure state, no screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from console.text.words import sentence
from engine.core.errors import InvalidInput
from engine.core.symbols import DEFAULT_BASES, DEFAULT_QUOTE, Symbol
from locales import t

DEMO, EXCHANGE = "demo", "exchange"


@dataclass(slots=True)
class Draft:
    """A market, the coins on offer and those chosen."""

    market: str
    offered: list[Symbol]
    chosen: set[Symbol] = field(default_factory=set)

    @classmethod
    def of(cls, settings: Mapping[str, str]) -> Draft:
        """As the settings stand; coins that they name stand beside the usual ones."""
        wished = [Symbol(part) for part in settings.get("SYMBOLS", "").split(",") if part.strip()]
        usual = [Symbol(base) for base in DEFAULT_BASES]
        market = EXCHANGE if settings.get("MARKET") == EXCHANGE else DEMO
        return cls(market, list(dict.fromkeys([*usual, *wished])), set(wished or usual))

    def toggle(self, symbol: Symbol) -> None:
        """Choose it, or give it up."""
        self.chosen ^= {symbol}

    def add(self, text: str) -> Symbol:
        """Take one more, chosen; raises InvalidInput when it is no pair."""
        symbol = Symbol(text)
        if symbol not in self.offered:
            self.offered.append(symbol)
        self.chosen.add(symbol)
        return symbol

    def complaint(self, typed: str) -> str | None:
        """What stands against going on, in words."""
        if typed.strip():
            try:
                self.add(typed)
            except InvalidInput as error:
                return sentence(error.key, error.params)
        return None if self.chosen else t("welcome-none")

    def settings(self, language: str) -> dict[str, str]:
        """What is to be kept, by the names of the settings."""
        chosen = [symbol for symbol in self.offered if symbol in self.chosen]
        written = ",".join(symbol.base if symbol.quote == DEFAULT_QUOTE else str(symbol) for symbol in chosen)
        return {"MARKET": self.market, "SYMBOLS": written, "APP_LANG": language}


def short(symbol: Symbol) -> str:
    """A pair as the welcome shows it: without what nearly all are paid with."""
    return symbol.base if symbol.quote == DEFAULT_QUOTE else str(symbol)

"""The reading side of the pipeline: what screens, commands and reports ask about the watched pairs."""

from __future__ import annotations

from engine.core.decisions import Decision
from engine.core.errors import HaiDangError
from engine.core.symbols import Symbol
from engine.decision.context import Silence
from engine.decision.edge import edge_of
from engine.decision.rules import Rules
from engine.features.basic import LEAST
from engine.forecast.forecaster import Forecaster
from engine.pipeline.pair import Pair


class Looks:
    """Answers from what the pipeline keeps in mind; it changes nothing."""

    def __init__(self, source: str, rules: Rules, forecaster: Forecaster) -> None:
        self.source, self.rules = source, rules
        self._forecaster = forecaster
        self._pairs: dict[Symbol, Pair] = {}
        self._locked: frozenset[Symbol] = frozenset()
        self._problem: HaiDangError | None = None

    @property
    def problem(self) -> HaiDangError | None:
        """Why the pipeline is standing still, if it is."""
        return self._problem

    def locked(self) -> frozenset[Symbol]:
        """Pairs that are locked."""
        return self._locked

    def symbols(self) -> tuple[Symbol, ...]:
        """Watched pairs, in the order they were opened."""
        return tuple(self._pairs)

    def pair(self, symbol: Symbol) -> Pair:
        """What is kept of a watched pair."""
        return self._pairs[symbol]

    def latest(self, symbol: Symbol) -> Decision | Silence | None:
        """The newest verdict on a pair."""
        return self._pairs[symbol].latest

    def last_price(self, symbol: Symbol) -> float | None:
        """The newest price of a pair."""
        return self._pairs[symbol].price

    def price_seen_at(self, symbol: Symbol | None = None) -> float | None:
        """When (monotonic seconds) the newest price came, of one pair or of any."""
        pairs = self._pairs.values() if symbol is None else [self._pairs[symbol]]
        return max((pair.price_at for pair in pairs if pair.price_at is not None), default=None)

    def progress(self, symbol: Symbol) -> tuple[int, int]:
        """Candles at hand and candles needed for a first forecast (``X/52``)."""
        return min(self._pairs[symbol].candles, LEAST), LEAST

    def break_even(self, symbol: Symbol) -> float | None:
        """How often a signal of this pair must be right now to pay its costs."""
        outlook = self._pairs[symbol].outlook.last
        return edge_of(0.5, outlook.volatility, self.rules).break_even if outlook is not None else None

    def last_close(self) -> int | None:
        """When the newest candle of any pair closed."""
        return max((pair.last.closed_at for pair in self._pairs.values() if pair.last is not None), default=None)

    def trained_at(self, symbol: Symbol) -> int | None:
        """When the model that serves a pair was trained (wall time)."""
        model = self._forecaster.registry.peek(self.source, symbol, self.rules.timeframe, self.rules.horizon)
        return model.manifest.trained_at if model is not None else None

    def has_model(self, symbol: Symbol) -> bool:
        """Whether a sound model serves a pair."""
        found = self._forecaster.registry.peek(self.source, symbol, self.rules.timeframe, self.rules.horizon)
        return found is not None

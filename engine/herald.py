"""Says on the bus what has been committed: candles, signals and orders in the form other programs rely on.

Nobody waits for it, and nobody may rely on hearing everything: what counts is in the store. The bus only wakes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.bus.messages import candle_message, order_message, signal_message
from engine.bus.port import Bus, Topic
from engine.core.decisions import Decision

if TYPE_CHECKING:
    from engine.pipeline.entries import Entry


class Herald:
    """Publishes the entries of a commit."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus

    def announce(self, entries: Sequence[Entry]) -> None:
        """One commit: each candle, what was said of it, and what was ordered; then a wake for followers of events."""
        for entry in entries:
            symbol = entry.candle.symbol
            self._bus.publish(Topic.MARKET_DATA, candle_message(entry.candle), key=symbol)
            if isinstance(entry.verdict, Decision) and entry.verdict.spoken:
                self._bus.publish(Topic.SIGNALS, signal_message(entry.verdict), key=symbol)
            if entry.intent is not None:
                version = entry.verdict.forecast.model_version if isinstance(entry.verdict, Decision) else None
                self._bus.publish(Topic.ORDERS, order_message(entry.intent, model_version=version), key=symbol)
        self._bus.publish(Topic.EVENTS, None)

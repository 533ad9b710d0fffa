"""An open position under watch, in the rule book's numbers: a price that does nothing costs almost nothing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import inf
from typing import Final

from engine.core.candles import Candle
from engine.core.instruments import Instrument
from engine.core.modes import ExitReason
from engine.core.orders import Position
from engine.decision import rulebook
from engine.decision.rules import Rules
from engine.trading.positions import direction_of

REASONS: Final = {
    rulebook.STOP: ExitReason.STOP_LOSS,
    rulebook.TARGET: ExitReason.TAKE_PROFIT,
    rulebook.TRAILING: ExitReason.TRAILING,
    rulebook.TIME: ExitReason.TIME,
}


@dataclass(frozen=True, slots=True)
class Exit:
    """The rule book wants out: why, and at which price in ticks before slippage."""

    reason: ExitReason
    ticks: int


@dataclass(frozen=True, slots=True)
class Moved:
    """The stop and the best price after a bar, in ticks (0: no stop)."""

    stop: int
    best: int


@dataclass(frozen=True, slots=True)
class Watch:
    """A position in integers. ``target`` and ``time_limit`` are 0 while only protective stops may act."""

    position: Position
    instrument: Instrument
    side: int
    entry: int
    stop: int
    target: int
    best: int
    trail_ppm: int
    time_limit: int
    bar_ms: int
    floor: float
    ceiling: float
    deadline: float

    @classmethod
    def of(cls, position: Position, instrument: Instrument, rules: Rules, *, own_exits: bool = True) -> Watch:
        """``own_exits`` False (the engine is halted): the stop goes on, target and time limit wait for a person."""
        side = direction_of(position.side)
        stop = _ticks(instrument, position.stop_loss)
        target = _ticks(instrument, position.take_profit) if own_exits else 0
        limit = rules.time_limit if own_exits else 0
        bar = rules.timeframe.ms
        below, above = (stop, target) if side > 0 else (target, stop)
        tick = float(instrument.tick_size)
        return cls(
            position=position,
            instrument=instrument,
            side=side,
            entry=instrument.to_ticks(position.entry_price),
            stop=stop,
            target=target,
            best=instrument.to_ticks(position.best_price),
            trail_ppm=rules.trail_ppm,
            time_limit=limit,
            bar_ms=bar,
            # One tick of room on each side, because a price is rounded to ticks before it counts.
            floor=(below + 1) * tick if below else 0.0,
            ceiling=(above - 1) * tick if above else inf,
            deadline=(position.opened_at // bar + limit) * bar if limit else inf,
        )

    def quiet(self, timestamp: int, price: float) -> bool:
        """Whether this price certainly changes nothing."""
        return self.floor < price < self.ceiling and timestamp < self.deadline

    def on_price(self, timestamp: int, price: float) -> Exit | None:
        """What one price after the entry does."""
        if timestamp <= self.position.opened_at:
            return None
        ticks = self.instrument.to_ticks(price)
        action, fill, _, _ = self._step(timestamp, ticks, ticks, ticks, ticks)
        return Exit(REASONS[action], fill) if action else None

    def on_candle(self, candle: Candle) -> Exit | Moved | None:
        """What a closed candle does that began no earlier than the position; None when it changes nothing."""
        if candle.timestamp < self.position.opened_at:
            return None
        of = self.instrument.to_ticks
        action, fill, stop, best = self._step(
            candle.timestamp, of(candle.open), of(candle.high), of(candle.low), of(candle.close)
        )
        if action:
            return Exit(REASONS[action], fill)
        # Without a trailing stop nobody asks for the best price, so it is not worth a write each candle.
        return Moved(stop, best) if self.trail_ppm and (stop, best) != (self.stop, self.best) else None

    def profitable(self, price: float, rules: Rules) -> bool:
        """Whether leaving at ``price`` now would pay, fees and slippage included."""
        out = rulebook.fill_ticks(-self.side, self.instrument.to_ticks(price), rules.slippage_ppm)
        return rulebook.profit_units(self.side, self.entry, out, self.position.lots, rules.fee_ppm) > 0

    def _step(self, timestamp: int, open_: int, high: int, low: int, close: int) -> tuple[int, int, int, int]:
        age = rulebook.age_in_bars(self.position.opened_at, timestamp, self.bar_ms)
        return rulebook.step(
            self.side, self.entry, self.stop, self.target, self.best, age, self.trail_ppm, self.time_limit,
            open_, high, low, close,
        )  # fmt: skip


def _ticks(instrument: Instrument, price: Decimal | None) -> int:
    return 0 if price is None else instrument.to_ticks(price)

"""What fills make of a position: opened, grown, reduced, closed. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from engine.core.instruments import Instrument
from engine.core.modes import ExitReason, Side
from engine.core.orders import Fill, Leg, OrderIntent, Position, Trade
from engine.decision import rulebook
from engine.decision.rules import Rules
from engine.trading.exact import ZERO, mean, plus, times


def direction_of(side: Side) -> int:
    """The rule book's number for a side."""
    return rulebook.LONG if side is Side.BUY else rulebook.SHORT


def opened(intent: OrderIntent, fill: Fill, instrument: Instrument, rules: Rules) -> Position:
    """The position that the first fill of an entry opens."""
    stop, target = _levels(intent, fill.price, instrument, rules)
    return Position(
        id=intent.client_order_id,
        source=fill.source,
        mode=fill.mode,
        symbol=fill.symbol,
        side=fill.side,
        lots=fill.lots,
        amount=fill.amount,
        entry_price=fill.price,
        entry_fee=_quote_fee(fill),
        stop_loss=stop,
        take_profit=target,
        best_price=fill.price,
        opened_at=fill.timestamp,
        confidence=intent.confidence,
        decision_id=intent.cause,
    )


def grown(position: Position, intent: OrderIntent, fill: Fill, instrument: Instrument, rules: Rules) -> Position:
    """The position after a further fill of its entry: average price, target around it, the stop only ever better."""
    amount = plus(position.amount, fill.amount)
    cost = plus(times(position.amount, position.entry_price), times(fill.amount, fill.price))
    entry = mean(cost, amount)
    stop, target = _levels(intent, entry, instrument, rules)
    better = max if position.side is Side.BUY else min
    if stop is not None and position.stop_loss is not None:
        stop = better(stop, position.stop_loss)
    return replace(
        position,
        lots=position.lots + fill.lots,
        amount=amount,
        entry_price=entry,
        entry_fee=plus(position.entry_fee, _quote_fee(fill)),
        stop_loss=stop,
        take_profit=target,
        best_price=better(position.best_price, fill.price),
    )


def reduced(position: Position, fill: Fill) -> Position | None:
    """The position after a fill of an exit; None when nothing is left. The entry fee stays that of the whole entry."""
    lots = position.lots - fill.lots
    return replace(position, lots=lots, amount=plus(position.amount, -fill.amount)) if lots > 0 else None


def trade_of(position: Position, parts: Iterable[Fill], reason: ExitReason, closed_at: int) -> Trade:
    """The round trip that ``parts``, all fills of a closed position, add up to. The result is exact."""
    value = {Leg.ENTRY: ZERO, Leg.EXIT: ZERO}
    amount = {Leg.ENTRY: ZERO, Leg.EXIT: ZERO}
    fee = ZERO
    for part in parts:
        value[part.leg] = plus(value[part.leg], times(part.amount, part.price))
        amount[part.leg] = plus(amount[part.leg], part.amount)
        fee = plus(fee, _quote_fee(part))
    gained = plus(value[Leg.EXIT], -value[Leg.ENTRY])
    pnl = plus(gained if position.side is Side.BUY else -gained, -fee)
    return Trade(
        id=position.id,
        source=position.source,
        mode=position.mode,
        symbol=position.symbol,
        side=position.side,
        amount=amount[Leg.ENTRY],
        entry_price=mean(value[Leg.ENTRY], amount[Leg.ENTRY]),
        exit_price=mean(value[Leg.EXIT], amount[Leg.EXIT]),
        fee=fee,
        pnl=pnl,
        pnl_pct=round(100 * float(pnl) / float(value[Leg.ENTRY]), 6),
        exit_reason=reason,
        confidence=position.confidence,
        opened_at=position.opened_at,
        closed_at=closed_at,
    )


def _quote_fee(fill: Fill) -> Decimal:
    return fill.fee if fill.fee_asset == fill.symbol.quote else ZERO


def _levels(
    intent: OrderIntent, entry: Decimal, instrument: Instrument, rules: Rules
) -> tuple[Decimal | None, Decimal | None]:
    # The usual stop and target lie around the price that was paid. Levels that someone chose stay where they were put.
    side, seen = direction_of(intent.side), instrument.to_ticks(intent.reference_price)
    paid = instrument.to_ticks(entry)

    def lay(level: Decimal | None, usual: int, around: int) -> Decimal | None:
        if level is None or instrument.to_ticks(level) != usual:
            return level
        return instrument.to_price(around) if around else None

    stop = lay(
        intent.stop_loss,
        rulebook.stop_ticks(side, seen, rules.stop_ppm),
        rulebook.stop_ticks(side, paid, rules.stop_ppm),
    )
    target = lay(
        intent.take_profit,
        rulebook.target_ticks(side, seen, rules.target_ppm),
        rulebook.target_ticks(side, paid, rules.target_ppm),
    )
    return stop, target

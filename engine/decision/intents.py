"""From a decision to an order that shall exist, under an id that the same cause always gives again."""

from __future__ import annotations

from decimal import Decimal

from engine.core.decisions import Decision, Reason
from engine.core.hashing import digest
from engine.core.instruments import Instrument
from engine.core.modes import Advice, ExitReason, Mode, Side
from engine.core.orders import Leg, OrderIntent, Portfolio, Position
from engine.core.symbols import Symbol
from engine.decision import risk, rulebook
from engine.decision.rules import Rules

ID_PREFIX = "HD"
ID_LENGTH = 32


def client_order_id(source: str, mode: Mode, cause: str, leg: Leg, attempt: int = 0) -> str:
    """``HD`` and 30 hex digits: a pure function of the account, what caused the order, its leg and the attempt."""
    return ID_PREFIX + digest(source, mode, cause, leg, attempt, length=ID_LENGTH - len(ID_PREFIX))


def entry_intent(
    decision: Decision,
    portfolio: Portfolio,
    instrument: Instrument,
    rules: Rules,
    price: float | Decimal | None = None,
    *,
    volatility: float | None = None,
    attempt: int = 0,
) -> OrderIntent | Reason:
    """The order that opens a position, or why there is none. ``price`` is the last known one (default: the forecast's).

    ``volatility`` (``Outlook.volatility``) shrinks the size in wild markets. Stop and target lie around ``price``; they
    are laid again around the entry price once the order is filled.
    """
    symbol = decision.forecast.symbol
    if decision.advice is Advice.NEUTRAL or not decision.trades:
        return decision.reason
    if portfolio.is_busy(symbol):
        return Reason("why-already-in-position", {"symbol": str(symbol)})
    multiplier = risk.size_multiplier(decision.multiplier, decision.forecast.confidence, volatility, rules)
    return _entry(
        symbol=symbol,
        side=Side.BUY if decision.advice is Advice.BUY else Side.SELL,
        price=decision.forecast.price if price is None else price,
        budget=risk.entry_budget(portfolio, instrument, multiplier, rules),
        portfolio=portfolio,
        instrument=instrument,
        rules=rules,
        cause=decision.id,
        created_at=decision.forecast.made_at,
        confidence=decision.forecast.confidence,
        attempt=attempt,
    )


def hand_intent(
    symbol: Symbol,
    portfolio: Portfolio,
    instrument: Instrument,
    rules: Rules,
    cause: str,
    now: int,
    cash: Decimal | None = None,
) -> OrderIntent | Reason:
    """The order of a person who buys by hand for ``cash`` (default: the usual size), fee included.

    No gate is asked, but the purse and the exposure cap hold; asking for more than they allow is refused, not cut.
    """
    if portfolio.is_busy(symbol):
        return Reason("why-already-in-position", {"symbol": str(symbol)})
    price = portfolio.prices.get(symbol)
    if price is None:
        return Reason("why-no-price", {"symbol": str(symbol)})
    if cash is None:
        budget = risk.entry_budget(portfolio, instrument, 1.0, rules)
    else:
        budget, most = instrument.to_units(cash), risk.room(portfolio, instrument, rules)
        if budget > most:
            params = {"asked": float(cash), "most": round(float(instrument.to_money(most)), 2), "quote": symbol.quote}
            return Reason("why-over-budget", params)
    return _entry(
        symbol=symbol,
        side=Side.BUY,
        price=price,
        budget=budget,
        portfolio=portfolio,
        instrument=instrument,
        rules=rules,
        cause=cause,
        created_at=now,
        confidence=None,
        attempt=0,
    )


def _entry(
    *,
    symbol: Symbol,
    side: Side,
    price: float | Decimal,
    budget: int,
    portfolio: Portfolio,
    instrument: Instrument,
    rules: Rules,
    cause: str,
    created_at: int,
    confidence: float | None,
    attempt: int,
) -> OrderIntent | Reason:
    direction = rulebook.LONG if side is Side.BUY else rulebook.SHORT
    ticks = instrument.to_ticks(price)
    filled = rulebook.fill_ticks(direction, ticks, rules.slippage_ppm)
    lots = rulebook.lots_for(budget, filled, rules.fee_ppm)
    value = instrument.to_money(lots * ticks)
    if lots < max(1, instrument.min_lots) or value < instrument.min_notional:
        least = max(instrument.min_notional, instrument.to_money(max(1, instrument.min_lots) * ticks))
        params = {"value": round(float(value), 2), "least": round(float(least), 2), "quote": symbol.quote}
        return Reason("why-size-too-small", params)
    stop = rulebook.stop_ticks(direction, ticks, rules.stop_ppm)
    target = rulebook.target_ticks(direction, ticks, rules.target_ppm)
    return OrderIntent(
        client_order_id=client_order_id(portfolio.source, portfolio.mode, cause, Leg.ENTRY, attempt),
        cause=cause,
        source=portfolio.source,
        mode=portfolio.mode,
        symbol=symbol,
        side=side,
        leg=Leg.ENTRY,
        lots=lots,
        amount=instrument.to_amount(lots),
        created_at=created_at,
        reference_price=instrument.to_price(ticks),
        stop_loss=instrument.to_price(stop) if stop else None,
        take_profit=instrument.to_price(target) if target else None,
        confidence=confidence,
    )


def exit_intent(
    position: Position,
    reason: ExitReason,
    cause: str,
    now: int,
    price: float | Decimal,
    *,
    attempt: int = 0,
) -> OrderIntent:
    """The order that closes a whole position. ``cause`` names what asked for it (a tick, a decision, a command)."""
    return OrderIntent(
        client_order_id=client_order_id(position.source, position.mode, cause, Leg.EXIT, attempt),
        cause=cause,
        source=position.source,
        mode=position.mode,
        symbol=position.symbol,
        side=Side.SELL if position.side is Side.BUY else Side.BUY,
        leg=Leg.EXIT,
        lots=position.lots,
        amount=position.amount,
        created_at=now,
        reference_price=Decimal(repr(price)) if isinstance(price, float) else Decimal(price),
        confidence=position.confidence,
        exit_reason=reason,
        position_id=position.id,
    )

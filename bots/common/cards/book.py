"""positions, orders, trades, balance."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from bots.common.card import Card, Facts, Said
from bots.common.cards.parts import (
    PURSE,
    arrow,
    empty,
    facts,
    gain,
    head,
    joined,
    money_tone,
    result,
    stamped,
)
from engine.service.answers import Balance, OrderRow, Orders, PositionRow, Positions, TradeRow, Trades
from engine.service.text import words
from engine.service.text.book import order_state
from locales import t
from locales.formats import Number, date_time, money, price, quantity


def positions(answer: Positions) -> Card:
    """What all of it is worth together, then each position in a few lines."""
    exposure = t("cli-exposure", share=words.points(answer.exposure_pct))
    if not answer.rows:
        return empty(answer.stamp, t("tui-positions"), f"{t('tui-no-positions')} {exposure}.", PURSE)
    known = [row.open_pnl for row in answer.rows if row.open_pnl is not None]
    total = sum(known) if len(known) == len(answer.rows) else None
    so_far = None if total is None else f"{t('tui-open')} {result(total)}"
    count = t("card-positions", count=len(answer.rows))
    return stamped(
        answer.stamp,
        t("tui-positions"),
        Said(joined(count, so_far, exposure), strong=True),
        *map(_position, answer.rows),
        tone=money_tone(answer.stamp, total),
        mark=PURSE,
        footer=words.data_age_long(answer.stamp),
    )


def _position(row: PositionRow) -> Facts:
    moved = joined(f"{price(row.entry_price)} → {price(row.price)}", t("card-value", value=money(row.value)))
    exits = [
        f"{t(key)} {price(level)}"
        for key, level in (("exit-stop-loss", row.stop_loss), ("exit-take-profit", row.take_profit))
        if level is not None
    ]
    return Facts(
        (
            (head(row.symbol, arrow(row.open_pnl)), _gained(row.open_pnl, row.open_pnl_pct)),
            (f"{words.word('side', row.side)} {quantity(row.amount)}", moved),
            (t("cli-exits"), joined(*exits) or t("none")),
            (t("cli-opened"), date_time(row.opened_at, show_zone=False)),
        )
    )


def _gained(value: Number | None, share: float | None) -> str:
    return f"{gain(value)} ({words.points(share, sign=True)})"


def orders(answer: Orders) -> Card:
    """Unfinished orders first."""
    if not answer.rows:
        return empty(answer.stamp, t("cli-orders"), t("cli-empty-orders"), PURSE)
    return stamped(answer.stamp, t("cli-orders"), *map(_order, answer.rows), tone=money_tone(answer.stamp), mark=PURSE)


def _order(row: OrderRow) -> Facts:
    filled = t("card-filled", amount=quantity(row.filled))
    return Facts(
        (
            (
                head(row.symbol),
                joined(f"{words.word('side', row.side)} {quantity(row.amount)}", words.word("leg", row.leg)),
            ),
            (order_state(row.state), joined(filled, date_time(row.created_at, show_zone=False))),
            (t("cli-id"), row.client_order_id),
        )
    )


def trades(answer: Trades) -> Card:
    """Finished round trips with their result after costs."""
    if not answer.rows:
        return empty(answer.stamp, t("cli-trades"), t("cli-empty-trades"), PURSE)
    return stamped(answer.stamp, t("cli-trades"), *map(_trade, answer.rows), tone=money_tone(answer.stamp), mark=PURSE)


def _trade(row: TradeRow) -> Facts:
    return Facts(
        (
            (
                head(row.symbol, arrow(row.pnl)),
                joined(_gained(row.pnl, row.pnl_pct), words.word("exit", row.exit_reason)),
            ),
            (
                f"{words.word('side', row.side)} {quantity(row.amount)}",
                joined(f"{price(row.entry_price)} → {price(row.exit_price)}", t("card-fee", fee=money(row.fee))),
            ),
            (t("cli-closed"), date_time(row.closed_at, show_zone=False)),
        )
    )


def balance(answer: Balance) -> Card:
    """The purse."""
    profit = answer.profit_pct
    coins = (f"{name} {quantity(amount)}" for name, amount in sorted(answer.assets.items()))
    return stamped(
        answer.stamp,
        t("cli-balance"),
        Said(f"{money(answer.equity)}  {arrow(profit)} {words.points(profit, sign=True)}", strong=True),
        facts(
            (t("cli-cash"), money(answer.cash)),
            (t("cli-in-positions"), money(answer.positions_value)),
            (t("card-coins"), joined(*coins)),
            (t("cli-start-cash"), money(answer.start_cash)),
            (t("cli-drawdown"), words.points(answer.drawdown_pct)),
        ),
        tone=money_tone(answer.stamp, profit),
        mark=PURSE,
        footer=words.data_age_long(answer.stamp),
    )


CARDS: Final[dict[type, Callable[[Any], Card]]] = {
    Positions: positions,
    Orders: orders,
    Trades: trades,
    Balance: balance,
}

"""positions, orders, trades, balance, risk, locks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from engine.service.answers import Balance, Locks, Orders, Positions, Risk, Trades
from engine.service.text import words
from engine.service.text.layout import lines, pairs, table
from locales import t
from locales.catalogue import variables_of
from locales.formats import date_time, money, price, quantity


def positions(answer: Positions) -> str:
    """What is open and what it is worth now."""
    title = words.titled(answer.stamp, t("tui-positions"))
    exposure = t("cli-exposure", share=words.points(answer.exposure_pct))
    if not answer.rows:
        return lines(title, t("tui-no-positions"), exposure)
    rows = [
        [
            row.symbol, words.word("side", row.side), quantity(row.amount), price(row.entry_price), price(row.price),
            money(row.value, None), money(row.open_pnl, None, sign=True), words.points(row.open_pnl_pct, sign=True),
            price(row.stop_loss), price(row.take_profit), date_time(row.opened_at, show_zone=False),
        ]
        for row in answer.rows
    ]  # fmt: skip
    headings = [
        t("tui-symbol"), t("tui-side"), t("tui-amount"), t("tui-entry"), t("tui-price"), t("cli-value"),
        t("tui-result"), "%", t("exit-stop-loss"), t("exit-take-profit"), t("cli-opened"),
    ]  # fmt: skip
    return lines(title, table(headings, rows, right=range(2, 10)), exposure)


def orders(answer: Orders) -> str:
    """Unfinished orders first."""
    title = words.titled(answer.stamp, t("cli-orders"))
    if not answer.rows:
        return lines(title, t("cli-empty-orders"))
    rows = [
        [
            date_time(row.created_at, show_zone=False), row.symbol, words.word("side", row.side),
            words.word("leg", row.leg), quantity(row.amount), quantity(row.filled), order_state(row.state),
            row.client_order_id,
        ]
        for row in answer.rows
    ]  # fmt: skip
    headings = ("cli-time", "tui-symbol", "tui-side", "cli-leg", "tui-amount", "cli-filled", "cli-state", "cli-id")
    return lines(title, table([t(heading) for heading in headings], rows, right=(4, 5)))


def order_state(state: str) -> str:
    """The venue's word for an order, or the intent's where the venue has not spoken yet."""
    said = words.word("order-state", state)
    return said if said != state else words.word("intent-state", state)


def trades(answer: Trades) -> str:
    """Finished round trips with their result after costs."""
    title = words.titled(answer.stamp, t("cli-trades"))
    if not answer.rows:
        return lines(title, t("cli-empty-trades"))
    rows = [
        [
            date_time(row.closed_at, show_zone=False), row.symbol, words.word("side", row.side), quantity(row.amount),
            price(row.entry_price), price(row.exit_price), money(row.fee, None), money(row.pnl, None, sign=True),
            words.points(row.pnl_pct, sign=True), words.word("exit", row.exit_reason),
        ]
        for row in answer.rows
    ]  # fmt: skip
    headings = [
        t("cli-closed"), t("tui-symbol"), t("tui-side"), t("tui-amount"), t("tui-entry"), t("cli-exit"), t("cli-fee"),
        t("tui-result"), "%", t("cli-exit-reason"),
    ]  # fmt: skip
    return lines(title, table(headings, rows, right=range(3, 9)))


def balance(answer: Balance) -> str:
    """The purse."""
    facts = [
        (t("tui-equity"), f"{money(answer.equity)}  {words.points(answer.profit_pct, sign=True)}"),
        (t("cli-cash"), money(answer.cash)),
        (t("cli-in-positions"), money(answer.positions_value)),
        (t("cli-start-cash"), money(answer.start_cash)),
        (t("cli-drawdown"), words.points(answer.drawdown_pct)),
        *((name, quantity(amount)) for name, amount in sorted(answer.assets.items())),
    ]
    return lines(words.titled(answer.stamp, t("cli-balance")), pairs(facts))


def risk(answer: Risk) -> str:
    """What is used of each limit."""
    stop, target = words.points(answer.stop_loss_pct), words.points(answer.take_profit_pct)
    facts = [
        (t("tui-equity"), money(answer.equity)),
        (t("cli-exposure-name"), _limited(words.points(answer.exposure_pct), words.points(answer.max_exposure_pct))),
        (t("tui-positions"), _limited(str(answer.positions), str(answer.max_positions))),
        (t("cli-drawdown"), _limited(words.points(answer.drawdown_pct), _limit(answer.breaker_pct))),
        (t("cli-day-loss"), _limited(words.points(answer.day_loss_pct), _limit(answer.day_limit_pct))),
        (t("cli-exits"), f"{t('exit-stop-loss')} {stop}  {t('exit-take-profit')} {target}"),
    ]
    return lines(words.titled(answer.stamp, t("cli-risk")), pairs(facts))


def _limited(used: str, limit: str) -> str:
    return t("cli-limited", used=used, limit=limit) if limit else f"{used} ({t('cli-off')})"


def _limit(value: float) -> str:
    return words.points(value) if value else ""


def locks(answer: Locks) -> str:
    """What nothing is opened in, why and until when."""
    title = words.titled(answer.stamp, t("cli-locks"))
    if not answer.rows:
        return lines(title, t("cli-empty-locks"))
    rows = [
        [
            t("cli-all-pairs") if row.scope == "*" else row.scope,
            lock_reason(row.reason),
            t("cli-until-lifted") if row.until is None else date_time(row.until),
        ]
        for row in answer.rows
    ]
    return lines(title, table([t("tui-symbol"), t("tui-why"), t("cli-until")], rows))


def lock_reason(reason: str) -> str:
    """A lock's reason is a message key, one of our words, or what a person wrote."""
    return t(reason) if variables_of(reason) == frozenset() else words.word("cli-lock", reason)


RENDERERS: Final[dict[str, Callable[[Any], str]]] = {
    "Positions": positions,
    "Orders": orders,
    "Trades": trades,
    "Balance": balance,
    "Risk": risk,
    "Locks": locks,
}

"""Every number of the books that follows from others is worked out again, exactly, and compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal, localcontext
from typing import Any

import sqlalchemy as sa

from engine.core.symbols import Symbol
from engine.store.finding import Finding
from engine.store.tables import fills, ledger, order_intents, orders, positions, purses, trades

_DIGITS = 120  # more than any sum of money needs, so nothing is rounded
_ZERO = Decimal(0)
_Purse = tuple[str, str]


def check_ledger(connection: sa.Connection) -> Iterator[Finding]:
    """Balances are running sums; the purse's cash and the open positions are what the sums say."""
    with localcontext(prec=_DIGITS):
        columns = (ledger.c.source, ledger.c.mode, ledger.c.asset, ledger.c.kind, ledger.c.delta, ledger.c.balance)
        totals: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
        fees: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
        assets: dict[_Purse, str] = {}
        wrong = rows = 0
        for number, source, mode, asset, kind, delta, balance in connection.execute(
            sa.select(ledger.c.id, *columns).order_by(ledger.c.id)
        ):
            key, rows = (source, mode, asset), rows + 1
            totals[key] += Decimal(delta)
            if kind == "fee":
                fees[key] -= Decimal(delta)
            if kind == "deposit":
                assets.setdefault((source, mode), asset)
            if totals[key] != Decimal(balance):
                wrong += 1
                facts = {"row": number, "expected": _plain(totals[key]), "found": balance}
                yield _bad("check-ledger-balance-wrong", (source, mode), asset=asset, **facts)
                totals[key] = Decimal(balance)  # one fault is one finding, not one for every row after it
        if not wrong:
            yield Finding("check-ledger", True, {"count": rows})
        yield from _check_cash(connection, totals, assets)
        yield from _check_holdings(connection, totals, fees, assets)


def check_fills(connection: sa.Connection) -> Iterator[Finding]:
    """Every fill was intended and is in the ledger with its money, coins and fee; no movement pretends to be a fill."""
    with localcontext(prec=_DIGITS):
        booked: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
        query = sa.select(ledger.c.reference, ledger.c.asset, ledger.c.delta)
        for reference, asset, delta in connection.execute(query.where(ledger.c.kind.in_(("trade", "fee")))):
            booked[reference][asset] += Decimal(delta)
        known = set(connection.execute(sa.select(order_intents.c.client_order_id)).scalars())
        count, faults = 0, 0
        for fill in connection.execute(sa.select(fills).order_by(fills.c.timestamp, fills.c.id)).mappings():
            count += 1
            purse = (fill["source"], fill["mode"])
            if fill["client_order_id"] not in known:
                faults += 1
                yield _bad("check-fill-without-intent", purse, fill=fill["id"], order=fill["client_order_id"])
            expected, found = _movements(fill), booked.pop(fill["id"], {})
            for asset in sorted(expected.keys() | found.keys()):
                want, have = expected.get(asset, _ZERO), found.get(asset, _ZERO)
                if want != have:
                    faults += 1
                    facts = {"asset": asset, "expected": _plain(want), "found": _plain(have)}
                    yield _bad("check-fill-not-booked", purse, fill=fill["id"], **facts)
        for reference in sorted(booked):
            faults += 1
            yield Finding("check-ledger-without-fill", False, {"reference": reference})
        if not faults:
            yield Finding("check-fills", True, {"count": count})


def check_orders(connection: sa.Connection) -> Iterator[Finding]:
    """What an order says was filled is the sum of its fills, and not more than was ordered."""
    with localcontext(prec=_DIGITS):
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for number, amount in connection.execute(sa.select(fills.c.client_order_id, fills.c.amount)):
            sums[number] += Decimal(amount)
        count, faults = 0, 0
        for order in connection.execute(sa.select(orders).order_by(orders.c.created_at)).mappings():
            count += 1
            number = order["client_order_id"]
            total = sums.pop(number, _ZERO)
            if total != Decimal(order["filled"]) or total > Decimal(order["amount"]):
                faults += 1
                facts = {"order": number, "expected": _plain(total), "found": order["filled"]}
                yield _bad("check-order-filled-wrong", (order["source"], order["mode"]), **facts)
        for number, total in sorted(sums.items()):
            faults += 1
            yield Finding("check-order-missing", False, {"order": number, "expected": _plain(total)})
        if not faults:
            yield Finding("check-orders", True, {"count": count})


def check_trades(connection: sa.Connection) -> Iterator[Finding]:
    """The result of every round trip is what its fills give, after fees."""
    query = sa.select(fills, order_intents.c.position_id).join(
        order_intents, order_intents.c.client_order_id == fills.c.client_order_id
    )
    with localcontext(prec=_DIGITS):
        results: dict[str, Decimal] = defaultdict(Decimal)
        for fill in connection.execute(query).mappings():
            results[fill["position_id"]] += _movements(fill)[Symbol(fill["symbol"]).quote]
        count, faults = 0, 0
        for trade in connection.execute(sa.select(trades).order_by(trades.c.closed_at)).mappings():
            count += 1
            found = Decimal(trade["pnl_exact"])
            # A position adopted from outside has no fills of its own: nothing to compare with.
            expected = results.get(trade["id"], found)
            if expected != found or abs(float(found) - trade["pnl"]) > 1e-6 * max(1.0, abs(trade["pnl"])):
                faults += 1
                facts = {"trade": trade["id"], "expected": _plain(expected), "found": trade["pnl_exact"]}
                yield _bad("check-trade-wrong", (trade["source"], trade["mode"]), **facts)
        if not faults:
            yield Finding("check-trades", True, {"count": count})


def _check_cash(
    connection: sa.Connection, totals: dict[tuple[str, str, str], Decimal], assets: dict[_Purse, str]
) -> Iterator[Finding]:
    count = faults = 0
    for source, mode, cash in connection.execute(sa.select(purses.c.source, purses.c.mode, purses.c.cash)):
        count += 1
        asset = assets.get((source, mode))
        expected = totals.get((source, mode, asset), _ZERO) if asset is not None else _ZERO
        if expected != Decimal(cash):
            faults += 1
            yield _bad("check-purse-wrong", (source, mode), expected=_plain(expected), found=cash)
    if not faults:
        yield Finding("check-purses", True, {"count": count})


def _check_holdings(
    connection: sa.Connection,
    totals: dict[tuple[str, str, str], Decimal],
    fees: dict[tuple[str, str, str], Decimal],
    assets: dict[_Purse, str],
) -> Iterator[Finding]:
    held: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    columns = (positions.c.source, positions.c.mode, positions.c.symbol, positions.c.side, positions.c.amount_exact)
    count = faults = 0
    for source, mode, symbol, side, amount in connection.execute(sa.select(*columns)):
        count += 1
        held[source, mode, Symbol(symbol).base] += Decimal(amount) if side == "BUY" else -Decimal(amount)
    for key in sorted(totals.keys() | held.keys()):
        source, mode, asset = key
        if assets.get((source, mode)) == asset:
            continue
        # A fee paid in coins is not part of the position it was paid for.
        expected = totals.get(key, _ZERO) + fees.get(key, _ZERO)
        if expected != held.get(key, _ZERO):
            faults += 1
            facts = {"asset": asset, "expected": _plain(expected), "found": _plain(held.get(key, _ZERO))}
            yield _bad("check-holding-wrong", (source, mode), **facts)
    if not faults:
        yield Finding("check-holdings", True, {"count": count})


def _movements(fill: Any) -> dict[str, Decimal]:
    """What a fill moves, by asset."""
    symbol, amount = Symbol(fill["symbol"]), Decimal(fill["amount"])
    sign = 1 if fill["side"] == "BUY" else -1
    moved: dict[str, Decimal] = defaultdict(Decimal)
    moved[symbol.quote] -= sign * amount * Decimal(fill["price"])
    moved[symbol.base] += sign * amount
    moved[fill["fee_asset"]] -= Decimal(fill["fee"])
    return moved


def _bad(key: str, purse: _Purse, **facts: object) -> Finding:
    return Finding(key, False, {"source": purse[0], "mode": purse[1], **facts})


def _plain(value: Decimal) -> str:
    return "0" if not value else f"{value.normalize():f}"

"""The books add up, and every planted fault is found and named."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from engine.store import tables
from engine.store.address import sqlite_path
from engine.store.check import check_store
from engine.store.store import Store
from tests.engine.store import samples


def bad(store: Store) -> list[str]:
    return sorted({finding.key for finding in check_store(store) if not finding.ok})


def test_an_empty_store_is_right(store: Store) -> None:
    findings = check_store(store)
    assert findings
    assert all(finding.ok for finding in findings)


@pytest.mark.parametrize("open_position", [False, True])
def test_right_books_are_right(store: Store, open_position: bool) -> None:
    store.write_sync(lambda c: samples.books(c, open_position=open_position))
    store.write_sync(samples.chains)
    assert bad(store) == []


FAULTS = {
    "UPDATE ledger SET delta = '-10.06' WHERE delta = '-10.05'": {
        "check-ledger-balance-wrong", "check-fill-not-booked"},
    "UPDATE ledger SET balance = '989.96' WHERE delta = '-10.05'": {"check-ledger-balance-wrong"},
    "UPDATE ledger SET reference = 'nobody' WHERE delta = '0.1'": {
        "check-ledger-without-fill", "check-fill-not-booked"},
    "DELETE FROM ledger WHERE kind = 'fee'": {
        "check-ledger-balance-wrong", "check-fill-not-booked"},
    "UPDATE purses SET cash = '1000.220'": {"check-purse-wrong"},
    "UPDATE trades SET pnl_exact = '0.24', pnl = 0.24": {"check-trade-wrong"},
    "UPDATE trades SET pnl = 0.5": {"check-trade-wrong"},
    "UPDATE orders SET filled = '0.09' WHERE side = 'BUY'": {"check-order-filled-wrong"},
    "UPDATE orders SET amount = '0.09' WHERE side = 'BUY'": {"check-order-filled-wrong"},
    "DELETE FROM orders WHERE side = 'BUY'": {"check-order-missing"},
    "DELETE FROM order_intents WHERE side = 'SELL'": {"check-fill-without-intent", "check-trade-wrong"},
    "DELETE FROM fills WHERE side = 'SELL'": {
        "check-ledger-without-fill", "check-order-filled-wrong", "check-trade-wrong"},
    "UPDATE audit_log SET actor = 'you' WHERE id = 2": {"check-chain-edited"},
    "DELETE FROM scoreboard WHERE id = 2": {"check-chain-link"},
    "UPDATE candle_cache SET high = 90": {"check-candles-inconsistent"},
    "UPDATE candle_cache SET volume = -1": {"check-candles-inconsistent"},
    "UPDATE candle_cache SET timestamp = 900001": {"check-candles-off-grid"},
}  # fmt: skip


@pytest.mark.parametrize("statement", list(FAULTS))
def test_planted_faults_are_found(store: Store, statement: str) -> None:
    def work(connection: sa.Connection) -> None:
        samples.books(connection)
        samples.chains(connection)
        samples.add(
            connection, tables.candle_cache, source="demo", symbol=samples.SYMBOL, timeframe="15m", timestamp=900_000,
            open=100.0, high=101.0, low=99.0, close=100.5, volume=1.0,
        )  # fmt: skip

    store.write_sync(work)
    assert bad(store) == []
    store.write_sync(lambda c: c.exec_driver_sql(statement) and None)
    assert FAULTS[statement] <= set(bad(store))


def test_a_position_that_the_ledger_does_not_know(store: Store) -> None:
    store.write_sync(lambda c: samples.books(c, open_position=True))
    store.write_sync(lambda c: c.execute(sa.update(tables.positions).values(amount_exact="0.2")) and None)
    (finding,) = [finding for finding in check_store(store) if not finding.ok]
    assert finding.key == "check-holding-wrong"
    assert (finding.params["expected"], finding.params["found"]) == ("0.1", "0.2")


def test_a_fee_in_coins_is_not_a_missing_coin(store: Store) -> None:
    def work(connection: sa.Connection) -> None:
        samples.books(connection, open_position=True)
        for statement in (
            "UPDATE fills SET fee_asset = 'BTC', fee = '0.0001'",
            "UPDATE ledger SET asset = 'BTC', delta = '-0.0001', balance = '-0.0001' WHERE kind = 'fee'",
            "UPDATE ledger SET balance = '0.0999' WHERE delta = '0.1'",
            "UPDATE purses SET cash = '989.95'",
        ):
            connection.exec_driver_sql(statement)

    store.write_sync(work)
    assert bad(store) == []


def test_a_published_head_finds_what_was_cut_off(store: Store) -> None:
    store.write_sync(samples.chains)
    findings = check_store(store, heads={"scoreboard": "f" * 64})
    assert [finding.key for finding in findings if not finding.ok] == ["check-chain-cut"]


def test_damage_inside_the_file_is_found(sqlite_url: str) -> None:
    path = sqlite_path(sqlite_url)
    assert path is not None
    with Store.open(sqlite_url) as store:
        store.write_sync(lambda c: samples.chains(c, 300))
    content = bytearray(path.read_bytes())
    middle = len(content) * 3 // 4 // 4096 * 4096
    content[middle : middle + 4096] = b"\xa5" * 4096
    path.write_bytes(content)
    with Store.open(sqlite_url, readonly=True) as store:
        assert bad(store) == ["check-file-damaged"]

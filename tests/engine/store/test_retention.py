"""What may be forgotten is; what may not never."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from engine.core.errors import InvalidInput, Refused
from engine.store import candles, events, retention, tables, tape
from engine.store.retention import DAY_MS
from engine.store.store import Store
from tests.engine.store import samples
from tests.engine.store.test_candles import BTC, M15, series

NOW = 100 * DAY_MS


def test_only_old_rows_go(store: Store) -> None:
    def work(connection: sa.Connection) -> None:
        for day in (1, 50, 99):
            samples.event(connection, day * DAY_MS)
            tape.append_tape(connection, "demo", "paper", "tick", day * DAY_MS)
            samples.add(
                connection, tables.equity, **samples.PURSE, timestamp=day * DAY_MS, cash=1.0, positions_value=0.0,
                equity=1.0, drawdown=0.0,
            )  # fmt: skip
        candles.save_candles(connection, series(9_000))

    store.write_sync(work)
    deleted = retention.prune(store, {"events": 60, "tape": 10, "equity": 60, "candle_cache": 50}, NOW)
    assert deleted == {"events": 1, "tape": 2, "equity": 1, "candle_cache": 4_199}
    assert (
        store.read(lambda c: candles.earliest_timestamp(c, "demo", BTC, M15)) == 4_199 * M15.ms
    )  # fifty days before the newest: a market ages by its own time
    assert [event.timestamp // DAY_MS for event in store.read(lambda c: events.events_since(c, 0))] == [50, 99]


def test_zero_keeps_everything(store: Store) -> None:
    store.write_sync(lambda c: samples.event(c, 1))
    assert retention.prune(store, {"events": 0}, NOW) == {}


def test_events_that_are_still_to_be_delivered_stay(store: Store) -> None:
    def work(connection: sa.Connection) -> list[int]:
        ids = [samples.event(connection, 1) for _ in range(4)]
        for number, sent in ((ids[0], 5), (ids[1], None)):
            samples.add(
                connection, tables.outbox, event_id=number, channel="telegram", recipient="1", state="x", created_at=1,
                sent_at=sent,
            )  # fmt: skip
        return ids

    ids = store.write_sync(work)
    assert retention.prune(store, {"events": 1}, NOW) == {"events": 2}
    # The newest stays as well: its number is where every follower stands.
    assert [event.id for event in store.read(lambda c: events.events_since(c, 0))] == [ids[1], ids[3]]


@pytest.mark.parametrize(
    "table", ["ledger", "trades", "fills", "orders", "order_intents", "scoreboard", "audit_log", "purses", "decisions"]
)
def test_the_books_are_never_pruned(store: Store, table: str) -> None:
    store.write_sync(samples.books)
    with pytest.raises(Refused):
        retention.prune(store, {"events": 1, table: 1}, NOW)


def test_an_unknown_table_is_bad_input(store: Store) -> None:
    with pytest.raises(InvalidInput):
        retention.prune(store, {"nothing": 1}, NOW)

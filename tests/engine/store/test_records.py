"""Events, tape, state and the chained records."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.core.errors import InvalidInput
from engine.core.events import Event, EventKind
from engine.store import chains, events, state, tables, tape
from engine.store.store import Store
from tests.engine.store import samples

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


def test_events_come_in_order_and_are_followed_by_cursor(store: Store) -> None:
    sent = [Event(EventKind.SIGNAL, i, "demo", "BTC/USDT" if i % 2 else None, {"n": i, "câu": "ừ"}) for i in range(5)]
    ids = [store.write_sync(lambda c, e=event: events.append_event(c, e)) for event in sent]
    assert ids == sorted(ids)
    found = store.read(lambda c: events.events_since(c, ids[1], 2))
    assert [(event.id, event.timestamp, event.symbol) for event in found] == [
        (ids[2], 2, None),
        (ids[3], 3, "BTC/USDT"),
    ]
    assert found[0].data == {"n": 2, "câu": "ừ"}
    assert [event.id for event in store.read(lambda c: events.latest_events(c, 2))] == ids[3:]
    assert store.read(events.last_event_id) == ids[4]


def test_event_ids_never_come_back(store: Store) -> None:
    last = store.write_sync(lambda c: samples.event(c, 1))
    store.write_sync(lambda c: c.execute(sa.delete(tables.events)) and None)
    assert store.write_sync(lambda c: samples.event(c, 2)) > last


def test_the_tape_keeps_the_order(store: Store) -> None:
    def work(connection: sa.Connection) -> None:
        for i in range(4):
            tape.append_tape(connection, "demo", "paper", "tick", 10 - i, symbol="BTC/USDT", price=1.5 + i)
        tape.append_tape(connection, "demo", "paper", "command", 3, payload={"id": "pause"}, timeframe="15m")
        tape.append_tape(connection, "other", "paper", "tick", 3)

    store.write_sync(work)
    found = store.read(lambda c: tape.read_tape(c, "demo", "paper"))
    assert [entry.timestamp for entry in found] == [10, 9, 8, 7, 3]
    assert found[-1].payload == {"id": "pause"}
    assert found[0].price == 1.5
    page = store.read(lambda c: tape.read_tape(c, "demo", "paper", after_id=found[1].id, limit=2))
    assert page == found[2:4]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(value=JSON)
def test_state_gives_back_what_it_got(store: Store, value: object) -> None:
    store.write_sync(lambda c: state.set_state(c, "demo", "paper", "x", value))
    assert store.read(lambda c: state.get_state(c, "demo", "paper", "x", "none")) == value


def test_state_is_kept_apart_by_source_and_mode(store: Store) -> None:
    store.write_sync(lambda c: state.set_state(c, "demo", "paper", "x", 1))
    assert store.read(lambda c: state.get_state(c, "demo", "live", "x", 7)) == 7
    store.write_sync(lambda c: state.drop_state(c, "demo", "paper", "x"))
    assert store.read(lambda c: state.all_state(c, "demo", "paper")) == {}


@pytest.mark.parametrize("table", list(chains.CHAINED))
def test_a_chain_holds(store: Store, table: str) -> None:
    assert store.read(lambda c: chains.chain_head(c, table)) == chains.GENESIS
    assert store.read(lambda c: chains.verify_chain(c, table)).ok
    store.write_sync(samples.chains)
    report = store.read(lambda c: chains.verify_chain(c, table))
    assert (report.ok, report.rows) == (True, 4)
    assert report.head == store.read(lambda c: chains.chain_head(c, table))


DAMAGE = {
    "edited": ("UPDATE {t} SET {text} = 'x' WHERE id = 2", "check-chain-edited", 2),
    "stamped": ("UPDATE {t} SET {time} = {time} + 1 WHERE id = 3", "check-chain-edited", 3),
    "missing in the middle": ("DELETE FROM {t} WHERE id = 2", "check-chain-link", 3),
    "missing at the start": ("DELETE FROM {t} WHERE id = 1", "check-chain-link", 2),
    "another order": ("UPDATE {t} SET id = id + 10 WHERE id = 2", "check-chain-link", 3),
    "cut off": ("DELETE FROM {t} WHERE id > 2", "check-chain-cut", None),
}


@pytest.mark.parametrize("damage", list(DAMAGE))
@pytest.mark.parametrize("table", list(chains.CHAINED))
def test_tampering_shows(store: Store, table: str, damage: str) -> None:
    statement, key, number = DAMAGE[damage]
    names = {"scoreboard": ("content", "created_at"), "audit_log": ("arguments", "timestamp")}[table]
    store.write_sync(samples.chains)
    head = store.read(lambda c: chains.chain_head(c, table))
    statement = statement.format(t=table, text=names[0], time=names[1])
    store.write_sync(lambda c: c.exec_driver_sql(statement) and None)
    report = store.read(lambda c: chains.verify_chain(c, table, head=head))
    assert (report.ok, report.key, report.broken_at) == (False, key, number)


def test_a_rehashed_edit_still_breaks_the_chain(store: Store) -> None:
    store.write_sync(samples.chains)
    store.write_sync(lambda c: c.exec_driver_sql("DELETE FROM audit_log WHERE id >= 3") and None)
    store.write_sync(lambda c: samples.chains(c, 2))
    assert store.read(lambda c: chains.verify_chain(c, "audit_log")).ok
    head = "f" * 64
    assert store.read(lambda c: chains.verify_chain(c, "audit_log", head=head)).key == "check-chain-cut"


def test_only_chained_tables_are_verified(store: Store) -> None:
    with pytest.raises(InvalidInput):
        store.read(lambda c: chains.verify_chain(c, "trades"))

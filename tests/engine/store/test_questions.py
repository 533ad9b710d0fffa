"""Questions can only read, whatever they try."""

from __future__ import annotations

import pytest

from engine.core.errors import InvalidInput, Refused
from engine.store import state
from engine.store.questions import run_query
from engine.store.store import Store

WRITES = [
    "DELETE FROM engine_state",
    "INSERT INTO watched_symbols VALUES ('a', 'b', 'c', 1)",
    "UPDATE engine_state SET value = '2'",
    "DROP TABLE engine_state",
    "CREATE TABLE x (y INTEGER)",
    "  -- harmless\n /* really */ DELETE FROM engine_state",
    "COPY engine_state TO PROGRAM 'cat'",
    "ATTACH DATABASE 'other.db' AS other",
    "VACUUM",
    "BEGIN",
    "SET TRANSACTION READ WRITE",
    "PRAGMA journal_mode=DELETE",
]
SMUGGLED = [
    "SELECT 1; DELETE FROM engine_state",
    "SELECT 1; COMMIT; DELETE FROM engine_state",
    "WITH gone AS (DELETE FROM engine_state RETURNING *) SELECT * FROM gone",
    "EXPLAIN ANALYZE DELETE FROM engine_state",
    "SELECT 1; SET TRANSACTION READ WRITE",
]


@pytest.fixture
def kept(store: Store):
    store.write_sync(lambda c: state.set_state(c, "demo", "paper", "a", "100%", now=1))
    yield store
    assert store.read(lambda c: state.get_state(c, "demo", "paper", "a")) == "100%"


def test_columns_and_rows(kept: Store) -> None:
    assert run_query(kept, "select name, value as v from engine_state where value like '%\"'") == (
        ["name", "v"],
        [("a", '"100%"')],
    )
    assert run_query(kept.url, "(SELECT 1 AS one)" if kept.dialect == "postgresql" else "SELECT 1 AS one") == (
        ["one"],
        [(1,)],
    )
    assert run_query(kept, "VALUES (1), (2), (3)", limit=2)[1] == [(1,), (2,)]
    assert run_query(kept, "-- a question\nSELECT 5 % 3")[1] == [(2,)]


@pytest.mark.parametrize("sql", WRITES)
def test_writes_are_refused(kept: Store, sql: str) -> None:
    with pytest.raises((Refused, InvalidInput)):
        run_query(kept, sql)


@pytest.mark.parametrize("sql", SMUGGLED)
def test_smuggled_writes_are_refused(kept: Store, sql: str) -> None:
    with pytest.raises((Refused, InvalidInput)):
        run_query(kept, sql)


def test_a_write_is_called_a_write(kept: Store) -> None:
    with pytest.raises(Refused) as caught:
        run_query(kept, "DELETE FROM engine_state")
    assert caught.value.key == "err-store-question-writes"


@pytest.mark.parametrize("sql", ["", "  ", "-- nothing", "SELECT FROM WHERE", "SELECT * FROM nowhere", "SELECT ?"])
def test_what_cannot_be_understood_is_bad_input(kept: Store, sql: str) -> None:
    with pytest.raises(InvalidInput):
        run_query(kept, sql)


def test_questions_about_the_shape(sqlite_url: str) -> None:
    with Store.open(sqlite_url) as store:
        columns, rows = run_query(store, "PRAGMA table_info(engine_state)")
    assert "name" in columns
    assert len(rows) == 5

"""Opening, reading and writing: one writer, one transaction a call, nothing half done."""

from __future__ import annotations

import asyncio
import os
import stat
import threading

import pytest
import sqlalchemy as sa

from engine.core.errors import Operational, Refused
from engine.store import state
from engine.store.address import sqlite_path
from engine.store.store import Store


def put(connection: sa.Connection, name: str, value: object) -> None:
    state.set_state(connection, "demo", "paper", name, value, now=1)


def get(connection: sa.Connection, name: str) -> object:
    return state.get_state(connection, "demo", "paper", name)


def test_what_is_written_is_there_after_reopening(url: str) -> None:
    with Store.open(url) as store:
        assert store.write_sync(lambda c: put(c, "state", {"x": [1, "ấm"]})) is None
        assert store.read(lambda c: get(c, "state")) == {"x": [1, "ấm"]}
    with Store.open(url) as store:
        assert store.read(lambda c: get(c, "state")) == {"x": [1, "ấm"]}


async def test_writing_from_a_loop(store: Store) -> None:
    await asyncio.gather(*(store.write(lambda c, i=i: put(c, f"n{i}", i), durable=i % 2 == 0) for i in range(20)))
    assert store.read(lambda c: state.all_state(c, "demo", "paper")) == {f"n{i}": i for i in range(20)}


def test_a_fault_undoes_the_whole_step(store: Store) -> None:
    def half(connection: sa.Connection) -> None:
        put(connection, "a", 1)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.write_sync(half)
    assert store.read(lambda c: get(c, "a")) is None
    store.write_sync(lambda c: put(c, "a", 2))
    assert store.read(lambda c: get(c, "a")) == 2


def test_the_callers_own_mistakes_keep_their_kind(store: Store) -> None:
    insert = "INSERT INTO watched_symbols VALUES ('demo', 'BTC/USDT', 'on', 1)"
    store.write_sync(lambda c: c.exec_driver_sql(insert) and None)
    with pytest.raises(sa.exc.IntegrityError):
        store.write_sync(lambda c: c.exec_driver_sql(insert) and None)


def test_readers_do_not_see_what_is_not_committed_and_cannot_write(store: Store) -> None:
    def work(connection: sa.Connection) -> object:
        put(connection, "a", 1)
        return store.read(lambda c: get(c, "a"))

    assert store.write_sync(work) is None
    assert store.read(lambda c: get(c, "a")) == 1
    with pytest.raises(Operational) as caught:
        store.read(lambda c: put(c, "b", 1))
    assert caught.value.key == "err-store-not-writable"


def test_one_read_is_one_snapshot(store: Store) -> None:
    def work(connection: sa.Connection) -> tuple[object, object]:
        before = get(connection, "a")
        writing = threading.Thread(target=store.write_sync, args=(lambda c: put(c, "a", "later"),))
        writing.start()
        writing.join()
        return before, get(connection, "a")

    assert store.read(work) == (None, None)
    assert store.read(lambda c: get(c, "a")) == "later"


def test_many_threads_read_while_one_writes(store: Store) -> None:
    store.write_sync(lambda c: put(c, "a", 0))
    seen: list[object] = []

    def reading() -> None:
        seen.extend(store.read(lambda c: get(c, "a")) for _ in range(20))

    threads = [threading.Thread(target=reading) for _ in range(4)]
    for thread in threads:
        thread.start()
    for i in range(20):
        store.write_sync(lambda c, i=i: put(c, "a", i))
    for thread in threads:
        thread.join()
    assert len(seen) == 80
    assert store.read(lambda c: get(c, "a")) == 19


def test_a_write_inside_a_write_is_a_mistake_that_is_told(store: Store) -> None:
    with pytest.raises(RuntimeError, match="inside a write"):
        store.write_sync(lambda _: store.write_sync(lambda c: put(c, "a", 1)))


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(Operational) as caught:
        store.read(lambda c: get(c, "a"))
    assert caught.value.key == "err-store-closed"
    with pytest.raises(Operational):
        store.write_sync(lambda c: put(c, "a", 1))


def test_read_only(url: str) -> None:
    with pytest.raises(Operational):
        Store.open(url, readonly=True)
    with Store.open(url) as writing:
        writing.write_sync(lambda c: put(c, "a", 1))
        with Store.open(url, readonly=True) as reading:
            assert reading.readonly
            assert reading.read(lambda c: get(c, "a")) == 1
            with pytest.raises(Refused):
                reading.write_sync(lambda c: put(c, "a", 2))


def test_a_cancelled_wait_leaves_the_store_working(store: Store) -> None:
    async def go() -> None:
        gate = threading.Event()
        first = asyncio.create_task(store.write(lambda _: gate.wait(10)))
        await asyncio.sleep(0)
        second = asyncio.create_task(store.write(lambda c: put(c, "never", 1)))
        await asyncio.sleep(0)
        second.cancel()
        await asyncio.wait([second])
        await asyncio.sleep(0)
        gate.set()
        assert await first
        await store.write(lambda c: put(c, "a", 1))

    asyncio.run(go())
    assert store.read(lambda c: (get(c, "never"), get(c, "a"))) == (None, 1)


def test_files_are_private(sqlite_url: str) -> None:
    path = sqlite_path(sqlite_url)
    assert path is not None
    old = os.umask(0)
    try:
        with Store.open(sqlite_url) as store:
            store.write_sync(lambda c: put(c, "a", 1))
            store.read(lambda c: get(c, "a"))
            modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    finally:
        os.umask(old)
    assert modes == {path.name: 0o600, f"{path.name}-wal": 0o600, f"{path.name}-shm": 0o600}


@pytest.mark.parametrize(("durable", "level"), [(True, 2), (False, 1)])
def test_durable_writes_wait_for_the_disk(sqlite_url: str, durable: bool, level: int) -> None:
    with Store.open(sqlite_url) as store:
        for _ in range(2):
            seen = store.write_sync(lambda c: c.exec_driver_sql("PRAGMA synchronous").scalar(), durable=durable)
            assert seen == level
        assert store.write_sync(lambda c: c.exec_driver_sql("PRAGMA journal_mode").scalar()) == "wal"
        assert store.write_sync(lambda c: c.exec_driver_sql("PRAGMA foreign_keys").scalar()) == 1


def test_a_failed_change_of_the_schema_leaves_nothing(store: Store) -> None:
    def half(connection: sa.Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE half_done (x INTEGER)")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.write_sync(half)
    assert not store.read(lambda c: sa.inspect(c).has_table("half_done"))

"""Backups prove themselves; restoring moves the present aside and never deletes it."""

from __future__ import annotations

import json
import sqlite3
import stat
from pathlib import Path

import pytest
import sqlalchemy as sa

from engine.core.errors import CheckFailed, HaiDangError, InvalidInput, Operational, Temporary
from engine.store import candles, state
from engine.store.address import sqlite_path
from engine.store.backup import backup, backup_name, restore
from engine.store.check import check_store
from engine.store.connections import make_engine
from engine.store.manifest import manifest_path, read_manifest
from engine.store.store import Store
from tests.engine.store import samples
from tests.engine.store.test_candles import BTC, M15, columns, series


def fill(connection: sa.Connection) -> None:
    samples.books(connection)
    samples.chains(connection)
    samples.prediction(connection, "p1", 1)
    samples.event(connection, 1)
    candles.save_candles(connection, series(300))
    state.set_state(connection, "demo", "paper", "a", "first")


def value(store: Store) -> object:
    return store.read(lambda c: state.get_state(c, "demo", "paper", "a"))


def same(store: Store) -> None:
    assert value(store) == "first"
    assert all(finding.ok for finding in check_store(store))
    found = store.read(lambda c: candles.load_series(c, "demo", BTC, M15))
    assert (columns(found) == columns(series(300))).all()


def test_there_and_back(url: str, tmp_path: Path) -> None:
    file = tmp_path / "kept" / "b.db"
    with Store.open(url) as store:
        store.write_sync(fill)
        manifest = backup(store, file, now=5)
        store.write_sync(lambda c: state.set_state(c, "demo", "paper", "a", "second"))
    assert (manifest.rows["candle_cache"], manifest.rows["ledger"], manifest.made_at) == (300, 7, 5)
    assert read_manifest(file) == manifest
    assert sorted(path.name for path in file.parent.iterdir()) == ["b.db", "b.db.manifest.json"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    done = restore(url, file)
    with Store.open(url) as store:
        same(store)
        event = store.write_sync(lambda c: samples.event(c, 2))
        assert event == 2  # numbers go on where they were
        store.write_sync(samples.chains)
        assert all(finding.ok for finding in check_store(store))
    assert done.aside is not None
    assert still_there(url, done.aside) == '"second"'


def still_there(url: str, aside: str) -> object:
    if sqlite_path(url) is not None:
        with sqlite3.connect(aside) as connection:
            return connection.execute("SELECT value FROM engine_state").fetchone()[0]
    with make_engine(url, write=False).connect() as connection:
        return connection.exec_driver_sql(f'SELECT value FROM "{aside}".engine_state').scalar_one()


def test_from_one_database_to_the_other(sqlite_url: str, postgres_url: str, tmp_path: Path) -> None:
    with Store.open(sqlite_url) as store:
        store.write_sync(fill)
        backup(store, tmp_path / "one.db")
    assert restore(postgres_url, tmp_path / "one.db").aside is None
    with Store.open(postgres_url) as store:
        same(store)
        backup(store, tmp_path / "two.db")
    restore(sqlite_url, tmp_path / "two.db")
    with Store.open(sqlite_url) as store:
        same(store)


def test_a_backup_is_one_moment_of_a_store_in_use(store: Store, tmp_path: Path) -> None:
    store.write_sync(fill)

    def work(connection: sa.Connection) -> None:
        state.set_state(connection, "demo", "paper", "a", "not yet committed")
        backup(store, tmp_path / "b.db")

    store.write_sync(work)
    with Store.open(f"sqlite:///{tmp_path / 'b.db'}", readonly=True) as kept:
        same(kept)


def test_nothing_is_overwritten(store: Store, tmp_path: Path) -> None:
    backup(store, tmp_path / "b.db")
    with pytest.raises(InvalidInput) as caught:
        backup(store, tmp_path / "b.db")
    assert caught.value.key == "err-store-backup-exists"


def damage(file: Path, how: str) -> None:
    manifest = manifest_path(file)
    facts = json.loads(manifest.read_text())
    if how == "one byte":
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
    elif how == "cut":
        file.write_bytes(file.read_bytes()[:-4096])
    elif how == "no manifest":
        manifest.unlink()
    elif how == "manifest":
        manifest.write_text("{")
    elif how == "format":
        manifest.write_text(json.dumps(facts | {"format": "other/1"}))
    elif how == "newer":
        manifest.write_text(json.dumps(facts | {"revision": "9999"}))
    else:
        file.unlink()


@pytest.mark.parametrize("how", ["one byte", "cut", "no manifest", "manifest", "format", "newer", "gone"])
def test_a_backup_that_is_not_right_is_not_restored(url: str, tmp_path: Path, how: str) -> None:
    file = tmp_path / "b.db"
    with Store.open(url) as store:
        store.write_sync(lambda c: state.set_state(c, "demo", "paper", "a", "kept"))
        backup(store, file)
    damage(file, how)
    with pytest.raises((CheckFailed, InvalidInput, Operational)):
        restore(url, file)
    with Store.open(url) as store:
        assert value(store) == "kept"


def test_a_store_in_use_is_not_replaced(sqlite_url: str, tmp_path: Path) -> None:
    with Store.open(sqlite_url) as store:
        store.write_sync(fill)
        backup(store, tmp_path / "b.db")
        with pytest.raises(Temporary) as caught:
            restore(sqlite_url, tmp_path / "b.db")
        assert caught.value.key == "err-store-busy"
        same(store)


def test_a_damaged_store_can_be_replaced(sqlite_url: str, tmp_path: Path) -> None:
    path = sqlite_path(sqlite_url)
    assert path is not None
    with Store.open(sqlite_url) as store:
        store.write_sync(fill)
        backup(store, tmp_path / "b.db")
    path.write_bytes(b"not a database at all" * 500)
    done = restore(sqlite_url, tmp_path / "b.db")
    assert Path(str(done.aside)).read_bytes().startswith(b"not a database")
    with Store.open(sqlite_url) as store:
        same(store)


def test_a_backup_into_nowhere_says_so(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(HaiDangError) as caught:
        backup(store, tmp_path / "file" / "b.db")
    assert caught.value.key == "err-store-backup-failed"
    assert all(finding.ok for finding in check_store(store))


def test_names_sort_by_time() -> None:
    assert backup_name(1732960800000) == "haidang-backup-20241130T100000Z.db"

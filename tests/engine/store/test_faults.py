"""When the machine fails: the right words, nothing half done, and work goes on afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from engine.core.errors import Ambiguous, Operational, Temporary
from engine.store import candles, state
from engine.store.address import sqlite_path
from engine.store.check import check_store
from engine.store.faults import translate
from engine.store.store import Store
from tests.engine.store import samples
from tests.engine.store.test_candles import series


@pytest.mark.parametrize("content", [b"not a database at all" * 500, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_damaged_file_is_refused_and_left_alone(sqlite_url: str, content: bytes) -> None:
    path = sqlite_path(sqlite_url)
    assert path is not None
    path.parent.mkdir()
    path.write_bytes(content)
    for readonly in (False, True):
        with pytest.raises(Operational) as caught:
            Store.open(sqlite_url, readonly=readonly)
        assert caught.value.key == "err-store-corrupt"
        assert path.read_bytes() == content


def test_a_full_disk_keeps_what_was_committed(sqlite_url: str) -> None:
    with Store.open(sqlite_url) as store:
        store.write_sync(samples.books)
        pages = store.write_sync(lambda c: int(c.exec_driver_sql("PRAGMA page_count").scalar_one()))
        store.write_sync(lambda c: c.exec_driver_sql(f"PRAGMA max_page_count={pages}") and None)
        for _ in range(2):
            with pytest.raises(Operational) as caught:
                store.write_sync(lambda c: candles.save_candles(c, series(5_000)))
            assert caught.value.key == "err-store-disk-full"
        assert all(finding.ok for finding in check_store(store))
        store.write_sync(lambda c: c.exec_driver_sql("PRAGMA max_page_count=1000000") and None)
        assert store.write_sync(lambda c: candles.save_candles(c, series(5_000))) == 5_000


def test_another_writer_for_too_long_is_temporary(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.store.connections.BUSY_MS", 50)
    with Store.open(sqlite_url) as one, Store.open(sqlite_url) as other:

        def work(_connection: sa.Connection) -> None:
            other.write_sync(lambda c: state.set_state(c, "demo", "paper", "a", 1))

        with pytest.raises(Temporary) as caught:
            one.write_sync(work)
        assert caught.value.key == "err-store-busy"
        other.write_sync(lambda c: state.set_state(c, "demo", "paper", "a", 2))


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Operational) as caught:
        Store.open(f"sqlite:///{tmp_path / 'file' / 'x.db'}")
    assert caught.value.key in ("err-store-not-openable", "err-store-not-writable")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(Operational) as caught:
        Store.open(f"sqlite:///{tmp_path / 'x.db'}")
    assert caught.value.key == "err-store-not-writable"


@pytest.mark.parametrize("readonly", [False, True])
def test_postgres_out_of_reach(readonly: bool) -> None:
    with pytest.raises(Operational) as caught:
        Store.open("postgresql+psycopg://me:secret@127.0.0.1:1/x", readonly=readonly)
    assert caught.value.key == "err-store-unreachable"
    assert "secret" not in str(caught.value)


def test_postgres_gone_in_the_middle_of_a_step(postgres_url: str) -> None:
    with Store.open(postgres_url) as store:

        def work(connection: sa.Connection) -> None:
            state.set_state(connection, "demo", "paper", "a", 1)
            mine = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
            _kill(postgres_url, int(mine))
            connection.exec_driver_sql("SELECT 1")

        with pytest.raises(Temporary) as caught:
            store.write_sync(work)
        assert caught.value.key == "err-store-connection-lost"
        store.write_sync(lambda c: state.set_state(c, "demo", "paper", "b", 2))
        assert store.read(lambda c: state.all_state(c, "demo", "paper")) == {"b": 2}


def test_postgres_gone_at_the_commit_is_ambiguous(postgres_url: str) -> None:
    with Store.open(postgres_url) as store:

        def work(connection: sa.Connection) -> None:
            state.set_state(connection, "demo", "paper", "a", 1)
            _kill(postgres_url, int(connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()))

        with pytest.raises(Ambiguous) as caught:
            store.write_sync(work)
        assert caught.value.key == "err-store-commit-unknown"
        assert store.read(lambda c: state.all_state(c, "demo", "paper")) == {}


def test_a_reader_whose_connection_is_gone_comes_back(postgres_url: str) -> None:
    with Store.open(postgres_url) as store:
        mine = store.read(lambda c: int(c.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()))
        _kill(postgres_url, mine)
        with pytest.raises(Temporary):
            store.read(lambda c: state.all_state(c, "demo", "paper"))
        assert store.read(lambda c: state.all_state(c, "demo", "paper")) == {}


def _kill(url: str, backend: int) -> None:
    engine = sa.create_engine(url, poolclass=sa.NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        assert connection.exec_driver_sql(f"SELECT pg_terminate_backend({backend}, 5000)").scalar_one()


@pytest.mark.parametrize(
    ("error", "key"),
    [
        (OSError(28, "No space left on device"), "err-store-disk-full"),
        (OSError(30, "Read-only file system"), None),
        (OSError(2, "No such file"), None),
        (ValueError("mine"), None),
    ],
)
def test_what_the_system_says(error: Exception, key: str | None) -> None:
    known = translate(error, "x.db")
    assert (known.key if known else None) == key


CHILD = """
import sys
from engine.store.store import Store
from engine.store import chains, state
from tests.engine.store import samples
store = Store.open(sys.argv[1])
store.write_sync(samples.books)
number = 0
while True:
    number += 1
    def work(connection, number=number):
        chains.append_audit(connection, timestamp=number, surface="t", actor="a", role="owner", command="c",
                            arguments={}, result="ok")
        state.set_state(connection, "demo", "paper", "count", number)
    store.write_sync(work, durable=number % 2 == 0)
    print(number, flush=True)
"""


def test_kill_9_loses_nothing_that_was_committed(url: str) -> None:
    for wanted in (3, 40):
        child = subprocess.Popen([sys.executable, "-c", CHILD.replace("samples.books", "lambda c: None")
                                  if wanted > 3 else CHILD, url], stdout=subprocess.PIPE, text=True)  # fmt: skip
        assert child.stdout is not None
        told = 0
        for line in child.stdout:
            told = int(line)
            if told >= wanted:
                break
        child.send_signal(signal.SIGKILL)
        told = max([told, *(int(line) for line in child.stdout if line.endswith("\n"))])
        child.wait()
        child.stdout.close()
        with Store.open(url) as store:
            assert store.read(lambda c: state.get_state(c, "demo", "paper", "count")) in (told, told + 1)
            assert all(finding.ok for finding in check_store(store))

"""How the store connects: one writer, many readers, the same promises on both databases."""

from __future__ import annotations

import os
import sqlite3
import urllib.parse
from contextlib import suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from engine.store.address import sqlite_path

BUSY_MS = 10_000


def make_engine(url: str, *, write: bool) -> sa.Engine:
    """An engine whose connections are kept by the caller (no pool of its own)."""
    path = sqlite_path(url)
    return _sqlite_engine(path, write=write) if path is not None else _postgres_engine(url, write=write)


def set_durable(connection: sa.Connection, durable: bool) -> None:
    """FULL waits for the disk at commit, NORMAL only at checkpoints. PostgreSQL always waits.

    Must be called between transactions: SQLite refuses the change inside one.
    """
    if connection.dialect.name == "sqlite":
        raw(connection).execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")


def raw(connection: sa.Connection) -> Any:
    """The driver's own connection, for bulk work that must not pay for SQLAlchemy's rows."""
    return connection.connection.driver_connection


def prepare_file(path: Path) -> None:
    """Make folder and file private (mode 600) before SQLite writes its first byte; WAL files inherit the mode."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path.exists():
        with suppress(PermissionError):
            path.chmod(0o600)
        return
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _sqlite_engine(path: Path, *, write: bool) -> sa.Engine:
    def connect() -> sqlite3.Connection:
        return _open_sqlite(path, write=write)

    engine = sa.create_engine("sqlite://", creator=connect, poolclass=sa.NullPool)
    # DDL is transactional only when the driver leaves transactions to us.
    start = "BEGIN IMMEDIATE" if write else "BEGIN"

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        raw(connection).execute(start)

    return engine


def _open_sqlite(path: Path, *, write: bool) -> sqlite3.Connection:
    if write:
        prepare_file(path)
        connection = _connect_sqlite(path, "rw")
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "journal_size_limit=67108864"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        return connection
    try:
        connection = _connect_sqlite(path, "ro")
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()
    except sqlite3.OperationalError:
        # A write-ahead log in a folder that nobody may write to cannot be shared: then the file is all there is.
        if os.access(path.parent, os.W_OK) or not path.exists():
            raise
        connection = _connect_sqlite(path, "ro&immutable=1")
    return connection


def _connect_sqlite(path: Path, mode: str) -> sqlite3.Connection:
    address = f"file:{urllib.parse.quote(str(path.absolute()))}?mode={mode}"
    return sqlite3.connect(
        address, uri=True, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False, cached_statements=256
    )


def _postgres_engine(url: str, *, write: bool) -> sa.Engine:
    parsed = sa.make_url(url).set(drivername="postgresql+psycopg")
    arguments = {"connect_timeout": 10, "application_name": "haidang"}
    arguments = {name: value for name, value in arguments.items() if name not in parsed.query}
    if write:
        return sa.create_engine(parsed, poolclass=sa.NullPool, connect_args=arguments)
    return sa.create_engine(
        parsed,
        poolclass=sa.NullPool,
        connect_args=arguments,
        isolation_level="REPEATABLE READ",  # one question sees one moment, as on SQLite
        execution_options={"postgresql_readonly": True},
    )

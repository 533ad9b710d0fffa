"""The store: one writer thread, many readers, SQLite or PostgreSQL."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TypeVar

import sqlalchemy as sa

from engine.core.errors import Operational, Refused
from engine.store import schema
from engine.store.address import shown, sqlite_path
from engine.store.connections import make_engine, raw
from engine.store.faults import translate, translate_opening
from engine.store.writer import Writer

T = TypeVar("T")
Work = Callable[[sa.Connection], T]


class Store:
    """Open with :meth:`open`. ``work`` gets a SQLAlchemy connection inside a transaction and returns plain values."""

    def __init__(self, url: str, writer_connection: sa.Connection | None) -> None:
        self.url = url
        self.place = str(sqlite_path(url) or shown(url))
        self._reading = make_engine(url, write=False)
        self._idle: list[sa.Connection] = []
        self._lock = threading.Lock()
        self._closed = False
        self._writer_connection = writer_connection
        self._writer = Writer(writer_connection, self.place) if writer_connection is not None else None

    @classmethod
    def open(cls, url: str, *, readonly: bool = False, backup_dir: Path | None = None) -> Store:
        """Open, creating or migrating as needed; an older database is backed up to ``backup_dir`` first.

        Raises Operational when the database is newer than the program, damaged, of another program, or out of reach.
        """
        place = str(sqlite_path(url) or shown(url))
        try:
            return cls._open_readonly(url, place) if readonly else cls._open_writable(url, place, backup_dir)
        except (sa.exc.SQLAlchemyError, OSError) as error:
            known = translate_opening(error, place)
            if known is None:
                raise
            raise known from error

    @classmethod
    def _open_readonly(cls, url: str, place: str) -> Store:
        path = sqlite_path(url)
        if path is not None and not path.exists():
            raise Operational("err-store-missing", place=place)
        store = cls(url, None)
        try:
            with store._reading.connect() as connection:
                revision = schema.revision_of(connection)
            if revision is None:
                raise Operational("err-store-empty", place=place)
            schema.require_known(revision, place)
            if revision != schema.HEAD:
                raise Operational("err-store-older", place=place, found=revision, known=schema.HEAD)
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def _open_writable(cls, url: str, place: str, backup_dir: Path | None) -> Store:
        connection = make_engine(url, write=True).connect()
        try:
            revision = schema.revision_of(connection)
            if revision is None:
                with connection.begin():
                    schema.create_if_missing(connection, place)
            elif revision != schema.HEAD:
                schema.require_known(revision, place)
                connection.close()
                from engine.store.upgrade import upgrade

                upgrade(url, revision, backup_dir)
                connection = make_engine(url, write=True).connect()
            return cls(url, connection)
        except BaseException:
            connection.close()
            raise

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self._reading.dialect.name

    @property
    def readonly(self) -> bool:
        """Whether writing is refused."""
        return self._writer is None

    def write_sync(self, work: Work[T], *, durable: bool = False) -> T:
        """Run ``work`` in one transaction on the writer thread and wait. ``durable``: safe against power loss too."""
        result: T = self._writing().submit(work, durable=durable).result()
        return result

    async def write(self, work: Work[T], *, durable: bool = False) -> T:
        """As :meth:`write_sync`, leaving the event loop free.

        When the waiting task is cancelled, work that has not begun is dropped; work that has begun is finished.
        """
        result: T = await asyncio.wrap_future(self._writing().submit(work, durable=durable))
        return result

    def read(self, work: Work[T]) -> T:
        """Run ``work`` on a kept read-only connection, in one snapshot. Safe from any thread, also inside a write."""
        connection = self._borrow()
        try:
            with connection.begin():
                return work(connection)
        except (sa.exc.SQLAlchemyError, OSError) as error:
            known = translate(error, self.place)
            if known is None:
                raise
            raise known from error
        finally:
            self._give_back(connection)

    def close(self) -> None:
        """Finish queued writes and close every connection. May be called twice."""
        if self._writer is not None:
            self._writer.close()
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()
        if self._writer_connection is not None and not self._writer_connection.closed:
            if self.dialect == "sqlite":
                with suppress(sqlite3.Error):  # only advice to the query planner; a full disk may refuse it
                    raw(self._writer_connection).execute("PRAGMA optimize")
            self._writer_connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _writing(self) -> Writer:
        if self._writer is None:
            raise Refused("err-store-read-only", place=self.place)
        return self._writer

    def _borrow(self) -> sa.Connection:
        with self._lock:
            if self._closed:
                raise Operational("err-store-closed", place=self.place)
            if self._idle:
                return self._idle.pop()
        try:
            return self._reading.connect()
        except (sa.exc.SQLAlchemyError, OSError) as error:
            raise translate(error, self.place) or error from error

    def _give_back(self, connection: sa.Connection) -> None:
        if connection.in_transaction():
            connection.rollback()
        with self._lock:
            if not self._closed and not connection.invalidated:
                self._idle.append(connection)
                return
        connection.close()

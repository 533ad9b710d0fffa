"""A recorded store that answers as of a moment, over a connection that cannot write to it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import sqlalchemy as sa

from engine.core.errors import Operational
from engine.playback.books import rebuild
from engine.playback.record import Record
from engine.playback.views import lay_views, move_views
from engine.store.address import shown, sqlite_path
from engine.store.connections import make_engine, raw
from engine.store.faults import translate
from engine.store.sql import run

if TYPE_CHECKING:
    from sqlalchemy import Connection

T = TypeVar("T")


class AsOf:
    """One connection with views before its tables; questions take turns, each with the moment it asks about."""

    def __init__(self, url: str, record: Record) -> None:
        self.record = record
        self.place = str(sqlite_path(url) or shown(url))
        self._lock = threading.Lock()
        self._at: int | None = None
        self._connection: sa.Connection | None = None
        try:
            self._connection = self._open(url)
            with self._connection.begin():
                lay_views(self._connection, record)
            if self.dialect == "postgresql":
                # From here on the server itself refuses whatever would change more than a temporary table.
                with self._connection.begin():
                    run(self._connection, "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
        except (sa.exc.SQLAlchemyError, OSError) as error:
            self.close()
            raise translate(error, self.place) or error from error

    @staticmethod
    def _open(url: str) -> sa.Connection:
        """SQLite opens the file for reading; PostgreSQL refuses temporary views in a session that only reads."""
        if sqlite_path(url) is None:
            return make_engine(url, write=True).connect()
        connection = make_engine(url, write=False).connect()
        raw(connection).execute("PRAGMA temp_store=MEMORY")
        return connection

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self._living().dialect.name

    def read(self, at: int, work: Callable[[Connection], T]) -> T:
        """Run ``work`` on the tables as they were known at ``at``. Safe from any thread."""
        with self._lock:
            connection = self._living()
            try:
                if self._at != at:
                    self._at = None
                    with connection.begin():
                        move_views(connection, at, self.record.close_at(at))
                        rebuild(connection, self.record, at)
                    self._at = at
                with connection.begin():
                    return work(connection)
            except (sa.exc.SQLAlchemyError, OSError) as error:
                raise translate(error, self.place) or error from error

    def close(self) -> None:
        """Let go of the store; harmless when called twice."""
        with self._lock:
            connection, self._connection = self._connection, None
            if connection is not None:
                connection.close()

    def _living(self) -> sa.Connection:
        if self._connection is None:
            raise Operational("err-store-closed", place=self.place)
        return self._connection


class StoreAt:
    """What handlers ask of a store, answered as of one moment."""

    def __init__(self, recorded: AsOf, at: int) -> None:
        self._recorded, self._at = recorded, at
        self.dialect = recorded.dialect
        self.place = recorded.place

    def read(self, work: Callable[[Connection], T]) -> T:
        """Run ``work`` on the tables as they were known."""
        return self._recorded.read(self._at, work)

"""The one thread that writes."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from engine.core.errors import Operational
from engine.store.connections import set_durable
from engine.store.faults import translate


@dataclass(slots=True)
class _Job:
    work: Callable[[sa.Connection], Any]
    durable: bool
    future: Future[Any]


class Writer:
    """Runs one piece of work after the other, each in a transaction of its own."""

    def __init__(self, connection: sa.Connection, place: str) -> None:
        self._connection = connection
        self._place = place
        self._durable = False
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        # A daemon: what it has committed is safe, what it has not was never promised.
        self._thread = threading.Thread(target=self._run, name="store-writer", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[sa.Connection], Any], *, durable: bool) -> Future[Any]:
        """Queue ``work``; the future ends after commit or rollback."""
        if threading.current_thread() is self._thread:
            raise RuntimeError("a write inside a write would wait for itself; use the connection at hand")
        job = _Job(work, durable, Future())
        with self._lock:
            if self._closed:
                raise Operational("err-store-closed", place=self._place)
            self._jobs.put(job)
        return job.future

    def close(self) -> None:
        """Finish what is queued, then stop."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._jobs.put(None)
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            if not job.future.set_running_or_notify_cancel():
                continue
            try:
                result = self._perform(job)
            except BaseException as error:
                job.future.set_exception(error)
            else:
                job.future.set_result(result)
            del job  # a waiting thread must not keep the last result alive

    def _perform(self, job: _Job) -> Any:
        committing = False
        try:
            if job.durable != self._durable:
                set_durable(self._connection, job.durable)
                self._durable = job.durable
            with self._connection.begin() as transaction:
                result = job.work(self._connection)
                committing = True
                transaction.commit()
            return result
        except Exception as error:
            self._recover()
            known = translate(error, self._place, committing=committing)
            if known is None:
                raise
            raise known from error

    def _recover(self) -> None:
        """Leave no transaction behind. SQLite ends one by itself on a full disk and then refuses the rollback; such a
        connection is thrown away, and the next write opens a fresh one."""
        try:
            self._connection.rollback()
        except sa.exc.SQLAlchemyError:
            self._throw_away()
        if self._connection.get_transaction() is not None:
            self._throw_away()

    def _throw_away(self) -> None:
        self._connection.invalidate()
        self._connection.rollback()
        self._durable = False

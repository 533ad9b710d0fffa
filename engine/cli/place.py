"""The data folder that a verb works on: its database, and its lock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from engine.core.errors import InvalidInput

if TYPE_CHECKING:
    from engine.settings import Settings
    from engine.store.store import Store


def existing_database(settings: Settings) -> str:
    """As :func:`database_of`; raises InvalidInput when nothing has been kept yet."""
    from engine.store.address import database_of, sqlite_path

    url = database_of(settings)
    path = sqlite_path(url)
    if path is not None and not path.exists():
        raise InvalidInput("err-no-database", path=str(path))
    return url


@contextmanager
def reading(settings: Settings, other: str | None = None) -> Iterator[Store]:
    """The books (or those at another address), only to look at; a running engine is not in the way."""
    from engine.store.address import database_of
    from engine.store.store import Store

    store = Store.open(other or database_of(settings), readonly=True)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def holding(settings: Settings) -> Iterator[None]:
    """The folder for ourselves; raises Refused while an engine (or another verb that writes) holds it."""
    from engine.service.lock import FolderLock

    lock = FolderLock(settings.data_dir)
    lock.acquire()
    try:
        yield
    finally:
        lock.release()


@contextmanager
def writing(settings: Settings) -> Iterator[Store]:
    """The books to write in, with the folder held; they are created or brought up to date as needed."""
    from engine.store.address import database_of
    from engine.store.store import Store

    with holding(settings):
        store = Store.open(database_of(settings), backup_dir=settings.data_dir / "backups")
        try:
            yield store
        finally:
            store.close()

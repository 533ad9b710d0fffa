"""Every test that asks for ``store`` or ``url`` runs on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import contextlib
import itertools
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from engine.core.hashing import digest
from engine.store.address import resolve_database_url
from engine.store.store import Store
from engine.store.tables import metadata

_numbers = itertools.count()


@pytest.fixture(scope="session")
def postgres_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One server a test worker: it starts in less than a second, and no worker can stop another one's."""
    pgserver = pytest.importorskip("pgserver", reason="pgserver has wheels up to Python 3.12 only")
    # Not inside pytest's own folder: every other run of pytest on the machine closes that one to the server's user.
    own = digest(str(tmp_path_factory.getbasetemp()), os.getpid(), length=12)
    folder = Path(tempfile.gettempdir()) / f"haidang-postgres-{own}"
    server = pgserver.get_server(folder, cleanup_mode="delete")
    server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")  # nothing here outlives the run
    try:
        yield resolve_database_url(server.get_uri(), None, "unused")
    finally:
        server.cleanup()


@pytest.fixture
def postgres_url(postgres_address: str) -> Iterator[str]:
    """An empty database of its own."""
    with _database(postgres_address) as url:
        yield url


@contextlib.contextmanager
def _database(address: str) -> Iterator[str]:
    name = f"t_{os.getpid()}_{next(_numbers)}"
    server = sa.create_engine(address, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with server.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield sa.make_url(address).set(database=name).render_as_string(hide_password=False)
    with contextlib.suppress(sa.exc.DBAPIError), server.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite_url(tmp_path) -> str:
    return resolve_database_url(None, None, tmp_path / "data")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """The address of a database that does not hold anything yet."""
    return str(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url"))


@pytest.fixture(scope="session")
def postgres_kept_url(postgres_address: str) -> Iterator[str]:
    """A database with the house's schema, one for each worker: emptying it is quicker than making a new one."""
    with _database(postgres_address) as url:
        Store.open(url).close()
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """An open store without any rows."""
    if request.param == "sqlite":
        url = str(request.getfixturevalue("sqlite_url"))
    else:
        url = str(request.getfixturevalue("postgres_kept_url"))
        with sa.create_engine(url, poolclass=sa.NullPool).begin() as connection:
            names = ", ".join(metadata.tables)
            connection.exec_driver_sql(f"TRUNCATE {names} RESTART IDENTITY")
    with Store.open(url) as opened:
        yield opened

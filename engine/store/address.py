"""Where the store lives: every accepted spelling becomes one SQLAlchemy address."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from engine.core.errors import InvalidInput

FILE_NAME = "trading_logs.db"
if TYPE_CHECKING:
    from engine.settings import Settings

_POSTGRES = ("postgresql", "postgres", "postgresql+psycopg")
_FILE_ENDINGS = (".db", ".sqlite", ".sqlite3")


def resolve_database_url(database_url: str | None, pg_dsn: str | None, data_dir: str | Path) -> str:
    """The address to open: DATABASE_URL, else PG_DSN, else a SQLite file in ``data_dir``.

    Accepts ``sqlite:///...``, ``postgresql://...``, ``postgres://...``, a libpq string (``host=... user=...``) and the
    path of a ``.db`` file. The answer may hold a password: show it only through :func:`shown`.
    """
    given = (database_url or "").strip() or (pg_dsn or "").strip()
    if not given:
        return sqlite_url(Path(data_dir) / FILE_NAME)
    if "://" in given:
        return _from_url(given)
    if "=" in given:
        return _from_libpq(given)
    if given.endswith(_FILE_ENDINGS):
        return sqlite_url(Path(given))
    raise InvalidInput("err-store-address", address=given.split("@")[-1])


def database_of(settings: Settings) -> str:
    """The address that ``settings`` ask for. It may hold a password: never show it as it is."""
    secret, dsn = settings.database_url, settings.pg_dsn
    return resolve_database_url(
        secret.get_secret_value() if secret else None, dsn.get_secret_value() if dsn else None, settings.data_dir
    )


def sqlite_url(path: Path) -> str:
    """The address of a SQLite file."""
    return sa.URL.create("sqlite", database=str(path)).render_as_string(hide_password=False)


def sqlite_path(url: str) -> Path | None:
    """The file behind a SQLite address; None for PostgreSQL."""
    parsed = sa.make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return None
    if not parsed.database or parsed.database == ":memory:":
        raise InvalidInput("err-store-address", address=url)
    return Path(parsed.database.removeprefix("file:"))


def shown(url: str) -> str:
    """The address as a person may see it: no password."""
    return sa.make_url(url).render_as_string(hide_password=True)


def _from_url(given: str) -> str:
    try:
        url = sa.make_url(given)
    except (sa.exc.ArgumentError, ValueError):
        raise InvalidInput("err-store-address", address=given.rsplit("@", maxsplit=1)[-1]) from None
    if url.drivername in _POSTGRES:
        return url.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        return sqlite_url(Path(url.database))
    raise InvalidInput("err-store-address", address=url.render_as_string(hide_password=True))


def _from_libpq(given: str) -> str:
    import psycopg
    from psycopg.conninfo import conninfo_to_dict

    try:
        facts = {name: str(value) for name, value in conninfo_to_dict(given).items() if value is not None}
    except psycopg.ProgrammingError:
        raise InvalidInput("err-store-address", address="PG_DSN") from None
    host, port = facts.pop("host", None), facts.pop("port", None)
    if host is not None and (host.startswith("/") or "," in host):  # sockets and lists only fit the query part
        facts["host"], host = host, None
    if port is not None and (host is None or not port.isdigit()):
        facts["port"], port = port, None
    return sa.URL.create(
        "postgresql+psycopg",
        username=facts.pop("user", None),
        password=facts.pop("password", None),
        host=host,
        port=int(port) if port else None,
        database=facts.pop("dbname", None),
        query=facts,
    ).render_as_string(hide_password=False)

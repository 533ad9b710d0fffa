"""Which shape the database has, and how a new one gets it."""

from __future__ import annotations

import sqlalchemy as sa

from engine.core.errors import Operational
from engine.store.tables import metadata
from engine.store.views import VIEWS

# Names of the files in migrations/versions, oldest first. Known here so that a current database opens without alembic.
REVISIONS = ("0001", "0002")
HEAD = REVISIONS[-1]
_SCHEMA_LOCK = 4_801_001

version_table = sa.table("alembic_version", sa.column("version_num"))


def revision_of(connection: sa.Connection) -> str | None:
    """The revision the database stands at; None when nothing is in it yet."""
    try:
        with connection.begin():
            return connection.execute(sa.select(version_table.c.version_num)).scalar_one_or_none()
    except (sa.exc.OperationalError, sa.exc.ProgrammingError) as error:
        if not _is_missing_table(error):
            raise
        return None


def require_known(revision: str, place: str) -> None:
    """Refuse a database that a newer version of the program wrote."""
    if revision not in REVISIONS:
        raise Operational("err-store-newer", place=place, found=revision, known=HEAD)


def require_empty(connection: sa.Connection, place: str) -> None:
    """Refuse a database without our mark that already holds tables: it belongs to another program."""
    found = sorted(set(sa.inspect(connection).get_table_names()) - {version_table.name})
    if found:
        raise Operational("err-store-foreign", place=place, tables=", ".join(found[:5]))


def create_if_missing(connection: sa.Connection, place: str) -> None:
    """Give an empty database its schema, unless another process was quicker. Inside the caller's transaction."""
    lock_schema(connection)
    if sa.inspect(connection).has_table(version_table.name):
        if connection.execute(sa.select(version_table.c.version_num)).first() is not None:
            return
        connection.exec_driver_sql(f"DROP TABLE {version_table.name}")
    require_empty(connection, place)
    create_schema(connection)


def create_schema(connection: sa.Connection) -> None:
    """Tables, views and mark, inside the caller's transaction."""
    metadata.create_all(connection, checkfirst=False)
    for view in VIEWS:
        connection.exec_driver_sql(view)
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.execute(sa.insert(version_table).values(version_num=HEAD))


def lock_schema(connection: sa.Connection) -> None:
    """One process at a time changes the schema. SQLite's writer already holds the whole file."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_SCHEMA_LOCK)))


def _is_missing_table(error: sa.exc.DBAPIError) -> bool:
    return "no such table" in str(error.orig) or getattr(error.orig, "sqlstate", "") == "42P01"

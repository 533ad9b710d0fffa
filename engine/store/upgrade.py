"""Bringing an older database up to date. Imports alembic, so it is imported only when there is something to do."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from engine.store.connections import make_engine
from engine.store.schema import lock_schema

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(url: str, revision: str | None, backup_dir: Path | None = None) -> Path | None:
    """Migrate to the head in one transaction, after writing a backup; returns the backup's path."""
    from engine.store.backup import backup_before_upgrade

    kept = backup_before_upgrade(url, revision, backup_dir) if revision is not None else None
    engine = make_engine(url, write=True)
    with engine.connect() as connection, connection.begin():
        migrate(connection)
    return kept


def migrate(connection: sa.Connection, to: str = "head") -> None:
    """Run the migrations inside the caller's transaction."""
    lock_schema(connection)
    command.upgrade(config(connection), to)


def script() -> ScriptDirectory:
    """The migrations as alembic knows them."""
    return ScriptDirectory.from_config(config(None))


def config(connection: sa.Connection | None) -> Config:
    """Alembic's settings, without a file of its own."""
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    settings.attributes["connection"] = connection
    return settings

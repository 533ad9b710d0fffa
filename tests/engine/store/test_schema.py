"""Migrations from nothing give what a new database gets; older ones are backed up first, newer ones refused."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from engine.core.errors import Operational
from engine.store import schema, state, tables, upgrade
from engine.store.address import sqlite_path
from engine.store.backup import backup
from engine.store.connections import make_engine
from engine.store.manifest import read_manifest
from engine.store.restore import restore
from engine.store.store import Store

NEXT = """
import sqlalchemy as sa
from alembic import op
revision, down_revision = "9998", "{head}"
def upgrade():
    op.execute("DROP VIEW ml_historical_candles")
    with op.batch_alter_table("locks") as batch:
        batch.add_column(sa.Column("note", sa.Text, nullable=True))
    {more}
"""


def shape(connection: sa.Connection) -> dict[str, object]:
    """Everything the database says about itself."""
    found = sa.inspect(connection)
    result: dict[str, object] = {}
    for table in sorted([*found.get_table_names(), *found.get_view_names()]):
        result[table] = [
            [(c["name"], str(c["type"]), c["nullable"], str(c["default"])) for c in found.get_columns(table)],
            found.get_pk_constraint(table)["constrained_columns"] if table != "ml_historical_candles" else None,
            sorted((i["name"] or "", tuple(i["column_names"]), i["unique"]) for i in found.get_indexes(table)),
            sorted(tuple(u["column_names"]) for u in found.get_unique_constraints(table)),
        ]
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").all()
        result["sql"] = sorted((name, "".join(sql.split()).replace('"', "")) for name, sql in rows)
    else:
        result["view"] = connection.exec_driver_sql("SELECT pg_get_viewdef('ml_historical_candles')").scalar_one()
    return result


def test_migrations_from_nothing_give_the_same_schema(url: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    with make_engine(url, write=True).connect() as connection:
        with connection.begin():
            upgrade.migrate(connection)
        with connection.begin():
            migrated = shape(connection)
        with connection.begin():
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    path = sqlite_path(url)
    if path is not None:
        path.unlink()
    with Store.open(url) as store:
        created = store.read(shape)
    assert migrated == created


def test_the_known_revisions_are_those_of_alembic() -> None:
    script = upgrade.script()
    assert script.get_current_head() == schema.HEAD
    assert tuple(revision.revision for revision in script.walk_revisions())[::-1] == schema.REVISIONS


def test_a_current_database_opens_without_alembic(sqlite_url: str) -> None:
    Store.open(sqlite_url).close()
    code = (
        "import sys; from engine.store.store import Store; "
        f"Store.open({sqlite_url!r}).close(); assert 'alembic' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_newer_database_is_refused_and_left_alone(url: str) -> None:
    with Store.open(url) as store:
        store.write_sync(lambda c: c.execute(sa.update(schema.version_table).values(version_num="9999")) and None)
    for readonly in (False, True):
        with pytest.raises(Operational) as caught:
            Store.open(url, readonly=readonly)
        assert caught.value.key == "err-store-newer"
        assert caught.value.params["found"] == "9999"


def test_another_programs_database_is_refused(url: str) -> None:
    with make_engine(url, write=True).connect() as connection, connection.begin():
        connection.exec_driver_sql("CREATE TABLE trades (id INTEGER)")
    with pytest.raises(Operational) as caught:
        Store.open(url)
    assert caught.value.key == "err-store-foreign"


@pytest.fixture
def next_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The house with one more migration than it has."""

    def make(more: str = "pass") -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(upgrade.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "versions" / "9998_next.py").write_text(NEXT.format(more=more, head=schema.HEAD))
        monkeypatch.setattr(upgrade, "MIGRATIONS", folder)
        monkeypatch.setattr(schema, "REVISIONS", (*schema.REVISIONS, "9998"))
        monkeypatch.setattr(schema, "HEAD", "9998")

    return make


def test_an_older_database_is_backed_up_and_migrated(url: str, next_revision, tmp_path: Path) -> None:
    with Store.open(url) as store:
        store.write_sync(lambda c: state.set_state(c, "demo", "paper", "a", 1))
    head = schema.HEAD
    next_revision()
    with pytest.raises(Operational) as caught:
        Store.open(url, readonly=True)
    assert caught.value.key == "err-store-older"
    with Store.open(url, backup_dir=tmp_path / "kept") as store:
        assert "note" in [column["name"] for column in store.read(lambda c: sa.inspect(c).get_columns("locks"))]
        assert store.read(lambda c: state.get_state(c, "demo", "paper", "a")) == 1
    (kept,) = (tmp_path / "kept").glob("*.db")
    assert read_manifest(kept).revision == head
    assert read_manifest(kept).rows["engine_state"] == 1


def test_a_database_of_the_first_revision_is_backed_up_and_gets_what_chats_need(url: str, tmp_path: Path) -> None:
    with make_engine(url, write=True).connect() as connection:
        with connection.begin():
            upgrade.migrate(connection, "0001")
        with connection.begin():
            connection.exec_driver_sql(
                "INSERT INTO outbox (event_id, channel, recipient, state, created_at) "
                "VALUES (7, 'telegram', 'user:1', 'waiting', 5)"
            )
    with Store.open(url, backup_dir=tmp_path / "kept") as store:
        kept_row = store.read(lambda c: c.execute(sa.select(tables.outbox)).one())
        assert (kept_row.event_id, kept_row.attempts, kept_row.batch) == (7, 0, None)
        upgraded = store.read(shape)
    (kept,) = (tmp_path / "kept").glob("*.db")
    assert read_manifest(kept).revision == "0001"
    assert read_manifest(kept).rows["outbox"] == 1
    assert {"knocks", "mailboxes", "price_alerts"} <= upgraded.keys()


def test_a_migration_that_fails_changes_nothing_and_can_be_repeated(url: str, next_revision, tmp_path: Path) -> None:
    Store.open(url).close()
    with Store.open(url) as store:
        before = store.read(shape)
    next_revision("raise ZeroDivisionError")
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            Store.open(url, backup_dir=tmp_path / "kept")
    with make_engine(url, write=False).connect() as connection, connection.begin():
        assert shape(connection) == before


def test_an_older_backup_of_postgres_is_migrated_when_restored(
    postgres_url: str, next_revision, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(postgres_url) as store:
        store.write_sync(lambda c: state.set_state(c, "demo", "paper", "a", 1))
        backup(store, tmp_path / "old.db")
    next_revision()
    monkeypatch.setattr(schema, "create_schema", upgrade.migrate)
    restore(postgres_url, tmp_path / "old.db")
    with Store.open(postgres_url) as store:
        assert store.read(lambda c: state.get_state(c, "demo", "paper", "a")) == 1
        assert "note" in [column["name"] for column in store.read(lambda c: sa.inspect(c).get_columns("locks"))]


def test_two_processes_may_make_the_same_database(url: str) -> None:
    code = f"from engine.store.store import Store; Store.open({url!r}).close()"
    children = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(3)]
    assert [child.wait() for child in children] == [0, 0, 0]
    with Store.open(url) as store:
        assert store.read(lambda c: c.execute(sa.select(schema.version_table)).scalars().all()) == [schema.HEAD]


def test_a_mark_without_a_revision_is_no_store(url: str) -> None:
    with make_engine(url, write=True).connect() as connection, connection.begin():
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
    with Store.open(url) as store:
        assert store.read(lambda c: c.execute(sa.select(schema.version_table)).scalar_one()) == schema.HEAD

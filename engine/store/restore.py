"""Putting a backup in the place of the present store, which is moved aside and never deleted."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from engine.core.clocks import WallClock
from engine.core.errors import CheckFailed
from engine.store import archive, schema
from engine.store.address import shown, sqlite_path, sqlite_url
from engine.store.connections import make_engine, prepare_file, raw
from engine.store.faults import translate_opening
from engine.store.manifest import Manifest, read_manifest, sync_file, sync_folder


@dataclass(frozen=True, slots=True)
class Restored:
    """``aside`` is where the former content is now: a file (SQLite) or a schema (PostgreSQL); None when none was."""

    manifest: Manifest
    aside: str | None


def restore(url: str, file: Path, *, now: int | None = None) -> Restored:
    """Check ``file`` by its manifest, then make it the store at ``url``. No engine may have the store open.

    Backups of either database can be restored into either. An older one is migrated when it is opened next.
    """
    manifest = read_manifest(file)
    schema.require_known(manifest.revision, str(file))
    _require_whole(file)
    moment = WallClock().now() if now is None else now
    stamp = f"{datetime.fromtimestamp(moment / 1000, UTC):%Y%m%dT%H%M%SZ}"
    path = sqlite_path(url)
    place = str(path or shown(url))
    try:
        aside = _restore_postgres(url, file, manifest, stamp) if path is None else _restore_sqlite(path, file, stamp)
    except (sa.exc.SQLAlchemyError, sqlite3.Error, OSError) as error:
        known = translate_opening(error, place)
        if known is None:
            raise
        raise known from error
    return Restored(manifest, aside)


def _require_whole(file: Path) -> None:
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            said = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        said = str(error)
    if said != "ok":
        raise CheckFailed("err-store-backup-damaged", file=str(file), detail=said)


def _restore_sqlite(path: Path, file: Path, stamp: str) -> str | None:
    incoming = path.with_name(f"{path.name}.incoming")
    incoming.unlink(missing_ok=True)
    try:
        prepare_file(incoming)
        shutil.copyfile(file, incoming)
        sync_file(incoming)
        aside = _keep_aside(path, stamp) if path.exists() else None
        incoming.replace(path)  # one step: at any moment there is a whole store here, the old or the new
        sync_folder(path.parent)
    finally:
        incoming.unlink(missing_ok=True)
    return None if aside is None else str(aside)


def _keep_aside(path: Path, stamp: str) -> Path:
    """A second name for the present file. Its log must be gone first: SQLite would apply it to the restored file."""
    aside = path.with_name(f"{path.name}.before-restore-{stamp}")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}.before-restore-{stamp}-{number}")
    try:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=2)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE").fetchall()
    except sqlite3.OperationalError:
        raise  # in use by somebody: better not now
    except sqlite3.DatabaseError:
        pass  # damaged: that may be why a backup is wanted; it is kept as it is, with its log
    for ending in ("", "-wal", "-shm"):
        part = path.with_name(path.name + ending)
        if part.exists():
            _second_name(part, aside.with_name(aside.name + ending))
            if ending:
                part.unlink()
    return aside


def _second_name(part: Path, kept: Path) -> None:
    try:
        os.link(part, kept)
    except OSError:  # a file system without links
        shutil.copy2(part, kept)
        sync_file(kept)


def _restore_postgres(url: str, file: Path, manifest: Manifest, stamp: str) -> str | None:
    with tempfile.TemporaryDirectory(prefix="haidang-restore-") as folder:
        source = file
        if manifest.revision != schema.HEAD:
            source = Path(folder) / file.name
            shutil.copyfile(file, source)
            _migrate_copy(source)
        name = f"before_restore_{stamp.lower()}"
        with make_engine(url, write=True).connect() as connection, connection.begin():
            schema.lock_schema(connection)
            moved = archive.set_aside(connection, name)
            schema.create_schema(connection)
            archive.read_archive(source, connection)
    return name if moved else None


def _migrate_copy(source: Path) -> None:
    from engine.store.upgrade import migrate

    with make_engine(sqlite_url(source), write=True).connect() as connection:
        with connection.begin():
            migrate(connection)
        archive.finish_file(raw(connection))

"""Backups of a running store into one file with a manifest, whatever the database; restoring is in ``restore.py``."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from engine.core.clocks import WallClock
from engine.core.errors import CheckFailed, HaiDangError, InvalidInput, Operational
from engine.store import schema
from engine.store.address import shown, sqlite_path
from engine.store.archive import finish_file, write_archive
from engine.store.connections import make_engine, prepare_file, raw
from engine.store.faults import translate, translate_opening
from engine.store.manifest import Manifest, manifest_path, sha256_of, sync_file, sync_folder, write_manifest
from engine.store.restore import restore
from engine.store.store import Store

__all__ = ["backup", "backup_before_upgrade", "backup_name", "restore"]


def backup(store_or_url: Store | str, target: Path, *, now: int | None = None) -> Manifest:
    """Copy one moment of the store, which may be in use, to the new file ``target`` and its manifest beside it."""
    url = store_or_url.url if isinstance(store_or_url, Store) else store_or_url
    if target.exists() or manifest_path(target).exists():
        raise InvalidInput("err-store-backup-exists", file=str(target))
    partial = target.with_name(f"{target.name}.partial")
    try:
        return _backup(url, target, partial, WallClock().now() if now is None else now)
    except (sa.exc.SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise _explained(error, url, target) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def backup_name(now: int, label: str = "backup") -> str:
    """A name that sorts by time: ``haidang-backup-20241130T100000Z.db``."""
    return f"haidang-{label}-{datetime.fromtimestamp(now / 1000, UTC):%Y%m%dT%H%M%SZ}.db"


def backup_before_upgrade(url: str, revision: str, backup_dir: Path | None) -> Path:
    """The backup that is made before an older database is migrated."""
    path = sqlite_path(url)
    folder = backup_dir or (path.parent if path is not None else Path("data")) / "backups"
    now = WallClock().now()
    target = folder / backup_name(now, f"before-{schema.HEAD}-from-{revision}")
    number = 1
    while target.exists():
        number += 1
        target = folder / backup_name(now, f"before-{schema.HEAD}-from-{revision}-{number}")
    backup(url, target, now=now)
    return target


def _backup(url: str, target: Path, partial: Path, now: int) -> Manifest:
    prepare_file(partial)
    partial.write_bytes(b"")  # a rest of a copy that was cut short
    with make_engine(url, write=False).connect() as connection:
        revision = schema.revision_of(connection)
        if revision is None:
            raise Operational("err-store-empty", place=shown(url))
        with connection.begin():
            if connection.dialect.name == "sqlite":
                _copy_sqlite(raw(connection), partial)
            else:
                write_archive(connection, revision, partial)
        dialect = connection.dialect.name
    rows = _verified(partial)
    sync_file(partial)
    partial.rename(target)
    sync_folder(target.parent)
    manifest = Manifest(target.name, sha256_of(target), target.stat().st_size, revision, dialect, now, rows)
    write_manifest(target, manifest)
    return manifest


def _copy_sqlite(source: sqlite3.Connection, target: Path) -> None:
    source.execute("COMMIT")  # the backup takes its own snapshot; ours would only keep the log from shrinking
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        source.backup(copy)
        finish_file(copy)
    source.execute("BEGIN")


def _verified(file: Path) -> dict[str, int]:
    """Rows of each table, after SQLite found the copy whole."""
    with closing(sqlite3.connect(file)) as copy:
        said = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
        if said != "ok":
            raise CheckFailed("err-store-backup-damaged", file=str(file), detail=said)
        tables = [name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        own = [name for name in tables if not name.startswith("sqlite_")]
        return {name: copy.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0] for name in own}


def _explained(error: Exception, url: str, target: Path) -> HaiDangError:
    known = translate_opening(error, str(target))
    if known is not None and known.key in ("err-store-disk-full", "err-store-not-writable"):
        return known
    if isinstance(error, OSError):
        return Operational("err-store-backup-failed", file=str(target), detail=str(error))
    return translate(error, shown(url)) or Operational("err-store-backup-failed", file=str(target), detail=str(error))

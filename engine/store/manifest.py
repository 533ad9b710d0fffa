"""What lies beside a backup and proves it: written last, checked first."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

from engine.core.errors import CheckFailed, InvalidInput

FORMAT = "haidang-backup/1"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The facts of one backup."""

    file: str
    sha256: str
    bytes: int
    revision: str
    database: str
    made_at: int
    rows: dict[str, int] = field(default_factory=dict)
    format: str = FORMAT


def manifest_path(file: Path) -> Path:
    """Where the manifest of ``file`` lies."""
    return file.with_name(f"{file.name}.manifest.json")


def write_manifest(file: Path, manifest: Manifest) -> None:
    """Write beside ``file``, whole or not at all."""
    target = manifest_path(file)
    partial = target.with_name(f"{target.name}.partial")
    handle = os.open(partial, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        json.dump(asdict(manifest), out, indent=2, sort_keys=True)
        out.write("\n")
        out.flush()
        os.fsync(out.fileno())
    partial.replace(target)
    sync_folder(target.parent)


def read_manifest(file: Path) -> Manifest:
    """The manifest of ``file``, after checking that the file is still what it says."""
    if not file.is_file():
        raise InvalidInput("err-store-backup-missing", file=str(file))
    try:
        facts = json.loads(manifest_path(file).read_text(encoding="utf-8"))
        manifest = Manifest(**facts)
    except FileNotFoundError:
        raise InvalidInput("err-store-backup-no-manifest", file=str(file)) from None
    except (ValueError, TypeError):
        raise CheckFailed("err-store-backup-changed", file=str(file)) from None
    if manifest.format != FORMAT:
        raise InvalidInput("err-store-backup-format", file=str(file), found=str(manifest.format))
    if manifest.sha256 != sha256_of(file):
        raise CheckFailed("err-store-backup-changed", file=str(file))
    return manifest


def sha256_of(file: Path) -> str:
    """Hex SHA-256 of a file's content."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def sync_file(file: Path) -> None:
    """Wait until the file's content is on the disk."""
    handle = os.open(file, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Wait until a rename in ``folder`` is on the disk."""
    sync_file(folder)

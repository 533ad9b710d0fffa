"""Backups."""

from __future__ import annotations

from pathlib import Path


def backup_before_upgrade(url: str, revision: str, backup_dir: Path | None) -> Path:
    """Write a backup of an older database."""
    raise NotImplementedError

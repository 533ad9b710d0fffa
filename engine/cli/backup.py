"""``backup``: a verified copy of the books, while an engine runs or not."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from engine.cli.flags import settings_of
from engine.core.errors import ExitCode
from locales import t


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument("--out", metavar="DIR", help=t("cli-help-backup-out"))
    parser.add_argument("--json", action="store_true", help=t("cli-help-json"))


def run(arguments: argparse.Namespace) -> int:
    """Write it, and say how to know it again."""
    from engine.core.clocks import WallClock
    from engine.service.answers import BackupMade
    from engine.service.text import render
    from engine.store.address import database_of
    from engine.store.backup import backup, backup_name

    settings = settings_of(arguments).settings
    folder = Path(arguments.out) if arguments.out else settings.data_dir / "backups"
    folder.mkdir(parents=True, exist_ok=True)
    now = WallClock().now()
    target = folder / backup_name(now)
    made = backup(database_of(settings), target, now=now)
    answer = BackupMade(str(target), made.bytes, made.sha256)
    if arguments.json:
        facts = {"path": answer.path, "bytes": answer.bytes, "sha256": answer.sha256, "rows": made.rows}
        print(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        print(render(answer))
    return int(ExitCode.DONE)

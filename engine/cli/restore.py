"""``restore FILE``: bring the books back from a copy. Refused while an engine holds the folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from engine.cli.agree import require_agreement
from engine.cli.flags import settings_of
from engine.cli.language import tell
from engine.cli.place import holding
from engine.core.errors import ExitCode
from locales import t
from locales.formats import date_time


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which copy, and agreement."""
    parser.add_argument("file", metavar="FILE", help=t("param-file"))
    parser.add_argument("--yes", action="store_true", help=t("cli-help-yes"))


def run(arguments: argparse.Namespace) -> int:
    """Check the copy, put it in place, keep what was there beside it."""
    from engine.store.address import database_of
    from engine.store.restore import restore

    settings = settings_of(arguments).settings
    with holding(settings):
        require_agreement(f"restore {arguments.file}", t("cmd-restore"), agreed=arguments.yes)
        done = restore(database_of(settings), Path(arguments.file))
    rows = sum(done.manifest.rows.values())
    tell(t("cli-restored", file=arguments.file, at=date_time(done.manifest.made_at), count=rows))
    if done.aside is not None:
        tell(t("cli-restored-aside", aside=done.aside))
    return int(ExitCode.DONE)

"""``db query | export | check | replay``: straight to the database, also while an engine runs on it."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from engine.cli.flags import add_common_flags, settings_of
from engine.cli.language import tell
from engine.cli.place import existing_database, reading
from engine.core.errors import ExitCode, InvalidInput
from engine.core.wording import sentence
from locales import t

if TYPE_CHECKING:
    from engine.store.finding import Finding
    from engine.store.store import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The things to do."""
    acts = parser.add_subparsers(dest="act", required=True, metavar=t("cli-act"), parser_class=type(parser))
    query = _act(acts, "query")
    query.add_argument("sql", metavar="SQL", help=t("cli-help-sql"))
    query.add_argument("--json", action="store_true", help=t("cli-help-json"))
    query.add_argument("--csv", action="store_true", help=t("cli-help-csv"))
    export = _act(acts, "export")
    export.add_argument("table", metavar=t("cli-table"), help=t("cli-help-table"))
    form = export.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help=t("cli-help-csv"))
    form.add_argument("--json", action="store_true", help=t("cli-help-json"))
    export.add_argument("--out", metavar="FILE", help=t("cli-help-out"))
    replay = _act(acts, "replay")
    replay.add_argument("--file", metavar="FILE", help=t("cli-help-recording"))
    replay.add_argument("--json", action="store_true", help=t("cli-help-json"))
    check = _act(acts, "check")
    check.add_argument("--json", action="store_true", help=t("cli-help-json"))


def _act(acts: Any, name: str) -> argparse.ArgumentParser:
    said = t(f"cli-db-{name}")
    child: argparse.ArgumentParser = acts.add_parser(name, help=said, description=said, add_help=False)
    child.add_argument("-h", "--help", action="help", help=t("cli-help-help"))
    add_common_flags(child, again=True)
    return child


def run(arguments: argparse.Namespace) -> int:
    """Do one of them."""
    return {"query": _query, "export": _export, "check": _check, "replay": _replay}[arguments.act](arguments)


def books(arguments: argparse.Namespace) -> contextlib.AbstractContextManager[Store]:
    """The books that are there, to look at."""
    settings = settings_of(arguments).settings
    return reading(settings, existing_database(settings))


def _query(arguments: argparse.Namespace) -> int:
    from engine.store.questions import run_query

    columns, rows = run_query(existing_database(settings_of(arguments).settings), arguments.sql)
    if arguments.json:
        facts = [dict(zip(columns, row, strict=True)) for row in rows]
        print(json.dumps(facts, ensure_ascii=False, indent=2, default=str))
    elif arguments.csv:
        import csv

        csv.writer(sys.stdout, lineterminator="\n").writerows([columns, *rows])
    elif columns:
        _print_table(columns, rows)
    tell(t("cli-rows", count=len(rows)))
    return int(ExitCode.DONE)


def _print_table(columns: list[str], rows: list[tuple[Any, ...]]) -> None:
    from engine.service.text.layout import table

    figures = [
        place
        for place in range(len(columns))
        if rows and all(isinstance(row[place], int | float | None) for row in rows)
    ]
    print(table(columns, [["" if cell is None else str(cell) for cell in row] for row in rows], right=figures))


def _export(arguments: argparse.Namespace) -> int:
    from engine.store.export import export_table

    form = "json" if arguments.json or (str(arguments.out or "").endswith(".json") and not arguments.csv) else "csv"
    with books(arguments) as store, _target(arguments.out) as out:
        count = export_table(store, arguments.table, out, form)  # type: ignore[arg-type]
    tell(t("cli-exported", table=arguments.table, count=count, target=arguments.out or "stdout"))
    return int(ExitCode.DONE)


@contextlib.contextmanager
def _target(name: str | None) -> Iterator[TextIO]:
    """Stdout, or a file that appears whole or not at all and never replaces another."""
    if name is None:
        yield sys.stdout
        return
    path = Path(name)
    if path.exists():
        raise InvalidInput("err-out-exists", path=name)
    partial = path.with_name(f"{path.name}.partial")
    handle = os.open(partial, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            yield out
        partial.rename(path)
    finally:
        partial.unlink(missing_ok=True)


def _check(arguments: argparse.Namespace) -> int:
    from engine.store.check import check_store

    with books(arguments) as store:
        findings = check_store(store)
    bad = [finding for finding in findings if not finding.ok]
    if arguments.json:
        facts = [{"key": f.key, "ok": f.ok, "params": dict(f.params), "text": _said(f)} for f in findings]
        print(json.dumps({"ok": not bad, "findings": facts}, ensure_ascii=False, indent=2, default=str))
    else:
        for finding in findings:
            print(f"{t('cli-mark-ok' if finding.ok else 'cli-mark-fault')}  {_said(finding)}")
        tell(t("cli-check-bad", count=len(bad)) if bad else t("cli-check-good"))
    return int(ExitCode.CHECK_SAID_NO if bad else ExitCode.DONE)


def _replay(arguments: argparse.Namespace) -> int:
    """Decide the recorded run anew in a scratch store, and compare."""
    import asyncio
    import tempfile
    from dataclasses import asdict

    from engine.retrace import Recording, retrace
    from engine.store.address import sqlite_url
    from engine.store.store import Store

    settings = settings_of(arguments).settings
    given = sqlite_url(Path(arguments.file)) if arguments.file else existing_database(settings)
    if arguments.file and not Path(arguments.file).is_file():
        raise InvalidInput("err-file-missing", path=arguments.file)
    with reading(settings, given) as store, tempfile.TemporaryDirectory() as folder:
        tell(t("cli-replaying"))
        with Store.open(sqlite_url(Path(folder) / "scratch.db")) as scratch:
            found = asyncio.run(retrace(Recording.newest(store), scratch, settings.models_dir))
    if arguments.json:
        print(json.dumps({"equal": found.equal, **asdict(found)}, indent=2))
    else:
        print(f"{t('cli-replay-recorded')}  {found.recorded}")
        print(f"{t('cli-replay-retraced')}  {found.retraced}")
        facts: dict[str, Any] = {"candles": found.candles, "decisions": found.decisions, "different": found.different}
        print(t("cli-replay-equal" if found.equal else "cli-replay-different", **facts))
    return int(ExitCode.DONE if found.equal else ExitCode.CHECK_SAID_NO)


def _said(finding: Finding) -> str:
    return sentence(finding.key, finding.params)

"""The books of the house as rows: who asked for what, and what happened; and log lines taken apart for export."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from console.look.tones import Look
from console.tables.cells import Cell, Row
from console.tables.columns import Column
from console.text.happenings import detail_of, is_alarming, kind_of, tone_of
from console.text.words import sentence
from console.widgets.log_lines import written_at
from engine.service.answers import Audit, AuditRow
from engine.service.snapshots import Happening
from engine.service.text import words
from locales import t
from locales.catalogue import has
from locales.formats import clock, date_time, iso, quantity


# --- the audit ---------------------------------------------------------------------------------------------------
def audit_columns() -> tuple[Column, ...]:
    """When, from where, who, with which role, what, and what came of it."""
    return (
        Column("at", t("cli-time"), width=19),
        Column("surface", t("cli-surface"), width=8, rank=4),
        Column("actor", t("cli-name"), width=8, rank=1),
        Column("role", t("cli-role"), width=14, rank=5),
        Column("command", t("cli-command"), width=9),
        Column("arguments", t("cli-arguments"), flex=10, rank=2),
        Column("result", t("cli-result"), width=14),
    )


def audit_rows(answer: Audit, look: Look) -> list[tuple[Row, AuditRow]]:
    """Newest first, as they come; each with the entry that it shows."""
    seen: Counter[str] = Counter()
    made = []
    for row in reversed(answer.rows):
        name = f"{row.at} {row.actor} {row.command}"
        seen[name] += 1
        made.append((Row(f"{name} {seen[name]}", _audit_cells(row, look)), row))
    return made[::-1]


def _audit_cells(row: AuditRow, look: Look) -> tuple[Cell, ...]:
    return (
        Cell(date_time(row.at, seconds=True, show_zone=False), look.muted, sort=row.at, facts=(("at", iso(row.at)),)),
        Cell(row.surface, look.muted, sort=row.surface),
        Cell(row.actor, look.text, sort=row.actor),
        Cell(words.word("role", row.role), look.muted, sort=row.role),
        Cell(row.command, look.strong, sort=row.command),
        Cell(arguments_in_words(row.arguments), look.text, sort=row.arguments),
        _result(row, look),
    )


def _result(row: AuditRow, look: Look) -> Cell:
    done = row.result == "done"
    said = f"{'✔' if done else '✖'} {words.word('cli-result', row.result)}"
    return Cell(said, look.good if done else look.bad, sort=row.result)


def arguments_in_words(arguments: str) -> str:
    """``{"symbol": "BTC/USDT"}`` as ``symbol BTC/USDT``; what is not such a text stays as it is."""
    try:
        found = json.loads(arguments)
    except ValueError:
        return arguments
    if not isinstance(found, dict):
        return arguments
    return " · ".join(f"{name} {value}" for name, value in found.items() if value is not None)


def audit_entry(row: AuditRow) -> str:
    """One entry in full."""
    what = f"cmd-{row.command}"
    facts = (
        (t("cli-time"), date_time(row.at, seconds=True)),
        (t("cli-surface"), row.surface),
        (t("cli-name"), row.actor),
        (t("cli-role"), words.word("role", row.role)),
        (t("cli-command"), f"{row.command} · {t(what)}" if has(what) else row.command),
        (t("cli-arguments"), arguments_in_words(row.arguments)),
        (t("cli-result"), words.word("cli-result", row.result)),
    )
    return _facts(facts)


# --- what happened -----------------------------------------------------------------------------------------------
def event_columns() -> tuple[Column, ...]:
    """When, what, which pair, and what there is to say."""
    return (
        Column("at", t("tui-at"), width=8),
        Column("kind", t("tui-what"), width=15),
        Column("symbol", t("tui-symbol"), width=9, rank=1),
        Column("detail", t("logs-detail"), flex=20, sortable=False),
    )


def event_rows(events: Iterable[Happening], look: Look) -> list[Row]:
    """Every event by itself, newest first."""
    return [
        Row(
            str(event.id),
            (
                Cell(clock(event.at, seconds=True), look.muted, sort=event.at, facts=(("at", iso(event.at)),)),
                Cell(kind_of(event), tone_of(event, look), sort=event.kind),
                Cell(event.symbol or "", look.strong, sort=event.symbol),
                Cell(said_of(event), look.bad if is_alarming(event) else look.text),
            ),
        )
        for event in sorted(events, key=lambda event: event.id, reverse=True)
    ]


def said_of(event: Happening) -> str:
    """What there is to say, the reason in full included."""
    data, parts = event.data, [detail_of(event)]
    if event.kind == "order_sent":
        parts = [f"{words.word('side', data['side'])} {quantity(data['amount'])}"] if "side" in data else []
    if event.kind in ("signal", "silence") and data.get("reason"):
        parts.append(sentence(str(data["reason"]), dict(data.get("reason_params") or {})))
    return " · ".join(part for part in parts if part)


def event_entry(event: Happening) -> str:
    """One event in full."""
    facts = (
        (t("tui-at"), date_time(event.at, seconds=True)),
        (t("tui-what"), kind_of(event)),
        (t("tui-symbol"), event.symbol or ""),
        (t("logs-detail"), said_of(event)),
    )
    return _facts(facts)


def _facts(facts: Sequence[tuple[str, str]]) -> str:
    shown = [(name, value) for name, value in facts if value]
    room = max(len(name) for name, _ in shown)
    return "\n".join(f"{name.ljust(room)}   {value}" for name, value in shown)


# --- the log -----------------------------------------------------------------------------------------------------
def log_records(lines: Iterable[str]) -> list[dict[str, str]]:
    """Lines taken apart for a file: when, how serious, the tag, the text."""
    return [_record(line) for line in lines]


def _record(line: str) -> dict[str, str]:
    at, level, said = "", "", line
    parts = line.split(" - ", 2)
    if len(parts) == 3 and parts[2].startswith("["):
        at, level, said = parts
    tag, closed, rest = said.partition("]")
    if not at or not closed:
        at, level, tag, rest = "", "", "", line
    moment = written_at(at)
    return {
        "at": at if moment is None else iso(moment),
        "level": level,
        "tag": tag.removeprefix("["),
        "text": rest.strip(),
    }

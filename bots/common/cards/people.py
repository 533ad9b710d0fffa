"""whoami, version, audit, role, reload."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

from bots.common.card import Block, Card, Facts, Said, Tone
from bots.common.cards.parts import GOOD, LOOK_OUT, facts, head, joined
from engine.service.answers import Audit, AuditRow, KnockRow, Reloaded, RoleRow, Roles, SettingRow, Version, WhoAmI
from engine.service.text import words
from engine.service.text.people import role_origin
from locales import t
from locales.formats import DASH, date_time


def whoami(answer: WhoAmI) -> Card:
    """Who the engine takes the reader for; the ids are what an owner writes into the settings."""
    style = answer.number_style
    shown = Facts(
        (
            (t("cli-role"), words.word("role", answer.role)),
            (t("people-id"), answer.actor),
            (t("cli-surface"), answer.surface.capitalize()),
            (t("cli-language"), _language(answer.language)),
        )
    )
    place = facts(
        None if style is None else (t("people-numbers"), t("people-numbers-example", style=style)),
        (t("people-place"), answer.place or ""),
        None if answer.place_language is None else (t("people-place-language"), _language(answer.place_language)),
    )
    return Card(t("card-whoami"), (shown,) if place is None else (shown, place), mark="🪪")


def _language(language: str) -> str:
    return words.word("choice", language)


def version(answer: Version) -> Card:
    """What to tell with a report of a fault."""
    pairs = ((t("app-name"), answer.version), ("Python", answer.python), (t("cli-database"), answer.database))
    return Card(t("cli-version"), (Facts(pairs),), Tone.QUIET, "🏷")


def audit(answer: Audit) -> Card:
    """Whether the chain is whole, and who asked for what."""
    chain = Said(t("cli-chain-whole" if answer.intact else "cli-chain-broken"), strong=True)
    tone, mark = (Tone.PLAIN, GOOD) if answer.intact else (Tone.ERROR, LOOK_OUT)
    rows = tuple(map(_row, answer.rows)) or (Said(t("cli-empty-audit")),)
    return Card(t("card-audit"), (chain, *rows), tone, mark)


def _row(row: AuditRow) -> Facts:
    return Facts(
        (
            (head(f"{row.command} {_given(row.arguments)}".rstrip()), words.word("cli-result", row.result)),
            (row.actor, joined(words.word("role", row.role), row.surface)),
            (t("cli-time"), date_time(row.at, seconds=True, show_zone=False)),
        )
    )


def _given(arguments: str) -> str:
    """A command's arguments as the audit keeps them, in JSON, for people."""
    try:
        read = json.loads(arguments or "{}")
    except ValueError:
        return arguments
    return " ".join(f"{name}={value}" for name, value in read.items()) if isinstance(read, dict) else arguments


def roles(answer: Roles) -> Card:
    """Who may do what, who was not let in lately, and how a first owner comes in."""
    blocks: list[Block] = [_role(row) for row in answer.rows] or [Said(t("people-no-roles"))]
    if answer.knocks:
        blocks += [Said(t("people-knocks"), strong=True), *map(_knock, answer.knocks)]
    blocks += [Said(t("people-code", surface=row.surface.capitalize(), code=row.code)) for row in answer.codes]
    return Card(t("card-roles"), tuple(blocks), mark="🔑")


def _role(row: RoleRow) -> Facts:
    whose = head(row.name or row.person)
    role = joined(words.word("role", row.role), row.surface.capitalize())
    return Facts(((whose, role), (row.person, role_origin(row))))


def _knock(row: KnockRow) -> Facts:
    times = t("card-knock-times", count=row.count, at=date_time(row.last_at))
    return Facts(((head(row.name or row.person), times), (row.person, joined(row.surface.capitalize(), row.place))))


def reloaded(answer: Reloaded) -> Card:
    """What is in force now, and what waits for a restart."""
    if not (answer.in_force or answer.waiting):
        return Card(t("card-reloaded"), (Said(t("people-nothing-changed")),), Tone.QUIET, GOOD)
    blocks = (*_settings("people-in-force", answer.in_force), *_settings("people-waiting", answer.waiting))
    tone, mark = (Tone.WARNING, LOOK_OUT) if answer.waiting else (Tone.PLAIN, GOOD)
    return Card(t("card-reloaded"), blocks, tone, mark)


def _settings(heading: str, rows: tuple[SettingRow, ...]) -> tuple[Block, ...]:
    shown = facts(*((row.name, row.value or DASH) for row in rows))
    return () if shown is None else (Said(t(heading), strong=True), shown)


CARDS: Final[dict[type, Callable[[Any], Card]]] = {
    WhoAmI: whoami,
    Version: version,
    Audit: audit,
    Roles: roles,
    Reloaded: reloaded,
}

"""help, start, whoami, version, audit, role, reload."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from engine.service.answers import Audit, Help, HelpRow, Reloaded, RoleRow, Roles, Version, WhoAmI
from engine.service.people.telling import PAIRING
from engine.service.text import words
from engine.service.text.layout import lines, pairs, table
from locales import current_language, t
from locales.formats import DASH, date_time


def help_(answer: Help) -> str:
    """All commands in a line each, or one in full."""
    if answer.one and answer.rows:
        return _in_full(answer.rows[0])
    later = f" ({t('cli-later')})"
    rows = [(_usage(row), t(f"cmd-{row.id}") + ("" if row.available else later)) for row in answer.rows]
    return lines(t("cli-commands"), pairs(rows), t("cli-commands-more"))


def _usage(row: HelpRow) -> str:
    name = row.names[0] if row.names and current_language() == "vi" else row.id
    return " ".join((name, *row.params))


def _in_full(row: HelpRow) -> str:
    facts = [
        (t("cli-usage-name"), _usage(row)),
        (t("cli-names"), ", ".join((row.id, *row.names))),
        (t("cli-role"), words.word("role", row.role)),
        (t("cli-danger"), words.word("danger", row.danger)),
    ]
    later = None if row.available else t("cli-later-long")
    return lines(t(f"cmd-{row.id}"), t(f"cmd-{row.id}-help"), pairs([fact for fact in facts if fact[1]]), later)


def whoami(answer: WhoAmI) -> str:
    """Who the engine takes the caller for."""
    facts = [
        (t("cli-name"), answer.actor),
        (t("cli-surface"), answer.surface),
        (t("cli-role"), words.word("role", answer.role)),
        (t("cli-language"), words.word("choice", answer.language)),
    ]
    if answer.number_style is not None:
        facts.append((t("people-numbers"), t("people-numbers-example", style=answer.number_style)))
    if answer.place is not None:
        facts.append((t("people-place"), answer.place))
    if answer.place_language is not None:
        facts.append((t("people-place-language"), words.word("choice", answer.place_language)))
    return pairs(facts)


def version(answer: Version) -> str:
    """What to tell with a report of a fault."""
    return pairs(
        [(t("app-name"), answer.version), ("Python", answer.python), (t("cli-database"), answer.database)],
    )


def audit(answer: Audit) -> str:
    """Who asked for what."""
    chain = t("cli-chain-whole" if answer.intact else "cli-chain-broken")
    if not answer.rows:
        return lines(t("cli-empty-audit"), chain)
    rows = [
        [
            date_time(row.at, seconds=True, show_zone=False), row.surface, row.actor, words.word("role", row.role),
            row.command, row.arguments, words.word("cli-result", row.result),
        ]
        for row in answer.rows
    ]  # fmt: skip
    headings = ("cli-time", "cli-surface", "cli-name", "cli-role", "cli-command", "cli-arguments", "cli-result")
    return lines(table([t(heading) for heading in headings], rows), chain)


def roles(answer: Roles) -> str:
    """Who may do what, who was not let in, and how the first owner comes in."""
    shown = [_role(row) for row in answer.rows]
    headings = ("cli-surface", "people-id", "cli-name", "cli-role", "people-origin")
    knocks = [
        [row.surface.capitalize(), row.person, row.name, row.place, str(row.count), date_time(row.last_at)]
        for row in answer.knocks
    ]
    columns = ("cli-surface", "people-id", "cli-name", "people-place", "people-times", "people-last")
    return lines(
        table([t(heading) for heading in headings], shown) if shown else t("people-no-roles"),
        *((t("people-knocks"), table([t(column) for column in columns], knocks, right=(4,))) if knocks else ()),
        *(t("people-code", surface=row.surface.capitalize(), code=row.code) for row in answer.codes),
    )


def _role(row: RoleRow) -> list[str]:
    origin = role_origin(row)
    return [row.surface.capitalize(), row.person, row.name or DASH, words.word("role", row.role), origin]


def role_origin(row: RoleRow) -> str:
    """Where a role comes from: the setting, or who granted it when."""
    if row.since is None:
        return row.origin
    if row.origin == PAIRING:
        return t("people-paired", at=date_time(row.since))
    return t("people-granted", by=row.origin, at=date_time(row.since))


def reloaded(answer: Reloaded) -> str:
    """What is in force now, and what waits for a restart."""
    if not (answer.in_force or answer.waiting):
        return t("people-nothing-changed")
    parts = (("people-in-force", answer.in_force), ("people-waiting", answer.waiting))
    said = [
        part
        for heading, rows in parts
        if rows
        for part in (t(heading), pairs([(row.name, row.value or DASH) for row in rows]))
    ]
    return lines(*said)


RENDERERS: Final[dict[str, Callable[[Any], str]]] = {
    "Help": help_,
    "WhoAmI": whoami,
    "Version": version,
    "Audit": audit,
    "Roles": roles,
    "Reloaded": reloaded,
}

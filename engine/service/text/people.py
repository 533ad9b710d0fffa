"""help, start, whoami, version, audit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from engine.service.answers import Audit, Help, HelpRow, Version, WhoAmI
from engine.service.text import words
from engine.service.text.layout import lines, pairs, table
from locales import current_language, t
from locales.formats import date_time


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
        (t("cli-language"), answer.language),
    ]
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


RENDERERS: Final[dict[str, Callable[[Any], str]]] = {
    "Help": help_,
    "WhoAmI": whoami,
    "Version": version,
    "Audit": audit,
}

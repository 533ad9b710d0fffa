"""whoami, version, audit."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

from bots.common.card import Card, Facts, Said, Tone
from bots.common.cards.parts import GOOD, LOOK_OUT, facts, head, joined
from engine.service.answers import Audit, AuditRow, Version, WhoAmI
from engine.service.text import words
from locales import t
from locales.formats import date_time


def whoami(answer: WhoAmI) -> Card:
    """Who the engine takes the reader for; the id is what an owner writes into the settings."""
    shown = facts(
        (t("cli-role"), words.word("role", answer.role)),
        (t("cli-name"), answer.actor),
        (t("cli-surface"), answer.surface),
        (t("cli-language"), answer.language),
    )
    return Card(t("card-whoami"), () if shown is None else (shown,), mark="🪪")


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


CARDS: Final[dict[type, Callable[[Any], Card]]] = {WhoAmI: whoami, Version: version, Audit: audit}

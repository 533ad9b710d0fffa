"""What was done: the plain yes, flatten, backup."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from bots.common.card import Card, Facts, Lines, Said, Tone
from bots.common.cards.parts import GOOD, LOOK_OUT, facts, joined, stamped
from engine.core.wording import sentence
from engine.service.answers import BackupMade, Done, Flattened, FlattenRow
from engine.service.text import words
from engine.service.text.acts import file_size
from locales import t
from locales.formats import price, quantity


def done(answer: Done) -> Card:
    """What was done, in a sentence."""
    return Card(t("card-done"), (Said(sentence(answer.key, answer.params)),), mark=GOOD)


def flattened(answer: Flattened) -> Card:
    """What became of each position, what could not be closed first, and whether it was asked again."""
    clean = answer.verified and all(row.done for row in answer.rows)
    rows = sorted(answer.rows, key=lambda row: row.done)
    waits = not clean and any(row.waiting for row in rows) and all(row.done or row.waiting for row in rows)
    verdict = "card-flatten-waits" if waits else "cli-verified" if answer.verified else "cli-not-verified"
    return stamped(
        answer.stamp,
        t("cli-flattened"),
        Said(t(verdict), strong=True),
        Facts(tuple(map(_position, rows))) if rows else Said(t("tui-no-positions")),
        Said(t("cli-canceled", count=answer.canceled_orders)),
        tone=Tone.PLAIN if clean else Tone.WARNING,
        mark=GOOD if clean else LOOK_OUT,
    )


def _position(row: FlattenRow) -> tuple[str, str]:
    amount = quantity(row.amount)
    at = amount if row.price is None else f"{amount} @ {price(row.price)}"
    if row.done:
        return row.symbol, joined(t("cli-closed-ok"), at)
    if row.waiting:
        return row.symbol, joined(t("cli-closed-waiting"), at)
    reason = t("unknown") if row.error is None else words.why(row.error)
    incident = None if row.incident is None else t("card-incident", id=row.incident)
    return row.symbol, joined(t("cli-closed-failed", why=reason), at, incident)


def backup_made(answer: BackupMade) -> Card:
    """Where the copy is and how to know it again."""
    known = facts((t("card-file"), answer.path), (t("card-size"), file_size(answer.bytes)))
    blocks = (known, Said("SHA-256"), Lines(answer.sha256))
    return Card(t("card-backup"), tuple(block for block in blocks if block is not None), mark=GOOD)


CARDS: Final[dict[type, Callable[[Any], Card]]] = {
    Done: done,
    Flattened: flattened,
    BackupMade: backup_made,
}

"""What was done: the plain yes, flatten, backup."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from engine.core.wording import sentence
from engine.service.answers import BackupMade, Done, Flattened, FlattenRow
from engine.service.text import words
from engine.service.text.layout import lines, table
from locales import t
from locales.formats import number, price, quantity


def done(answer: Done) -> str:
    """What was done, in a sentence."""
    return sentence(answer.key, answer.params)


def flattened(answer: Flattened) -> str:
    """What became of each position, and whether it was asked again."""
    title = words.titled(answer.stamp, t("cli-flattened"))
    seen = t("cli-verified" if answer.verified else "cli-not-verified")
    canceled = t("cli-canceled", count=answer.canceled_orders)
    if not answer.rows:
        return lines(title, t("tui-no-positions"), canceled, seen)
    rows = [[row.symbol, quantity(row.amount), price(row.price), _ending(row)] for row in answer.rows]
    headings = [t("tui-symbol"), t("tui-amount"), t("tui-price"), t("cli-result")]
    return lines(title, table(headings, rows, right=(1, 2)), canceled, seen)


def _ending(row: FlattenRow) -> str:
    if row.done:
        return t("cli-closed-ok")
    if row.waiting:
        return t("cli-closed-waiting")
    reason = t("unknown") if row.error is None else words.why(row.error)
    incident = "" if row.incident is None else f" [{row.incident}]"
    return f"{t('cli-closed-failed', why=reason)}{incident}"


def backup_made(answer: BackupMade) -> str:
    """Where the copy is and how to know it again."""
    return t("cli-backup-made", path=answer.path, size=file_size(answer.bytes), sha256=answer.sha256)


def file_size(count: int) -> str:
    """``12,4 MB``."""
    return f"{number(count / 2**20, decimals=1)} MB"


RENDERERS: Final[dict[str, Callable[[Any], str]]] = {
    "Done": done,
    "Flattened": flattened,
    "BackupMade": backup_made,
}

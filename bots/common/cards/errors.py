"""What went wrong: what happened, what was kept, what to do; and the id under which the log tells more."""

from __future__ import annotations

from typing import Final

from bots.common.card import Card, Said, Tone
from bots.common.cards.parts import LOOK_OUT, discreet
from engine.core.errors import Ambiguous, CheckFailed, HaiDangError, InvalidInput, Operational, Refused, Temporary
from engine.core.wording import sentence
from locales import t

_KINDS: Final[tuple[tuple[type[HaiDangError], str, Tone, str], ...]] = (
    (InvalidInput, "input", Tone.QUIET, "✏"),
    (Refused, "refused", Tone.WARNING, "⛔"),
    (Temporary, "temporary", Tone.WARNING, "⏳"),
    (Ambiguous, "ambiguous", Tone.WARNING, LOOK_OUT),
    (CheckFailed, "check", Tone.WARNING, LOOK_OUT),
    (Operational, "operational", Tone.ERROR, LOOK_OUT),
)


def error_card(error: HaiDangError) -> Card:
    """An error as a person reads it; the incident id is in the footer."""
    kind, tone, mark = next(
        ((name, tone, mark) for family, name, tone, mark in _KINDS if isinstance(error, family)),
        ("operational", Tone.ERROR, LOOK_OUT),
    )
    text = discreet(sentence(error.key, error.params)).replace("  ", " ").rstrip()
    return Card(t(f"card-error-{kind}"), (Said(text),), tone, mark, footer=t("card-incident", id=error.incident))

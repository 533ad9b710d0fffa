"""Why something cannot be done now, as it is said beside it."""

from __future__ import annotations

from console.text.words import sentence
from engine.service.answers import Why
from locales import t

NOT_BUILT = "err-not-built-yet"


def reason_said(reason: Why) -> str:
    """The reason in words; of what comes with a later version it is said that it will be alive by itself."""
    return t("tui-later") if reason.key == NOT_BUILT else sentence(reason.key, reason.params)

"""Asking the person at the terminal before something is done."""

from __future__ import annotations

import sys

from engine.cli.language import tell
from engine.core.errors import Refused
from locales import t


def person_agrees(action: str, what: str) -> bool:
    """Whether the person at the terminal says yes; without one the answer is no."""
    if not sys.stdin.isatty():
        return False
    tell(t("cli-confirm", action=action, what=what))
    return sys.stdin.readline().strip().casefold() in ("y", "yes", "c", "có", "co")


def require_agreement(action: str, what: str, *, agreed: bool) -> None:
    """Go on only when ``--yes`` was given or the person says so; raises Refused otherwise."""
    if not agreed and not person_agrees(action, what):
        raise Refused("err-not-confirmed")

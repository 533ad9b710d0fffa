"""What can be done with a model now, and why something else cannot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from console.keys import KEY_OF
from console.look.tones import Look
from console.text.reasons import reason_said
from console.text.spans import Span
from engine.service.answers import ModelCard, Why
from engine.service.snapshots import Snapshot
from locales import t

DEEDS: Final = ("retrain", "promote", "rollback", "expire", "drift")


@dataclass(frozen=True, slots=True)
class Deed:
    """A command about one model. ``reason``: why it cannot be done now."""

    command: str
    reason: Why | None

    @property
    def sign(self) -> str:
        """Its key."""
        return KEY_OF[f"models.{self.command}"].keys


def deeds(
    card: ModelCard | None,
    snapshot: Snapshot,
    may: Callable[[str], bool],
    why_not: Callable[[str], Why | None],
) -> list[Deed]:
    """All that this person's role allows; the rest is not even shown."""
    return [Deed(name, why_not(name) or _reason(name, card, snapshot)) for name in DEEDS if may(name)]


def _reason(command: str, card: ModelCard | None, snapshot: Snapshot) -> Why | None:
    """What the facts at hand say against it; None where only the engine can tell."""
    if command == "retrain":
        return Why("models-why-training") if snapshot.training is not None else None
    if card is None:
        return None
    if command == "promote":
        waiting = any(one.status == "candidate" for one in card.versions)
        return None if waiting else Why("models-why-no-candidate")
    if card.version is None:
        return Why("models-why-no-model")
    if command == "rollback":
        earlier = any(one.version != card.version and one.trained_at <= (card.trained_at or 0) for one in card.versions)
        return None if earlier else Why("models-why-no-earlier")
    return None


def deed_spans(deed: Deed, look: Look) -> list[Span]:
    """The key and what it does; crossed out with its reason when it cannot be done."""
    said = t(f"key-models-{deed.command}")
    if deed.reason is None:
        return [Span(f" {deed.sign} ", look.accent), Span(said, look.text)]
    return [Span(f" {deed.sign} ", look.faint), Span(f"✖ {said} · {reason_said(deed.reason)}", look.muted)]

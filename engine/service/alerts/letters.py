"""What is delivered to a mailbox, and how a delivery ends. The chat faces implement ``Courier``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from engine.core.events import Event


@dataclass(frozen=True, slots=True)
class Summary:
    """What an outage held back, counted by kind of alert, when it is too much to be told one by one.

    Nothing is left out of ``counts``, not even what the letter's events tell nevertheless.
    """

    counts: Mapping[str, int]
    first_at: int
    last_at: int


@dataclass(frozen=True, slots=True)
class Letter:
    """One message for one mailbox.

    ``events`` are told in their order. ``summary`` is there when more happened than they tell. A repeated letter has
    the same ``nonce``, so that a platform which knows nonces shows it once. ``silent``: it must not ring.
    """

    mailbox: str
    events: tuple[Event, ...]
    language: str
    number_style: str
    silent: bool
    nonce: str
    summary: Summary | None = None


class _Undelivered(Exception):
    """``reason``: what the platform or the network said."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotSent(_Undelivered):
    """Surely not delivered: refused, or never left. ``retry_after``: seconds the platform asked to wait."""

    def __init__(self, reason: str, *, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class FateUnknown(_Undelivered):
    """It left, and no answer came: it may have been delivered."""


class MailboxClosed(_Undelivered):
    """Nothing can be delivered there until its owner writes again: blocked, kicked, or gone."""


class Courier(Protocol):
    """Delivers letters on one platform."""

    async def deliver(self, letter: Letter) -> None:
        """Deliver, or raise NotSent, FateUnknown or MailboxClosed."""
        ...

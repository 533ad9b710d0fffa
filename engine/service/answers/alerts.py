"""Answers about what somebody is told: alerts, prices that are waited for, watched pairs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from engine.service.answers.common import Stamp


@dataclass(frozen=True, slots=True)
class NotifyRow:
    """A kind of alert, how it comes (``on``, ``silent``, ``off``), and whether that was chosen or is the default."""

    kind: str
    volume: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Notify:
    """Answer of ``notify``. ``audience``: ``person``, ``chat``, or ``machine``, where no bot delivers anything.

    ``quiet`` are hours as ``22:00-07:00`` in ``zone``; ``watched`` pairs limit signals and models, none means all.
    """

    audience: str
    rows: tuple[NotifyRow, ...]
    quiet: str | None
    zone: str
    watched: tuple[str, ...]
    changed: bool = False


@dataclass(frozen=True, slots=True)
class PriceAlertRow:
    """A price that is waited for: told when the market is ``above`` or ``below`` it (``side``)."""

    id: int
    symbol: str
    price: Decimal
    side: str
    price_now: float | None
    created_at: int


@dataclass(frozen=True, slots=True)
class PriceAlerts:
    """Answer of ``alert``: all that is waited for (of ``symbol``), and what this command added or removed."""

    stamp: Stamp
    audience: str
    symbol: str | None
    rows: tuple[PriceAlertRow, ...]
    added: PriceAlertRow | None = None
    removed: int | None = None


@dataclass(frozen=True, slots=True)
class Watching:
    """Answer of ``watch``: the pairs signals are told of (none means all), and what this command changed."""

    audience: str
    symbols: tuple[str, ...]
    added: str | None = None
    removed: str | None = None

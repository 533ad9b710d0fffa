"""Answers to commands, and to people who ask what they can do."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from engine.service.answers.common import Stamp, Why


@dataclass(frozen=True, slots=True)
class HelpRow:
    """A command as help shows it."""

    id: str
    names: tuple[str, ...]
    params: tuple[str, ...]
    role: str
    danger: str
    available: bool


@dataclass(frozen=True, slots=True)
class Help:
    """Answer of ``help`` and ``start``."""

    rows: tuple[HelpRow, ...]
    one: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """Answer of ``version``."""

    version: str
    python: str
    database: str


@dataclass(frozen=True, slots=True)
class FlattenRow:
    """What became of one position. ``waiting``: its exit is on the way and has no price yet."""

    symbol: str
    done: bool
    amount: Decimal
    price: Decimal | None
    error: Why | None
    incident: str | None
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Flattened:
    """Answer of ``flatten``."""

    stamp: Stamp
    rows: tuple[FlattenRow, ...]
    canceled_orders: int
    verified: bool


@dataclass(frozen=True, slots=True)
class Done:
    """A command was carried out; ``key`` says what in words."""

    key: str
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BackupMade:
    """Answer of ``backup``."""

    path: str
    bytes: int
    sha256: str

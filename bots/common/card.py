"""An answer as chat shows it, before any platform's own form. Texts are plain; each platform escapes them itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a card feels like: its colour where a platform has colours."""

    PLAIN = "plain"
    UP = "up"
    DOWN = "down"
    QUIET = "quiet"
    WARNING = "warning"
    ERROR = "error"
    REAL_MONEY = "real-money"


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph; ``strong`` for what must be seen first."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what they are, a line each."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, shown in a fixed-width font. ``right`` are the columns of figures.

    On a phone it has about 34 cells; a platform that has no room shows each row as a small paragraph instead.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Lines:
    """Text as it is, in a fixed-width font: log lines, ids."""

    text: str


Block = Said | Facts | Grid | Lines


@dataclass(frozen=True, slots=True)
class Card:
    """``badge`` says market and whose money (empty where it does not matter); ``footer`` where facts come from."""

    title: str
    blocks: tuple[Block, ...] = ()
    tone: Tone = Tone.PLAIN
    mark: str = ""
    badge: str = ""
    footer: str = ""

"""One message, ready to be filled in.

Most messages are plain text with variables in it and are filled in right here. Whatever else Fluent offers (plurals,
choices, references, functions, attributes) goes to Fluent itself, which is loaded only then: it costs more time than
all the other messages together. Tests hold the short way against Fluent, message by message.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Protocol

_PLACE: Final = re.compile(r"\{[ \n]*\$([A-Za-z][A-Za-z0-9_-]*)[ \n]*\}")
_SPECIAL_STARTS: Final = (".", "*", "[", "}")
_ODD_LETTERS: Final = str.maketrans("aceinouyAEINOUY", "àçëíñöûýÀËÍÑÖÛÝ")


class Pattern(Protocol):
    """What the catalogue needs of a message."""

    @property
    def variables(self) -> frozenset[str]:
        """The names that must be given."""
        ...

    def fill(self, values: Mapping[str, object], write: Callable[[object], str]) -> tuple[str, tuple[str, ...]]:
        """The text, and what went wrong on the way. ``write`` turns a value into text."""
        ...


@dataclass(frozen=True, slots=True)
class PlainPattern:
    """Text with variables: ``texts[0] + names[0] + texts[1] + ...``."""

    texts: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def variables(self) -> frozenset[str]:
        """The names that must be given."""
        return frozenset(self.names)

    def fill(self, values: Mapping[str, object], write: Callable[[object], str]) -> tuple[str, tuple[str, ...]]:
        """Put the values between the texts; a missing one keeps its name, so that the rest can still be read."""
        parts = [self.texts[0]]
        for name, text in zip(self.names, self.texts[1:], strict=True):
            parts.append(write(values[name]) if name in values else f"{{${name}}}")
            parts.append(text)
        return "".join(parts), ()

    def disguised(self) -> PlainPattern:
        """The same in odd letters."""
        return PlainPattern(tuple(disguise(text) for text in self.texts), self.names)


def plain_pattern(source: str) -> PlainPattern | None:
    """``source`` as a plain pattern, or None if it needs Fluent."""
    text = _unindented(source)
    if text is None:
        return None
    pieces = _PLACE.split(text)
    texts, names = pieces[::2], pieces[1::2]
    if any("{" in piece or "}" in piece for piece in texts):
        return None
    return PlainPattern(tuple(texts), tuple(names))


def disguise(text: str) -> str:
    """Readable, and impossible to take for a text somebody wrote."""
    return text.translate(_ODD_LETTERS)


def as_text(value: object, write_number: Callable[[int | float | Decimal], str]) -> str:
    """How a value looks inside a sentence."""
    if value is None:
        return "—"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float, Decimal)):
        return write_number(value)
    return str(value)


def _unindented(source: str) -> str | None:
    # Fluent's rule: the indentation that all continuation lines share is not part of the text.
    first, *rest = source.split("\n")
    first = first.lstrip(" ")
    if not rest:
        return first.rstrip(" ") or None
    filled = [line for line in rest if line.strip(" ")]
    if any(line.lstrip(" ").startswith(_SPECIAL_STARTS) for line in filled) or _opens_across(source):
        return None
    margin = min((len(line) - len(line.lstrip(" ")) for line in filled), default=0)
    lines = [line[margin:] if line.strip(" ") else "" for line in rest]
    text = "\n".join([first, *lines]) if first else "\n".join(lines).lstrip("\n")
    return text.rstrip(" \n") or None


def _opens_across(source: str) -> bool:
    # A placeable that spans lines is rare and has rules of its own about spaces.
    return any(line.count("{") != line.count("}") for line in source.split("\n"))

"""What the palette offers, and how well it answers what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from console.commanding.matching import match

_OTHER_NAME: Final = 50.0
_HELP: Final = 600.0
_LEAST_FOR_HELP: Final = 3
"""Two letters begin some word of nearly every sentence."""


@dataclass(frozen=True, slots=True)
class PaletteItem:
    """Something that can be done. ``keys`` does it without the palette, ``also`` are further names it is found by."""

    id: str
    title: str
    help: str = ""
    group: str = ""
    keys: str = ""
    available: bool = True
    reason: str | None = None
    also: tuple[str, ...] = ()

    @property
    def meaning(self) -> str:
        """What it does, or why it cannot be done now."""
        return self.help if self.available else self.reason or self.help


def score(query: str, item: PaletteItem) -> float | None:
    """How well an item answers: by its title, else by another name, else by what it is for."""
    found = [hit.score for hit in [match(query, item.title)] if hit]
    found += [hit.score - _OTHER_NAME for name in item.also if (hit := match(query, name))]
    if len(query.strip()) >= _LEAST_FOR_HELP:
        found += [hit.score - _HELP for hit in [match(query, item.help, strict=True)] if hit]
    return max(found, default=None)


def grouped(items: Iterable[PaletteItem]) -> Mapping[str, Sequence[PaletteItem]]:
    """Items by group; groups stand in the order of their first item."""
    groups: dict[str, list[PaletteItem]] = {}
    for item in items:
        groups.setdefault(item.group, []).append(item)
    return groups

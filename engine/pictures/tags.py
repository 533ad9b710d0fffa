"""Tags at the right edge: prices that matter, beside their lines, one below the other where they would overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from engine.pictures.canvas import Box

if TYPE_CHECKING:
    from engine.pictures.canvas import Canvas

SIZE: Final = 21
TALL: Final = 34
TICK: Final = 20
_EDGE: Final = 10
_NOSE: Final = 14


@dataclass(frozen=True, slots=True)
class Tag:
    """Words that belong to the height ``y``; what is ``filled`` is the most important."""

    y: float
    words: str
    color: str
    filled: bool = False


def width_of(canvas: Canvas, words: Sequence[str]) -> float:
    """What the widest tag takes."""
    widest = max((canvas.measure(one, SIZE, bold=True)[0] for one in words), default=0.0)
    return widest + canvas.px(2 * _EDGE + _NOSE)


def spread(wanted: Sequence[float], tall: float, low: float, high: float) -> list[float]:
    """Middles of tags ``tall`` high as near to ``wanted`` as they can be without overlapping, from low to high."""
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    groups: list[tuple[float, int]] = []  # the middle of tags that stand close together, and how many they are
    for place in order:
        group = _kept_in((wanted[place], 1), tall, low, high)
        while groups and groups[-1][0] + groups[-1][1] * tall / 2 > group[0] - group[1] * tall / 2:
            before = groups.pop()
            count = before[1] + group[1]
            middle = (before[0] * before[1] + group[0] * group[1]) / count
            group = _kept_in((middle, count), tall, low, high)
        groups.append(group)
    placed = [middle + (i - (count - 1) / 2) * tall for middle, count in groups for i in range(count)]
    found = [0.0] * len(wanted)
    for place, y in zip(order, placed, strict=True):
        found[place] = y
    return found


def draw(canvas: Canvas, tags: Sequence[Tag], area: Box) -> list[Box]:
    """The tags to the right of ``area``; returns where they are, so that the scale's numbers can give way."""
    tall = canvas.px(TALL)
    edge, low, high = area.right, area.bottom, area.top
    places = spread([tag.y for tag in tags], tall, low, high)
    boxes: list[Box] = []
    nose, margin = canvas.px(_NOSE), canvas.px(_EDGE)
    for tag, y in zip(tags, places, strict=True):
        width = canvas.measure(tag.words, SIZE, bold=True)[0]
        box = Box(edge + nose, y - tall / 2 + 1, edge + nose + width + 2 * margin, y + tall / 2 - 1)
        at = min(max(tag.y, low), high)
        inside = tag.color if tag.filled else canvas.look.background
        canvas.segments([[(edge, at), (box.left, y)]], tag.color, width=1.8)
        canvas.block(box, inside, edge=tag.color)
        letters = canvas.look.on_tag if tag.filled else tag.color
        canvas.text(box.left + margin, y, tag.words, size=SIZE, color=letters, bold=True, name="tag")
        boxes.append(box)
    return boxes


def scale(canvas: Canvas, area: Box, words: Sequence[tuple[float, str]], taken: Sequence[Box]) -> None:
    """Numbers of the upright scale, to the right of ``area``, where no tag is."""
    for y, number in words:
        width, tall = canvas.measure(number, TICK)
        left = area.right + canvas.px(_NOSE + _EDGE)
        box = Box(left, y - tall / 2, left + width, y + tall / 2)
        if not any(box.meets(other) for other in taken):
            canvas.text(left, y, number, size=TICK, color=canvas.look.muted, name="scale")


def _kept_in(group: tuple[float, int], tall: float, low: float, high: float) -> tuple[float, int]:
    middle, count = group
    half = count * tall / 2
    return max(low + half, min(middle, high - half)), count

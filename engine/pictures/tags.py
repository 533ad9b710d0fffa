"""Tags at the right edge: prices that matter, beside their lines, one below the other where they would overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from engine.pictures.canvas import Box

if TYPE_CHECKING:
    from engine.pictures.canvas import Canvas
    from engine.pictures.panel import Panel

SIZE: Final = 21
TICK: Final = 20
_NAME: Final = 19
_TALL, _TALLER = 34, 56
_APART: Final = 24
_EDGE: Final = 10
_NOSE: Final = 14


@dataclass(frozen=True, slots=True)
class Tag:
    """A value beside its place ``at`` on the scale, with its name if it has one; ``filled`` is the most important."""

    at: float
    value: str
    color: str
    name: str = ""
    filled: bool = False

    def lines(self, canvas: Canvas) -> list[tuple[str, int]]:
        """What is written, and how large: name and value side by side, on a narrow sheet one below the other."""
        if not self.name:
            return [(self.value, SIZE)]
        return [(self.name, _NAME), (self.value, SIZE)] if canvas.is_narrow else [(f"{self.name} {self.value}", SIZE)]

    def width(self, canvas: Canvas) -> float:
        """What it takes, edges included."""
        widest = max(canvas.measure(words, size, bold=True)[0] for words, size in self.lines(canvas))
        return widest + canvas.px(2 * _EDGE)


def room_for(canvas: Canvas, tags: Sequence[Tag], scale: Sequence[str]) -> float:
    """What stands at the right of a panel takes: the widest tag, or the widest number of the scale."""
    widest = max((canvas.measure(number, TICK)[0] + canvas.px(_EDGE) for number in scale), default=0.0)
    return max([widest, *(tag.width(canvas) for tag in tags)]) + canvas.px(_NOSE)


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


def draw(canvas: Canvas, tags: Sequence[Tag], panel: Panel) -> list[Box]:
    """The tags to the right of ``panel``; returns where they are, so that the scale's numbers can give way."""
    area = panel.box
    most = max((len(tag.lines(canvas)) for tag in tags), default=1)
    tall = canvas.px(_TALL if most == 1 else _TALLER)
    low, high = area.bottom, area.top
    wanted = [float(panel.y(tag.at)) for tag in tags]
    places = spread(wanted, tall, low, high)
    boxes: list[Box] = []
    for tag, want, y in zip(tags, wanted, places, strict=True):
        left = area.right + canvas.px(_NOSE)
        box = Box(left, y - tall / 2 + 1, left + tag.width(canvas), y + tall / 2 - 1)
        at = min(max(want, low), high)
        inside = tag.color if tag.filled else canvas.look.background
        canvas.segments([[(area.right, at), (box.left, y)]], tag.color, width=1.8)
        canvas.block(box, inside, edge=tag.color)
        _write(canvas, tag, box.left + canvas.px(_EDGE), y)
        boxes.append(box)
    return boxes


def _write(canvas: Canvas, tag: Tag, left: float, middle: float) -> None:
    lines, color = tag.lines(canvas), canvas.look.on_tag if tag.filled else tag.color
    for number, (words, size) in enumerate(lines):
        y = middle + canvas.px(_APART) * ((len(lines) - 1) / 2 - number)
        canvas.text(left, y, words, size=size, color=color, bold=True, name="tag")


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

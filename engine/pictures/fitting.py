"""Words into the room there is: cut, folded, or in the longest form that fits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from engine.pictures.canvas import Canvas

_DOT: Final = " · "


def cut(canvas: Canvas, text: str, width: float, size: float, *, bold: bool = False) -> str:
    """As much of ``text`` as fits into ``width``."""
    if canvas.measure(text, size, bold=bold)[0] <= width:
        return text
    while text and canvas.measure(f"{text}…", size, bold=bold)[0] > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def folded(canvas: Canvas, text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """``text`` in lines: broken at its dots where that is enough, else between words."""

    def fits(line: str) -> bool:
        return canvas.measure(line, size, bold=bold)[0] <= width

    lines: list[str] = []
    for part in _filled(text.split(_DOT), _DOT, fits):
        lines += [part] if fits(part) else _filled(part.split(" "), " ", fits)
    return [cut(canvas, line, width, size, bold=bold) for line in lines if line]


def shortest_needed(canvas: Canvas, forms: Sequence[Sequence[str]], width: float, size: float) -> Sequence[str]:
    """The first of several forms of the same words of which each fits into ``width``; the last one in any case."""
    for form in forms[:-1]:
        if all(canvas.measure(words, size)[0] <= width for words in form):
            return form
    return forms[-1]


def size_for(canvas: Canvas, words: Sequence[str], width: float, sizes: Sequence[int], *, bold: bool = False) -> int:
    """The first of ``sizes`` in which each of ``words`` fits into ``width``; the last one in any case."""
    fits = (size for size in sizes if all(canvas.measure(one, size, bold=bold)[0] <= width for one in words))
    return next(fits, sizes[-1])


def _filled(parts: Sequence[str], between: str, fits: Callable[[str], bool]) -> list[str]:
    lines = [parts[0]]
    for part in parts[1:]:
        longer = f"{lines[-1]}{between}{part}"
        if fits(longer):
            lines[-1] = longer
        else:
            lines.append(part)
    return lines

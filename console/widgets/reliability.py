"""Calibration as a picture: of what was claimed, how much came true, how sure that is, and in how many cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from console.look.tones import Look
from console.tables.cells import fitted
from console.widgets.lines import DrawnLines
from console.widgets.scales import Scale
from locales import t
from locales.formats import DASH, number, percent, probability

CLAIMED, TRUE, BOTH = "◇", "●", "◆"
_WHISKER, _LEFT, _RIGHT = "─", "├", "┤"
_AS_CLAIMED, _MORE, _LESS = "=", "▲", "▼"
_LEAST_BAR: Final = 12
_SHARE: Final = 6
"""Cells of a probability: ``71,3%``."""


@dataclass(frozen=True, slots=True)
class Bin:
    """One tier of confidence: what was claimed on average, what share came true within which interval, how often."""

    label: str
    claimed: float
    true: float | None
    low: float
    high: float
    n: int


def reliability_lines(bins: Sequence[Bin], look: Look, width: int) -> list[list[Segment]]:
    """A heading, a line of ``width`` cells a tier, the axis, and what the glyphs mean."""
    if not bins:
        return [[Segment(fitted(t("widget-no-data"), width), look.muted)]]
    label = max(cell_len(t("widget-bin")), *(cell_len(one.label) for one in bins))
    count = max(cell_len(t("widget-count")), *(cell_len(_n(one)) for one in bins))
    room = width - label - count - 2 * _SHARE - 6
    wide = room >= _LEAST_BAR
    if not wide:  # what was claimed can be read from the label
        room += _SHARE + 1
    scale = _scale(bins, max(0, room - 1))
    cells = _Cells(label, room if room >= _LEAST_BAR else 0, count, wide)
    lines = [_heading(cells, look), *(_line(one, cells, scale, look) for one in bins)]
    if cells.room:
        lines += [_axis(cells, scale, look), _legend(look, width)]
    return [_exactly(line, width) for line in lines]


@dataclass(frozen=True, slots=True)
class _Cells:
    label: int
    room: int
    count: int
    claimed: bool


def _n(one: Bin) -> str:
    return number(one.n, decimals=0)


def _scale(bins: Sequence[Bin], most: int) -> Scale:
    known = [one for one in bins if one.true is not None]
    low = min([one.claimed for one in bins] + [one.low for one in known])
    high = max([one.claimed for one in bins] + [one.high for one in known])
    return Scale(int(low * 10) / 10, -int(-high * 10 // 1) / 10, most)


def _heading(cells: _Cells, look: Look) -> list[Segment]:
    words = fitted(t("widget-bin"), cells.label)
    if cells.claimed:
        words += " " + fitted(CLAIMED, _SHARE, right=True)
    words += " " + fitted(TRUE, _SHARE, right=True)
    words += " " * (2 + bool(cells.room) + cells.room)
    return [Segment(words + " " + fitted(t("widget-count"), cells.count, right=True), look.muted)]


def _line(one: Bin, cells: _Cells, scale: Scale, look: Look) -> list[Segment]:
    tone, sign = _verdict(one, look)
    line = [Segment(fitted(one.label, cells.label), look.text)]
    if cells.claimed:
        line.append(Segment(" " + fitted(probability(one.claimed), _SHARE, right=True), look.accent))
    said = DASH if one.true is None else probability(one.true)
    line.append(Segment(" " + fitted(said, _SHARE, right=True), tone))
    line.append(Segment(f" {sign}", tone))
    if cells.room:
        line += [Segment(" "), *_bar(one, cells.room, scale, look, tone)]
    return [*line, Segment(" " + fitted(_n(one), cells.count, right=True), look.muted)]


def _verdict(one: Bin, look: Look) -> tuple[Style, str]:
    """Came true as often as claimed, as far as the interval can tell; or more often, or less."""
    if one.true is None:
        return look.muted, " "
    if one.low <= one.claimed <= one.high:
        return look.good, _AS_CLAIMED
    return (look.level, _MORE) if one.true > one.claimed else (look.bad, _LESS)


def _bar(one: Bin, room: int, scale: Scale, look: Look, tone: Style) -> list[Segment]:
    """The interval as a line with ends, on it what came true, and where the claim was."""
    if one.true is None:
        return [Segment(fitted(t("widget-no-cases"), room), look.muted)]
    low, high, true, claimed = (scale.place(value) for value in (one.low, one.high, one.true, one.claimed))
    glyphs = [(" ", look.muted)] * room
    for place in range(low, high + 1):
        glyphs[place] = (_LEFT if place == low else _RIGHT if place == high else _WHISKER, tone)
    glyphs[claimed] = (CLAIMED, look.accent)
    glyphs[true] = (BOTH if true == claimed else TRUE, tone)
    return [Segment(glyph, style) for glyph, style in glyphs]


def _axis(cells: _Cells, scale: Scale, look: Look) -> list[Segment]:
    """The ends and the middle of the scale below the bars."""
    lead = cells.label + (_SHARE + 1) * (1 + cells.claimed) + 3
    ends = [percent(share, decimals=0, sign=False) for share in (scale.low, (scale.low + scale.high) / 2, scale.high)]
    first, middle, last = ends
    words = fitted(first, cells.room)
    half = (cells.room - cell_len(middle)) // 2
    words = words[:half] + middle + words[half + cell_len(middle) :]
    words = words[: cells.room - cell_len(last)] + last
    return [Segment(" " * lead + words, look.faint)]


def _legend(look: Look, width: int) -> list[Segment]:
    """What the glyphs mean; the verdicts where there is room for all three."""
    glyphs = [
        Segment(f"{CLAIMED} ", look.accent),
        Segment(t("widget-claimed"), look.muted),
        Segment(f"  {TRUE} ", look.good),
        Segment(t("widget-came-true"), look.muted),
        Segment(f"  {_LEFT}{_RIGHT} {t('widget-interval')}", look.muted),
    ]
    verdicts = [
        Segment(f"  {_AS_CLAIMED} {t('widget-as-claimed')}", look.good),
        Segment(f"  {_MORE} {t('widget-more')}", look.level),
        Segment(f"  {_LESS} {t('widget-less')}", look.bad),
    ]
    room = sum(cell_len(part.text) for part in [*glyphs, *verdicts]) <= width
    return [*glyphs, *verdicts] if room else glyphs


def _exactly(line: list[Segment], width: int) -> list[Segment]:
    return Segment.adjust_line_length(line, width)


class Reliability(DrawnLines):
    """The widget: one line a tier."""

    _bins: tuple[Bin, ...] = ()

    def show(self, bins: Sequence[Bin], look: Look) -> None:
        """Draw ``bins``."""
        before, self._bins, self.look = (self._bins, self.look), tuple(bins), look
        if before != (self._bins, look):
            self.redraw(layout=len(before[0]) != len(self._bins))

    def drawn(self, width: int, height: int) -> list[list[Segment]]:
        """The lines for a width."""
        return reliability_lines(self._bins, self.look, width)

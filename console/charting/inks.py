"""Inks of a chart: a number for each meaning, and the styles of these numbers in a theme."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from rich.style import Style

from console.charting.canvas import GROUND
from console.look.tones import look_of

(
    EMPTY, GRID, BAND, AXIS, LABEL, MUTED, TEXT, STRONG, UP, DOWN, STILL, UP_DIM, DOWN_DIM, LINE_A, LINE_B, STOP,
    TARGET, ENTRY, PRICE, SIGNAL, QUIET, CROSS, WARN, ACCENT, CHIP_UP, CHIP_DOWN, CHIP_STILL, CHIP_STOP,
    CHIP_TARGET, CHIP_ENTRY, CHIP_CROSS,
) = range(31)  # fmt: skip
PLAIN, BETWEEN_BANDS, UNDER_CROSSHAIR = range(3)
"""Grounds that an ink may lie on."""
_DIM: Final = 0.52
_GRID: Final = 0.62
_TINT: Final = 0.17


@lru_cache(maxsize=16)
def styles_of(look: str, background: str) -> tuple[Style, ...]:
    """The style of each ink on each ground, in theme ``look`` on a ``background`` like ``#0e1926``."""
    p = look_of(look).palette
    colours = {
        EMPTY: p.faint, GRID: _mixed(background, p.border, _GRID), AXIS: p.border, LABEL: p.muted, MUTED: p.muted,
        TEXT: p.text, STRONG: p.text, UP: p.up, DOWN: p.down, STILL: p.level, UP_DIM: _mixed(background, p.up, _DIM),
        DOWN_DIM: _mixed(background, p.down, _DIM), LINE_A: p.line_a, LINE_B: p.line_b, BAND: p.band, STOP: p.bad,
        TARGET: p.good, ENTRY: p.accent, PRICE: p.level, SIGNAL: p.signal, QUIET: p.muted, CROSS: p.muted, WARN: p.warn,
        ACCENT: p.accent,
    }  # fmt: skip
    chips = {
        CHIP_UP: p.up, CHIP_DOWN: p.down, CHIP_STILL: p.level, CHIP_STOP: p.bad, CHIP_TARGET: p.good,
        CHIP_ENTRY: p.accent, CHIP_CROSS: p.text,
    }  # fmt: skip
    bold = {STRONG, SIGNAL, WARN, ACCENT}
    found: list[Style] = []
    for ground in (background, _mixed(background, p.band, _TINT), p.chosen):
        for ink in range(GROUND):
            if ink in chips:
                found.append(Style(color=background, bgcolor=chips[ink], bold=True))
            else:
                found.append(Style(color=colours.get(ink, p.text), bgcolor=ground, bold=ink in bold or None))
    return tuple(found)


def _mixed(under: str, over: str, share: float) -> str:
    """``over`` laid on ``under`` so that ``share`` of it is seen."""
    pairs = zip(_parts(under), _parts(over), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)

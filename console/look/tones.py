"""Tones: styles by meaning, which all drawing uses. One ``Look`` a theme."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from rich.style import Style

from console.look.themes import PALETTES, Palette

BIG_MOVE_PCT: Final = 6.9
"""From here on a 24-hour change is shown as ceiling or floor, as Vietnamese boards show their limits."""
STILL_PCT: Final = 0.05


@dataclass(frozen=True, slots=True)
class Look:
    """Styles of one theme, without background unless they are chips."""

    palette: Palette
    text: Style
    strong: Style
    muted: Style
    faint: Style
    accent: Style
    up: Style
    down: Style
    level: Style
    ceiling: Style
    floor: Style
    good: Style
    warn: Style
    bad: Style
    signal: Style
    line_a: Style
    line_b: Style
    band: Style
    border: Style
    live: Style
    paper: Style
    chosen: Style

    def direction(self, value: str | float | None) -> Style:
        """The tone of UP, DOWN, FLAT, BUY, SELL, or of a number's sign."""
        if isinstance(value, str):
            if value in ("UP", "BUY"):
                return self.up
            return self.down if value in ("DOWN", "SELL") else self.level
        if value is None:
            return self.muted
        return self.up if value > 0 else self.down if value < 0 else self.level

    def change(self, percent: float | None) -> Style:
        """The tone of a 24-hour change, with ceiling, floor and reference."""
        if percent is None:
            return self.muted
        if percent >= BIG_MOVE_PCT:
            return self.ceiling
        if percent <= -BIG_MOVE_PCT:
            return self.floor
        return self.level if abs(percent) < STILL_PCT else self.direction(percent)


@cache
def look_of(name: str) -> Look:
    """The look of a theme by its name; an unknown one looks like night."""
    p = PALETTES.get(name, PALETTES["night"])
    return Look(
        palette=p,
        text=Style(color=p.text),
        strong=Style(color=p.text, bold=True),
        muted=Style(color=p.muted),
        faint=Style(color=p.faint),
        accent=Style(color=p.accent, bold=True),
        up=Style(color=p.up),
        down=Style(color=p.down),
        level=Style(color=p.level),
        ceiling=Style(color=p.ceiling, bold=True),
        floor=Style(color=p.floor, bold=True),
        good=Style(color=p.good),
        warn=Style(color=p.warn, bold=True),
        bad=Style(color=p.bad, bold=True),
        signal=Style(color=p.signal, bold=True),
        line_a=Style(color=p.line_a),
        line_b=Style(color=p.line_b),
        band=Style(color=p.band),
        border=Style(color=p.border),
        live=Style(color="#ffffff", bgcolor=p.live, bold=True),
        paper=Style(color="#ffffff", bgcolor=p.paper, bold=True),
        chosen=Style(bgcolor=p.chosen),
    )


def move_mark(percent: float | None) -> str:
    """The glyph that says the same as the tone of ``Look.change``."""
    if percent is None:
        return " "
    if percent >= BIG_MOVE_PCT:
        return "⇈"
    if percent <= -BIG_MOVE_PCT:
        return "⇊"
    if abs(percent) < STILL_PCT:
        return "·"
    return "▲" if percent > 0 else "▼"

"""The four themes. A colour never stands alone: glyph, sign or word says the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from textual.theme import Theme


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a theme by what they mean."""

    name: str
    dark: bool
    background: str
    surface: str
    panel: str
    border: str
    text: str
    muted: str
    faint: str
    accent: str
    """The lamp: where you are, what is chosen."""
    up: str
    down: str
    level: str
    """Unchanged; on a Vietnamese board the yellow of the reference price."""
    ceiling: str
    floor: str
    good: str
    warn: str
    bad: str
    live: str
    """Behind the mode when money is real."""
    paper: str
    chosen: str
    """Behind the row under the cursor."""
    line_a: str
    line_b: str
    band: str
    signal: str


NIGHT: Final = Palette(
    name="night", dark=True, background="#0a121c", surface="#0e1926", panel="#142333", border="#27405a",
    text="#d5e0ea", muted="#8297ab", faint="#4d6277", accent="#f5b83d", up="#35c98a", down="#ff6470", level="#b9c6d2",
    ceiling="#35c98a", floor="#ff6470", good="#35c98a", warn="#f5b83d", bad="#ff6470", live="#c21f2e", paper="#1f5f74",
    chosen="#1b3148", line_a="#f5b83d", line_b="#5ab0ff", band="#4d6d8c", signal="#ffd884",
)  # fmt: skip
DAY: Final = Palette(
    name="day", dark=False, background="#f6f3ea", surface="#fdfbf5", panel="#ece6d6", border="#c3b79b",
    text="#1e2b38", muted="#5f6b76", faint="#a29a88", accent="#9a5b00", up="#0b7a4b", down="#bb2230", level="#4c5863",
    ceiling="#0b7a4b", floor="#bb2230", good="#0b7a4b", warn="#9a5b00", bad="#bb2230", live="#c21f2e", paper="#1f6f86",
    chosen="#e2d9c0", line_a="#9a5b00", line_b="#1f5fae", band="#b7a98a", signal="#7a4700",
)  # fmt: skip
CLEAR: Final = Palette(
    name="clear", dark=True, background="#0d0f12", surface="#14171c", panel="#1d2229", border="#3b444f",
    text="#e6e6e6", muted="#9aa4ae", faint="#5d6771", accent="#f0e442", up="#56b4e9", down="#e69f00", level="#c9cfd6",
    ceiling="#56b4e9", floor="#e69f00", good="#56b4e9", warn="#f0e442", bad="#ff7f2a", live="#a33b00", paper="#24506b",
    chosen="#2a323c", line_a="#f0e442", line_b="#cc79a7", band="#5d6771", signal="#ffffff",
)  # fmt: skip
BOARD: Final = Palette(
    name="board", dark=True, background="#050607", surface="#0b0d10", panel="#15181d", border="#30363f",
    text="#e8eaed", muted="#98a0aa", faint="#575f6a", accent="#ffd400", up="#12d66f", down="#ff3d4d", level="#ffd400",
    ceiling="#e25cff", floor="#2fd6ff", good="#12d66f", warn="#ffd400", bad="#ff3d4d", live="#c21f2e", paper="#155e75",
    chosen="#232a33", line_a="#ffd400", line_b="#2fd6ff", band="#4b5563", signal="#ffe97a",
)  # fmt: skip

PALETTES: Final = {palette.name: palette for palette in (NIGHT, DAY, CLEAR, BOARD)}


def theme_of(palette: Palette) -> Theme:
    """``palette`` as Textual knows themes, for styles and its own widgets."""
    from textual.theme import Theme

    return Theme(
        name=palette.name,
        dark=palette.dark,
        primary=palette.accent,
        secondary=palette.line_b,
        accent=palette.accent,
        foreground=palette.text,
        background=palette.background,
        surface=palette.surface,
        panel=palette.panel,
        success=palette.good,
        warning=palette.warn,
        error=palette.bad,
        variables={
            "line": palette.border,
            "muted": palette.muted,
            "faint": palette.faint,
            "chosen": palette.chosen,
            "live": palette.live,
            "paper": palette.paper,
            "border": palette.accent,
            "border-blurred": palette.border,
            "block-cursor-background": palette.chosen,
            "block-cursor-foreground": palette.text,
            "block-cursor-text-style": "bold",
            "input-selection-background": palette.chosen,
            "scrollbar": palette.border,
            "scrollbar-hover": palette.muted,
            "scrollbar-active": palette.accent,
            "scrollbar-background": palette.surface,
            "scrollbar-background-hover": palette.surface,
            "scrollbar-background-active": palette.surface,
            "scrollbar-corner-color": palette.surface,
        },
    )

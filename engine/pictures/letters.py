"""Letters of a font that matplotlib brings along, so that every machine has Vietnamese and draws the same picture."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

from matplotlib import get_data_path
from matplotlib.font_manager import FontProperties, get_font

_STRANGE: Final = "?"


def writable(text: str) -> str:
    """``text`` in composed letters, with a sign for each letter that the font does not have."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(letter if ord(letter) in _letters() else _STRANGE for letter in composed)


def letters_of(bold: bool, points: float) -> FontProperties:
    """The font in a size."""
    font = _font(bold).copy()
    font.set_size(points)
    return font


@cache
def _letters() -> frozenset[int]:
    return frozenset.intersection(*(frozenset(get_font(str(_path(bold))).get_charmap()) for bold in (False, True)))


@cache
def _font(bold: bool) -> FontProperties:
    # By its file: no search over the fonts of the machine.
    return FontProperties(fname=str(_path(bold)))


def _path(bold: bool) -> Path:
    return Path(get_data_path()) / "fonts" / "ttf" / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")

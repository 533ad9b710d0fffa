"""Vietnamese typed with or without its marks is the same word: ``giá``, ``gia`` and ``GIÁ``."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_GAPS: Final = re.compile(r"[\s\-_]+")


def nfc(text: str) -> str:
    """Composed form: one code point a letter, so that widths, comparisons and backspace are right."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case without marks. Composed Vietnamese keeps its length, so places found in it hold in the original."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare.replace("đ", "d"))


def fold_name(text: str) -> str:
    """``fold`` without spaces, hyphens and underscores: ``Dự đoán``, ``dự-đoán`` and ``du_doan`` are ``dudoan``."""
    return _GAPS.sub("", fold(text))

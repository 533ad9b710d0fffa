"""Words that a line must have, with or without Vietnamese marks; with ``!`` before them, must not have."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from locales.folding import fold

NOT = "!"


@lru_cache(maxsize=16_384)
def folded(text: str) -> str:
    """``text`` folded. What ticks repeats itself, and a log is asked again with each letter typed."""
    return text.lower() if text.isascii() else fold(text)


@dataclass(frozen=True, slots=True)
class Filter:
    """All ``words`` must be in a text; with ``inverse`` not all of them may be."""

    text: str = ""
    words: tuple[str, ...] = ()
    inverse: bool = False

    @classmethod
    def of(cls, text: str) -> Filter:
        """What a person typed: ``btc mua``, or ``!demo`` for all but these."""
        text = text.strip()
        bare = text.removeprefix(NOT)
        words = tuple(folded(bare).split())
        return cls(text if words else "", words, bool(words) and text.startswith(NOT))

    def __bool__(self) -> bool:
        return bool(self.words)

    def passes(self, text: str) -> bool:
        """Whether ``text`` is shown."""
        if not self.words:
            return True
        line = folded(text)
        return all(word in line for word in self.words) != self.inverse

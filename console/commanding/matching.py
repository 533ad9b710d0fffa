"""Finding texts by a few letters, without marks: "du doan" and "dd" both find "Dự đoán"."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, TypeVar

from locales.folding import fold

_EXACT: Final = 1_000.0
_START: Final = 900.0
_WORD: Final = 800.0
_RUNS: Final = 700.0
_INSIDE: Final = 500.0
_SCATTERED: Final = 400.0
_LEAST_INSIDE: Final = 2
"""One letter in the middle of a word finds nearly everything, which is finding nothing."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Match:
    """How well a text was found (higher is better), and which of its letters were."""

    score: float
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text as it is compared; ``origin`` leads each letter back to its place, ``starts`` are the words'."""

    text: str
    origin: tuple[int, ...]
    starts: tuple[int, ...]


_letter = lru_cache(maxsize=4_096)(fold)


@lru_cache(maxsize=2_048)
def _folded(text: str) -> _Folded:
    letters: list[str] = []
    origin: list[int] = []
    for place, letter in enumerate(text):
        bare = _letter(letter)
        letters.extend(bare)
        origin.extend([place] * len(bare))
    starts = tuple(
        place
        for place, letter in enumerate(letters)
        if letter.isalnum() and (place == 0 or not letters[place - 1].isalnum())
    )
    return _Folded("".join(letters), tuple(origin), starts)


def match(query: str, text: str, *, strict: bool = False) -> Match | None:
    """Where ``query`` is in ``text``, or None. Nothing asked for is found everywhere, with no letter marked.

    ``strict`` is for sentences: whole or at the start of a word, since initials would be found in any of them.
    """
    asked, found = " ".join(fold(query).split()), _folded(text)
    if not asked:
        return Match(0.0, ())
    whole = _in_one_piece(asked, found)
    if whole is None and not strict:
        whole = _in_runs(asked.replace(" ", ""), found) or _inside(asked, found)
    return whole or _word_by_word(asked.split(), found)


def ranked(query: str, items: Iterable[Item], score: Callable[[Item], float | None]) -> list[Item]:
    """The items that ``score`` gives a value, best first; equals keep their order, and with no query all do."""
    scored = [(value, item) for item in items if (value := score(item)) is not None]
    if query.strip():
        scored.sort(key=lambda pair: -pair[0])
    return [item for _, item in scored]


def _made(score: float, found: _Folded, places: Iterable[int]) -> Match:
    # Of two texts that match alike the shorter one is meant.
    return Match(score - len(found.text) / 1_000, tuple(sorted({found.origin[place] for place in places})))


def _in_one_piece(asked: str, found: _Folded) -> Match | None:
    """At the start of the text or of a word."""
    places = range(len(asked))
    if found.text == asked:
        return _made(_EXACT, found, places)
    if found.text.startswith(asked):
        return _made(_START, found, places)
    for number, start in enumerate(found.starts):
        if found.text.startswith(asked, start):
            return _made(_WORD - number, found, range(start, start + len(asked)))
    return None


def _in_runs(asked: str, found: _Folded) -> Match | None:
    """As the beginnings of words, in order: initials ("dd"), abbreviations ("btdg") and words written together."""

    @cache
    def fewest(done: int, number: int) -> tuple[int, ...] | None:
        """The places of ``asked[done:]`` from the word ``number`` on, in as few runs as can be."""
        if done == len(asked):
            return ()
        ways = []
        for word in range(number, len(found.starts)):
            start = found.starts[word]
            for length in range(1, _common(asked, done, found.text, start) + 1):
                rest = fewest(done + length, word + 1)
                if rest is not None:
                    ways.append((*range(start, start + length), *rest))
        return min(ways, key=lambda places: (_count_runs(places), places), default=None)

    places = fewest(0, 0)
    if places is None:
        return None
    return _made(_RUNS - 20 * _count_runs(places) - places[0] / 100, found, places)


def _common(one: str, place: int, other: str, start: int) -> int:
    """How many letters are alike from there on."""
    length = 0
    while one[place + length : place + length + 1] == other[start + length : start + length + 1] != "":
        length += 1
    return length


def _count_runs(places: tuple[int, ...]) -> int:
    return sum(1 for before, place in zip((-2, *places), places, strict=False) if place != before + 1)


def _inside(asked: str, found: _Folded) -> Match | None:
    start = found.text.find(asked) if len(asked) >= _LEAST_INSIDE else -1
    if start < 0:
        return None
    return _made(_INSIDE - start / 100, found, range(start, start + len(asked)))


def _word_by_word(words: list[str], found: _Folded) -> Match | None:
    """Each word somewhere, in any order."""
    if len(words) < 2:
        return None
    places: set[int] = set()
    for word in words:
        part = _in_one_piece(word, found) or _inside(word, found)
        if part is None:
            return None
        places.update(part.places)
    return Match(_SCATTERED - len(found.text) / 1_000, tuple(sorted(places)))

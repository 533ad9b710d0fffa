"""The first owner of a platform: who types the one-time code that only the machine's owner can see.

A code has forty bits, is renewed after an hour or five wrong tries, opens once, and is kept nowhere but in memory.
Whoever guesses five times is not listened to for an hour.
"""

from __future__ import annotations

import hmac
import re
import secrets
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from engine.core.clocks import Clock

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without letters that look like others or like digits."""
LENGTH: Final = 8
LIFE_MS: Final = 3_600_000
WRONG_TRIES: Final = 5
MOST_GUESSERS: Final = 1_000
_LOOKALIKES: Final = str.maketrans("OIL", "011")
_SHAPE: Final = re.compile(rf"[{ALPHABET}]{{{LENGTH}}}")


def typed_code(text: str) -> str | None:
    """The code in what somebody typed, however it is grouped; None when it is none. ``/start CODE`` is one too."""
    words = text.upper().replace("-", " ").split()
    if words and words[0].lstrip("/!") == "START":
        words = words[1:]
    code = "".join(words).translate(_LOOKALIKES)
    return code if _SHAPE.fullmatch(code) else None


def grouped(code: str) -> str:
    """The code as it is shown: ``7F3K-92QM``."""
    return f"{code[:4]}-{code[4:]}"


@dataclass(slots=True)
class _Code:
    text: str
    made_at: int
    wrong: int = 0


class PairingCodes:
    """A code for each platform that has no owner yet."""

    def __init__(self, wall_clock: Clock) -> None:
        self._wall = wall_clock
        self._codes: dict[str, _Code] = {}
        self._guessers: OrderedDict[tuple[str, int], tuple[int, int]] = OrderedDict()

    def current(self, surface: str) -> tuple[str, bool]:
        """The code that holds now, and whether it was made at this moment."""
        code = self._codes.get(surface)
        if code is not None and code.wrong < WRONG_TRIES and 0 <= self._wall.now() - code.made_at < LIFE_MS:
            return grouped(code.text), False
        text = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        self._codes[surface] = _Code(text, self._wall.now())
        return grouped(text), True

    def try_code(self, surface: str, person: int, code: str) -> bool:
        """Whether ``code`` opens; it does so once. Tries of who guessed too often are not even compared."""
        if not self._may_try(surface, person):
            return False
        self.current(surface)
        kept = self._codes[surface]
        if hmac.compare_digest(kept.text, code):
            del self._codes[surface]
            return True
        kept.wrong += 1
        self._note_wrong(surface, person)
        return False

    def _may_try(self, surface: str, person: int) -> bool:
        wrong, since = self._guessers.get((surface, person), (0, 0))
        if not 0 <= self._wall.now() - since < LIFE_MS:
            self._guessers.pop((surface, person), None)
            return True
        return wrong < WRONG_TRIES

    def _note_wrong(self, surface: str, person: int) -> None:
        wrong, since = self._guessers.pop((surface, person), (0, self._wall.now()))
        self._guessers[surface, person] = (wrong + 1, since)
        while len(self._guessers) > MOST_GUESSERS:
            self._guessers.popitem(last=False)

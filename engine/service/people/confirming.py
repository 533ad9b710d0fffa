"""Agreement to what is dangerous: single use, sixty seconds, bound to person, place and command.

``ask(visit, line, confirmations, private=...) -> token``: goes into the button that agrees.
``take(token, visit) -> Agreed | None``: the command that was agreed to; at most once, never for somebody else.
``drop(token, visit) -> bool``: it was declined.
``expect(visit, token)``, ``expected(visit) -> token | None``: a typed word is awaited from this person in this place.

All of it is in memory: after a restart nothing is agreed to.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from engine.core.clocks import Clock
    from engine.service.visits import Visit

SECONDS: Final = 60
MOST: Final = 2_000
MOST_EACH: Final = 10
"""Open questions of one person in one place; the oldest gives way."""
_TOKEN_BYTES: Final = 9

Place = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Agreed:
    """What may be carried out: a command line, how often it was agreed to, and what it was said to be about."""

    line: str
    confirmations: int
    content: str = ""


@dataclass(frozen=True, slots=True)
class _Question:
    place: Place
    agreed: Agreed
    asked_at: int
    private: bool


class Confirmations:
    """Questions that wait for a yes."""

    def __init__(self, wall_clock: Clock) -> None:
        self._wall = wall_clock
        self._open: dict[str, _Question] = {}
        self._words: dict[Place, str] = {}

    def ask(self, visit: Visit, line: str, confirmations: int, *, private: bool = False, content: str = "") -> str:
        """Remember that this person was asked about ``line``; the token is short and cannot be guessed.

        ``private``: the question may have been sent to the person alone, who then answers there. ``content``: what
        the question was about, for whoever carries it out to compare.
        """
        self._tidy(_place(visit))
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        self._open[token] = _Question(_place(visit), Agreed(line, confirmations, content), self._wall.now(), private)
        return token

    def take(self, token: str, visit: Visit) -> Agreed | None:
        """What this person agrees to; None when it was not theirs, was used, or is too old."""
        question = self._mine(token, visit)
        if question is None:
            return None
        self._forget(token)
        return question.agreed

    def drop(self, token: str, visit: Visit) -> bool:
        """Let go of a question; False when there was nothing of this person's to let go of."""
        return self.take(token, visit) is not None

    def expect(self, visit: Visit, token: str) -> None:
        """The next word this person types here may be the answer to ``token``."""
        if self._mine(token, visit) is not None:
            self._words[_place(visit)] = token

    def expected(self, visit: Visit) -> str | None:
        """The token of the word that is awaited from this person here; it stays until taken, dropped or too old."""
        token = self._words.get(_place(visit))
        return token if token is not None and self._mine(token, visit) is not None else None

    def _mine(self, token: str, visit: Visit) -> _Question | None:
        question = self._open.get(token)
        if question is None or not _is_for(question, visit):
            return None
        if not self._is_fresh(question):
            self._forget(token)
            return None
        return question

    def _is_fresh(self, question: _Question) -> bool:
        # A clock that was set back would keep a question open for longer than was said.
        return 0 <= self._wall.now() - question.asked_at < SECONDS * 1_000

    def _forget(self, token: str) -> None:
        question = self._open.pop(token)
        if self._words.get(question.place) == token:
            del self._words[question.place]

    def _tidy(self, place: Place) -> None:
        """Make room: first what is too old, then this person's oldest, then anybody's."""
        for token in [token for token, question in self._open.items() if not self._is_fresh(question)]:
            self._forget(token)
        own = [token for token, question in self._open.items() if question.place == place]
        for token in own[: max(0, len(own) - MOST_EACH + 1)]:
            self._forget(token)
        if len(self._open) >= MOST:
            self._forget(next(iter(self._open)))


def _is_for(question: _Question, visit: Visit) -> bool:
    same_person = question.place[:2] == _place(visit)[:2]
    return question.place == _place(visit) or (question.private and visit.alone and same_person)


def _place(visit: Visit) -> Place:
    return visit.surface, visit.actor, visit.place

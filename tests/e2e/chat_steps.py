"""Somebody asks for a command of the registry: how it is written, and what must come of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from engine.core.modes import Danger, Role
from engine.service.access import is_look
from engine.service.choice_words import choice_word
from engine.service.handlers.table import HANDLERS
from engine.service.registry import read_named, registry
from engine.service.specs import CommandSpec, Kind
from locales import use_language

GIVEN: dict[str, dict[str, str]] = {
    "label": {"prediction": "abc", "outcome": "win"},
    "paper": {"action": "cash", "cash": "5"},
    "restore": {"file": "x.db"},
}
"""What a command must be given beside a pair; the others do without."""


class Outcome(Enum):
    ANSWERED = auto()
    ASKED = auto()
    REFUSED = auto()
    LATER = auto()
    PLAIN = auto()
    SILENT = auto()


@dataclass(frozen=True)
class Step:
    """Somebody asks for a command in a place, in a language."""

    spec: CommandSpec
    role: Role
    language: str
    alone: bool = False

    @property
    def given(self) -> dict[str, str]:
        if self.spec.id == "lang":
            return {"language": self.language}
        pair = {param.name: "btc" for param in self.spec.params if param.required and param.kind is Kind.SYMBOL}
        return {**pair, **GIVEN.get(self.spec.id, {})}

    def line(self, name: str) -> str:
        kinds = {param.name: param.kind for param in self.spec.params}
        with use_language(self.language):
            words = [choice_word(v) if kinds[n] is Kind.CHOICE else v for n, v in self.given.items()]
        return " ".join((name, *words))

    @property
    def expected(self) -> Outcome:
        arguments = read_named(self.spec, self.given)
        if self.role.rank < self.spec.role_for(arguments).rank:
            return Outcome.REFUSED
        if self.spec.id not in HANDLERS:
            return Outcome.LATER
        asks = self.spec.danger is not Danger.NONE and not is_look(self.spec, arguments)
        return Outcome.ASKED if asks else Outcome.ANSWERED

    @property
    def expected_of_plain_words(self) -> Outcome:
        acts = self.spec.writes and not is_look(self.spec, read_named(self.spec, self.given))
        if acts:
            return Outcome.PLAIN if self.alone else Outcome.SILENT
        return self.expected


def steps(language: str, *, alone: bool = False) -> Iterable[Step]:
    for role in Role:
        for spec in registry():
            yield Step(spec, role, language, alone and role is not Role.PUBLIC)

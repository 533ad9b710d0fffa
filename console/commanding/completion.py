"""What can be put where the cursor is: commands by their names in both languages, then symbols, timeframes, choices."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from console.commanding.reading import Reading, named, read
from console.commanding.scope import Scope
from engine.core.symbols import Symbol
from engine.core.timeframes import TIMEFRAMES
from engine.service.answers import Why
from engine.service.specs import CommandSpec, Kind, Param
from locales.folding import fold, fold_name

_WHOLE: Final = 0
_PREFIX: Final = 1
_INSIDE: Final = 2
_LIKENESS: Final = 0.6


@dataclass(frozen=True, slots=True)
class Completion:
    """One proposal. ``text`` is the line up to the cursor once it is taken, ``key`` the message that explains it."""

    text: str
    name: str
    key: str
    reason: Why | None = None
    params: dict[str, str] = field(default_factory=dict)

    @property
    def available(self) -> bool:
        """Whether it can be used now; if not, ``reason`` says why."""
        return self.reason is None


def complete(before: str, scope: Scope) -> list[Completion]:
    """Proposals for the text before the cursor, best first."""
    reading = read(before, scope.registry)
    typed = reading.head + reading.partial
    if reading.spec is not None and not scope.shows(reading.spec):
        return []
    if reading.spec is None:
        return _commands(typed, scope)
    values, names = list(_values(reading, scope)), list(_longer_names(typed, scope))
    return [*names, *values] if reading.partial and named(typed, scope.registry) else [*values, *names]


def _commands(typed: str, scope: Scope) -> list[Completion]:
    asked = fold_name(typed)
    found: list[tuple[tuple[int, bool, bool], CommandSpec, str]] = []
    for spec in scope.registry:
        if not scope.shows(spec):
            continue
        best = _best_name(asked, spec)
        if best is not None:
            tier, foreign, name = best
            found.append(((tier, scope.refusal(spec) is not None, foreign), spec, name))
    found.sort(key=lambda entry: entry[0])
    if not found:
        return [_command(spec, spec.shown_name, scope) for spec in _alike(asked, scope)]
    return [_command(spec, name, scope) for _, spec, name in found]


def _best_name(asked: str, spec: CommandSpec) -> tuple[int, bool, str] | None:
    """How the command is found, whether by a name of the other language, and that name."""
    own = spec.shown_name
    hits = []
    for name in _names(spec):
        folded = fold_name(name)
        if folded.startswith(asked):
            hits.append((_WHOLE if folded == asked else _PREFIX, name != own, name))
        elif len(asked) > 1 and asked in folded:
            hits.append((_INSIDE, name != own, name))
    return min(hits, key=lambda hit: hit[:2], default=None)


def _names(spec: CommandSpec) -> Sequence[str]:
    """Its names, the reader's own first, those with marks before the same without."""
    return list(dict.fromkeys((spec.shown_name, spec.id, *reversed(spec.names), *spec.aliases)))


def _alike(asked: str, scope: Scope) -> list[CommandSpec]:
    """Commands with a name that was perhaps meant."""
    names = {fold_name(name): spec for spec in scope.registry if scope.shows(spec) for name in spec.all_names}
    near = difflib.get_close_matches(asked, names, n=6, cutoff=_LIKENESS)
    return list(dict.fromkeys(names[name] for name in near))


def _command(spec: CommandSpec, name: str, scope: Scope) -> Completion:
    text = f"{name} " if spec.params else name
    return Completion(text, name, f"cmd-{spec.id}", scope.refusal(spec))


def _longer_names(typed: str, scope: Scope) -> Iterator[Completion]:
    """``đóng t`` may become ``đóng tất``, though ``đóng`` is a command too."""
    words = fold(typed).split()
    begun = "" if typed[-1:].isspace() else words.pop()
    for spec in scope.registry:
        for name in _names(spec) if scope.shows(spec) else ():
            parts = fold(name).split()
            if len(parts) > len(words) and parts[: len(words)] == words and parts[len(words)].startswith(begun):
                yield _command(spec, name, scope)
                break


def _values(reading: Reading, scope: Scope) -> Iterator[Completion]:
    spec, asked = reading.spec, fold(reading.partial)
    if spec is None:
        return
    for place, param in enumerate(reading.following[: reading.open]):
        space = " " if reading.following[place + 1 :] else ""
        words = [word for word in _words(param, scope) if asked in fold(word)]
        for word in sorted(words, key=lambda word: not fold(word).startswith(asked)):
            needed = dict(spec.role_by_choice).get(word, spec.role)
            if not scope.shows_role(needed):
                continue
            key = f"timeframe-{word}" if param.kind is Kind.TIMEFRAME else f"param-{param.name}"
            reason = scope.refusal(spec) or scope.too_low(needed)
            yield Completion(f"{reading.head}{word}{space}", word, key, reason)
    if any(param.name == "command" for param in reading.following[: reading.open]):
        yield from _names_of_commands(reading, asked, scope)


def _words(param: Param, scope: Scope) -> Sequence[str]:
    if param.kind is Kind.SYMBOL:
        return [_short(Symbol(symbol)) for symbol in scope.symbols]
    if param.kind is Kind.TIMEFRAME:
        return list(TIMEFRAMES)
    return param.choices


def _short(symbol: Symbol) -> str:
    return symbol.base if Symbol(symbol.base) == symbol else symbol


def _names_of_commands(reading: Reading, asked: str, scope: Scope) -> Iterator[Completion]:
    """``trợ giúp`` explains any command."""
    if named(reading.head, scope.registry) is not reading.spec:
        return
    for spec in scope.registry:
        names = [name for name in _names(spec) if scope.shows(spec) and fold_name(name).startswith(asked)]
        if names:
            yield Completion(f"{reading.head}{names[0]}", names[0], f"cmd-{spec.id}")

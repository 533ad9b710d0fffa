"""Finds commands by the names people type, and reads their arguments."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Final

from engine.core.errors import InvalidInput
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.service.catalogue import COMMANDS
from engine.service.choice_words import choice_of, choice_word
from engine.service.specs import CommandSpec, Kind, Param
from locales.figures import plain
from locales.folding import fold_name
from locales.parsing import NumberInputError, read_decimal

_LONGEST_CHOICE: Final = 4
"""Words of a choice: *không vào*, *tiếng Việt*."""
_MOST_DIGITS: Final = 30
"""Before the point, or behind it, of an amount or a price."""
Value = str | int | Decimal | Symbol | Timeframe


@dataclass(frozen=True, slots=True)
class Parsed:
    """A command and its arguments, read and checked."""

    spec: CommandSpec
    arguments: Mapping[str, Value]


class Registry:
    """All commands by folded name. Two commands whose names fold alike are a programming error."""

    def __init__(self, commands: Iterable[CommandSpec]) -> None:
        self._by_id: dict[str, CommandSpec] = {}
        self._by_name: dict[str, CommandSpec] = {}
        for spec in commands:
            self._add(spec)
        self._longest_words = max(len(name.split()) for spec in self._by_id.values() for name in spec.all_names)

    def _add(self, spec: CommandSpec) -> None:
        self._by_id[spec.id] = spec
        for name in spec.all_names:
            other = self._by_name.setdefault(fold_name(name), spec)
            if other is not spec:
                raise ValueError(f"{name!r} of {spec.id} folds like a name of {other.id}")

    def __iter__(self) -> Iterator[CommandSpec]:
        return iter(self._by_id.values())

    def get(self, command_id: str) -> CommandSpec:
        """The command with this id or name; raises InvalidInput with the nearest name."""
        spec = self._by_id.get(command_id) or self._by_name.get(fold_name(command_id))
        if spec is None:
            raise self._unknown(command_id)
        return spec

    def parse(self, text: str) -> Parsed:
        """Read a line such as ``dự đoán btc``; the longest name at its start wins."""
        words = text.split()
        if not words:
            raise InvalidInput("err-command-empty")
        for count in range(min(self._longest_words, len(words)), 0, -1):
            spec = self._by_name.get(fold_name("".join(words[:count])))
            if spec is not None:
                return Parsed(spec, read_arguments(spec, words[count:]))
        raise self._unknown(words[0])

    def suggest(self, text: str, limit: int = 3) -> list[CommandSpec]:
        """Commands whose names look like ``text``."""
        near = difflib.get_close_matches(fold_name(text), self._by_name, n=limit * 2, cutoff=0.55)
        return list({self._by_name[name].id: self._by_name[name] for name in near}.values())[:limit]

    def _unknown(self, name: str) -> InvalidInput:
        near = self.suggest(name, 1)
        if near:
            return InvalidInput("err-command-unknown-near", name=name, suggestion=near[0].shown_name)
        return InvalidInput("err-command-unknown", name=name)


def read_arguments(spec: CommandSpec, words: Sequence[str]) -> dict[str, Value]:
    """Match ``words`` to parameters in order; one that does not fit an optional parameter is tried on the next."""
    rest = list(words)
    found: dict[str, Value] = {}
    misfit: InvalidInput | None = None
    for place, param in enumerate(spec.params):
        if not rest:
            break
        if param.kind is Kind.SYMBOL and not param.required and _is_choice(rest, spec.params[place + 1 :]):
            continue  # nearly every word can be read as a symbol
        try:
            found[param.name] = _take(param, rest)
        except InvalidInput as error:
            alone = place == 0 and param.kind is Kind.CHOICE and len(rest) == 1
            if param.required or alone:
                raise
            misfit = misfit or error
    if rest:
        raise misfit or InvalidInput("err-parameter-extra", value=" ".join(rest))
    return with_defaults(spec, found)


def _is_choice(rest: Sequence[str], params: Sequence[Param]) -> bool:
    return any(_words_of_choice(param, rest) for param in params if param.kind is Kind.CHOICE)


def _words_of_choice(param: Param, rest: Sequence[str]) -> int:
    """How many words at the front of ``rest`` are a choice of ``param``; the longest counts."""
    counts = range(min(_LONGEST_CHOICE, len(rest)), 0, -1)
    return next((count for count in counts if choice_of(param.choices, "".join(rest[:count])) is not None), 0)


def _take(param: Param, rest: list[str]) -> Value:
    """The value of ``param`` from the front of ``rest``, which is only shortened when it fits."""
    count = len(rest) if param.kind is Kind.TEXT else 1
    if param.kind is Kind.CHOICE:
        count = _words_of_choice(param, rest) or 1
    value = read_value(param, " ".join(rest[:count]), typed=True)
    del rest[:count]
    return value


def read_named(spec: CommandSpec, given: Mapping[str, object], *, typed: bool = False) -> dict[str, Value]:
    """Arguments by name, as programs give them; ``typed``: a person wrote the values, into a form or an option."""
    known = {param.name: param for param in spec.params}
    for name in given:
        if name not in known:
            raise InvalidInput("err-parameter-extra", value=name)
    read = {
        name: read_value(known[name], str(value), typed=typed) for name, value in given.items() if value is not None
    }
    return with_defaults(spec, read)


def with_defaults(spec: CommandSpec, found: Mapping[str, Value]) -> dict[str, Value]:
    """``found`` completed; raises InvalidInput when a required parameter is missing."""
    result = dict(found)
    for param in spec.params:
        if param.name in result:
            continue
        if param.required:
            raise InvalidInput("err-parameter-missing", name=param.name)
        if param.default is not None:
            result[param.name] = read_value(param, param.default)
    return result


def read_value(param: Param, text: str, *, typed: bool = False) -> Value:
    """One value; raises InvalidInput that says what was expected.

    ``typed``: a person wrote it, so a number that could mean two things (70.000) is asked back rather than guessed.
    """
    if param.kind is Kind.SYMBOL:
        return Symbol(text)
    if param.kind is Kind.TIMEFRAME:
        return Timeframe(text)
    if param.kind is Kind.CHOICE:
        meant = choice_of(param.choices, text)
        if meant is not None:
            return meant
        raise InvalidInput("err-parameter-invalid", name=param.name, value=text, expected=_choices(param))
    if param.kind is Kind.INTEGER:
        return _integer(param, text)
    if param.kind is Kind.DECIMAL:
        return _decimal(param, _plain_number(text) if typed else text)
    if param.kind is Kind.MOMENT:
        return _moment(text)
    return text


def _choices(param: Param) -> str:
    """What may be chosen, in the reader's words, and as programs write it where that differs."""
    words = ((choice_word(value), value) for value in param.choices)
    return ", ".join(word if fold_name(word) == fold_name(value) else f"{word} ({value})" for word, value in words)


def _moment(text: str) -> int:
    """Milliseconds as programs write them, or a date (and time) as people do."""
    if re.fullmatch(r"[0-9]{12,14}", text):
        return int(text)
    from engine.core.moments import moment_here

    return moment_here(text)


def _integer(param: Param, text: str) -> int:
    least = param.least if param.least is not None else -(10**9)
    most = param.most if param.most is not None else 10**9
    if re.fullmatch(r"-?[0-9]{1,12}", text) and least <= int(text) <= most:
        return int(text)
    raise InvalidInput("err-parameter-invalid", name=param.name, value=text, expected=f"{least} - {most}")


def _plain_number(text: str) -> str:
    """What a person typed as programs write it: ``70k`` is 70000; raises InvalidInput with the readings it may have."""
    try:
        read = read_decimal(text)
    except NumberInputError as error:
        raise InvalidInput(error.key, **error.params) from None
    if read.is_percent:
        raise InvalidInput("err-number-percent", value=text)
    if read.other is not None:
        readings = f"{plain(read.other)} · {plain(read.value)}"
        raise InvalidInput("err-number-ambiguous", value=text, suggestions=readings)
    return plain(read.value)


def _decimal(param: Param, text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    # A short exponent may stand for a number of a million digits, which nobody here means.
    if value.is_finite() and value > 0 and "_" not in text and abs(value.adjusted()) <= _MOST_DIGITS:
        return value
    raise InvalidInput("err-parameter-invalid", name=param.name, value=text, expected="1234.56")


@cache
def registry() -> Registry:
    """The registry of the house."""
    return Registry(COMMANDS)

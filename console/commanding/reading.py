"""What a half-typed line says so far: which command, which words are done, what may come next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from console.commanding.scope import Scope
from engine.core.errors import InvalidInput
from engine.service.registry import Registry, read_value
from engine.service.specs import CommandSpec, Kind, Param
from locales import t
from locales.folding import fold, fold_name, nfc


@dataclass(frozen=True, slots=True)
class Reading:
    """A line up to the cursor. ``spec`` is None while the command's name is being typed."""

    head: str
    """All before the word under the cursor."""
    partial: str
    """The word under the cursor, as far as it is typed; empty after a space."""
    spec: CommandSpec | None = None
    following: tuple[Param, ...] = ()
    """The parameters that the word under the cursor can be, and after them those still to come."""
    open: int = 0
    """How many of ``following`` the word under the cursor can be."""


@cache
def _by_name(registry: Registry) -> dict[str, CommandSpec]:
    return {fold_name(name): spec for spec in registry for name in spec.all_names}


def read(before: str, registry: Registry) -> Reading:
    """Read the text before the cursor as the registry will: the longest name at its start is the command."""
    before = nfc(before).lstrip()
    head, partial = split(before)
    words, names = head.split(), _by_name(registry)
    for count in range(len(words), 0, -1):
        spec = names.get(fold_name("".join(words[:count])))
        if spec is not None:
            following, candidates = _following(spec, words[count:])
            return Reading(head, partial, spec, following, candidates)
    return Reading(head, partial)


def split(before: str) -> tuple[str, str]:
    """The text, and the word at its end."""
    cut = max((place for place, letter in enumerate(before, 1) if letter.isspace()), default=0)
    return before[:cut], before[cut:]


def named(text: str, registry: Registry) -> CommandSpec | None:
    """The command whose name is the whole of ``text``."""
    return _by_name(registry).get(fold_name(text)) if text.strip() else None


def _following(spec: CommandSpec, words: list[str]) -> tuple[tuple[Param, ...], int]:
    """Walk over the words that are done, as ``read_arguments`` does; what is left can follow."""
    rest = list(spec.params)
    for word in words:
        while rest and not _fits(rest[0], word, rest[1:]):
            if rest[0].required:
                return (), 0
            rest.pop(0)
        if not rest:
            return (), 0
        if rest[0].kind is not Kind.TEXT:
            rest.pop(0)
    last = next((place for place, param in enumerate(rest, 1) if param.required), len(rest))
    # A choice in the first place is not passed over for a single word.
    candidates = min(last, 1) if not words and rest and rest[0].kind is Kind.CHOICE else last
    return tuple(rest), candidates


def _fits(param: Param, word: str, later: list[Param]) -> bool:
    if param.kind is Kind.SYMBOL and not param.required and any(fold(word) in other.choices for other in later):
        return False  # nearly every word can be read as a symbol
    try:
        read_value(param, word)
    except InvalidInput:
        return False
    return True


@dataclass(frozen=True, slots=True)
class UsagePart:
    """A piece of a usage line; ``now`` marks what is being typed."""

    text: str
    now: bool = False


def usage(before: str, scope: Scope) -> list[UsagePart]:
    """How the command being typed is written, such as ``dự đoán <mã>``; nothing while it is not known."""
    reading = read(before, scope.registry)
    whole = named(before, scope.registry) if before[-1:].strip() else None
    spec = whole or reading.spec
    if spec is None or not scope.shows(spec):
        return []
    current = reading.following[0] if whole is None and reading.following else None
    parts = [UsagePart(spec.shown_name)]
    for param in spec.params:
        word = "|".join(param.choices) if param.choices else t(f"line-param-{param.name}")
        parts.append(UsagePart(f"<{word}>" if param.required else f"[{word}]", param is current))
    return parts

"""The long way: messages that need Fluent. Imported only when one of them is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from fluent.runtime import FluentBundle
from fluent.runtime.resolver import CurrentEnvironment, ResolverEnvironment
from fluent.runtime.types import FluentDecimal, FluentFloat, FluentInt, FluentNone
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from locales.figures import number
from locales.patterns import disguise


class _Written:
    """Numbers inside messages look as they do everywhere else, not as CLDR would have them."""

    def format(self, locale: object) -> str:
        del locale
        options: Any = self.options  # type: ignore[attr-defined]
        return number(
            self,  # type: ignore[arg-type]
            decimals=options.maximumFractionDigits,
            least_decimals=options.minimumFractionDigits,
            grouped=bool(options.useGrouping),
        )


class _Int(_Written, FluentInt):  # type: ignore[misc]
    pass


class _Float(_Written, FluentFloat):  # type: ignore[misc]
    pass


class _Decimal(_Written, FluentDecimal):  # type: ignore[misc]
    pass


def _number(value: Any, **options: Any) -> Any:
    if isinstance(value, (FluentNone, str)):
        return value
    kind = _Int if isinstance(value, int) else _Decimal if isinstance(value, Decimal) else _Float
    return kind(value, **options)


@dataclass(frozen=True, slots=True)
class FluentPattern:
    """A message that Fluent fills in."""

    bundle: Any
    pattern: Any
    variables: frozenset[str]

    def fill(self, values: Mapping[str, object], write: Callable[[object], str]) -> tuple[str, tuple[str, ...]]:
        """The text, and Fluent's complaints. Numbers stay numbers, so that plurals can be chosen by them."""
        known = {name: _fluent(value, write) for name, value in values.items()}
        errors: list[Exception] = []
        env = ResolverEnvironment(context=self.bundle, current=CurrentEnvironment(args=known), errors=errors)
        try:
            text = self.pattern(env)
        except ValueError as error:
            return "", (str(error),)
        if isinstance(text, FluentNone):
            return str(text), ("no value",)
        return text, tuple(str(error) for error in errors)


class Workshop:
    """Builds patterns of one language from the entries' sources, parsing only what a message needs."""

    def __init__(self, language: str, sources: Mapping[str, str], *, disguised: bool = False) -> None:
        self._sources = sources
        self._disguised = disguised
        self._bundle: Any = FluentBundle([language], functions={"NUMBER": _number}, use_isolating=False)
        self._known: dict[str, frozenset[str]] = {}

    def pattern(self, key: str) -> FluentPattern | None:
        """The message ``key``, or None if it cannot be parsed or has no text of its own."""
        variables = self._learn(key, ())
        if not self._bundle.has_message(key):
            return None
        value = self._bundle.get_message(key).value
        return None if value is None else FluentPattern(self._bundle, value, variables)

    def _learn(self, name: str, path: tuple[str, ...]) -> frozenset[str]:
        if name in self._known or name in path or name not in self._sources:
            return self._known.get(name, frozenset())
        resource = FluentParser(with_spans=False).parse(f"{name} ={self._sources[name]}\n")
        finder = _Finder(self._disguised)
        finder.visit(resource)
        variables = set(finder.variables)
        for reference in sorted(finder.references):
            found = self._learn(reference, (*path, name))
            if not reference.startswith("-"):  # a term sees only what is passed to it
                variables |= found
        self._bundle.add_resource(resource)
        self._known[name] = frozenset(variables)
        return self._known[name]


class _Finder(Visitor):  # type: ignore[misc]
    """Collects variables and references of an entry; in the pseudo-language it also changes the letters."""

    def __init__(self, disguised: bool) -> None:
        self.disguised = disguised
        self.variables: set[str] = set()
        self.references: set[str] = set()

    def visit_TextElement(self, node: Any) -> None:  # noqa: N802 - names are given by the visitor
        if self.disguised:
            node.value = disguise(node.value)

    def visit_VariableReference(self, node: Any) -> None:  # noqa: N802
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: Any) -> None:  # noqa: N802
        self.references.add(node.id.name)

    def visit_TermReference(self, node: Any) -> None:  # noqa: N802
        self.references.add(f"-{node.id.name}")
        self.generic_visit(node)


def variables_in(entry: Any) -> frozenset[str]:
    """The variables that stand in a parsed entry itself, references not followed."""
    finder = _Finder(disguised=False)
    finder.visit(entry)
    return frozenset(finder.variables)


def parse(text: str) -> Any:
    """A whole file by the real parser: for tests and tools."""
    return FluentParser().parse(text)


def _fluent(value: object, write: Callable[[object], str]) -> object:
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return write(value)
    return _number(value)


__all__ = ["FluentPattern", "Workshop", "ast", "parse", "variables_in"]

"""Message files by Fluent's own parser: what the tests hold the house's short ways against."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fluent.syntax import FluentParser, FluentSerializer, ast
from fluent.syntax.visitor import Visitor

from locales.sources import files_of

LANGUAGES = ("en", "vi")


@dataclass(frozen=True)
class Message:
    id: str
    file: Path
    node: Any

    @property
    def where(self) -> str:
        return f"{self.file.parent.name}/{self.file.name}: {self.id}"

    @property
    def source(self) -> str:
        """The whole entry, comments left out, in Fluent's standard spelling."""
        bare = self.node.clone()
        bare.comment = None
        return str(FluentSerializer().serialize_entry(bare))


class _Finder(Visitor):  # type: ignore[misc]
    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.references: set[str] = set()
        self.texts: list[str] = []
        self.selectors: set[str] = set()

    def visit_TextElement(self, node: Any) -> None:  # noqa: N802 - named by the visitor
        self.texts.append(node.value)

    def visit_VariableReference(self, node: Any) -> None:  # noqa: N802 - named by the visitor
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: Any) -> None:  # noqa: N802 - named by the visitor
        self.references.add(node.id.name)

    def visit_SelectExpression(self, node: Any) -> None:  # noqa: N802 - named by the visitor
        inner = _Finder()
        inner.visit(node.selector)
        self.selectors |= inner.variables
        self.generic_visit(node)


@cache
def junk(language: str) -> tuple[str, ...]:
    return tuple(
        f"{path.parent.name}/{path.name}: {entry.content.strip()[:100]}"
        for path in files_of(language)
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body
        if isinstance(entry, ast.Junk)
    )


@cache
def messages(language: str) -> tuple[Message, ...]:
    """All messages and terms, doubles included."""
    found = []
    for path in files_of(language):
        for entry in FluentParser(with_spans=False).parse(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Message | ast.Term):
                dash = "-" if isinstance(entry, ast.Term) else ""
                found.append(Message(dash + entry.id.name, path, entry))
    return tuple(found)


@cache
def by_id(language: str) -> dict[str, Message]:
    return {message.id: message for message in messages(language)}


def _found(message: Message) -> _Finder:
    finder = _Finder()
    finder.visit(message.node)
    return finder


def texts(message: Message) -> list[str]:
    return _found(message).texts


def selectors(message: Message) -> set[str]:
    return _found(message).selectors


def variables(message: Message, language: str, path: tuple[str, ...] = ()) -> set[str]:
    """Its variables and those of the messages it refers to."""
    finder = _found(message)
    names = set(finder.variables)
    for reference in finder.references:
        if reference in by_id(language) and reference not in path:
            names |= variables(by_id(language)[reference], language, (*path, message.id))
    return names


def words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{2,}", text)

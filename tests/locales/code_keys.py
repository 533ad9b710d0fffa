"""Which message ids the code uses, and with which parameters, as far as reading it can tell."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("engine", "console", "bots")
KEY = re.compile(r"(?:err|why)-[a-z0-9]+(?:-[a-z0-9]+)*")
SPEAKERS = {"t"}
CARRIERS = {"Reason", "Why", "Done"}
"""Values that carry a message key and a mapping of its parameters."""


@dataclass(frozen=True)
class Use:
    """``names`` is None where the parameters cannot be seen."""

    key: str
    names: frozenset[str] | None
    where: str


def sources() -> list[Path]:
    files = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    return [*files, *sorted(ROOT.glob("run_*.py"))]


@cache
def uses() -> tuple[Use, ...]:
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sources()}
    errors = error_classes(trees.values())
    return tuple(
        use for path, tree in trees.items() for use in uses_in(tree, path.relative_to(ROOT).as_posix(), errors)
    )


def error_classes(trees: Iterable[ast.Module]) -> set[str]:
    """HaiDangError and everything that descends from it, by name."""
    bases = {
        node.name: {_last_name(base) for base in node.bases}
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    known = {"HaiDangError"}
    while grown := {name for name, parents in bases.items() if parents & known} - known:
        known |= grown
    return known


def uses_in(tree: ast.Module, file: str, errors: set[str]) -> Iterator[Use]:
    seen: set[int] = set()
    fragments = {id(part) for node in ast.walk(tree) for part in _fragments(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = _last_name(node.func)
        if name in errors:
            names = _keywords(node, ())
        elif name in SPEAKERS:
            names = _keywords(node, ("lang",))
        elif name in CARRIERS:
            names = _carried_names(node)
        else:
            continue
        for constant in _literals(node.args[0]):
            seen.add(id(constant))
            yield Use(str(constant.value), names, f"{file}:{constant.lineno}")
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in seen | fragments:
            continue
        if isinstance(node.value, str) and KEY.fullmatch(node.value):
            yield Use(node.value, None, f"{file}:{node.lineno}")


def _fragments(node: ast.AST) -> list[ast.expr]:
    """Texts that are only a part of a key: in f-strings, and what a key is compared with."""
    if isinstance(node, ast.JoinedStr):
        return node.values
    if isinstance(node, ast.Call) and _last_name(node.func) in {"startswith", "removeprefix"}:
        return [part for argument in node.args for part in getattr(argument, "elts", [argument])]
    return []


def _literals(node: ast.expr) -> Iterator[ast.Constant]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)


def _keywords(node: ast.Call, ignored: tuple[str, ...]) -> frozenset[str] | None:
    names = [keyword.arg for keyword in node.keywords]
    if None in names:
        return None
    return frozenset(name for name in names if name is not None and name not in ignored)


def _carried_names(node: ast.Call) -> frozenset[str] | None:
    given = [*node.args[1:2], *(keyword.value for keyword in node.keywords if keyword.arg == "params")]
    if not given:
        return frozenset() if all(keyword.arg for keyword in node.keywords) else None
    found = given[0]
    if isinstance(found, ast.Call) and _last_name(found.func) in {"MappingProxyType", "dict"}:
        if _last_name(found.func) == "dict" and not found.args:
            return _keywords(found, ())
        if len(found.args) != 1:
            return None
        found = found.args[0]
    if not isinstance(found, ast.Dict):
        return None
    keys = [key.value if isinstance(key, ast.Constant) else None for key in found.keys]
    return None if None in keys else frozenset(str(key) for key in keys)


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""

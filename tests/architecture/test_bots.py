"""Where the libraries of the platforms may be known, and what the bots may know of the house."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.test_imports import ROOT, loaded_after, names_after

ROOMS = ("engine", "console", "bots", "locales")
HOMES = {"discord": "bots/discord", "telegram": "bots/telegram", "httpx": "bots/telegram"}
"""Who speaks to a platform knows its library; nobody else does."""
HEAVY = {"discord", "telegram", "httpx", "matplotlib", "aiohttp", "aiohttp_socks", "numpy", "sqlalchemy"}


@dataclass(frozen=True)
class Import:
    """``late``: inside of a function, when it is used. ``typed``: only for the type checker."""

    module: str
    file: str
    line: int
    late: bool
    typed: bool

    @property
    def where(self) -> str:
        return f"{self.file}:{self.line} {self.module}"


def imports_in(tree: ast.AST, file: str, *, late: bool = False, typed: bool = False) -> Iterator[Import]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (Import(name.name, file, node.lineno, late, typed) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield Import(node.module, file, node.lineno, late, typed)
            yield from (Import(f"{node.module}.{name.name}", file, node.lineno, late, typed) for name in node.names)
        elif isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
            yield from imports_in(node, file, late=late, typed=True)
        else:
            inside = late or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            yield from imports_in(node, file, late=inside, typed=typed)


@cache
def imports() -> tuple[Import, ...]:
    paths = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    return tuple(
        found
        for path in (*paths, ROOT / "run_bot.py", ROOT / "run_tui.py")
        for found in imports_in(ast.parse(path.read_text(encoding="utf-8")), path.relative_to(ROOT).as_posix())
    )


def test_the_library_of_a_platform_is_known_in_its_own_folder_alone() -> None:
    wrong = [
        one.where
        for one in imports()
        if (home := HOMES.get(one.module.partition(".")[0])) and not one.file.startswith(f"{home}/")
    ]
    assert not wrong


@pytest.mark.parametrize(("one", "other"), [("discord", "telegram"), ("telegram", "discord")])
def test_the_platforms_do_not_know_each_other(one: str, other: str) -> None:
    wrong = [
        each.where
        for each in imports()
        if each.file.startswith(f"bots/{one}/") and each.module.startswith(f"bots.{other}")
    ]
    assert not wrong


def test_what_is_common_knows_no_platform() -> None:
    wrong = [
        each.where
        for each in imports()
        if each.file.startswith("bots/common/") and each.module.startswith(("bots.discord", "bots.telegram"))
    ]
    assert not wrong


def test_the_bots_know_of_the_engine_its_door_and_its_words() -> None:
    doors = ("engine.service", "engine.core")
    wrong = [
        one.where
        for one in imports()
        if one.file.startswith("bots/") and one.module.startswith("engine") and not one.typed
        if not (one.module + ".").startswith(tuple(f"{door}." for door in doors))
    ]
    assert not wrong


def test_ways_through_a_proxy_are_imported_by_those_who_go_them() -> None:
    wrong = [
        one.where
        for one in imports()
        if one.module.startswith("aiohttp_socks") and not one.late and not one.file.startswith("bots/discord/")
    ]
    assert not wrong


def test_the_reader_of_imports_is_awake() -> None:
    code = """
import a.b
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from c import d
def work():
    import e
    class Late:
        from f import g
"""
    found = {(one.module, one.late, one.typed) for one in imports_in(ast.parse(code), "x")}
    assert {("a.b", False, False), ("c.d", False, True), ("e", True, False), ("f.g", True, False)} <= found


@pytest.mark.parametrize(
    ("code", "without"),
    [
        ("import bots.house, bots.supervisor, bots.bot", HEAVY),
        ("import bots.common.conversation", HEAVY - {"sqlalchemy", "numpy"}),
        ("import bots.discord.bot", {"telegram", "httpx", "matplotlib", "textual"}),
        ("import bots.telegram.app", {"discord", "aiohttp_socks", "matplotlib", "textual"}),
    ],
)
def test_nobody_pays_for_a_platform_that_is_not_used(code: str, without: set[str], tmp_path: Path) -> None:
    assert not loaded_after(code, tmp_path) & without


def test_help_of_the_program_imports_no_bot_at_all(tmp_path: Path) -> None:
    code = (
        "import runpy, sys, contextlib\nsys.argv = ['run_bot.py', '--help']\n"
        f"with contextlib.suppress(SystemExit):\n    runpy.run_path({str(ROOT / 'run_bot.py')!r}, run_name='__main__')"
    )
    found = {name for name in names_after(code, tmp_path) if name.split(".")[0] == "bots"}
    assert found <= {"bots", "bots.house", "bots.supervisor"}

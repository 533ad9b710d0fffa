"""What no line of the house may do: load by unpickling, run text as code, ask a shell, or swallow every error."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("engine", "console", "bots", "locales")
FILES = [
    *(path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))),
    *(ROOT / name for name in ("run_bot.py", "run_tui.py")),
]
UNPICKLERS = {"pickle", "cPickle", "_pickle", "cloudpickle", "dill", "joblib", "shelve", "marshal"}
CODE_RUNNERS = {"eval", "exec", "compile", "__import__"}
SHELLS = {("os", "system"), ("os", "popen"), ("subprocess", "getoutput"), ("subprocess", "getstatusoutput")}


def faults_of(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 0)
        if isinstance(node, ast.Import):
            yield from ((line, name.name) for name in node.names if name.name.split(".")[0] in UNPICKLERS)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in UNPICKLERS:
            yield line, str(node.module)
        elif isinstance(node, ast.Call):
            yield from ((line, what) for what in _call(node))
        elif isinstance(node, ast.ExceptHandler):
            yield from ((line, what) for what in _handler(node))


def _call(node: ast.Call) -> Iterator[str]:
    called = node.func
    if isinstance(called, ast.Name) and called.id in CODE_RUNNERS:
        yield called.id
    if isinstance(called, ast.Attribute):
        owner = called.value.id if isinstance(called.value, ast.Name) else ""
        if (owner, called.attr) in SHELLS or (owner == "yaml" and called.attr in ("load", "load_all", "unsafe_load")):
            yield f"{owner}.{called.attr}"
        if (owner, called.attr) == ("torch", "load") and not _says(node, "weights_only", True):
            yield "torch.load"
    if _says(node, "shell", True):
        yield "shell=True"
    if _says(node, "allow_pickle", True):
        yield "allow_pickle=True"


def _says(node: ast.Call, name: str, value: object) -> bool:
    return any(
        word.arg == name and isinstance(word.value, ast.Constant) and word.value.value is value
        for word in node.keywords
    )


def _handler(node: ast.ExceptHandler) -> Iterator[str]:
    everything = node.type is None or (
        isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException")
    )
    if node.type is None:
        yield "except:"
    if everything and all(isinstance(part, ast.Pass | ast.Continue) for part in node.body):
        yield "except: pass"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_forbidden(path: Path) -> None:
    assert list(faults_of(ast.parse(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("import pickle", "pickle"),
        ("from joblib import load", "joblib"),
        ("eval(x)", "eval"),
        ("exec(x)", "exec"),
        ("import yaml\nyaml.load(x)", "yaml.load"),
        ("subprocess.run(x, shell=True)", "shell=True"),
        ("os.system(x)", "os.system"),
        ("np.load(x, allow_pickle=True)", "allow_pickle=True"),
        ("torch.load(x)", "torch.load"),
        ("try:\n    x()\nexcept:\n    y()", "except:"),
        ("try:\n    x()\nexcept Exception:\n    pass", "except: pass"),
    ],
)
def test_the_watchman_is_awake(code: str, fault: str) -> None:
    assert [what for _, what in faults_of(ast.parse(code))] == [fault]


def test_what_is_allowed_is_left_alone() -> None:
    fine = (
        "try:\n    x()\nexcept ValueError:\n    pass\nre.compile(x)\nnp.load(x, allow_pickle=False)\nyaml.safe_load(x)"
    )
    assert list(faults_of(ast.parse(fine))) == []

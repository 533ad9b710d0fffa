"""``--help`` answers at once and truly, in both languages: it must not bring anything heavy."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.cli.main import VERBS

ROOT = Path(__file__).parents[3]
HEAVY = {
    "numpy",
    "pydantic",
    "sqlalchemy",
    "textual",
    "talib",
    "ccxt",
    "pandas",
    "onnxruntime",
    "aiohttp",
    "rich",
    "babel",
}
SCRIPTS = ("run_bot.py", "run_tui.py")


def loaded_by(code: str) -> tuple[str, set[str]]:
    script = (
        "import sys, json, contextlib\n"
        f"with contextlib.suppress(SystemExit):\n    {code}\n"
        "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})), file=sys.stderr)"
    )
    environment = {**os.environ, "HAIDANG_STRICT_TEXTS": "1"}
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout, set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("verb", [None, *VERBS])
def test_help_of_the_tool_box(verb: str | None, language: str) -> None:
    words = [*([verb] if verb else []), "--help", "--lang", language]
    text, loaded = loaded_by(f"from engine.cli.main import main; main({words!r})")
    assert not loaded & HEAVY
    assert ("Cách dùng: " if language == "vi" else "Usage: ") in text
    assert f"python -m engine{f' {verb}' if verb else ''}" in text
    if verb is None:
        assert all(name in text for name in VERBS)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("script", SCRIPTS)
def test_help_of_the_programs(script: str, language: str) -> None:
    code = f"sys.path.insert(0, '.'); import {script[:-3]} as program; program.main(['--help', '--lang', '{language}'])"
    text, loaded = loaded_by(code)
    assert not loaded & HEAVY
    flags = ("--market", "--file", "--from", "--to", "--speed", "--seed", "--lang", "--env", "--help")
    assert all(flag in text for flag in flags)
    assert ("--readonly" in text) == (script == "run_tui.py")
    assert ("Tùy chọn" if language == "vi" else "Options") in text

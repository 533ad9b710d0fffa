"""Texts are spoken on the first screen and in --help: they must not bring anything heavy."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAVY = {"babel", "fluent", "attr", "numpy", "pydantic", "engine", "console", "bots", "textual"}


def loaded_after(code: str) -> set[str]:
    script = f"{code}\nimport sys, json; print(json.dumps(sorted({{name.split('.')[0] for name in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


def test_plain_texts_and_all_formats_need_nothing_heavy() -> None:
    code = (
        "from locales import t, formats, folding, parsing\n"
        "t('err-symbol-invalid', symbol='x'); formats.compact(1e7); formats.ago(0, 10**9); formats.date_time(0)"
    )
    assert not loaded_after(code) & HEAVY


def test_plurals_and_choices_bring_fluent_and_no_room() -> None:
    loaded = loaded_after("from locales import t; t('err-refused-role', command='lenh', role='viewer', yours='public')")
    assert "fluent" in loaded
    assert not loaded & {"engine", "console", "bots", "textual", "numpy"}

"""Every key the store can raise or find has a sentence in both languages, with the same parameters."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def messages(language: str) -> dict[str, set[str]]:
    lines = (ROOT / "locales" / language / "store.ftl").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" = ", 1) for line in lines if " = " in line and not line.startswith("#"))
    return {key: set(re.findall(r"\$(\w+)", sentence)) for key, sentence in pairs}


def test_both_languages_say_the_same_things() -> None:
    assert messages("en") == messages("vi")


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_key_has_its_sentence(language: str) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "engine" / "store").rglob("*.py"))
    used = set(re.findall(r'"((?:err-store|check)-[a-z-]+)"', code))
    assert used == messages(language).keys()

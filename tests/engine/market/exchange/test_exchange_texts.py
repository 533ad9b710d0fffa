"""Every key the exchange feed can say exists in both languages, with the same parameters."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

ROOT = Path(__file__).parents[4]
SOURCES = [*(ROOT / "engine" / "market").glob("exchange*.py"), ROOT / "engine" / "market" / "retry.py"]


def messages(language: str) -> dict[str, set[str]]:
    text = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "locales" / language).glob("*.ftl")))
    assert unicodedata.is_normalized("NFC", text)
    found = re.findall(r"^([a-z][\w-]*) = (.*)$", text, flags=re.MULTILINE)
    return {key: set(re.findall(r"\$(\w+)", value)) for key, value in found}


def test_every_key_has_a_sentence_in_both_languages() -> None:
    used = {
        key
        for path in SOURCES
        for key in re.findall(r'"((?:err|feed)-(?:exchange|symbol)-[\w-]+)"', path.read_text("utf-8"))
    }
    english, vietnamese = messages("en"), messages("vi")
    assert len(used) > 15
    for key in used:
        assert english[key] == vietnamese[key], key

"""Every reason that the engine can give is said in both languages, with the parameters it is given."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
REASON = re.compile(r'"(why-[a-z-]+)"')


def code(folder: str) -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted((ROOT / folder).rglob("*.py")))


CODE = code("engine")
KEYS = set(REASON.findall(code("engine/decision")))


def messages(language: str) -> dict[str, set[str]]:
    text = (ROOT / "locales" / language / "decision.ftl").read_text("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    found = re.findall(r"^([a-z][a-z0-9-]*) = (.+)$", text, re.MULTILINE)
    return {key: set(re.findall(r"\{ \$([a-z_]+) \}", line)) for key, line in found}


def test_both_languages_say_the_same_things() -> None:
    assert messages("en") == messages("vi")


def test_every_reason_in_the_code_has_a_sentence_and_no_sentence_is_idle() -> None:
    assert messages("vi").keys() >= KEYS
    assert messages("vi").keys() <= set(REASON.findall(CODE))


@pytest.mark.parametrize("key", sorted(KEYS))
def test_every_parameter_of_a_sentence_is_given_by_the_code(key: str) -> None:
    asked = messages("en")[key]
    given = set(re.findall(r'"([a-z_]+)":', CODE))
    assert asked <= given

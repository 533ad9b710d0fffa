"""Choices may be typed as they are said, in either language, with or without marks."""

import pytest

from engine.core.errors import InvalidInput
from engine.service.choice_words import choice_of, choice_word
from engine.service.registry import registry
from locales import LANGUAGES, use_language
from locales.folding import fold_name

CHOOSING = [(spec.id, param) for spec in registry() for param in spec.params if param.choices]


@pytest.mark.parametrize(("command", "param"), CHOOSING, ids=lambda one: getattr(one, "name", one))
def test_every_word_means_one_choice_of_its_parameter(command, param) -> None:
    words: dict[str, str] = {}
    for language in LANGUAGES:
        with use_language(language):
            for value in param.choices:
                for word in (value, choice_word(value)):
                    assert words.setdefault(fold_name(word), value) == value
                    assert choice_of(param.choices, word) == value


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("tín hiệu im lặng", "which", "silent"),
        ("tinhieu btc không vào 5", "which", "refused"),
        ("lãi lỗ tuần", "period", "week"),
        ("quyền cấp telegram 42 điều hành", "role", "operator"),
        ("ngôn ngữ tiếng anh", "language", "en"),
        ("signals silent", "which", "silent"),
    ],
)
def test_a_line_may_use_them(line: str, name: str, value: str) -> None:
    assert registry().parse(line).arguments[name] == value


def test_what_is_no_choice_is_answered_with_those_there_are() -> None:
    with pytest.raises(InvalidInput) as caught:
        registry().parse("lãi lỗ năm")
    assert caught.value.params["expected"] == "ngày (day), tuần (week), tháng (month)"

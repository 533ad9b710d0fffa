"""A few letters without marks find what is meant, and the letters found are those of the text as it stands."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.commanding.matching import match, ranked
from locales.folding import fold


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("du doan", "Dự đoán", "Dự đoán"),
        ("gia", "giá", "giá"),
        ("GIÁ", "Xem gia", "gia"),
        ("dd", "Dự đoán", "Dđ"),
        ("dudoan", "Dự đoán", "Dựđoán"),
        ("btdg", "Bảng tín hiệu, đánh giá", "Btđg"),
        ("doan", "Dự đoán", "đoán"),
        ("oan", "Dự đoán", "oán"),
        ("btc gia", "Giá của BTC", "GiáBTC"),
    ],
)
def test_what_is_typed_finds_what_is_meant(query: str, text: str, marked: str) -> None:
    found = match(query, text)
    assert found is not None
    assert "".join(text[place] for place in found.places).replace(" ", "") == marked.replace(" ", "")


@pytest.mark.parametrize(
    ("query", "text"), [("x", "Dự đoán"), ("u", "Dự đoán"), ("ddx", "Dự đoán"), ("oadu", "Dự đoán")]
)
def test_what_is_not_there_is_not_found(query: str, text: str) -> None:
    assert match(query, text) is None


def test_initials_are_not_looked_for_in_sentences() -> None:
    sentence = "Cho một dự đoán về hướng đi của giá"
    assert match("dh", sentence) is not None
    assert match("dh", sentence, strict=True) is None
    assert match("du doan", sentence, strict=True) is not None


def test_the_better_the_match_the_earlier_it_stands() -> None:
    texts = ["đóng già", "xa gian", "bãi giá", "giáp", "giải Á", "gia"]
    assert ranked("gia", texts, lambda text: (found := match("gia", text)) and found.score) == [
        "gia", "giáp", "giải Á", "xa gian", "bãi giá", "đóng già",
    ]  # fmt: skip


def test_nothing_asked_for_is_everything_in_its_order() -> None:
    assert ranked(" ", ["b", "a"], lambda text: (found := match(" ", text)) and found.score) == ["b", "a"]


LETTERS = "aăâđêôơưáệữ dgBTC-ßİ"


@given(st.text(LETTERS, max_size=8), st.text(LETTERS, max_size=20), st.sampled_from(["NFC", "NFD"]))
def test_marked_letters_are_those_asked_for(query: str, text: str, form: str) -> None:
    text = unicodedata.normalize(form, text)
    found = match(query, text)
    if found is None:
        asked = fold(query).strip()
        assert not any(letter.isalnum() for letter in asked) or asked not in fold(text).split()
        return
    assert all(0 <= place < len(text) for place in found.places)
    assert list(found.places) == sorted(set(found.places))
    marked = "".join(fold(text[place]) for place in found.places)
    assert set(marked.replace(" ", "")) >= set("".join(fold(query).split())) - {"s", "i"}


@given(st.text(LETTERS, min_size=1, max_size=20))
def test_every_text_finds_itself_without_its_marks(text: str) -> None:
    text = " ".join(text.split())  # as titles are written
    found = match(fold(text), text)
    assert found is not None
    if fold(text).strip():
        assert found.score >= 400

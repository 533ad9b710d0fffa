import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.folding import fold, fold_name, nfc

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
MARKED = [
    unicodedata.normalize("NFC", letter + mark)
    for letter in LETTERS
    for mark in ("", *"\u0300\u0301\u0303\u0309\u0323")
]
vietnamese = st.text(
    alphabet=[letter for letter in MARKED + [m.upper() for m in MARKED] if len(letter) == 1] + list(" -_0123/")
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Giá", "gia"), ("ĐÓNG TẤT CẢ", "dong tat ca"), ("dự-đoán", "du-doan"), ("Hải Đăng", "hai dang"), ("bán", "ban")],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


def test_fold_name_knows_no_gaps() -> None:
    assert {fold_name(form) for form in ("Dự đoán", "dự-đoán", "du_doan", "DUDOAN", " dudoan ")} == {"dudoan"}


@given(vietnamese)
def test_composed_vietnamese_keeps_its_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_fold_twice_is_fold_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(vietnamese)
def test_composed_or_not_folds_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)
    assert nfc(unicodedata.normalize("NFD", text)) == text


@given(vietnamese)
def test_vietnamese_folds_to_ascii(text: str) -> None:
    assert fold(text).isascii()

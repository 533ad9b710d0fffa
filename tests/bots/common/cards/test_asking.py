"""Errors, questions and help: what a person has to act on."""

from __future__ import annotations

import pytest

from bots.common.card import Card, Facts, Said, Tone
from bots.common.cards import card_of, error_card, question_card
from engine.core.errors import (
    Ambiguous,
    CheckFailed,
    HaiDangError,
    InvalidInput,
    Operational,
    Refused,
    Temporary,
)
from engine.service import answers as a
from engine.service.handlers.people import help_row
from engine.service.registry import registry
from locales import use_language
from tests.bots.common.cards.reading import LANGUAGES, read

FAMILY = (InvalidInput, Refused, Temporary, Ambiguous, CheckFailed, Operational, HaiDangError)
EVERYTHING = {spec.id for spec in registry()}


def helped(*names: str, available: set[str] = EVERYTHING, one: bool = False) -> a.Help:
    rows = tuple(help_row(spec, available) for spec in registry() if not names or spec.id in names)
    return a.Help(rows, one)


# --- errors ---


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", FAMILY, ids=lambda kind: kind.__name__)
def test_every_error_says_what_happened_and_shows_its_incident(kind: type[HaiDangError], language: str) -> None:
    error = kind("err-no-price-yet", symbol="BTC/USDT")
    with use_language(language):
        card = error_card(error)
    assert "BTC/USDT" in read(card)
    assert error.incident in card.footer
    assert card.tone is not Tone.PLAIN


def test_a_slip_of_the_finger_is_no_fault() -> None:
    assert error_card(InvalidInput("err-command-empty")).tone is Tone.QUIET
    assert error_card(Operational("err-command-empty")).tone is Tone.ERROR


# --- questions ---


def test_a_question_says_what_will_happen_who_may_agree_and_for_how_long() -> None:
    why = a.Why("ask-cancel", {"symbol": "BTC/USDT", "where": "DEMO · TIỀN GIẤY"})
    card = question_card(why, 60)
    text = read(card)
    assert "Hủy các lệnh BTC/USDT chưa khớp xong; lệnh cắt lỗ bảo vệ vẫn giữ. Ví DEMO · TIỀN GIẤY." in text
    assert "Chỉ bạn xác nhận được, trong 60 giây." in text
    assert card.tone is Tone.WARNING


def test_a_question_about_real_money_looks_so() -> None:
    card = question_card(a.Why("ask-flatten-empty", {"where": "Binance · TIỀN THẬT"}), 60, live=True)
    assert "Binance · TIỀN THẬT" in read(card)
    assert card.tone is Tone.REAL_MONEY


# --- help ---


def named(card: Card) -> list[str]:
    return [name for block in card.blocks if isinstance(block, Facts) for name, _ in block.pairs]


def test_help_shows_names_as_they_are_typed_where_it_is_read() -> None:
    names = named(card_of(helped(), sign="!"))
    assert "!gia <mã>" in names
    assert "!dongtat" in names
    with use_language("en"):
        names = named(card_of(helped(), sign="/"))
    assert "/price <pair>" in names
    assert "/flatten" in names


def test_help_leaves_out_what_cannot_be_used_yet() -> None:
    names = named(card_of(helped(available={"price", "help"}), sign="/"))
    assert names == ["/gia <mã>", "/trogiup [câu lệnh]"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_stands_once_under_one_purpose(language: str) -> None:
    with use_language(language):
        card = card_of(helped(), sign="!")
    assert len(named(card)) == len(EVERYTHING)
    purposes = [block.text for block in card.blocks if isinstance(block, Said)]
    assert len(purposes) == len(set(purposes)) == 7
    assert all(isinstance(block, Facts) for block in card.blocks[1::2])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", sorted(EVERYTHING))
def test_one_command_is_explained_with_its_parameters_and_its_danger(command: str, language: str) -> None:
    spec = registry().get(command)
    with use_language(language):
        card = card_of(helped(command, one=True), sign="!")
        text = read(card)
    assert card.title.startswith("!")
    assert len(named(card)) >= len(spec.params) + 2
    assert all(name in text for name in (spec.id, *spec.names))


def test_a_name_is_not_repeated_among_the_other_names() -> None:
    text = read(card_of(helped("close", one=True), sign="/"))
    assert "/dong <mã>" in text
    assert "Tên khác: close, đóng, sell, bán" in text
    assert "hỏi lại trước khi làm" in text

"""Letters: one alert, several together, and what an outage held back."""

from __future__ import annotations

import dataclasses

import pytest

from bots.common.card import Facts, Tone
from bots.common.cards import event_card, letter_card
from engine.core.events import Event
from engine.service.alerts.kinds import AlertKind
from engine.service.alerts.letters import Letter, Summary
from locales import use_language, use_number_style
from locales.catalogue import has
from tests.bots.common.cards import happened
from tests.bots.common.cards.reading import LANGUAGES, read


def letter(*events: Event, summary: Summary | None = None) -> Letter:
    return Letter("user:42", events, "vi", "vi", False, "n-1", summary)


HELD = Summary({"signal": 14, "target": 3, "protection": 1}, happened.AT - 3_600_000, happened.AT)


def test_one_alert_is_its_own_card() -> None:
    assert letter_card(letter(happened.TARGET)) == event_card(happened.TARGET)


def test_several_alerts_are_told_one_below_the_other_in_their_order() -> None:
    text = read(letter_card(letter(happened.SIGNAL, happened.ENTRY, happened.TARGET)))
    places = [text.index(word) for word in ("3 tin mới", "TÍN HIỆU MUA", "VÀO LỆNH BTC", "CHỐT LỜI BTC")]
    assert places == sorted(places)
    assert text.count("20/11/2026 14:05") == 3
    assert "Không phải lời khuyên đầu tư" in text


def test_market_and_money_are_said_once_where_they_are_the_same() -> None:
    card = letter_card(letter(happened.SIGNAL, happened.ENTRY, happened.TARGET))
    assert card.badge == "DEMO · TIỀN GIẤY"
    assert read(card).count("TIỀN GIẤY") == 1


def test_play_money_and_real_money_are_told_apart_in_one_letter() -> None:
    card = letter_card(letter(happened.ENTRY, happened.LIVE))
    assert card.badge == ""
    assert "VÀO LỆNH BTC/USDT · DEMO · TIỀN GIẤY" in read(card)
    assert "CHỐT LỜI BTC/USDT · Binance · TIỀN THẬT" in read(card)
    assert card.tone is Tone.REAL_MONEY


def test_a_letter_looks_like_the_worst_in_it() -> None:
    assert letter_card(letter(happened.ENTRY, happened.FAULT, happened.TARGET)).tone is Tone.ERROR
    assert letter_card(letter(happened.ENTRY, happened.HALTED)).tone is Tone.WARNING


@pytest.mark.parametrize("language", LANGUAGES)
def test_after_an_outage_everything_is_counted_and_the_most_important_told(language: str) -> None:
    with use_language(language), use_number_style(language):
        text = read(letter_card(letter(happened.TARGET, happened.STOP, summary=HELD)))
    assert "18" in text
    assert all(str(count) in text for count in HELD.counts.values())
    assert "BTC/USDT" in text
    assert "None" not in text


def test_a_summary_may_stand_alone() -> None:
    text = read(letter_card(letter(summary=HELD)))
    assert "Có 18 tin bị giữ lại, từ 20/11/2026 13:05 đến 20/11/2026 14:05 ICT." in text
    assert "tín hiệu: 14" in text
    assert "Quan trọng nhất" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_that_can_be_counted_has_a_name(language: str) -> None:
    summary = Summary({kind.value: 1 for kind in AlertKind}, happened.AT, happened.AT)
    with use_language(language):
        counts = next(block for block in letter_card(letter(summary=summary)).blocks if isinstance(block, Facts))
        assert all(has(f"alert-kind-{kind.value}") for kind in AlertKind)
    assert len({name for name, _ in counts.pairs}) == len(AlertKind)


def test_the_same_letter_is_the_same_card() -> None:
    again = dataclasses.replace(letter(happened.TARGET, happened.STOP), nonce="n-2")
    assert letter_card(letter(happened.TARGET, happened.STOP)) == letter_card(again)

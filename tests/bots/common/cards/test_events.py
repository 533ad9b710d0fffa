"""Alerts: what woke somebody up must be understood at a glance, and none may silence those after it."""

from __future__ import annotations

import logging

import pytest

from bots.common.card import Said, Tone
from bots.common.cards import event_card
from engine.core.events import Event, EventKind
from locales import use_language, use_number_style
from tests.bots.common.cards import happened
from tests.bots.common.cards.reading import LANGUAGES, figures, read, texts


def named(event: Event) -> str:
    return event.kind.value


@pytest.mark.parametrize("event", happened.ALL, ids=named)
def test_every_alert_is_told_well_in_both_languages(event: Event, caplog: pytest.LogCaptureFixture) -> None:
    cards = {}
    for language in LANGUAGES:
        with use_language(language), use_number_style(language):
            card = event_card(event)
        assert card.title
        assert card.blocks
        assert card.mark
        assert all(text == text.strip() for text in texts(card))
        cards[language] = read(card)
        assert "None" not in cards[language]
        assert not set("{}\\") & set(cards[language])
        assert "2026 14:05:09" in card.footer or "2026-11-20 14:05:09" in card.footer
    assert cards["vi"] != cards["en"]
    assert not caplog.records


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(EventKind))
@pytest.mark.parametrize("data", [{}, {"key": "err-no-such-message", "params": {"a": 1}}, {"price": "?", "rows": 3}])
def test_an_event_that_cannot_be_told_is_told_plainly(kind: EventKind, data: dict[str, object], language: str) -> None:
    logging.getLogger("bots.common.cards.events").disabled = True
    try:
        with use_language(language):
            card = event_card(Event(kind, happened.AT, "demo", "BTC/USDT", data))
    finally:
        logging.getLogger("bots.common.cards.events").disabled = False
    assert card.title
    assert card.blocks
    assert "None" not in read(card)
    assert all(text.strip() for block in card.blocks if isinstance(block, Said) for text in [block.text])


def test_a_target_in_the_night() -> None:
    card = event_card(happened.TARGET)
    assert (card.mark, card.title, card.badge, card.tone) == (
        "🔔",
        "CHỐT LỜI BTC/USDT",
        "DEMO · TIỀN GIẤY",
        Tone.UP,
    )
    assert card.blocks == (
        Said("▲ lãi +49,91 USDT (+5,00%) sau 9 giờ 15 phút", strong=True),
        Said("BÁN 0,0147 @ 71.295,00 · giá vào 67.900,00 · phí 2,04 USDT"),
    )


def test_a_loss_is_told_as_plainly_as_a_gain() -> None:
    card = event_card(happened.STOP)
    assert card.title == "CẮT LỖ BTC/USDT"
    assert "▼ lỗ −20,40 USDT (−2,00%)" in read(card)
    assert card.tone is Tone.DOWN


def test_a_part_of_a_position_claims_no_result() -> None:
    text = read(event_card(happened.PART))
    assert "Thoát một phần, phần còn lại vẫn mở." in text
    assert "lãi" not in text


def test_real_money_is_named_and_looks_so() -> None:
    card = event_card(happened.LIVE)
    assert card.badge == "Binance · TIỀN THẬT"
    assert card.tone is Tone.REAL_MONEY


def test_an_entry_says_where_it_ends() -> None:
    text = read(event_card(happened.ENTRY))
    assert "MUA 0,0147 @ 67.900,00" in text
    assert "cắt lỗ 66.542,00 (−2,00%) · chốt lời 71.295,00 (+5,00%)" in text


def test_a_signal_says_how_sure_it_is_and_what_is_done() -> None:
    text = read(event_card(happened.SIGNAL))
    assert "TÍN HIỆU MUA BTC/USDT" in text
    assert "▲ TĂNG 71,2% · sàn 65%" in text
    assert "Vào lệnh. Lợi thế kỳ vọng sau phí 0,42%" in text
    assert "Không phải lời khuyên đầu tư" in text
    refused = Event(EventKind.SIGNAL, happened.AT, "demo", "BTC/USDT", {**happened.SIGNAL.data, "trades": False})
    assert "Không vào lệnh." in read(event_card(refused))


def test_a_change_of_state_says_who_and_why() -> None:
    card = event_card(happened.HALTED)
    assert (card.mark, card.title) == ("🛑", "Bộ máy: DỪNG HẲN")
    assert "trước đó: ĐANG CHẠY · do discord:42" in read(card)
    assert "tin tối nay" in read(card)


def test_what_could_not_be_closed_comes_first_with_its_incident() -> None:
    text = read(event_card(happened.FLATTENED))
    assert text.index("XRP/USDT: LỖI") < text.index("BTC/USDT: đã đóng ✓")
    assert "E-41C2A7" in text
    assert {"812", "0,0147", "67.880,10"} <= figures(text)


def test_a_fault_that_goes_on_says_how_often_it_came() -> None:
    assert "Lặp lại 3 lần từ lần báo trước." in read(event_card(happened.FAULT))
    assert event_card(happened.FAULT).badge == ""


def test_an_incident_is_named_once() -> None:
    assert read(event_card(happened.REJECTED)).count("E-41C2A7") == 1


def test_a_market_of_ones_own_is_never_taken_for_real() -> None:
    replayed = Event(EventKind.ENTRY_FILLED, happened.AT, "replay:btc.csv", "BTC/USDT", happened.ENTRY.data)
    assert event_card(replayed).badge == "PHÁT LẠI btc.csv · TIỀN GIẤY"


def test_a_price_that_was_waited_for_says_which_way_it_came() -> None:
    text = read(event_card(happened.PRICE))
    assert "▲ BTC/USDT đã lên tới 70.000,00." in text
    assert "giá 70.012,50 USDT" in text


def test_a_guard_that_holds_says_which_and_why() -> None:
    card = event_card(happened.GUARD)
    assert (card.mark, card.title, card.badge) == ("🛡", "BẢO VỆ", "DEMO · TIỀN GIẤY")
    assert "hôm nay lỗ 5,2% (giới hạn 5%)" in read(card)
    assert "BTC/USDT đang bị khóa." in read(event_card(happened.LOCK))


def test_a_digest_tells_the_day_and_its_proof() -> None:
    card = event_card(happened.DIGEST)
    text = read(card)
    for part in (
        "10.264,46 USDT",
        "▲ +49,91 USDT · +0,49%",
        "▲ +47,86 USDT · thắng 3/5",
        "đã nói 4, đã chấm 3, đúng 2",
        "1 ngày 1 giờ",
        "Người lạ gõ cửa: 7",
        "ab" * 32,
    ):
        assert part in text, part
    assert card.badge == "DEMO · TIỀN GIẤY"


def test_the_first_digest_claims_no_change() -> None:
    text = read(event_card(happened.FIRST_DIGEST))
    assert "Trong ngày" not in text
    assert "gõ cửa" not in text
    assert "chuỗi băm" not in text


def test_before_the_first_price_no_time_is_claimed() -> None:
    assert event_card(Event(EventKind.ENGINE_STARTED, 0, "demo")).footer == ""

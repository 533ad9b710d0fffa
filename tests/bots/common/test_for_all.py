"""In front of all the bots tell what is said of the market, never what is held."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bots.common.cards import card_of, letter_card
from bots.common.for_all import UNTOLD, event_for_all, for_all
from engine.core.events import Event, EventKind
from engine.service.alerts.letters import Letter
from engine.service.answers import Prediction, SignalRow, Signals, Stamp, Why
from locales import LANGUAGES, use_language
from tests.engine.cli.samples import prediction

HELD = Why("why-already-in-position", {"symbol": "BTC/USDT"})
STAMP = Stamp("demo", "demo", "paper", 1_795_158_309_000, 800)
ROW = SignalRow(
    STAMP.market_time, "BTC/USDT", "UP", 0.71, True, True, 70.0, "BUY", 67_000.0, HELD, None, "7f3a00000000"
)


def spoken(*, traded: bool = False) -> Prediction:
    return replace(prediction(stamp=STAMP), spoken=True, traded=traded, reason=HELD)


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_a_signal_is_traded_or_not_is_not_told(language: str) -> None:
    with use_language(language):
        alone, public = repr(card_of(spoken())), repr(card_of(for_all(spoken())))
        assert alone != public
        assert repr(card_of(for_all(spoken(traded=True)))) == public
        rows = (
            Signals(STAMP, (ROW,)),
            Signals(
                STAMP, (replace(ROW, traded=False, reason=Why("why-daily-loss", {"loss_pct": 5.1, "limit_pct": 5.0})),)
            ),
        )
        assert card_of(for_all(rows[0])) == card_of(for_all(rows[1]))


def test_silence_is_told_with_its_reason() -> None:
    silent = replace(prediction(stamp=STAMP), spoken=False)
    assert for_all(silent) == silent


def test_a_letter_to_a_chat_says_no_more_than_its_answers() -> None:
    data = {"advice": "BUY", "direction": "UP", "confidence": 0.71, "floor": 0.65, "price": 67_000.0, "trades": True,
            "reason": HELD.key, "reason_params": HELD.params, "mode": "paper"}  # fmt: skip
    event = Event(EventKind.SIGNAL, STAMP.market_time, "demo", "BTC/USDT", data)
    assert event_for_all(event).data["reason"] == UNTOLD
    person = letter_card(Letter("user:42", (event,), "vi", "vi", False, "n"))
    chat = letter_card(Letter("chat:-1001", (event,), "vi", "vi", False, "n"))
    assert "Vào lệnh" in repr(person)
    assert "Vào lệnh" not in repr(chat)

"""Decisions as rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from console.look.tones import look_of
from console.text.signals import WHICH, decision_head, fate, nothing_said, outcome, signal_columns, signal_rows, tier_of
from engine.service.answers import SignalRow, Why
from locales import LANGUAGES, set_defaults
from tests.console.world import AT

LOOK = look_of("night")
PAYS = Why("why-edge-pays", {"edge_pct": 0.42, "weight": 76.4})
SPOKEN = SignalRow(AT, "BTC/USDT", "UP", 0.712, True, True, 76.4, "STRONG_BUY", 67_900.0, PAYS, None, "7f3a9c00ff")


def test_a_row_has_a_cell_for_every_column_and_is_known_by_its_decision() -> None:
    row = signal_rows([SPOKEN], AT, LOOK)[0]
    assert row.key == "7f3a9c00ff"
    assert len(row.cells) == len(signal_columns(wide=True))
    assert row.text.startswith("20/11/2026 14:05 BTC ▲ 71,2% ● vào lệnh … chờ 76 MUA MẠNH 67.900,00 lợi thế sau phí")


@pytest.mark.parametrize(
    ("spoken", "traded", "what", "said"),
    [
        (True, True, "traded", "● vào lệnh"),
        (True, False, "refused", "○ từ chối"),
        (False, False, "silent", "· im lặng"),
    ],
)
def test_what_became_of_it_is_told_by_glyph_and_word(spoken: bool, traded: bool, what: str, said: str) -> None:
    row = replace(SPOKEN, spoken=spoken, traded=traded)
    assert fate(row) == what
    assert signal_rows([row], AT, LOOK)[0].cells[3].text == said


@pytest.mark.parametrize(("correct", "said"), [(True, "✔ đúng"), (False, "✖ sai"), (None, "… chờ")])
def test_an_outcome_is_right_wrong_or_open(correct: bool | None, said: str) -> None:
    assert outcome(correct) == said


def test_the_tier_is_that_of_the_story() -> None:
    assert tier_of(SPOKEN) == "MUA MẠNH"
    assert (tier_of(replace(SPOKEN, tier="AVOID")), tier_of(replace(SPOKEN, tier=None))) == ("TRÁNH", "—")


def test_the_reason_is_short_in_every_line_since_the_story_tells_it_in_full() -> None:
    reason = signal_rows([SPOKEN], AT, LOOK)[0].cells[-1]
    assert reason.said(60) == reason.said(24) == "lợi thế sau phí 0,42%"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_list_says_why_and_leads_on(language: str) -> None:
    set_defaults(language=language)
    said = {which: nothing_said(which) for which in WHICH}
    assert len(set(said.values())) == len(WHICH)
    assert all(" w " in said[which] for which in WHICH if which != "all")


def test_the_head_of_a_decision_tells_what_became_of_it() -> None:
    said = decision_head(replace(SPOKEN, correct=False), LOOK).plain
    assert said.split("  ")[:3] == ["BTC/USDT", "20/11/2026 14:05 ICT", "● vào lệnh"]
    assert "✖ sai" in said

"""The top line: within its width whatever happens, and never without whose money it is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.look.themes import PALETTES
from console.look.tones import look_of
from console.text.spans import length
from console.text.top_line import Standing, top_spans
from engine.core.errors import Temporary
from engine.service.answers import Stamp
from engine.service.snapshots import Playing, Snapshot
from engine.service.text.words import venue
from locales import LANGUAGES, use_language, use_number_style
from tests.console.stage import IN_TROUBLE, LIVE, PICTURE, TRAINING

LOOK = look_of("night")
PLAIN = Standing()
MODES = {"vi": {"paper": "TIỀN GIẤY", "live": "TIỀN THẬT"}, "en": {"paper": "PAPER", "live": "LIVE"}}
STATES = {
    "RUNNING": ("ĐANG CHẠY", "RUNNING"), "PAUSED": ("TẠM DỪNG", "PAUSED"),
    "REDUCING": ("ĐANG GIẢM", "REDUCING"), "HALTED": ("DỪNG HẲN", "HALTED"),
}  # fmt: skip
PLAYING = Playing(1_795_158_309_000, 1_795_000_000_000, 1_795_200_000_000, 60.0, running=True)


def text(snapshot: Snapshot | None, width: int, standing: Standing = PLAIN) -> str:
    return "".join(span.text for span in top_spans(snapshot, standing, width, LOOK))


STAMPS = st.builds(
    Stamp,
    market=st.sampled_from(["demo", "exchange", "replay"]),
    source=st.sampled_from(["demo", "binance", "replay:btc.csv", "replay:" + "x" * 80 + ".csv"]),
    mode=st.sampled_from(["paper", "live"]),
    market_time=st.integers(0, 4_000_000_000_000),
    data_age_ms=st.none() | st.integers(0, 10**12),
)
SNAPSHOTS = st.builds(
    replace,
    st.sampled_from([PICTURE, IN_TROUBLE, TRAINING]),
    stamp=STAMPS,
    state=st.sampled_from([*STATES]),
    connection=st.sampled_from(["ok", "degraded", "stale", "down"]),
    equity=st.sampled_from([Decimal(0), Decimal("-5.5"), Decimal("10214.55"), Decimal(10) ** 15]),
    start_cash=st.sampled_from([Decimal(0), Decimal(10_000)]),
    open_pnl=st.sampled_from([0.0, -1e12, 31.19]),
    playing=st.none() | st.just(PLAYING),
)
STANDINGS = st.builds(
    Standing,
    frozen=st.booleans(),
    frozen_ms=st.integers(0, 10**9),
    error=st.none() | st.just(Temporary("err-engine-gone")),
    attached=st.booleans(),
    readonly=st.booleans(),
)


@given(snapshot=SNAPSHOTS, standing=STANDINGS, width=st.integers(20, 250), language=st.sampled_from(LANGUAGES))
def test_it_fills_its_width_exactly_and_always_names_the_mode(
    snapshot: Snapshot, standing: Standing, width: int, language: str
) -> None:
    with use_language(language), use_number_style(language):
        spans = top_spans(snapshot, standing, width, LOOK)
        assert length(spans) == width
        assert MODES[language][snapshot.stamp.mode] in "".join(span.text for span in spans)


@given(standing=STANDINGS, width=st.integers(20, 250))
def test_before_the_first_picture_it_fits_too(standing: Standing, width: int) -> None:
    assert length(top_spans(None, standing, width, LOOK)) == width


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [80, 100, 140, 200])
@pytest.mark.parametrize("state", STATES)
def test_state_age_venue_and_clock_are_there_from_eighty_cells(state: str, width: int, language: str) -> None:
    with use_language(language), use_number_style(language):
        shown = text(replace(PICTURE, state=state), width)
        for word in (STATES[state][language == "en"], "DEMO", "14:05", MODES[language]["paper"]):
            assert word in shown


@pytest.mark.parametrize("theme", list(PALETTES))
def test_live_money_is_red_behind_its_word_in_every_theme(theme: str) -> None:
    look = look_of(theme)
    named = next(span for span in top_spans(LIVE, Standing(), 100, look) if "TIỀN THẬT" in span.text)
    assert named.style.bgcolor is not None
    red, green, blue = named.style.bgcolor.get_truecolor()
    assert red > 2 * max(green, blue)
    paper = next(span for span in top_spans(PICTURE, Standing(), 100, look) if "TIỀN GIẤY" in span.text)
    assert paper.style.bgcolor != named.style.bgcolor


def test_prices_have_a_source() -> None:
    assert venue(PICTURE.stamp) == "DEMO"
    assert venue(LIVE.stamp) == "Binance"
    assert "btc.csv" in venue(Stamp("replay", "replay:btc.csv", "paper", 0))


def test_what_is_lost_frozen_attached_or_only_read_is_said() -> None:
    assert "mất liên lạc" in text(PICTURE, 140, Standing(error=Temporary("err-engine-gone")))
    assert "‖" in text(PICTURE, 80, Standing(frozen=True, frozen_ms=61_000))
    assert "⇄" in text(PICTURE, 200, Standing(attached=True))
    assert "chỉ xem" in text(PICTURE, 200, Standing(readonly=True)).lower()
    assert "XEM LẠI" in text(replace(PICTURE, playing=PLAYING), 80)
    assert "⇄" not in text(replace(PICTURE, playing=PLAYING), 200, Standing(attached=True))


def test_equity_says_how_it_has_moved_without_colour() -> None:
    assert "10.214,55 USDT ▲ +2,15%" in text(PICTURE, 200)
    assert "▼" in text(replace(PICTURE, equity=Decimal(9_000), open_pnl=0.0), 200)


def test_problems_are_counted_and_lead_to_their_words() -> None:
    spans = top_spans(IN_TROUBLE, Standing(), 200, LOOK)
    assert any(span.action == "app.problems" and "2" in span.text for span in spans)
    assert not any(span.action == "app.problems" for span in top_spans(PICTURE, Standing(), 200, LOOK))

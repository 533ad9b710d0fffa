"""What the screen says, without a screen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.console import Console, RenderableType

from console import view
from console.happenings import happenings
from console.words import error_line
from engine.core.errors import Operational
from engine.service.answers import Stamp
from locales import LANGUAGES, use_language, use_number_style
from locales.catalogue import has, keys, variables_of
from tests.console.pictures import (
    BARE,
    HAPPENINGS,
    IN_TROUBLE,
    LIVE,
    PICTURE,
    POSITIONS,
    TRAINING,
    event,
    position,
    row,
)

WIDTHS = (38, 60, 76, 90, 104, 136, 200)


def lines(content: RenderableType, width: int) -> list[str]:
    console = Console(width=width, color_system=None, force_terminal=False, legacy_windows=False)
    with console.capture() as captured:
        console.print(content)
    return captured.get().rstrip("\n").split("\n")


@pytest.fixture(params=LANGUAGES, autouse=True)
def language(request: pytest.FixtureRequest) -> object:
    with use_language(request.param), use_number_style(request.param):
        yield request.param


@pytest.mark.parametrize("width", WIDTHS)
def test_tables_have_one_line_a_row_at_any_width(width: int) -> None:
    assert len(lines(view.market(PICTURE, width), width)) == 1 + len(PICTURE.rows)
    assert len(lines(view.positions(PICTURE, width), width)) == 1 + len(POSITIONS)
    shown = lines(happenings(HAPPENINGS, width), width)
    assert len(shown) == len(HAPPENINGS) - 2  # silence is hidden, a repeated signal is counted
    for picture in (PICTURE, LIVE, TRAINING, IN_TROUBLE):
        for line in (view.top_line(picture, width), view.money_line(picture, width)):
            assert len(lines(line, width)) == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_prices_and_results_are_never_cut(width: int, language: str) -> None:
    shown = lines(view.market(PICTURE, width), width)
    assert ("102.345,67" if language == "vi" else "102,345.67") in shown[1]
    assert ("0,00001234" if language == "vi" else "0.00001234") in shown[3]
    assert "…" not in "".join(line[:24] for line in shown)
    held = lines(view.positions(PICTURE, width), width)
    assert held[1].rstrip().endswith("▲ +3,82%" if language == "vi" else "▲ +3.82%")
    assert "…" not in "".join(held)


def test_whose_money_it_is_stands_in_words_at_any_width(language: str) -> None:
    for width in WIDTHS:
        for picture, word in ((PICTURE, {"vi": "TIỀN GIẤY", "en": "PAPER"}), (LIVE, {"vi": "TIỀN THẬT", "en": "LIVE"})):
            (shown,) = lines(view.top_line(picture, width), width)
            assert word[language] in shown
            assert ("DEMO" if picture is PICTURE else "Binance") in shown
    replayed = replace(PICTURE, stamp=Stamp("replay", "replay:btc.csv", "paper", 0))
    assert "btc.csv" in lines(view.top_line(replayed, 100), 100)[0]


@pytest.mark.parametrize("state", ["RUNNING", "PAUSED", "REDUCING", "HALTED"])
def test_the_state_stands_in_words_at_any_width(state: str, language: str) -> None:
    words = {
        "RUNNING": ("ĐANG CHẠY", "RUNNING"), "PAUSED": ("TẠM DỪNG", "PAUSED"),
        "REDUCING": ("ĐANG GIẢM", "REDUCING"), "HALTED": ("DỪNG HẲN", "HALTED"),
    }  # fmt: skip
    for width in WIDTHS:
        (shown,) = lines(view.top_line(replace(PICTURE, state=state), width), width)
        assert words[state][language == "en"] in shown


def test_a_signal_is_told_from_silence_without_colour(language: str) -> None:
    shown = lines(view.market(PICTURE, 104), 104)
    assert "▲ 71" in shown[1]
    assert "●" in shown[1]
    assert {"vi": "MUA MẠNH", "en": "STRONG BUY"}[language] in shown[1]
    assert "●" not in shown[2]
    assert "▼ 54" in shown[2]
    assert "12/52" in shown[4]
    assert "●" in shown[5]


def test_why_is_said_in_full_where_there_is_room_and_in_brief_where_not(language: str) -> None:
    full = {"vi": "Chưa đủ tin cậy để nói", "en": "Not sure enough to speak"}[language]
    assert full in lines(view.market(PICTURE, 220), 220)[2]
    brief = lines(view.market(PICTURE, 76), 76)[2]
    assert full not in brief
    assert {"vi": "dưới sàn 65%", "en": "below 65%"}[language] in brief
    assert "…" not in brief


@pytest.mark.parametrize("language_", LANGUAGES)
def test_every_reason_has_a_brief_form_that_fits_its_column(language_: str) -> None:
    reasons = [key for key in keys(language_) if key.startswith("why-")]
    assert len(reasons) > 30
    for key in reasons:
        brief = f"brief-{key.removeprefix('why-')}"
        assert has(brief, language_), f"{brief} is missing in locales/{language_}/console.ftl"
        assert (variables_of(brief, language_) or frozenset()) <= (variables_of(key, language_) or frozenset())


def test_no_brief_form_is_left_over() -> None:
    for key in keys("en"):
        if key.startswith("brief-"):
            assert has(f"why-{key.removeprefix('brief-')}"), key


def test_training_and_its_progress_are_seen(language: str) -> None:
    for width in (76, 136):
        (shown,) = lines(view.money_line(TRAINING, width), width)
        assert "2/15" in shown
        assert "████░░░░░░" in shown
    assert "BTC" in lines(view.money_line(TRAINING, 136), 136)[0]


def test_what_stands_in_the_way_is_said_once(language: str) -> None:
    assert view.problems(PICTURE) is None
    said = view.problems(IN_TROUBLE)
    assert said is not None
    assert len(said.plain.split("\n")) == 2
    assert "/srv/data/trading_logs.db" in said.plain
    assert said.plain.count("BTC, ETH") == 1


def test_empty_panels_say_what_to_do(language: str) -> None:
    assert "symbols add BTC" in lines(view.market(BARE, 100), 100)[0]
    assert " p " in lines(view.positions(BARE, 120), 120)[0]
    paused = replace(BARE, state="PAUSED")
    assert " r " in lines(view.positions(paused, 120), 120)[0]
    assert lines(happenings((), 100), 100)[0]


def test_repeated_signals_are_counted_and_changed_ones_are_not() -> None:
    def signal(number: int, symbol: str, advice: str) -> object:
        return event(number, "signal", symbol, advice=advice, confidence=0.7)

    events = [
        signal(1, "A/USDT", "BUY"),
        signal(2, "B/USDT", "BUY"),
        signal(3, "A/USDT", "BUY"),
        signal(4, "A/USDT", "SELL"),
    ]
    shown = lines(happenings(events, 80), 80)  # type: ignore[arg-type]
    assert len(shown) == 3
    assert "×" not in shown[0]
    assert "×2" in shown[1]
    assert " B " in shown[2]


def test_what_happened_is_said_with_its_facts(language: str) -> None:
    shown = "\n".join(lines(happenings(HAPPENINGS, 136), 136))
    for fact in (
        "[E-AAAAAA]",
        "20261120T141852Z-9975cba7",
        "console:an",
        "1/2" if language == "vi" else "1 of 2",
        "×2",
    ):
        assert fact in shown, fact
    assert ("−12,30 USDT (−2,10%)" if language == "vi" else "−12.30 USDT (−2.10%)") in shown
    assert {"vi": "cắt lỗ", "en": "stop"}[language] in shown
    assert {"vi": "×2 · không bán khống", "en": "×2 · short selling is off"}[language] in shown
    assert "err-made-by-a-newer-version" in shown


def test_an_error_is_never_without_its_incident() -> None:
    plain = Operational("err-part-died", part="market", detail="x")
    assert error_line(plain).endswith(f" [{plain.incident}]")
    named = Operational("err-unexpected", detail="KeyError", incident="E-BBBBBB")
    named.params["incident"] = named.incident
    assert named.incident in error_line(named)
    assert not error_line(named).endswith("]")


def test_bars_stay_within_their_eight_heights() -> None:
    assert view.spark(()) == ""
    assert view.spark((1.0, 1.0)) == "▁▁"
    assert view.spark((1.0, 2.0)) == "▁█"
    assert len(view.spark(tuple(map(float, range(48))))) == 16


def test_a_position_without_a_price_is_still_shown() -> None:
    bare = position("BTC/USDT", 0.0, price=None, value=None, open_pnl=None, open_pnl_pct=None)
    shown = lines(view.positions(replace(PICTURE, positions=(bare,)), 104), 104)
    assert shown[1].rstrip().endswith("—")


def test_twenty_pairs_are_twenty_rows() -> None:
    rows = tuple(row(f"C{number}/USDT", 1.0 + number) for number in range(20))
    assert len(lines(view.market(replace(PICTURE, rows=rows), 76), 76)) == 21

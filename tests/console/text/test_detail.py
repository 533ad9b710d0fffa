"""The story behind a forecast, and the order book, in any width."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from console.look.tones import look_of
from console.text.detail import detail, order_book, share
from engine.service.answers import Depth, DepthRow, Interval
from engine.service.text import render
from locales import LANGUAGES, t, use_language, use_number_style
from tests.console.world import STAMP, depth
from tests.engine.cli.samples import prediction

LOOK = look_of("night")
STORY = prediction(stamp=STAMP)


@pytest.fixture(params=LANGUAGES, autouse=True)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with use_language(request.param), use_number_style(request.param):
        yield request.param


def told(width: int = 60, **changes: object) -> str:
    return detail(replace(STORY, **changes), LOOK, width).plain  # type: ignore[arg-type]


def test_the_verdict_comes_first_and_the_warning_last() -> None:
    lines = told(direction="UP", confidence=0.712).splitlines()
    assert "▲" in lines[0]
    assert "71" in lines[0]
    assert lines[-1] == t("not-advice")


def test_without_a_forecast_that_is_said() -> None:
    assert t("detail-no-forecast") in told(direction=None, confidence=None)


@pytest.mark.parametrize("width", [20, 34, 60, 120])
@pytest.mark.parametrize("confidence", [0.0, 0.5, 0.65, 1.0])
@pytest.mark.parametrize("floor", [0.5, 0.65, 1.0])
def test_the_scale_has_one_floor_and_keeps_its_width(width: int, confidence: float, floor: float) -> None:
    line = told(width, direction="DOWN", confidence=confidence, floor=floor).splitlines()[1]
    assert line.startswith("50% ")
    assert line.endswith(" 100%")
    assert line.count("┃") == 1
    assert len(line) <= max(20, min(width, 60))


def test_spoken_traded_and_silent_are_told_apart_in_words() -> None:
    silent = told(direction="UP", confidence=0.54, spoken=False, traded=False)
    refused = told(direction="UP", confidence=0.7, spoken=True, traded=False)
    traded = told(direction="UP", confidence=0.7, spoken=True, traded=True)
    assert t("detail-silent") in silent
    assert "●" in refused
    for text, key in ((silent, "detail-why"), (refused, "detail-not-traded"), (traded, "detail-traded")):
        assert t(key) in text


def test_what_is_not_known_leaves_no_hole() -> None:
    bare = told(
        votes=(), weight=None, parts=None, expected_edge=None, stop_loss=None, take_profit=None, price=None,
        last_signal=None, silent_candles=None, model_version=None, decision_id=None, break_even=None,
    )  # fmt: skip
    assert "None" not in bare
    assert t("cli-no-signal-yet") in bare


def test_silence_is_counted_in_candles_and_none_is_not_told() -> None:
    for silent in (told(silent_candles=0), render(replace(STORY, silent_candles=0, spoken=False))):
        assert t("cli-silent-for", count=0) not in silent
    assert t("cli-silent-for", count=3) in told(silent_candles=3)
    assert t("cli-silent-for", count=1, lang="en") == "Silent for the last candle."


def test_a_share_carries_its_interval(language: str) -> None:
    text = share(Interval(171, 240, 0.7125, 0.65, 0.77))
    assert "240" in text
    assert {"vi": "71,", "en": "71."}[language] in text


def test_no_record_is_said_once_behind_its_label(language: str) -> None:
    text = told(record=Interval(0, 0, None, None, None))
    assert {"vi": "Thành tích ở bậc này chưa có ·", "en": "Record of this band none yet ·"}[language] in text


def test_a_book_has_asks_above_and_bids_below_with_the_spread_between(language: str) -> None:
    lines = order_book(depth({"symbol": "BTC/USDT"}), LOOK, 60).plain.splitlines()
    assert len(lines) == 17
    assert t("detail-spread") in lines[8]
    assert lines[7].split()[0] == {"vi": "67.901,00", "en": "67,901.00"}[language]
    assert lines[9].split()[0] == {"vi": "67.900,00", "en": "67,900.00"}[language]
    assert all("▇" in line for at, line in enumerate(lines) if at != 8)
    assert all(len(line) <= 60 for line in lines)


@pytest.mark.parametrize("asks", [(), (DepthRow(2.0, 0.0),)])
def test_a_book_with_one_side_or_nothing_in_it_is_drawn(asks: tuple[DepthRow, ...]) -> None:
    book = Depth(STAMP, "BTC/USDT", (), asks, has_book=True)
    assert len(order_book(book, LOOK, 20).plain.splitlines()) == len(asks)


def test_a_market_without_a_book_says_so() -> None:
    assert order_book(None, LOOK, 40).plain == t("detail-no-book")
    assert order_book(Depth(STAMP, "BTC/USDT", (), (), has_book=False), LOOK, 40).plain == t("detail-no-book")

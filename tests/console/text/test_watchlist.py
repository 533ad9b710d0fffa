"""The watched pairs as rows: what the engine thinks, and why it is silent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.look.tones import look_of
from console.tables.cells import Row
from console.tables.view import TableView
from console.text.watchlist import advice_of, forecast_cell, spark, watch_columns, watch_rows
from console.text.words import brief
from engine.service.answers import Why
from locales import LANGUAGES, use_language, use_number_style
from locales.catalogue import has, keys, variables_of
from tests.console.stage import BARE, PICTURE, ROWS, row

LOOK = look_of("night")


@pytest.fixture(params=LANGUAGES, autouse=True)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with use_language(request.param), use_number_style(request.param):
        yield request.param


def rows(favourites: tuple[str, ...] = (), *, with_reason: bool = True) -> list[Row]:
    return watch_rows(PICTURE, favourites, LOOK, wide=False, with_reason=with_reason)


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("with_reason", [False, True])
def test_every_row_has_a_cell_for_every_column(wide: bool, with_reason: bool) -> None:
    columns = watch_columns(wide=wide, with_reason=with_reason)
    for one in watch_rows(PICTURE, (), LOOK, wide=wide, with_reason=with_reason):
        assert len(one.cells) == len(columns)


def test_favourites_stand_first_and_carry_a_star() -> None:
    shown = rows(("XRP/USDT",))
    assert [one.key for one in shown] == ["XRP/USDT", "BTC/USDT", "ETH/USDT", "PEPE/USDT", "SOL/USDT"]
    assert shown[0].cells[0].text == "★XRP"
    assert not any("★" in one.cells[0].text for one in shown[1:])


def test_prices_are_whole_whatever_their_size(language: str) -> None:
    prices = [one.cells[1].text for one in rows()]
    assert prices[0] == {"vi": "102.345,67", "en": "102,345.67"}[language]
    assert prices[2] == {"vi": "0,00001234", "en": "0.00001234"}[language]
    assert prices[3] == "—"
    assert rows()[0].cells[1].sort == 102_345.67


def test_a_signal_is_told_from_silence_without_colour() -> None:
    shown = [one.cells[4].text for one in rows()]
    assert shown[0].startswith("▲ 71")
    assert shown[0].endswith("●")
    assert shown[1].startswith("▼ 54")
    assert shown[1].endswith("·")
    assert "12/52" in shown[3]
    assert shown[4].endswith("●")


def test_moves_are_told_without_colour() -> None:
    moves = {1.0: "▲", -1.0: "▼", 0.0: "·", 8.0: "⇈", -8.0: "⇊"}
    for change, mark in moves.items():
        picture = replace(PICTURE, rows=(row("BTC/USDT", 1.0, change_pct=change),))
        (one,) = watch_rows(picture, (), LOOK, wide=False, with_reason=False)
        assert one.cells[2].text.startswith(mark)


def test_why_is_said_in_full_and_in_brief(language: str) -> None:
    cell = rows()[1].cells[-1]
    assert {"vi": "Chưa đủ tin cậy để nói", "en": "Not sure enough to speak"}[language] in cell.text
    assert cell.short is not None
    assert cell.short.startswith({"vi": "dưới sàn 65%", "en": "below 65%"}[language])
    assert len(cell.short) < len(cell.text)
    spoken = rows()[0].cells[-1]
    assert spoken.text.startswith({"vi": "MUA MẠNH", "en": "STRONG BUY"}[language])


def test_what_is_said_aloud_is_a_tier_or_plainly_a_side(language: str) -> None:
    plain = row("BTC/USDT", 1.0, spoken=True, tier="AVOID")
    assert advice_of(plain) == {"vi": "MUA", "en": "BUY"}[language]
    assert advice_of(replace(plain, direction="DOWN")) == {"vi": "BÁN", "en": "SELL"}[language]


def test_old_prices_are_dim() -> None:
    old = 2 * 15 * 60_000
    aged = tuple(replace(one, age_ms=age) for one, age in zip(ROWS, (None, 0, old, old + 1, 10**9), strict=True))
    shown = watch_rows(replace(PICTURE, rows=aged), (), LOOK, wide=False, with_reason=False)
    assert [one.dim for one in shown] == [False, False, False, True, True]


def test_without_pairs_there_are_no_rows() -> None:
    assert watch_rows(BARE, (), LOOK, wide=False, with_reason=False) == []


def test_a_forecast_that_is_not_there_is_a_dash_once_there_are_candles() -> None:
    assert forecast_cell(row("BTC/USDT", 1.0, direction=None, confidence=None), LOOK).text == "—"


@given(st.lists(st.floats(1e-9, 1e9), max_size=60), st.integers(1, 30))
def test_bars_are_as_many_as_there_is_room_for(values: list[float], bars: int) -> None:
    shown = spark(tuple(values), bars)
    assert len(shown) == min(len(values), bars)
    assert set(shown) <= set("▁▂▃▄▅▆▇█")


def test_bars_show_the_last_closes() -> None:
    assert spark((), 5) == ""
    assert spark((1.0, 1.0), 5) == "▁▁"
    assert spark((9.0, 1.0, 2.0), 2) == "▁█"


def test_every_reason_has_a_brief_form(language: str) -> None:
    reasons = [key for key in keys(language) if key.startswith("why-")]
    assert len(reasons) > 30
    for key in reasons:
        short = f"brief-{key.removeprefix('why-')}"
        assert has(short, language), short
        assert (variables_of(short, language) or frozenset()) <= (variables_of(key, language) or frozenset())


def test_no_brief_form_is_left_over() -> None:
    for key in keys("en"):
        if key.startswith("brief-"):
            assert has(f"why-{key.removeprefix('brief-')}"), key


def test_a_reason_nobody_knows_shows_itself() -> None:
    assert brief(Why("why-of-a-later-version")) == "why-of-a-later-version"


@pytest.mark.parametrize("with_reason", [False, True])
def test_a_file_gets_every_fact_of_a_forecast_whether_or_not_the_table_has_room_for_it(with_reason: bool) -> None:
    view = TableView()
    view.columns, view.rows = watch_columns(wide=False, with_reason=with_reason), tuple(rows(with_reason=with_reason))
    view.arrange()
    first, *_, last = view.records()
    row = PICTURE.rows[0]
    assert (first["direction"], first["confidence"], first["spoken"]) == (row.direction, row.confidence, row.spoken)
    assert row.reason is not None
    assert (first["weight"], first["reason"]) == (row.weight, row.reason.key)
    assert first["change_pct"] == row.change_pct
    assert "spark" not in first
    assert set(first) == set(last)

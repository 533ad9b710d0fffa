from datetime import UTC, datetime
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales import formats, use_language, use_number_style, use_zone

MOMENT = int(datetime(2026, 11, 20, 7, 5, 9, tzinfo=UTC).timestamp() * 1000)
MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
finite = st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, allow_infinity=False, places=8)


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (67123.45, "67.123,45", "67,123.45"),
        (Decimal("67900"), "67.900,00", "67,900.00"),
        (164.2, "164,20", "164.20"),
        (1.2345, "1,2345", "1.2345"),
        (0.6123, "0,6123", "0.6123"),
        (0.00001234, "0,00001234", "0.00001234"),
        (5e-10, "0,0000000005", "0.0000000005"),
        (0, "0,00", "0.00"),
        (None, "—", "—"),
        (float("nan"), "—", "—"),
        (float("inf"), "—", "—"),
        (np.float64(67123.45), "67.123,45", "67,123.45"),
        (np.float32(0.25), "0,2500", "0.2500"),
        (np.int64(100), "100,00", "100.00"),
    ],
)
def test_price(value: float, vi: str, en: str) -> None:
    assert formats.price(value) == vi
    with use_number_style("en"):
        assert formats.price(value) == en


@pytest.mark.parametrize(
    ("value", "tick", "text"),
    [
        (67900, "0.01", "67.900,00"),
        (0.61234, "0.0001", "0,6123"),
        (123.4, 1, "123"),
        (123.4, 10, "123"),
        (0.00001234, "0.00000001", "0,00001234"),
        (0.00001234, "0.01", "0,000012"),
    ],
)
def test_price_by_tick(value: float, tick: str | int, text: str) -> None:
    assert formats.price(value, tick=Decimal(tick)) == text


def test_language_and_number_style_are_two_choices() -> None:
    with use_language("en"):
        assert formats.money(1234.5) == "1.234,50 USDT"
        assert formats.compact(1_234_567) == "1,2M"
    with use_number_style("en"):
        assert formats.compact(1_234_567) == "1.2 triệu"


def test_money() -> None:
    assert formats.money(67123.45) == "67.123,45 USDT"
    assert formats.money(Decimal("38.2"), sign=True) == "+38,20 USDT"
    assert formats.money(-38.2, None) == "−38,20"
    assert formats.money(-0.001, sign=True) == "−0,001 USDT"
    assert formats.money(0, sign=True) == "0,00 USDT"
    assert formats.money(None) == "—"
    assert formats.vnd(1_250_000) == "1.250.000 ₫"
    assert formats.vnd(1_250_000.4) == "1.250.000 ₫"
    assert formats.quantity(Decimal("0.01470000"), asset="BTC") == "0,0147 BTC"
    assert formats.quantity(812.0) == "812"
    assert formats.quantity(1.23456, lot="0.001") == "1,235"
    assert formats.times(1.2) == "×1,2"


def test_percent() -> None:
    assert formats.percent(0.0312) == "+3,12%"
    assert formats.percent(-0.0105) == "−1,05%"
    assert formats.percent(3.12, points=True) == "+3,12%"
    assert formats.percent(0.02, decimals=0, sign=False) == "2%"
    assert formats.percent(0) == "0,00%"
    assert formats.percent(-0.0000001) == "0,00%"
    assert formats.percent(None) == "—"


def test_probability_claims_no_certainty() -> None:
    assert formats.probability(0.712) == "71,2%"
    assert formats.probability(0.99999) == "99,9%"
    assert formats.probability(0.00001) == "0,1%"
    assert formats.probability(1) == "100,0%"
    assert formats.probability(0) == "0,0%"
    assert formats.probability(0.65, decimals=0) == "65%"


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (999, "999", "999"),
        (12_345, "12,3 nghìn", "12.3K"),
        (950_000, "950 nghìn", "950K"),
        (999_950, "1 triệu", "1M"),
        (1_234_567, "1,2 triệu", "1.2M"),
        (312_400_000, "312,4 triệu", "312.4M"),
        (1.5e9, "1,5 tỷ", "1.5B"),
        (-1.5e12, "−1,5 nghìn tỷ", "−1.5T"),
        (0.00001, "0,00001", "0.00001"),
        (None, "—", "—"),
    ],
)
def test_compact(value: float, vi: str, en: str) -> None:
    assert formats.compact(value) == vi
    assert formats.compact(value, style="en", lang="en") == en


def test_echo_says_it_twice_and_exactly() -> None:
    assert formats.echo(1_250_000, asset="₫") == "1.250.000 ₫ (1,25 triệu)"
    assert formats.echo(Decimal("67.123")) == "67,123"


def test_moments() -> None:
    assert formats.date_time(MOMENT) == "20/11/2026 14:05 ICT"
    assert formats.date_time(MOMENT, lang="en") == "2026-11-20 14:05 ICT"
    assert formats.date_time(MOMENT, seconds=True, show_zone=False) == "20/11/2026 14:05:09"
    assert formats.date_time(datetime(2026, 11, 20, 7, 5, tzinfo=UTC)) == "20/11/2026 14:05 ICT"
    assert formats.date_time(MOMENT, zone="Europe/Paris") == "20/11/2026 08:05 CET"
    assert formats.date_time(MOMENT, zone="America/Sao_Paulo") == "20/11/2026 04:05 UTC-3"
    assert formats.date_time(MOMENT, zone="Asia/Kathmandu") == "20/11/2026 12:50 UTC+5:45"
    assert formats.date(MOMENT) == "20/11/2026"
    assert formats.clock(MOMENT, show_zone=True) == "14:05:09 ICT"
    assert formats.iso(MOMENT) == "2026-11-20T07:05:09Z"
    assert formats.date_time(None) == formats.date(None) == formats.clock(None) == "—"
    with use_zone("UTC"):
        assert formats.date_time(MOMENT) == "20/11/2026 07:05 UTC"


@pytest.mark.parametrize(
    ("span", "vi", "en"),
    [
        (9 * HOUR + 15 * MINUTE + 59_000, "9 giờ 15 phút", "9 h 15 min"),
        (3 * DAY + 4 * HOUR, "3 ngày 4 giờ", "3 d 4 h"),
        (2 * DAY + 5_000, "2 ngày", "2 d"),
        (59_999, "59 giây", "59 s"),
        (800, "0,8 giây", "0.8 s"),
        (0, "0 giây", "0 s"),
        (None, "—", "—"),
    ],
)
def test_duration(span: int, vi: str, en: str) -> None:
    assert formats.duration(span) == vi
    with use_number_style("en"):
        assert formats.duration(span, lang="en") == en


def test_ago() -> None:
    assert formats.ago(MOMENT, MOMENT + 5 * MINUTE) == "5 phút trước"
    assert formats.ago(MOMENT, MOMENT + 5 * MINUTE, lang="en") == "5 min ago"
    assert formats.ago(MOMENT, MOMENT - 3 * HOUR) == "sau 3 giờ nữa"
    assert formats.ago(MOMENT, MOMENT + 400) == "vừa xong"
    assert formats.ago(MOMENT, MOMENT + 400 * DAY) == "400 ngày trước"
    assert formats.ago(None, MOMENT) == "—"
    assert formats.latency(42) == "42 ms"
    assert formats.latency(800) == "0,8 s"


@given(finite)
def test_a_price_that_is_not_zero_never_looks_like_zero(value: Decimal) -> None:
    for text in (formats.price(value), formats.quantity(value), formats.money(value), formats.price(value, tick=1)):
        assert (value == 0) == (not any(digit in text for digit in "123456789"))


@given(finite)
def test_only_plain_signs(value: Decimal) -> None:
    for text in (formats.price(value), formats.money(value), formats.compact(value), formats.percent(value)):
        assert not set(text) & {"\u00a0", "\u202f", "-", "E", "e"}


@given(finite, st.sampled_from(["vi", "en"]))
def test_styles_differ_only_in_separators(value: Decimal, style: str) -> None:
    text = formats.number(value, decimals=8, style=style)
    mark = "," if style == "vi" else "."
    group = "." if style == "vi" else ","
    assert Decimal(text.replace(group, "").replace(mark, ".").replace("−", "-")) == value


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_no_float_is_too_odd_to_show(value: float) -> None:
    for shown in (formats.price, formats.quantity, formats.money, formats.compact, formats.percent, formats.number):
        assert shown(value)
    assert formats.probability(value)

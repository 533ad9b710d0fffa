from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales import formats, t
from locales.parsing import NumberInputError, parse_decimal, read_decimal

finite = st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, allow_infinity=False, places=8)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1250", "1250"),
        ("1250.5", "1250.5"),
        (" -3 ", "-3"),
        ("−3", "-3"),
        ("+3", "3"),
        ("5k", "5000"),
        ("1.5tr", "1500000"),
        ("1.5 triệu", "1500000"),
        ("3M", "3000000"),
        ("1.5 tỷ", "1500000000"),
        ("2TY", "2000000000"),
        ("0", "0"),
        ("-0", "0"),
        ("12345678901234567890.123456789012k", "12345678901234567890123.456789012"),
    ],
)
def test_accepted(text: str, value: str) -> None:
    assert parse_decimal(text) == Decimal(value)


def test_percent_only_where_it_is_expected() -> None:
    assert parse_decimal("2%", percent=True) == Decimal("0.02")
    with pytest.raises(NumberInputError) as caught:
        parse_decimal("2%")
    assert caught.value.key == "err-number-percent"
    assert read_decimal("2.5 %").is_percent


@pytest.mark.parametrize(
    ("text", "suggestions"),
    [
        ("1,234.5", ("1234.5",)),
        ("1.234,5", ("1234.5",)),
        ("1.250.000", ("1250000",)),
        ("1,250,000", ("1250000",)),
        ("67,5", ("67.5",)),
        ("67,123", ("67.123", "67123")),
        ("1 000", ("1000",)),
        ("1\u00a0000", ("1000",)),
        ("1tr5", ("1500000",)),
        ("1,5tr", ("1.5tr",)),
        ("-1,5%", ("-1.5%",)),
        (".5", ("0.5",)),
    ],
)
def test_asked_back(text: str, suggestions: tuple[str, ...]) -> None:
    with pytest.raises(NumberInputError) as caught:
        parse_decimal(text)
    assert caught.value.key == "err-number-ambiguous"
    assert caught.value.suggestions == suggestions
    assert suggestions[0] in t(caught.value.key, None, **caught.value.params)


@pytest.mark.parametrize(
    "text", ["", "abc", "1e5", "½", "٣", "²", "1..2", "1.2.3", "--1", "nan", "inf", "0x10", "1_000", "9" * 41]
)
def test_refused(text: str) -> None:
    with pytest.raises(NumberInputError) as caught:
        parse_decimal(text)
    assert caught.value.key == "err-number-invalid"
    assert t(caught.value.key, None, **caught.value.params)


def test_the_other_reading_of_a_grouped_looking_number_is_told() -> None:
    assert read_decimal("67.123").value == Decimal("67.123")
    assert read_decimal("67.123").other == Decimal(67123)
    assert read_decimal("0.123").other is None
    assert read_decimal("67.12").other is None


@given(finite)
def test_what_is_written_plainly_reads_back(value: Decimal) -> None:
    assert parse_decimal(formats.plain(value)) == value


@given(finite, st.sampled_from(["vi", "en"]))
def test_what_a_screen_shows_is_read_rightly_or_asked_back(value: Decimal, style: str) -> None:
    shown = formats.number(value, decimals=8, least_decimals=0, style=style)
    try:
        parsed = read_decimal(shown)
        readings = [parsed.value, parsed.other]
    except NumberInputError as error:
        readings = [parse_decimal(text) for text in error.suggestions]
    assert value in readings


@given(st.text())
def test_nothing_typed_breaks_it(text: str) -> None:
    try:
        assert parse_decimal(text).is_finite()
    except NumberInputError as error:
        for suggestion in error.suggestions:
            assert parse_decimal(suggestion, percent=True).is_finite()

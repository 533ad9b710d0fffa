"""Figures that travel as text are written as the reader writes them; what a person typed is repeated as typed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from engine.core.errors import InvalidInput, Operational
from engine.core.wording import error_text, sentence
from engine.service.answers import Done
from engine.service.codec import decode, encode
from engine.service.registry import read_named, registry
from locales import use_language, use_number_style, use_zone
from locales.catalogue import has

SENT = {"symbol": "BTC/USDT", "amount": "0.03241000", "price": "30601.41"}


@pytest.mark.parametrize(("style", "amount", "price"), [("vi", "0,03241", "30.601,41"), ("en", "0.03241", "30,601.41")])
def test_an_order_is_told_in_the_figures_of_the_reader(style: str, amount: str, price: str) -> None:
    answer = decode(encode(Done("done-enter", SENT)))
    assert answer.params == SENT, "programs get every digit"
    with use_language("en"), use_number_style(style):
        said = sentence(answer.key, answer.params)
    assert f"amount {amount}, price about {price}" in said


@pytest.mark.parametrize(("style", "cash"), [("vi", "1.250,50"), ("en", "1,250.50")])
@pytest.mark.parametrize("value", ["1250.5", Decimal("1250.50")])
def test_errors_about_money_are_told_so_too(style: str, cash: str, value: object) -> None:
    with use_language("en"), use_number_style(style):
        said = error_text(Operational("err-order-no-cash", symbol="BTC/USDT", cash=value, quote="USDT"))
    assert f"The cash of {cash} USDT" in said


def test_a_figure_that_is_written_already_stays_as_it_is() -> None:
    with use_language("vi"), use_number_style("vi"):
        facts = {"where": "DEMO", "size": "5", "price": "30.601,41", "cash": "9.999,00 USDT"}
        said = sentence("ask-enter", {"symbol": "BTC/USDT", **facts})
    assert "30.601,41" in said
    assert "9.999,00 USDT" in said


def test_what_was_typed_is_repeated_as_it_was_typed() -> None:
    with use_language("en"), use_number_style("vi"):
        said = error_text(InvalidInput("err-parameter-extra", value="1250.5"))
    assert '"1250.5"' in said


@pytest.mark.parametrize(("language", "name"), [("vi", "số tiền"), ("en", "amount")])
def test_a_parameter_is_named_as_usage_names_it(language: str, name: str) -> None:
    with use_language(language):
        with pytest.raises(InvalidInput) as caught:
            registry().parse("enter btc -5")
        assert f'"{name}"' in error_text(caught.value)
        with pytest.raises(InvalidInput) as caught:
            read_named(registry().get("paper"), {"action": "cash", "cash": "-1"})
        assert f'"{name}"' in error_text(caught.value)


def test_every_parameter_has_a_name_to_be_told_by() -> None:
    for spec in registry():
        for param in spec.params:
            assert has(f"line-param-{param.name}"), param.name


def test_a_flag_is_named_as_it_is_typed() -> None:
    assert "--days" in error_text(InvalidInput("err-parameter-missing", name="--days"))


@pytest.mark.parametrize(("language", "said"), [("vi", "22/02/2024 11:00 ICT"), ("en", "2024-02-22 11:00 ICT")])
def test_moments_are_told_by_the_clock_of_the_reader(language: str, said: str) -> None:
    at = 1_708_574_400_000
    with use_language(language), use_zone("Asia/Ho_Chi_Minh"):
        assert said in error_text(InvalidInput("err-playback-span", first_at=at, last_at=at))

"""What somebody is told: the choices, the prices that are waited for, the watched pairs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bots.common.card import Facts
from bots.common.cards import card_of
from engine.service import answers as a
from engine.service.alerts.kinds import AlertKind
from locales import use_language, use_number_style
from tests.bots.common.cards.reading import LANGUAGES, missing, read
from tests.engine.cli.samples import AT, STAMP

VOLUMES = ("on", "silent", "off")
KINDS = tuple(a.NotifyRow(kind, VOLUMES[place % 3], place % 2 == 0) for place, kind in enumerate(AlertKind))
CHOICES = a.Notify("person", KINDS, "22:00-07:00", "Asia/Ho_Chi_Minh", ("BTC/USDT",), changed=True)
WAITED = a.PriceAlertRow(1, "BTC/USDT", Decimal(70_000), "above", 67_900.0, AT)
BELOW = a.PriceAlertRow(2, "PEPE/USDT", Decimal("0.00001234"), "below", None, AT)
PRICES = a.PriceAlerts(STAMP, "person", None, (WAITED, BELOW), added=WAITED)
NOTHING = a.PriceAlerts(STAMP, "chat", "BTC/USDT", (), removed=2)
ALL = (
    CHOICES,
    a.Notify("machine", KINDS, None, "UTC", ()),
    PRICES,
    NOTHING,
    a.Watching("person", ("BTC/USDT", "ETH/USDT"), added="ETH/USDT"),
    a.Watching("chat", (), removed="ETH/USDT"),
    a.Watching("chat", ()),
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("answer", ALL, ids=lambda answer: type(answer).__name__)
def test_every_figure_of_the_command_line_is_in_the_card(answer: a.Answer, language: str) -> None:
    assert not missing(answer, language)
    with use_language(language), use_number_style(language):
        assert "None" not in read(card_of(answer))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_alert_has_its_line(language: str) -> None:
    with use_language(language):
        block = next(block for block in card_of(CHOICES).blocks if isinstance(block, Facts))
    names = [name.partition(" ")[2] for name, _ in block.pairs]
    assert len(set(names)) == len(AlertKind)
    assert {name[0] for name, _ in block.pairs} == {"🔔", "🔕", "✖"}


def test_choices_say_what_is_chosen_and_when_nothing_rings() -> None:
    text = read(card_of(CHOICES))
    assert "Đã đổi." in text
    assert "🔔 tín hiệu: " in text
    assert "22:00" in text
    assert "BTC/USDT" in text


def test_a_price_that_is_waited_for_says_how_far_it_is() -> None:
    text = read(card_of(PRICES))
    assert "70.000,00 · +3,09%" in text
    assert "0,00001234" in text
    assert card_of(PRICES).badge == "Binance · TIỀN GIẤY"


def test_when_nothing_is_waited_for_that_is_said() -> None:
    assert read(card_of(NOTHING))
    assert not [block for block in card_of(NOTHING).blocks if isinstance(block, Facts)]

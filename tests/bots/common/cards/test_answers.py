"""Every answer as a card: the command line's facts, in both languages, with much and with little to say."""

from __future__ import annotations

import dataclasses
from typing import Any, Final

import pytest

from bots.common.card import Facts, Grid, Tone
from bots.common.cards import card_of
from engine.service import answers as a
from engine.service.text.layout import width
from locales import use_language, use_number_style
from tests.bots.common.cards.reading import LANGUAGES, missing, read, texts
from tests.console.world import chart, depth, equity, signals
from tests.engine.cli.samples import EMPTY, FULL, STAMP

ALL: Final = [*FULL, *EMPTY]
DAY: Final = [
    chart({"symbol": "BTC/USDT", "timeframe": "15m", "candles": 60}),
    depth({"symbol": "BTC/USDT"}),
    equity({}),
    *(signals({"which": which, "limit": 20}) for which in ("spoken", "traded", "refused", "silent", "all")),
]
LEFT_TO_THE_PICTURE: Final = (a.Chart,)
"""Answers whose older candles and marks are in the picture under the card, and not said again in figures."""
PHONE: Final = 34
"""Cells that a phone shows in a line of a fixed-width font."""


def named(answer: object) -> str:
    return type(answer).__name__


def test_every_kind_of_answer_has_a_card() -> None:
    samples = {type(answer) for answer in ALL}
    assert set(a.Answer.__args__) <= samples
    assert all(card_of(answer).title for answer in ALL)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("answer", [one for one in (*ALL, *DAY) if not isinstance(one, LEFT_TO_THE_PICTURE)], ids=named)
def test_every_figure_of_the_command_line_is_in_the_card(answer: a.Answer, language: str) -> None:
    assert not missing(answer, language)


@pytest.mark.parametrize("answer", [*ALL, *DAY], ids=named)
def test_cards_are_whole_and_speak_the_language_that_is_asked_for(answer: a.Answer) -> None:
    cards = {}
    for language in LANGUAGES:
        with use_language(language), use_number_style(language):
            card = card_of(answer, sign="!")
        assert card.title
        assert card.blocks or isinstance(answer, a.WhoAmI)
        shown = cards[language] = read(card)
        assert "None" not in shown
        assert not set("{}\\<") & set(shown) - set("<" if isinstance(answer, a.Help) else "")
        assert all(text == text.strip() for text in texts(card))
        assert all(name and said for block in card.blocks if isinstance(block, Facts) for name, said in block.pairs)
    assert cards["vi"] != cards["en"]


@pytest.mark.parametrize("answer", [*ALL, *DAY], ids=named)
def test_simulated_is_never_mistaken_for_real(answer: a.Answer) -> None:
    stamp = getattr(answer, "stamp", None)
    if stamp is None:
        return
    badge = card_of(answer).badge
    assert "TIỀN GIẤY" in badge
    assert ("DEMO" if stamp.market == "demo" else "Binance") in badge
    live = dataclasses.replace(answer, stamp=dataclasses.replace(stamp, mode="live"))  # type: ignore[type-var]
    assert "TIỀN THẬT" in card_of(live).badge


@pytest.mark.parametrize("answer", [*ALL, *DAY], ids=named)
def test_tables_fit_a_phone(answer: a.Answer) -> None:
    for block in card_of(answer).blocks:
        if isinstance(block, Grid):
            columns = zip(block.headings, *block.rows, strict=True)
            wide = sum(max(map(width, column)) for column in columns) + 2 * (len(block.headings) - 1)
            assert wide <= PHONE, wide


@pytest.mark.parametrize("kind", [a.Positions, a.Balance, a.Trades, a.EquityCurve, a.Profit, a.Risk])
def test_real_money_looks_like_nothing_else(kind: type[Any]) -> None:
    answer = next(one for one in FULL if isinstance(one, kind))
    live = dataclasses.replace(answer, stamp=dataclasses.replace(STAMP, mode="live"))
    assert card_of(answer).tone is not Tone.REAL_MONEY
    assert card_of(live).tone is Tone.REAL_MONEY

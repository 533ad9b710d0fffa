"""What happened lately: newest first, counted where it repeats, with its facts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rich.cells import cell_len

from console.look.tones import look_of
from console.tables.cells import Row
from console.text.happenings import happening_columns, happening_rows
from console.text.logs import said_of
from console.text.words import error_line
from engine.core.errors import Operational
from engine.service.snapshots import Happening
from locales import LANGUAGES, t, use_language, use_number_style
from tests.console.stage import HAPPENINGS, event

LOOK = look_of("night")


@pytest.fixture(params=LANGUAGES, autouse=True)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with use_language(request.param), use_number_style(request.param):
        yield request.param


def said(*events: Happening) -> list[str]:
    return [" ".join(cell.text for cell in one.cells) for one in happening_rows(events, LOOK)]


def shown(*events: Happening) -> list[Row]:
    return happening_rows(events, LOOK)


def test_the_newest_stands_first_and_silence_is_not_listed() -> None:
    numbers = [int(one.key) for one in shown(*HAPPENINGS)]
    assert numbers == sorted(numbers, reverse=True)
    assert len(numbers) == len(HAPPENINGS) - 2  # silence is hidden, a repeated signal is counted
    assert all(len(one.cells) == len(happening_columns()) for one in shown(*HAPPENINGS))


def signal(number: int, symbol: str, advice: str) -> Happening:
    return event(number, "signal", symbol, advice=advice, confidence=0.7)


def test_a_signal_that_repeats_is_counted_and_a_changed_one_is_not() -> None:
    lines = said(
        signal(1, "A/USDT", "BUY"), signal(2, "B/USDT", "BUY"), signal(3, "A/USDT", "BUY"), signal(4, "A/USDT", "SELL")
    )
    assert len(lines) == 3
    assert "×" not in lines[0]
    assert "×2" in lines[1]
    assert " B " in lines[2]


def test_outcomes_are_counted_while_they_are_the_same() -> None:
    outcomes = [event(n, "forecast_scored", "A/USDT", correct=correct) for n, correct in enumerate((True, True, False))]
    assert ["×2" in line for line in said(*outcomes)] == [False, True]


def test_what_happened_is_said_with_its_facts(language: str) -> None:
    text = "\n".join(said(*HAPPENINGS))
    for fact in ("[E-AAAAAA]", "20261120T141852Z-9975cba7", "console:an", "×2", "err-made-by-a-newer-version"):
        assert fact in text, fact
    assert {"vi": "1/2", "en": "1 of 2"}[language] in text
    assert {"vi": "−12,30 USDT (−2,10%)", "en": "−12.30 USDT (−2.10%)"}[language] in text
    assert {"vi": "cắt lỗ", "en": "stop"}[language] in text
    assert {"vi": "×2 · không bán khống", "en": "×2 · short selling is off"}[language] in text


def test_the_incident_comes_first_so_that_it_is_never_cut_off() -> None:
    (one,) = shown(event(1, "error", None, key="err-order-venue-fault", params={"detail": "x"}, incident="E-AAAAAA"))
    assert one.cells[3].text.startswith("[E-AAAAAA] ")


def test_what_alarms_and_what_was_lost_look_so() -> None:
    (alarm,) = shown(event(1, "order_rejected", "A/USDT", key="err-order-venue-fault", params={"detail": "x"}))
    assert alarm.cells[1].style == LOOK.bad
    (lost,) = shown(event(1, "exit_filled", "A/USDT", amount="1", price="2", exit_reason="stop_loss", pnl="-1"))
    assert lost.cells[3].style == LOOK.down


def test_the_list_ends_somewhere() -> None:
    assert len(shown(*(event(number, "engine_started") for number in range(500)))) == 60


def test_an_error_is_never_without_its_incident() -> None:
    plain = Operational("err-part-died", part="market", detail="x")
    assert error_line(plain).endswith(f" [{plain.incident}]")
    named = Operational("err-unexpected", detail="KeyError", incident="E-BBBBBB")
    named.params["incident"] = named.incident
    assert named.incident in error_line(named)
    assert not error_line(named).endswith("]")


def about(kind: str, key: str, **params: str) -> Happening:
    return event(1, kind, params.get("symbol"), key=key, params=params)


PERSON = {"surface": "Telegram", "person": "99", "name": "Lan"}


def test_what_is_about_people_and_prices_is_short_here_and_in_full_in_the_logs(language: str) -> None:
    door = about("knock", "knock-person", **PERSON, command="role grant telegram 99 viewer", setting="TELEGRAM_VIEWERS")
    (line,) = said(door)
    assert line.endswith("Lan · ID 99 · Telegram")
    assert "role grant telegram 99 viewer" in said_of(door)
    role = about("role_changed", "role-changed", surface="Telegram", person="99", role="operator")
    assert {"vi": "người vận hành", "en": "operator"}[language] in said(role)[0]
    reached = about("price_alert", "price-reached-below", symbol="BTC/USDT", price="31500")
    assert {"vi": "▼ xuống tới 31.500,00", "en": "▼ fell to 31,500.00"}[language] in said(reached)[0]


def test_every_kind_of_event_has_a_name_that_finds_room_in_its_column() -> None:
    width = happening_columns()[1].width
    for kind in ("price_alert", "digest", "protection", "bot_changed", "knock", "role_changed"):
        (one,) = shown(event(1, kind, surface="discord", up=True))
        assert not one.cells[1].text.startswith("happening-")
        assert cell_len(one.cells[1].text) <= width


def test_a_bot_that_is_gone_alarms_and_one_that_is_back_does_not() -> None:
    params = {"surface": "Discord", "detail": "OSError", "wait": "5 s", "incident": "E-AAAAAA"}
    (gone,) = shown(event(1, "bot_changed", surface="discord", up=False, key="err-bot-died", params=params))
    (back,) = shown(event(2, "bot_changed", surface="discord", up=True))
    assert gone.cells[1].style == LOOK.bad
    assert "E-AAAAAA" in gone.cells[3].text
    assert back.cells[1].style == LOOK.muted
    assert back.cells[3].text == f"Discord · {t('bot-connected')}"


def test_what_wants_to_be_seen_stands_out() -> None:
    tones = {
        "knock": LOOK.warn, "protection": LOOK.warn, "price_alert": LOOK.signal, "role_changed": LOOK.strong,
        "digest": LOOK.muted,
    }  # fmt: skip
    assert {kind: shown(event(1, kind))[0].cells[1].style for kind in tones} == tones

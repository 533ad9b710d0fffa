"""What a person is asked before something dangerous: every command, both languages, with figures and whose money."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from engine.core.modes import Danger
from engine.core.symbols import Symbol
from engine.service.answers import PositionRow, Stamp
from engine.service.asking import is_typed, question_of, typed_word
from engine.service.registry import registry
from engine.service.snapshots import MarketRow, Snapshot
from engine.service.specs import CommandSpec
from locales import t, use_language, use_number_style
from tests.engine.house import House

BTC = Symbol("BTC")
AT = 1_795_158_309_000
DANGEROUS = [spec for spec in registry() if spec.danger is not Danger.NONE]
CHOICES: dict[str, list[dict[str, Any]]] = {
    "enter": [{"symbol": BTC}, {"symbol": BTC, "cash": Decimal(500)}],
    "unlock": [{}, {"symbol": BTC}],
    "retrain": [{}, {"symbol": BTC}],
    "paper": [{"action": "reset"}, {"action": "reset", "cash": Decimal(5_000)}, {"action": "cash", "cash": Decimal(5)}],
    "label": [{"prediction": "7F3A", "outcome": outcome} for outcome in ("win", "loss")],
    "role": [
        {"action": "grant", "surface": "telegram", "person": "12345", "role": "viewer"},
        {"action": "revoke", "surface": "discord", "person": "12345"},
        {"action": "grant"},
    ],
    "restore": [{"file": "data/backups/x.db"}],
    **{name: [{}] for name in ("reduce", "halt", "flatten", "reload")},
}
"""What a command may be given; all others are about BTC."""


def position(symbol: str, amount: str, value: float | None, result: float | None, side: str = "BUY") -> PositionRow:
    entry = Decimal(100)
    return PositionRow(symbol, side, Decimal(amount), entry, 1.0, value, result, None, None, None, AT, None)


def row(symbol: str, price: float | None) -> MarketRow:
    return MarketRow(symbol, price, None, 52, 52, None, None, False, None, None, None, ())


HELD = (position("BTC/USDT", "0.0147", 998.13, 38.2), position("SOL/USDT", "12.31", 2_021.5, -1.0))
BOOK = Snapshot(
    number=1,
    stamp=Stamp("demo", "demo", "paper", AT),
    state="RUNNING",
    connection="ok",
    connection_detail=None,
    timeframe="15m",
    horizon="4h",
    floor=0.65,
    equity=Decimal("10214.55"),
    cash=Decimal("7194.92"),
    start_cash=Decimal(10_000),
    open_pnl=37.2,
    rows=(row("BTC/USDT", 67_900.0), row("SOL/USDT", None)),
    positions=HELD,
    happenings=(),
    training=None,
    problems=(),
)
EMPTY = replace(BOOK, positions=(), rows=())


def asked(command: str, snapshot: Snapshot = BOOK, language: str = "vi", **arguments: Any) -> str:
    """The question as a face shows it; texts are strict in tests, so its variables are exactly those needed."""
    with use_language(language), use_number_style(language):
        question = question_of(registry().get(command), arguments, snapshot)
        return t(question.key, **question.params)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("snapshot", [BOOK, EMPTY], ids=["held", "empty"])
@pytest.mark.parametrize("spec", DANGEROUS, ids=lambda spec: spec.id)
def test_every_dangerous_command_asks_in_words(spec: CommandSpec, snapshot: Snapshot, language: str) -> None:
    for arguments in CHOICES.get(spec.id, [{"symbol": BTC}]):
        text = asked(spec.id, snapshot, language, **arguments)
        assert text.endswith(".")
        assert "None" not in text
        assert "{" not in text
        assert ("TIỀN GIẤY" if language == "vi" else "PAPER") in text
        assert "DEMO" in text
        if "symbol" in arguments:
            assert "BTC/USDT" in text


@pytest.mark.parametrize("spec", DANGEROUS, ids=lambda spec: spec.id)
def test_live_money_is_named_in_every_question(spec: CommandSpec) -> None:
    live = replace(BOOK, stamp=Stamp("exchange", "binance", "live", AT))
    text = asked(spec.id, live, **CHOICES.get(spec.id, [{"symbol": BTC}])[0])
    assert "Binance · TIỀN THẬT" in text


def test_no_two_commands_ask_the_same() -> None:
    texts = [asked(spec.id, **CHOICES.get(spec.id, [{"symbol": BTC}])[0]) for spec in DANGEROUS]
    assert len(set(texts)) == len(DANGEROUS) > 15


def test_flatten_says_how_much_is_at_stake_and_that_all_stops() -> None:
    assert asked("flatten") == (
        "Đóng tất cả 2 vị thế (BTC, SOL; khoảng 3.020 USDT (3,02 nghìn), lãi lỗ tạm tính +37,20 USDT), "
        "hủy mọi lệnh chờ, rồi DỪNG HẲN. Ví DEMO · TIỀN GIẤY. Muốn chạy lại "
        "phải ra lệnh tiếp tục (phím R ở bảng điều khiển)."
    )
    assert "Close all 2 positions (BTC, SOL; about 3,020 USDT (3.02K), open result +37.20 USDT)" in asked(
        "flatten", language="en"
    )
    alone = replace(BOOK, positions=HELD[:1])
    assert "Close the 1 position (BTC; about 998.13 USDT" in asked("flatten", alone, "en")
    assert "Không có vị thế nào để đóng" in asked("flatten", EMPTY)


def test_close_tells_amount_value_and_open_result() -> None:
    text = asked("close", symbol=BTC)
    assert "đang giữ 0,0147 BTC, khoảng 998,13 USDT, lãi lỗ tạm tính +38,20 USDT" in text
    assert "không thấy vị thế nào đang mở ở mã này" in asked("close", EMPTY, symbol=BTC)
    short = replace(BOOK, positions=(position("BTC/USDT", "1", None, None, "SELL"),))
    assert "đang bán khống 1 BTC, khoảng không rõ, lãi lỗ tạm tính không rõ" in asked("close", short, symbol=BTC)


def test_enter_tells_how_much_of_which_purse() -> None:
    text = asked("enter", symbol=BTC, cash=Decimal("1250.5"))
    assert "số tiền 1.250,5 USDT (1,2505 nghìn)" in text
    assert "giá hiện khoảng 67.900,00" in text
    assert "Ví DEMO · TIỀN GIẤY, tiền mặt còn 7.194,92 USDT" in text
    assert "như khi có tín hiệu" in asked("enter", symbol=BTC)


def test_paper_tells_what_is_given_up() -> None:
    text = asked("paper", action="reset")
    assert "vốn 10.214,55 USDT, đang giữ 2 vị thế (BTC, SOL" in text
    assert "PAPER_CASH" in text
    assert "với 5.000 USDT (5 nghìn)" in asked("paper", action="reset", cash=Decimal(5_000))
    assert asked("paper", action="cash", cash=Decimal(5)).startswith("Nạp thêm 5 USDT")


def test_training_all_names_them() -> None:
    assert "BTC, SOL" in asked("retrain")
    assert "BTC/USDT" in asked("retrain", symbol=BTC)


def test_a_sum_with_a_part_unknown_is_unknown() -> None:
    unsure = replace(BOOK, positions=(HELD[0], position("SOL/USDT", "1", None, None)))
    assert "BTC, SOL; khoảng không rõ" in asked("halt", unsure)


@pytest.mark.parametrize(
    ("command", "arguments", "vietnamese", "english"),
    [
        ("flatten", {}, "đóng tất", "flatten"),
        ("writeoff", {"symbol": "btcusdt"}, "BTC", "BTC"),
        ("paper", {"action": "reset"}, "tiền giấy", "paper"),
        ("restore", {"file": "x"}, "khôi phục", "restore"),
        ("close", {"symbol": BTC}, None, None),
        ("price", {"symbol": BTC}, None, None),
    ],
)
def test_the_worst_is_typed(
    command: str, arguments: dict[str, Any], vietnamese: str | None, english: str | None
) -> None:
    for language, word in (("vi", vietnamese), ("en", english)):
        with use_language(language):
            assert typed_word(registry().get(command), arguments) == word


def test_every_command_that_asks_twice_has_a_word_and_no_other() -> None:
    for spec in registry():
        arguments = CHOICES.get(spec.id, [{"symbol": BTC}])[0]
        assert (typed_word(spec, arguments) is not None) is (spec.danger is Danger.ASK_TWICE)


@pytest.mark.parametrize("text", ["dong tat", "Đóng tất", "dongtat", " DONG TAT "])
def test_typing_forgives_case_marks_and_gaps(text: str) -> None:
    assert is_typed(text, "đóng tất")


@pytest.mark.parametrize("text", ["", "dong", "dong ta", "flatten", "y"])
def test_typing_does_not_forgive_another_word(text: str) -> None:
    assert not is_typed(text, "đóng tất")


async def test_the_question_of_a_living_house_is_about_its_book(house: House) -> None:
    if not (await house.ask("positions")).rows:
        await house.ask("enter", symbol="BTC", cash=500)
        house.most += 2
        await house.watch()
    pictures = house.engine.service.snapshots()
    snapshot = await anext(pictures)
    await pictures.aclose()  # type: ignore[attr-defined]
    text = asked("flatten", snapshot)
    assert snapshot.positions
    assert all(row.symbol.split("/")[0] in text for row in snapshot.positions)
    assert f"{len(snapshot.positions)} vị thế" in text

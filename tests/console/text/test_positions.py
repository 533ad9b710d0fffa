"""What is held, in rows and in full."""

from __future__ import annotations

from decimal import Decimal

import pytest

from console.look.tones import look_of
from console.text.positions import distance, is_near, nothing_held, position_columns, position_rows, result_share
from console.text.positions_equity import equity_facts, equity_manner
from console.text.positions_story import closed_text, opening_signal, position_ladder, position_text, trades_text
from engine.service.answers import EquityCurve, EquityPoint, SignalRow, TradeRow, Why
from locales import LANGUAGES, set_defaults
from tests.console.stage import position
from tests.console.world import AT, STAMP

LOOK = look_of("night")
HELD = position("BTC/USDT", 38.2)
HOUR = 3_600_000
WHY = Why("why-paused")


def signal(at: int, direction: str = "UP", *, traded: bool = True) -> SignalRow:
    return SignalRow(
        at,
        "BTC/USDT",
        direction,
        0.7,
        True,
        traded,
        70.0,
        "BUY",
        67_900.0,
        Why("why-paused"),
        None,
        f"{at}-{direction}",
    )


def test_a_row_has_a_cell_for_every_column() -> None:
    rows = position_rows([HELD], AT, LOOK)
    assert len(rows[0].cells) == len(position_columns())
    assert rows[0].text == "BTC MUA 0,0147 67.900,00 68.420,50 1.005,78 +38,20 ▲+3,82% −2,75% +4,20% 1 giờ 71,0%"


def test_distances_do_not_flash_with_every_price() -> None:
    assert {column.id for column in position_columns() if not column.flash} == {"stop", "target"}


def test_the_distance_is_from_the_price_of_now() -> None:
    assert distance(position("X", 0, price=100.0), Decimal(97)) == pytest.approx(-0.03)
    assert distance(position("X", 0, price=None), Decimal(97)) is None
    assert distance(HELD, None) is None


@pytest.mark.parametrize(("price", "near"), [(100.0, False), (98.6, False), (98.4, True), (97.0, True)])
def test_a_level_is_near_when_three_quarters_of_the_way_are_gone(price: float, near: bool) -> None:
    held = position("X", 0, entry_price=Decimal(100), price=price)
    assert is_near(held, Decimal(98)) is near


def test_a_near_level_is_marked_by_a_sign_too() -> None:
    held = position("X", 0, entry_price=Decimal(100), price=98.1, stop_loss=Decimal(98), take_profit=Decimal(105))
    stop = position_rows([held], AT, LOOK)[0].cells[8]
    assert stop.text.startswith("!−0,10%")


def test_a_result_has_a_glyph_besides_its_colour() -> None:
    assert [result_share(pct) for pct in (1.0, -1.0, 0.0, None)] == ["▲+1,00%", "▼−1,00%", "·0,00%", "—"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_table_says_which_key_helps(language: str) -> None:
    set_defaults(language=language)
    said = {state: nothing_held(state, may_act=True) for state in ("RUNNING", "PAUSED", "REDUCING", "HALTED")}
    assert " P " in said["RUNNING"]
    assert all(" R " in said[state] for state in ("PAUSED", "REDUCING", "HALTED"))
    assert said["HALTED"] != said["PAUSED"]


def test_a_reader_is_not_told_of_keys_that_do_nothing() -> None:
    assert nothing_held("PAUSED", may_act=False) == "Chưa có vị thế nào."


def test_the_ladder_runs_from_stop_to_target_with_entry_and_price_on_it() -> None:
    held = position("X", 1, entry_price=Decimal(100), price=102.5, stop_loss=Decimal(95), take_profit=Decimal(105))
    ladder = position_ladder(held, LOOK, 43)
    assert ladder is not None
    line, levels, *_ = ladder.plain.splitlines()
    assert len(line) == 43
    assert line.index("┃") == 21
    assert line.index("●") == 31
    assert levels.startswith("Cắt lỗ 95")
    assert levels.endswith("105,00 Chốt lời")
    assert position_ladder(position("X", 1, stop_loss=None), LOOK, 43) is None


def test_a_price_beyond_the_stop_stays_on_the_ladder() -> None:
    held = position("X", -9, entry_price=Decimal(100), price=90.0, stop_loss=Decimal(95), take_profit=Decimal(105))
    ladder = position_ladder(held, LOOK, 43)
    assert ladder is not None
    assert ladder.plain.splitlines()[0].index("●") == 1


def test_a_position_tells_its_levels_and_since_when() -> None:
    said = position_text(HELD, AT, LOOK, 70).plain
    for part in ("MUA 0,0147 BTC", "+38,20 USDT", "66.542,00 · cách −2,75%", "13:05 ICT · 1 giờ", "71,0%"):
        assert part in said
    assert "không đặt" in position_text(position("BTC/USDT", 1.0, stop_loss=None), AT, LOOK, 70).plain
    assert "BTC/USDT không còn" in closed_text("BTC/USDT", LOOK).plain


def test_only_trades_of_the_pair_are_told() -> None:
    def trade(symbol: str, pnl: int) -> TradeRow:
        one = Decimal(1)
        return TradeRow(symbol, "BUY", one, one, one, one, Decimal(pnl), float(pnl), "stop_loss", AT, AT)

    said = trades_text([trade("BTC/USDT", -5), trade("ETH/USDT", 7)], "BTC/USDT", LOOK).plain
    assert "−5,00" in said
    assert "cắt lỗ" in said
    assert "7,00" not in said
    assert "Chưa có giao dịch" in trades_text([], "BTC/USDT", LOOK).plain


def test_the_decision_behind_a_position_is_the_last_traded_one_on_its_side_right_before_it() -> None:
    opened = HELD.opened_at
    right = signal(opened - 5)
    others = [signal(opened - HOUR), signal(opened + 1), signal(opened - 1, "DOWN"), signal(opened - 2, traded=False)]
    assert opening_signal([*others, right], HELD, HOUR) is right
    assert opening_signal(others[1:], HELD, HOUR) is None


def test_a_decision_older_than_a_candle_did_not_open_a_position_and_none_opened_what_a_person_did() -> None:
    at = HELD.opened_at
    assert opening_signal([signal(at - HOUR - 1)], HELD, HOUR) is None
    assert opening_signal([signal(at - HOUR)], HELD, HOUR) is not None
    assert opening_signal([signal(at)], position("BTC/USDT", 1.0, confidence=None), HOUR) is None


def curve(*values: float, step: int = HOUR) -> EquityCurve:
    peak, points = 0.0, []
    for number, value in enumerate(values):
        peak = max(peak, value)
        points.append(EquityPoint(AT + number * step, value, 100 * (1 - value / peak)))
    return EquityCurve(STAMP, Decimal(10_000), tuple(points))


def test_the_curve_is_told_in_words_too() -> None:
    said = equity_facts(curve(10_000, 10_200, 9_996, 10_098))
    assert said == "+0,98% từ đầu · sụt giảm hiện tại 1,0% · lớn nhất 2,0%"
    assert equity_facts(curve()) == ""


def test_labels_follow_the_span_and_the_spread() -> None:
    short, long = equity_manner(curve(10_000, 10_010)), equity_manner(curve(10_000, 11_000, step=9 * 24 * HOUR))
    assert (short.time_label(AT), long.time_label(AT)) == ("14:05", "20/11/2026")
    assert (short.value_label(10_000.0), long.value_label(10_000.0)) == ("10.000,00", "10.000")
    assert short.baseline == 10_000

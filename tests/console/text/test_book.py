"""The book's lists and limits, in rows and bars."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from rich.cells import cell_len

from console.look.tones import look_of
from console.text.book import (
    lock_columns,
    lock_rows,
    moment_cell,
    one_a_scope,
    order_columns,
    order_rows,
    trade_columns,
    trade_rows,
)
from console.text.book_risk import judged, risk_text, uses
from engine.service.answers import Balance, LockRow, OrderRow, Risk, TradeRow
from engine.service.text.book import order_state
from tests.console.world import AT, STAMP

LOOK = look_of("night")
DAY = 86_400_000
D = Decimal
RISK = Risk(STAMP, D(10_000), 30.0, 60.0, 4, 5, 15.0, 15.0, 1.0, 0.0, 2.0, 5.0)
BALANCE = Balance(STAMP, D(9_000), D(10_000), D(1_200), D(10_200), 2.0, 0.4, {})


def order(state: str) -> OrderRow:
    return OrderRow(f"id-{state}", "BTC/USDT", "BUY", "entry", D("0.0147"), D("0.01"), state, AT)


def test_every_list_has_a_cell_for_every_column() -> None:
    trade = TradeRow("BTC/USDT", "BUY", D(1), D(2), D(3), D(4), D(5), 6.0, "take_profit", AT, AT)
    assert len(trade_rows([trade], AT, LOOK)[0].cells) == len(trade_columns(wide=True))
    assert len(order_rows([order("OPEN")], AT, LOOK)[0].cells) == len(order_columns(wide=True))
    assert len(lock_rows([LockRow("*", "blocked", None)], AT, LOOK)[0].cells) == len(lock_columns())


def test_two_trades_closed_at_once_are_two_rows() -> None:
    trade = TradeRow("BTC/USDT", "BUY", D(1), D(2), D(3), D(4), D(5), 6.0, "take_profit", AT, AT)
    assert len({row.key for row in trade_rows([trade, trade], AT, LOOK)}) == 2


def test_a_moment_is_short_where_room_is() -> None:
    today, before = moment_cell(AT, AT, LOOK), moment_cell(AT - DAY, AT, LOOK)
    assert (today.said(16), today.said(10)) == ("20/11/2026 14:05", "14:05")
    assert before.said(10) == "19/11/2026"
    assert str(before.sort) < str(today.sort)


@pytest.mark.parametrize(
    ("state", "said"),
    [("OPEN", "… đang chờ"), ("FILLED", "✔ đã khớp"), ("REJECTED", "✖ bị từ chối"), ("UNKNOWN", "✖ chưa rõ")],
)
def test_the_state_of_an_order_has_a_glyph(state: str, said: str) -> None:
    assert order_rows([order(state)], AT, LOOK)[0].cells[2].text == said


def test_an_order_says_what_the_venue_says_or_else_what_we_meant() -> None:
    assert (order_state("PARTIAL"), order_state("SENT")) == ("khớp một phần", "đã gửi")


def test_of_two_locks_on_a_pair_the_longer_counts() -> None:
    short, long, ever = (LockRow("BTC/USDT", "x", until) for until in (AT, AT + 1, None))
    assert one_a_scope([short, long]) == [long]
    assert one_a_scope([ever, long]) == [ever]
    rows = lock_rows([short, ever, LockRow("*", "tin tối nay", AT)], AT, LOOK)
    assert [row.key for row in rows] == ["BTC/USDT", "*"]
    assert "đến khi có người mở" in rows[0].text
    assert rows[1].text.startswith("mọi mã")
    assert rows[1].text.endswith("tin tối nay")


def test_limits_are_judged_by_how_much_of_them_is_used() -> None:
    shares = [use.share for use in uses(RISK)]
    assert shares == [pytest.approx(0.5), pytest.approx(0.8), pytest.approx(1.0), None]
    assert [judged(share, LOOK)[0] for share in shares] == [
        "✔ còn rộng", "▲ sắp chạm", "✖ đã chạm", "· không giới hạn",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [26, 58, 76, 130])
def test_limits_fit_and_keep_their_figures_and_words(width: int) -> None:
    said = risk_text(RISK, BALANCE, LOOK, width).plain
    if width >= 58:
        assert all(cell_len(line) <= width for line in said.splitlines())
    for part in ("30,0% trên 60,0%", "4 trên 5", "15,0% trên 15,0%", "còn rộng", "đã chạm", "10.200,00", "+2,00%"):
        assert part in said


def test_a_bar_is_as_long_as_what_is_used() -> None:
    lines = risk_text(RISK, None, LOOK, 100).plain.splitlines()
    half, most, full, none = (line.count("█") for line in lines[:4])
    assert full > most > half > 0 == none
    assert lines[2].count("░") == 0
    assert abs(half - lines[0].count("░")) <= 1


def test_a_little_is_seen_and_too_much_does_not_overflow() -> None:
    wild = replace(RISK, exposure_pct=0.01, drawdown_pct=90.0)
    lines = risk_text(wild, None, LOOK, 100).plain.splitlines()
    assert lines[0].count("█") == 1
    assert cell_len(lines[2]) <= 100

"""Runs as rows, and two of them read beside one another."""

from __future__ import annotations

from dataclasses import replace

from console.look.tones import look_of
from console.text.runs import Run, asked, reading, run_rows, text_of, title_of
from console.text.words import error_line
from engine.core.errors import InvalidInput
from engine.core.symbols import Symbol
from engine.service.answers import Stats
from tests.engine.cli.samples import AT, FULL

LOOK = look_of("night")
STATS = next(one for one in FULL if isinstance(one, Stats))
ALL = Run(1, AT, 61_000, {}, STATS)
ETH = Run(2, AT, 2_000, {"symbol": Symbol("ETH")}, replace(STATS, forecasts=7))
ERROR = InvalidInput("err-command-empty")
FAILED = Run(3, AT, 10, {}, error=ERROR)


def test_the_newest_stands_first_and_says_how_it_ended() -> None:
    rows = run_rows([ALL, ETH, FAILED], "2", LOOK)
    assert [row.key for row in rows] == ["3", "2", "1"]
    assert [row.cells[1].text for row in rows] == ["✖  tất cả", "✔◆ ETH/USDT", "✔  tất cả"]
    assert rows[2].cells[2].text == "1 phút 1 giây"


def test_a_run_is_called_by_number_arguments_and_time() -> None:
    assert asked({}) == "tất cả"
    assert title_of(ETH) == "#2 · ETH/USDT · 14:05:09"


def test_alone_it_is_read_as_it_is() -> None:
    assert reading(ALL, None, LOOK).plain == text_of(ALL)
    assert text_of(FAILED) == error_line(ERROR)


def test_beside_another_only_what_differs_is_marked() -> None:
    lines = reading(ETH, ALL, LOOK).plain.splitlines()
    marked = [line for line in lines if line.startswith("≠ ")]
    assert len(marked) == 1
    assert "Dự đoán" in marked[0]
    assert "7" in marked[0]
    assert len(lines) == len(text_of(ETH).splitlines())

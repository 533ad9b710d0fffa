"""The scoreboard says how sure it is, and nothing where nothing is known."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from console.look.tones import look_of
from console.text.scores import scores_text
from engine.service.answers import BandRow, Interval, Scoreboard
from locales import LANGUAGES, set_defaults
from tests.console.world import STAMP

LOOK = look_of("night")
NONE = Interval(0, 0, None, None, None)
SURE = Interval(171, 240, 0.7125, 0.652, 0.766)


def board(total: Interval, *bands: BandRow, head: str | None = "ab" * 32) -> Scoreboard:
    return Scoreboard(STAMP, total, bands, (), head)


def said(one: Scoreboard, width: int = 70, *, compact: bool = False) -> str:
    return scores_text(one, LOOK, width, compact=compact).plain


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_outcomes_no_figure_is_told(language: str) -> None:
    set_defaults(language=language)
    text = said(board(NONE, head=None))
    assert "%" not in text
    assert {"vi": "chưa có thành tích", "en": "no record yet"}[language] in text


def test_few_outcomes_come_with_a_warning() -> None:
    text = said(board(Interval(3, 4, 0.75, 0.3, 0.95)))
    assert "3/4 = 75,0% (30 – 95%)" in text
    assert "Mới 4 lần" in text


def test_right_is_not_called_profit() -> None:
    assert "Đúng hướng chưa phải là có lãi" in said(board(SURE))
    assert "có lãi" not in said(board(NONE, head=None))


def test_a_band_shows_share_interval_count_and_the_coin() -> None:
    text = said(board(SURE, BandRow(0.65, 0.7, SURE), BandRow(0.7, 0.75, Interval(6, 10, 0.6, 0.31, 0.83))))
    first, second = (
        next(line for line in text.splitlines() if line.startswith(label)) for label in ("65–70%", "70–75%")
    )
    assert first.endswith("71,3%  240")
    assert second.endswith("60,0%   10")
    for line in (first, second):
        assert line.index("├") < line.index("●") < line.index("┤")
        assert "┊" in line
    assert first.index("┊") < first.index("├")
    assert first.index("┊") == second.index("┊")
    assert second.index("┤") - second.index("├") > first.index("┤") - first.index("├")


@pytest.mark.parametrize("width", [34, 56, 76, 120])
def test_it_fits(width: int) -> None:
    one = board(SURE, BandRow(0.65, 0.7, SURE), BandRow(0.9, 1.0, Interval(2, 2, 1.0, 0.34, 1.0)))
    bands = [line for line in said(one, width=width).splitlines() if line[:2] in ("65", "90")]
    assert len(bands) == 2
    assert all(cell_len(line) <= width for line in bands)


def test_the_head_of_the_chain_is_shortened() -> None:
    assert "Đầu chuỗi: abababababab…" in said(board(SURE))
    assert "chuỗi" not in said(board(NONE, head=None))


def test_little_room_keeps_figures_and_drops_air() -> None:
    one = board(SURE, *(BandRow(0.5 + n / 20, 0.55 + n / 20, SURE) for n in range(5)))
    tight, roomy = said(one, compact=True), said(one)
    assert len(tight.splitlines()) == 8 < len(roomy.splitlines())
    assert tight.count("71,3%") == roomy.count("71,3%") == 6

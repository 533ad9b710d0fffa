"""Signed bars and progress."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from console.widgets.bars import Bar, Bars, Progress, bar_lines, progress_line
from tests.console.widgets.stage import LOOK, Around, lines

FACTORS = [
    Bar("RSI_14 thấp", 8.1, "+8,1"),
    Bar("Khối lượng x2,3", 5.2, "+5,2"),
    Bar("Dưới SMA_50", -3.0, "−3,0"),
    Bar("Biến động", -0.01, "−0,01"),
    Bar("Giờ", 0.0, "0"),
]
ANY = st.lists(
    st.builds(
        Bar, label=st.text(st.sampled_from("ấ日b "), max_size=25), value=st.floats(-1e6, 1e6), text=st.just("+1,0")
    )
)


def drawn(bars: list[Bar], width: int) -> list[str]:
    return ["".join(segment.text for segment in line) for line in bar_lines(bars, LOOK, width)]


@given(ANY, st.integers(10, 120))
def test_every_line_is_exactly_as_wide_as_asked(bars: list[Bar], width: int) -> None:
    assert [cell_len(line) for line in drawn(bars, width)] == [width] * len(bars)


def test_what_pulls_down_goes_to_the_left_of_what_pulls_up() -> None:
    rsi, volume, sma, swing, hour = drawn(FACTORS, 60)
    zero = rsi.index("▇")
    assert volume.index("▇") == zero
    assert sma.rindex("▇") < zero
    assert rsi.count("▇") > volume.count("▇") > sma.count("▇")
    assert swing[zero - 1] == "▐"
    assert not {"▇", "▌", "▐"} & set(hour)
    assert rsi.endswith("+8,1")


def test_lengths_keep_their_proportion() -> None:
    long, short = drawn([Bar("a", 8.0, "8"), Bar("b", 2.0, "2")], 80)
    assert long.count("▇") == pytest.approx(4 * short.count("▇"), abs=2)


def test_what_is_no_number_has_no_bar() -> None:
    assert "▇" not in drawn([Bar("a", float("nan"), "—")], 30)[0]


def test_with_little_room_label_and_value_stay() -> None:
    assert drawn(FACTORS[:1], 14) == ["RSI_14 t… +8,1"]


@given(st.one_of(st.none(), st.floats(-1, 2)), st.integers(1, 100), st.sampled_from(["", "Huấn luyện BTC"]))
def test_progress_is_one_line_of_the_width(fraction: float | None, width: int, said: str) -> None:
    assert sum(cell_len(part.text) for part in progress_line(fraction, LOOK, width, said)) == width


def test_progress_says_its_share_in_figures() -> None:
    text = "".join(part.text for part in progress_line(0.62, LOOK, 40, "Huấn luyện"))
    assert text.startswith("Huấn luyện ━")
    assert text.endswith("62%")
    assert "".join(part.text for part in progress_line(None, LOOK, 20)).endswith("—")
    assert "─" not in "".join(part.text for part in progress_line(1.0, LOOK, 20))


async def test_the_widget_is_as_high_as_there_are_bars() -> None:
    bars = Bars()
    async with Around(bars).run_test(size=(60, 20)) as pilot:
        bars.show(FACTORS, LOOK)
        await pilot.pause()
        assert bars.size.height == len(FACTORS)
        assert "RSI_14 thấp" in lines(bars)[0]
        bars.show(FACTORS[:2], LOOK)
        await pilot.pause()
        assert bars.size.height == 2


async def test_progress_moves_on() -> None:
    progress = Progress()
    async with Around(progress).run_test(size=(40, 5)) as pilot:
        for share, said in ((0.1, "10%"), (0.9, "90%")):
            progress.show(share, LOOK, "Kiểm thử")
            await pilot.pause()
            assert lines(progress)[0].endswith(said)

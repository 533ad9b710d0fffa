"""The log: follow, read while it grows, filter, search, wrap, copy."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style
from textual.pilot import Pilot

from console.tables.filtering import folded
from console.widgets.log_lines import read, segments
from console.widgets.log_sheet import LogSheet
from console.widgets.log_view import LogView
from console.widgets.log_words import news_chip
from locales import set_defaults
from tests.console.widgets.stage import LOOK, Around, counted, lines

LONG = "Thiếu nến của ETH/USDT: sàn không trả lời trong 3 giây, sẽ thử lại và bù đủ trước khi nghĩ tiếp"


def line(number: int, said: str = "", level: str = "INFO", tag: str = "DU LIEU") -> str:
    clock = f"{8 + number // 3600:02d}:{number // 60 % 60:02d}:{number % 60:02d}"
    return f"2026-11-20 {clock} - {level} - [{tag}] {said or f'việc thứ {number}'}"


@asynccontextmanager
async def stage(
    raw: list[str], total: int | None = None, size: tuple[int, int] = (80, 10)
) -> AsyncIterator[tuple[Pilot[None], LogView, Around]]:
    log = LogView()
    app = Around(log)
    async with app.run_test(size=size, message_hook=app.hear) as pilot:
        log.show(raw, len(raw) if total is None else total, LOOK)
        await pilot.pause()
        yield pilot, log, app


def many(count: int, first: int = 0) -> list[str]:
    return [line(number) for number in range(first, first + count)]


async def test_it_follows_the_newest_line() -> None:
    async with stage(many(50)) as (pilot, log, _):
        assert "việc thứ 49" in lines(log)[-1]
        log.show(many(50, 5), 55, LOOK)
        await pilot.pause()
        assert "việc thứ 54" in lines(log)[-1]
        assert log.following


async def test_who_reads_keeps_the_place_while_the_window_slides_and_is_told_what_is_new() -> None:
    async with stage(many(50)) as (pilot, log, _):
        log.scroll_to(y=20, animate=False)
        await pilot.pause()
        assert not log.following
        log.show(many(50, 7), 57, LOOK)
        await pilot.pause()
        seen = lines(log)
        assert "việc thứ 20" in seen[0]
        assert seen[-1].rstrip().endswith("↓ 7 dòng mới")
        assert log.unseen == 7
        await pilot.press("end")
        await pilot.pause()
        assert "việc thứ 56" in lines(log)[-1]
        assert log.unseen == 0


def test_news_are_counted_in_the_words_of_the_language() -> None:
    assert news_chip(1_200) == " ↓ 1.200 dòng mới "
    set_defaults(language="en", number_style="en")
    assert [news_chip(count) for count in (0, 1, 1_200)] == ["", " ↓ 1 new line ", " ↓ 1,200 new lines "]


async def test_a_click_on_the_word_about_new_lines_leads_to_them() -> None:
    async with stage(many(50)) as (pilot, log, _):
        log.scroll_to(y=3, animate=False)
        await pilot.pause()
        log.show(many(60), 60, LOOK)
        await pilot.pause()
        await pilot.click(log, offset=(75, 9))
        await pilot.pause()
        assert log.following
        assert "việc thứ 59" in lines(log)[-1]


async def test_scrolling_back_to_the_end_follows_again() -> None:
    async with stage(many(50)) as (pilot, log, _):
        await pilot.press("pageup")
        await pilot.pause()
        assert not log.following
        log.scroll_end(animate=False)
        await pilot.pause()
        assert log.following


async def test_what_was_read_and_has_left_the_window_gives_way_to_the_oldest_line() -> None:
    async with stage(many(30)) as (pilot, log, _):
        log.scroll_to(y=2, animate=False)
        await pilot.pause()
        log.show(many(30, 20), 50, LOOK)
        await pilot.pause()
        assert "việc thứ 20" in lines(log)[0]


async def test_levels_and_tags_can_be_read_without_colour() -> None:
    raw = [line(1, "ổn"), line(2, "chậm", "WARNING", "CANH BAO"), line(3, "hỏng", "ERROR", "LOI"), "  File x.py"]
    async with stage(raw) as (_, log, _app):
        seen = [one.split() for one in lines(log)[:4]]
        assert seen[0] == ["08:00:01", "·", "DỮ", "LIỆU", "ổn"]
        assert seen[1] == ["08:00:02", "!", "CẢNH", "BÁO", "chậm"]
        assert seen[2] == ["08:00:03", "✗", "LỖI", "hỏng"]
        assert seen[3] == ["File", "x.py"]


async def test_another_day_is_told() -> None:
    async with stage(["2026-11-19 23:59:59 - INFO - [DU LIEU] xong", line(0)]) as (_, log, _app):
        seen = lines(log)
        assert seen[0].split()[:2] == ["11-19", "23:59:59"]
        assert seen[1].split()[0] == "08:00:00"


async def test_the_filter_folds_inverts_and_counts() -> None:
    raw = [line(0, "dưới sàn"), line(1, "tín hiệu"), line(2, "dưới sàn phí")]
    async with stage(raw) as (pilot, log, _):
        log.set_filter("duoi san")
        await pilot.pause()
        seen = lines(log)
        assert ["dưới" in one for one in seen[:3]] == [True, True, False]
        assert seen[-1].strip() == "lọc duoi san · 2 trên 3"
        log.set_filter("!dưới")
        await pilot.pause()
        assert "tín hiệu" in lines(log)[0]
        log.set_filter("vắng")
        await pilot.pause()
        assert any("Không có dòng nào khớp vắng" in one for one in lines(log))


async def test_an_empty_log_says_so() -> None:
    async with stage([]) as (pilot, log, _):
        assert any("Nhật ký còn trống." in one for one in lines(log))
        await pilot.press("up", "down", "n", "N", "y", "w", "end")


async def test_search_marks_what_it_finds_and_goes_from_one_to_the_next() -> None:
    raw = [line(number, "sàn lỗi" if number % 10 == 3 else "") for number in range(40)]
    async with stage(raw) as (pilot, log, _):
        log.set_search("SAN LOI")
        await pilot.pause()
        assert lines(log)[-1].strip() == "tìm SAN LOI · 4 trên 4"
        assert log.chosen_line == raw[33]
        strip = next(log.render_line(y) for y in range(9) if "sàn lỗi" in log.render_line(y).text)
        marked = [part.text for part in strip if part.style and part.style.underline]
        assert marked == ["sàn lỗi"]
        await pilot.press("N")
        assert log.chosen_line == raw[23]
        await pilot.press("n", "n")
        assert log.chosen_line == raw[3]
        await pilot.pause()
        assert any(one.startswith("▸") and "sàn lỗi" in one for one in lines(log))
        log.set_search("vắng mặt")
        await pilot.pause()
        assert lines(log)[-1].strip() == "tìm vắng mặt · không thấy"


async def test_the_chosen_line_is_given_as_it_was_written() -> None:
    raw = many(20)
    async with stage(raw) as (pilot, log, _):
        assert log.chosen_line is None
        await pilot.press("up", "up")
        assert log.chosen_line == raw[18]
        await pilot.click(log, offset=(10, 0))
        assert log.chosen_line == raw[10]


async def test_a_cursor_keeps_its_line_and_goes_with_it() -> None:
    async with stage(many(20)) as (pilot, log, _):
        await pilot.press("up", "up")
        chosen = log.chosen_line
        log.show(many(20, 4), 24, LOOK)
        await pilot.pause()
        assert log.chosen_line == chosen
        assert not log.following
        log.show(many(20, 60), 80, LOOK)
        await pilot.pause()
        assert log.chosen_line is None


async def test_long_lines_wrap_under_their_text_or_go_beyond_the_edge() -> None:
    async with stage([line(1, LONG), line(2)]) as (pilot, log, _):
        seen = lines(log)
        begin = seen[0].index("Thiếu")
        assert seen[1][:begin].isspace()
        said = " ".join(one[begin:].strip() for one in seen if one[begin:].strip())
        assert said.startswith(LONG)
        await pilot.press("w")
        await pilot.pause()
        assert "việc thứ 2" in lines(log)[1]
        log.scroll_to(x=60, animate=False)
        await pilot.pause()
        assert lines(log)[0].rstrip().endswith("tiếp")


@pytest.mark.parametrize("wrapped", [True, False])
@pytest.mark.parametrize("width", [24, 50, 100])
async def test_rows_are_never_wider_than_the_log(width: int, wrapped: bool) -> None:
    async with stage([line(1, LONG), line(2, "日本" * 40)], size=(width, 12)) as (pilot, log, _):
        if not wrapped:
            await pilot.press("w")
        await pilot.pause()
        assert {cell_len(log.render_line(y).text) for y in range(12)} <= {width - 1}


async def test_nothing_new_draws_nothing() -> None:
    async with stage(many(30)) as (pilot, log, _):
        asked = counted(log)
        log.show(many(30), 30, LOOK)
        await pilot.pause()
        assert asked == []


async def test_thousands_of_lines_are_drawn_as_few_as_are_seen() -> None:
    raw = many(5_000)
    async with stage(raw) as (pilot, log, _):
        asked = counted(log)
        log.show([*raw[1:], line(5_000)], 5_001, LOOK)
        await pilot.pause()
        assert 0 < len(asked) <= 2 * log.size.height


def test_control_characters_are_not_passed_on() -> None:
    text = read("2026-11-20 08:00:00 - INFO - [X] a\x1b[31mb\u202ec", "11-20").text
    assert text.endswith("a·[31mb·c")


@given(
    st.text(st.sampled_from("aộ Đ日."), max_size=60), st.text(st.sampled_from("ao d"), max_size=3), st.integers(0, 60)
)
def test_segments_say_the_line_whatever_is_marked(said: str, phrase: str, start: int) -> None:
    shown = read(line(1, said), "11-20")
    part = (min(start, len(shown.text)), len(shown.text))
    drawn = "".join(one.text for one in segments(shown, part, shown.places(folded(phrase)), LOOK, Style.null()))
    assert drawn == shown.text[part[0] :]


@given(st.lists(st.integers(0, 30), min_size=1, max_size=8), st.integers(12, 90), st.integers(1, 40))
def test_rows_follow_the_window_and_lose_no_letter(news: list[int], width: int, most: int) -> None:
    sheet = LogSheet()
    total = 0
    for count in news:
        total += count
        window = [line(number, LONG[: 7 * (number % 12)]) for number in range(max(0, total - most), total)]
        sheet.take(window, total)
        sheet.fit(width)
        assert sheet.numbers == list(range(total - len(window), total))
        for number in sheet.numbers:
            text = sheet.line(number).text
            rows = [row for row in sheet.rows if row.number == number]
            assert "".join(text[row.start : row.end] for row in rows) == text
            assert rows[0] == sheet.rows[sheet.row_of(number)]


async def test_tags_are_in_the_language_of_the_reader_and_found_by_either_name() -> None:
    set_defaults(language="en", number_style="en")
    raw = [line(0, "below the floor", tag="BO QUA"), line(1, "candle", tag="DU LIEU"), line(2, "x", tag="MOI")]
    async with stage(raw) as (pilot, log, _):
        assert ["NOT TRADED" in lines(log)[0], "DATA" in lines(log)[1], "MOI" in lines(log)[2]] == [True] * 3
        for typed in ("not traded", "bo qua"):
            log.set_filter(typed)
            await pilot.pause()
            assert "below the floor" in lines(log)[0]
            assert "1 of 3" in lines(log)[-1]
        log.set_filter("")
        log.set_search("bo qua")
        await pilot.pause()
        assert log.chosen_line == raw[0]
        assert "NOT TRADED" in (log.chosen_text or "")


async def test_times_are_those_of_the_reader_though_the_machine_has_another_clock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    raw = ["2026-11-19 16:59:59 - INFO - [DU LIEU] xong", "2026-11-19 17:00:00 - INFO - [DU LIEU] ngày mới"]
    async with stage(raw) as (pilot, log, _):
        seen = lines(log)
        assert seen[0].split()[:2] == ["11-19", "23:59:59"]
        assert seen[1].split()[0] == "00:00:00"
        log.set_filter("23:59")
        await pilot.pause()
        assert "xong" in lines(log)[0]
        assert log.chosen_line is None


def test_a_time_that_is_none_stays_as_it_was_written() -> None:
    assert "99:61:61" in read("2026-13-45 99:61:61 - INFO - [DU LIEU] x", "").text

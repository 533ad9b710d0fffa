"""The line of notices: good news goes by itself, bad news waits, and its incident is never cut off."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from console.widgets import notice_bar
from console.widgets.notice_bar import NoticeBar
from tests.console.stage import PICTURE, Stage, console, until
from tests.console.widgets.stage import Around

LONG = "Đọc cơ sở dữ liệu thất bại. " * 12 + "[E-41C2A7]"


async def test_it_tells_good_from_bad_without_colour() -> None:
    bar = NoticeBar()
    async with Around(bar).run_test(size=(60, 5)):
        bar.say("done")
        assert "".join(span.text for span in bar.spans(60)) == " ✔ done"
        bar.say("not done", failed=True)
        assert "".join(span.text for span in bar.spans(60)) == " ✖ not done"
        assert bar.has_class("shown", "failed")
        bar.clear()
        assert not bar.has_class("shown")
        assert not bar.has_class("failed")


@pytest.mark.parametrize("width", [20, 60, 100])
async def test_a_sentence_that_is_cut_keeps_its_incident(width: int) -> None:
    bar = NoticeBar()
    async with Around(bar).run_test(size=(width, 5)):
        bar.say(LONG, failed=True)
        shown = "".join(span.text for span in bar.spans(width))
        assert shown.endswith("… [E-41C2A7]")
        assert cell_len(shown) <= width
        assert bar.text == LONG


@given(text=st.text(max_size=200), room=st.integers(1, 120))
def test_it_never_takes_more_than_its_line(text: str, room: int) -> None:
    shown = notice_bar._cut(" ".join(text.split()), room)
    assert "\n" not in shown
    assert cell_len(shown) <= room


async def test_good_news_goes_by_itself_and_bad_news_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notice_bar, "_SECONDS", 0.05)
    bar = NoticeBar()
    async with Around(bar).run_test(size=(60, 5)) as pilot:
        bar.say("done")
        bar.say("failed", failed=True)  # the time of the one before must not take it away
        await pilot.pause(0.2)
        assert bar.text == "failed"
        bar.say("done")
        await until(pilot, lambda: not bar.text)


async def test_a_click_shows_all_of_it_and_escape_ends_it(tmp_path: Path) -> None:
    app = console(Stage(PICTURE), tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.snapshot is PICTURE)
        app.notice(LONG, failed=True)
        await pilot.pause()
        await pilot.click(NoticeBar, offset=(10, 0))
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        assert app.query_one(NoticeBar).text
        await pilot.press("escape")
        assert not app.query_one(NoticeBar).text

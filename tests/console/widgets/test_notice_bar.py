"""Notices: good news goes by itself, bad news stays longer, and its incident is never cut off."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from console.widgets import notice_bar
from console.widgets.notice_bar import NoticeBar
from locales import set_defaults
from tests.console.stage import PICTURE, Stage, console, until
from tests.console.widgets.stage import Around

LONG = "Đọc cơ sở dữ liệu thất bại. " * 30 + "[E-41C2A7]"


def drawn(bar: NoticeBar) -> list[str]:
    return [bar.render_line(y).text.rstrip() for y in range(bar.size.height)]


async def test_it_tells_good_from_bad_without_colour() -> None:
    bar = NoticeBar()
    async with Around(bar).run_test(size=(60, 5)) as pilot:
        bar.say("done")
        await pilot.pause()
        assert drawn(bar) == [" ✔ done"]
        bar.say("not done", failed=True)
        await pilot.pause()
        assert drawn(bar) == [" ✖ not done"]
        assert bar.has_class("shown", "failed")
        bar.clear()
        assert not bar.has_class("shown")
        assert not bar.has_class("failed")


@pytest.mark.parametrize("width", [30, 60, 100])
async def test_a_sentence_takes_three_lines_at_most_and_keeps_its_incident(width: int) -> None:
    bar = NoticeBar()
    async with Around(bar).run_test(size=(width, 8)) as pilot:
        bar.say(LONG, failed=True)
        await pilot.pause()
        shown = drawn(bar)
        assert len(shown) == 3
        assert shown[-1].endswith("… [E-41C2A7]")
        assert all(cell_len(line) <= width for line in shown)
        assert bar.text == LONG


@given(text=st.text(max_size=200), room=st.integers(1, 120))
def test_it_never_takes_more_than_its_room(text: str, room: int) -> None:
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


async def test_what_can_be_said_anew_follows_the_language_and_what_cannot_goes() -> None:
    from locales import t

    bar = NoticeBar()
    async with Around(bar).run_test(size=(60, 5)):
        bar.say(lambda: t("tui-no-problems"), failed=True)
        before = bar.text
        set_defaults(language="en")
        bar.relabel()
        assert bar.text != before
        bar.say("plain")
        bar.relabel()
        assert not bar.text


async def test_a_click_shows_the_notice_in_full(tmp_path: Path) -> None:
    app = console(Stage(PICTURE), tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.snapshot is not None)
        app.notice(LONG, failed=True)
        await pilot.pause()
        await pilot.click(NoticeBar)
        await until(pilot, lambda: len(app.screen_stack) > 1)

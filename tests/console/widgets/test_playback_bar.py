"""The bar of a playback: where it stands, in any width."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from console.text.spans import Span, length
from console.widgets.playback_bar import PlaybackBar
from engine.service.snapshots import Playing
from tests.console.widgets.stage import Around

START, END = 1_795_000_000_000, 1_795_200_000_000


def text(spans: Sequence[Span]) -> str:
    return "".join(span.text for span in spans)


async def test_it_comes_and_goes() -> None:
    bar = PlaybackBar()
    async with Around(bar).run_test(size=(100, 5)):
        assert bar.spans(100) == ()
        bar.playing = Playing(START, START, END, 60.0, running=True)
        assert bar.has_class("shown")
        assert "▶" in text(bar.spans(100))
        assert "60" in text(bar.spans(100))
        bar.playing = Playing(END, START, END, 60.0, running=False)
        assert "60" not in text(bar.spans(100)).split("●")[0].split("2026")[1]
        bar.playing = None
        assert not bar.has_class("shown")


async def test_it_takes_its_line_and_no_more() -> None:
    bar = PlaybackBar()
    async with Around(bar).run_test(size=(100, 5)):
        for width in range(60, 251, 7):
            for at in (START, (START + END) // 2, END):
                bar.playing = Playing(at, START, END, 1000.0, running=True)
                spans = bar.spans(width)
                assert length(spans) <= width
                if length(spans) == width:
                    assert text(spans).count("●") == 1


@given(at=st.integers(START - 10**9, END + 10**9), room=st.integers(1, 300))
def test_the_mark_stays_on_its_line(at: int, room: int) -> None:
    assert 0 <= PlaybackBar._place(Playing(at, START, END, 1.0, running=False), room) < room


def test_the_ends_are_the_ends() -> None:
    assert PlaybackBar._place(Playing(START, START, END, 1.0, running=False), 50) == 0
    assert PlaybackBar._place(Playing(END, START, END, 1.0, running=False), 50) == 49
    assert PlaybackBar._place(Playing(START, START, START, 1.0, running=False), 50) == 0

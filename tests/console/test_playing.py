"""Time travel: into the record and back, with the keys of a recorder, and nothing is written meanwhile."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from console.app import ConsoleApp
from console.playing import SPEEDS
from console.widgets.notice_bar import NoticeBar
from console.widgets.playback_bar import PlaybackBar
from engine.core.errors import Operational
from locales import t
from tests.console.stage import BEGUN, ENDED, PICTURE, Recorder, Stage, StageDoor, console, event, shows, until


@asynccontextmanager
async def at_the_stage(folder: Path, **more: Any) -> AsyncIterator[tuple[Pilot[None], ConsoleApp, Stage, Recorder]]:
    stage, recorder = Stage(PICTURE), Recorder()
    app = console(stage, folder, recorded=recorder, **more)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.snapshot is not None)
        yield pilot, app, stage, recorder


async def into_the_record(pilot: Pilot[None], app: ConsoleApp) -> None:
    await pilot.press("t")
    await until(pilot, lambda: app.is_playing and app.snapshot is not None and app.snapshot.playing is not None)


async def test_a_key_leads_into_the_record_and_back(tmp_path: Path) -> None:
    async with at_the_stage(tmp_path) as (pilot, app, stage, recorder):
        assert not app.query_one(PlaybackBar).has_class("shown")
        await into_the_record(pilot, app)
        assert recorder.pressed[0][0] == "seek"
        assert recorder.playing.at == ENDED, "one looks back from now"
        assert app.query_one(PlaybackBar).has_class("shown")
        await shows(pilot, t("tui-playback"))
        await pilot.press("t")
        assert not app.is_playing
        stage.show(replace(PICTURE, number=7))
        await until(pilot, lambda: app.snapshot is not None and app.snapshot.number == 7)
        assert not app.query_one(PlaybackBar).has_class("shown")
        assert app.bridge is app.live_bridge


async def test_the_present_does_not_look_like_the_past_while_it_is_awaited(tmp_path: Path) -> None:
    async with at_the_stage(tmp_path) as (pilot, app, _, _recorder):
        await into_the_record(pilot, app)
        await pilot.press("t")
        await pilot.pause()
        assert app.snapshot is None
        assert not app.query_one(PlaybackBar).has_class("shown")


@pytest.mark.parametrize("key", ["space", "ctrl+up"])
async def test_at_the_end_of_the_record_that_is_said_and_elsewhere_not(key: str, tmp_path: Path) -> None:
    async with at_the_stage(tmp_path) as (pilot, app, _, _recorder):
        await into_the_record(pilot, app)
        await pilot.press(key)
        await until(pilot, lambda: app.query_one(NoticeBar).text == t("tui-record-ended"))
        await shows(pilot, t("tui-paused"))
        await pilot.press("escape", "ctrl+home")
        await until(pilot, lambda: app.snapshot is not None and app.snapshot.playing.at == BEGUN)  # type: ignore[union-attr]
        await pilot.press(key)
        await until(pilot, lambda: app.snapshot is not None and app.snapshot.playing.running)  # type: ignore[union-attr]
        assert app.query_one(NoticeBar).text != t("tui-record-ended")


@pytest.mark.parametrize(
    ("key", "pressed"),
    [
        ("full_stop", ("step", 1)), ("greater_than_sign", ("step", 1)), ("comma", ("step", -1)),
        ("less_than_sign", ("step", -1)), ("ctrl+right", ("step", 10)), ("ctrl+left", ("step", -10)),
        ("ctrl+home", ("seek", BEGUN)), ("ctrl+end", ("seek", ENDED)), ("space", ("run", 60.0)),
        ("ctrl+up", ("run", 300.0)), ("ctrl+down", ("run", 10.0)),
    ],
)  # fmt: skip
async def test_its_keys_are_those_of_a_recorder(key: str, pressed: tuple[str, float], tmp_path: Path) -> None:
    async with at_the_stage(tmp_path) as (pilot, app, _, recorder):
        await into_the_record(pilot, app)
        await pilot.press(key)
        await until(pilot, lambda: recorder.pressed[-1] == pressed)


async def test_space_starts_and_stops(tmp_path: Path) -> None:
    async with at_the_stage(tmp_path) as (pilot, app, _, recorder):
        await into_the_record(pilot, app)
        await pilot.press("ctrl+home", "space")
        await until(pilot, lambda: app.snapshot is not None and app.snapshot.playing == recorder.playing)
        assert recorder.playing.running
        await pilot.press("space")
        await until(pilot, lambda: not recorder.playing.running)
        assert recorder.pressed[-2:] == [("run", 60.0), ("run", None)]
        assert app.memory.favourites == [], "in the present this key marks favourites"


async def test_speeds_end_at_both_ends(tmp_path: Path) -> None:
    async with at_the_stage(tmp_path) as (pilot, app, _, recorder):
        await into_the_record(pilot, app)
        await pilot.press(*["ctrl+up"] * 7)
        assert recorder.pressed[-1] == ("run", SPEEDS[-1])
        await pilot.press(*["ctrl+down"] * 9)
        assert recorder.pressed[-1] == ("run", SPEEDS[0])


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
async def test_a_click_on_the_bar_goes_to_that_moment(share: float, tmp_path: Path) -> None:
    async with at_the_stage(tmp_path) as (pilot, app, _, recorder):
        await into_the_record(pilot, app)
        bar = app.query_one(PlaybackBar)
        await until(pilot, lambda: bar.size.width == 100)
        line = "".join(span.text for span in bar.spans(100))
        first = min(line.index(glyph) for glyph in "━●─" if glyph in line)
        last = max(line.rindex(glyph) for glyph in "━●─" if glyph in line)
        await pilot.click(bar, offset=(first + round(share * (last - first)), 0))
        await until(pilot, lambda: recorder.pressed[-1][0] == "seek" and len(recorder.pressed) > 1)
        cell = (ENDED - BEGUN) / (last - first)
        moment = recorder.pressed[-1][1]
        assert moment is not None
        assert abs(moment - (BEGUN + share * (ENDED - BEGUN))) <= cell
        if share in (0.0, 1.0):
            assert moment == (BEGUN if share == 0.0 else ENDED)


async def test_nothing_is_written_and_that_is_said(tmp_path: Path) -> None:
    async with at_the_stage(tmp_path) as (pilot, app, stage, recorder):
        await into_the_record(pilot, app)
        await until(pilot, lambda: recorder.asked("help"))
        for key in ("P", "R", "F"):
            app.query_one(NoticeBar).clear()
            await pilot.press(key)
            await shows(pilot, t("err-playback-writes-nothing")[:40])
        for service in (stage, recorder):
            assert not {request.command for _, request in service.calls} & {"pause", "resume", "flatten"}
        assert all(app.dealings.scope().refused[name] for name in ("pause", "flatten", "enter"))


async def test_a_record_that_is_not_there_is_said_and_the_present_stays(tmp_path: Path) -> None:
    async with at_the_stage(tmp_path) as (pilot, app, _, recorder):
        door = StageDoor(recorder)
        door.failure = Operational("err-playback-empty", mode="paper", source="demo")
        object.__setattr__(app.launch, "recorded", lambda start, end: door)
        await pilot.press("t")
        await until(pilot, lambda: app.query_one(NoticeBar).failed)
        assert not app.is_playing
        assert door.closed == 1
        assert app.snapshot is PICTURE


async def test_every_record_is_closed_again(tmp_path: Path) -> None:
    doors: list[StageDoor] = []

    def recorded(start: int | None, end: int | None) -> StageDoor:
        doors.append(StageDoor(Recorder()))
        return doors[-1]

    async with at_the_stage(tmp_path) as (pilot, app, _, _recorder):
        object.__setattr__(app.launch, "recorded", recorded)
        await into_the_record(pilot, app)
        await app.play(BEGUN, ENDED)
        await until(pilot, lambda: doors[0].closed == 1)
        assert doors[1].closed == 0
        await pilot.press("t")
        await until(pilot, lambda: doors[1].closed == 1)
        assert app.launch.door.closed == 0  # type: ignore[attr-defined]


async def test_signals_of_the_past_do_not_ring_on_coming_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[int] = []
    async with at_the_stage(tmp_path) as (pilot, app, stage, recorder):
        monkeypatch.setattr(app, "bell", lambda: rung.append(1))
        app.memory.notice = "bell"
        await into_the_record(pilot, app)
        recorder.show(replace(PICTURE, happenings=(), playing=recorder.playing))
        await until(pilot, lambda: app.snapshot is not None and not app.snapshot.happenings)
        await pilot.press("t")
        spoken = event(40, "signal", "BTC/USDT", advice="BUY", confidence=0.7)
        stage.show(replace(PICTURE, number=8, happenings=(spoken,)))
        await until(pilot, lambda: app.snapshot is not None and app.snapshot.number == 8)
        assert not rung


async def test_a_player_has_no_present_to_go_back_to(tmp_path: Path) -> None:
    stage, recorder = Stage(PICTURE), Recorder()
    asked: list[tuple[int | None, int | None]] = []
    app = console(stage, tmp_path, recorded=recorder, playback_at_once=(BEGUN, ENDED))
    real = app.launch.recorded
    object.__setattr__(app.launch, "recorded", lambda start, end: (asked.append((start, end)), real(start, end))[1])
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.snapshot is not None and app.snapshot.playing is not None)
        assert asked == [(BEGUN, ENDED)]
        assert app.launch.door.opened == 0  # type: ignore[attr-defined]
        await pilot.press("t")
        await until(pilot, lambda: app.query_one(NoticeBar).text == t("tui-no-present"))
        assert not app._exit

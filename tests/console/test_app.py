"""The frame of the console: what it shows, what it survives, what it asks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from console.areas.base import Area
from console.messages import SnapshotArrived
from console.widgets.key_bar import KeyBar
from console.widgets.top_bar import TopBar
from engine.core.errors import InvalidInput, Operational, Temporary
from engine.core.modes import Role
from engine.service.registry import registry
from locales import LANGUAGES, current_language, set_defaults, t
from tests.console.stage import (
    BARE,
    IN_TROUBLE,
    LIVE,
    PICTURE,
    TRAINING,
    Stage,
    StageDoor,
    console,
    event,
    screen_lines,
    shows,
    until,
)

SIZES = ((80, 24), (140, 40))


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_top_line_tells_what_must_never_be_missed(
    size: tuple[int, int], language: str, tmp_path: Path
) -> None:
    set_defaults(language=language, number_style=language)
    words = {"vi": ("TIỀN GIẤY", "DEMO", "ĐANG CHẠY", "10.214,55"), "en": ("PAPER", "DEMO", "RUNNING", "10,214.55")}
    async with console(Stage(PICTURE), tmp_path).run_test(size=size) as pilot:
        lines = await shows(pilot, words[language][0])
        for word in (*words[language], "14:05"):
            assert word in lines[0]
        assert all(len(line) <= size[0] for line in lines)
        assert len(lines) <= size[1]


@pytest.mark.parametrize("size", [(20, 6), (40, 12), (250, 70)], ids=str)
async def test_odd_terminals_do_not_break_it(size: tuple[int, int], tmp_path: Path) -> None:
    app = console(Stage(PICTURE, IN_TROUBLE, BARE, TRAINING, LIVE), tmp_path)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.snapshot is LIVE)
        for number in "1234567":
            await pilot.press(number)
        assert app.is_running


async def test_it_follows_the_size_of_the_terminal(tmp_path: Path) -> None:
    async with console(Stage(PICTURE), tmp_path).run_test(size=(140, 40)) as pilot:
        await shows(pilot, "Việc vừa xảy ra")
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: not any("Việc vừa xảy ra" in line for line in screen_lines(pilot.app)))
        assert all(len(line) <= 80 for line in screen_lines(pilot.app))
        await pilot.resize_terminal(140, 40)
        await shows(pilot, "Việc vừa xảy ra")


async def test_live_money_is_named_in_words_and_red(tmp_path: Path) -> None:
    stage = Stage(LIVE)
    async with console(stage, tmp_path).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "TIỀN THẬT")
        spans = pilot.app.query_one(TopBar).spans(80)
        named = next(span for span in spans if "TIỀN THẬT" in span.text)
        assert named.style.bgcolor is not None
        red, green, blue = named.style.bgcolor.get_truecolor()
        assert red > 2 * max(green, blue)


async def test_number_keys_lead_to_every_area_and_hidden_ones_hear_nothing(tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    app = console(stage, tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await shows(pilot, "BTC")
        for number, name in enumerate(("market", "positions", "signals", "models", "backtest", "logs", "settings"), 1):
            await pilot.press(str(number))
            await until(pilot, lambda name=name: app.area_name == name and app.area.display)
            assert [area.NAME for area in app.query(Area) if area.display] == [name]
        drawn: list[str] = []
        for area in app.query(Area):
            area.draw = lambda snapshot, area=area: drawn.append(area.NAME)  # type: ignore[method-assign]
        app.post_message(SnapshotArrived(replace(PICTURE, number=2)))
        await until(pilot, lambda: drawn)
        assert set(drawn) == {"settings"}


async def test_a_burst_of_snapshots_is_drawn_once(tmp_path: Path) -> None:
    app = console(Stage(PICTURE), tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "BTC")
        drawn: list[int] = []
        app.area.draw = lambda snapshot: drawn.append(snapshot.number)  # type: ignore[method-assign]
        for number in range(500):
            app.post_message(SnapshotArrived(replace(PICTURE, number=number)))
        await until(pilot, lambda: 499 in drawn)
        assert len(drawn) <= 3


async def test_a_frozen_view_stands_still_and_the_top_line_goes_on(tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    app = console(stage, tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await shows(pilot, "BTC")
        await pilot.press("p")
        await shows(pilot, "DỪNG HÌNH")
        drawn: list[int] = []
        app.area.draw = lambda snapshot: drawn.append(snapshot.number)  # type: ignore[method-assign]
        stage.show(replace(PICTURE, number=7, state="PAUSED"))
        await shows(pilot, "TẠM DỪNG")
        assert not drawn
        await pilot.press("p")
        await until(pilot, lambda: drawn == [7])
        assert not any("DỪNG HÌNH" in line for line in screen_lines(app))


async def test_an_engine_that_goes_away_is_said_and_found_again(tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    door = StageDoor(stage)
    app = console(door, tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await shows(pilot, "BTC")
        stage.show(None)
        await shows(pilot, "mất liên lạc")
        assert app.screen.has_class("gone")
        app.action_retry()
        stage.show(replace(PICTURE, number=2))
        await until(pilot, lambda: not app.screen.has_class("gone"))
        assert door.opened >= 2


async def test_what_a_person_must_mend_is_not_tried_again_by_itself(tmp_path: Path) -> None:
    door = StageDoor(Stage(PICTURE))
    door.failure = InvalidInput("err-symbol-invalid", symbol="?")
    app = console(door, tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await shows(pilot, "Ctrl+R")
        assert door.opened == 1
        door.failure = None
        await pilot.press("ctrl+r")
        await shows(pilot, "BTC")


async def test_a_crash_while_drawing_or_fetching_is_told_with_its_id_and_ends_nothing(tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    app = console(stage, tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await shows(pilot, "BTC")
        stage.failure = RuntimeError("broken")
        await app.show_area("positions")
        lines = await shows(pilot, "RuntimeError")
        assert any("E-" in line for line in lines)
        await pilot.press("escape")

        def bad(snapshot: object) -> None:
            raise ValueError("drawn badly")

        app.area.draw = bad  # type: ignore[method-assign]
        stage.show(replace(PICTURE, number=3))
        await shows(pilot, "ValueError")
        assert app.is_running


@pytest.mark.parametrize(
    ("failure", "shown"),
    [
        (Operational("err-store-disk-full", place="/x"), "E-"),
        (Temporary("err-engine-gone"), "E-"),
    ],
)
async def test_a_refused_command_says_why_and_carries_its_id(failure: Exception, shown: str, tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    app = console(stage, tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await shows(pilot, "BTC")
        stage.failure = failure
        await pilot.press("P")
        await shows(pilot, shown)


async def test_the_engine_is_paused_by_a_key_of_its_own(tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    async with console(stage, tmp_path).run_test(size=(140, 40)) as pilot:
        await shows(pilot, "BTC")
        await pilot.press("P")
        await until(pilot, lambda: stage.asked("pause"))


async def test_a_reader_has_no_dangerous_keys_at_all(tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    app = console(stage, tmp_path, role=Role.VIEWER)
    async with app.run_test(size=(140, 40)) as pilot:
        await shows(pilot, "BTC")
        for number in "1234567":
            await pilot.press(number)
            await pilot.pause()
            alive = {one.binding.action for one in app.screen.active_bindings.values()}
            sent = {action.split("'")[1] for action in alive if action.startswith(("send(", "send_symbol("))}
            assert not {name for name in sent if registry().get(name).writes}
        for key in ("F", "P", "R", "X", "B", "N"):
            await pilot.press(key)
        await pilot.pause()
        assert not [request.command for _, request in stage.calls if request.command in ("flatten", "pause", "close")]


async def test_language_and_numbers_change_while_it_runs(tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    app = console(stage, tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await shows(pilot, "TIỀN GIẤY")
        await pilot.press("ctrl+l")
        lines = await shows(pilot, "PAPER")
        assert current_language() == "en"
        assert any("Market" in line for line in lines)
        assert any("10,214.55" in line for line in lines)
        await app.write_numbers("vi")
        await shows(pilot, "10.214,55")
    again = console(Stage(PICTURE), tmp_path)
    async with again.run_test(size=(140, 40)) as pilot:
        await shows(pilot, "PAPER")


async def test_choices_are_remembered(tmp_path: Path) -> None:
    app = console(Stage(PICTURE), tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await shows(pilot, "BTC")
        await pilot.press("ctrl+t", "3")
        await until(pilot, lambda: app.area_name == "signals")
        app.remember()
    again = console(Stage(PICTURE), tmp_path)
    async with again.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: again.area_name == "signals")
        assert again.theme == "day"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_hint_in_the_bar_is_in_the_readers_language(language: str, tmp_path: Path) -> None:
    set_defaults(language=language, number_style=language)
    async with console(Stage(PICTURE), tmp_path).run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: pilot.app.is_mounted)
        said = "".join(span.text for span in pilot.app.query_one(KeyBar).spans(140))
        assert t("key-app-palette") in said


async def test_a_signal_rings_only_when_that_is_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = Stage(BARE)
    app = console(stage, tmp_path)
    rung: list[int] = []
    monkeypatch.setattr(app, "bell", lambda: rung.append(1))
    spoken = event(40, "signal", "BTC/USDT", advice="BUY", confidence=0.7)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.snapshot is BARE)
        stage.show(replace(BARE, number=2, happenings=(spoken,)))
        await until(pilot, lambda: app.snapshot is not None and app.snapshot.number == 2)
        assert not rung
        app.memory.notice = "bell"
        stage.show(replace(BARE, number=3, happenings=(spoken, replace(spoken, id=41))))
        await until(pilot, lambda: rung)
        stage.show(replace(BARE, number=4, happenings=(spoken, replace(spoken, id=41))))
        await until(pilot, lambda: app.snapshot is not None and app.snapshot.number == 4)
        assert len(rung) == 1

"""From a wish to the service: who may, what there is, asking first, and showing what came of it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from console.app import ConsoleApp
from console.own_commands import OWN
from console.screens import confirm
from console.screens.answer import AnswerScreen
from console.screens.confirm import ConfirmScreen
from console.text.words import sentence
from console.widgets.notice_bar import NoticeBar
from engine.core.errors import Operational, Refused, Temporary
from engine.core.modes import Role
from engine.service.registry import registry
from locales import LANGUAGES, set_defaults, t
from tests.console.stage import LIVE, PICTURE, Recorder, Stage, console, shows, until
from tests.console.world import LATER, World, help_without


@pytest.fixture(autouse=True)
def no_tail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confirm, "TAIL_SECONDS", 0.0)


def started(app: ConsoleApp, pilot: Pilot[None]) -> Any:
    return until(pilot, lambda: app.snapshot is not None and app.dealings.available)


def notice(app: ConsoleApp) -> NoticeBar:
    return app.query_one(NoticeBar)


def send(app: ConsoleApp, command: str, **arguments: Any) -> None:
    app.run_worker(app.dealings.send(command, arguments))


async def test_what_there_is_is_what_the_service_says(tmp_path: Path) -> None:
    app = console(Stage(PICTURE), tmp_path)
    async with app.run_test() as pilot:
        await started(app, pilot)
        assert app.dealings.available == {s.id for s in registry()} - LATER | {s.id for s in OWN}
        assert app.dealings.scope().available == app.dealings.available


async def test_before_anything_is_known_nothing_is_held_back(tmp_path: Path) -> None:
    app = console(Stage(), tmp_path)
    assert app.dealings.scope().available >= LATER
    why = app.dealings.why_not("price")
    assert why is not None
    assert why.key == "err-engine-gone"
    assert app.dealings.why_not("theme") is None
    with pytest.raises(Temporary, match="err-engine-gone"):
        await app.dealings.ask("price", {"symbol": "BTC"})


@pytest.mark.parametrize("role", list(Role))
def test_what_is_allowed_follows_the_role(role: Role, tmp_path: Path) -> None:
    dealings = console(Stage(), tmp_path, role=role).dealings
    for spec in registry():
        assert dealings.may(spec.id) == (role.rank >= spec.role.rank)
        why = dealings.why_not(spec.id)
        assert why is not None
        assert (why.key == "err-refused-role") == (role.rank < spec.role.rank)


def test_looking_at_pairs_is_freer_than_changing_them(tmp_path: Path) -> None:
    dealings = console(Stage(), tmp_path, role=Role.VIEWER).dealings
    keys = {what: dealings.why_not("symbols", {"action": what}) for what in ("list", "add", "block")}
    assert {what: why.key for what, why in keys.items() if why} == {
        "list": "err-engine-gone", "add": "err-refused-role", "block": "err-refused-role",
    }  # fmt: skip


async def test_a_recording_is_looked_at_and_not_changed(tmp_path: Path) -> None:
    app = console(Stage(), tmp_path, recorded=Recorder(), playback_at_once=(None, None))
    async with app.run_test() as pilot:
        await started(app, pilot)
        for command, arguments, refused in (
            ("pause", {}, True), ("symbols", {"action": "add"}, True), ("symbols", {}, False), ("trades", {}, False),
        ):  # fmt: skip
            why = app.dealings.why_not(command, arguments)
            assert (why is not None and why.key == "err-playback-writes-nothing") == refused, command


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_comes_later_says_so(language: str, tmp_path: Path) -> None:
    set_defaults(language=language, number_style=language)
    stage = Stage(PICTURE, world=World(help=help_without("reload")))
    app = console(stage, tmp_path)
    async with app.run_test() as pilot:
        await started(app, pilot)
        send(app, "reload")
        await until(pilot, lambda: notice(app).failed)
        assert sentence("err-not-built-yet", {"name": "reload"}) in notice(app).text
        assert "E-" in notice(app).text
        assert not stage.asked("reload")


async def test_an_answer_is_shown_and_a_deed_is_told(tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    app = console(stage, tmp_path)
    async with app.run_test(size=(100, 30)) as pilot:
        await started(app, pilot)
        send(app, "price", symbol="BTC/USDT")
        await until(pilot, lambda: isinstance(app.screen, AnswerScreen))
        await pilot.press("escape")
        send(app, "pause", reason="lunch")
        await until(pilot, lambda: notice(app).text)
        assert notice(app).text == sentence("done-state", {"state": "PAUSED", "before": "RUNNING"})
        assert not notice(app).failed
        assert stage.asked("pause") == [{"reason": "lunch"}]
        assert len(app.screen_stack) == 1


@pytest.mark.parametrize(
    "failure",
    [Refused("err-confirm-needed", command="x", arguments="", left=1), Operational("err-store-disk-full", place="/x")],
)
async def test_a_refusal_carries_its_id(failure: Any, tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    app = console(stage, tmp_path)
    async with app.run_test() as pilot:
        await started(app, pilot)
        stage.failure = failure
        send(app, "pause")
        await until(pilot, lambda: failure.incident in notice(app).text)
        assert notice(app).failed


async def test_what_nobody_foresaw_is_told_and_ends_nothing(tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    app = console(stage, tmp_path)
    async with app.run_test() as pilot:
        await started(app, pilot)
        stage.failure = KeyError("x")
        send(app, "pause")
        await until(pilot, lambda: "KeyError" in notice(app).text)
        assert app.is_running


@pytest.mark.parametrize(("picture", "mode"), [(PICTURE, "mode-paper"), (LIVE, "mode-live")])
async def test_the_question_names_the_deed_and_whose_money(picture: Any, mode: str, tmp_path: Path) -> None:
    stage = Stage(picture)
    app = console(stage, tmp_path)
    async with app.run_test(size=(100, 30)) as pilot:
        await started(app, pilot)
        send(app, "close", symbol="BTC/USDT")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        assert any("BTC" in line for line in await shows(pilot, t(mode)))
        await pilot.press("n")
        await until(pilot, lambda: notice(app).text == t("tui-not-done"))
        assert not stage.asked("close")


@pytest.mark.parametrize(
    ("language", "command", "arguments", "word"),
    [
        ("vi", "flatten", {}, "dongtat"), ("en", "flatten", {}, "flatten"),
        ("vi", "writeoff", {"symbol": "BTC/USDT"}, "btc"),
        ("vi", "paper", {"action": "cash", "cash": "5"}, "tiengiay"),
    ],
)  # fmt: skip
async def test_the_worst_wants_a_word(
    language: str, command: str, arguments: dict[str, str], word: str, tmp_path: Path
) -> None:
    from tests.console.test_walk import later_world

    set_defaults(language=language, number_style=language)
    stage = Stage(PICTURE, world=later_world())
    app = console(stage, tmp_path)
    async with app.run_test(size=(100, 30)) as pilot:
        await started(app, pilot)
        send(app, command, **arguments)
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen) and app.screen.is_mounted)
        await pilot.pause()
        await pilot.press(*word[:-1], "enter")
        await pilot.pause()
        assert not stage.asked(command)
        await pilot.press(word[-1], "enter")
        await until(pilot, lambda: stage.asked(command))
        assert next(r.confirmations for _, r in stage.calls if r.command == command) == 2


async def test_the_line_is_gone_while_it_asks_and_stays_when_it_is_not_understood(tmp_path: Path) -> None:
    app = console(Stage(PICTURE), tmp_path)
    async with app.run_test(size=(100, 30)) as pilot:
        await started(app, pilot)
        await pilot.press(*":giaa", "enter")
        await pilot.pause()
        assert app.line.is_open
        await shows(pilot, "giaa")
        await pilot.press("escape", "F")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        assert not app.line.is_open
        assert app.memory.history == ["giaa"]


async def test_a_slow_answer_holds_nothing_up(tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    answered = asyncio.Event()
    real = stage.call

    async def slowly(caller: Any, request: Any) -> Any:
        if request.command == "backup":
            await answered.wait()
        return await real(caller, request)

    stage.call = slowly  # type: ignore[method-assign]
    app = console(stage, tmp_path)
    async with app.run_test(size=(100, 30)) as pilot:
        await started(app, pilot)
        send(app, "backup")
        await pilot.press("3")
        await until(pilot, lambda: app.area_name == "signals")
        answered.set()
        await until(pilot, lambda: len(app.screen_stack) > 1)


@pytest.mark.parametrize(("state", "asks"), [("HALTED", True), ("PAUSED", False)])
async def test_only_a_halt_is_asked_about_before_it_is_undone(state: str, asks: bool, tmp_path: Path) -> None:
    stage = Stage(replace(PICTURE, state=state))
    app = console(stage, tmp_path)
    async with app.run_test(size=(100, 30)) as pilot:
        await started(app, pilot)
        await pilot.press("R")
        if asks:
            await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
            assert not stage.asked("resume")
            await pilot.press("y")
        await until(pilot, lambda: stage.asked("resume"))
        confirmations = next(request.confirmations for _, request in stage.calls if request.command == "resume")
        assert confirmations == int(asks)

"""Every key, every command, every offer of the palette and every message, in both languages."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from textual.message import Message
from textual.pilot import Pilot
from textual.worker import Worker, WorkerState

import console as console_package
from console.app import ConsoleApp
from console.areas.base import Area
from console.commanding.items import PaletteItem
from console.keys import AREAS, KEYS, Key
from console.own_commands import OWN, full_registry
from console.palette_items import carry_out_item, items_for
from console.routes import ROUTES
from console.screens import confirm
from console.screens.confirm import ConfirmScreen
from console.showing import _HOMES
from console.text.words import sentence
from console.widgets.key_bar import sign_of
from console.widgets.notice_bar import NoticeBar
from engine.core.modes import Danger, Role
from engine.service import answers as a
from engine.service.asking import typed_word
from engine.service.registry import registry
from engine.service.specs import CommandSpec
from locales import LANGUAGES, set_defaults, t
from locales.catalogue import has
from locales.folding import fold
from tests.console.stage import BARE, PICTURE, Recorder, Stage, StageDoor, console, until
from tests.console.world import LATER, World, help_

ARGUMENTS: dict[str, str] = {
    **dict.fromkeys(("price", "predict", "explain", "chart", "depth", "close", "enter", "cancel", "adopt"), "btc"),
    **dict.fromkeys(("writeoff", "promote", "rollback", "expire"), "btc"),
    "role": "grant telegram 42 viewer",
    "paper": "cash 5", "label": "x win", "restore": "x.db", "area": "logs", "theme": "board", "numbers": "en",
}  # fmt: skip
"""What a command must be given on the line; the others do without."""
CONFIRMED = {Danger.NONE: 0, Danger.ASK: 1, Danger.ASK_TWICE: 2}
LEADS_TO: dict[str, Callable[[ConsoleApp], object]] = {
    **dict.fromkeys(("chart", "explain", "predict", "depth"), lambda app: app.area_name == "market"),
    **dict.fromkeys(("positions", "trades", "orders", "equity", "locks"), lambda app: app.area_name == "positions"),
    **dict.fromkeys(("signals", "scoreboard"), lambda app: app.area_name == "signals"),
    **dict.fromkeys(("logs", "audit", "area"), lambda app: app.area_name == "logs"),
    **dict.fromkeys(("help", "start"), lambda app: type(app.screen).__name__ == "HelpScreen"),
    "models": lambda app: app.area_name == "models",
    "config": lambda app: app.area_name == "settings",
    "lang": lambda app: app.memory.language is not None,
    "theme": lambda app: app.theme == "board",
    "numbers": lambda app: app.memory.number_style == "en",
    "playback": lambda app: app.is_playing,
    "export": lambda app: said(app) == t("tui-nothing-to-export"),
    "picture": lambda app: list(app.launch.exports.glob("*.svg")),
    "favourite": lambda app: app.memory.favourites,
    "welcome": lambda app: said(app) == t("tui-nothing-to-choose"),
    "quit": lambda app: not app.is_running or app._exit or isinstance(app.screen, ConfirmScreen),
}
"""How one sees that a command has reached its place in the console."""


class Deed(NamedTuple):
    """An action that was run, and whether anything took it."""

    name: str
    params: tuple[Any, ...]
    taken: bool


def said(app: ConsoleApp) -> str:
    return app.query_one(NoticeBar).text


def later_world() -> World:
    """A house where everything is built."""
    done = a.Done("done-state", {"state": "PAUSED", "before": "RUNNING"})
    every = a.Help(tuple(replace(row, available=True) for row in help_({}).rows))
    return World(**{name: lambda _: done for name in LATER}, help=lambda _: every)


@pytest.fixture(params=LANGUAGES, autouse=True)
def language(request: pytest.FixtureRequest) -> str:
    set_defaults(language=request.param, number_style=request.param)
    return str(request.param)


@pytest.fixture(autouse=True)
def nothing_unforeseen(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Nothing that was done here ended in an error that nobody foresaw."""
    yield
    unforeseen = [r for r in caplog.get_records("call") if r.name == "console.bridge" and r.exc_info]
    assert not unforeseen, unforeseen[0].exc_text


@pytest.fixture(autouse=True)
def no_tail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confirm, "TAIL_SECONDS", 0.0)


@pytest.fixture
def deeds(monkeypatch: pytest.MonkeyPatch) -> list[Deed]:
    """The actions that were run, in their order."""
    found: list[Deed] = []
    real = ConsoleApp._dispatch_action

    async def spied(self: ConsoleApp, namespace: Any, name: str, params: Any) -> bool:
        taken = await real(self, namespace, name, params)
        found.append(Deed(name, tuple(params), taken))
        return taken

    monkeypatch.setattr(ConsoleApp, "_dispatch_action", spied)
    return found


@asynccontextmanager
async def running(stage: Stage, folder: Path, **more: Any) -> AsyncIterator[Pilot[None]]:
    """The console at 80x24; a worker that fails in it fails the test."""
    failed: list[BaseException | None] = []

    def hear(message: Message) -> None:
        if isinstance(message, Worker.StateChanged) and message.state is WorkerState.ERROR:
            failed.append(message.worker.error)

    app = console(stage, folder, **more)
    async with app.run_test(size=(80, 24), message_hook=hear) as pilot:
        await until(pilot, lambda: app.snapshot is not None and app.dealings.available)
        yield pilot
    assert not failed, failed[0]


async def at(pilot: Pilot[None], area: str) -> ConsoleApp:
    """As it looks when the area has just been entered."""
    app = pilot.app
    assert isinstance(app, ConsoleApp)
    while len(app.screen_stack) > 1:
        app.pop_screen()
        await pilot.pause()
    app.line.put_away()
    app.filter_line.put_away()
    if app.is_playing and app.launch.playback_at_once is None:
        await app.live_again()
        app.launch.door.stage.show(PICTURE)  # type: ignore[attr-defined]
        await until(pilot, lambda: app.snapshot is not None)
    app.frozen_at = None
    app.memory.lists.update(logs="log")
    app.memory.favourites.clear()
    await app.show_area(area)
    while app.area.back():
        pass
    app.query_one(NoticeBar).clear()
    await pilot.pause()
    return app


# --- keys ------------------------------------------------------------------------------------------------------------
def test_every_key_has_its_words_and_its_command(language: str) -> None:
    for key in KEYS:
        assert has(key.text, language), key.text
        assert has(f"key-long-{key.text.removeprefix('key-')}", language), key.text
        if key.command is not None:
            assert full_registry().get(key.command).id == key.command
            assert repr(key.command) in key.action or key.where == "backtest", "the role that counts is the command's"


def test_no_two_keys_of_a_place_are_the_same() -> None:
    for area in AREAS:
        taken: dict[str, str] = {}
        for key in KEYS:
            if key.where in ("app", area):
                for one in key.keys.split(","):
                    assert taken.setdefault(one, key.id) == key.id, (one, taken[one], key.id)
                    assert sign_of(one)


def test_a_key_of_the_recorder_takes_none_from_an_area_that_needs_it() -> None:
    """Of those that are alive everywhere none; space alone is given back by the market while something is played."""
    recorder = {one for key in KEYS if key.where == "playback" for one in key.keys.split(",")}
    others = {(one, key.id) for key in KEYS if key.where != "playback" for one in key.keys.split(",")}
    assert {(one, by) for one, by in others if one in recorder} == {
        ("space", "market.favourite"), ("space", "settings.enter"),
    }  # fmt: skip


WIDGETS_FIRST = {"market.newest": "end"}
"""Keys that the widget with the focus has for itself, and gives away when the focus is elsewhere."""


@pytest.mark.parametrize("where", ["app", *AREAS])
async def test_every_key_does_what_it_says(where: str, tmp_path: Path, deeds: list[Deed]) -> None:
    home = "market" if where == "app" else where
    async with running(Stage(PICTURE), tmp_path, recorded=Recorder()) as pilot:
        for key in (key for key in KEYS if key.where == where):
            for one in key.keys.split(","):
                if key.id == "app.quit" or WIDGETS_FIRST.get(key.id) == one:
                    continue
                app = await at(pilot, home)
                deeds.clear()
                await pilot.press(one)
                await pilot.pause()
                assert (key.action, True) in [_shown(deed) for deed in deeds], (key.id, one, deeds)
                await until(pilot, lambda app=app: not any(one.group == "picture" for one in app.workers))


def _shown(deed: Deed) -> tuple[str, bool]:
    """As the table of keys writes it. A table's own Enter is told to the area, which drills."""
    name = {"select": "drill"}.get(deed.name, deed.name)
    return f"{name}({', '.join(map(repr, deed.params))})" if deed.params else name, deed.taken


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_the_key_that_leaves_leaves(key: str, tmp_path: Path) -> None:
    async with running(Stage(BARE), tmp_path) as pilot:
        await pilot.press(key)
        await until(pilot, lambda: pilot.app._exit)


@pytest.mark.parametrize("attached", [False, True])
async def test_an_engine_of_our_own_is_not_left_alone_with_positions_unasked(attached: bool, tmp_path: Path) -> None:
    door = StageDoor(Stage(PICTURE), own=not attached)
    async with console(door, tmp_path).run_test(size=(100, 30)) as pilot:
        app: Any = pilot.app
        await until(pilot, lambda: app.snapshot is not None)
        await pilot.press("q")
        if attached:
            await until(pilot, lambda: app._exit)
            return
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        assert not app._exit
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("y")
        await until(pilot, lambda: app._exit)


@pytest.mark.parametrize("area", AREAS)
async def test_the_keys_of_the_recorder_live_while_it_plays(area: str, tmp_path: Path, deeds: list[Deed]) -> None:
    recorder = Recorder()
    async with running(recorder, tmp_path, recorded=recorder, playback_at_once=(None, None)) as pilot:
        app = await at(pilot, area)
        for key in (key for key in KEYS if key.where == "playback"):
            for one in key.keys.split(","):
                if (area, one) == ("settings", "space"):
                    continue  # there it chooses, as in every list of choices
                app.area.enter()
                deeds.clear()
                await pilot.press(one)
                await pilot.pause()
                assert (key.action, True) in [_shown(deed) for deed in deeds], (key.id, one, deeds)


async def test_the_keys_of_the_recorder_are_dead_otherwise(tmp_path: Path, deeds: list[Deed]) -> None:
    async with running(Stage(PICTURE), tmp_path) as pilot:
        await at(pilot, "positions")
        for key in (key for key in KEYS if key.where == "playback"):
            await pilot.press(*key.keys.split(","))
        await pilot.pause()
        assert not {deed.name for deed in deeds} & {"run_or_stop", "step", "speed", "seek_end"}


def test_every_action_exists() -> None:
    for key in KEYS:
        name = f"action_{key.action.partition('(')[0]}"
        assert hasattr(_home_of(key), name) or hasattr(ConsoleApp, name), key.id


def _home_of(key: Key) -> type:
    if key.where not in AREAS:
        return ConsoleApp
    module, kind = _HOMES[key.where]
    found: type = getattr(importlib.import_module(module), kind)
    return found


# --- commands --------------------------------------------------------------------------------------------------------
def name_of(spec: CommandSpec, language: str) -> str:
    """What a person would type: in Vietnamese with its marks."""
    return spec.names[-1] if language == "vi" and spec.names else spec.id


def line_of(spec: CommandSpec, language: str) -> str:
    return f"{name_of(spec, language)} {ARGUMENTS.get(spec.id, '')}".strip()


def test_marks_and_gaps_make_no_difference() -> None:
    for spec in full_registry():
        meant = full_registry().parse(line_of(spec, "en"))
        for name in chain.from_iterable((name, fold(name), fold(name).replace(" ", "")) for name in spec.names):
            assert full_registry().parse(f"{name} {ARGUMENTS.get(spec.id, '')}") == meant, name


def test_every_command_that_needs_arguments_has_them_here() -> None:
    needing = {spec.id for spec in full_registry() if any(param.required for param in spec.params)}
    assert needing <= set(ARGUMENTS)


def test_every_place_in_the_console_has_a_command() -> None:
    assert set(ROUTES) <= {spec.id for spec in full_registry()}
    assert {spec.id for spec in OWN} <= set(ROUTES)
    assert set(ROUTES) == set(LEADS_TO)


async def type_line(pilot: Pilot[None], line: str) -> None:
    """Open the line, put the words there, and send them off."""
    app = pilot.app
    assert isinstance(app, ConsoleApp)
    await pilot.press("colon")
    app.line.field.value = line
    app.line.field.cursor_position = len(line)
    await pilot.press("enter")
    await pilot.pause()


@pytest.mark.parametrize("specs", [registry(), OWN], ids=["house", "own"])
async def test_every_command_leads_somewhere(specs: Any, tmp_path: Path, language: str) -> None:
    stage = Stage(PICTURE)
    async with running(stage, tmp_path, recorded=Recorder()) as pilot:
        for spec in (spec for spec in specs if spec.id != "quit"):
            app = await at(pilot, "backtest")
            set_defaults(language=language, number_style=language)
            stage.calls.clear()
            await type_line(pilot, line_of(spec, language))
            if spec.id in LEADS_TO:
                await until(pilot, lambda spec=spec, app=app: LEADS_TO[spec.id](app))
            elif spec.id in LATER:
                await until(pilot, lambda app=app: said(app))
                assert sentence("err-not-built-yet", {"name": spec.id}) in said(app), spec.id
                assert not stage.asked(spec.id)
            elif spec.danger is Danger.NONE:
                await until(pilot, lambda spec=spec: stage.asked(spec.id))
                await until(pilot, lambda app=app: said(app) or len(app.screen_stack) > 1)
            else:
                await until(pilot, lambda app=app: isinstance(app.screen, ConfirmScreen))
                assert not stage.asked(spec.id)
            assert not app.line.is_open, spec.id


async def test_leaving_is_a_command_too(tmp_path: Path, language: str) -> None:
    async with running(Stage(BARE), tmp_path) as pilot:
        await type_line(pilot, {"vi": "thoát", "en": "quit"}[language])
        await until(pilot, lambda: pilot.app._exit)


DANGEROUS = [spec for spec in registry() if spec.danger is not Danger.NONE]


@pytest.mark.parametrize("spec", DANGEROUS, ids=lambda spec: spec.id)
async def test_what_is_dangerous_asks_first(spec: CommandSpec, tmp_path: Path, language: str) -> None:
    stage = Stage(PICTURE, world=later_world())
    line = line_of(spec, language)
    async with running(stage, tmp_path) as pilot:
        app = await at(pilot, "backtest")
        await type_line(pilot, line)
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("escape")
        await until(pilot, lambda: said(app) == t("tui-not-done"))
        assert not stage.asked(spec.id)

        await type_line(pilot, line)
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen) and app.screen.is_mounted)
        await pilot.pause()
        word = typed_word(spec, full_registry().parse(line).arguments)
        assert (word is not None) == (spec.danger is Danger.ASK_TWICE)
        await pilot.press(*("y" if word is None else [*word.replace(" ", ""), "enter"]))
        await until(pilot, lambda: stage.asked(spec.id))
        (sent,) = [request for _, request in stage.calls if request.command == spec.id]
        assert sent.confirmations == CONFIRMED[spec.danger]


async def test_a_word_that_is_not_the_one_wanted_does_nothing(tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    async with running(stage, tmp_path) as pilot:
        app = await at(pilot, "market")
        await pilot.press("F")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen) and app.screen.is_mounted)
        await pilot.press("x", "enter", "y", "enter")
        await pilot.pause()
        assert isinstance(app.screen, ConfirmScreen)
        assert not stage.asked("flatten")


async def test_what_was_built_meanwhile_lights_up_by_itself(tmp_path: Path, language: str) -> None:
    stage = Stage(PICTURE, world=later_world())
    async with running(stage, tmp_path) as pilot:
        for spec in (spec for spec in registry() if spec.id in LATER and spec.danger is Danger.NONE):
            app = await at(pilot, "positions")
            await type_line(pilot, line_of(spec, language))
            await until(pilot, lambda spec=spec: stage.asked(spec.id))
            assert app.dealings.why_not(spec.id) is None


async def test_a_reader_changes_nothing_that_is_the_house_s(tmp_path: Path, language: str) -> None:
    """What acts for everybody needs a role; what a reader may write is the reader's own: watching, alerts, language."""
    stage = Stage(PICTURE, world=later_world())
    acts = [spec for spec in registry() if spec.writes and spec.role.rank > Role.VIEWER.rank]
    symbols = name_of(registry().get("symbols"), language)
    lines = [line_of(spec, language) for spec in acts] + [f"{symbols} {what} doge" for what in ("add", "block")]
    async with running(stage, tmp_path, role=Role.VIEWER) as pilot:
        for line in lines:
            app = await at(pilot, "positions")
            await type_line(pilot, line)
            await until(pilot, lambda app=app: said(app))
            assert len(app.screen_stack) == 1, line
        asked = {request.command for _, request in stage.calls}
        assert not asked & {"symbols", *(spec.id for spec in acts)}


# --- palette ---------------------------------------------------------------------------------------------------------
async def pick(pilot: Pilot[None], item: PaletteItem) -> None:
    app = pilot.app
    assert isinstance(app, ConsoleApp)
    app.run_worker(carry_out_item(app, item), group="palette", exit_on_error=False)
    await pilot.pause()
    await pilot.pause()


@pytest.mark.parametrize("language", ["vi"], indirect=True)  # what is done does not depend on the words
@pytest.mark.parametrize("area", AREAS)
async def test_what_the_palette_offers_of_keys_can_be_done(area: str, tmp_path: Path, deeds: list[Deed]) -> None:
    async with running(Stage(PICTURE), tmp_path, recorded=Recorder()) as pilot:
        app = await at(pilot, area)
        items = [item for item in items_for(app) if item.id.startswith("key:")]
        assert {item.id for item in items} >= {f"key:{key.action}" for key in KEYS if key.where == area}
        for item in items:
            if item.id == "key:quit" or not item.available:
                continue
            await at(pilot, area)
            deeds.clear()
            await pick(pilot, item)
            assert (item.id.removeprefix("key:"), True) in [_shown(deed) for deed in deeds], (item.id, deeds)


@pytest.mark.parametrize("language", ["vi"], indirect=True)
async def test_what_the_palette_offers_otherwise_can_be_done(tmp_path: Path, language: str) -> None:
    stage = Stage(PICTURE)
    async with running(stage, tmp_path, recorded=Recorder()) as pilot:
        app = await at(pilot, "positions")
        items = [item for item in items_for(app) if not item.id.startswith("key:")]
        assert {item.id for item in items} >= {f"command:{spec.id}" for spec in full_registry()}
        for item in items:
            kind, _, what = item.id.partition(":")
            app = await at(pilot, "positions")
            set_defaults(language=language, number_style=language)
            stage.calls.clear()
            if what == "quit" or not item.available:
                assert item.available or item.reason
                continue
            await pick(pilot, item)
            if kind == "area":
                assert app.area_name == what
            elif kind == "symbol":
                assert (app.area_name, app.symbol) == ("market", what)
            elif kind == "theme":
                assert app.theme == what
            elif what in ARGUMENTS and any(param.required for param in full_registry().get(what).params):
                assert app.line.is_open
                assert full_registry().get(app.line.field.value.strip()).id == what
            elif what in LEADS_TO and what not in ("export", "favourite", "lang"):
                await until(pilot, lambda what=what, app=app: LEADS_TO[what](app))
            elif what not in LEADS_TO:
                await until(pilot, lambda what=what, app=app: stage.asked(what) or len(app.screen_stack) > 1)


async def test_what_cannot_be_done_says_why_and_what_is_not_allowed_is_not_there(tmp_path: Path) -> None:
    async with running(Stage(PICTURE), tmp_path, role=Role.VIEWER) as pilot:
        app = await at(pilot, "market")
        for item in items_for(app):
            assert item.available or item.reason, item.id
        offered = {item.id for item in items_for(app)}
        acting = {f"command:{spec.id}" for spec in registry() if spec.role.rank > Role.VIEWER.rank}
        assert not offered & acting
        assert not {f"key:{key.action}" for key in KEYS if key.command and key.command != "backtest"} & offered


# --- messages --------------------------------------------------------------------------------------------------------
def modules() -> Iterator[Any]:
    for found in pkgutil.walk_packages(console_package.__path__, "console."):
        yield importlib.import_module(found.name)


def classes() -> set[type]:
    own = chain.from_iterable(vars(module).values() for module in modules())
    tops = {one for one in own if isinstance(one, type) and one.__module__.startswith("console.")}
    return tops | {one for top in tops for one in vars(top).values() if isinstance(one, type)}


def test_every_message_is_handled_by_somebody() -> None:
    known = classes()
    messages = {one for one in known if issubclass(one, Message)}
    assert len(messages) > 8
    by_name = {name for one in known for name in vars(one) if name.startswith("on_")}
    by_decorator = {kind for one in known for kind in getattr(one, "_decorated_handlers", {})}
    unheard = {one.__qualname__ for one in messages if one.handler_name not in by_name and one not in by_decorator}
    assert not unheard


def test_every_area_is_known_by_its_name() -> None:
    assert {one.NAME for one in classes() if issubclass(one, Area) and hasattr(one, "NAME")} == set(AREAS)

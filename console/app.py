"""The console. It wires: one bridge, one snapshot, the bars, the areas, and what keys and lines ask for."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final, Protocol, runtime_checkable

from textual import work
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from console.areas.base import Area
from console.bridge import Bridge
from console.choosing import Choosing
from console.keys import AREAS, KEYS, bindings, read_keymap
from console.launch import Launch
from console.look.themes import PALETTES, theme_of
from console.memory import MemoryFile
from console.messages import ServiceLost, ServiceOpened, SnapshotArrived
from console.playing import Playing
from console.showing import Showing
from console.taking import Taking
from console.text.top_line import Standing, hindrances
from console.text.words import error_line, sentence
from console.widgets.key_bar import KeyBar
from console.widgets.nav_bar import NavBar
from console.widgets.notice_bar import NoticeBar
from console.widgets.playback_bar import PlaybackBar
from console.widgets.too_small import TooSmall
from console.widgets.top_bar import TopBar, milliseconds_since
from engine.core.errors import HaiDangError
from engine.core.modes import Role
from locales import t

if TYPE_CHECKING:
    from console.dealings import Dealings
    from console.runs import Runs
    from console.widgets.command_line import CommandLine, FilterLine
    from engine.service.snapshots import Snapshot

_OVER_ALL: Final = ("command_line", "filter", "palette", "jump")
"""Keys that come before those of widgets; a screen that lies over the area has them for itself."""
_STYLES: Final = ("base", "commanding", "widgets", "screens", *AREAS)


Breakpoints = list[tuple[int, str]] | None


@runtime_checkable
class Drawing(Protocol):
    """A screen over the area that shows snapshots, too."""

    def draw(self, snapshot: Snapshot) -> None:
        """Show a snapshot."""


class ConsoleApp(Showing, Playing, Taking, Choosing, App[None]):
    """A face over the service: it draws snapshots, decides nothing, and outlives every engine."""

    CSS_PATH: ClassVar[Any] = [Path(__file__).parent / "styles" / f"{name}.tcss" for name in _STYLES]
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS: Breakpoints = [(0, "-narrow"), (100, "-medium"), (130, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS: Breakpoints = [(0, "-short"), (30, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("app"), *bindings("playback")]

    def __init__(self, launch: Launch) -> None:
        super().__init__()
        self.launch = launch
        self.file = MemoryFile(launch.folder)
        self.memory = self.file.load()
        self.snapshot: Snapshot | None = None
        self.error: HaiDangError | None = None
        self.frozen_at: float | None = None
        self.live_bridge = self.bridge = Bridge(launch.door, self.post_message)
        self.furnished = False
        self.chosen_keys: dict[str, str] = {}
        self._said_lost = False
        self.area_name = self.memory.area if self.memory.area in AREAS else AREAS[0]
        for palette in PALETTES.values():
            self.register_theme(theme_of(palette))
        self.theme = self.memory.theme if self.memory.theme in PALETTES else "night"
        self.apply_choices()

    # --- the frame -----------------------------------------------------------------------------------------------
    def compose(self) -> ComposeResult:
        """Bars above and below, the area between them."""
        yield TooSmall(id="too-small")
        yield TopBar(id="top")
        yield PlaybackBar(id="playing")
        yield NavBar(id="nav")
        yield Container(id="stage")
        yield NoticeBar(id="notice")
        yield KeyBar(id="keys")

    async def on_mount(self) -> None:
        """Leave the terminal as it was whatever ends us, look as chosen, and open the door."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            with contextlib.suppress(NotImplementedError, RuntimeError):
                loop.add_signal_handler(number, self.exit)
        keys, strange = read_keymap(self.launch.folder)
        self.chosen_keys = keys
        self.set_keymap(keys)
        if strange:
            self.notice(lambda: t("tui-keys-strange", names=", ".join(strange)), failed=True)
        elif (aside := self.file.put_aside) is not None:
            self.notice(lambda: t("tui-memory-broken", path=str(aside)), failed=True)
        self.call_after_refresh(self._furnish)  # the frame is painted before anything else is imported

    async def _furnish(self) -> None:
        """What the first frame could do without: the lines, the commands, the area."""
        from console.commanding.history import History
        from console.widgets.command_line import CommandLine, FilterLine

        line = CommandLine(self.dealings.scope, History(self.memory.history), id="line")
        await self.mount(FilterLine(id="filter"), line, before="#keys")
        self.furnished = True
        await self.show_area(self.area_name)
        self.begin()

    @cached_property
    def dealings(self) -> Dealings:
        """The way to the service."""
        from console.dealings import Dealings

        return Dealings(self)

    @cached_property
    def runs(self) -> Runs:
        """What was run in this session; it outlives the area, which is built anew with the language."""
        from console.runs import Runs

        return Runs()

    @property
    def line(self) -> CommandLine:
        """The line after ``:``."""
        found: CommandLine = self.query_one("#line")  # type: ignore[assignment]
        return found

    @property
    def filter_line(self) -> FilterLine:
        """The line after ``/``."""
        found: FilterLine = self.query_one("#filter")  # type: ignore[assignment]
        return found

    def begin(self) -> None:
        """Welcome somebody new; otherwise open the door."""
        if self.launch.first is not None and not self.memory.welcomed and self.launch.playback_at_once is None:
            self.welcome()
        elif self.launch.playback_at_once is not None:
            self.play_at_once()
        else:
            self.follow()

    @work(exclusive=True, group="follow", exit_on_error=False)
    async def follow(self) -> None:
        """The one subscription."""
        await self.bridge.run()

    # --- what comes from the bridge ------------------------------------------------------------------------------
    def on_snapshot_arrived(self, message: SnapshotArrived) -> None:
        """Draw it, unless the view is frozen; the top line goes on in any case."""
        elsewhere = _is_elsewhere(self.snapshot, message.snapshot)
        self.snapshot, self.error = message.snapshot, None
        with self.batch_update():
            self.screen_stack[0].remove_class("gone")
            self._draw_top()
            self.query_one(PlaybackBar).playing = message.snapshot.playing
            if self.frozen_at is None:
                self.draw_area()
            for screen in self.screen_stack[1:]:
                if isinstance(screen, Drawing):
                    screen.draw(message.snapshot)
        self.mark_news(message.snapshot)
        if elsewhere:
            for area in self.screen_stack[0].query(Area):
                area.forget()
        if self.frozen_at is None:
            self.fetch_if_due()

    async def on_service_opened(self, message: ServiceOpened) -> None:
        """Learn what it can do; what was said about its absence is no longer true."""
        if self._said_lost:
            self._said_lost = False
            self.query_one(NoticeBar).clear()
        try:
            await self.dealings.learn()
        except HaiDangError as error:
            self.tell(error)
        self.refresh_bindings()

    def on_service_lost(self, message: ServiceLost) -> None:
        """What is on the screen is no longer true: say so, and let it look so."""
        self.error, self._said_lost = message.error, True
        self.screen_stack[0].add_class("gone")
        more = t("tui-retry-by-hand") if message.waits else t("tui-retrying")
        self.notice(f"{error_line(message.error)} {more}", failed=True)
        self._draw_top()

    def _draw_top(self) -> None:
        top = self.query_one(TopBar)
        top.standing = Standing(
            frozen=self.frozen_at is not None,
            frozen_ms=0 if self.frozen_at is None else milliseconds_since(self.frozen_at),
            error=self.error,
            attached=not self.bridge.door.own,
            readonly=self.launch.caller.role.rank < Role.OPERATOR.rank,
        )
        top.snapshot = self.snapshot
        top.refresh()

    # --- what areas ask ------------------------------------------------------------------------------------------
    async def ask(self, command: str, arguments: dict[str, Any]) -> Any:
        """A question to the service; raises the error family."""
        return await self.dealings.ask(command, arguments)

    def notice(self, said: str | Callable[[], str], *, failed: bool = False) -> None:
        """Say something above the keys."""
        self.query_one(NoticeBar).say(said, failed=failed)

    def complain(self, said: str) -> None:
        """Say below the command line what is wrong with it, or above the keys when it is closed."""
        line = self.line
        if line.is_open:
            line.complain(said)
        else:
            self.notice(said, failed=True)

    # --- actions -------------------------------------------------------------------------------------------------
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of the recorder live while it plays; what a reader may not do is not there."""
        if not self.furnished:
            return False
        if action in _OVER_ALL and len(self.screen_stack) > 1:
            return False
        if action in ("command_line", "filter") and _takes_letters(self.focused):
            return False  # there they are letters
        if action == "favourite" and self.is_playing:
            return False  # its key starts and stops the recording
        if action in ("run_or_stop", "step", "speed", "seek_end"):
            return self.is_playing
        if action in ("send", "send_symbol") and parameters:
            return self.dealings.may(str(parameters[0]))
        return True

    async def action_area(self, name: str) -> None:
        """Show an area."""
        await self.show_area(name)

    async def action_in_area(self, action: str) -> None:
        """What a click on a key hint does: the same as its key, where the focus is."""
        name, start = action.partition("(")[0], self.focused or self.area or self
        nodes = (node for node in start.ancestors_with_self if hasattr(node, f"action_{name}"))
        able = (node for node in nodes if self._check_action_state(action, node))
        await self.run_action(action, next(able, start))

    @work(group="deal", exit_on_error=False)
    async def action_send(self, command: str) -> None:
        """A command without arguments."""
        await self.dealings.send(command, {})

    @work(group="deal", exit_on_error=False)
    async def action_send_symbol(self, command: str) -> None:
        """A command about the pair at hand."""
        if self.symbol is None:
            self.notice(t("tui-no-symbol-chosen"), failed=True)
        else:
            await self.dealings.send(command, {"symbol": self.symbol})

    async def action_quit(self) -> None:
        """Leave. An engine of our own ends with us, which is asked about while it holds something."""
        self.leave()

    @work(group="leave", exclusive=True, exit_on_error=False)
    async def leave(self) -> None:
        """Exit, after a question if positions would be left alone."""
        held = self.snapshot.positions if self.snapshot is not None and self.error is None else ()
        if held and self.live_bridge.door.own and not self.is_playing:
            from console.screens.confirm import ConfirmScreen

            live = self.snapshot is not None and self.snapshot.stamp.mode == "live"
            if not await self.push_screen_wait(ConfirmScreen(t("ask-quit", count=len(held)), None, live=live)):
                return
        self.exit()

    def action_help_quit(self) -> None:
        """Ctrl+C: say how to leave, in the reader's language."""
        self.notice(t("tui-how-to-quit"))

    def action_freeze(self) -> None:
        """Hold the picture still; the engine goes on."""
        self.frozen_at = time.monotonic() if self.frozen_at is None else None
        self._draw_top()
        if self.frozen_at is None:
            self.draw_area()
            self.fetch_now()

    async def action_back(self) -> None:
        """Esc: one thing after the other."""
        notice = self.query_one(NoticeBar)
        if notice.text:
            notice.clear()
        elif self.filter_line.is_open or self.filter_line.is_kept:
            self.filter_line.put_away()
        elif self.area is not None and self.area.back():
            self.crumbs()

    def action_sort(self) -> None:
        """Sort by the next column."""
        if self.area is not None:
            self.area.sort_next()

    def action_retry(self) -> None:
        """Try the door again at once."""
        self.bridge.try_again()

    def action_problems(self) -> None:
        """What stands in the way, in full."""
        if self.snapshot is not None:
            said = [sentence(problem.key, problem.params) for problem in hindrances(self.snapshot)]
            self.notice(" · ".join(said) or t("tui-no-problems"), failed=bool(said))

    def key_is_alive(self, text: str) -> bool:
        """Whether the command behind a key, known by its message, can be carried out now."""
        command = next((key.command for key in KEYS if key.text == text), None)
        return command is None or self.dealings.why_not(command) is None


def _is_elsewhere(before: Snapshot | None, now: Snapshot) -> bool:
    """Whether this is no later moment of the same house: another one, or a recording that was wound."""
    if before is None:
        return True
    if before.playing is None or now.playing is None:
        return before.playing is not now.playing
    return now.playing.at < before.playing.at or (not now.playing.running and now.playing.at != before.playing.at)


def _takes_letters(widget: object) -> bool:
    """Whether keys are letters there. By name: importing the fields for this would delay the first frame."""
    return any(kind.__name__ in ("Input", "TextArea") for kind in type(widget).__mro__)

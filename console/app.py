"""One plain screen over the service: market, positions, happenings, state. It draws snapshots and decides nothing."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Callable
from typing import ClassVar

from rich.console import RenderableType
from rich.text import Text
from textual import work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.events import Resize
from textual.widgets import Static

from console import view
from console.happenings import happenings
from console.words import error_line, sentence
from engine.core.errors import HaiDangError, Operational, Temporary
from engine.core.modes import Role
from engine.service.answers import Done
from engine.service.port import Caller, Request, Service
from engine.service.snapshots import Snapshot
from locales import t

_RETRY_SECONDS = 1.0
_log = logging.getLogger(__name__)


Drawing = Callable[[int], RenderableType]
"""What to show in so many cells of width."""


class Panel(VerticalScroll):
    """A framed part of the screen that scrolls when it has more than fits, and draws anew when its width changes."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__(id=name, classes="panel")
        self.border_title = title
        self._drawing: Drawing = lambda _: Text(t("tui-waiting"), style="dim")
        self._body = Static()

    def compose(self) -> ComposeResult:
        """The one text inside."""
        yield self._body

    def show(self, drawing: Drawing) -> None:
        """Replace what is shown."""
        self._drawing = drawing
        scroll_bar = 0 if self.show_vertical_scrollbar else 1  # room is kept for it, so that nothing jumps
        self._body.update(drawing(max(10, self.content_size.width - scroll_bar)))

    def on_resize(self) -> None:
        """The same in the new width."""
        self.show(self._drawing)


class ConsoleApp(App[None]):
    """The console: subscribes once, draws each snapshot, sends commands through the service."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,ctrl+q", "quit", show=False, priority=True),
        Binding("p", "command('pause')", show=False),
        Binding("r", "command('resume')", show=False),
        Binding("escape", "clear", show=False),
    ]

    def __init__(self, service: Service, caller: Caller, *, keys_hint: str | None = None) -> None:
        super().__init__()
        self._service = service
        self._caller = caller
        may_act = caller.role.rank >= Role.OPERATOR.rank
        self._keys_hint = keys_hint or ("tui-keys" if may_act else "tui-keys-readonly")
        self._gone = False
        self.last: Snapshot | None = None

    def compose(self) -> ComposeResult:
        """The panels between the top lines and the keys."""
        yield Static(Text(t("tui-waiting")), id="top")
        yield Static(id="problems")
        yield Panel("market", t("tui-market"))
        with Container(id="lower"):
            yield Panel("positions", t("tui-positions"))
            yield Panel("signals", t("tui-happenings"))
        yield Static(id="notice")
        yield Static(Text(t(self._keys_hint)), id="keys")

    def on_mount(self) -> None:
        """Leave the terminal as it was whatever ends us, and start listening."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            loop.add_signal_handler(number, self.exit)
        self.listen()

    @work(exclusive=True, group="listen", exit_on_error=False)
    async def listen(self) -> None:
        """Draw snapshots as they come; when the engine goes away, say so and try again."""
        while True:
            try:
                async for snapshot in self._service.snapshots():
                    self.draw(snapshot)
                self._lost(Temporary("err-engine-gone"))
            except HaiDangError as error:
                self._lost(error)
            except Exception as error:
                self._lost(_surprise(error))
            await asyncio.sleep(_RETRY_SECONDS)

    def draw(self, snapshot: Snapshot) -> None:
        """Show one snapshot."""
        self.last = snapshot
        if self._gone:
            self._gone = False
            self.screen.remove_class("gone")
            self.action_clear()
        with self.batch_update():
            self._draw_top(snapshot, self.size.width)
            panels = {panel.id: panel for panel in self.query(Panel)}
            market, positions, lately = panels["market"], panels["positions"], panels["signals"]
            market.border_title = view.market_title(snapshot)
            market.show(lambda room: view.market(snapshot, room))
            positions.show(lambda room: view.positions(snapshot, room))
            lately.show(lambda room: happenings(snapshot.happenings, room))

    def _draw_top(self, snapshot: Snapshot, columns: int) -> None:
        top, width = self.query_one("#top", Static), max(20, columns - 2)
        top.set_class(snapshot.stamp.mode == "live", "live")
        top.update(Text("\n").join([view.top_line(snapshot, width), view.money_line(snapshot, width)]))
        said, problems = view.problems(snapshot), self.query_one("#problems", Static)
        problems.set_class(said is not None, "shown")
        problems.update(said or "")

    def on_resize(self, event: Resize) -> None:
        """The top lines in the new width; panels see to themselves."""
        if self.last is not None:
            self._draw_top(self.last, event.size.width)

    def notice(self, said: str, *, failed: bool = False) -> None:
        """A line above the keys, until the next one or Escape."""
        line = self.query_one("#notice", Static)
        line.set_class(failed, "failed").add_class("shown")
        line.update(Text(f"! {said}" if failed else said))

    def _lost(self, error: HaiDangError) -> None:
        """What is on the screen is no longer true: say so, and let it look so."""
        if not self._gone:
            self._gone = True
            self.screen.add_class("gone")
            self.notice(f"{error_line(error)} {t('tui-retrying')}", failed=True)

    def action_clear(self) -> None:
        """Take the notice away."""
        if not self._gone:
            self.query_one("#notice", Static).remove_class("shown")

    def action_help_quit(self) -> None:
        """Ctrl+C: say how to leave, in the reader's language."""
        self.notice(t(self._keys_hint))

    @work(group="command", exit_on_error=False)
    async def action_command(self, command: str) -> None:
        """Send a command that needs no arguments."""
        try:
            answer = await self._service.call(self._caller, Request(command))
        except HaiDangError as error:
            self.notice(error_line(error), failed=True)
        except Exception as error:
            self.notice(error_line(_surprise(error)), failed=True)
        else:
            self.notice(sentence(answer.key, answer.params) if isinstance(answer, Done) else t("tui-done"))


def _surprise(error: Exception) -> Operational:
    found = Operational("err-unexpected", detail=type(error).__name__, incident="")
    found.params["incident"] = found.incident
    _log.exception("%s", found.incident, exc_info=error)
    return found

"""One plain screen over the service: market, signals, positions, state. It draws snapshots and decides nothing."""

from __future__ import annotations

import asyncio
import signal
from typing import ClassVar

from rich.text import Text
from textual import work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from console import view
from engine.core.errors import HaiDangError
from engine.service.port import Caller, Request, Service
from engine.service.snapshots import Snapshot
from locales import t

_RETRY_SECONDS = 1.0


class ConsoleApp(App[None]):
    """The console: subscribes once, draws each snapshot, sends commands through the service."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,ctrl+q", "quit", show=False),
        Binding("p", "command('pause')", show=False),
        Binding("r", "command('resume')", show=False),
    ]

    def __init__(self, service: Service, caller: Caller, *, keys_hint: str = "tui-keys") -> None:
        super().__init__()
        self._service = service
        self._caller = caller
        self._keys_hint = keys_hint
        self.last: Snapshot | None = None

    def compose(self) -> ComposeResult:
        """The four panels between the top line and the keys."""
        yield Static(Text(t("tui-waiting")), id="top")
        with Horizontal(id="middle"):
            yield self._panel("market", "tui-market")
            with Vertical(id="side"):
                yield self._panel("positions", "tui-positions")
                yield self._panel("signals", "tui-happenings")
        yield Static(Text(t(self._keys_hint)), id="keys")

    def _panel(self, name: str, title: str) -> Static:
        panel = Static(Text(t("tui-waiting")), id=name, classes="panel")
        panel.border_title = t(title)
        return panel

    def on_mount(self) -> None:
        """Leave the terminal as it was whatever ends us, and start listening."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            loop.add_signal_handler(number, self.exit)
        self.listen()

    @work(exclusive=True, exit_on_error=False)
    async def listen(self) -> None:
        """Draw snapshots as they come; when the engine goes away, say so and try again."""
        while True:
            try:
                async for snapshot in self._service.snapshots():
                    self.draw(snapshot)
            except HaiDangError as error:
                self.notice(error)
            await asyncio.sleep(_RETRY_SECONDS)

    def draw(self, snapshot: Snapshot) -> None:
        """Show one snapshot."""
        self.last = snapshot
        with self.batch_update():
            self.query_one("#top", Static).update(view.top_line(snapshot))
            self.query_one("#market", Static).update(view.market(snapshot))
            self.query_one("#positions", Static).update(view.positions(snapshot))
            self.query_one("#signals", Static).update(view.happenings(snapshot))

    def notice(self, error: HaiDangError) -> None:
        """An error in the reader's words, with its incident id."""
        self.query_one("#keys", Static).update(Text(view.error_line(error), style="bold red"))

    async def action_command(self, command: str) -> None:
        """Send a command that needs no arguments."""
        try:
            await self._service.call(self._caller, Request(command))
        except HaiDangError as error:
            self.notice(error)
        else:
            self.query_one("#keys", Static).update(Text(t(self._keys_hint)))

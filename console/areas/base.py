"""What every area has in common: it draws snapshots while it is seen, and asks for more when that is due."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.containers import Container
from textual.worker import Worker

from console.look.tones import Look, look_of

if TYPE_CHECKING:
    from console.app import ConsoleApp
    from engine.service.snapshots import Snapshot


class Area(Container):
    """One of the console's areas. It is mounted when it is first shown; while hidden it hears nothing."""

    NAME: ClassVar[str]
    EVERY: ClassVar[float] = 2.0
    """Seconds between two looks at what snapshots do not carry."""

    def __init__(self) -> None:
        super().__init__(id=f"area-{self.NAME}", classes="area")
        self._looked = float("-inf")
        self._hurry = False

    @property
    def console(self) -> ConsoleApp:
        """The application, as what it is."""
        from console.app import ConsoleApp

        assert isinstance(self.app, ConsoleApp)  # noqa: S101 - areas live nowhere else
        return self.app

    @property
    def look(self) -> Look:
        """The tones of the theme of the moment."""
        return look_of(self.app.theme)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What the application does not allow now is not allowed here either."""
        return self.console.check_action(action, parameters)

    @property
    def is_ready(self) -> bool:
        """Whether all of it is there: not while it is being put up or taken away."""
        return self.is_mounted and self.is_attached and not self._pruning

    async def ask(self, command: str, **arguments: Any) -> Any:
        """A question to the service; raises the error family."""
        return await self.console.ask(command, arguments)

    def draw(self, snapshot: Snapshot) -> None:
        """Show a snapshot."""

    async def fetch(self, snapshot: Snapshot) -> None:
        """Ask the service for what snapshots do not carry, and show it. Errors are told by the console."""

    def is_due(self) -> bool:
        """Whether it is time to fetch again."""
        return self._hurry or time.monotonic() - self._looked >= self.EVERY

    def fetched(self) -> None:
        """Note that a fetch begins now."""
        self._looked, self._hurry = time.monotonic(), False

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """What work of an area comes to is told as that of the console is."""
        self.console.on_worker_state_changed(event)

    def fetch_soon(self) -> None:
        """Something was chosen that needs other facts: do not wait for the next time."""
        self._hurry = True
        self.console.fetch_now()

    def forget(self) -> None:
        """What was fetched is of another moment or another house: what is shown next is asked for anew."""
        self._hurry = True

    def enter(self) -> None:
        """Put the focus where work begins."""
        for widget in self.query("*"):
            if widget.focusable:
                widget.focus()
                return

    def back(self) -> bool:
        """One step back inside the area; False when there is none."""
        return False

    def crumbs(self) -> tuple[str, ...]:
        """How deep one is inside the area, and in what."""
        return ()

    def filter(self, text: str) -> None:
        """Show only what contains ``text``."""

    @property
    def can_filter(self) -> bool:
        """Whether ``/`` means anything here."""
        return type(self).filter is not Area.filter

    def sort_next(self) -> None:
        """Sort by the next column."""

    def records(self) -> tuple[str, Sequence[dict[str, Any]]] | None:
        """A name and the rows of the table at hand, for export; None when there is none."""
        return None

    def picture(self) -> Any | None:
        """The answer that a picture could be drawn of; None when there is none."""
        return None

    def copied(self) -> str | None:
        """What goes to the clipboard from here."""
        return None

    def retheme(self) -> None:
        """Colours have changed."""
        self.refresh(layout=False)
        for widget in self.query("*"):
            widget.refresh()

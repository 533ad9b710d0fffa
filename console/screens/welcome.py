"""The first start: what this is, whose prices and which coins, what a signal is. Short, and skippable at any time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Final, Protocol, cast

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, ItemGrid, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from console.launch import FirstChoices
from console.look.tones import Look, look_of
from console.screens import welcome_pages
from console.screens.controls import Choice, Hint, Hints, Push
from console.screens.welcome_draft import Draft
from console.screens.welcome_progress import progress_text
from console.widgets.notice_bar import NoticeBar
from console.widgets.vi_input import ViInput
from engine.core.symbols import Symbol
from engine.service.snapshots import Snapshot
from locales import LANGUAGES, current_language, t

_HELLO, _MARKET, _SIGNAL = 1, 2, 3
_NAMES: Final = {_HELLO: "hello", _MARKET: "market", _SIGNAL: "signal"}
_EDGE: Final = 8
_HINTS: Final = (
    Hint("Tab ↑ ↓", "dialog-move"),
    Hint("␣", "dialog-choose"),
    Hint("Enter", "welcome-next", "screen.next"),
    Hint("Esc", "welcome-skip", "screen.skip"),
)
_LAST_HINTS: Final = (Hint("Enter", "welcome-begin", "screen.next"),)


class _Host(Protocol):
    """What the application does with what is chosen."""

    async def speak(self, language: str) -> None:
        """Change the language now."""

    async def begin_with(self, choices: Mapping[str, str]) -> None:
        """Keep the choices and open the engine that follows from them."""


class WelcomeScreen(ModalScreen[None]):
    """Three pages. Leaving the second keeps the choices and opens the engine, so there is no way back behind it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "skip", show=False),
        Binding("enter", "next", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]

    def __init__(self, first: FirstChoices) -> None:
        super().__init__()
        self._first = first
        self._draft = Draft.of(first.settings)
        self._page = _HELLO
        self._snapshot: Snapshot | None = None

    # --- what is on it -------------------------------------------------------------------------------------------
    def compose(self) -> ComposeResult:
        """A frame that is filled page by page."""
        yield Vertical(id="welcome", classes="dialog welcome")

    async def on_mount(self) -> None:
        """The first page, and an ear for what goes wrong below."""
        await self._turn()
        for bar in self.app.query(NoticeBar):  # it is covered; what it says about a start that fails belongs here
            self.watch(bar, "text", self._draw, init=False)

    async def _turn(self) -> None:
        """Put the page of the moment on the screen, in the language of the moment."""
        box = self.query_one("#welcome")
        box.border_title = Content(t("welcome-title", page=str(self._page)))
        with self.app.batch_update():
            await box.remove_children()
            await box.mount(
                VerticalScroll(*self._body(), id=f"{_NAMES[self._page]}-page", classes="welcome-page", can_focus=False),
                Horizontal(*self._buttons(), classes="buttons"),
                Hints(_LAST_HINTS if self._page == _SIGNAL else _HINTS),
            )
        start = next((one for one in self.query(Choice) if one.chosen), None) or self.query_one("#next")
        start.focus(scroll_visible=False)
        self._draw()

    def _body(self) -> Iterator[Widget]:
        if self._page == _HELLO:
            return welcome_pages.hello(self._look)
        if self._page == _MARKET:
            return welcome_pages.market(self._draft, self._first.settings, self._first.place, self._look)
        return welcome_pages.signal(self._look)

    def _buttons(self) -> Iterator[Widget]:
        if self._page == _MARKET:
            yield Push(t("welcome-back"), "screen.back", id="back")
        if self._page != _SIGNAL:
            yield Push(t("welcome-skip"), "screen.skip", id="skip")
        yield Push(t("welcome-begin") if self._page == _SIGNAL else t("welcome-next"), "screen.next", id="next")

    @property
    def _look(self) -> Look:
        return look_of(self.app.theme)

    @property
    def _host(self) -> _Host:
        return cast("_Host", self.app)

    # --- what comes from the engine ------------------------------------------------------------------------------
    def draw(self, snapshot: Snapshot) -> None:
        """Show how far it has come."""
        self._snapshot = snapshot
        self._draw()

    def on_resize(self) -> None:
        """The same in the new width."""
        self._draw()

    def _draw(self) -> None:
        for shown in self.query("#progress").results(Static):
            width = self.query_one("#welcome").size.width - _EDGE
            shown.update(progress_text(self._snapshot, self._first.place, self._look, width))
        for shown in self.query("#trouble").results(Static):
            said = "\n".join(bar.text for bar in self.app.query(NoticeBar) if bar.failed and bar.text)
            shown.update(Text(f"✖ {said}" if said else "", self._look.bad))

    # --- what a person does --------------------------------------------------------------------------------------
    @on(Choice.Chosen)
    async def _chosen(self, message: Choice.Chosen) -> None:
        message.stop()
        value = message.choice.value
        if value in LANGUAGES:
            if value != current_language():
                await self._host.speak(value)
                await self._turn()
        elif isinstance(value, Symbol):
            self._draft.toggle(value)
            message.choice.chosen = value in self._draft.chosen
            self._complain("")
        else:
            self._draft.market = value
            for one in self.query_one(".welcome-page").children:
                if isinstance(one, Choice):
                    one.chosen = one.value == value

    @on(Input.Submitted, "#coin")
    async def _added(self, message: Input.Submitted) -> None:
        message.stop()
        if not message.value.strip():
            self.action_next()
            return
        complaint = self._draft.complaint(message.value)
        self._complain(complaint or "")
        if complaint is None:
            message.input.clear()
            grid = self.query_one("#coins", ItemGrid)
            await grid.remove_children()
            await grid.mount(*welcome_pages.coins(self._draft))

    def _complain(self, said: str) -> None:
        self.query_one("#complaint", Static).update(Text(said and f"✖ {said}", self._look.bad))

    def action_next(self) -> None:
        """The next page; from the last one into the console."""
        # Later, since a page takes away the very button whose click may be under way.
        self.call_later(self._go_on)

    async def _go_on(self) -> None:
        if self._page == _SIGNAL:
            self.dismiss()
            return
        if self._page == _MARKET:
            complaint = self._draft.complaint(self.query_one("#coin", ViInput).value)
            if complaint is not None:
                self._complain(complaint)
                return
        self._page += 1
        await self._turn()
        if self._page == _SIGNAL:
            await self._host.begin_with(self._draft.settings(current_language()))

    def action_back(self) -> None:
        """The page before; what was begun is not taken back."""
        if self._page == _MARKET:
            self._page = _HELLO
            self.call_later(self._turn)

    def action_skip(self) -> None:
        """Into the console with the settings as they stand."""
        self.dismiss()

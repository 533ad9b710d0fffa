"""An app around one widget, and what of it is seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.app import App, ComposeResult
from textual.message import Message
from textual.widget import Widget

from console.look.themes import PALETTES, theme_of
from console.look.tones import look_of

LOOK = look_of("night")
STYLES = Path(__file__).parents[3] / "console" / "styles" / "widgets.tcss"


class Around(App[None]):
    """Shows ``widget`` alone, and keeps the messages that it sends."""

    CSS_PATH = STYLES

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.widget = widget
        self.heard: list[Message] = []
        for palette in PALETTES.values():
            self.register_theme(theme_of(palette))
        self.theme = "night"

    def compose(self) -> ComposeResult:
        yield self.widget

    def on_mount(self) -> None:
        self.widget.focus()

    def hear(self, message: Message) -> None:
        """To be given to ``run_test`` as its ``message_hook``."""
        if type(message).__qualname__.startswith(("TickTable.", "LogView.")):
            self.heard.append(message)

    def said(self, kind: type[Message], name: str = "key") -> list[object]:
        """What messages of a kind carried, each once."""
        found: dict[int, object] = {id(one): getattr(one, name) for one in self.heard if isinstance(one, kind)}
        return list(found.values())


def lines(widget: Widget) -> list[str]:
    """The lines of a widget as text."""
    return [strip.text for strip in widget.render_lines(widget.size.region)]


def counted(widget: Widget) -> list[int]:
    """From now on, the lines that the widget is asked to draw."""
    asked: list[int] = []
    draw: Callable[[int], object] = widget.render_line

    def render_line(y: int) -> object:
        asked.append(y)
        return draw(y)

    widget.render_line = render_line  # type: ignore[method-assign, assignment]
    return asked

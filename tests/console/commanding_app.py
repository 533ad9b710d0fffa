"""The command line, the filter and the palette in an app of their own, which writes down what they say."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from console.commanding.history import History
from console.commanding.scope import Scope
from console.look.themes import PALETTES, theme_of
from console.screens.palette import Palette, PaletteItem
from console.widgets.command_line import CommandLine, FilterLine
from engine.core.modes import Role
from engine.service.registry import registry
from locales import t

LATER = frozenset({"backtest", "drift"})
OLD_LINES = ("giá BTC", "trạng thái", "dự đoán ETH")


def scope(role: Role = Role.OWNER) -> Scope:
    available = frozenset(spec.id for spec in registry()) - LATER
    return Scope(registry(), role, available, ("BTC/USDT", "ETH/USDT", "XRP/USDT", "SOL/USDT", "BNB/USDT"))


def items() -> list[PaletteItem]:
    first = PaletteItem("area:market", "Thị trường", "Giá, biểu đồ và dự đoán", "Khu vực", "1")
    made = [
        PaletteItem(
            f"command:{spec.id}", spec.shown_name, t(f"cmd-{spec.id}"), "Câu lệnh", f":{spec.shown_name}",
            spec.id not in LATER, None if spec.id not in LATER else t("line-later"), spec.all_names,
        )
        for spec in registry()
    ]  # fmt: skip
    return [first, *made]


def lines(app: App[None]) -> list[str]:
    """The screen row by row."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


class CommandingApp(App[None]):
    CSS_PATH = "../../console/styles/commanding.tcss"
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None
    BINDINGS = [  # noqa: RUF012
        # With priority, so that what follows in the same read is typed into the line; not while a field has the focus.
        Binding("colon", "line", priority=True),
        Binding("slash", "filter", priority=True),
        Binding("ctrl+p", "palette"),
    ]

    def __init__(self, role: Role = Role.OWNER) -> None:
        super().__init__()
        self.line = CommandLine(lambda: scope(role), History(OLD_LINES), id="line")
        self.filter = FilterLine(id="filter")
        self.area = VerticalScroll(*(Static(f"BTC/USDT {number}") for number in range(60)), can_focus=True)
        self.said: list[str] = []
        self.picked: list[PaletteItem | None] = []

    def compose(self) -> ComposeResult:
        yield self.area
        yield self.filter
        yield self.line

    def on_mount(self) -> None:
        self.register_theme(theme_of(PALETTES["night"]))
        self.theme = "night"
        self.area.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action not in ("line", "filter") or not isinstance(self.focused, Input)

    def action_line(self) -> None:
        self.line.open()

    def action_filter(self) -> None:
        self.filter.open()

    def action_palette(self) -> None:
        self.push_screen(Palette(items()), self.picked.append)

    def on_command_line_submitted(self, message: CommandLine.Submitted) -> None:
        self.said.append(message.text)

    def on_filter_line_changed(self, message: FilterLine.Changed) -> None:
        self.said.append(f"filter {message.text}")


if __name__ == "__main__":
    CommandingApp().run()

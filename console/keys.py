"""Every key of the console in one table: what it does, where, and how it is remapped.

Ids are stable: ``keys.toml`` in the data folder maps them to other keys. The words are the messages ``key-<id>`` with
dashes for dots. ``command`` names the registry command whose role and presence decide whether the key is alive.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from textual.binding import Binding

FILE_NAME: Final = "keys.toml"


@dataclass(frozen=True, slots=True)
class Key:
    """One action and its keys. ``shown``: its place in the bar of keys, 0 for none."""

    id: str
    keys: str
    action: str
    shown: int = 0
    command: str | None = None
    everywhere: bool = False

    @property
    def text(self) -> str:
        """The message that says what it does."""
        return f"key-{self.id.replace('.', '-')}"

    @property
    def where(self) -> str:
        """The area it belongs to, ``app`` for all of them."""
        return self.id.split(".")[0]


AREAS: Final = ("market", "positions", "signals", "models", "backtest", "logs", "settings")

_APP: Final = (
    *(Key(f"app.{area}", str(number), f"area('{area}')") for number, area in enumerate(AREAS, 1)),
    Key("app.command", "colon", "command_line", 1, everywhere=True),
    Key("app.filter", "slash", "filter", 2, everywhere=True),
    Key("app.help", "question_mark,f1", "help", 3),
    Key("app.palette", "ctrl+p", "palette", 4, everywhere=True),
    Key("app.back", "escape", "back"),
    Key("app.freeze", "p", "freeze", 6),
    Key("app.sort", "s", "sort"),
    Key("app.jump", "ctrl+o", "jump", everywhere=True),
    Key("app.playback", "t", "playback", 8),
    Key("app.flatten", "F", "send('flatten')", 9, command="flatten"),
    Key("app.pause", "P", "send('pause')", command="pause"),
    Key("app.resume", "R", "send('resume')", command="resume"),
    Key("app.theme", "ctrl+t", "next_theme"),
    Key("app.language", "ctrl+l", "next_language"),
    Key("app.export", "e", "export"),
    Key("app.picture", "ctrl+s", "picture"),
    Key("app.drawing", "g", "picture('chart')"),
    Key("app.copy", "y", "copy"),
    Key("app.retry", "ctrl+r", "retry"),
    Key("app.quit", "q,ctrl+q", "quit", 10),
)
_MARKET: Final = (
    Key("market.enter", "enter", "drill", 5),
    Key("market.longer", "right_square_bracket", "timeframe(1)", 7),
    Key("market.shorter", "left_square_bracket", "timeframe(-1)", 7),
    Key("market.zoom", "z", "zoom", 7),
    Key("market.favourite", "space", "favourite"),
    Key("market.nearer", "plus,equals_sign", "nearer(1)"),
    Key("market.farther", "minus", "nearer(-1)"),
    Key("market.left", "left,h", "pan(-1)"),
    Key("market.right", "right,l", "pan(1)"),
    Key("market.newest", "end", "newest"),
    Key("market.log", "L", "log_scale"),
    Key("market.averages", "a", "overlay('averages')"),
    Key("market.bands", "b", "overlay('bands')"),
    Key("market.volume", "v", "overlay('volume')"),
    Key("market.crosshair", "c", "crosshair"),
    Key("market.buy", "B", "send_symbol('enter')", command="enter"),
    Key("market.close", "X", "send_symbol('close')", command="close"),
)
_POSITIONS: Final = (
    Key("positions.enter", "enter", "drill", 5),
    Key("positions.close", "X", "send_symbol('close')", 5, command="close"),
    Key("positions.which", "w", "which", 5),
    Key("positions.chart", "c", "chart", 5),
    Key("positions.unlock", "U", "send_symbol('unlock')", command="unlock"),
    Key("positions.reduce", "D", "send('reduce')", command="reduce"),
    Key("positions.halt", "H", "send('halt')", command="halt"),
)
_SIGNALS: Final = (
    Key("signals.enter", "enter", "drill", 5),
    Key("signals.which", "w", "which", 5),
    Key("signals.chart", "c", "chart", 5),
)
_MODELS: Final = (
    Key("models.enter", "enter", "drill", 5),
    Key("models.retrain", "N", "send_symbol('retrain')", 5, command="retrain"),
    Key("models.promote", "M", "send_symbol('promote')", 5, command="promote"),
    Key("models.rollback", "B", "send_symbol('rollback')", 5, command="rollback"),
    Key("models.expire", "E", "send_symbol('expire')", command="expire"),
    Key("models.drift", "D", "send_symbol('drift')", command="drift"),
)
_BACKTEST: Final = (
    Key("backtest.fill", "f", "fill", 5, command="backtest"),
    Key("backtest.run", "ctrl+g", "run", 5, command="backtest"),
    Key("backtest.compare", "c", "compare", 5, command="backtest"),
)
_LOGS: Final = (
    Key("logs.enter", "enter", "drill", 5),
    Key("logs.which", "w", "which", 5),
    Key("logs.follow", "f,end", "follow", 5),
    Key("logs.next", "n", "find(1)"),
    Key("logs.previous", "N", "find(-1)"),
    Key("logs.wrap", "W", "wrap"),
)
_SETTINGS: Final = (
    Key("settings.enter", "enter,space", "choose", 5),
    Key("settings.which", "w", "which", 5),
)
_PLAYBACK: Final = (
    Key("playback.run", "space", "run_or_stop", 5),
    Key("playback.forward", "full_stop,greater_than_sign", "step(1)", 5),
    Key("playback.back", "comma,less_than_sign", "step(-1)", 5),
    Key("playback.far_forward", "ctrl+right", "step(10)"),
    Key("playback.far_back", "ctrl+left", "step(-10)"),
    Key("playback.faster", "ctrl+up", "speed(1)"),
    Key("playback.slower", "ctrl+down", "speed(-1)"),
    Key("playback.start", "ctrl+home", "seek_end(-1)"),
    Key("playback.finish", "ctrl+end", "seek_end(1)"),
)

KEYS: Final[tuple[Key, ...]] = (
    *_APP, *_MARKET, *_POSITIONS, *_SIGNALS, *_MODELS, *_BACKTEST, *_LOGS, *_SETTINGS, *_PLAYBACK,
)  # fmt: skip
KEY_OF: Final = {key.id: key for key in KEYS}


def bindings(where: str) -> list[Binding]:
    """The table's rows for one area, as Textual wants them. The description is the key's message id."""
    return [
        Binding(key.keys, key.action, key.text, show=key.shown > 0, id=key.id, priority=key.everywhere)
        for key in KEYS
        if key.where == where
    ]


def read_keymap(folder: Path) -> tuple[dict[str, str], list[str]]:
    """The keys somebody chose in ``keys.toml``, and the lines of that file that mean nothing."""
    try:
        found = tomllib.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}, []
    except (OSError, ValueError) as error:
        return {}, [str(error)]
    flat = dict(_flat(found))
    chosen = {name: keys for name, keys in flat.items() if name in KEY_OF and isinstance(keys, str) and keys.strip()}
    return chosen, [*(name for name in flat if name not in chosen), *_clashes(chosen)]


def _clashes(chosen: Mapping[str, str]) -> Iterator[str]:
    """Keys that were given to two actions which can be meant at the same time."""
    for name, keys in chosen.items():
        for other in KEYS:
            near = {KEY_OF[name].where, other.where}
            if other.id == name or (len(near) > 1 and "app" not in near) or "playback" in near:
                continue
            shared = set(keys.split(",")) & set(chosen.get(other.id, other.keys).split(","))
            yield from (f"{name} = {key} = {other.id}" for key in sorted(shared))


def _flat(table: Mapping[str, object], above: str = "") -> Iterator[tuple[str, object]]:
    """``app.quit`` without quotes is a table in a table to TOML; people mean the same with and without."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value

"""What the console remembers between two starts: choices, favourites, what was typed. One small file, written whole."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Final

from locales import LANGUAGES

FILE_NAME: Final = "console.json"
_HISTORY: Final = 200
_CHOICES: Final[Mapping[str, tuple[str | None, ...]]] = {
    "language": (None, *LANGUAGES),
    "number_style": (None, *LANGUAGES),
    "notice": ("off", "bell", "desktop"),
}


@dataclass(slots=True)
class Memory:
    """The choices of one person at one data folder. Everything has a value that suits somebody new."""

    language: str | None = None
    number_style: str | None = None
    theme: str = "night"
    area: str = "market"
    symbol: str | None = None
    timeframe: str | None = None
    favourites: list[str] = field(default_factory=list)
    sorts: dict[str, list[Any]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    chart: dict[str, Any] = field(default_factory=dict)
    flash: bool = True
    notice: str = "off"
    history: list[str] = field(default_factory=list)
    welcomed: bool = False


class MemoryFile:
    """Reads and writes a Memory. What cannot be read is put aside, what cannot be written is done without."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._written: str | None = None
        self.put_aside: Path | None = None
        """Where a file went that could not be read."""

    def load(self) -> Memory:
        """What was remembered; unknown or misshapen entries are left out."""
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return Memory()
        except (OSError, ValueError, RecursionError):
            with contextlib.suppress(OSError):
                self.put_aside = self._path.replace(self._path.with_suffix(".broken"))
            return Memory()
        blank = Memory()
        if not isinstance(found, dict):
            return blank
        fitting = {
            one.name: found[one.name]
            for one in fields(Memory)
            if one.name in found and _fits(one.name, found[one.name], getattr(blank, one.name))
        }
        return Memory(**fitting)

    def save(self, memory: Memory) -> bool:
        """Write it if it changed; False when the folder does not take it."""
        memory.history = memory.history[-_HISTORY:]
        text = json.dumps(asdict(memory), ensure_ascii=False, indent=1) + "\n"
        if text == self._written:
            return True
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=".console-")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            Path(name).replace(self._path)
        except OSError:
            return False
        self._written = text
        return True


def _fits(name: str, value: Any, blank: Any) -> bool:
    """Whether a value has the shape that its readers rely on."""
    if name in _CHOICES:
        return value in _CHOICES[name] if isinstance(value, str | None) else False
    if blank is None:
        return value is None or _is_text(value)
    if not isinstance(value, type(blank)):
        return False
    if name in ("favourites", "history"):
        return _all_text(value)
    if name == "sorts":
        return all(_is_order(order) for order in value.values())
    if name == "lists":
        return _all_text(value.values())
    if name == "chart":
        return all(_all_text(part) if isinstance(part, list) else isinstance(part, bool) for part in value.values())
    return not isinstance(value, str) or _is_text(value)


def _is_text(value: Any) -> bool:
    """JSON can carry halves of letters, which no file and no terminal takes."""
    return isinstance(value, str) and value.isprintable()


def _all_text(values: Iterable[Any]) -> bool:
    return all(_is_text(value) for value in values)


def _is_order(value: Any) -> bool:
    """A column and whether it descends, or nothing."""
    if not isinstance(value, list) or len(value) not in (0, 2):
        return False
    return not value or (_is_text(value[0]) and isinstance(value[1], bool))

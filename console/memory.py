"""What the console remembers between two starts: choices, favourites, what was typed. One small file, written whole."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Final

FILE_NAME: Final = "console.json"
_HISTORY: Final = 200


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

    def load(self) -> Memory:
        """What was remembered; unknown or misshapen entries are left out."""
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return Memory()
        except (OSError, ValueError):
            with contextlib.suppress(OSError):
                self._path.replace(self._path.with_suffix(".broken"))
            return Memory()
        blank = Memory()
        if not isinstance(found, dict):
            return blank
        fitting = {
            one.name: found[one.name]
            for one in fields(Memory)
            if one.name in found and _fits(found[one.name], getattr(blank, one.name))
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


def _fits(value: Any, blank: Any) -> bool:
    if blank is None:
        return value is None or isinstance(value, str)
    return isinstance(value, type(blank))

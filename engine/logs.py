"""Log lines: ``time - level - [TAG] text``, in a rotated file, on the screen of a headless run, and in memory.

No secret passes: neither one that the settings hold nor anything shaped like one.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from collections import deque
from collections.abc import Iterable
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING, Final

from engine.core.secret_shapes import without_secrets

if TYPE_CHECKING:
    from engine.settings import Settings

FILE_NAME: Final = "haidang.log"
FILE_BYTES: Final = 5_000_000
FILES_KEPT: Final = 5
HIDDEN: Final = "***"
_TAGS: Final = {logging.WARNING: "CANH BAO", logging.ERROR: "LOI", logging.CRITICAL: "LOI"}


class Scrubber:
    """Takes secrets out of texts: by value and by shape."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._values = sorted({secret for secret in secrets if len(secret) >= 4}, key=len, reverse=True)

    @classmethod
    def of(cls, settings: Settings) -> Scrubber:
        """Knows every secret of the settings."""
        from pydantic import SecretStr

        values = (getattr(settings, name) for name in type(settings).model_fields)
        return cls(value.get_secret_value() for value in values if isinstance(value, SecretStr))

    def clean(self, text: str) -> str:
        """``text`` without secrets."""
        for value in self._values:
            text = text.replace(value, HIDDEN)
        return without_secrets(text, HIDDEN)


class LineFormatter(logging.Formatter):
    """One line a record, tracebacks included (scrubbed like everything else)."""

    def __init__(self, scrubber: Scrubber) -> None:
        super().__init__("%(asctime)s - %(levelname)s - [%(tag)s] %(message)s", "%Y-%m-%d %H:%M:%S")
        self._scrubber = scrubber

    def format(self, record: logging.LogRecord) -> str:
        """The record as it may be seen by anyone."""
        if not hasattr(record, "tag"):
            record.tag = _TAGS.get(record.levelno, "DU LIEU")
        return self._scrubber.clean(super().format(record))


class PrivateFileHandler(RotatingFileHandler):
    """Rotated files that only their owner can read."""

    def _open(self) -> TextIOWrapper:
        stream = super()._open()
        os.fchmod(stream.fileno(), 0o600)
        return stream


class LogLines(deque[str]):
    """The newest lines, and how many there have been in ``total``."""

    def __init__(self, most: int = 500) -> None:
        super().__init__(maxlen=most)
        self.total = 0

    def append(self, line: str) -> None:
        """Keep one more line; the oldest goes when there is no room."""
        self.total += 1
        super().append(line)


class MemoryHandler(logging.Handler):
    """Keeps the newest lines for the ``logs`` command, but for those that only the machine's owner may read."""

    def __init__(self, lines: LogLines) -> None:
        super().__init__()
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line."""
        if not getattr(record, "not_in_memory", False):
            self._lines.append(self.format(record))


def set_up_logging(settings: Settings, lines: LogLines, *, on_screen: bool) -> list[logging.Handler]:
    """Send the log to file, memory and (headless) stderr; returns the handlers for ``shut_down_logging``."""
    handlers: list[logging.Handler] = [MemoryHandler(lines)]
    handlers += _file_handler(settings.data_dir / "logs")
    if on_screen:
        handlers.append(logging.StreamHandler(sys.stderr))
    formatter = LineFormatter(Scrubber.of(settings))
    root = logging.getLogger()
    root.setLevel(settings.log_level)
    for handler in handlers:
        handler.setFormatter(formatter)
        root.addHandler(handler)
    for noisy in ("asyncio", "ccxt", "aiohttp", "alembic", "matplotlib"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    return handlers


def _file_handler(folder: Path) -> list[logging.Handler]:
    """A full or read-only disk must not keep the engine from starting: then there is no file to write to."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = PrivateFileHandler(folder / FILE_NAME, maxBytes=FILE_BYTES, backupCount=FILES_KEPT, encoding="utf-8")
    except OSError:
        return []
    handler.handleError = lambda record: None  # type: ignore[method-assign] # a full disk is reported by the store
    return [handler]


def shut_down_logging(handlers: list[logging.Handler]) -> None:
    """Flush and let go."""
    root = logging.getLogger()
    for handler in handlers:
        root.removeHandler(handler)
        handler.close()


def write_line(folder: Path, text: str) -> None:
    """One line of a program that has no log of its own; a folder that is not there or not writable is left alone."""
    path = folder / FILE_NAME
    if path.exists():
        record = logging.LogRecord("cli", logging.WARNING, "", 0, "%s", (text,), None)
        with contextlib.suppress(OSError), path.open("a", encoding="utf-8") as log:
            log.write(LineFormatter(Scrubber()).format(record) + "\n")

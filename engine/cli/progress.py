"""A progress bar of our own, on stderr: percent, rate and time left, and nothing where nobody watches."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Final, Self, TextIO

from engine.service.text.layout import padded, width
from locales.formats import duration, percent

_CELLS: Final = 24
_DRAW_SECONDS: Final = 0.1
_LINE_SECONDS: Final = 10.0
"""Without a terminal a line is told this often, so that short work stays silent and long work shows that it lives."""


class ProgressBar:
    """``with ProgressBar() as bar: bar.show("BTC/USDT", done, total, "1.234 nến/giây")``."""

    def __init__(
        self, *, quiet: bool = False, out: TextIO | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._out = sys.stderr if out is None else out
        self._quiet = quiet
        self._live = self._out.isatty()
        self._clock = clock
        self._began = self._told = clock()
        self._drawn = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

    def show(self, label: str, done: float, total: float, rate: str = "", left_ms: float | None = None) -> None:
        """Draw how far it is; more often than a person can see is skipped."""
        now = self._clock()
        last = done >= total
        if self._quiet or (now - self._told < (_DRAW_SECONDS if self._live else _LINE_SECONDS) and not last):
            return
        if last and not self._live and now - self._began < _LINE_SECONDS:
            return
        self._told = now
        share = min(1.0, done / total) if total else 1.0
        bar = "█" * round(share * _CELLS)
        left = "" if left_ms is None or last else f"~{duration(left_ms)}"
        parts = (label, padded(bar, _CELLS) + "▏", percent(share, decimals=0, sign=False), rate, left)
        self._write("  ".join(part for part in parts if part))

    def clear(self) -> None:
        """Take the bar away, so that what is said next starts on a clean line."""
        if self._live and self._drawn:
            self._out.write("\r" + " " * self._drawn + "\r")
            self._out.flush()
            self._drawn = 0

    def _write(self, line: str) -> None:
        if not self._live:
            self._out.write(line + "\n")
        else:
            self._out.write("\r" + padded(line, self._drawn))
            self._drawn = width(line)
        self._out.flush()

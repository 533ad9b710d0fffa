"""A console in a terminal of its own, for benchmarks: started, read, typed into, ended."""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.common import ROOT


class Terminal:
    """Both ends of a pseudo-terminal and the program at one of them."""

    def __init__(self, words: Sequence[str], env: Mapping[str, str], columns: int, rows: int) -> None:
        self._ours, theirs = os.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.child = subprocess.Popen(
            [sys.executable, *words], cwd=ROOT, env={**env, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
            stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
        )  # fmt: skip
        os.close(theirs)
        self.seen = b""

    def read(self, wait: float) -> bytes:
        """What it has drawn since; empty when nothing came in time."""
        if not select.select([self._ours], [], [], wait)[0]:
            return b""
        with contextlib.suppress(OSError):
            self.seen = os.read(self._ours, 262_144)
            return self.seen
        return b""

    def until(self, text: str, seconds: float) -> float:
        """The moment (``perf_counter``) at which ``text`` is drawn."""
        wanted, tail, deadline = text.encode(), b"", time.perf_counter() + seconds
        while time.perf_counter() < deadline:
            tail = (tail + self.read(0.2))[-65_536:]
            if wanted in tail:
                return time.perf_counter()
            if self.child.poll() is not None:
                break
        raise TimeoutError(f"{text!r} was not drawn in {seconds:g} s: {tail[-300:]!r}")

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self._ours, keys.encode())

    def drain(self, seconds: float) -> None:
        """Read for a while: a full terminal would hold the program up."""
        deadline = time.perf_counter() + seconds
        while time.perf_counter() < deadline and self.child.poll() is None:
            self.read(min(0.2, max(0.0, deadline - time.perf_counter())))

    def end(self) -> None:
        """Politely, and if need be not."""
        self.child.send_signal(signal.SIGTERM)
        self.drain(15.0)
        if self.child.poll() is None:
            self.child.kill()
        self.child.wait()
        os.close(self._ours)


@contextlib.contextmanager
def terminal(words: Sequence[str], env: Mapping[str, str], columns: int = 140, rows: int = 40) -> Iterator[Terminal]:
    """A program at a terminal, ended when the block is left."""
    found = Terminal(words, env, columns, rows)
    try:
        yield found
    finally:
        found.end()


def skip_welcome(folder: Path) -> None:
    """As somebody who was here before."""
    (folder / "data").mkdir(parents=True, exist_ok=True)
    (folder / "data" / "console.json").write_text('{"welcomed": true}\n', encoding="utf-8")

"""The runs of this session: one under way at most, and what came of those before. They outlive the area."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from console.bridge import surprise
from console.text.runs import Run
from engine.core.errors import HaiDangError

KEPT: Final = 50
"""Runs that can still be read; an answer may be long, and a console may be open for months."""

Ask = Callable[[str, Mapping[str, Any]], Awaitable[Any]]


class Runs:
    """Held by the application, because areas are built anew when the language changes."""

    def __init__(self) -> None:
        self.done: list[Run] = []
        self.begun = 0
        """How many there have ever been: numbers are given once."""
        self.since: float | None = None
        """When the run under way began, on the clock that only goes forward."""

    def find(self, key: str | None) -> Run | None:
        """The run of a row."""
        return next((run for run in self.done if run.key == key), None)

    async def carry_out(self, ask: Ask, command: str, arguments: Mapping[str, Any]) -> Run:
        """Ask and wait; what goes wrong is kept like an answer."""
        self.since = begun = time.monotonic()
        self.begun += 1
        answer: Any = None
        error: HaiDangError | None = None
        try:
            answer = await ask(command, arguments)
        except HaiDangError as failed:
            error = failed
        except Exception as failed:
            error = surprise(failed)
        finally:
            self.since = None
        took = round(1_000 * (time.monotonic() - begun))
        run = Run(self.begun, round(1_000 * time.time()), took, dict(arguments), answer, error)
        self.done = [*self.done, run][-KEPT:]
        return run

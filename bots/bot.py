"""What a chat face is to the one who runs it."""

from __future__ import annotations

from typing import Protocol


class Bot(Protocol):
    """Connects, answers and delivers until it is cancelled; raises when it cannot go on."""

    async def run(self) -> None:
        """Work until cancelled."""
        ...

"""A few words that a bot keeps from one start to the next."""

from __future__ import annotations

from typing import Protocol


class Remembered(Protocol):
    """A few words kept from one start to the next."""

    async def get(self, key: str) -> str | None:
        """What was kept under ``key``."""
        ...

    async def set(self, key: str, value: str) -> None:
        """Keep ``value`` under ``key``."""
        ...

"""Ways to a service: a running engine, one of our own, or what one has recorded."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from engine.service.port import Service


class Door(Protocol):
    """A way to a service. Opening may take a while and may fail with the error family; it may be tried again."""

    own: bool
    """Whether what is behind the door lives and dies with the one who opened it."""

    async def open(self) -> Service:
        """The service behind the door, opened if it is not."""
        ...

    async def close(self) -> None:
        """Let go of it; harmless when called twice."""
        ...


@runtime_checkable
class Transport(Protocol):
    """The keys of a recorder: a service that plays a recording has them. Moments are milliseconds of market time."""

    async def seek(self, moment: int) -> None:
        """Show the house as it was known at ``moment`` (brought into the recorded span)."""
        ...

    async def step(self, candles: int) -> None:
        """Go so many candles forward, or back when negative, and stand still."""
        ...

    def run(self, speed: float | None) -> None:
        """Play on, so many times faster than life; None stands still."""
        ...

"""What the parts of the application share: the whole they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from console.app import ConsoleApp


class Part:
    """A part of the application, in a file of its own because it has a purpose of its own."""

    @property
    def _self(self) -> ConsoleApp:
        return cast("ConsoleApp", self)

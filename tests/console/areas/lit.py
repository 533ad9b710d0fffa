"""A world in which commands of a later version are there already."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from engine.service.answers import Help
from tests.console.world import World, help_


def lit(**answers: Callable[[Mapping[str, Any]], Any]) -> World:
    """A world that answers these commands, too, and says so in its help."""

    def helped(arguments: Mapping[str, Any]) -> Help:
        rows = help_(arguments).rows
        return Help(tuple(replace(row, available=row.available or row.id in answers) for row in rows))

    return World(help=helped, **answers)

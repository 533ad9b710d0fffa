"""What stands in for the house where a platform's bot is tried without one."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from typing import Any

from bots.common.card import Card, Said
from engine.service.answers import Help, HelpRow
from engine.service.registry import registry


def card(text: str = "67.900,00", title: str = "BTC/USDT") -> Card:
    return Card(title, (Said(text),))


class Post:
    """A post office that only remembers who came for letters."""

    def __init__(self) -> None:
        self.couriers: list[tuple[str, Any]] = []

    async def deliver(self, surface: str, courier: Any) -> None:
        self.couriers.append((surface, courier))
        await asyncio.Event().wait()


class HelpDesk:
    """A service that only knows which commands there are."""

    def __init__(self, available: Collection[str]) -> None:
        self._available = available

    async def call(self, caller: Any, request: Any) -> Help:
        known = self._available
        rows = (HelpRow(spec.id, spec.names, (), spec.role.value, "none", spec.id in known) for spec in registry())
        return Help(tuple(rows))


class Notes(dict[str, str]):
    """A notebook that ends with the test."""

    async def get(self, key: str) -> str | None:  # type: ignore[override]
        return super().get(key)

    async def set(self, key: str, value: str) -> None:
        self[key] = value

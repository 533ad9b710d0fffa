"""People and choices over a store of their own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.service.people.choices import Choices
from engine.service.people.people import People
from engine.settings import Settings
from engine.store.address import sqlite_url
from engine.store.store import Store
from tests.engine.service.people.guests import GUILD, HandClock

LISTED: dict[str, Any] = {
    "telegram_owners": "1", "telegram_operators": "2", "telegram_viewers": "3", "telegram_chats": str(GUILD),
    "discord_owners": "11", "discord_guilds": str(GUILD),
}  # fmt: skip
MakePeople = Callable[..., Awaitable[People]]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(sqlite_url(tmp_path / "people.db")) as opened:
        yield opened


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def make_people(store: Store, clock: HandClock) -> MakePeople:
    """Those that a run with these settings knows, with what earlier runs have stored."""

    async def make(**settings: Any) -> People:
        people = People(store, Settings(**settings), clock)
        await people.load()
        return people

    return make


@pytest.fixture
async def people(make_people: MakePeople) -> People:
    return await make_people(**LISTED)


@pytest.fixture
async def choices(store: Store, clock: HandClock) -> Choices:
    made = Choices(store, Settings(), clock)
    await made.load()
    return made

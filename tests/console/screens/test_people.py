"""Roles are given and taken where people are listed, in few keys, and never without being asked again."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from console.app import ConsoleApp
from console.screens import confirm
from console.screens.confirm import ConfirmScreen
from console.screens.people import PeopleScreen
from console.widgets.tick_table import TickTable
from engine.core.errors import Refused
from engine.core.modes import Role
from engine.service import answers as a
from engine.service.text import render
from locales import LANGUAGES, set_defaults, t
from tests.console.stage import PICTURE, Stage, console, screen_lines, shows, until
from tests.console.world import AT, World

OWNER = a.RoleRow("telegram", "42", "owner", "TELEGRAM_OWNERS", "An")
KNOCK = a.KnockRow("telegram", "123", "Lan", "123", 7, AT)
ROLES = a.Roles((OWNER,), (KNOCK,), (a.PairingRow("discord", "7F3K-92QM"),))


class Door:
    """Grants and revokes as the engine does; what the settings list it refuses to change."""

    def __init__(self) -> None:
        self.granted: dict[str, str] = {}

    def answer(self, arguments: Mapping[str, Any]) -> a.Roles | a.Done:
        action, person = arguments.get("action", "list"), str(arguments.get("person"))
        if action == "list":
            rows = tuple(a.RoleRow("telegram", who, role, "console:an", None, AT) for who, role in self.granted.items())
            return a.Roles((OWNER, *rows), ROLES.knocks, ROLES.codes)
        facts = {"person": person, "surface": "Telegram"}
        if person == OWNER.person:
            raise Refused("err-role-listed", person=person, role="owner", setting="TELEGRAM_OWNERS")
        if action == "revoke":
            del self.granted[person]
            return a.Done("done-role-revoked", facts)
        self.granted[person] = str(arguments["role"])
        return a.Done("done-role-granted", {**facts, "role": str(arguments["role"])})


@pytest.fixture(autouse=True)
def no_tail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confirm, "TAIL_SECONDS", 0.0)


@asynccontextmanager
async def at_the_door(
    folder: Path, size: tuple[int, int] = (140, 40)
) -> AsyncIterator[tuple[Pilot[None], ConsoleApp, Stage, Door]]:
    """The people of the house, reached from the settings area by Enter."""
    door = Door()
    stage = Stage(PICTURE, world=World(role=door.answer))
    app = console(stage, folder)
    app.area_name, app.memory.lists["settings"] = "settings", "house"
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.dealings.available and app.query("#house-scroll"))
        await until(pilot, lambda: app.focused is not None and app.focused.id == "house-scroll")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PeopleScreen) and app.screen.query_one(TickTable).cursor_key)
        yield pilot, app, stage, door


async def agree(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen) and pilot.app.screen.is_mounted)
    await pilot.press("y")
    await until(pilot, lambda: isinstance(pilot.app.screen, PeopleScreen))


@pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_everybody_is_listed_with_the_code_of_the_first_owner(
    size: tuple[int, int], language: str, tmp_path: Path
) -> None:
    set_defaults(language=language, number_style=language)
    async with at_the_door(tmp_path, size) as (pilot, app, _, _):
        lines = await shows(pilot, "7F3K-92QM")
        text = "\n".join(lines)
        for said in ("TELEGRAM_OWNERS" if size[0] > 80 else "An", "Lan", t("people-not-in"), t("role-owner")):
            assert said in text
        assert all(len(line) <= size[0] for line in lines)
        await pilot.press("y")
        assert app.clipboard == render(ROLES)
        await pilot.press("escape")
        assert len(app.screen_stack) == 1


@pytest.mark.parametrize(("key", "role"), [("1", "viewer"), ("2", "operator"), ("3", "owner")])
async def test_a_digit_lets_in_who_knocked_after_a_question(key: str, role: str, tmp_path: Path) -> None:
    async with at_the_door(tmp_path) as (pilot, app, stage, door):
        await pilot.press("down", key)
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        assert door.granted == {}
        await agree(pilot)
        await until(pilot, lambda: door.granted == {"123": role})
        await shows(pilot, t("done-role-granted", person="123", surface="Telegram", role=role))
        lines = "\n".join(screen_lines(app))
        assert t("people-not-in") not in lines
        (sent,) = [asked for asked in stage.asked("role") if asked.get("action") == "grant"]
        assert sent == {"action": "grant", "surface": "telegram", "person": "123", "role": role}


async def test_what_was_granted_is_taken_back_and_a_no_changes_nothing(tmp_path: Path) -> None:
    async with at_the_door(tmp_path) as (pilot, app, _, door):
        await pilot.press("down", "1")
        await agree(pilot)
        await until(pilot, lambda: door.granted)
        await shows(pilot, t("role-viewer"))
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("n")
        await shows(pilot, t("tui-not-done"))
        assert door.granted
        await pilot.press("x")
        await agree(pilot)
        await shows(pilot, t("people-not-in"))
        assert not door.granted


async def test_a_refusal_is_told_where_one_looks(tmp_path: Path) -> None:
    async with at_the_door(tmp_path) as (pilot, _, _, _):
        await pilot.press("home", "1")
        await agree(pilot)
        await shows(pilot, "TELEGRAM_OWNERS")
        await shows(pilot, t("err-role-listed", person="42", role="owner", setting="TELEGRAM_OWNERS")[:40])


async def test_who_may_not_see_people_is_not_led_to_them(tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    app = console(stage, tmp_path, role=Role.VIEWER)
    app.area_name, app.memory.lists["settings"] = "settings", "house"
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.focused is not None and app.focused.id == "house-scroll")
        await pilot.press("enter")
        await pilot.pause()
        assert len(app.screen_stack) == 1
        assert not stage.asked("role")
        assert not any(t("settings-house-hint") in line for line in screen_lines(app))

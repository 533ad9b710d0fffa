"""Who may do what as rows to act on: people with a role, then those who wait at the door."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from console.look.tones import Look
from console.tables.cells import Cell, Row
from console.tables.columns import Column
from engine.core.modes import Role
from engine.service.answers import KnockRow, RoleRow, Roles
from engine.service.text import words
from engine.service.text.people import role_origin
from locales import t
from locales.formats import DASH, date_time

ROLES: Final = (Role.VIEWER, Role.OPERATOR, Role.OWNER)
"""What can be granted, the least first."""
_ID: Final = 19
"""Digits of the longest ids that there are."""


def people_columns() -> tuple[Column, ...]:
    """Where, who, as what, and since when."""
    return (
        Column("surface", t("cli-surface"), width=8, sortable=False),
        Column("person", t("people-id"), width=_ID, sortable=False),
        Column("name", t("cli-name"), width=14, sortable=False),
        Column("role", t("cli-role"), width=15, sortable=False),
        Column("origin", t("people-origin"), flex=30, rank=1, sortable=False),
    )


def people_rows(roles: Roles, look: Look) -> list[Row]:
    """A row for each person; its key is what a command needs to name them."""
    return [_one(row, look) for row in roles.rows] + [_at_the_door(row, look) for row in strangers(roles)]


def person_of(key: str) -> tuple[str, str]:
    """The platform and the id of the person in a row."""
    surface, _, person = key.partition(":")
    return surface, person


def strangers(roles: Roles) -> list[KnockRow]:
    """Those who were not let in and have no role, each once, the latest first."""
    known = {(row.surface, row.person) for row in roles.rows}
    found: dict[tuple[str, str], KnockRow] = {}
    for knock in sorted(roles.knocks, key=lambda knock: -knock.last_at):
        if (knock.surface, knock.person) not in known:
            found.setdefault((knock.surface, knock.person), knock)
    return list(found.values())


def turned_away(roles: Roles, surface: str) -> list[KnockRow]:
    """Who was not let in on a platform, and has not been given a role since."""
    since = {(row.surface, row.person): row.since for row in roles.rows}

    def is_settled(knock: KnockRow) -> bool:
        granted = since.get((knock.surface, knock.person))
        return granted is not None and granted >= knock.last_at

    return [knock for knock in roles.knocks if knock.surface == surface and not is_settled(knock)]


def counted(rows: Sequence[RoleRow], surface: str) -> str:
    """How many people of each role a platform lets in, the highest first; nothing where it lets in nobody."""
    held = [row.role for row in rows if row.surface == surface]
    counts = [(role.value, held.count(role.value)) for role in reversed(ROLES)]
    return " · ".join(t("people-count", role=role, count=count) for role, count in counts if count)


def _one(row: RoleRow, look: Look) -> Row:
    return Row(
        f"{row.surface}:{row.person}",
        (
            Cell(row.surface.capitalize(), look.muted),
            Cell(row.person, look.text),
            Cell(row.name or DASH, look.text),
            Cell(words.word("role", row.role), look.strong),
            Cell(role_origin(row), look.muted),
        ),
    )


def _at_the_door(knock: KnockRow, look: Look) -> Row:
    return Row(
        f"{knock.surface}:{knock.person}",
        (
            Cell(knock.surface.capitalize(), look.muted),
            Cell(knock.person, look.text),
            Cell(knock.name or DASH, look.text),
            Cell(f"○ {t('people-not-in')}", look.warn),
            Cell(t("people-knocked", count=knock.count, at=date_time(knock.last_at)), look.muted),
        ),
    )

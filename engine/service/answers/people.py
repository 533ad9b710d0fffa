"""Answers about people, and about the settings that let them in."""

from __future__ import annotations

from dataclasses import dataclass

from engine.service.answers.house import SettingRow


@dataclass(frozen=True, slots=True)
class WhoAmI:
    """Answer of ``whoami``. ``place`` is the chat it was asked in; ``place_language`` what that chat chose."""

    surface: str
    actor: str
    role: str
    language: str
    place: str | None = None
    place_language: str | None = None
    number_style: str | None = None


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A person's role. ``origin``: the setting that gives it, or who granted it and ``since`` when.

    ``name`` is what the person was called when they last wrote to the bot.
    """

    surface: str
    person: str
    role: str
    origin: str
    name: str | None = None
    since: int | None = None


@dataclass(frozen=True, slots=True)
class KnockRow:
    """Somebody who was not let in."""

    surface: str
    person: str
    name: str
    place: str
    count: int
    last_at: int


@dataclass(frozen=True, slots=True)
class PairingRow:
    """The one-time code of a platform that has no owner yet; only told on the machine itself."""

    surface: str
    code: str


@dataclass(frozen=True, slots=True)
class Roles:
    """Answer of ``role list``: who may do what, who was not let in lately, and how a first owner comes in."""

    rows: tuple[RoleRow, ...]
    knocks: tuple[KnockRow, ...]
    codes: tuple[PairingRow, ...]


@dataclass(frozen=True, slots=True)
class Reloaded:
    """Answer of ``reload``: settings that changed since the start. ``waiting`` ones need a restart."""

    in_force: tuple[SettingRow, ...]
    waiting: tuple[SettingRow, ...]

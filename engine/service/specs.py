"""How a command is declared: once, for every surface."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from engine.core.modes import Danger, EngineState, Role
from locales import current_language


class Kind(StrEnum):
    """What a parameter is, which decides how it is read, completed and offered."""

    SYMBOL = "symbol"
    TIMEFRAME = "timeframe"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MOMENT = "moment"
    CHOICE = "choice"
    WORD = "word"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter. ``TEXT`` takes the rest of the line and therefore stands last."""

    name: str
    kind: Kind
    required: bool = False
    choices: tuple[str, ...] = ()
    default: str | None = None
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class CommandSpec:
    """A command: its id is the English name and the base name of the slash command.

    ``names`` are the Vietnamese one without marks and as it is spoken; ``aliases`` are what else people type.
    ``writes`` tells commands that change something from questions. Texts are the messages ``cmd-<id>`` (one line) and
    ``cmd-<id>-help``; parameters are explained by ``param-<name>``. ``asks_in``: states of the engine in which a
    command that otherwise asks nothing asks first. ``looks_bare``: with nothing behind it, it only shows.
    """

    id: str
    names: tuple[str, ...] = ()
    params: tuple[Param, ...] = ()
    role: Role = Role.VIEWER
    danger: Danger = Danger.NONE
    writes: bool = False
    money: bool = False
    role_by_choice: tuple[tuple[str, Role], ...] = ()
    aliases: tuple[str, ...] = ()
    asks_in: tuple[EngineState, ...] = ()
    looks_bare: bool = False

    def danger_in(self, state: str) -> Danger:
        """How dangerous it is while the engine is in ``state``."""
        return Danger.ASK if self.danger is Danger.NONE and state in self.asks_in else self.danger

    @property
    def further_names(self) -> tuple[str, ...]:
        """All its names beside the id."""
        return (*self.names, *self.aliases)

    @property
    def all_names(self) -> tuple[str, ...]:
        """The id and its further names."""
        return (self.id, *self.further_names)

    @property
    def shown_name(self) -> str:
        """Its name in the reader's language: with its marks in Vietnamese, the id in English."""
        return self.names[-1] if self.names and current_language() == "vi" else self.id

    def role_for(self, arguments: Mapping[str, object]) -> Role:
        """The role that these arguments need: looking may be freer than changing."""
        for name, role in self.role_by_choice:
            if name in arguments.values():
                return role
        return self.role

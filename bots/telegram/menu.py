"""The commands that Telegram offers while somebody types: by language, by role, by chat."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from telegram import BotCommand, BotCommandScope, BotCommandScopeChat, BotCommandScopeDefault

from bots.common.house_facts import is_open
from engine.core.modes import Role
from engine.service.registry import registry
from locales import t, use_language

if TYPE_CHECKING:
    from engine.service.specs import CommandSpec

_DESCRIPTION: Final = 256
_MOST: Final = 100
_FIRST: Final = "start"


@dataclass(frozen=True, slots=True)
class Offer:
    """A list of commands. ``chat`` None is everywhere else; ``language`` "" is for all whose language has no list."""

    chat: int | None
    language: str
    commands: tuple[tuple[str, str], ...]

    @property
    def scope(self) -> BotCommandScope:
        """As Telegram names where it holds."""
        return BotCommandScopeDefault() if self.chat is None else BotCommandScopeChat(self.chat)

    @property
    def name(self) -> str:
        """What it is remembered by."""
        return f"{self.chat or 'default'}:{self.language}"


def offers(
    available: Collection[str], people: Mapping[int, Role], groups: Collection[int], chosen: Mapping[int, str]
) -> Iterator[Offer]:
    """Every list: for all, for each person with a role in private, for each served group.

    ``chosen``: the language that a chat, or a person in private, has chosen, which then holds whatever their client
    speaks. Otherwise it is Vietnamese, and English for clients that speak English.
    """
    yield from _in_languages(None, Role.PUBLIC, available, None)
    for group in groups:
        if group not in people:
            yield from _in_languages(group, Role.PUBLIC, available, chosen.get(group))
    for person, role in people.items():
        yield from _in_languages(person, role, available, chosen.get(person))


def _in_languages(chat: int | None, role: Role, available: Collection[str], chosen: str | None) -> Iterator[Offer]:
    yield Offer(chat, "", commands_for(role, chosen or "vi", available))
    yield Offer(chat, "en", commands_for(role, chosen or "en", available))


def commands_for(role: Role, language: str, available: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Names as they are typed and what they do, the menu first."""
    with use_language(language):
        specs = [spec for spec in registry() if is_open(spec, role, available)]
        specs.sort(key=lambda spec: spec.id != _FIRST)
        return tuple((_name(spec, language), t(f"cmd-{spec.id}")[:_DESCRIPTION]) for spec in specs[:_MOST])


def as_telegram(offer: Offer) -> list[BotCommand]:
    """The list as the library takes it."""
    return [BotCommand(name, text) for name, text in offer.commands]


def _name(spec: CommandSpec, language: str) -> str:
    """Telegram knows no accents: the Vietnamese name without marks, or the id."""
    return spec.names[0] if language == "vi" and spec.names else spec.id

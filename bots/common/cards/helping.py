"""help and start: the commands by what they are for, or one of them in full."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bots.common.card import Block, Card, Facts, Said, Tone
from bots.common.cards.parts import facts
from engine.service.answers import Help, HelpRow
from engine.service.registry import registry
from engine.service.specs import Param
from engine.service.text import words
from locales import current_language, t

_BEGINS: Final[Mapping[str, str]] = {
    "ping": "market",
    "positions": "book",
    "models": "health",
    "pause": "control",
    "retrain": "models",
    "watch": "people",
    "reload": "keeping",
}
"""First command of each purpose, in the order of the catalogue."""


def help_card(answer: Help, sign: str) -> Card:
    """All commands that can be used now, or one in full."""
    if answer.one and answer.rows:
        return _in_full(answer.rows[0], sign)
    usable = {row.id: row for row in answer.rows if row.available}
    if not usable:
        return Card(t("card-help"), (Said(t("card-help-none")),), Tone.QUIET, "❔")
    blocks = [block for purpose, rows in _by_purpose(usable) for block in _part(purpose, rows, sign)]
    more = t(
        "card-help-more", example=f"{sign}{_name(usable.get('help'), 'help')} {_name(usable.get('price'), 'price')}"
    )
    return Card(t("card-help"), tuple(blocks), mark="❔", footer=more)


def _by_purpose(usable: Mapping[str, HelpRow]) -> list[tuple[str, list[HelpRow]]]:
    parts: list[tuple[str, list[HelpRow]]] = []
    for spec in registry():
        if spec.id in _BEGINS:
            parts.append((_BEGINS[spec.id], []))
        if spec.id in usable:
            parts[-1][1].append(usable[spec.id])
    return [part for part in parts if part[1]]


def _part(purpose: str, rows: list[HelpRow], sign: str) -> tuple[Block, Block]:
    lines = tuple((_usage(row, sign), t(f"cmd-{row.id}")) for row in rows)
    return Said(t(f"card-help-{purpose}"), strong=True), Facts(lines)


def _usage(row: HelpRow, sign: str) -> str:
    return " ".join((f"{sign}{_name(row, row.id)}", *map(_param, registry().get(row.id).params)))


def _name(row: HelpRow | None, command: str) -> str:
    """As it is typed: without marks in Vietnamese, so that it can also be a slash command."""
    names = registry().get(command).names if row is None else row.names
    return names[0] if names and current_language() == "vi" else command


def _param(param: Param) -> str:
    name = t(f"line-param-{param.name}")
    return f"<{name}>" if param.required else f"[{name}]"


def _in_full(row: HelpRow, sign: str) -> Card:
    others = [name for name in (row.id, *row.names) if name != _name(row, row.id)]
    danger = words.word("danger", row.danger)
    return Card(
        _usage(row, sign),
        tuple(
            block
            for block in (
                Said(t(f"cmd-{row.id}"), strong=True),
                Said(t(f"cmd-{row.id}-help")),
                facts(*((t(f"line-param-{p.name}"), _meaning(p)) for p in registry().get(row.id).params)),
                facts(
                    (t("cli-names"), ", ".join(others)),
                    (t("cli-role"), words.word("role", row.role)),
                    (t("cli-danger"), danger),
                ),
                None if row.available else Said(t("cli-later-long")),
            )
            if block is not None
        ),
        mark="❔",
    )


def _meaning(param: Param) -> str:
    said = t(f"param-{param.name}")
    return said if param.required else t("card-help-optional", meaning=said)

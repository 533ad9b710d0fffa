"""The engine's settings as rows: value, where it comes from, what it means, and how it is changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from console.look.tones import Look
from console.tables.cells import Cell, Row
from console.tables.columns import Column
from engine.service.answers import SettingRow
from engine.service.handlers.reloading import WHILE_RUNNING
from engine.service.text import words
from locales import t
from locales.catalogue import has
from locales.formats import DASH

_DEFAULT: Final = "default"
_SECRET: Final = "***"  # noqa: S105 - what the engine says instead of one


def setting_columns() -> tuple[Column, ...]:
    """The name never goes; what it means has room on wide screens."""
    return (
        Column("name", t("cli-setting"), width=25),
        Column("value", t("cli-value"), flex=12),
        Column("origin", t("cli-origin"), width=15, rank=1),
        Column("meaning", t("docs-settings-meaning"), flex=34, rank=2, sortable=False),
    )


def setting_rows(rows: Iterable[SettingRow], look: Look) -> list[Row]:
    """A row a setting, in the order of the engine; what somebody has set bears a mark."""
    return [Row(row.name, _cells(row, look)) for row in rows]


def _cells(row: SettingRow, look: Look) -> tuple[Cell, ...]:
    own = row.origin != _DEFAULT
    return (
        Cell(f"{'●' if own else ' '} {row.name}", look.strong if own else look.text, sort=row.name),
        Cell(row.value or DASH, look.text if row.value else look.faint, sort=row.value or None),
        Cell(origin_in_words(row), look.accent if own else look.muted, sort=row.origin),
        Cell(meaning_of(row.name), look.muted),
    )


def origin_in_words(row: SettingRow) -> str:
    """Where its value comes from."""
    return words.word("cli-origin", row.origin)


def meaning_of(name: str) -> str:
    """What a setting is for; an engine newer than this console may have some that it does not know."""
    key = f"setting-{name.lower().replace('_', '-')}"
    return t(key) if has(key) else t("settings-unknown")


def setting_entry(row: SettingRow, *, attached: bool) -> str:
    """One setting in full, and how it is changed."""
    lines = [row.name, "", meaning_of(row.name), ""]
    lines.append(t("settings-value-is", value=row.value or DASH))
    lines.append(t("settings-origin-is", origin=origin_in_words(row)))
    if row.value == _SECRET:
        lines.append(t("settings-secret"))
    lines += ["", how_to_change(row)]
    if attached:
        lines.append(t("settings-attached"))
    return "\n".join(lines)


def how_to_change(row: SettingRow) -> str:
    """What to write where; what stands above ``.env`` must be changed where it stands."""
    if row.origin == "environment":
        return t("settings-change-environment", name=row.name)
    if row.origin == "command line":
        return t("settings-change-command-line", name=row.name)
    return t("settings-change-reload" if row.name.lower() in WHILE_RUNNING else "settings-change-file", name=row.name)

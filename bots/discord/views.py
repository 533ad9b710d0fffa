"""Buttons and forms as Discord's components. What is pressed comes back as ``custom_id``, so nothing is kept here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import discord
from discord import ui

from bots.common.plain import one_line
from bots.common.reply import Button, Form, Look

_STYLES: Final[Mapping[Look, discord.ButtonStyle]] = {
    Look.PLAIN: discord.ButtonStyle.secondary,
    Look.CHIEF: discord.ButtonStyle.primary,
    Look.DANGER: discord.ButtonStyle.danger,
}
_TITLE: Final = 45
_LABEL: Final = 45
_HINT: Final = 100
_MOST_FIELDS: Final = 5
_MOST_LETTERS: Final = 200


def view_of(rows: tuple[tuple[Button, ...], ...]) -> ui.View | None:
    """The rows as a view; None without buttons. The library is told to forget it: presses arrive as bare actions."""
    if not rows:
        return None
    view = ui.View(timeout=None)
    for place, row in enumerate(rows):
        for button in row:
            view.add_item(ui.Button(label=button.label, custom_id=button.action, style=_STYLES[button.look], row=place))
    view.stop()
    return view


def modal_of(form: Form) -> ui.Modal:
    """The form as a modal whose submission carries the form's action."""
    modal = ui.Modal(title=_cut(form.title, _TITLE), custom_id=form.action, timeout=None)
    for field in form.fields[:_MOST_FIELDS]:
        entry: ui.TextInput[ui.Modal] = ui.TextInput(
            custom_id=field.name,
            required=field.required,
            placeholder=_cut(field.hint, _HINT) or None,
            max_length=_MOST_LETTERS,
        )
        modal.add_item(ui.Label(text=_cut(field.label, _LABEL), component=entry))
    modal.stop()
    return modal


def values_of(components: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """What was filled in, by field; empty ones are left out."""
    found: dict[str, str] = {}
    for component in components:
        inner = component.get("component")
        found |= values_of([*component.get("components", ()), *([inner] if inner else ())])
        value = component.get("value")
        if "custom_id" in component and isinstance(value, str) and value.strip():
            found[component["custom_id"]] = value.strip()
    return found


def _cut(text: str, most: int) -> str:
    text = one_line(text)
    return text if len(text) <= most else text[: most - 1] + "…"

"""Buttons, selects and forms as Discord allows them, and finding one that a person sees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.fakes.discord_form import Form, Path

Json = dict[str, Any]

ROW, BUTTON, STRING_SELECT, TEXT_INPUT, LABEL = 1, 2, 3, 4, 18
SELECTS = (STRING_SELECT, 5, 6, 7, 8)
LAYOUTS = (9, 10, 12, 13, 14, 17)
LINK, PREMIUM = 5, 6


def walk(components: list[Json]) -> Iterator[Json]:
    """Every component, however deep."""
    for each in components:
        yield each
        yield from walk(each.get("components") or [])
        yield from walk([each[name] for name in ("accessory", "component") if each.get(name)])


def pressable(components: list[Json]) -> list[Json]:
    """The buttons and selects."""
    return [each for each in walk(components) if each.get("type") in (BUTTON, *SELECTS)]


def face(component: Json) -> str:
    """What a person reads on it: its label, else its emoji, else its placeholder."""
    emoji = (component.get("emoji") or {}).get("name") or ""
    return component.get("label") or emoji or component.get("placeholder") or ""


def find(components: list[Json], what: str, kinds: tuple[int, ...]) -> Json:
    """The one component of ``kinds`` with this label, emoji or custom_id; or the only one when ``what`` is empty."""
    all_of_them = [each for each in walk(components) if each.get("type") in kinds]
    for matches in (
        lambda each: not what or what in (face(each), each.get("custom_id")),
        lambda each: what.casefold() in face(each).casefold(),
    ):
        found = [each for each in all_of_them if matches(each)]
        if len(found) == 1:
            return found[0]
    seen = [f"{face(each)!r} ({each.get('custom_id')})" for each in all_of_them]
    raise AssertionError(f"{what!r} is not exactly one of {seen}")


def texts(components: list[Json]) -> list[str]:
    """The texts that layout components show."""
    return [each["content"] for each in walk(components) if each.get("type") == 10]


# --- rules ----------------------------------------------------------------------------------------------------------
def check_message_components(form: Form, components: Any, *, layout: bool) -> None:
    """Buttons and selects below a message; ``layout`` is whether the message is made of components alone."""
    path: Path = ("components",)
    form.count(path, components, 40 if layout else 5)
    if not isinstance(components, list):
        return
    if layout and len(list(walk(components))) > 40:
        form.add(path, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", "The maximum number of total components is 40")
    for index, each in enumerate(components):
        if each.get("type") == ROW:
            _check_row(form, (*path, index, "components"), each.get("components"))
        elif not layout or each.get("type") not in LAYOUTS:
            form.add((*path, index, "type"), "UNION_TYPE_CHOICES", 'Value of field "type" must be one of (1,).')
        else:
            for inner in pressable([each]):
                _check_pressable(form, (*path, index, "components"), inner)
    names = [each["custom_id"] for each in pressable(components) if each.get("custom_id")]
    form.unique(path, names, "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")


def _check_row(form: Form, path: Path, row: Any) -> None:
    form.count(path, row, 5, 1)
    if not isinstance(row, list):
        return
    kinds = [each.get("type") for each in row]
    if any(kind in SELECTS for kind in kinds) and len(kinds) > 1:
        form.add(path, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width")
    for index, each in enumerate(row):
        _check_pressable(form, (*path, index), each)


def _check_pressable(form: Form, path: Path, each: Json) -> None:
    if each.get("type") == BUTTON:
        _check_button(form, path, each)
    elif each.get("type") in SELECTS:
        _check_select(form, path, each)
    else:
        form.add((*path, "type"), "UNION_TYPE_CHOICES", 'Value of field "type" must be one of (2, 3, 5, 6, 7, 8).')


def _check_button(form: Form, path: Path, each: Json) -> None:
    style = each.get("style")
    if style not in range(1, 7):
        form.add((*path, "style"), "BASE_TYPE_CHOICES", "Value must be one of (1, 2, 3, 4, 5, 6).")
    form.length((*path, "label"), each.get("label"), 80)
    if style == LINK:
        form.length((*path, "url"), each.get("url"), 512, needed=True)
        if each.get("custom_id"):
            form.add((*path, "custom_id"), "BUTTON_COMPONENT_CUSTOM_ID_FORBIDDEN", "A link has no custom id")
    elif style != PREMIUM:
        form.length((*path, "custom_id"), each.get("custom_id"), 100, 1, needed=True)
    if style != PREMIUM and not each.get("label") and not each.get("emoji"):
        form.add(path, "BUTTON_COMPONENT_LABEL_REQUIRED", "A button must have a label or an emoji")


def _check_select(form: Form, path: Path, each: Json) -> None:
    form.length((*path, "custom_id"), each.get("custom_id"), 100, 1, needed=True)
    form.length((*path, "placeholder"), each.get("placeholder"), 150)
    for name, most in (("min_values", 25), ("max_values", 25)):
        value = each.get(name)
        if value is not None and not (1 if name == "max_values" else 0) <= value <= most:
            form.add((*path, name), "NUMBER_TYPE_MAX", f"int value should be less than or equal to {most}.")
    if each.get("type") != STRING_SELECT:
        return
    options = each.get("options")
    form.count((*path, "options"), options, 25, 1)
    for index, option in enumerate(options or []):
        here = (*path, "options", index)
        form.length((*here, "label"), option.get("label"), 100, 1, needed=True)
        form.length((*here, "value"), option.get("value"), 100, 1, needed=True)
        form.length((*here, "description"), option.get("description"), 100)
    values = [option.get("value") for option in options or []]
    form.unique((*path, "options"), values, "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The value is already used")


def check_modal(form: Form, modal: Json) -> None:
    """A form that pops up."""
    form.length(("data", "title"), modal.get("title"), 45, 1, needed=True)
    form.length(("data", "custom_id"), modal.get("custom_id"), 100, 1, needed=True)
    components = modal.get("components")
    form.count(("data", "components"), components, 5, 1)
    for index, each in enumerate(components or []):
        path: Path = ("data", "components", index)
        if each.get("type") == ROW:
            form.count((*path, "components"), each.get("components"), 1, 1)
            for inner in each.get("components") or []:
                form.length((*path, "components", 0, "label"), inner.get("label"), 45, 1, needed=True)
                _check_field(form, (*path, "components", 0), inner)
        elif each.get("type") == LABEL:
            form.length((*path, "label"), each.get("label"), 45, 1, needed=True)
            form.length((*path, "description"), each.get("description"), 100)
            _check_field(form, (*path, "component"), each.get("component") or {})
        elif each.get("type") != 10:
            form.add((*path, "type"), "UNION_TYPE_CHOICES", 'Value of field "type" must be one of (1, 10, 18).')
    names = [each["custom_id"] for each in walk(components or []) if each.get("custom_id")]
    form.unique(
        ("data", "components"), names, "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated"
    )


def _check_field(form: Form, path: Path, each: Json) -> None:
    if each.get("type") in SELECTS:
        _check_select(form, path, each)
        return
    form.length((*path, "custom_id"), each.get("custom_id"), 100, 1, needed=True)
    if each.get("type") != TEXT_INPUT:
        return
    form.length((*path, "placeholder"), each.get("placeholder"), 100)
    form.length((*path, "value"), each.get("value"), 4000)
    if each.get("style") not in (1, 2):
        form.add((*path, "style"), "BASE_TYPE_CHOICES", "Value must be one of (1, 2).")
    for name, least in (("min_length", 0), ("max_length", 1)):
        if each.get(name) is not None and not least <= each[name] <= 4000:
            form.add((*path, name), "NUMBER_TYPE_MAX", "int value should be less than or equal to 4000.")

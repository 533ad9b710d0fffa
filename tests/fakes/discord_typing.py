"""What Discord's own programs send when a person runs a command, chooses or fills in a form; or refuse to send."""

from __future__ import annotations

from typing import Any

from tests.fakes.discord_commands import BOOLEAN, CHANNEL, INTEGER, NUMBER, STRING, USER, Commands, names_of
from tests.fakes.discord_components import LABEL, ROW, SELECTS, STRING_SELECT, TEXT_INPUT, walk
from tests.fakes.discord_world import Json, World


def command_data(
    commands: Commands, world: World, guild: int | None, name: str, given: dict[str, Any], focused: str | None = None
) -> Json:
    """A typed command ("price", or "alert add" for a subcommand); ``focused`` is the option being typed."""
    first, *rest = name.split()
    command = commands.find(first, guild)
    top: Json = {"id": command["id"], "name": command["name"], "type": command["type"], "options": []}
    if "guild_id" in command:
        top["guild_id"] = command["guild_id"]
    specs, inner = command["options"], top
    for part in rest:
        spec = next((each for each in specs if part in names_of(each) and each["type"] in (1, 2)), None)
        assert spec is not None, f"/{name}: there is no {part!r}"
        step: Json = {"name": spec["name"], "type": spec["type"], "options": []}
        inner["options"].append(step)
        specs, inner = spec.get("options") or [], step
    nested = [each["name"] for each in specs if each["type"] in (1, 2)]
    assert not nested, f"/{name} must be followed by one of {nested}"
    resolved: Json = {}
    inner["options"] = _options(specs, given, world, resolved, focused)
    return top | {"resolved": resolved} if resolved else top


def _options(specs: list[Json], given: dict[str, Any], world: World, resolved: Json, focused: str | None) -> list[Json]:
    unknown = [each for each in given if not any(each in names_of(spec) for spec in specs)]
    assert not unknown, f"no options {unknown}; there are {[each['name'] for each in specs]}"
    made = []
    for spec in specs:
        names = names_of(spec)
        value = next((value for key, value in given.items() if key in names), None)
        if focused in names:
            assert spec.get("autocomplete"), f"{focused} suggests nothing while typing"
            made.append({"name": spec["name"], "type": spec["type"], "value": str(value or ""), "focused": True})
        elif value is not None:
            made.append({"name": spec["name"], "type": spec["type"], "value": _value(spec, value, world, resolved)})
        else:
            assert focused or not spec.get("required"), f"{spec['name']} is required"
    return made


def _value(spec: Json, value: Any, world: World, resolved: Json) -> Any:
    kind, name = spec["type"], spec["name"]
    if spec.get("choices"):
        found = next((each for each in spec["choices"] if value == each["value"] or value in names_of(each)), None)
        assert found is not None, f"{name}: {value!r} is none of {[each['name'] for each in spec['choices']]}"
        return found["value"]
    if kind == USER:
        resolved.setdefault("users", {})[str(value)] = world.users[int(value)].wire()
        return str(value)
    if kind == CHANNEL:
        resolved.setdefault("channels", {})[str(value)] = world.channels[int(value)].wire(world.bot.id)
        return str(value)
    made = {STRING: str, INTEGER: int, NUMBER: float, BOOLEAN: bool}[kind](value)
    size = len(made) if kind == STRING else made
    least, most = (spec.get(f"{end}_{'length' if kind == STRING else 'value'}") for end in ("min", "max"))
    fits = (least is None or size >= least) and (most is None or size <= most)
    assert fits, f"{name}: {value!r} is not between {least} and {most}"
    return made


def chosen(select: Json, wanted: list[str]) -> list[str]:
    """The values of what somebody chooses in a select, by label or value."""
    least, most = select.get("min_values", 1), select.get("max_values", 1)
    assert least <= len(wanted) <= most, f"{least} to {most} can be chosen, not {len(wanted)}"
    if select["type"] != STRING_SELECT:
        return wanted
    offered = {each["label"]: each["value"] for each in select["options"]}
    missing = [each for each in wanted if each not in offered and each not in offered.values()]
    assert not missing, f"{missing} are none of {offered}"
    return [offered.get(each, each) for each in wanted]


def filled(modal: Json, given: dict[str, Any]) -> list[Json]:
    """A form as it is sent, ``given`` by label or custom_id; what is left out stays as it was shown."""
    known: set[str] = set()
    made = []
    for each in modal["components"]:
        fields = [one for one in walk([each]) if one.get("custom_id")]
        sent = []
        for one in fields:
            names = {one["custom_id"], one.get("label") or each.get("label") or ""}
            known |= names
            sent.append(_field(one, next((given[key] for key in given if key in names), None)))
        if each["type"] == ROW:
            made.append({"type": ROW, "components": sent})
        elif each["type"] == LABEL:
            made.append({"type": LABEL, "component": sent[0]})
    assert not set(given) - known, f"no fields {set(given) - known}; there are {known}"
    return made


def _field(field: Json, value: Any) -> Json:
    base = {"type": field["type"], "custom_id": field["custom_id"]}
    needed = field.get("required", True)
    if field["type"] in SELECTS:
        assert value or not needed, f"{field['custom_id']} is required"
        return base | {"values": chosen(field, [value] if isinstance(value, str) else list(value or []))}
    assert field["type"] == TEXT_INPUT, f"a field of type {field['type']} cannot be filled in here"
    text = str(value if value is not None else field.get("value") or "")
    assert text or not needed, f"{field['custom_id']} is required"
    if text:
        least, most = field.get("min_length") or 0, field.get("max_length") or 4000
        assert least <= len(text) <= most, f"{field['custom_id']}: {text!r} is not {least} to {most} long"
    return base | {"value": text}

"""How the local Discord shows on a terminal what a person would see in a window."""

from __future__ import annotations

from pathlib import Path

from tests.fakes.discord_components import BUTTON, TEXT_INPUT, face, pressable, walk
from tests.fakes.discord_interactions import MODAL, SUGGEST, Interaction
from tests.fakes.discord_message import Message


def show_message(message: Message, folder: Path) -> str:
    """A message with its embeds, buttons and files, which are to be found in ``folder``."""
    place = f"#{message.channel.name}" if message.channel.guild else "in private"
    marks = [
        *(["deleted"] if message.deleted else []), *(["edited"] if message.edits else []),
        *(["silent"] if message.quiet else []), *([f"only {message.only_for} sees it"] if message.ephemeral else []),
        *([f"pings {', '.join(sorted(message.pings))}"] if message.pings else []),
    ]  # fmt: skip
    lines = [f"--- {message.author.name} {place} {message.id} {'; '.join(marks)}".rstrip()]
    if message.deleted:
        return lines[0]
    if message.thinking:
        return "\n".join([*lines, "  (thinking)"])
    lines += [f"  {line}" for line in message.content.splitlines()]
    for embed in message.embeds:
        lines += [f"  | {line}" for line in _embed_lines(embed)]
    shown = [_pressable(each) for each in pressable(message.components)]
    lines += [f"  {' '.join(shown)}"] if shown else []
    lines += [f"  missing picture: {name}" for name in message.broken_images]
    lines += [f"  file: {_path(folder, message, name)}" for name in message.files]
    return "\n".join(lines)


def _embed_lines(embed: dict) -> list[str]:
    lines = [(embed.get("author") or {}).get("name"), embed.get("title"), embed.get("description")]
    lines += [f"{each['name']}: {each['value']}" for each in embed.get("fields") or []]
    lines += [f"(picture {(embed.get('image') or {}).get('url')})"] if embed.get("image") else []
    lines.append((embed.get("footer") or {}).get("text"))
    return [line for each in lines if each for line in each.splitlines()]


def _pressable(component: dict) -> str:
    off = " off" if component.get("disabled") else ""
    if component["type"] == BUTTON:
        return f"[{face(component)}{off}]"
    options = ", ".join(each["label"] for each in component.get("options") or [])
    return f"<{face(component) or component['custom_id']}{off}: {options}>"


def _path(folder: Path, message: Message, name: str) -> Path:
    return folder / f"{message.id}-{Path(name).name}"


def save_files(message: Message, folder: Path) -> None:
    """Put what is attached where ``show_message`` says."""
    for name, data in message.files.items():
        folder.mkdir(parents=True, exist_ok=True)
        _path(folder, message, name).write_bytes(data)


def show_interaction(asked: Interaction) -> str:
    """What came of it besides messages: a form or suggestions."""
    if asked.answer == SUGGEST:
        return "--- suggested: " + (", ".join(f"{each['name']}={each['value']}" for each in asked.choices) or "nothing")
    if asked.answer != MODAL:
        return ""
    fields = [each for each in walk(asked.modal["components"]) if each.get("type") == TEXT_INPUT]
    named = [f"  {each.get('label') or each['custom_id']} = {each.get('value') or ''}" for each in fields]
    return "\n".join([f"--- form: {asked.modal['title']}", *named])

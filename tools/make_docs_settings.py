"""The pages that follow from the settings: the list of them, and `.env.example`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from engine.settings import Settings
from locales import t
from tools.make_docs_markdown import LANGUAGES, head, row, top

GROUPS: Final = {
    "market": "market",
    "mode": "money",
    "strategy": "decision",
    "device": "machine",
    "app_lang": "people",
    "discord_bot_token": "discord",
    "telegram_bot_token": "telegram",
    "kafka_bootstrap_servers": "reserved",
}
"""First setting of each group to the group's name."""


def settings_page(lang: str) -> str:
    """All settings by group."""
    heads = [t(f"docs-settings-{name}", lang) for name in ("name", "default", "meaning")]
    lines = top("docs-settings", lang)
    for group, names in grouped():
        lines += ["", f"## {t(f'settings-group-{group}', lang)}", "", *head(heads)]
        for name in names:
            default = default_text(Settings.model_fields[name])
            shown = f"`{default}`" if default else t("docs-none", lang)
            lines.append(row([f"`{name.upper()}`", shown, meaning(name, lang)]))
    return "\n".join(lines) + "\n"


def env_example() -> str:
    """`.env.example`: each setting with its meaning in both languages and its default, commented out."""
    lines = [f"# {t('docs-env-top', lang)}" for lang in LANGUAGES]
    for group, names in grouped():
        titles = " / ".join(t(f"settings-group-{group}", lang) for lang in LANGUAGES)
        lines += ["", f"# ===== {titles} ====="]
        for name in names:
            lines += ["", *(f"# {meaning(name, lang)}" for lang in LANGUAGES)]
            lines.append(f"#{name.upper()}={default_text(Settings.model_fields[name])}")
    return "\n".join(lines) + "\n"


def grouped() -> Iterator[tuple[str, list[str]]]:
    """Settings by group, in the order they are declared."""
    group, names = "", list[str]()
    for name in Settings.model_fields:
        if name in GROUPS:
            if names:
                yield group, names
            group, names = GROUPS[name], []
        names.append(name)
    yield group, names


def meaning(name: str, lang: str) -> str:
    """What a setting means."""
    return t(f"setting-{name.replace('_', '-')}", lang)


def default_text(field: FieldInfo) -> str:
    """A default as it would be written in ``.env``."""
    return _written(field.get_default(call_default_factory=True))


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, SecretStr):
        raise TypeError("a secret has no default")
    if isinstance(value, dict):
        parts = [("" if name == "*" else f"{name}:") + str(_plain(number)) for name, number in value.items()]
        return ",".join(parts)
    if isinstance(value, tuple):
        return ",".join(getattr(one, "base", str(one)) for one in value)
    return str(_plain(value))


def _plain(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return f"{value:f}" if isinstance(value, Decimal) else value

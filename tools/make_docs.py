"""Makes the pages that follow from the program: commands, settings, reasons, `.env.example`, the README's table.

``python -m tools.make_docs`` writes what is out of date; ``--check`` only names it and exits with 3.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from engine.cli.main import VERBS
from engine.core.modes import Danger
from engine.service.handlers.table import HANDLERS
from engine.service.registry import registry
from engine.service.specs import CommandSpec, Param
from engine.settings import Settings
from locales import named, t
from locales.sources import entries_of

ROOT: Final = Path(__file__).resolve().parent.parent
LANGUAGES: Final = ("vi", "en")
README: Final = {"vi": "README.md", "en": "README.en.md"}
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
_BLOCK: Final = re.compile(r"(<!-- commands -->\n).*?(<!-- /commands -->)", re.DOTALL)
_SAME: Final = "`dự đoán btc`, `DUDOAN BTC`, `du-doan btc`"
_VALUE: Final = re.compile(r"\{\s*\$\w+\s*\}")


def pages() -> dict[Path, str]:
    """Every made file and what it should hold."""
    made = {ROOT / ".env.example": env_example()}
    for lang in LANGUAGES:
        folder = ROOT / "docs" / lang
        made[folder / "commands.md"] = commands_page(lang)
        made[folder / "settings.md"] = settings_page(lang)
        made[folder / "reasons.md"] = reasons_page(lang)
        readme = ROOT / README[lang]
        made[readme] = with_table(readme.read_text(encoding="utf-8"), lang)
    return made


def main(arguments: list[str]) -> int:
    """Write, or with ``--check`` name, what is out of date."""
    stale = [path for path, text in pages().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" not in arguments:
        made = pages()
        for path in stale:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made[path], encoding="utf-8")
    for path in stale:
        sys.stdout.write(f"{path.relative_to(ROOT)}\n")
    return 3 if stale and "--check" in arguments else 0


# --- settings -------------------------------------------------------------------------------------------------------
def settings_page(lang: str) -> str:
    """All settings by group."""
    heads = [t(f"docs-settings-{name}", lang) for name in ("name", "default", "meaning")]
    lines = _top("docs-settings", lang)
    for group, names in grouped():
        lines += ["", f"## {t(f'settings-group-{group}', lang)}", "", *_head(heads)]
        for name in names:
            default = default_text(Settings.model_fields[name])
            shown = f"`{default}`" if default else t("docs-none", lang)
            lines.append(_row([f"`{name.upper()}`", shown, meaning(name, lang)]))
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


# --- commands -------------------------------------------------------------------------------------------------------
def commands_page(lang: str) -> str:
    """A table of all commands, each in full, and the verbs of the tool box."""
    heads = [t(f"docs-commands-{name}", lang) for name in ("command", "names", "what", "role", "danger", "state")]
    lines = [*_top("docs-commands", lang, examples=_SAME), "", *_head(heads)]
    for spec in registry():
        what = t(f"cmd-{spec.id}", lang)
        asks = "" if spec.danger is Danger.NONE else named(spec.danger, lang)
        link = f"[`{spec.id}`](#{spec.id})"
        lines.append(_row([link, _names(spec), what, named(spec.role, lang), asks, state(spec, lang)]))
    for spec in registry():
        lines += ["", f"### {spec.id}", "", *_full(spec, lang)]
    return "\n".join([*lines, "", *_verbs(lang)]) + "\n"


def state(spec: CommandSpec, lang: str) -> str:
    """Whether a command works or comes later."""
    return t("docs-commands-now" if spec.id in HANDLERS else "docs-commands-later", lang)


def usage(spec: CommandSpec) -> str:
    """How a command is typed."""
    return " ".join([spec.id, *(f"<{p.name}>" if p.required else f"[{p.name}]" for p in spec.params)])


def _names(spec: CommandSpec) -> str:
    return ", ".join(f"`{name}`" for name in spec.names)


def _full(spec: CommandSpec, lang: str) -> list[str]:
    lines = [f"`{usage(spec)}`", "", t(f"cmd-{spec.id}-help", lang)]
    if spec.params:
        lines += [""]
        lines += [f"- `{param.name}`: {_param(param, lang)}" for param in spec.params]
    extra = [
        t("docs-commands-role-by", lang, choices=f"`{choice}`", role=named(role, lang))
        for choice, role in spec.role_by_choice
    ]
    if spec.money:
        extra.append(t("docs-commands-money", lang))
    if spec.id not in HANDLERS:
        extra.append(f"**{t('docs-commands-later', lang)}**")
    return [*lines, "", " ".join(extra)] if extra else lines


def _param(param: Param, lang: str) -> str:
    parts = [t(f"param-{param.name}", lang)]
    if param.required:
        parts.append(t("docs-commands-required", lang))
    if param.choices:
        parts.append(t("docs-commands-choices", lang, values=", ".join(f"`{choice}`" for choice in param.choices)))
    if param.default is not None:
        parts.append(t("docs-commands-default", lang, value=f"`{param.default}`"))
    return "; ".join(parts)


def _verbs(lang: str) -> list[str]:
    heads = [t("docs-verbs-verb", lang), t("docs-commands-what", lang), t("docs-commands-state", lang)]
    lines = [f"## {t('docs-verbs-title', lang)}", "", t("docs-verbs-intro", lang), "", *_head(heads)]
    for verb, home in VERBS.items():
        now = t("docs-commands-later" if home is None else "docs-commands-now", lang)
        lines.append(_row([f"`{verb}`", t(f"cli-verb-{verb}", lang), now]))
    return lines


def with_table(text: str, lang: str) -> str:
    """The README with its table of the commands that work."""
    heads = [t(f"docs-commands-{name}", lang) for name in ("command", "names", "what")]
    ready = [spec for spec in registry() if spec.id in HANDLERS]
    rows = [_row([f"`{spec.id}`", _names(spec), t(f"cmd-{spec.id}", lang)]) for spec in ready]
    table = "\n".join([*_head(heads), *rows])
    return _BLOCK.sub(lambda found: f"{found[1]}{table}\n{found[2]}", text)


# --- reasons --------------------------------------------------------------------------------------------------------
def reasons_page(lang: str) -> str:
    """Every reason a decision may give."""
    heads = [t(f"docs-reasons-{name}", lang) for name in ("key", "sentence")]
    lines = [*_top("docs-reasons", lang), "", *_head(heads)]
    for key, raw in entries_of(lang).items():
        if key.startswith("why-"):
            lines.append(_row([f"`{key}`", _VALUE.sub("…", " ".join(raw.split()))]))
    return "\n".join(lines) + "\n"


# --- Markdown -------------------------------------------------------------------------------------------------------
def _top(page: str, lang: str, **variables: str) -> list[str]:
    intro = t(f"{page}-intro", lang, **variables)
    return [f"<!-- {t('docs-made', lang)} -->", f"# {t(f'{page}-title', lang)}", "", intro]


def _head(heads: list[str]) -> list[str]:
    return [_row(heads), _row(["---"] * len(heads))]


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", r"\|").replace("\n", " ") for cell in cells) + " |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The pages that follow from the commands: all of them in full, and the README's table of those that work."""

from __future__ import annotations

import re
from typing import Final

from console.own_commands import OWN
from engine.cli.main import VERBS
from engine.core.modes import Danger
from engine.service.handlers.table import HANDLERS
from engine.service.registry import registry
from engine.service.specs import CommandSpec, Param
from locales import named, t
from tools.make_docs_markdown import head, row, top

_BLOCK: Final = re.compile(r"(<!-- commands -->\n).*?(<!-- /commands -->)", re.DOTALL)
_SAME: Final = "`dự đoán btc`, `DUDOAN BTC`, `du-doan btc`"


def commands_page(lang: str) -> str:
    """A table of all commands, each in full, those of the console alone, and the verbs of the tool box."""
    heads = [t(f"docs-commands-{name}", lang) for name in ("command", "names", "what", "role", "danger", "state")]
    lines = [*top("docs-commands", lang, examples=_SAME), "", *head(heads)]
    for spec in registry():
        what = t(f"cmd-{spec.id}", lang)
        asks = "" if spec.danger is Danger.NONE else named(spec.danger, lang)
        link = f"[`{spec.id}`](#{spec.id})"
        lines.append(row([link, _names(spec), what, named(spec.role, lang), asks, state(spec, lang)]))
    for spec in registry():
        lines += ["", f"### {spec.id}", "", *_full(spec, lang, works=spec.id in HANDLERS)]
    return "\n".join([*lines, "", *_own(lang), "", *_verbs(lang)]) + "\n"


def state(spec: CommandSpec, lang: str) -> str:
    """Whether a command works or comes later."""
    return t("docs-commands-now" if spec.id in HANDLERS else "docs-commands-later", lang)


def usage(spec: CommandSpec) -> str:
    """How a command is typed."""
    return " ".join([spec.id, *(f"<{p.name}>" if p.required else f"[{p.name}]" for p in spec.params)])


def _names(spec: CommandSpec) -> str:
    return ", ".join(f"`{name}`" for name in spec.further_names)


def _own(lang: str) -> list[str]:
    heads = [t(f"docs-commands-{name}", lang) for name in ("command", "names", "what")]
    lines = [f"## {t('docs-own-title', lang)}", "", t("docs-own-intro", lang), "", *head(heads)]
    lines += [row([f"[`{spec.id}`](#{spec.id})", _names(spec), t(f"cmd-{spec.id}", lang)]) for spec in OWN]
    for spec in OWN:
        lines += ["", f"### {spec.id}", "", *_full(spec, lang, works=True)]
    return lines


def _full(spec: CommandSpec, lang: str, *, works: bool) -> list[str]:
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
    if not works:
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
    lines = [f"## {t('docs-verbs-title', lang)}", "", t("docs-verbs-intro", lang), "", *head(heads)]
    for verb, home in VERBS.items():
        now = t("docs-commands-later" if home is None else "docs-commands-now", lang)
        lines.append(row([f"`{verb}`", t(f"cli-verb-{verb}", lang), now]))
    return lines


def with_table(text: str, lang: str) -> str:
    """The README with its table of the commands that work."""
    heads = [t(f"docs-commands-{name}", lang) for name in ("command", "names", "what")]
    ready = [spec for spec in registry() if spec.id in HANDLERS]
    rows = [row([f"`{spec.id}`", _names(spec), t(f"cmd-{spec.id}", lang)]) for spec in ready]
    table = "\n".join([*head(heads), *rows])
    return _BLOCK.sub(lambda found: f"{found[1]}{table}\n{found[2]}", text)

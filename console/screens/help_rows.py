"""What the help lists: the keys that work where one is, then all commands, each with what Enter on it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from console.commanding.matching import match, ranked
from console.keys import KEYS, Key
from console.own_commands import OWN, full_registry
from console.widgets.key_bar import sign_of
from engine.service.answers import Why
from engine.service.specs import CommandSpec
from locales import t

WhyNot = Callable[[str], Why | None]

_OWN: Final = frozenset(spec.id for spec in OWN)
_SIGN_ITSELF: Final = 2_000.0
_MEANING: Final = 600.0
_OTHER_NAME: Final = 50.0


@dataclass(frozen=True, slots=True)
class HelpRow:
    """A key or a command. ``run`` is an action, or ``line:`` and what the command line opens with."""

    run: str
    sign: str
    title: str
    meaning: str
    group: str
    also: tuple[str, ...] = ()
    reason: Why | None = None
    """Why it cannot be done now."""


def help_rows(area: str, keymap: Mapping[str, str], why_not: WhyNot) -> list[HelpRow]:
    """Keys of the area, keys of everywhere, keys of playback, commands by what they are for."""
    groups = ((area, "help-keys-here"), ("app", "help-keys-everywhere"), ("playback", "help-keys-playback"))
    keys = [_key_row(key, t(group), keymap, why_not) for where, group in groups for key in KEYS if key.where == where]
    return [*keys, *_command_rows(why_not)]


def _key_row(key: Key, group: str, keymap: Mapping[str, str], why_not: WhyNot) -> HelpRow:
    chosen = keymap.get(key.id, key.keys)
    return HelpRow(
        run=key.action if key.where not in ("app", "playback") else f"app.{key.action}",
        sign=" ".join(sign_of(one.strip()) for one in chosen.split(",")),
        title=t(key.text),
        meaning=t(f"key-long-{key.text.removeprefix('key-')}"),
        group=group,
        reason=why_not(key.command) if key.command else None,
    )


def _command_rows(why_not: WhyNot) -> Iterator[HelpRow]:
    for group in ("ask", "money", "act", "console"):
        for spec in full_registry():
            if _group_of(spec) == group:
                name = spec.shown_name
                yield HelpRow(
                    run=f"line:{name} ",
                    sign=":",
                    title=name,
                    meaning=t(f"cmd-{spec.id}"),
                    group=t(f"help-commands-{group}"),
                    also=spec.all_names,
                    reason=why_not(spec.id),
                )


def _group_of(spec: CommandSpec) -> str:
    if spec.id in _OWN:
        return "console"
    if spec.writes:
        return "act"
    return "money" if spec.money else "ask"


def found_rows(query: str, rows: Sequence[HelpRow]) -> list[HelpRow]:
    """The rows that answer ``query``, best first: by the key itself, the name, another name, or what it does."""
    return ranked(query, rows, lambda row: _score(query, row))


def _score(query: str, row: HelpRow) -> float | None:
    asked = query.strip()
    found = [_SIGN_ITSELF] if asked and asked in row.sign.split() and row.sign != ":" else []
    found += [hit.score for hit in [match(query, row.title)] if hit]
    found += [hit.score - _OTHER_NAME for name in row.also if (hit := match(query, name))]
    found += [hit.score - _MEANING for hit in [match(query, row.meaning, strict=True)] if hit]
    return max(found, default=None)

"""The house in a column of text: what works, the bots, who you are, the keys, where files go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from console.keys import KEY_OF
from console.look.tones import Look
from console.tables.cells import broken
from console.text.people import counted, turned_away
from console.text.words import sentence
from engine.service.answers import Health, HealthRow, KnockRow, Roles, Version, WhoAmI
from engine.service.text import words
from locales import t
from locales.formats import DASH, date_time, number

_LEAST: Final = 12
_BOTS: Final = ("discord", "telegram")
_KNOCKS: Final = 3
_Line = tuple[str, str, Style]


@dataclass(frozen=True, slots=True)
class Places:
    """Where the console keeps its own things, and the keys that somebody has remapped."""

    keymap: str
    remapped: Mapping[str, str]
    strange: Sequence[str]
    choices: str
    exports: str


@dataclass(frozen=True, slots=True)
class House:
    """What is known; None where the engine has not told, ``refusal`` where it does not want to."""

    health: Health | None
    version: Version | None
    who: WhoAmI | None
    places: Places
    refusal: str = ""
    roles: Roles | None = None


def name_room(house: House, look: Look) -> int:
    """Cells that the longest name in the column needs."""
    return max(cell_len(name) for _, lines in _sections(house, look) for name, _, _ in lines)


def house_text(house: House, look: Look, width: int, room: int) -> Text:
    """Health first, since that is what one comes for; names in ``room`` cells, what is too long goes on below."""
    text = Text()
    for title, lines in _sections(house, look):
        text.append(f"{title}\n", look.accent)
        for name, said, style in lines:
            lead = f"  {name}{' ' * (room - cell_len(name))}  " if name else "  "
            text.append(lead, look.muted)
            hang = cell_len(lead)
            parts = broken(said, max(_LEAST, width - hang))
            text.append(f"\n{' ' * hang}".join(part.rstrip() for part in parts) + "\n", style)
        text.append("\n")
    text.rstrip()
    return text


def _sections(house: House, look: Look) -> tuple[tuple[str, list[_Line]], ...]:
    return (
        (t("settings-health"), list(_health(house, look))),
        (t("settings-bots"), list(_bots(house.health, house.roles, look))),
        (t("settings-you"), list(_you(house, look))),
        (t("settings-keys"), list(_keys(house.places, look))),
        (t("settings-places"), list(_places(house, look))),
    )


def _health(house: House, look: Look) -> Iterator[_Line]:
    health = house.health
    if health is None:
        yield "", house.refusal or t("tui-loading"), look.warn if house.refusal else look.muted
        return
    yield "", _marked(health.ok, t("cli-health-ok" if health.ok else "cli-health-bad")), _tone(health.ok, look)
    for row in health.rows:
        if row.part not in _BOTS:
            yield words.word("cli-room", row.part), *_state(row, look)
    yield t("cli-ready"), _marked(health.ready, words.yes_no(health.ready)), _tone(health.ready, look)
    yield t("cli-memory"), f"{number(health.memory_mb, decimals=0)} MB", look.text
    yield t("cli-decision-time"), f"{_ms(health.decision_p50_ms)} / {_ms(health.decision_p99_ms)}", look.text


def _ms(value: float | None) -> str:
    return DASH if value is None else f"{number(value, decimals=1)} ms"


def _state(row: HealthRow, look: Look) -> tuple[str, Style]:
    return _marked(row.ok, sentence(row.detail.key, row.detail.params)), look.text if row.ok else look.bad


def _marked(ok: bool, said: str) -> str:
    return f"{'✔' if ok else '✖'} {said}"


def _tone(ok: bool, look: Look) -> Style:
    return look.good if ok else look.bad


def _bots(health: Health | None, roles: Roles | None, look: Look) -> Iterator[_Line]:
    """Of each bot: connected, what waits, the last error, and who stands at its door."""
    rows = [row for row in health.rows if row.part in _BOTS] if health is not None else []
    if not rows:
        yield "", f"○ {t('settings-bots-none')}", look.muted
    for surface in _BOTS:
        for row in rows:
            if row.part == surface:
                yield surface.capitalize(), *_state(row, look)
        if roles is not None:
            yield from _doorstep(surface, roles, look)


def _doorstep(surface: str, roles: Roles, look: Look) -> Iterator[_Line]:
    """How many come in, how the first owner does, and who was not let in lately."""
    if counts := counted(roles.rows, surface):
        yield surface.capitalize(), t("people-let-in", counts=counts), look.text
    for row in roles.codes:
        if row.surface == surface:
            yield surface.capitalize(), t("settings-bots-code", code=row.code), look.strong
    for knock in turned_away(roles, surface)[:_KNOCKS]:
        yield surface.capitalize(), f"○ {_knock(knock, roles)}", look.warn


def _knock(knock: KnockRow, roles: Roles) -> str:
    """Whether it is the person who has to be let in, or the chat that has to be served."""
    at = date_time(knock.last_at)
    if any((row.surface, row.person) == (knock.surface, knock.person) for row in roles.rows):
        return t("settings-bots-place", place=knock.place, name=knock.name, count=knock.count, at=at)
    return t("settings-bots-knock", id=knock.person, name=knock.name, count=knock.count, at=at)


def _you(house: House, look: Look) -> Iterator[_Line]:
    if house.who is None:
        yield "", t("tui-loading"), look.muted
        return
    yield t("cli-name"), house.who.actor, look.text
    yield t("cli-role"), words.word("role", house.who.role), look.strong
    yield t("cli-surface"), house.who.surface, look.text


def _keys(places: Places, look: Look) -> Iterator[_Line]:
    yield t("settings-keys-file"), places.keymap, look.text
    for name, keys in places.remapped.items():
        yield t(KEY_OF[name].text), f"{keys}  ({name})", look.strong
    if places.strange:
        yield t("settings-keys-strange"), f"✖ {', '.join(places.strange)}", look.warn
    if not places.remapped:
        yield "", t("settings-keys-none"), look.muted


def _places(house: House, look: Look) -> Iterator[_Line]:
    yield t("settings-choices-file"), house.places.choices, look.text
    yield t("settings-exports"), house.places.exports, look.text
    if house.version is not None:
        said = f"{house.version.version} · Python {house.version.python} · {house.version.database}"
        yield t("cli-version"), said, look.text

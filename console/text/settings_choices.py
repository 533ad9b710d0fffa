"""What a person may choose for this console, each with all its options in sight; and a theme's colours as a sample."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from rich.style import Style

from console.look.themes import PALETTES
from console.look.tones import Look, look_of
from console.memory import Memory
from console.text.spans import Span, length
from locales import LANGUAGES, t
from locales.formats import number

_SAMPLE: Final = 67_123.45
_NOTICES: Final = ("off", "bell", "desktop")
_CURSOR: Final = "▸ "
_TAKEN, _OPEN = "● ", "○ "


@dataclass(frozen=True, slots=True)
class Option:
    """One of several. ``theme``: the theme whose colours are shown beside it."""

    value: str
    label: str
    theme: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen, among what, and which it is now."""

    id: str
    label: str
    options: tuple[Option, ...]
    taken: str

    def after(self, by: int) -> str:
        """The option so many places on; after the last one the first."""
        values = [option.value for option in self.options]
        at = values.index(self.taken) if self.taken in values else 0
        return values[(at + by) % len(values)]


def choices(memory: Memory, language: str, style: str, theme: str) -> tuple[Choice, ...]:
    """All of them, as they stand."""
    languages = tuple(Option(one, t("welcome-language-own", lang=one)) for one in LANGUAGES)
    numbers = tuple(Option(one, number(_SAMPLE, decimals=2, style=one)) for one in LANGUAGES)
    themes = tuple(Option(name, t(f"theme-{name}"), name) for name in PALETTES)
    flash = (Option("on", t("settings-on")), Option("off", t("settings-off")))
    notices = tuple(Option(name, t(f"settings-notice-{name}")) for name in _NOTICES)
    return (
        Choice("language", t("cli-language"), languages, language),
        Choice("numbers", t("settings-numbers"), numbers, style),
        Choice("theme", t("settings-theme"), themes, theme),
        Choice("flash", t("settings-flash"), flash, "on" if memory.flash else "off"),
        Choice("notice", t("settings-notice"), notices, memory.notice),
    )


def choice_spans(choice: Choice, room: int, width: int, look: Look, *, focused: bool) -> list[Span]:
    """A line: the label in ``room`` cells, then every option; without room for that, the one that is taken."""
    label = f"{choice.label}{' ' * (room - cell_len(choice.label))}  "
    lead = [
        Span(_CURSOR if focused else " " * len(_CURSOR), look.accent),
        Span(label, look.strong if focused else look.text),
    ]
    for manner in (_named_and_shown, _named, _shown):
        spans = [*lead, *(span for option in choice.options for span in manner(choice, option, look))]
        if length(spans) <= width:
            return spans
    taken = next((option for option in choice.options if option.value == choice.taken), choice.options[0])
    before, after = f"pick('{choice.after(-1)}')", f"pick('{choice.after(1)}')"
    return [
        *lead,
        Span("‹ ", look.accent, before),
        Span(taken.label, look.strong, after),
        Span(" ›", look.accent, after),
    ]


def _named_and_shown(choice: Choice, option: Option, look: Look) -> list[Span]:
    swatch = _swatch(option)
    return [_name(choice, option, look), *(swatch or [_gap(look)])]


def _named(choice: Choice, option: Option, look: Look) -> list[Span]:
    return [_name(choice, option, look), _gap(look)]


def _shown(choice: Choice, option: Option, look: Look) -> list[Span]:
    """Of the others only the colours, where they have some."""
    swatch = _swatch(option)
    if option.value == choice.taken or not swatch:
        return _named_and_shown(choice, option, look)
    return [Span(f" {_OPEN}", look.muted, f"pick('{option.value}')"), *swatch, _gap(look)]


def _name(choice: Choice, option: Option, look: Look) -> Span:
    taken = option.value == choice.taken
    style = look.accent + look.chosen if taken else look.muted
    return Span(f" {_TAKEN if taken else _OPEN}{option.label} ", style, f"pick('{option.value}')")


def _swatch(option: Option) -> list[Span]:
    """Rise and fall in the colours of a theme, on its ground."""
    if option.theme is None:
        return []
    other, action = look_of(option.theme), f"pick('{option.value}')"
    ground = Style(bgcolor=other.palette.background)
    return [Span(sign, tone + ground, action) for sign, tone in (("▲", other.up), ("▼", other.down))]


def _gap(look: Look) -> Span:
    return Span(" ", look.text)


def sample_spans(look: Look, width: int) -> list[Span]:
    """What the colours of the moment mean, each with the sign that says the same."""
    parts = (
        ("▲", "up", look.up), ("▼", "down", look.down), ("·", "still", look.level), ("⇈", "ceiling", look.ceiling),
        ("⇊", "floor", look.floor), ("●", "signal", look.signal), ("✔", "good", look.good), ("✖", "bad", look.bad),
    )  # fmt: skip
    spans = [Span("  ", look.text)]
    for sign, name, tone in parts:
        more = Span(f"{sign} {t(f'settings-sample-{name}')}  ", tone)
        if length(spans) + cell_len(more.text) > width + 2:
            break
        spans.append(more)
    return spans

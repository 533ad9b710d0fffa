"""The pages of the welcome: what is on each of them, in the language of the moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.text import Text
from textual.containers import Horizontal, ItemGrid
from textual.widget import Widget
from textual.widgets import Static

from console.look.tones import Look
from console.screens.controls import Choice
from console.screens.welcome_draft import DEMO, EXCHANGE, Draft, short
from console.widgets.vi_input import ViInput
from locales import LANGUAGES, current_language, t
from locales.formats import number


def hello(look: Look) -> Iterator[Widget]:
    """What this is, and in which language it speaks."""
    yield Static(Text(t("app-name").upper(), look.accent), classes="welcome-name")
    for line in t("welcome-what").splitlines():
        yield Static(Text(line), classes="welcome-words")
    yield Static(Text(t("welcome-language"), look.strong), classes="welcome-question")
    for language in LANGUAGES:
        own = t("welcome-language-own", lang=language)
        yield Choice(language, own, chosen=language == current_language(), one_of=True)


def market(draft: Draft, settings: Mapping[str, str], place: str, look: Look) -> Iterator[Widget]:
    """Whose prices, which coins, and where that is kept."""
    times = number(float(settings.get("DEMO_SPEED") or 300), decimals=0)
    exchange = (settings.get("EXCHANGE") or "binance").capitalize()
    yield Static(Text(t("welcome-market"), look.strong), classes="welcome-question")
    for value, label, meaning in (
        (DEMO, t("welcome-demo"), t("welcome-demo-meaning", times=times)),
        (EXCHANGE, t("welcome-exchange", exchange=exchange), t("welcome-exchange-meaning")),
    ):
        yield Choice(value, label, meaning, chosen=draft.market == value, one_of=True)
    yield Static(Text(t("welcome-symbols"), look.strong), classes="welcome-question")
    yield ItemGrid(*coins(draft), id="coins", min_column_width=12)
    yield Horizontal(
        Static(Text(t("welcome-add"), look.muted), classes="welcome-label"),
        ViInput(id="coin", placeholder=t("welcome-add-hint"), compact=True, select_on_focus=False),
        classes="welcome-row",
    )
    yield Static(id="complaint")
    yield Static(Text(t("welcome-kept", place=place), look.muted), classes="welcome-kept")


def coins(draft: Draft) -> Iterator[Choice]:
    """The coins on offer."""
    for symbol in draft.offered:
        yield Choice(symbol, short(symbol), chosen=symbol in draft.chosen)


def signal(look: Look) -> Iterator[Widget]:
    """What a signal is and is not; below it the progress."""
    yield Static(Text(t("welcome-signal"), look.strong), classes="welcome-question")
    yield Static(Text(t("welcome-is")), classes="welcome-words")
    yield Static(Text(t("welcome-is-not"), look.warn), classes="welcome-words")
    yield Static(Text(t("welcome-progress"), look.strong), classes="welcome-question")
    yield Static(id="progress")
    yield Static(id="trouble")

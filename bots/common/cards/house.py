"""status, health, logs, symbols, config."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from bots.common.card import Card, Facts, Lines, Said, Tone
from bots.common.cards.parts import GOOD, LOOK_OUT, empty, facts, joined, money_tone, stamped
from engine.core.modes import EngineState
from engine.service.answers import Config, Health, Logs, SettingRow, Status, SymbolRow, Symbols
from engine.service.text import words
from engine.service.text.house import decision_time
from locales import t
from locales.formats import DASH, date_time, duration, money, number

_STATES: Final = {
    EngineState.RUNNING: ("🟢", Tone.PLAIN),
    EngineState.PAUSED: ("⏸", Tone.WARNING),
    EngineState.REDUCING: ("📉", Tone.WARNING),
    EngineState.HALTED: ("🛑", Tone.WARNING),
}


def state_look(state: str) -> tuple[str, Tone]:
    """The mark and the feeling of an engine's state."""
    return next((look for name, look in _STATES.items() if name == state), ("", Tone.PLAIN))


def status(answer: Status) -> Card:
    """The house in one view."""
    mark, tone = state_look(answer.state)
    since = None if answer.state_since is None else t("cli-since", at=date_time(answer.state_since))
    under_way = words.training(answer.training)
    names = ", ".join(symbol.partition("/")[0] for symbol in answer.symbols)
    seen = t("cli-seen-counts", candles=number(answer.candles_seen), decisions=number(answer.decisions))
    link = f"{words.venue(answer.stamp)}, {words.word('connection', answer.connection)}"
    return stamped(
        answer.stamp,
        t("cli-status"),
        Said(joined(words.word("state", answer.state), since), strong=True),
        Said(under_way) if under_way else None,
        facts(
            (t("tui-equity"), money(answer.equity)),
            (t("cli-cash"), money(answer.cash)),
            (t("tui-positions"), str(answer.positions)),
        ),
        facts(
            (t("cli-market"), link),
            (t("cli-data"), words.data_age(answer.stamp)),
            (t("cli-watched"), names or DASH),
            (t("cli-timeframe"), words.word("timeframe", answer.timeframe)),
            (t("cli-horizon"), words.word("timeframe", answer.horizon)),
            (t("cli-strategy"), t(f"card-strategy-{answer.strategy}")),
            (t("cli-seen"), seen),
            (t("cli-last-candle"), date_time(answer.last_candle_at)),
            (t("cli-clock"), date_time(answer.stamp.market_time, seconds=True)),
            (t("cli-uptime"), duration(answer.uptime_ms)),
        ),
        tone=tone if tone is not Tone.PLAIN else money_tone(answer.stamp),
        mark=mark,
    )


def health(answer: Health) -> Card:
    """Each part, what is out of order first, and what a decision costs."""
    marks = {True: GOOD, False: LOOK_OUT}
    rows = sorted(answer.rows, key=lambda row: row.ok)
    parts = ((f"{marks[row.ok]} {words.word('cli-room', row.part)}", words.why(row.detail)) for row in rows)
    return stamped(
        answer.stamp,
        t("cli-health-ok" if answer.ok else "cli-health-bad"),
        facts(*parts),
        facts(
            (t("cli-ready"), words.yes_no(answer.ready)),
            (t("cli-memory"), f"{number(answer.memory_mb, decimals=0)} MB"),
            (t("cli-decision-time"), decision_time(answer)),
        ),
        tone=Tone.PLAIN if answer.ok else Tone.WARNING,
        mark=GOOD if answer.ok else LOOK_OUT,
    )


def logs(answer: Logs) -> Card:
    """The lines as they stand in the log."""
    if not answer.lines:
        return Card(t("card-logs"), (Said(t("cli-empty-logs")),), Tone.QUIET, "📜")
    return Card(t("card-logs"), (Lines("\n".join(answer.lines)),), mark="📜")


def symbols(answer: Symbols) -> Card:
    """Watched pairs."""
    if not answer.rows:
        return empty(answer.stamp, t("cli-symbols"), t("cli-empty-symbols"), "👀")
    return stamped(answer.stamp, t("cli-symbols"), Facts(tuple(map(_symbol, answer.rows))), mark="👀")


def _symbol(row: SymbolRow) -> tuple[str, str]:
    model = t("card-has-model" if row.has_model else "card-no-model")
    candles = t("card-candles", count=number(row.candles), have=row.have, need=row.need)
    return row.symbol, joined(words.word("cli-symbol", row.status), candles, model)


def config(answer: Config) -> Card:
    """Settings with where they come from, those that somebody has set first."""
    if not answer.rows:
        return Card(t("card-config"), (Said(t("card-config-empty")),), Tone.QUIET, "⚙")
    rows = sorted(answer.rows, key=lambda row: row.origin == "default")
    return Card(t("card-config"), (Facts(tuple(map(_setting, rows))),), mark="⚙")


def _setting(row: SettingRow) -> tuple[str, str]:
    return row.name, f"{row.value or DASH} ({words.word('cli-origin', row.origin)})"


CARDS: Final[dict[type, Callable[[Any], Card]]] = {
    Status: status,
    Health: health,
    Logs: logs,
    Symbols: symbols,
    Config: config,
}

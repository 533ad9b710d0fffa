"""status, health, logs, symbols, config."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from engine.service.answers import Config, Health, Logs, Status, Symbols
from engine.service.text import words
from engine.service.text.layout import lines, pairs, table
from locales import t
from locales.formats import DASH, date_time, duration, money, number


def status(answer: Status) -> str:
    """The house in one view."""
    since = "" if answer.state_since is None else f" ({t('cli-since', at=date_time(answer.state_since))})"
    facts = [
        (t("cli-state"), f"{words.word('state', answer.state)}{since}"),
        (t("cli-market"), f"{words.venue(answer.stamp)}, {words.word('connection', answer.connection)}"),
        (t("cli-data"), words.data_age(answer.stamp)),
        (t("cli-clock"), date_time(answer.stamp.market_time, seconds=True)),
        (t("tui-equity"), money(answer.equity)),
        (t("cli-cash"), money(answer.cash)),
        (t("tui-positions"), str(answer.positions)),
        (t("cli-watched"), ", ".join(symbol.partition("/")[0] for symbol in answer.symbols) or DASH),
        (t("cli-timeframe"), words.word("timeframe", answer.timeframe)),
        (t("cli-horizon"), words.word("timeframe", answer.horizon)),
        (t("cli-strategy"), answer.strategy),
        (t("cli-seen"), t("cli-seen-counts", candles=number(answer.candles_seen), decisions=number(answer.decisions))),
        (t("cli-last-candle"), date_time(answer.last_candle_at)),
        (t("cli-uptime"), duration(answer.uptime_ms)),
    ]
    return lines(words.titled(answer.stamp, t("cli-status")), pairs(facts), words.training(answer.training))


def health(answer: Health) -> str:
    """Each part, and what a decision costs."""
    title = words.titled(answer.stamp, t("cli-health-ok" if answer.ok else "cli-health-bad"))
    marks = {True: t("cli-mark-ok"), False: t("cli-mark-fault")}
    rows = [(words.word("cli-room", row.part), f"{marks[row.ok]}  {words.why(row.detail)}") for row in answer.rows]
    facts = [
        (t("cli-ready"), words.yes_no(answer.ready)),
        (t("cli-memory"), f"{number(answer.memory_mb, decimals=0)} MB"),
        (t("cli-decision-time"), decision_time(answer)),
    ]
    return lines(title, pairs([*rows, *facts]))


def decision_time(answer: Health) -> str:
    """What a decision costs in half of all cases, and in all but one of a hundred."""
    return f"{_ms(answer.decision_p50_ms)} / {_ms(answer.decision_p99_ms)}"


def _ms(value: float | None) -> str:
    return DASH if value is None else f"{number(value, decimals=1)} ms"


def logs(answer: Logs) -> str:
    """The lines as they stand in the log."""
    return "\n".join(answer.lines) if answer.lines else t("cli-empty-logs")


def symbols(answer: Symbols) -> str:
    """Watched pairs."""
    title = words.titled(answer.stamp, t("cli-symbols"))
    if not answer.rows:
        return lines(title, t("cli-empty-symbols"))
    rows = [
        [
            row.symbol, words.word("cli-symbol", row.status), number(row.candles), f"{row.have}/{row.need}",
            words.yes_no(row.has_model),
        ]
        for row in answer.rows
    ]  # fmt: skip
    headings = ("tui-symbol", "cli-state", "cli-candles", "cli-ready", "cli-model")
    return lines(title, table([t(heading) for heading in headings], rows, right=(2, 3)))


def config(answer: Config) -> str:
    """Settings with where they come from."""
    rows = [[row.name, row.value or DASH, words.word("cli-origin", row.origin)] for row in answer.rows]
    return table([t("cli-setting"), t("cli-value"), t("cli-origin")], rows)


RENDERERS: Final[dict[str, Callable[[Any], str]]] = {
    "Status": status,
    "Health": health,
    "Logs": logs,
    "Symbols": symbols,
    "Config": config,
}

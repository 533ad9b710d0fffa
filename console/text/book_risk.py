"""How much of each limit is used: figures, a bar, and a word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from console.look.tones import Look
from engine.service.answers import Balance, Risk
from locales import t
from locales.formats import money, percent

_FILLING, _FULL = 0.7, 1.0
_ONE_LINE: Final = 70
"""Cells from which label, bar, figures and word stand side by side."""


@dataclass(frozen=True, slots=True)
class Use:
    """What is used of a limit; ``share`` is None where nothing limits."""

    label: str
    figures: str
    share: float | None


def uses(risk: Risk) -> tuple[Use, ...]:
    """The four limits of the house."""
    count = (float(risk.positions), float(risk.max_positions))
    return (
        _use(t("cli-exposure-name"), risk.exposure_pct, risk.max_exposure_pct),
        Use(t("tui-positions"), _limited(str(risk.positions), str(risk.max_positions)), _share(*count)),
        _use(t("cli-drawdown"), risk.drawdown_pct, risk.breaker_pct),
        _use(t("cli-day-loss"), risk.day_loss_pct, risk.day_limit_pct),
    )


def _use(label: str, used: float, limit: float) -> Use:
    figures = _limited(_points(used), _points(limit)) if limit else _points(used)
    return Use(label, figures, _share(used, limit))


def _share(used: float, limit: float) -> float | None:
    return used / limit if limit > 0 else None


def _limited(used: str, limit: str) -> str:
    return t("cli-limited", used=used, limit=limit)


def _points(value: float) -> str:
    return percent(value, points=True, sign=False, decimals=1)


def judged(share: float | None, look: Look) -> tuple[str, Style]:
    """A word with its glyph, and its tone."""
    if share is None:
        return f"· {t('cli-off')}", look.muted
    if share >= _FULL:
        return f"✖ {t('positions-limit-reached')}", look.bad
    if share >= _FILLING:
        return f"▲ {t('positions-limit-near')}", look.warn
    return f"✔ {t('positions-limit-room')}", look.good


def risk_text(risk: Risk, balance: Balance | None, look: Look, width: int) -> Text:
    """The purse, then a bar for each limit; below one another where there is little room."""
    text = Text(no_wrap=True)
    if balance is not None:
        text.append_text(_purse(balance, look, width))
    rows = uses(risk)
    label = max(cell_len(row.label) for row in rows)
    figures = max(cell_len(row.figures) for row in rows)
    word = max(cell_len(judged(row.share, look)[0]) for row in rows)
    for row in rows:
        said, tone = judged(row.share, look)
        if width >= _ONE_LINE:
            text.append(row.label.ljust(label) + "  ", look.text)
            text.append_text(_bar(row.share, width - label - figures - word - 6, tone, look))
            text.append(f"  {row.figures.rjust(figures)}  ", look.strong)
            text.append(f"{said}\n", tone)
        else:
            text.append(row.label, look.text)
            text.append(
                row.figures.rjust(max(cell_len(row.figures) + 2, width - cell_len(row.label))) + "\n", look.strong
            )
            text.append_text(_bar(row.share, max(4, width - word - 2), tone, look))
            text.append(f"  {said}\n", tone)
    stop, target = _points(risk.stop_loss_pct), _points(risk.take_profit_pct)
    text.append(t("positions-exits", stop=stop, target=target), look.faint)
    return text


def _bar(share: float | None, cells: int, tone: Style, look: Look) -> Text:
    if share is None:
        return Text("┄" * cells, look.faint)
    full = min(cells, max(0, round(cells * share)))
    if share > 0:
        full = max(1, full)
    return Text.assemble(("█" * full, tone), ("░" * (cells - full), look.faint))


def _purse(balance: Balance, look: Look, width: int) -> Text:
    mark = "▲" if balance.profit_pct > 0 else "▼" if balance.profit_pct < 0 else "·"
    profit = f"{mark} {percent(balance.profit_pct, points=True)}"
    facts: tuple[tuple[str, str, Style], ...] = (
        (t("tui-equity"), f"{money(balance.equity)}  {profit}", look.direction(balance.profit_pct)),
        (t("cli-cash"), money(balance.cash, None), look.text),
        (t("cli-in-positions"), money(balance.positions_value, None), look.text),
    )
    label = max(cell_len(name) for name, _, _ in facts)
    text = Text()
    if width >= _ONE_LINE:
        for place, (name, value, tone) in enumerate(facts):
            text.append("   " * bool(place) + f"{name} ", look.muted)
            text.append(value, tone)
        return text.append("\n\n")
    for name, value, tone in facts:
        text.append(name.ljust(label) + "  ", look.muted)
        text.append(value.rjust(max(1, width - label - 2)) + "\n", tone)
    return text.append("\n")

"""Snapshots as text: what the plain screen shows. Pure functions; colour never stands alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from rich.table import Table
from rich.text import Text

from engine.core.errors import HaiDangError
from engine.service.answers import Why
from engine.service.snapshots import Happening, MarketRow, Snapshot
from locales import t
from locales.formats import clock, duration, money, percent, price, probability, quantity

_BARS: Final = "▁▂▃▄▅▆▇█"
_ARROWS: Final = {"UP": "▲", "DOWN": "▼", "FLAT": "·"}
_STYLES: Final = {"UP": "green", "DOWN": "red", "FLAT": ""}
_SPARK: Final = 16
_SHOWN: Final = {
    "signal", "entry_filled", "exit_filled", "state_changed", "forecast_scored", "connection_changed", "model_loaded",
    "flattened", "order_rejected", "error", "gap_found", "training",
}  # fmt: skip


def top_line(snapshot: Snapshot) -> Text:
    """Connection, data age, mode in words, state, equity, open result, market clock."""
    stamp = snapshot.stamp
    start = float(snapshot.start_cash)
    change = 100 * (float(snapshot.equity) / start - 1) if start else 0.0
    dot = "●" if snapshot.connection == "ok" else "○"
    age = duration(stamp.data_age_ms) if stamp.data_age_ms is not None else "–"
    parts = [
        f"{t('app-name')}",
        f"{dot} {t('market-' + stamp.market)} {age}",
        t(f"mode-{stamp.mode}"),
        t(f"state-{snapshot.state.lower()}"),
        f"{t('tui-equity')} {money(snapshot.equity, 'USDT')} {percent(change, points=True)}",
        f"{t('tui-open')} {money(snapshot.open_pnl, None, sign=True)}",
        clock(stamp.market_time),
    ]
    if snapshot.training is not None:
        parts.append(t("tui-training", done=snapshot.training.done, total=snapshot.training.total))
    line = Text(" │ ".join(parts), no_wrap=True, overflow="ellipsis")
    if stamp.mode == "live":
        line.stylize("bold white on red")
    return line


def market(snapshot: Snapshot) -> Table:
    """The watched pairs."""
    table = Table(box=None, expand=True, pad_edge=False)
    for heading, justify in (
        ("tui-symbol", "left"),
        ("tui-price", "right"),
        ("tui-change", "right"),
        ("tui-spark", "left"),
        ("tui-forecast", "left"),
        ("tui-weight", "right"),
        ("tui-why", "left"),
    ):
        table.add_column(t(heading), justify=justify, no_wrap=True)  # type: ignore[arg-type]
    for row in snapshot.rows:
        table.add_row(*_market_cells(row))
    return table


def _market_cells(row: MarketRow) -> list[Text | str]:
    change = "–" if row.change_pct is None else percent(row.change_pct, points=True)
    sign = "UP" if (row.change_pct or 0) > 0 else "DOWN" if (row.change_pct or 0) < 0 else "FLAT"
    return [
        Text(row.symbol.split("/")[0], style="bold"),
        "–" if row.price is None else price(row.price),
        Text(f"{_ARROWS[sign]} {change}", style=_STYLES[sign]),
        spark(row.closes),
        _forecast(row),
        "" if row.weight is None else f"{row.weight:.0f}",
        _why(row),
    ]


def _forecast(row: MarketRow) -> Text:
    if row.direction is None or row.confidence is None:
        return Text(f"{row.have}/{row.need}" if row.have < row.need else "–")
    mark = "●" if row.spoken else "·"
    return Text(f"{_ARROWS[row.direction]} {probability(row.confidence)} {mark}", style=_STYLES[row.direction])


def _why(row: MarketRow) -> Text:
    if row.spoken and row.tier:
        return Text(t(f"tier-{row.tier.lower().replace('_', '-')}"), style="bold")
    return Text("" if row.reason is None else _sentence(row.reason), style="dim", overflow="ellipsis", no_wrap=True)


def spark(values: tuple[float, ...]) -> str:
    """The last closes as little bars."""
    recent = values[-_SPARK:]
    if not recent:
        return ""
    low, high = min(recent), max(recent)
    scale = (len(_BARS) - 1) / (high - low) if high > low else 0.0
    return "".join(_BARS[round((value - low) * scale)] for value in recent)


def positions(snapshot: Snapshot) -> Table | Text:
    """Open positions, or that there are none."""
    if not snapshot.positions:
        return Text(t("tui-no-positions"), style="dim")
    table = Table(box=None, expand=True, pad_edge=False)
    for heading in ("tui-symbol", "tui-side", "tui-amount", "tui-entry", "tui-result"):
        table.add_column(t(heading), no_wrap=True)
    for row in snapshot.positions:
        result = "–" if row.open_pnl_pct is None else percent(row.open_pnl_pct, points=True)
        style = "green" if (row.open_pnl or 0) > 0 else "red"
        table.add_row(
            row.symbol.split("/")[0], t(f"side-{row.side.lower()}"), quantity(row.amount), price(row.entry_price),
            Text(result, style=style),
        )  # fmt: skip
    return table


def happenings(snapshot: Snapshot) -> Text:
    """What happened lately, newest first; silence is counted by the market panel, not listed."""
    lines = [_happening(event) for event in reversed(snapshot.happenings) if event.kind in _SHOWN]
    for problem in snapshot.problems:
        lines.insert(0, Text(_sentence(problem), style="bold red"))
    return Text("\n").join(lines[:40]) if lines else Text(t("tui-quiet"), style="dim")


def _happening(event: Happening) -> Text:
    data: Mapping[str, Any] = event.data
    symbol = (event.symbol or "").split("/")[0]
    said = t(f"happening-{event.kind.replace('_', '-')}")
    return Text.assemble((clock(event.at), "dim"), f"  {said}  {symbol} ", _detail(event.kind, data), no_wrap=True)


def _detail(kind: str, data: Mapping[str, Any]) -> str:
    if kind == "signal":
        return f"{t('advice-' + str(data['advice']).lower())} {probability(float(data['confidence']))}"
    if kind in ("entry_filled", "exit_filled"):
        return f"{data.get('amount', '')} @ {price(float(data['price']))}"
    if kind == "forecast_scored":
        return t("outcome-right") if data.get("correct") else t("outcome-wrong")
    if kind == "state_changed":
        return t(f"state-{str(data['state']).lower()}")
    return ""


def _sentence(reason: Why) -> str:
    return t(reason.key, **reason.params)


def error_line(error: HaiDangError) -> str:
    """An error in words, with its incident id."""
    params = {
        name: value if isinstance(value, int | float | str) else str(value) for name, value in error.params.items()
    }
    return f"{t(error.key, **params)} [{error.incident}]"

"""Snapshots as text: what the plain screen shows. Pure functions; colour never stands alone."""

from __future__ import annotations

from typing import Final

from rich.table import Table
from rich.text import Text

from console.fitting import Column, Part, fitted, fitted_line
from console.words import ARROWS, STYLES, brief, moved, sentence
from engine.service.answers import PositionRow, Training
from engine.service.snapshots import MarketRow, Snapshot
from locales import t
from locales.formats import DASH, clock, date_time, duration, money, percent, price, probability, quantity

_BARS: Final = "▁▂▃▄▅▆▇█"
_SPARK: Final = 16
_WIDE: Final = 130
_STATES: Final = {"RUNNING": "bold green", "PAUSED": "bold yellow", "REDUCING": "bold yellow", "HALTED": "bold red"}
_CONNECTIONS: Final = {"ok": "green", "degraded": "yellow", "stale": "bold yellow", "down": "bold red"}
_PROGRESS: Final = 10


def top_line(snapshot: Snapshot, width: int) -> Text:
    """Whose prices, whose money, what the engine may do, how fresh: first what must never be missed."""
    stamp = snapshot.stamp
    dot = "●" if snapshot.connection == "ok" else "○"
    age = "" if stamp.data_age_ms is None else f" · {duration(stamp.data_age_ms, units=1)}"
    live = stamp.mode == "live"
    said = "" if live else _STATES.get(snapshot.state, "bold")
    connected = "" if live else _CONNECTIONS.get(snapshot.connection, "")
    parts = [
        Part(Text(t("app-name").upper(), style="bold"), 1),
        Part(Text(f" {t(f'mode-{stamp.mode}')} ", style="bold reverse")),
        Part(Text(f"{_venue(snapshot)}", style="bold")),
        Part(Text(t(f"state-{snapshot.state.lower()}"), style=said)),
        Part(Text(f"{dot} {t(f'connection-{snapshot.connection}')}{age}", style=connected), 2),
    ]
    return fitted_line(parts, width, [Text(date_time(stamp.market_time, seconds=True)), Text(clock(stamp.market_time))])


def _venue(snapshot: Snapshot) -> str:
    stamp = snapshot.stamp
    if stamp.market == "demo":
        return t("market-demo")
    if stamp.market == "replay":
        return f"{t('market-replay')} {stamp.source.removeprefix('replay:')}"
    return stamp.source[:1].upper() + stamp.source[1:]


def money_line(snapshot: Snapshot, width: int) -> Text:
    """Equity, cash, what is open, and what is being trained."""
    start = float(snapshot.start_cash)
    change = 100 * (float(snapshot.equity) / start - 1) if start else 0.0
    parts = [
        Part(_named("tui-equity", Text(money(snapshot.equity), style="bold"))),
        Part(moved(change, percent(change, points=True))),
    ]
    if snapshot.training is not None:
        parts.append(Part(_training(snapshot.training), 1))
    parts += [
        Part(_named("tui-open", Text(money(snapshot.open_pnl, None, sign=True))), 2),
        Part(_named("tui-cash", Text(money(snapshot.cash, None))), 3),
    ]
    return fitted_line(parts, width)


def _named(key: str, value: Text) -> Text:
    return Text.assemble((f"{t(key)} ", "dim"), value)


def _training(training: Training) -> Text:
    full = min(_PROGRESS, max(0, round(training.fraction * _PROGRESS)))
    said = t("tui-training", done=training.done, total=training.total)
    symbol = f" {training.symbol.split('/')[0]}" if training.symbol else ""
    return Text(f"{said}{symbol} {'█' * full}{'░' * (_PROGRESS - full)}", style="bold")


def problems(snapshot: Snapshot) -> Text | None:
    """What stands in the way, in sentences; None when nothing does."""
    said = [sentence(problem.key, problem.params) for problem in snapshot.problems]
    if snapshot.connection in ("stale", "down") and snapshot.connection_detail is not None:
        said.append(sentence(snapshot.connection_detail.key, snapshot.connection_detail.params))
    lines = [f"! {line}" for line in dict.fromkeys(said)]
    return Text("\n".join(lines), style="bold") if lines else None


def market_title(snapshot: Snapshot) -> str:
    """What the market panel shows: the candles, how far ahead, from where on it speaks."""
    facts = {
        "timeframe": sentence(f"timeframe-{snapshot.timeframe}", {}),
        "horizon": sentence(f"timeframe-{snapshot.horizon}", {}),
        "floor": probability(snapshot.floor, decimals=0),
    }
    return f"{t('tui-market')} · {t('tui-market-facts', **facts)}"


def market(snapshot: Snapshot, width: int) -> Table | Text:
    """The watched pairs."""
    rows = snapshot.rows
    if not rows:
        return Text(t("tui-no-symbols"), style="dim")
    bars = _SPARK if width < _WIDE else 2 * _SPARK
    return fitted(
        [
            Column(t("tui-symbol"), [Text(row.symbol.split("/")[0], style="bold") for row in rows]),
            Column(t("tui-price"), [Text(price(row.price)) for row in rows], right=True),
            Column(t("tui-change"), [_change(row) for row in rows], right=True, rank=1),
            Column(t("tui-spark"), [Text(spark(row.closes, bars)) for row in rows], rank=3),
            Column(t("tui-forecast"), [_forecast(row) for row in rows]),
            Column(t("tui-weight-short"), [_weight(row) for row in rows], right=True, rank=2),
            Column(
                t("tui-why"),
                [_why(row, in_full=True) for row in rows],
                least=26,
                shorter=[_why(row, in_full=False) for row in rows],
            ),
        ],
        width,
    )


def _change(row: MarketRow) -> Text:
    return Text(DASH) if row.change_pct is None else moved(row.change_pct, percent(row.change_pct, points=True))


def _forecast(row: MarketRow) -> Text:
    if row.direction is None or row.confidence is None:
        return Text(t("tui-gathering", have=row.have, need=row.need) if row.have < row.need else DASH)
    mark = "●" if row.spoken else "·"
    style = f"bold {STYLES[row.direction]}" if row.spoken else STYLES[row.direction]
    return Text(f"{ARROWS[row.direction]} {probability(row.confidence)} {mark}", style=style)


def _weight(row: MarketRow) -> Text:
    return Text("" if row.weight is None else f"{row.weight:.0f}")


def _why(row: MarketRow, *, in_full: bool) -> Text:
    said = ""
    if row.reason is not None:
        said = sentence(row.reason.key, row.reason.params) if in_full else brief(row.reason)
    if not row.spoken:
        return Text(said, style="dim")
    tier = f"tier-{(row.tier or 'avoid').lower().replace('_', '-')}"
    plain = "advice-buy" if row.direction == "UP" else "advice-sell"
    return Text.assemble((t(plain if tier == "tier-avoid" else tier), "bold"), (f" · {said}" if said else "", "dim"))


def spark(values: tuple[float, ...], bars: int = _SPARK) -> str:
    """The last closes as little bars."""
    recent = values[-bars:]
    if not recent:
        return ""
    low, high = min(recent), max(recent)
    scale = (len(_BARS) - 1) / (high - low) if high > low else 0.0
    return "".join(_BARS[round((value - low) * scale)] for value in recent)


def positions(snapshot: Snapshot, width: int) -> Table | Text:
    """Open positions with where they end; or why there are none, and what to press."""
    rows = snapshot.positions
    if not rows:
        key = "tui-no-positions-running" if snapshot.state == "RUNNING" else "tui-no-positions-stopped"
        return Text(t(key), style="dim")
    return fitted(
        [
            Column(t("tui-symbol"), [Text(row.symbol.split("/")[0], style="bold") for row in rows]),
            Column(t("tui-side"), [Text(t(f"side-{row.side.lower()}")) for row in rows], rank=2),
            Column(t("tui-amount"), [Text(quantity(row.amount)) for row in rows], right=True, rank=3),
            Column(t("tui-entry"), [Text(price(row.entry_price)) for row in rows], right=True, rank=1),
            Column(t("tui-stop"), [Text(price(row.stop_loss)) for row in rows], right=True, rank=5),
            Column(t("tui-target"), [Text(price(row.take_profit)) for row in rows], right=True, rank=6),
            Column(t("tui-result"), [_money(row) for row in rows], right=True, rank=4),
            Column("%", [_result(row) for row in rows], right=True),
        ],
        width,
    )


def _money(row: PositionRow) -> Text:
    return Text(DASH if row.open_pnl is None else money(row.open_pnl, None, sign=True))


def _result(row: PositionRow) -> Text:
    return Text(DASH) if row.open_pnl_pct is None else moved(row.open_pnl_pct, percent(row.open_pnl_pct, points=True))

"""One position in full: where it stands between stop and target, its figures, and what was closed here before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from console.look.tones import Look
from console.text.positions import distance, result_share
from engine.service.answers import PositionRow, SignalRow, TradeRow
from engine.service.text import words
from locales import t
from locales.formats import date_time, duration, money, percent, price, probability, quantity

_TRADES: Final = 8
_LADDER: Final = 64


def position_text(row: PositionRow, now: int, look: Look, width: int) -> Text:
    """The verdict first, then the ladder, then the figures."""
    base, _, quote = row.symbol.partition("/")
    tone = look.direction(row.open_pnl)
    text = Text(no_wrap=False)
    side = f"{words.word('side', row.side)} {quantity(row.amount, asset=base)}"
    text.append(f"{side}   ", look.direction(row.side) + Style(bold=True))
    text.append(f"{money(row.open_pnl, quote or None, sign=True)}  {result_share(row.open_pnl_pct)}\n\n", tone)
    ladder = position_ladder(row, look, min(width, _LADDER))
    if ladder is not None:
        text.append_text(ladder).append("\n")
    facts = _facts(row, now, quote)
    room = max(cell_len(name) for name, _ in facts)
    for name, value in facts:
        text.append(name + " " * (room - cell_len(name) + 2), look.muted)
        text.append(f"{value}\n", look.text)
    return text.append("\n")


def _facts(row: PositionRow, now: int, quote: str) -> list[tuple[str, str]]:
    return [
        (t("tui-entry"), price(row.entry_price)),
        (t("tui-price"), price(row.price)),
        (t("cli-value"), money(row.value, quote or None)),
        (t("tui-stop"), _level(row, row.stop_loss)),
        (t("tui-target"), _level(row, row.take_profit)),
        (t("cli-opened"), f"{date_time(row.opened_at)} · {duration(now - row.opened_at)}"),
        (t("positions-confidence-long"), probability(row.confidence)),
    ]


def _level(row: PositionRow, level: object) -> str:
    if level is None:
        return t("positions-no-level")
    away = distance(row, level)
    at = price(float(str(level)))
    return at if away is None else f"{at} · {t('positions-away', share=percent(away))}"


def position_ladder(row: PositionRow, look: Look, width: int) -> Text | None:
    """Stop and target as ends of a line, entry and price on it; None while a part is not known."""
    if row.stop_loss is None or row.take_profit is None or row.price is None:
        return None
    stop, target, entry = float(row.stop_loss), float(row.take_profit), float(row.entry_price)
    cells = max(12, width - 2)
    places = [_place(value, stop, target, cells) for value in (entry, row.price)]
    line = Text("┣", look.down)
    low, high = min(places), max(places)
    tone = look.direction(row.open_pnl)
    for place in range(cells):
        if place == places[1]:
            line.append("●", tone + Style(bold=True))
        elif place == places[0]:
            line.append("┃", look.strong)
        else:
            line.append("━" if low < place < high else "─", tone if low < place < high else look.faint)
    line.append("┫\n", look.up)
    left = f"{t('tui-stop')} {price(row.stop_loss)}"
    right = f"{price(row.take_profit)} {t('tui-target')}"
    line.append(left, look.down)
    line.append(" " * max(1, cells + 2 - cell_len(left) - cell_len(right)))
    line.append(right + "\n", look.up)
    return line.append(t("positions-ladder") + "\n", look.faint)


def _place(value: float, stop: float, target: float, cells: int) -> int:
    share = (value - stop) / (target - stop) if target != stop else 0.5
    return round(min(1.0, max(0.0, share)) * (cells - 1))


def trades_text(trades: Sequence[TradeRow], symbol: str, look: Look) -> Text:
    """What was closed in this pair before."""
    text = Text.assemble((f"{t('positions-trades-here', symbol=symbol)}\n", look.accent))
    found = [row for row in trades if row.symbol == symbol][:_TRADES]
    if not found:
        return text.append(t("cli-empty-trades") + "\n", look.muted)
    for row in found:
        tone = look.direction(float(row.pnl))
        text.append(f"{date_time(row.closed_at, show_zone=False)}  ", look.muted)
        text.append(f"{money(row.pnl, None, sign=True):>9}  {result_share(row.pnl_pct):>9}  ", tone)
        text.append(words.word("exit", row.exit_reason) + "\n", look.text)
    return text


def opened_by_hand(position: PositionRow) -> bool:
    """Whether a person opened it: what the engine opens has the confidence of its forecast."""
    return position.confidence is None


def opening_signal(signals: Sequence[SignalRow], position: PositionRow, bar_ms: int) -> SignalRow | None:
    """The traded signal of the candle right before the position, on its side: the decision that opened it."""
    if opened_by_hand(position):
        return None
    wanted, first = ("UP" if position.side == "BUY" else "DOWN"), position.opened_at - bar_ms
    near = [row for row in signals if first <= row.at <= position.opened_at and row.direction == wanted and row.traded]
    return max(near, key=lambda row: row.at, default=None)


def closed_text(symbol: str, look: Look) -> Text:
    """What is said when the position that was looked at is gone."""
    return Text(t("positions-closed-now", symbol=symbol) + "\n\n", look.warn)

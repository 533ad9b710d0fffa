"""The scoreboard in figures: how often what was said came true, how sure that is, and by which confidence."""

from __future__ import annotations

from typing import Final

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from console.look.tones import Look
from console.widgets.scales import Scale
from engine.service.answers import BandRow, Interval, Scoreboard
from engine.service.text import words
from locales import t
from locales.formats import number, percent

FEW: Final = 30
"""Below so many outcomes no share is told without a warning."""
_LEAST: Final = 10
_ROOM_FOR_LEGEND: Final = 3
"""Bands beside which the legend finds room where little is."""
_HEAD: Final = 12
"""Letters of the chain's head that are shown; the whole of it goes with ``y``."""


_COIN: Final = 0.5


def scores_text(board: Scoreboard, look: Look, width: int, *, compact: bool = False) -> Text:
    """The total first, then a line a band, then what proves it; ``compact`` leaves out air, axis and legend."""
    text = Text(no_wrap=False)
    gap = "" if compact else "\n"
    text.append_text(_total(board.total, look))
    if board.bands:
        text.append(gap).append_text(_bands(board.bands, look, width, compact=compact))
    if board.chain_head is not None:
        text.append(f"{gap}{t('cli-chain-head', head=board.chain_head[:_HEAD] + '…')}", look.faint)
    return text


def _total(total: Interval, look: Look) -> Text:
    if total.share is None or total.low is None or total.high is None:
        return Text.assemble((f"{t('cli-no-record')}\n", look.strong), (f"{t('signals-no-outcome')}\n", look.muted))
    text = Text.assemble((f"{t('signals-said-right')} ", look.muted), (f"{words.share(total)}\n", look.strong))
    if total.n < FEW:
        text.append(f"… {t('signals-few', count=total.n)}\n", look.warn)
    text.append(f"{t('signals-not-profit')}\n", look.muted)
    return text


def _bands(bands: tuple[BandRow, ...], look: Look, width: int, *, compact: bool) -> Text:
    labels = [f"{_whole(band.low)[:-1]}–{_whole(band.high)}" for band in bands]
    counts = [number(band.record.n, decimals=0) for band in bands]
    label = max(cell_len(t("cli-band")), *(cell_len(one) for one in labels))
    count = max(cell_len(t("signals-times")), *(cell_len(one) for one in counts))
    room = width - label - count - 11
    scale = _scale(bands, room - 1)
    text = Text(no_wrap=True)
    if not compact:
        text.append(t("cli-band").ljust(label), look.muted)
        text.append(" " * (room + 10) + t("signals-times").rjust(count) + "\n", look.muted)
    for band, said, times in zip(bands, labels, counts, strict=True):
        tone = _tone(band.record, look)
        share = "" if band.record.share is None else percent(band.record.share, decimals=1, sign=False)
        text.append(said.ljust(label) + " ", look.text)
        text.append_text(_whisker(band.record, scale, room, tone, look))
        text.append(f" {share:>6}  ", tone)
        text.append(f"{times.rjust(count)}\n", look.muted)
    if room >= _LEAST and not compact:
        text.append_text(_axis(scale, label + 1, room, look))
    if room >= _LEAST and (not compact or len(bands) <= _ROOM_FOR_LEGEND):
        text.append_text(_legend(look))
    return text


def _whole(share: float) -> str:
    return percent(share, decimals=0, sign=False)


def _scale(bands: tuple[BandRow, ...], most: int) -> Scale:
    shares = [share for band in bands for share in (band.record.low, band.record.high) if share is not None]
    shares.append(_COIN)
    low, high = min(shares, default=0.0), max(shares, default=1.0)
    return Scale(int(low * 10) / 10, -int(-high * 10 // 1) / 10, max(1, most))


def _tone(record: Interval, look: Look) -> Style:
    """Better than a coin, worse, or not to be told apart from one."""
    if record.low is None or record.high is None:
        return look.text
    if record.low > _COIN:
        return look.good
    return look.bad if record.high < _COIN else look.level


def _whisker(record: Interval, scale: Scale, room: int, tone: Style, look: Look) -> Text:
    """The interval as a line with ends, on it the share, and across it what a coin would reach."""
    if room < _LEAST or record.share is None or record.low is None or record.high is None:
        return Text(" " * max(0, room))
    glyphs: list[tuple[str, Style]] = [(" ", look.faint)] * room
    low, high = scale.place(record.low), scale.place(record.high)
    for place in range(low, high + 1):
        glyphs[place] = ("├" if place == low else "┤" if place == high else "─", tone)
    glyphs[scale.place(_COIN)] = ("┊", look.accent)
    glyphs[scale.place(record.share)] = ("●", tone)
    return Text.assemble(*glyphs)


def _axis(scale: Scale, lead: int, room: int, look: Look) -> Text:
    first, last = _whole(scale.low), _whole(scale.high)
    gap = max(1, room - cell_len(first) - cell_len(last))
    return Text(" " * lead + first + " " * gap + last + "\n", look.faint)


def _legend(look: Look) -> Text:
    return Text.assemble(
        ("● ", look.text), (t("widget-came-true"), look.muted), (f"  ├┤ {t('widget-interval')}", look.muted),
        ("  ┊ ", look.accent), (f"{t('signals-coin')}\n", look.muted),
    )  # fmt: skip

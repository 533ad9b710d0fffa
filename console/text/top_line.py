"""The top line: whose prices, how fresh, whose money, what the engine may do, what it is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, set_cell_size
from rich.style import Style

from console.look.tones import Look
from console.text.spans import Span, length
from engine.core.errors import HaiDangError
from locales import current_language, t
from locales.formats import clock, duration, money, percent, zone_name

if TYPE_CHECKING:
    from engine.service.answers import Stamp, Training, Why
    from engine.service.snapshots import Snapshot

_OLD_MS: Final = 10_000
_BETWEEN: Final = " │ "
_NEVER_CUT: Final = -1
"""The rank of whose money it is: where not even the least has room, it comes first."""
_PROGRESS: Final = 8
_WHOLE_TAILS: Final = 3
"""Ways to end the line that still tell the language."""


@dataclass(frozen=True, slots=True)
class Bit:
    """A part of the top line with shorter ways to say it. ``rank``: as in columns, the highest goes first."""

    ways: tuple[tuple[Span, ...], ...]
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What the top line tells besides the snapshot."""

    frozen: bool = False
    frozen_ms: int = 0
    error: HaiDangError | None = None
    attached: bool = False
    readonly: bool = False


def top_spans(snapshot: Snapshot | None, standing: Standing, width: int, look: Look) -> list[Span]:
    """The line in ``width`` cells; what must never be missed is never left out."""
    name = Bit(((Span(f" {t('app-name').upper()}", look.accent),), (Span(" HĐ", look.accent),)), 5)
    if snapshot is None:
        said = t("tui-opening") if standing.error is None else t("tui-no-engine")
        style = look.muted if standing.error is None else look.bad
        bits = [name, Bit(((Span(said, style),),))]
    else:
        bits = [name, *_bits(snapshot, standing, look)]
    return _fit(bits, width, look, _right(snapshot, standing, look))


def _bits(snapshot: Snapshot, standing: Standing, look: Look) -> list[Bit]:
    stamp = snapshot.stamp
    bits = [Bit(_connection(snapshot, standing, look)), Bit(((_mode(stamp, look),),), _NEVER_CUT)]
    if snapshot.playing is not None:
        bits.append(Bit(((Span(f" {t('tui-playback')} ", look.paper),),)))
    if standing.frozen:
        held = t("tui-frozen", age=duration(standing.frozen_ms, units=1))
        bits.append(Bit(((Span(f" ‖ {held} ", look.warn),), (Span(" ‖ ", look.warn),))))
    state = t(f"state-{snapshot.state.lower()}")
    heard = Span(state, _state_style(snapshot.state, look))
    bits.append(Bit(((heard if standing.error is None else Span(f"{state}?", look.faint),),)))
    bits += [_equity(snapshot, look), _open(snapshot, look)]
    if snapshot.training is not None:
        bits.append(_training(snapshot.training, look))
    if standing.attached and standing.error is None and snapshot.playing is None:
        bits.append(Bit(((Span(f"⇄ {t('tui-attached')}", look.muted),), (Span("⇄", look.muted),)), 5))
    if standing.readonly:
        bits.append(Bit(((Span(t("tui-readonly"), look.muted),),), 3))
    waiting = hindrances(snapshot)
    if waiting:
        bits.append(Bit(((Span(f"⚑ {len(waiting)}", look.warn, "app.problems"),),), 1))
    return bits


def hindrances(snapshot: Snapshot) -> list[Why]:
    """What stands in the way: problems, and a market that cannot be heard."""
    lost = snapshot.connection in ("stale", "down") and snapshot.playing is None
    detail = [snapshot.connection_detail] if lost and snapshot.connection_detail is not None else []
    known = {problem.key for problem in snapshot.problems}
    return [*snapshot.problems, *(one for one in detail if one.key not in known)]


def _connection(snapshot: Snapshot, standing: Standing, look: Look) -> tuple[tuple[Span, ...], ...]:
    from engine.service.text.words import venue  # the first frame does without

    where = venue(snapshot.stamp)
    if standing.error is not None:
        return ((Span(f"○ {where} {t('tui-lost')}", look.bad, "app.retry"),),)
    if snapshot.playing is not None:
        return ((Span(f"◆ {where}", look.strong),),)
    good = snapshot.connection == "ok"
    mark = "●" if good else "◌" if snapshot.connection == "degraded" else "○"
    style = look.good if good else look.warn if snapshot.connection != "down" else look.bad
    age = snapshot.stamp.data_age_ms
    old = "" if age is None else f" {duration(age, units=1)}"
    said = "" if good else f" {t(f'connection-{snapshot.connection}')}"
    aged = look.warn if age is not None and age > _OLD_MS else look.muted
    return (
        (Span(f"{mark} {where}", style), Span(said, style), Span(old, aged)),
        (Span(f"{mark} {where}", style), Span(said, style), Span(_short(age), aged)),
    )


def _short(age_ms: int | None) -> str:
    return "" if age_ms is None else f" {t('tui-age', seconds=round(age_ms / 1000))}"


def _mode(stamp: Stamp, look: Look) -> Span:
    return Span(f" {t(f'mode-{stamp.mode}')} ", look.live if stamp.mode == "live" else look.paper)


def _state_style(state: str, look: Look) -> Style:
    return {"RUNNING": look.good, "HALTED": look.bad}.get(state, look.warn)


def _equity(snapshot: Snapshot, look: Look) -> Bit:
    start = float(snapshot.start_cash)
    change = 100 * (float(snapshot.equity) / start - 1) if start else 0.0
    mark = "▲" if change > 0 else "▼" if change < 0 else "·"
    named, worth = Span(f"{t('tui-equity')} ", look.muted), money(snapshot.equity, None)
    moved = Span(f" {mark} {percent(change, points=True)}", look.direction(change))
    return Bit(((named, Span(f"{worth} USDT", look.strong), moved), (named, Span(worth, look.strong), moved),
                (Span(worth, look.strong),)), 2)  # fmt: skip


def _open(snapshot: Snapshot, look: Look) -> Bit:
    shown = Span(money(snapshot.open_pnl, None, sign=True), look.direction(snapshot.open_pnl))
    return Bit(((Span(f"{t('tui-open')} ", look.muted), shown), (shown,)), 4)


def _training(training: Training, look: Look) -> Bit:
    full = min(_PROGRESS, max(0, round(training.fraction * _PROGRESS)))
    said = f"◐ {t('tui-training', done=training.done, total=training.total)} "
    bar = (Span("█" * full, look.accent), Span("░" * (_PROGRESS - full), look.faint))
    return Bit(((Span(said, look.accent), *bar), (Span(f"◐ {training.done}/{training.total}", look.accent),)), 1)


def _right(snapshot: Snapshot | None, standing: Standing, look: Look) -> list[tuple[Span, ...]]:
    language = Span(f" {current_language()} ", look.muted, "app.next_language")
    if snapshot is None:
        return [(language,)]
    now = snapshot.stamp.market_time
    zone = Span(f" {zone_name(now)}", look.faint)
    return [
        (Span(clock(now, seconds=True), look.text), zone, Span(" │", look.faint), language),
        (Span(clock(now, seconds=True), look.text), Span(" │", look.faint), language),
        (Span(clock(now), look.text), language),
        (Span(clock(now), look.text),),
    ]


def _fit(bits: Sequence[Bit], width: int, look: Look, right: Sequence[tuple[Span, ...]]) -> list[Span]:
    """Shorter ways first, the least important first; then fewer parts; until line and clock find room."""
    kept = [(bit, 0) for bit in bits]
    while True:
        line, shorter = _joined(kept, look), _shortened(kept)
        for tail in right if shorter is None else right[:_WHOLE_TAILS]:
            space = width - length(line) - length(tail)
            if space >= 1:
                return [*line, Span(" " * space, look.text), *tail]
        if shorter is None:
            first = sorted(kept, key=lambda entry: entry[0].rank)
            return _cut(_joined(first, look), width, look)
        kept = shorter


def _cut(line: Sequence[Span], width: int, look: Look) -> list[Span]:
    """Exactly so many cells of a line that is too long, or too short for anything beside it."""
    found: list[Span] = []
    for span in line:
        room = width - length(found)
        found.append(span if cell_len(span.text) <= room else replace(span, text=set_cell_size(span.text, room)))
    return [*found, Span(" " * (width - length(found)), look.text)]


def _shortened(kept: Sequence[tuple[Bit, int]]) -> list[tuple[Bit, int]] | None:
    """The same with one part said shorter, or left out when all are as short as can be; None when nothing can go."""
    places = range(len(kept))
    wordy = [place for place in places if kept[place][1] + 1 < len(kept[place][0].ways)]
    if wordy:
        at = max(wordy, key=lambda place: (kept[place][0].rank, place))
        return [(bit, way + (place == at)) for place, (bit, way) in enumerate(kept)]
    spare = [place for place in places if kept[place][0].rank > 0]
    if not spare:
        return None
    at = max(spare, key=lambda place: (kept[place][0].rank, place))
    return [entry for place, entry in enumerate(kept) if place != at]


def _joined(kept: Sequence[tuple[Bit, int]], look: Look) -> list[Span]:
    line: list[Span] = []
    for bit, way in kept:
        if line:
            line.append(Span(_BETWEEN, look.faint))
        line += bit.ways[way]
    return line

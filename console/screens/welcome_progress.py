"""How far a first start has come: connection, candles, training. Pure drawing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.segment import Segment
from rich.text import Text

from console.look.tones import Look
from console.text.words import sentence
from console.widgets.bars import progress_line
from engine.service.snapshots import MarketRow, Snapshot
from engine.service.text.words import venue
from locales import t

_NAME: Final = 12
_COUNT: Final = 16
_WIDEST: Final = 72


def progress_text(snapshot: Snapshot | None, place: str, look: Look, width: int) -> Text:
    """Lines of at most ``width`` cells; what goes wrong says what to do, and names the file of settings."""
    if snapshot is None:
        return Text(t("welcome-opening"), look.muted)
    width = min(width, _WIDEST)
    lines = [*_connection(snapshot, place, look)]
    lines += [_candles(row, look, width) for row in snapshot.rows]
    lines += [_training(snapshot, look, width)]
    return Text("\n").join(lines)


def _connection(snapshot: Snapshot, place: str, look: Look) -> list[Text]:
    good = snapshot.connection == "ok"
    said = t("welcome-connection", venue=venue(snapshot.stamp), state=t(f"connection-{snapshot.connection}"))
    lines = [Text(f"{'●' if good else '○'} {said}", look.good if good else look.warn)]
    detail = snapshot.connection_detail
    wrong = [] if good or detail is None else [detail]
    wrong += [problem for problem in snapshot.problems if problem not in wrong]
    lines += [Text(f"⚑ {sentence(one.key, one.params)}", look.warn) for one in wrong]
    if snapshot.connection == "down" and snapshot.stamp.market == "exchange":
        lines.append(Text(f"→ {t('welcome-mend-exchange', place=place)}", look.text))
    elif wrong:
        lines.append(Text(f"→ {t('welcome-mend')}", look.text))
    return lines


def _candles(row: MarketRow, look: Look, width: int) -> Text:
    have, done = min(row.have, row.need), row.have >= row.need
    said = t("welcome-candles", have=have, need=row.need)
    bar = width - _NAME - _COUNT
    line = Text("✔ " if done else "· ", look.good if done else look.muted)
    line.append(row.symbol.removesuffix("/USDT").ljust(_NAME - 2), look.text)
    line.append(said.ljust(_COUNT), look.muted)
    return line.append_text(_bar(have / row.need if row.need else 1.0, look, bar))


def _training(snapshot: Snapshot, look: Look, width: int) -> Text:
    training = snapshot.training
    if training is None:
        if any(row.direction is not None for row in snapshot.rows):
            return Text(f"✔ {t('welcome-trained')}", look.good)
        return Text(f"· {t('welcome-untrained')}", look.muted)
    if not training.total:
        return Text(f"· {t('welcome-training-waiting')}", look.muted)
    said = t("welcome-training", done=training.done, total=training.total, symbol=training.symbol or "")
    line = Text(f"· {said}  ".ljust(_NAME + _COUNT), look.text)
    return line.append_text(_bar(training.fraction, look, width - line.cell_len))


def _bar(share: float, look: Look, width: int) -> Text:
    return _text(progress_line(share, look, max(8, width)))


def _text(segments: Sequence[Segment]) -> Text:
    return Text.assemble(*((segment.text, segment.style or "") for segment in segments))

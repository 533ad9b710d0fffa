"""Everything behind one forecast, in a column of text: verdict, votes, weight, record, levels, where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from console.look.tones import Look
from console.text.words import ARROWS, sentence
from engine.service.answers import Depth, Interval, Prediction
from engine.service.text import words
from locales import t
from locales.formats import DASH, date_time, percent, price, probability, quantity, times

_BAR: Final = 20
_BOOK_ROWS: Final = 8


def detail(answer: Prediction, look: Look, width: int) -> Text:
    """The whole story, the verdict first."""
    text = Text(no_wrap=False)
    for part in (_verdict, _reason, _votes, _weight, _levels, _record, _silence, _origin):
        for line in part(answer, look, width):
            text.append_text(line)
            text.append("\n")
    text.append(t("not-advice"), look.faint)
    return text


def _verdict(answer: Prediction, look: Look, width: int) -> Iterator[Text]:
    if answer.direction is None or answer.confidence is None:
        yield Text(t("detail-no-forecast"), look.strong)
        return
    style = look.direction(answer.direction)
    lean = f"{ARROWS[answer.direction]} {words.word('direction', answer.direction)} {probability(answer.confidence)}"
    floor = t("detail-floor", floor=probability(answer.floor, decimals=0))
    line = Text.assemble((lean, style + Style(bold=True)), ("   ", look.text), (floor, look.muted), ("   ", look.text))
    if answer.spoken:
        line.append(f"● {t('detail-spoken', advice=words.word('advice', answer.advice))}", look.signal)
    else:
        line.append(f"· {t('detail-silent')}", look.muted)
    yield line
    yield _scale(answer, look, min(width, 60))


def _scale(answer: Prediction, look: Look, width: int) -> Text:
    """Confidence between a coin's 50% and certainty, with the floor marked."""
    cells = max(10, width - 12)
    floor = round((cells - 1) * (min(max(answer.floor, 0.5), 1.0) - 0.5) * 2)
    here = round((cells - 1) * (min(max(answer.confidence or 0.5, 0.5), 1.0) - 0.5) * 2)
    line = Text("50% ", look.faint)
    for place in range(cells):
        if place == floor:
            line.append("┃", look.accent)
        elif place <= here:
            line.append("━", look.direction(answer.direction))
        else:
            line.append("─", look.faint)
    return line.append(" 100%", look.faint)


def _reason(answer: Prediction, look: Look, width: int) -> Iterator[Text]:
    key = "detail-traded" if answer.traded else "detail-not-traded" if answer.spoken else "detail-why"
    yield Text.assemble((f"{t(key)} ", look.muted), (sentence(answer.reason.key, answer.reason.params), look.text))


def _votes(answer: Prediction, look: Look, width: int) -> Iterator[Text]:
    if not answer.votes:
        return
    yield Text(t("cli-votes"), look.accent)
    names = [words.model_name(vote.model) for vote in answer.votes]
    room = max(cell_len(name) for name in names)
    for name, vote in zip(names, answer.votes, strict=True):
        yield _bar(name, room, vote.confidence, (vote.confidence - 0.5) * 2, look.direction(vote.direction), look,
                   f"{ARROWS[vote.direction]} {probability(vote.confidence)}", width)  # fmt: skip


def _weight(answer: Prediction, look: Look, width: int) -> Iterator[Text]:
    if answer.weight is None:
        return
    tier = f" · {words.word('tier', answer.tier)}" if answer.spoken and answer.tier else ""
    size = f" · {t('cli-multiplier', times=times(answer.multiplier))}" if answer.spoken and answer.multiplier else ""
    of_hundred = t("cli-of-hundred", value=f"{answer.weight:.0f}")
    yield Text.assemble((f"{t('tui-weight')} ", look.accent), (f"{of_hundred}{tier}{size}", look.strong))
    if answer.parts is None:
        return
    p = answer.parts
    parts = (("confidence", p.confidence), ("technical", p.technical), ("conditions", p.conditions),
             ("agreement", p.agreement), ("risk", p.risk))  # fmt: skip
    names = {name: t(f"cli-part-{name}") for name, _ in parts}
    room = max(cell_len(name) for name in names.values())
    for name, value in parts:
        yield _bar(names[name], room, value, value / 100, look.line_b, look, f"{value:.0f}", width)


def _bar(name: str, room: int, value: float, share: float, style: Style, look: Look, said: str, width: int) -> Text:
    cells = max(4, min(_BAR, width - room - cell_len(said) - 6))
    full = round(cells * min(max(share, 0.0), 1.0))
    line = Text(f"  {name}{' ' * (room - cell_len(name))} ", look.muted)
    line.append("█" * full, style)
    line.append("░" * (cells - full), look.faint)
    return line.append(f" {said}", style if value else look.muted)


def _levels(answer: Prediction, look: Look, width: int) -> Iterator[Text]:
    pairs = (("exit-stop-loss", answer.stop_loss, look.down), ("exit-take-profit", answer.take_profit, look.up))
    shown = [
        (f"{t(key)} {price(level)} ({percent(level / answer.price - 1) if answer.price else DASH})", style)
        for key, level, style in pairs
        if level is not None
    ]
    line = Text(f"{t('tui-price')} {price(answer.price)}" if answer.price else "", look.text)
    for said, style in shown:
        line.append("   ")
        line.append(said, style)
    if answer.expected_edge is not None:
        line.append(f"   {t('cli-edge')} {percent(answer.expected_edge)}", look.direction(answer.expected_edge))
    yield line


def _record(answer: Prediction, look: Look, width: int) -> Iterator[Text]:
    line = Text.assemble((f"{t('cli-record')} ", look.accent), (share(answer.record), look.text))
    if answer.break_even is not None:
        line.append(f" · {t('cli-break-even', share=probability(answer.break_even))}", look.muted)
    yield line


def share(record: Interval) -> str:
    """``171/240 = 71,3% (65 – 77%)``, behind its label."""
    return words.share_so_far(record)


def _silence(answer: Prediction, look: Look, width: int) -> Iterator[Text]:
    parts = [t("cli-silent-for", count=answer.silent_candles)] if answer.silent_candles else []
    last = answer.last_signal
    if last is None:
        parts.append(t("cli-no-signal-yet"))
    else:
        facts = {"at": date_time(last.at), "lean": words.lean(last.direction, last.confidence)}
        parts.append(t("cli-last-signal", outcome=words.mark(last.correct), **facts))
    yield Text(" ".join(parts), look.muted)


def _origin(answer: Prediction, look: Look, width: int) -> Iterator[Text]:
    parts = [t("detail-made-at", at=date_time(answer.made_at))]
    if answer.model_version is not None:
        parts.append(words.model_origin(answer.model_version, answer.model_age_ms))
        if answer.model_accuracy is not None:
            parts.append(t("cli-model-tested", share=probability(answer.model_accuracy)))
    if not answer.settled:
        parts.append(t("cli-unsettled"))
    if answer.decision_id is not None:
        parts.append(t("cli-decision", id=answer.decision_id[:12]))
    yield Text(" · ".join(parts), look.faint)


def order_book(book: Depth | None, look: Look, width: int) -> Text:
    """Asks above, the spread, bids below, each with how much waits; or that this market shows none."""
    if book is None or not book.has_book:
        return Text(t("detail-no-book"), look.faint)
    rows = [*reversed(book.asks[:_BOOK_ROWS]), *book.bids[:_BOOK_ROWS]]
    most = max((row.amount for row in rows), default=1.0) or 1.0
    text = Text()
    for row in reversed(book.asks[:_BOOK_ROWS]):
        text.append_text(_book_row(row.price, row.amount, most, look.down, look, width))
    if book.asks and book.bids:
        gap = book.asks[0].price - book.bids[0].price
        middle = (book.asks[0].price + book.bids[0].price) / 2
        text.append(f"{t('detail-spread')} {price(gap)} ({percent(gap / middle)})\n", look.accent)
    for row in book.bids[:_BOOK_ROWS]:
        text.append_text(_book_row(row.price, row.amount, most, look.up, look, width))
    return text


def _book_row(at: float, amount: float, most: float, style: Style, look: Look, width: int) -> Text:
    shown, waits = price(at), quantity(amount)
    cells = max(3, width - 30)
    line = Text(f"{shown:>14} ", style)
    line.append(f"{waits:>13} ", look.text)
    return line.append("▇" * max(1, round(cells * amount / most)), style).append("\n")

"""What cards are built of: their frame, records of a few lines, and figures whose sign says what colour would."""

from __future__ import annotations

from typing import Final

from bots.common.card import Block, Card, Facts, Said, Tone
from bots.common.for_all import UNTOLD
from engine.core.modes import Mode
from engine.core.secret_shapes import without_secrets
from engine.service.answers import Stamp, Why
from engine.service.text import words
from locales import t
from locales.formats import Number, money

GAP: Final = " · "
MARKET: Final = "📊"
PURSE: Final = "💼"
GOOD: Final = "✅"
LOOK_OUT: Final = "⚠"


def discreet(text: str) -> str:
    """Words that a failure brought with it, without what is shaped like a secret: they are read by many."""
    return without_secrets(text, "***")


def traded_why(traded: bool, reason: Why) -> str:
    """Whether a signal is traded and why; in front of all, that this is told alone."""
    why = words.why(reason)
    return why if reason.key == UNTOLD else t("cli-traded-why" if traded else "cli-not-traded-why", why=why)


def stamped(
    stamp: Stamp, title: str, *blocks: Block | None, tone: Tone = Tone.PLAIN, mark: str = "", footer: str = ""
) -> Card:
    """A card about market or book, which always says whose prices and whose money; blocks that are None are left out.

    Where prices of now are shown, the footer says how old they are (``words.data_age_long``).
    """
    said = tuple(block for block in blocks if block is not None)
    return Card(title, said, tone, mark, words.where(stamp), footer)


def empty(stamp: Stamp, title: str, text: str, mark: str = "") -> Card:
    """There is nothing to show, in a sentence."""
    return stamped(stamp, title, Said(text), tone=Tone.QUIET, mark=mark)


def facts(*pairs: tuple[str, str] | None) -> Facts | None:
    """Names and what they are, without those of which nothing is known; None when nothing is left."""
    known = tuple(pair for pair in pairs if pair is not None and pair[1])
    return Facts(known) if known else None


def joined(*parts: str | None) -> str:
    """The parts that say something, in one line."""
    return GAP.join(part for part in parts if part)


def arrow(value: Number | None) -> str:
    """Up, down or neither, for who sees no colours."""
    if value is None or float(value) == 0:
        return "·"
    return words.ARROWS["UP" if float(value) > 0 else "DOWN"]


def head(name: str, sign: str = "▸") -> str:
    """What the first line of a record begins with, so that records stay apart where lines stand close."""
    return f"{sign} {name}"


def gain(value: Number | None) -> str:
    """``+2,94 USDT``, of which the arrow stands elsewhere."""
    return money(value, sign=True)


def result(value: Number | None) -> str:
    """``▲ +2,94 USDT``."""
    return f"{arrow(value)} {gain(value)}"


def tone_of(value: Number | None) -> Tone:
    """What a result feels like."""
    if value is None or float(value) == 0:
        return Tone.PLAIN
    return Tone.UP if float(value) > 0 else Tone.DOWN


def money_tone(stamp: Stamp, value: Number | None = None) -> Tone:
    """What a card about the book feels like: real money before anything else."""
    return Tone.REAL_MONEY if stamp.mode == Mode.LIVE else tone_of(value)

"""Answers as pictures: what has one, and how it becomes PNG without holding up the event loop."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final

from engine.core.errors import InvalidInput
from engine.pictures.shelf import Shelf
from engine.service.answers import Chart, EquityCurve, ModelCard, Prediction, Scoreboard
from engine.service.picture_values import picture_of
from locales import current_language, current_number_style, current_zone

if TYPE_CHECKING:
    from engine.pictures.canvas import Canvas
    from engine.service.answers import Answer
    from engine.service.picture_values import Picture


@dataclass(frozen=True, slots=True)
class Format:
    """Pixels, and how much larger letters are than the pixels alone would have them."""

    width: int
    height: int
    letters: float = 1.0


USUAL: Final = (1200, 760)
PHONE: Final = Format(1080, 1200, 1.95)
"""For chat: shown a third as wide, what matters is still eleven pixels high."""
LEAST, MOST = 320, 4000
_DRAWABLE: Final = (Chart, EquityCurve, ModelCard, Scoreboard)
_SHELF_BYTES: Final = 8_000_000


def has_picture(answer: object) -> bool:
    """Whether ``draw`` can draw it; a forecast only where its pushes are known."""
    return isinstance(answer, _DRAWABLE) or (isinstance(answer, Prediction) and bool(answer.pushes))


async def draw(
    answer: Answer, *, look: str = "night", size: tuple[int, int] | Format = USUAL, break_even: float | None = None
) -> bytes:
    """The PNG of an answer in the caller's language, number style and zone.

    ``break_even`` is the share of right signals that pays the costs, for the scoreboard, where it is known. What looks
    the same is drawn once and kept for a while. Raises InvalidInput (``err-picture-none``, ``err-picture-size``).
    """
    if not has_picture(answer):
        raise InvalidInput("err-picture-none")
    wanted = size if isinstance(size, Format) else Format(*size)
    if not all(LEAST <= side <= MOST for side in (wanted.width, wanted.height)):
        raise InvalidInput("err-picture-size", width=wanted.width, height=wanted.height, least=LEAST, most=MOST)
    return await _by_painter(partial(_drawn, answer, look, wanted, break_even))


async def warm() -> None:
    """Load what drawing needs (half a second), so that the first who asks for a picture need not wait for it."""
    await _by_painter(_loaded)


async def _by_painter(work: Callable[[], bytes]) -> bytes:
    return await asyncio.get_running_loop().run_in_executor(_painter(), partial(copy_context().run, work))


@cache
def _painter() -> ThreadPoolExecutor:
    # One thread of its own: many pictures at once take no memory twice and leave the common pool to the store, and
    # whoever asks for the same as somebody before finds it on the shelf.
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="painter")


@cache
def _shelf() -> Shelf:
    return Shelf(_SHELF_BYTES)


def _drawn(answer: Answer, look: str, wanted: Format, break_even: float | None) -> bytes:
    picture = picture_of(answer, break_even)
    if picture is None:
        raise InvalidInput("err-picture-none")
    key = _key(picture, look, wanted)
    png = _shelf().take(key)
    if png is None:
        png = _painted(picture, look, wanted)
        _shelf().put(key, png)
    return png


def _key(picture: Picture, look: str, wanted: Format) -> str:
    speech = (current_language(), current_number_style(), current_zone())
    return hashlib.sha256(repr((picture, look, wanted, speech)).encode()).hexdigest()


def _painted(picture: Picture, look: str, wanted: Format) -> bytes:
    from engine.pictures.canvas import Canvas
    from engine.pictures.style import look_of

    canvas = Canvas(look_of(look), (wanted.width, wanted.height), wanted.letters)
    try:
        _painters()[type(picture)](canvas, picture)
        return canvas.png()
    finally:
        canvas.close()


@cache
def _painters() -> dict[type, Callable[[Canvas, Any], None]]:
    from engine.pictures import candles, equity, pushes, reliability, scores
    from engine.pictures import values as v

    return {
        v.Candles: candles.draw,
        v.Equity: equity.draw,
        v.Reliability: reliability.draw,
        v.Scores: scores.draw,
        v.Pushes: pushes.draw,
    }


def _loaded() -> bytes:
    """The libraries, the fonts and the ways of a first picture, which is thrown away."""
    from engine.pictures import values as v

    nowhere = v.Origin("", "", real=False, made_up=False, at=0)
    rows = tuple((at * 60_000, 1.0, 2.0, 0.5, 1.5, 1.0) for at in range(2))
    picture = v.Candles(nowhere, "", "", "", 60_000, rows, (), (), (), None, 0)
    return _painted(picture, "night", Format(LEAST, LEAST))

"""Which answers come with a picture, and the picture itself."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from bots.common.for_all import chart_for_all
from engine.core.errors import HaiDangError
from engine.service.answers import Chart, Prediction
from engine.service.drawing import PHONE, draw, has_picture

if TYPE_CHECKING:
    from engine.service.answers import Answer

_log = logging.getLogger(__name__)
Ask = Callable[[str, Mapping[str, Any]], Awaitable["Answer"]]

PICTURED: Final = frozenset({"predict", "explain", "chart", "equity", "scoreboard", "models"})
"""Commands whose answer may have a picture."""


async def picture_of(command: str, answer: Answer, ask: Ask, *, private: bool) -> bytes | None:
    """The PNG that belongs under an answer; a picture that cannot be drawn leaves the answer as it is.

    ``private``: only the one who asked sees it, who may see the book; otherwise no trade is drawn.
    """
    try:
        drawn = await _drawn(command, answer, ask)
        if isinstance(drawn, Chart) and not private:
            drawn = chart_for_all(drawn, answer if isinstance(answer, Prediction) else None)
        if not has_picture(drawn):
            return None
        worth = drawn.break_even if isinstance(drawn, Prediction) else None
        return await draw(drawn, size=PHONE, break_even=worth)
    except HaiDangError as error:
        _log.info("no picture of %s: %s", command, error)
    except Exception:
        _log.exception("no picture of %s", command)
    return None


async def _drawn(command: str, answer: Answer, ask: Ask) -> Answer:
    """What is drawn: the chart of the pair for a forecast, what pushed it for an explanation, else the answer."""
    if isinstance(answer, Prediction) and not (command == "explain" and has_picture(answer)):
        return await ask("chart", {"symbol": answer.symbol})
    return answer

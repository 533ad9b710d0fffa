"""Which answers come with a picture, and the picture itself."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from engine.core.errors import HaiDangError
from engine.service.answers import Chart, EquityCurve, ModelCard, Prediction, Scoreboard
from engine.service.drawing import draw, has_picture

if TYPE_CHECKING:
    from engine.service.answers import Answer

_log = logging.getLogger(__name__)
Ask = Callable[[str, Mapping[str, Any]], Awaitable["Answer"]]

PICTURED: Final = frozenset({"predict", "explain", "chart", "equity", "scoreboard", "models"})
"""Commands whose answer may have a picture."""


async def picture_of(command: str, answer: Answer, ask: Ask) -> bytes | None:
    """The PNG that belongs under an answer; a picture that cannot be drawn leaves the answer as it is."""
    try:
        drawn = await _drawn(command, answer, ask)
        if drawn is None or not has_picture(drawn):
            return None
        worth = drawn.break_even if isinstance(drawn, Prediction) else None
        return await draw(drawn, break_even=worth)
    except HaiDangError as error:
        _log.info("no picture of %s: %s", command, error)
    except Exception:
        _log.exception("no picture of %s", command)
    return None


async def _drawn(command: str, answer: Answer, ask: Ask) -> Answer | None:
    """What is drawn: the chart of the pair for a forecast, what pushed it for an explanation, else the answer."""
    if isinstance(answer, Prediction):
        if command == "explain" and has_picture(answer):
            return answer
        return await ask("chart", {"symbol": answer.symbol})
    return answer if isinstance(answer, Chart | EquityCurve | ModelCard | Scoreboard) else None

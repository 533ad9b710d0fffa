"""What a recording answers: what the record can tell, by the house's own handlers wherever they fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from engine.core.errors import Operational, Refused
from engine.playback.models import models
from engine.service.answers import Lean, Prediction, Price
from engine.service.dispatch import Handler
from engine.service.handlers import market
from engine.service.handlers.facts import read, watched
from engine.service.handlers.runs import run_of
from engine.service.handlers.stored import newest_decision, stored_prediction
from engine.service.handlers.table import HANDLERS
from engine.service.port import Caller
from engine.service.registry import registry
from engine.store.sql import run

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from engine.service.rooms import Rooms

NOT_RECORDED: Final = ("health", "logs", "config", "role", "notify", "alert", "watch")
"""They tell about an engine that runs now."""
_LEANT: Final = (
    "SELECT p.prediction, p.confidence, d.spoken, p.horizon FROM decisions d "
    "JOIN direction_predictions p ON p.id = d.prediction_id WHERE d.id = ?"
)


async def price(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Price:
    """The last known close, the 24 hours before it, and where the newest forecast leant."""
    answer = await market.price(rooms, caller, arguments)
    run_here, symbol = run_of(rooms), arguments["symbol"]
    leant = await read(rooms, lambda conn: run(conn, _LEANT, (newest_decision(conn, run_here, symbol),)).first())
    if leant is None:
        return answer
    direction, confidence, spoken, horizon = leant
    return replace(answer, lean=Lean(direction, confidence, bool(spoken), horizon))


async def predict(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Prediction:
    """Everything that was kept of the newest decision."""
    symbol = watched(rooms, arguments["symbol"])
    run_here, stamp = run_of(rooms), rooms.stamp(symbol)

    def work(conn: Connection) -> Prediction | None:
        newest = newest_decision(conn, run_here, symbol)
        return stored_prediction(conn, run_here, stamp, newest) if newest is not None else None

    found = await read(rooms, work)
    if found is None:
        have, need = rooms.pipeline.progress(symbol)
        raise Operational("err-no-forecast-yet", symbol=symbol, have=have, need=need)
    return found


async def explain(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Prediction:
    """As ``predict``, or the decision that is named."""
    return await (predict if arguments.get("decision") is None else market.explain)(rooms, caller, arguments)


def _not_recorded(name: str) -> Handler:
    async def refuse(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Prediction:
        raise Refused("err-playback-not-recorded", command=name)

    return refuse


def _table() -> dict[str, Handler]:
    """The handlers of the house that ask, with those of a recording in their place."""
    own: dict[str, Handler] = {"price": price, "predict": predict, "explain": explain, "models": models}
    refused = {name: _not_recorded(name) for name in NOT_RECORDED}
    asking = {spec.id for spec in registry() if not spec.writes} | {"symbols", *NOT_RECORDED}
    return {name: handler for name, handler in {**HANDLERS, **own, **refused}.items() if name in asking}


HANDLERS_THEN: Final = _table()

"""Which handler carries out which command. A declared command that is not here answers "comes later"."""

from __future__ import annotations

from typing import Final

from engine.core.modes import EngineState
from engine.service.dispatch import Handler
from engine.service.handlers import book, charts, control, house, market, models, people, results, signals

HANDLERS: Final[dict[str, Handler]] = {
    "ping": market.ping,
    "price": market.price,
    "predict": market.predict,
    "explain": market.explain,
    "movers": market.movers,
    "chart": charts.chart,
    "depth": charts.depth,
    "signals": signals.signals,
    "positions": book.positions,
    "orders": book.orders,
    "trades": book.trades,
    "balance": book.balance,
    "equity": charts.equity,
    "risk": book.risk,
    "locks": book.locks,
    "profit": results.profit,
    "performance": results.performance,
    "stats": results.stats,
    "scoreboard": results.scoreboard,
    "models": models.models,
    "status": house.status,
    "health": house.health,
    "logs": house.logs,
    "config": house.config,
    "audit": house.audit,
    "symbols": house.symbols,
    "pause": control.to_state(EngineState.PAUSED),
    "resume": control.to_state(EngineState.RUNNING),
    "reduce": control.to_state(EngineState.REDUCING),
    "halt": control.to_state(EngineState.HALTED),
    "flatten": control.flatten,
    "close": control.close,
    "enter": control.enter,
    "cancel": control.cancel,
    "unlock": control.unlock,
    "paper": control.paper,
    "retrain": control.retrain,
    "rollback": control.rollback,
    "help": people.help_,
    "start": people.help_,
    "whoami": people.whoami,
    "version": people.version,
    "lang": people.lang,
    "backup": people.backup,
}

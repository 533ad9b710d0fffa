"""What a crash may leave undone between a decision and its order.

An entry's intent is committed together with its decision. An exit that a signal asks for becomes an order right after
that commit; when the engine dies in between, the next start asks for it again, with the same id and of the same moment.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from engine.core.candles import Candle
from engine.core.modes import ExitReason, Mode
from engine.store.sql import run

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from engine.store.store import Store
    from engine.trading.desk import TradingDesk

_UNDONE: Final = (
    "SELECT id FROM decisions WHERE source = ? AND mode = ? AND symbol = ? AND timeframe = ? AND timestamp = ? "
    "AND trades = ? AND reason = 'why-closes-position' "
    "AND NOT EXISTS (SELECT 1 FROM order_intents i WHERE i.cause = decisions.id)"
)


async def finish_exits(store: Store, desk: TradingDesk, source: str, mode: Mode, newest: Iterable[Candle]) -> None:
    """Close what the decision on the newest candle of a pair wanted closed and nobody came to close."""
    for candle in newest:
        held = desk.portfolio(candle.closed_at).position_of(candle.symbol)
        if held is None or held.opened_at > candle.closed_at:
            continue
        cause = store.read(lambda conn, c=candle: _undone(conn, source, mode, c))  # type: ignore[misc]
        if cause is not None:
            await desk.close(candle.symbol, ExitReason.SIGNAL, cause, candle.closed_at)


def _undone(conn: Connection, source: str, mode: Mode, candle: Candle) -> str | None:
    values = (source, mode.value, str(candle.symbol), str(candle.timeframe), candle.timestamp, True)
    row = run(conn, _UNDONE, values).first()
    return str(row[0]) if row is not None else None

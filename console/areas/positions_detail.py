"""One position in full: its figures, the decision that opened it, and what was closed in its pair before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text

from console.text.detail import detail
from console.text.positions_story import closed_text, opened_by_hand, opening_signal, position_text, trades_text
from console.widgets.fitted_text import FittedText, entitle
from engine.core.errors import HaiDangError
from engine.core.timeframes import Timeframe
from engine.service.answers import PositionRow, Prediction, Trades
from engine.service.snapshots import Snapshot
from locales import t

if TYPE_CHECKING:
    from console.areas.positions import PositionsArea

_SIGNALS: Final = 100
"""Traded signals of a pair among which the one is sought that opened a position."""
_TRADES: Final = 200


class Detail:
    """A part of the area: which position one has gone into, and what is known about it."""

    def __init__(self, area: PositionsArea) -> None:
        self._area = area
        self.symbol: str | None = None
        self._opening: tuple[str, int] | None = None
        self._origin: Prediction | None = None
        self._by_hand = False
        self._trades: Trades | None = None

    def enter(self, symbol: str, snapshot: Snapshot) -> None:
        """Go into a position; what must be asked for follows."""
        self.symbol = symbol
        look = self._area.look
        self._area.query_one("#origin", FittedText).show(lambda _: Text(t("tui-loading"), look.muted))
        self.draw(snapshot)

    def leave(self) -> None:
        """Back to all of them."""
        self.symbol = self._opening = self._origin = None

    async def fetch(self, snapshot: Snapshot) -> None:
        """Its pair's trades, and once the decision that opened it."""
        self._trades = await self._area.ask("trades", limit=_TRADES)
        row = self._row(snapshot)
        if row is not None and self._opening != (row.symbol, row.opened_at):
            self._origin = await self._decision_behind(row, Timeframe(snapshot.timeframe).ms)
            self._opening = (row.symbol, row.opened_at)
        self.draw(snapshot)
        self._draw_origin()

    async def _decision_behind(self, row: PositionRow, bar_ms: int) -> Prediction | None:
        self._by_hand = opened_by_hand(row)
        if self._by_hand:
            return None
        found = await self._area.ask("signals", symbol=row.symbol, which="traded", limit=_SIGNALS)
        signal = opening_signal(found.rows, row, bar_ms)
        if signal is None:
            return None
        try:
            told: Prediction = await self._area.ask("explain", symbol=row.symbol, decision=signal.decision_id)
        except HaiDangError as error:
            if error.retryable:
                raise
            return None
        return told

    def _row(self, snapshot: Snapshot) -> PositionRow | None:
        return next((row for row in snapshot.positions if row.symbol == self.symbol), None)

    def draw(self, snapshot: Snapshot) -> None:
        """Figures and ladder at the price of the moment."""
        row, symbol, now = self._row(snapshot), self.symbol or "", snapshot.stamp.market_time
        trades, look = self._trades.rows if self._trades is not None else (), self._area.look

        def make(width: int) -> Text:
            said = closed_text(symbol, look) if row is None else position_text(row, now, look, width)
            return Text.assemble(said, trades_text(trades, symbol, look))

        self._area.query_one("#position", FittedText).show(make)
        entitle(self._area.query_one("#position-panel"), f"{t('tui-positions')} · {symbol}")

    def redraw(self, snapshot: Snapshot) -> None:
        """All of it, in new colours."""
        self.draw(snapshot)
        if self._opening is not None:
            self._draw_origin()

    def _draw_origin(self) -> None:
        told, look = self._origin, self._area.look
        unknown = t("positions-origin-by-hand") if self._by_hand else t("positions-origin-unknown")

        def make(width: int) -> Text:
            heading = Text.assemble((f"{t('positions-origin')}\n", look.accent))
            if told is None:
                return heading.append(unknown, look.muted)
            return heading.append_text(detail(told, look, width))

        self._area.query_one("#origin", FittedText).show(make)

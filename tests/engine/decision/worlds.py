"""Small worlds in which a decision is taken: sensible everywhere, changed by keyword where a test looks."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from engine.core.decisions import BandRecord
from engine.core.forecasts import Forecast, Vote
from engine.core.instruments import Instrument
from engine.core.modes import Direction, ExitReason, Mode, Side
from engine.core.orders import Portfolio, Position, Trade
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.decision.context import DecisionContext
from engine.decision.outlook import Opinion, Outlook, TimeframeView
from engine.decision.rules import Rules

BTC, ETH, SOL = Symbol("BTC"), Symbol("ETH"), Symbol("SOL")
BAR = Timeframe("15m").ms
NOW = 1_700_000_100_000 - 1_700_000_100_000 % BAR
RULES = Rules(timeframe=Timeframe("15m"), horizon=Timeframe("4h"))
INSTRUMENT = Instrument(BTC, Decimal("0.01"), Decimal("0.00001"), min_notional=Decimal(5))


def rules(**changes: Any) -> Rules:
    return replace(RULES, **changes)


def forecast(up: float = 0.72, *, votes: tuple[float, float, float] = (0.7, 0.65, 0.62), **changes: Any) -> Forecast:
    known: dict[str, Any] = {
        "id": "f1", "source": "demo", "symbol": BTC, "timeframe": Timeframe("15m"), "horizon": Timeframe("4h"),
        "timestamp": NOW - BAR, "price": 67_900.0, "probability_up": up,
        "votes": tuple(Vote(name, p) for name, p in zip(("forest", "svm", "logistic"), votes, strict=True)),
        "model_version": "v12", "model_accuracy": 0.58, "trained_at": NOW - 3 * 86_400_000, "settled": True,
        "features_digest": "abcdef0123456789",
    }  # fmt: skip
    return Forecast(**(known | changes))


def outlook(side: int = 1, **changes: Any) -> Outlook:
    direction = Direction.UP if side > 0 else Direction.DOWN
    known: dict[str, Any] = {
        "timestamp": NOW - BAR, "opinions": tuple(Opinion(f"i{n}", side if n < 5 else 0, 1.0) for n in range(6)),
        "score": side * 500 / 6, "volatility": 0.006, "volatility_usual": True, "volume_usual": True, "trend": 30.0,
        "quality": 100.0, "views": (TimeframeView(Timeframe("1h"), direction, 60.0),),
    }  # fmt: skip
    return Outlook(**(known | changes))


def portfolio(**changes: Any) -> Portfolio:
    ten = Decimal(10_000)
    known: dict[str, Any] = {
        "source": "demo", "mode": Mode.PAPER, "cash": ten, "positions": (), "pending": (), "prices": {BTC: 67_900.0},
        "equity": ten, "equity_peak": ten, "day_start_equity": ten, "recent_trades": (), "timestamp": NOW,
    }  # fmt: skip
    return Portfolio(**(known | changes))


def position(symbol: Symbol = BTC, side: Side = Side.BUY, amount: str = "0.01", entry: str = "67000") -> Position:
    exact = Decimal(entry)
    return Position(
        id=f"p-{symbol}", source="demo", mode=Mode.PAPER, symbol=symbol, side=side, lots=int(Decimal(amount) * 100_000),
        amount=Decimal(amount), entry_price=exact, entry_fee=Decimal("0.67"), stop_loss=None, take_profit=None,
        best_price=exact, opened_at=NOW - 4 * BAR, confidence=0.7, decision_id="d0",
    )  # fmt: skip


def trade(
    pnl: str = "10", *, bars_ago: int = 50, symbol: Symbol = BTC, reason: ExitReason = ExitReason.TIME, name: str = ""
) -> Trade:
    closed = NOW - bars_ago * BAR
    return Trade(
        id=name or f"t-{symbol}-{bars_ago}-{pnl}", source="demo", mode=Mode.PAPER, symbol=symbol, side=Side.BUY,
        amount=Decimal("0.01"), entry_price=Decimal(67_000), exit_price=Decimal(67_100), fee=Decimal("1.3"),
        pnl=Decimal(pnl), pnl_pct=float(pnl) / 10, exit_reason=reason, confidence=0.7, opened_at=closed - 4 * BAR,
        closed_at=closed,
    )  # fmt: skip


def context(**changes: Any) -> DecisionContext:
    known: dict[str, Any] = {
        "source": "demo", "mode": Mode.PAPER, "now": NOW, "portfolio": portfolio(), "instrument": INSTRUMENT,
        "outlook": outlook(), "record": BandRecord(0, 0),
    }  # fmt: skip
    return DecisionContext(**(known | changes))

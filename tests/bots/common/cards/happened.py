"""Events as the house writes them, one of each kind of alert and more."""

from __future__ import annotations

from typing import Any, Final

from engine.core.events import Event
from engine.core.events import EventKind as K

AT: Final = 1_795_158_309_000  # 20/11/2026 14:05:09 ICT
_FILL: Final[dict[str, Any]] = {
    "mode": "paper", "client_order_id": "hd-1", "fill_id": "f-1", "position_id": "p-1", "side": "SELL",
    "amount": "0.0147", "price": "71295.00", "fee": "1.05", "fee_asset": "USDT", "whole": True,
    "entry_price": "67900.00", "stop_loss": "66542.00", "take_profit": "71295.00", "confidence": 0.712,
    "decision_id": "7f3a9c",
}  # fmt: skip
_CLOSED: Final[dict[str, Any]] = {
    "closed": True, "trade_id": "t-1", "pnl": "49.91", "pnl_pct": 5.0, "fees": "2.04",
    "opened_at": AT - 33_300_000, "closed_at": AT,
}  # fmt: skip
_FORECAST: Final[dict[str, Any]] = {
    "prediction_id": "d-1", "advice": "BUY", "direction": "UP", "confidence": 0.712, "price": 67_900.0, "weight": 76.4,
    "tier": "STRONG_BUY", "trades": True, "floor": 0.65, "reason": "why-edge-pays",
    "reason_params": {"edge_pct": 0.42, "weight": 76}, "model_version": "v12",
}  # fmt: skip
_ORDER: Final[dict[str, Any]] = {
    "mode": "paper", "client_order_id": "hd-2", "side": "SELL", "leg": "exit", "amount": "812",
    "exit_reason": "flatten",
}  # fmt: skip


def event(kind: K, symbol: str | None = None, source: str = "demo", /, **data: object) -> Event:
    return Event(kind, AT, source, symbol, data)


SIGNAL: Final = event(K.SIGNAL, "BTC/USDT", **_FORECAST)
ENTRY: Final = event(K.ENTRY_FILLED, "BTC/USDT", **{**_FILL, "side": "BUY", "price": "67900.00"})
TARGET: Final = event(K.EXIT_FILLED, "BTC/USDT", **_FILL, **_CLOSED, exit_reason="take_profit")
STOP: Final = event(
    K.EXIT_FILLED, "BTC/USDT", **_FILL, **{**_CLOSED, "pnl": "-20.40", "pnl_pct": -2.0}, exit_reason="stop_loss"
)
PART: Final = event(K.EXIT_FILLED, "BTC/USDT", **{**_FILL, "whole": False}, exit_reason="time", closed=False)
LIVE: Final = event(
    K.EXIT_FILLED, "BTC/USDT", "binance", **{**_FILL, "mode": "live"}, **_CLOSED, exit_reason="take_profit"
)
HALTED: Final = event(
    K.STATE_CHANGED, before="RUNNING", mode="paper", state="HALTED", since=AT, actor="discord:42", cause="tin tối nay"
)
STALE: Final = event(K.CONNECTION_CHANGED, None, "binance", key="feed-stale", params={"symbols": "BTC/USDT"},
                     connection="stale")  # fmt: skip
WELL: Final = event(K.CONNECTION_CHANGED, None, "binance", key="feed-ok", params={}, connection="ok")
REJECTED: Final = event(
    K.ORDER_REJECTED, "XRP/USDT", **_ORDER, key="err-order-too-small", params={"symbol": "XRP/USDT", "least": "1"},
    incident="E-41C2A7",
)  # fmt: skip
FLATTENED: Final = event(
    K.FLATTENED, actor="an", mode="paper", canceled=2, verified=False,
    rows=[
        {"symbol": "BTC/USDT", "done": True, "waiting": False, "amount": "0.0147", "price": "67880.1", "error": None,
         "incident": None},
        {"symbol": "XRP/USDT", "done": False, "waiting": False, "amount": "812", "price": None,
         "error": "err-order-outcome-unknown", "incident": "E-41C2A7"},
    ],
)  # fmt: skip
MODEL: Final = event(K.MODEL_LOADED, "BTC/USDT", symbol="BTC/USDT", version="v12")
FAULT: Final = event(
    K.ERROR, None, "", key="err-part-died", params={"part": "market", "detail": "KeyError()"}, repeats=3
)
BOT_DOWN: Final = event(
    K.BOT_CHANGED, surface="telegram", up=False, key="err-bot-token",
    params={"surface": "Telegram", "setting": "TELEGRAM_BOT_TOKEN"},
)  # fmt: skip
BOT_UP: Final = event(K.BOT_CHANGED, surface="telegram", up=True)
KNOCK: Final = event(
    K.KNOCK, surface="telegram", actor="123", place="123", key="knock-person",
    params={"surface": "Telegram", "person": "123", "name": "Lan", "command": "role grant telegram 123 viewer",
            "setting": "TELEGRAM_VIEWERS"},
)  # fmt: skip
ROLE: Final = event(
    K.ROLE_CHANGED, surface="telegram", actor="42", key="role-changed",
    params={"surface": "Telegram", "person": "42", "role": "viewer"},
)  # fmt: skip
STARTED: Final = event(K.ENGINE_STARTED)
SCORED: Final = event(K.FORECAST_SCORED, "BTC/USDT", correct=True, actual_price=68_100.0, scored_at=AT)
PRICE: Final = event(
    K.PRICE_ALERT, "BTC/USDT", alert_id=1, surface="telegram", mailbox="user:42", side="above", level="70000",
    price=70_012.5, key="price-reached-above", params={"symbol": "BTC/USDT", "price": "70000"},
)  # fmt: skip
DIGEST: Final = event(
    K.DIGEST, mode="paper", since=AT - 86_400_000, until=AT, equity=10_264.46, change=49.91, change_pct=0.49,
    realised=47.86, trades=5, wins=3, positions=2, spoken=4, scored=3, right=2, scoreboard="ab" * 32,
    uptime_ms=90_000_000, knocks=7, key="digest-in-short", params={"worth": "10264.46", "trades": 5, "wins": 3},
)  # fmt: skip
FIRST_DIGEST: Final = event(
    K.DIGEST, mode="paper", since=AT - 86_400_000, until=AT, equity=10_000.0, change=None, change_pct=None,
    realised=0.0, trades=0, wins=0, positions=0, spoken=0, scored=0, right=0, scoreboard="0" * 64, uptime_ms=1_000,
    knocks=0,
    key="digest-in-short", params={"worth": "10000.0", "trades": 0, "wins": 0},
)  # fmt: skip

GUARD: Final = event(
    K.PROTECTION, mode="paper", guard="daily-loss", key="why-daily-loss", params={"loss_pct": 5.2, "limit_pct": 5.0}
)
LOCK: Final = event(
    K.PROTECTION, "BTC/USDT", mode="paper", guard="lock:BTC/USDT", actor="telegram:42", key="why-locked",
    params={"symbol": "BTC/USDT"},
)  # fmt: skip

ALL: Final = (
    SIGNAL, ENTRY, TARGET, STOP, PART, LIVE, HALTED, STALE, WELL, REJECTED, FLATTENED, MODEL, FAULT, BOT_DOWN, BOT_UP,
    KNOCK, ROLE, STARTED, SCORED, GUARD, LOCK, PRICE, DIGEST, FIRST_DIGEST,
)  # fmt: skip

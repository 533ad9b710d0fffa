"""Small closed vocabularies that tables, messages and screens share."""

from __future__ import annotations

from enum import StrEnum


class Market(StrEnum):
    """Where candles come from."""

    DEMO = "demo"
    EXCHANGE = "exchange"
    REPLAY = "replay"


class Mode(StrEnum):
    """Whose money moves."""

    PAPER = "paper"
    LIVE = "live"


class EngineState(StrEnum):
    """What the engine may do by itself; stored, audited, kept over restarts."""

    RUNNING = "RUNNING"
    PAUSED = "PAUSED"
    REDUCING = "REDUCING"
    HALTED = "HALTED"


class Connection(StrEnum):
    """Health of the market connection, apart from the engine's state."""

    OK = "ok"
    DEGRADED = "degraded"
    STALE = "stale"
    DOWN = "down"


class Direction(StrEnum):
    """Where a forecast points."""

    UP = "UP"
    DOWN = "DOWN"
    FLAT = "FLAT"


class Advice(StrEnum):
    """What a signal says."""

    BUY = "BUY"
    SELL = "SELL"
    NEUTRAL = "NEUTRAL"


class Side(StrEnum):
    """Which way an order goes. SELL closes, and opens only where shorts are configured."""

    BUY = "BUY"
    SELL = "SELL"


class ExitReason(StrEnum):
    """Why a round trip ended."""

    STOP_LOSS = "stop_loss"
    TAKE_PROFIT = "take_profit"
    TRAILING = "trailing"
    TIME = "time"
    SIGNAL = "signal"
    FLATTEN = "flatten"
    MANUAL = "manual"
    END = "end"


class Tier(StrEnum):
    """The recommendation that a weight earns."""

    STRONG_BUY = "STRONG_BUY"
    BUY = "BUY"
    WEAK_BUY = "WEAK_BUY"
    AVOID = "AVOID"
    WEAK_SELL = "WEAK_SELL"
    SELL = "SELL"
    STRONG_SELL = "STRONG_SELL"


class Role(StrEnum):
    """Who may do what; each role includes those before it."""

    PUBLIC = "public"
    VIEWER = "viewer"
    OPERATOR = "operator"
    OWNER = "owner"

    @property
    def rank(self) -> int:
        """Position in the order of power."""
        return list(Role).index(self)


class Danger(StrEnum):
    """How often a command asks before it acts."""

    NONE = "none"
    ASK = "ask"
    ASK_TWICE = "ask_twice"


class ModelStatus(StrEnum):
    """A model's place in its life."""

    CANDIDATE = "candidate"
    CHAMPION = "champion"
    SHADOW = "shadow"
    RETIRED = "retired"
    EXPIRED = "expired"

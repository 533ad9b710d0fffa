"""What the service answers: facts as frozen values. Each surface renders them; none contains a sentence.

Names ending in ``_ms`` are durations in milliseconds, ``_at`` moments in milliseconds UTC, ``_pct`` percent.
"""

from __future__ import annotations

from engine.service.answers.acts import BackupMade, Done, Flattened, FlattenRow, Help, HelpRow, Version
from engine.service.answers.alerts import Notify, NotifyRow, PriceAlertRow, PriceAlerts, Watching
from engine.service.answers.book import (
    Balance,
    LockRow,
    Locks,
    OrderRow,
    Orders,
    PositionRow,
    Positions,
    Risk,
    TradeRow,
    Trades,
)
from engine.service.answers.charts import (
    CandleRow,
    Chart,
    ChartLevel,
    ChartLine,
    ChartMark,
    Depth,
    DepthRow,
    EquityCurve,
    EquityPoint,
)
from engine.service.answers.common import Interval, Stamp, Why
from engine.service.answers.house import (
    Audit,
    AuditRow,
    Config,
    Health,
    HealthRow,
    Logs,
    ModelRow,
    Models,
    SettingRow,
    Status,
    SymbolRow,
    Symbols,
    Training,
)
from engine.service.answers.market import (
    LastSignal,
    Lean,
    ModelVote,
    Mover,
    Movers,
    Pong,
    Prediction,
    Price,
    Push,
    SignalRow,
    Signals,
    WeightParts,
)
from engine.service.answers.models import MemberRow, ModelCard, ReliabilityBin, VersionRow
from engine.service.answers.people import KnockRow, PairingRow, Reloaded, RoleRow, Roles, WhoAmI
from engine.service.answers.results import (
    BandRow,
    Performance,
    PerformanceRow,
    Profit,
    ProfitRow,
    Scoreboard,
    ScoreRow,
    Stats,
)

Answer = (
    Pong | Price | Prediction | Movers | Signals | Positions | Orders | Trades | Balance | Profit | Performance | Stats
    | Scoreboard | Models | Status | Health | Logs | Locks | Symbols | Risk | Config | Audit | Help | WhoAmI | Version
    | Flattened | Done | BackupMade | Chart | EquityCurve | Depth | ModelCard | Roles | Reloaded
    | Notify | PriceAlerts | Watching
)  # fmt: skip

__all__ = [
    "Answer",
    "Audit",
    "AuditRow",
    "BackupMade",
    "Balance",
    "BandRow",
    "CandleRow",
    "Chart",
    "ChartLevel",
    "ChartLine",
    "ChartMark",
    "Config",
    "Depth",
    "DepthRow",
    "Done",
    "EquityCurve",
    "EquityPoint",
    "FlattenRow",
    "Flattened",
    "Health",
    "HealthRow",
    "Help",
    "HelpRow",
    "Interval",
    "KnockRow",
    "LastSignal",
    "Lean",
    "LockRow",
    "Locks",
    "Logs",
    "MemberRow",
    "ModelCard",
    "ModelRow",
    "ModelVote",
    "Models",
    "Mover",
    "Movers",
    "Notify",
    "NotifyRow",
    "OrderRow",
    "Orders",
    "PairingRow",
    "Performance",
    "PerformanceRow",
    "Pong",
    "PositionRow",
    "Positions",
    "Prediction",
    "Price",
    "PriceAlertRow",
    "PriceAlerts",
    "Profit",
    "ProfitRow",
    "Push",
    "ReliabilityBin",
    "Reloaded",
    "Risk",
    "RoleRow",
    "Roles",
    "ScoreRow",
    "Scoreboard",
    "SettingRow",
    "SignalRow",
    "Signals",
    "Stamp",
    "Stats",
    "Status",
    "SymbolRow",
    "Symbols",
    "TradeRow",
    "Trades",
    "Training",
    "Version",
    "VersionRow",
    "Watching",
    "WeightParts",
    "WhoAmI",
    "Why",
]

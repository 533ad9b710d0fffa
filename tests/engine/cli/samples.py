"""One answer of every kind: full of facts, and with as little as it can have."""

from __future__ import annotations

from decimal import Decimal

from engine.service import answers as a

AT = 1_795_158_309_000  # 20/11/2026 14:05:09 ICT
STAMP = a.Stamp("exchange", "binance", "paper", AT, 2_000)
DEMO = a.Stamp("demo", "demo", "paper", AT, None)
RECORD = a.Interval(171, 240, 0.7125, 0.652, 0.766)
NO_RECORD = a.Interval(0, 0, None, None, None)
BELOW = a.Why("why-below-floor", {"confidence_pct": 54.2, "floor_pct": 65.0, "break_even_pct": 61.7})
EDGE = a.Why("why-edge-pays", {"edge_pct": 0.42, "weight": 76})
D = Decimal


_ABOVE = a.PriceAlertRow(7, "BTC/USDT", D("70000"), "above", 67_900.0, AT)
_BELOW = a.PriceAlertRow(8, "BTC/USDT", D("60500.5"), "below", 67_900.0, AT)


def prediction(*, stamp: a.Stamp = STAMP, spoken: bool = True, traded: bool = True) -> a.Prediction:
    return a.Prediction(
        stamp=stamp,
        symbol="BTC/USDT",
        timeframe="15m",
        horizon="4h",
        made_at=AT,
        price=67_900.0,
        direction="UP",
        confidence=0.712 if spoken else 0.542,
        probability_up=0.712,
        votes=(
            a.ModelVote("forest", "UP", 0.71),
            a.ModelVote("svm", "DOWN", 0.64),
            a.ModelVote("logistic", "UP", 0.61),
        ),
        floor=0.65,
        spoken=spoken,
        traded=traded,
        advice="BUY" if spoken else "NEUTRAL",
        reason=EDGE if traded else BELOW,
        weight=76.4,
        parts=a.WeightParts(42.4, 80.0, 71.0, 66.0, 90.0),
        tier="STRONG_BUY",
        multiplier=1.2,
        stop_loss=66_542.0,
        take_profit=71_295.0,
        expected_edge=0.0042,
        break_even=0.617,
        record=RECORD,
        silent_candles=143,
        last_signal=a.LastSignal(AT - 86_400_000, "UP", 0.7, True),
        model_version="20261117-1a2b",
        model_age_ms=3 * 86_400_000,
        model_accuracy=0.58,
        settled=True,
        decision_id="7f3a9c0000000000000000ff",
    )


def card(drift: a.Why, *, version: str | None = "20261117-1a2b") -> a.ModelCard:
    return a.ModelCard(
        stamp=STAMP,
        symbol="BTC/USDT",
        timeframe="15m",
        horizon="4h",
        version=version,
        trained_at=AT - 3 * 86_400_000,
        age_ms=3 * 86_400_000,
        samples=4000,
        accuracy=a.Interval(2240, 4000, 0.56, 0.545, 0.575),
        log_loss=0.68,
        calibration_error=0.021,
        live=RECORD,
        live_calibration_error=0.034,
        drift=drift,
        members=(a.MemberRow("forest", 0.561, 0.679), a.MemberRow("svm", 0.548, None)),
        bins=(a.ReliabilityBin(0.5, 0.55, 0.524, NO_RECORD), a.ReliabilityBin(0.7, 0.75, 0.712, RECORD)),
        versions=(
            a.VersionRow("20261117-1a2b", "champion", AT - 3 * 86_400_000, 0.56, 4000),
            a.VersionRow("20261110-9f8e", "retired", AT - 10 * 86_400_000, None, 0),
        ),
    )


DRIFT_FIGURES = {"n": 640, "claimed_pct": 61.3, "hit_pct": 55.2, "z": -2.61}

CHART = a.Chart(
    STAMP,
    "BTC/USDT",
    "15m",
    ("15m", "30m", "1h"),
    (
        a.CandleRow(AT - 1_800_000, 67_700.0, 67_950.0, 67_600.0, 67_850.0, 12.5),
        a.CandleRow(AT - 900_000, 67_850.0, 68_000.0, 67_800.0, 67_880.0, 8.0),
    ),
    (
        a.ChartLine("sma_20", (67_500.0, 67_510.0)),
        a.ChartLine("sma_50", (None, 67_400.0)),
        a.ChartLine("bb_upper", (68_100.0, 68_110.0)),
        a.ChartLine("bb_lower", (66_900.0, 66_910.0)),
    ),
    (
        a.ChartMark(AT - 1_800_000, "signal", "BUY", 67_850.0, 0.712, True, EDGE),
        a.ChartMark(AT - 900_000, "entry", "BUY", 67_884.0, 0.712),
        a.ChartMark(AT - 900_000, "exit", "SELL", 66_542.0, note=a.Why("exit-stop-loss")),
    ),
    (
        a.ChartLevel("entry", 67_884.0, AT - 900_000),
        a.ChartLevel("stop", 66_542.0, AT - 900_000),
        a.ChartLevel("target", 71_295.0, AT - 900_000),
    ),
    67_900.0,
    AT - 86_400_000,
)
CURVE = a.EquityCurve(
    STAMP,
    D(10_000),
    (
        a.EquityPoint(AT - 1_800_000, 10_000.0, 0.0),
        a.EquityPoint(AT - 900_000, 10_250.0, 0.0),
        a.EquityPoint(AT, 10_120.5, 1.263),
    ),
)
BOOK = a.Depth(
    STAMP,
    "BTC/USDT",
    (a.DepthRow(67_899.99, 0.5), a.DepthRow(67_899.5, 2.0)),
    (a.DepthRow(67_900.01, 1.25),),
    has_book=True,
)

FULL: tuple[a.Answer, ...] = (
    a.Pong(1.6),
    a.Price(
        STAMP,
        "BTC/USDT",
        67_900.0,
        1.32,
        68_420.0,
        66_610.0,
        1.2e9,
        a.Lean("UP", 0.588, False, "4h"),
        1.78e9,
        "settings",
        AT,
    ),
    prediction(),
    prediction(spoken=False, traded=False),
    a.Movers(STAMP, (a.Mover("SOL/USDT", 164.2, 3.05),), (a.Mover("XRP/USDT", 0.6123, -0.87),)),
    a.Signals(
        STAMP,
        (a.SignalRow(AT, "BTC/USDT", "UP", 0.712, True, True, 76.0, "STRONG_BUY", 67_900.0, EDGE, True, "7f3a9c00ff"),),
    ),
    a.Signals(
        STAMP,
        (a.SignalRow(AT, "BTC/USDT", "DOWN", 0.542, False, False, None, None, 67_900.0, BELOW, None, "41c2a7d9ff"),),
        "all",
    ),
    a.Positions(
        STAMP,
        (
            a.PositionRow(
                "BTC/USDT", "BUY", D("0.0147"), D(67_900), 68_100.0, 1001.07, 2.94, 0.29, D(66_542), D(71_295), AT, 0.71
            ),
        ),
        9.8,
    ),
    a.Orders(STAMP, (a.OrderRow("hd-1", "BTC/USDT", "BUY", "entry", D("0.0147"), D("0.01"), "PARTIAL", AT),)),
    a.Trades(
        STAMP,
        (
            a.TradeRow(
                "BTC/USDT", "BUY", D("0.0147"), D(67_900), D(71_295), D("2.04"), D("47.86"), 4.79, "take_profit", AT, AT
            ),
        ),
    ),
    a.Balance(STAMP, D("9000.5"), D(10_000), D("1214.05"), D("10214.55"), 2.15, 0.4, {"BTC": D("0.0147")}),
    a.Profit(STAMP, "week", (a.ProfitRow(AT, 5, 3, 38.2, 4.1),)),
    a.Performance(
        STAMP,
        "exit",
        (a.PerformanceRow("take_profit", 5, 3, 38.2, 0.8, RECORD), a.PerformanceRow("-", 1, 0, -2.0, -0.2, NO_RECORD)),
    ),
    a.Performance(STAMP, "tier", (a.PerformanceRow("STRONG_BUY", 5, 3, 38.2, 0.8, RECORD),)),
    a.Stats(STAMP, 1200, 240, 1190, RECORD, 20, RECORD, 214.55, 40.1, 33_300_000.0, 5.0, -2.1, 1.8, 3.4),
    a.Scoreboard(
        STAMP,
        RECORD,
        (a.BandRow(0.65, 0.7, RECORD),),
        (
            a.ScoreRow(AT, "BTC/USDT", "UP", 0.712, 67_900.0, 68_100.0, True),
            a.ScoreRow(AT, "ETH/USDT", "DOWN", 0.66, 3_500.0, None, None),
        ),
        "ab" * 32,
    ),
    a.Models(
        STAMP,
        (
            a.ModelRow(
                "BTC/USDT", "15m", "4h", "20261117-1a2b", 3 * 86_400_000, 0.56, 0.61, 0.68, 0.021, 4000, "champion"
            ),
        ),
        a.Training(2, 15, "ETH/USDT", 0.13),
    ),
    card(a.Why("drift-worse", DRIFT_FIGURES)),
    card(a.Why("drift-ok", DRIFT_FIGURES)),
    a.Status(
        STAMP,
        "RUNNING",
        AT,
        "ok",
        ("BTC/USDT", "ETH/USDT"),
        "15m",
        "4h",
        "honest",
        D("10214.55"),
        D("9000.5"),
        1,
        3_600_000,
        500,
        480,
        a.Training(2, 15, "ETH/USDT", 0.13),
        AT,
    ),
    a.Health(
        STAMP,
        False,
        True,
        (
            a.HealthRow("market", True, a.Why("feed-exchange-live", {"exchange": "Binance"})),
            a.HealthRow("store", True, a.Why("health-store", {"database": "sqlite"})),
            a.HealthRow("models", False, a.Why("health-models-missing", {"symbols": "BNB"})),
            a.HealthRow("engine", False, a.Why("health-models", {"count": 5})),
        ),
        201.5,
        12.1,
        40.2,
    ),
    a.Logs(("2026-11-20 14:05:09 - INFO - [TIN HIEU ML] BTC",), 1),
    a.Locks(
        STAMP,
        (a.LockRow("BTC/USDT", "blocked", None), a.LockRow("*", "tin tối nay", AT), a.LockRow("*", "why-paused", AT)),
    ),
    a.Symbols(
        STAMP,
        (a.SymbolRow("BTC/USDT", "watched", 5000, 52, 52, True), a.SymbolRow("ETH/USDT", "blocked", 20, 20, 52, False)),
    ),
    a.Risk(STAMP, D("10214.55"), 9.8, 60.0, 1, 5, 0.4, 15.0, 0.0, 0.0, 2.0, 5.0),
    a.Config(
        (
            a.SettingRow("APP_LANG", "en", "command line"),
            a.SettingRow("MARKET", "demo", "default"),
            a.SettingRow("X", "", "file"),
        )
    ),
    a.Audit((a.AuditRow(AT, "cli", "an", "owner", "pause", '{"reason": "tin"}', "done"),), True),
    a.Audit((a.AuditRow(AT, "cli", "an", "viewer", "pause", "{}", "Refused"),), False),
    a.Help(
        (
            a.HelpRow("price", ("gia", "giá"), ("<symbol>",), "public", "none", True),
            a.HelpRow("chart", (), (), "viewer", "none", False),
        )
    ),
    a.Help((a.HelpRow("flatten", ("dongtat", "đóng tất"), (), "operator", "ask_twice", False),), one=True),
    a.WhoAmI("cli", "an", "owner", "vi"),
    a.WhoAmI("telegram", "42", "operator", "vi", "-1001:7", "en", "en"),
    a.Roles(
        (
            a.RoleRow("telegram", "42", "owner", "TELEGRAM_OWNERS", "An", None),
            a.RoleRow("telegram", "43", "owner", "pairing", None, AT),
            a.RoleRow("discord", "44", "viewer", "telegram:42", "Bình", AT),
        ),
        (a.KnockRow("telegram", "123", "Lan", "-1009", 7, AT),),
        (a.PairingRow("discord", "7F3K-92QM"),),
    ),
    a.Reloaded(
        (a.SettingRow("TELEGRAM_OWNERS", "42,43", "file"),), (a.SettingRow("CONFIDENCE_THRESHOLD", "0.7", "file"),)
    ),
    a.Version("0.1.0", "3.11.9", "sqlite"),
    a.Flattened(
        STAMP,
        (
            a.FlattenRow("BTC/USDT", True, D("0.0147"), D("67880.1"), None, None),
            a.FlattenRow(
                "XRP/USDT", False, D(812), None, a.Why("err-no-price-yet", {"symbol": "XRP/USDT"}), "E-41C2A7"
            ),
            a.FlattenRow("SOL/USDT", False, D(1), None, None, None),
        ),
        2,
        False,
    ),
    a.Done("done-state", {"state": "PAUSED", "before": "RUNNING"}),
    a.Done("done-close", {"symbol": "BTC/USDT"}),
    a.Done("done-enter", {"symbol": "BTC/USDT", "amount": "0.0147", "price": "67900.00"}),
    a.Done("done-cancel", {"symbol": "BTC/USDT", "count": 2}),
    a.Done("done-unlock", {"count": 1}),
    a.Done("done-paper", {"action": "reset", "cash": "10000"}),
    a.Done("done-paper", {"action": "cash", "cash": "500.5"}),
    a.Done("done-retrain", {"count": 5}),
    a.Done("done-rollback", {"symbol": "BTC/USDT", "version": "v1"}),
    a.Done("done-lang", {"language": "en"}),
    a.BackupMade("data/backups/x.db", 3_500_000, "cd" * 32),
    CHART,
    CURVE,
    BOOK,
    a.Notify(
        "chat",
        (a.NotifyRow("signal", "on", True), a.NotifyRow("model", "silent", False), a.NotifyRow("feed", "off", False)),
        "22:00-07:00",
        "Asia/Ho_Chi_Minh",
        ("BTC/USDT",),
        changed=True,
    ),
    a.PriceAlerts(STAMP, "person", "BTC/USDT", (_ABOVE, _BELOW), added=_ABOVE),
    a.Watching("person", ("BTC/USDT", "SOL/USDT"), added="SOL/USDT"),
)

EMPTY: tuple[a.Answer, ...] = (
    a.Notify("machine", (), None, "Asia/Ho_Chi_Minh", ()),
    a.PriceAlerts(DEMO, "person", None, (), removed=0),
    a.Watching("chat", ()),
    a.Roles((), (), ()),
    a.Reloaded((), ()),
    a.Price(DEMO, "BTC/USDT", 67_900.0, None, None, None, None, None, None, None, None),
    a.Prediction(
        DEMO,
        "BTC/USDT",
        "15m",
        "4h",
        AT,
        0.0,
        None,
        None,
        None,
        (),
        0.65,
        False,
        False,
        "NEUTRAL",
        a.Why("why-warming-up", {"have": 3, "need": 52}),
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        NO_RECORD,
        None,
        None,
        None,
        None,
        None,
        False,
        None,
    ),
    a.Movers(DEMO, (), ()),
    a.Movers(DEMO, (a.Mover("SOL/USDT", 164.2, 3.05),), ()),
    *(a.Signals(DEMO, (), which) for which in ("spoken", "traded", "refused", "silent", "all")),
    a.Positions(DEMO, (), 0.0),
    a.Positions(
        DEMO, (a.PositionRow("BTC/USDT", "BUY", D(1), D(1), None, None, None, None, None, None, AT, None),), 0.0
    ),
    a.Orders(DEMO, ()),
    a.Orders(DEMO, (a.OrderRow("hd-1", "BTC/USDT", "BUY", "exit", D(1), D(0), "SENT", AT),)),
    a.Trades(DEMO, ()),
    a.Balance(DEMO, D(10_000), D(10_000), D(0), D(10_000), 0.0, 0.0, {}),
    a.Profit(DEMO, "day", ()),
    a.Profit(DEMO, "month", ()),
    a.Performance(DEMO, "symbol", ()),
    a.Stats(DEMO, 0, 0, 0, NO_RECORD, 0, NO_RECORD, 0.0, 0.0, None, None, None, None, 0.0),
    a.Scoreboard(DEMO, NO_RECORD, (), (), None),
    a.Models(DEMO, (), None),
    a.Models(
        DEMO,
        (a.ModelRow("BTC/USDT", "15m", "4h", "v1", None, None, None, None, None, 0, "retired"),),
        a.Training(0, 15, None, 0.0),
    ),
    a.ModelCard(
        DEMO,
        "BTC/USDT",
        "15m",
        "4h",
        None,
        None,
        None,
        0,
        NO_RECORD,
        None,
        None,
        NO_RECORD,
        None,
        a.Why("drift-too-few", {"n": 0, "least": 500}),
        (),
        (),
        (),
    ),
    card(a.Why("drift-too-few", {"n": 12, "least": 500}), version=None),
    a.Status(DEMO, "HALTED", None, "down", (), "15m", "4h", "classic", D(0), D(0), 0, 0, 0, 0, None, None),
    a.Health(DEMO, True, False, (), 0.0, None, None),
    a.Logs((), 0),
    a.Locks(DEMO, ()),
    a.Symbols(DEMO, ()),
    a.Config(()),
    a.Audit((), True),
    a.Help(()),
    a.Flattened(DEMO, (), 0, True),
    a.Chart(DEMO, "BTC/USDT", "15m", ("15m",), (), (), (), (), None, None),
    a.EquityCurve(DEMO, D(10_000), ()),
    a.Depth(DEMO, "BTC/USDT", (), (), has_book=False),
    a.Depth(DEMO, "BTC/USDT", (), (), has_book=True),
)

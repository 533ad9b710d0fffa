"""What the service of a stage answers: fixed facts that look like a real day, the same in every run."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from engine.core.errors import InvalidInput, Refused
from engine.core.modes import Danger
from engine.service import answers as a
from engine.service.access import check_agreement, check_role
from engine.service.handlers.table import HANDLERS
from engine.service.port import Caller, Request
from engine.service.registry import registry
from tests.engine.cli.samples import FULL, card, prediction

AT: Final = 1_795_158_309_000  # 20/11/2026 14:05:09 ICT
STAMP: Final = a.Stamp("demo", "demo", "paper", AT, 800)
LATER: Final = frozenset({spec.id for spec in registry()} - set(HANDLERS))
"""Commands whose engine comes later."""
_STEP: Final = 900_000
_Answer = Callable[[Mapping[str, Any]], Any]


def candles(count: int = 300, start: float = 67_000.0, seed: int = 7) -> tuple[a.CandleRow, ...]:
    """A walk that looks like a market."""
    dice, price, rows = random.Random(seed), start, []
    for number in range(count):
        opened = price
        price = opened * math.exp(dice.gauss(0, 0.0025) + 0.002 * math.sin(number / 17))
        spread = abs(dice.gauss(0, 0.0018))
        high, low = max(opened, price) * (1 + spread), min(opened, price) * (1 - spread)
        at = AT - AT % _STEP - (count - number) * _STEP
        rows.append(a.CandleRow(at, opened, high, low, price, 40 + 60 * dice.random() + 400 * spread * 100))
    return tuple(rows)


def _mean(values: list[float], count: int) -> tuple[float | None, ...]:
    return tuple(
        None if place + 1 < count else sum(values[place + 1 - count : place + 1]) / count
        for place in range(len(values))
    )


def chart(arguments: Mapping[str, Any]) -> a.Chart:
    """A chart with everything on it."""
    symbol = str(arguments["symbol"])
    rows = candles(start={"ETH/USDT": 3_400.0, "PEPE/USDT": 0.0000123}.get(symbol, 67_000.0))
    closes = [row.close for row in rows]
    average = _mean(closes, 20)
    spread = [
        None if mid is None else 2 * math.sqrt(sum((c - mid) ** 2 for c in closes[i - 19 : i + 1]) / 20)
        for i, mid in enumerate(average)
    ]
    upper = tuple(None if m is None or s is None else m + s for m, s in zip(average, spread, strict=True))
    lower = tuple(None if m is None or s is None else m - s for m, s in zip(average, spread, strict=True))
    lines = (
        a.ChartLine("sma_20", average),
        a.ChartLine("sma_50", _mean(closes, 50)),
        a.ChartLine("bb_upper", upper),
        a.ChartLine("bb_lower", lower),
    )
    entry = rows[-22]
    off, pays = a.Why("why-shorts-off", {"symbol": symbol}), a.Why("why-edge-pays", {"edge_pct": 0.4, "weight": 76})
    marks = (
        a.ChartMark(rows[-40].at, "signal", "SELL", rows[-40].close, 0.66, False, off),
        a.ChartMark(entry.at, "signal", "BUY", entry.close, 0.712, True, pays),
        a.ChartMark(rows[-21].at, "entry", "BUY", rows[-21].open),
    )
    levels = (
        a.ChartLevel("entry", rows[-21].open, rows[-21].at),
        a.ChartLevel("stop", rows[-21].open * 0.985, rows[-21].at),
        a.ChartLevel("target", rows[-21].open * 1.02, rows[-21].at),
    )
    timeframe = str(arguments.get("timeframe") or "15m")
    known = ("15m", "30m", "1h", "4h", "1d")
    return a.Chart(STAMP, symbol, timeframe, known, rows, lines, marks, levels, rows[-1].close * 1.0004, rows[0].at)


def equity(_: Mapping[str, Any]) -> a.EquityCurve:
    """A purse that went up, with a dip."""
    dice, value, peak, points = random.Random(3), 10_000.0, 10_000.0, []
    for number in range(160):
        value *= math.exp(dice.gauss(0.0002, 0.0022) - (0.004 if 70 < number < 80 else 0))
        peak = max(peak, value)
        points.append(a.EquityPoint(AT - (160 - number) * 4 * _STEP, value, 100 * (1 - value / peak)))
    return a.EquityCurve(STAMP, Decimal(10_000), tuple(points))


def signals(arguments: Mapping[str, Any]) -> a.Signals:
    """Spoken, traded, refused and silent ones."""
    symbols = ("BTC/USDT", "ETH/USDT", "XRP/USDT", "SOL/USDT")
    rows = []
    for number in range(24):
        spoken, traded = number % 3 == 0, number % 6 == 0
        reason = (
            a.Why("why-edge-pays", {"edge_pct": 0.42, "weight": 76.4})
            if traded
            else a.Why("why-costs-eat-edge", {"cost_pct": 0.3, "break_even_pct": 61.7})
            if spoken
            else a.Why("why-below-floor", {"confidence_pct": 54.2, "floor_pct": 65.0, "break_even_pct": 61.7})
        )
        rows.append(
            a.SignalRow(
                AT - number * 4 * _STEP, symbols[number % 4], "UP" if number % 2 else "DOWN",
                0.66 + (number % 7) / 100 if spoken else 0.51 + (number % 9) / 100, spoken, traded,
                70.0 - number if spoken else 41.0, "BUY" if spoken else "AVOID", 67_000.0 + number, reason,
                None if number < 2 else number % 5 != 0, decision_id=f"{number:04x}9c0000000000000000ff",
            )
        )  # fmt: skip
    wanted = arguments.get("which", "spoken")
    fits: dict[str, Callable[[a.SignalRow], bool]] = {
        "spoken": lambda row: row.spoken,
        "traded": lambda row: row.traded,
        "refused": lambda row: row.spoken and not row.traded,
        "silent": lambda row: not row.spoken,
        "all": lambda row: True,
    }
    kept = [r for r in rows if fits[str(wanted)](r) and arguments.get("symbol") in (None, r.symbol)]
    return a.Signals(STAMP, tuple(kept[: int(arguments.get("limit", 10))]), str(wanted))


def depth(arguments: Mapping[str, Any]) -> a.Depth:
    """A book of a market that has one."""
    rows = tuple(a.DepthRow(67_900.0 - 1.5 * n, 0.2 + 0.13 * n) for n in range(10))
    asks = tuple(a.DepthRow(67_901.0 + 1.5 * n, 0.3 + 0.09 * n) for n in range(10))
    return a.Depth(STAMP, str(arguments["symbol"]), rows, asks, has_book=True)


def logs(_: Mapping[str, Any]) -> a.Logs:
    """A morning's log."""
    texts = (
        "INFO - [DU LIEU] BTC/USDT: nến 15 phút đóng ở 67.900,00",
        "INFO - [TIN HIEU ML] BTC/USDT TĂNG 71,2%",
        "INFO - [QUYET DINH MUA] BTC/USDT: mua 0,0147 ở 67.900,00",
        "INFO - [BO QUA] ETH/USDT: 54,2% dưới sàn 65%",
        "WARNING - [CANH BAO] Sàn trả lời chậm, thử lại sau 3 giây",
        "ERROR - [LOI] Lệnh bị sàn từ chối [E-41C2A7]",
        "INFO - [CAT LO] SOL/USDT: −12,30 USDT",
        "INFO - [CHOT LOI] XRP/USDT: +49,91 USDT",
    )
    lines = tuple(f"2026-11-20 14:{n:02}:09 - {texts[n % len(texts)]}" for n in range(48))
    return a.Logs(lines, len(lines))


def help_without(*missing: str) -> _Answer:
    """Every command of the house, of which ``missing`` come later."""
    rows = tuple(
        a.HelpRow(s.id, s.names, tuple(p.name for p in s.params), s.role.value, s.danger.value, s.id not in missing)
        for s in registry()
    )
    return lambda _: a.Help(rows)


help_: Final = help_without(*LATER)


def models(arguments: Mapping[str, Any]) -> Any:
    """All champions, or one in full."""
    if arguments.get("symbol"):
        few = a.Why("drift-ok", {"hit_pct": 57.1, "claimed_pct": 58.0, "n": 412, "z": -0.4})
        return replace(card(few), symbol=str(arguments["symbol"]), stamp=STAMP)
    first = next(one for one in FULL if isinstance(one, a.Models)).rows[0]
    names = ("BTC/USDT", "ETH/USDT", "XRP/USDT", "SOL/USDT", "BNB/USDT")
    rows = tuple(replace(first, symbol=name, age_ms=(n + 1) * 86_400_000) for n, name in enumerate(names))
    return a.Models(STAMP, rows, None)


def _sample(kind: type[Any]) -> _Answer:
    found = next(one for one in FULL if isinstance(one, kind))
    stamped = replace(found, stamp=STAMP) if hasattr(found, "stamp") else found
    return lambda _: stamped


class World:
    """Answers as the service would, access and agreement included."""

    def __init__(self, **changed: _Answer) -> None:
        kinds = {
            "ping": a.Pong, "price": a.Price, "movers": a.Movers, "positions": a.Positions, "orders": a.Orders,
            "trades": a.Trades, "balance": a.Balance, "profit": a.Profit, "performance": a.Performance,
            "stats": a.Stats, "scoreboard": a.Scoreboard, "status": a.Status, "health": a.Health, "locks": a.Locks,
            "symbols": a.Symbols, "risk": a.Risk, "config": a.Config, "audit": a.Audit, "whoami": a.WhoAmI,
            "version": a.Version, "flatten": a.Flattened, "backup": a.BackupMade, "role": a.Roles, "notify": a.Notify,
            "alert": a.PriceAlerts, "watch": a.Watching, "reload": a.Reloaded,
        }  # fmt: skip
        self._answers: dict[str, _Answer] = {name: _sample(kind) for name, kind in kinds.items()}
        told = {"predict": lambda arguments: replace(prediction(stamp=STAMP), symbol=str(arguments["symbol"]))}
        told["explain"] = told["predict"]
        self._answers |= told
        self._answers |= {"chart": chart, "equity": equity, "signals": signals, "depth": depth, "logs": logs,
                          "help": help_, "start": help_, "models": models}  # fmt: skip
        self._answers |= changed

    def answer(self, caller: Caller, request: Request) -> Any:
        spec = registry().get(request.command)
        check_role(caller.role, spec, request.arguments)
        if spec.id in LATER and spec.id not in self._answers:
            raise Refused("err-not-built-yet", name=spec.id)
        check_agreement(request.confirmations, spec, request.arguments, "RUNNING")
        known = self._answers.get(spec.id)
        if known is not None:
            return known(request.arguments)
        if spec.danger is Danger.NONE and not spec.writes:
            raise InvalidInput("err-command-unknown", name=spec.id)
        return a.Done("done-state", {"state": "PAUSED", "before": "RUNNING"})

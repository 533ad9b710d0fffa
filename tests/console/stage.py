"""Fixed snapshots, a service that shows what it is given, and the screen as lines of text."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from console.app import ConsoleApp
from console.launch import Launch
from engine.core.modes import Role
from engine.service.answers import PositionRow, Stamp, Training, Why
from engine.service.port import Caller, Request
from engine.service.snapshots import Happening, MarketRow, Playing, Snapshot
from locales import current_language
from tests.console.world import AT, World

BELOW = Why("why-below-floor", {"confidence_pct": 54.2, "floor_pct": 65.0, "break_even_pct": 61.7})
PAYS = Why("why-edge-pays", {"edge_pct": 0.42, "weight": 76.4})
CLOSES = tuple(100.0 + (number * 7) % 13 for number in range(48))


def row(symbol: str, price: float | None, **changes: Any) -> MarketRow:
    made = MarketRow(symbol, price, 1.32, 52, 52, "UP", 0.542, False, 41.2, "AVOID", BELOW, CLOSES)
    return replace(made, **changes)


ROWS = (
    row("BTC/USDT", 102_345.67, confidence=0.712, spoken=True, weight=76.4, tier="STRONG_BUY", reason=PAYS),
    row("ETH/USDT", 3_512.44, change_pct=-0.41, direction="DOWN"),
    row("PEPE/USDT", 0.00001234, change_pct=0.0, direction="FLAT", confidence=0.5, reason=Why("why-no-direction")),
    row("SOL/USDT", None, change_pct=None, direction=None, confidence=None, weight=None, tier=None, closes=(), have=12,
        reason=Why("why-warming-up", {"have": 12, "need": 52})),
    row("XRP/USDT", 0.6123, confidence=0.69, direction="DOWN", spoken=True, tier="WEAK_SELL",
        reason=Why("why-shorts-off", {"symbol": "XRP/USDT"})),
)  # fmt: skip


def position(symbol: str, pnl: float, **changes: Any) -> PositionRow:
    made = PositionRow(
        symbol, "BUY", Decimal("0.0147"), Decimal("67900.00"), 68_420.5, 1_005.78, pnl, pnl / 10, Decimal("66542"),
        Decimal("71295"), AT - 3_600_000, 0.71,
    )  # fmt: skip
    return replace(made, **changes)


POSITIONS = (
    position("BTC/USDT", 38.2),
    position("PEPE/USDT", -7.01, amount=Decimal("81037277"), entry_price=Decimal("0.00001234"), stop_loss=None),
)


def event(number: int, kind: str, symbol: str | None = None, **data: Any) -> Happening:
    return Happening(number, AT + 60_000 * number, kind, symbol, data)


HAPPENINGS = (
    event(1, "engine_started"),
    event(2, "model_loaded", "BTC/USDT", version="20261120T141852Z-9975cba7"),
    event(3, "connection_changed", None, key="feed-ok", params={}, connection="ok"),
    event(4, "signal", "XRP/USDT", advice="SELL", confidence=0.66),
    event(
        5,
        "signal",
        "XRP/USDT",
        advice="SELL",
        confidence=0.69,
        reason="why-shorts-off",
        reason_params={"symbol": "XRP/USDT"},
    ),
    event(6, "entry_filled", "BTC/USDT", amount="0.0147", price="67900.00", side="BUY"),
    event(7, "forecast_scored", "XRP/USDT", correct=False),
    event(
        8, "exit_filled", "SOL/USDT", amount="2.5", price="164.2", exit_reason="stop_loss", pnl="-12.3", pnl_pct=-2.1
    ),
    event(9, "exit_filled", "SOL/USDT", amount="1", price="164.2", exit_reason="take_profit", pnl=None),
    event(10, "state_changed", None, state="PAUSED", actor="console:an"),
    event(11, "order_rejected", "ETH/USDT", key="err-order-venue-fault", params={"detail": "x"}, incident="E-AAAAAA"),
    event(12, "flattened", None, rows=[{"symbol": "BTC/USDT", "done": True}, {"symbol": "ETH/USDT", "done": False}]),
    event(13, "silence", "BTC/USDT", reason="why-late"),
    event(14, "error", None, key="err-made-by-a-newer-version", params={}),
)

PICTURE = Snapshot(
    number=1,
    stamp=Stamp("demo", "demo", "paper", AT, 800),
    state="RUNNING",
    connection="ok",
    connection_detail=Why("feed-ok"),
    timeframe="15m",
    horizon="4h",
    floor=0.65,
    equity=Decimal("10214.55"),
    cash=Decimal("9001.20"),
    start_cash=Decimal(10_000),
    open_pnl=31.19,
    rows=ROWS,
    positions=POSITIONS,
    happenings=HAPPENINGS,
    training=None,
    problems=(),
)
LIVE = replace(PICTURE, stamp=Stamp("exchange", "binance", "live", AT, 800))
BARE = replace(PICTURE, rows=(), positions=(), happenings=(), open_pnl=0.0)
TRAINING = replace(PICTURE, training=Training(2, 15, "BTC/USDT", 0.4))
IN_TROUBLE = replace(
    PICTURE,
    connection="stale",
    connection_detail=Why("feed-stale", {"symbols": "BTC, ETH"}),
    problems=(
        Why("err-store-disk-full", {"place": "/srv/data/trading_logs.db"}),
        Why("feed-stale", {"symbols": "BTC, ETH"}),
    ),
)


class Stage:
    """A service whose pictures a test hands out one by one; ``None`` is an engine that went away."""

    def __init__(self, *pictures: Snapshot, world: World | None = None) -> None:
        self.calls: list[tuple[Caller, Request]] = []
        self.failure: Exception | None = None
        self.gone: Exception | None = None
        self.world = world or World()
        self._pictures: asyncio.Queue[Snapshot | None] = asyncio.Queue()
        for picture in pictures:
            self.show(picture)

    def show(self, picture: Snapshot | None) -> None:
        self._pictures.put_nowait(picture)

    async def call(self, caller: Caller, request: Request) -> Any:
        self.calls.append((caller, request))
        if self.failure is not None:
            raise self.failure
        return self.world.answer(caller, request)

    def asked(self, command: str) -> list[dict[str, object]]:
        """The arguments of each time ``command`` was asked for."""
        return [dict(request.arguments) for _, request in self.calls if request.command == command]

    async def snapshots(self) -> AsyncIterator[Snapshot]:
        if self.gone is not None:
            raise self.gone
        while (picture := await self._pictures.get()) is not None:
            yield picture
        if self.gone is not None:
            raise self.gone


BEGUN, ENDED = AT - 86_400_000, AT
"""The span that a recorder has."""


class Recorder(Stage):
    """A stage with the keys of a recorder: it shows where it stands, and keeps what was pressed."""

    def __init__(self, world: World | None = None) -> None:
        super().__init__(world=world)
        self.playing = Playing(BEGUN, BEGUN, ENDED, running=False, speed=1.0)
        self.pressed: list[tuple[str, float | None]] = []
        self._tell()

    async def seek(self, moment: int) -> None:
        self.pressed.append(("seek", moment))
        self._move(at=max(BEGUN, min(ENDED, moment)))

    async def step(self, candles: int) -> None:
        self.pressed.append(("step", candles))
        self._move(at=max(BEGUN, min(ENDED, self.playing.at + 900_000 * candles)), running=False)

    def run(self, speed: float | None) -> None:
        self.pressed.append(("run", speed))
        self._move(running=speed is not None and self.playing.at < ENDED, speed=speed or self.playing.speed)

    def _move(self, **changes: Any) -> None:
        self.playing = replace(self.playing, **changes)
        self._tell()

    def _tell(self) -> None:
        self.show(replace(PICTURE, playing=self.playing, number=PICTURE.number + len(self.pressed)))


class StageDoor:
    """The door to a stage."""

    def __init__(self, stage: Any, *, own: bool = True) -> None:
        self.stage = stage
        self.own = own
        self.opened = 0
        self.closed = 0
        self.failure: Exception | None = None

    async def open(self) -> Any:
        self.opened += 1
        if self.failure is not None:
            raise self.failure
        return self.stage

    async def close(self) -> None:
        self.closed += 1


def console(stage: Any, folder: Path, *, role: Role = Role.OWNER, recorded: Any = None, **more: Any) -> ConsoleApp:
    """The console in front of a stage; ``recorded`` is the service that plays."""
    door = stage if isinstance(stage, StageDoor) else StageDoor(stage)
    launch = Launch(
        door=door,
        caller=Caller("console", "an", role, language=current_language()),
        folder=folder,
        recorded=lambda start, end: StageDoor(recorded),
        language=current_language(),
        exports=folder / "exports",
        **more,
    )
    return ConsoleApp(launch)


async def until(pilot: Pilot[None], true: Callable[[], object]) -> None:
    """Wait until something is true; a test that waits in vain fails."""
    async with asyncio.timeout(20):
        while not true():  # noqa: ASYNC110 - what is waited for has no event of its own
            await asyncio.sleep(0.005)
    await pilot.pause()


async def shows(pilot: Pilot[None], text: str) -> list[str]:
    """Wait until the screen shows a text; its lines."""
    await until(pilot, lambda: any(text in line for line in screen_lines(pilot.app)))
    return screen_lines(pilot.app)


_CELL = 12.2
_TEXT = re.compile(r'<text class="[^"]*-r\d+" x="([\d.]+)" y="([\d.]+)"[^>]*>(.*?)</text>')


def screen_lines(app: Any) -> list[str]:
    """What is on the screen, line by line, from the picture that the app would save."""
    found: dict[float, str] = {}
    for x, y, text in sorted(
        ((float(x), float(y), text) for x, y, text in _TEXT.findall(app.export_screenshot())), key=lambda part: part[:2]
    ):
        line = found.get(y, "").ljust(round(x / _CELL))
        found[y] = line + html.unescape(text).replace("\xa0", " ")
    return [line.rstrip() for _, line in sorted(found.items())]

"""A small market and someone who trades in it: the same seed gives the same items, whatever crashes in between."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from engine.core.candles import Candle, Tick
from engine.core.hashing import digest
from engine.core.instruments import Instrument
from engine.core.modes import EngineState, ExitReason, Mode, Side
from engine.core.orders import Leg, OrderIntent, Position
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.decision import rulebook
from engine.decision.intents import client_order_id
from engine.decision.rules import Rules
from engine.store.store import Store
from engine.trading.broker import Broker
from engine.trading.desk import TradingDesk
from engine.trading.ledger import ledger_hash
from engine.trading.paper import PaperBroker

M1 = Timeframe("1m")
MS = M1.ms
START = 1_700_000_040_000 // MS * MS
BTC, ETH, XRP, SOL = Symbol("BTC"), Symbol("ETH"), Symbol("XRP"), Symbol("SOL")
INSTRUMENTS = {
    BTC: Instrument(BTC, Decimal("0.01"), Decimal("0.00001"), Decimal(5)),
    ETH: Instrument(ETH, Decimal("0.01"), Decimal("0.0001"), Decimal(5)),
    XRP: Instrument(XRP, Decimal("0.0001"), Decimal("0.1"), Decimal(5), 10),
    SOL: Instrument(SOL, Decimal("0.01"), Decimal("0.001"), Decimal(5)),
}
PRICES = {BTC: 64_000.0, ETH: 3_200.0, XRP: 0.52}
CASH = Decimal(10_000)


def rules(**changes: Any) -> Rules:
    values: dict[str, Any] = {
        "timeframe": M1, "horizon": Timeframe("15m"), "time_limit": 8, "stop_ppm": 4_000, "target_ppm": 8_000,
        "trail_ppm": 3_000,
    }  # fmt: skip
    return Rules(**{**values, **changes})


def instruments(symbol: Symbol) -> Instrument:
    return INSTRUMENTS[symbol]


def candle(symbol: Symbol, at: int, o: float, h: float, low: float, c: float, volume: float = 10.0) -> Candle:
    return Candle("demo", symbol, M1, at, o, h, low, c, volume)


def tick(symbol: Symbol, at: int, price: float) -> Tick:
    return Tick("demo", symbol, at, price)


def entry(
    symbol: Symbol,
    at: int,
    price: float,
    lots: int,
    *,
    cause: str | None = None,
    side: Side = Side.BUY,
    book: Rules | None = None,
    source: str = "demo",
) -> OrderIntent:
    instrument, book = INSTRUMENTS[symbol], book or rules()
    ticks = instrument.to_ticks(price)
    direction = 1 if side is Side.BUY else -1
    stop = rulebook.stop_ticks(direction, ticks, book.stop_ppm)
    target = rulebook.target_ticks(direction, ticks, book.target_ppm)
    cause = cause or f"decision:{symbol}:{at}"
    return OrderIntent(
        client_order_id=client_order_id(source, Mode.PAPER, cause, Leg.ENTRY),
        cause=cause,
        source=source,
        mode=Mode.PAPER,
        symbol=symbol,
        side=side,
        leg=Leg.ENTRY,
        lots=lots,
        amount=instrument.to_amount(lots),
        created_at=at,
        reference_price=instrument.to_price(ticks),
        stop_loss=instrument.to_price(stop) if stop else None,
        take_profit=instrument.to_price(target) if target else None,
        confidence=0.7,
    )


async def start(
    store: Store, broker: Broker | None = None, *, book: Rules | None = None, source: str = "demo", **more: Any
) -> TradingDesk:
    book = book or rules()
    broker = broker if broker is not None else PaperBroker(book, instruments)
    desk = TradingDesk(store, broker, book, instruments, source, Mode.PAPER, **more)
    desk.open_purse(CASH, now=START)
    desk.load()
    await desk.resume()
    return desk


def paper(seed: int) -> PaperBroker:
    """Every other seed fills by volume, in parts."""
    return PaperBroker(rules(), instruments, volume_share=Decimal("0.05") if seed % 2 else None)


async def place(desk: TradingDesk, store: Store, intent: OrderIntent) -> None:
    await store.write(lambda conn: desk.write_intent(conn, intent), durable=True)
    await desk.send(intent)


def hash_of(store: Store, source: str = "demo") -> str:
    return store.read(lambda conn: ledger_hash(conn, source, Mode.PAPER))


def only(desk: TradingDesk) -> Position:
    (position,) = desk.portfolio(0).positions
    return position


@dataclass(slots=True)
class Item:
    """One thing that happens: ``act`` is given the desk and the store, and may be done twice."""

    kind: str
    at: int
    facts: dict[str, Any] = field(default_factory=dict)


def items_of(seed: int, bars: int = 24, symbols: tuple[Symbol, ...] = (BTC, ETH, XRP)) -> list[Item]:
    """Candles, ticks, decisions and commands of one run."""
    luck = random.Random(seed)
    price = dict(PRICES)
    found: list[Item] = []
    for bar in range(bars):
        at = START + bar * MS
        rows: list[dict[str, Any]] = []
        for symbol in symbols:
            path = [price[symbol]]
            for _ in range(3):
                path.append(path[-1] * (1 + luck.gauss(0, 0.002)))
            seen = [round(p, 4 if symbol == XRP else 2) for p in path]
            price[symbol] = seen[-1]
            for n, value in enumerate(seen[1:-1]):
                if luck.random() < 0.35:
                    found.append(Item("tick", at + (n + 1) * 20_000 + 1, {"symbol": symbol, "price": value}))
            low, high = min(seen) * 0.9995, max(seen) * 1.0005
            volume = luck.choice([0.0, 0.5, 5.0, 5_000.0])
            row = (seen[0], round(high, 4), round(low, 4), seen[-1], volume)
            rows.append({"symbol": symbol, "at": at, "row": row})
        found.append(Item("bar", at + MS, {"rows": rows}))
        found.extend(Item("decide", at + MS, {"symbol": symbol, "seed": seed}) for symbol in symbols)
        if luck.random() < 0.12:
            found.append(_command(luck, at + MS, symbols, price))
        elif luck.random() < 0.3:
            found.append(Item("run", at + MS))
    return sorted(found, key=lambda item: item.at)


def _command(luck: random.Random, at: int, symbols: tuple[Symbol, ...], price: dict[Symbol, float]) -> Item:
    name = luck.choice(["pause", "reduce", "halt", "flatten", "close", "close"])
    prices = {str(s): repr(price[s]) for s in symbols}
    return Item(name, at, {"symbol": luck.choice(symbols), "prices": prices})


_STATES = {
    "pause": EngineState.PAUSED, "run": EngineState.RUNNING, "reduce": EngineState.REDUCING, "halt": EngineState.HALTED,
}  # fmt: skip


async def happen(desk: TradingDesk, store: Any, item: Item, *, tape: Callable[[Item], None] | None = None) -> None:
    """Let one item happen to the desk."""
    facts = item.facts
    if tape is not None:
        tape(item)
    if item.kind == "tick":
        await desk.on_tick(tick(facts["symbol"], item.at, facts["price"]))
    elif item.kind == "bar":
        for row in facts["rows"]:
            await desk.on_candle(candle(row["symbol"], row["at"], *row["row"]))
        await desk.mark(item.at)
    elif item.kind == "decide":
        await decide(desk, store, facts["symbol"], item.at, facts["seed"])
    elif item.kind == "flatten":
        await desk.flatten("tester", item.at, prices={Symbol(s): Decimal(p) for s, p in facts["prices"].items()})
    elif item.kind == "close":
        price = Decimal(facts["prices"][facts["symbol"]])
        cause = f"close:{facts['symbol']}:{item.at}"
        await desk.close(facts["symbol"], ExitReason.SIGNAL, cause, item.at, actor="tester", price=price)
    else:
        target = _STATES[item.kind]
        if not (desk.state is EngineState.HALTED and target is EngineState.PAUSED):
            await desk.set_state(target, "tester", item.kind, item.at)


async def decide(desk: TradingDesk, store: Any, symbol: Symbol, at: int, seed: int) -> None:
    """What a pipeline does after a close: the decision follows from the book and the seed."""
    book, chance = desk.portfolio(at), int(digest(seed, symbol, at, length=6), 16) / 0xFFFFFF
    if desk.state is EngineState.RUNNING and not book.is_busy(symbol) and chance < 0.45:
        price, instrument = book.prices[symbol], INSTRUMENTS[symbol]
        budget = instrument.to_units(book.equity / 10)
        lots = rulebook.lots_for(budget, instrument.to_ticks(price), 1_000)
        await place(desk, store, entry(symbol, at, price, lots, source=book.source))
    elif book.position_of(symbol) is not None and chance > 0.92:
        await desk.close(symbol, ExitReason.SIGNAL, f"signal:{symbol}:{at}", at)

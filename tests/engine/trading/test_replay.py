"""A recorded run, replayed from its tape, gives the same ledger, entry for entry."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from engine.core.modes import Mode
from engine.core.symbols import Symbol
from engine.store.store import Store
from engine.store.tables.money import trades
from engine.store.tape import TapeEntry, append_tape, read_tape
from tests.engine.trading.dying import Dying
from tests.engine.trading.world import (
    ETH,
    INSTRUMENTS,
    PRICES,
    START,
    Item,
    candle,
    decide,
    entry,
    happen,
    hash_of,
    items_of,
    paper,
    place,
    start,
    tick,
)  # fmt: skip


@pytest.mark.parametrize("seed", range(0, 60, 3))
async def test_the_tape_replays_to_the_same_ledger(tmp_path: Path, seed: int) -> None:
    items = items_of(seed, bars=40)
    with Store.open(f"sqlite:///{tmp_path}/live.db") as live, Store.open(f"sqlite:///{tmp_path}/again.db") as again:
        await _live(Dying(live, set()), items, seed)
        await _replayed(Dying(again, set()), items, live.read(lambda c: read_tape(c, "demo", Mode.PAPER)), seed)
        assert hash_of(again) == hash_of(live)
        assert live.read(lambda c: c.execute(sa.select(sa.func.count()).select_from(trades)).scalar_one()) > 0


async def _live(store: Store, items: list[Item], seed: int) -> None:
    desk = await start(store, paper(seed))
    for n, item in enumerate(items):
        if item.kind == "bar":
            for row in item.facts["rows"]:
                await store.write(
                    lambda c, row=row: append_tape(
                        c, "demo", "paper", "candle", row["at"], symbol=row["symbol"], timeframe="1m"
                    )
                )
        await happen(desk, store, item)
        if n == len(items) // 2:
            desk = await start(store, paper(seed))  # a restart in the middle leaves no trace


async def _replayed(store: Store, items: list[Item], tape: list[TapeEntry], seed: int) -> None:
    desk = await start(store, paper(seed))
    bars = {row["at"]: item for item in items if item.kind == "bar" for row in item.facts["rows"]}
    waiting = 0
    for moment in tape:
        if moment.kind == "tick" and moment.price is not None:
            await desk.on_tick(tick(Symbol(moment.symbol or ""), moment.timestamp, moment.price))
        elif moment.kind == "command":
            await desk.repeat(moment.payload["id"], moment.payload["arguments"], moment.timestamp)
        else:
            bar = bars[moment.timestamp]
            row = next(row for row in bar.facts["rows"] if row["symbol"] == moment.symbol)
            await desk.on_candle(candle(row["symbol"], row["at"], *row["row"]))
            waiting += 1
            if waiting == len(bar.facts["rows"]):
                waiting = 0
                await desk.mark(bar.at)
                for row in bar.facts["rows"]:
                    await decide(desk, store, row["symbol"], bar.at, seed)


async def test_a_tick_that_does_nothing_costs_microseconds(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    more = {Symbol(base): INSTRUMENTS[ETH] for base in ("SOL", "BNB")}
    for symbol in more:
        monkeypatch.setitem(INSTRUMENTS, symbol, INSTRUMENTS[ETH])
    desk = await start(store)
    prices = {**PRICES, **dict.fromkeys(more, 3_200.0)}
    for symbol, price in prices.items():
        await place(desk, store, entry(symbol, START, price, 1_000))
        await desk.on_tick(tick(symbol, START, price))
    assert len(desk.portfolio(START).positions) == 5
    ticks = [tick(symbol, START + 1, price * 1.0001) for symbol, price in prices.items()] * 400
    best = 1.0
    for _ in range(5):
        began = time.perf_counter()
        for one in ticks:
            await desk.on_tick(one)
        best = min(best, (time.perf_counter() - began) / len(ticks))
    assert best < 20e-6

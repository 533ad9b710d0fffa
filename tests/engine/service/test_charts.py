"""What is drawn is what the store holds, and at an earlier moment what it held then."""

from __future__ import annotations

import asyncio
import math
from dataclasses import replace
from functools import partial
from itertools import product
from pathlib import Path
from statistics import fmean, pstdev
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.core.errors import InvalidInput
from engine.core.modes import Mode
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.instruments import KeptInstruments
from engine.retrace import Recording
from engine.service.answers import Chart, Stamp
from engine.service.handlers.chart_reading import Wish, read_chart
from engine.service.text import render
from engine.store.store import Store
from engine.trading.past import Books
from tests.engine.cli.samples import CHART
from tests.engine.house import BTC, ETH, M15, House, database, living
from tests.engine.service.conftest import PAST, at_rest, reach

PAUSES = range(10, 241, 10)


@pytest.fixture(scope="module")
def trail(models: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Chart]]:
    """What a run with a trailing stop left behind, and the charts that were drawn while it went on."""
    folder, seen = tmp_path_factory.mktemp("trail"), list[Chart]()

    async def go() -> None:
        changes = {"trailing_stop": "0.01", "stop_loss": "0.012", "take_profit": "0.03", "time_limit": 24}
        async with living(folder, models, **changes) as house:
            for pause in PAUSES:
                await reach(house, pause)
                for symbol, timeframe in product((BTC, ETH), ("15m", "1h")):
                    ask = partial(house.ask, "chart", symbol=symbol, timeframe=timeframe, candles=60)
                    seen.append(await at_rest(house, ask))

    asyncio.run(go())
    return folder, seen


async def rows(house: House, what: str, *values: object) -> list[Any]:
    return await house.rows(f"SELECT {what}", *values)


async def test_the_newest_closed_candles_are_shown(house: House) -> None:
    chart = await house.ask("chart", symbol="BTC", candles=40)
    stored = await rows(
        house,
        "timestamp, open, high, low, close, volume FROM candle_cache WHERE symbol = 'BTC/USDT' AND timestamp <= ? "
        "ORDER BY timestamp DESC LIMIT 40",
        house.pipeline.clock.now() - M15.ms,
    )
    assert [(c.at, c.open, c.high, c.low, c.close, c.volume) for c in chart.candles] == [tuple(r) for r in stored[::-1]]
    assert (chart.symbol, chart.timeframe) == (BTC, "15m")
    assert chart.timeframes == ("15m", "30m", "1h", "2h", "4h", "6h", "12h", "1d")
    assert chart.first_at == (await rows(house, "MIN(timestamp) FROM candle_cache WHERE symbol = 'BTC/USDT'"))[0][0]
    assert (chart.stamp.market, chart.stamp.mode) == ("demo", "paper")


async def test_the_lines_are_there_from_the_first_candle_on(house: House) -> None:
    chart = await house.ask("chart", symbol="BTC", candles=30)
    longer = await house.ask("chart", symbol="BTC", candles=100)
    closes = [candle.close for candle in longer.candles]
    lines = {line.name: line.values for line in chart.lines}
    assert set(lines) == {"sma_20", "sma_50", "bb_upper", "bb_lower"}
    for place in range(30):
        until = 70 + place + 1
        last = closes[until - 20 : until]
        assert lines["sma_20"][place] == pytest.approx(fmean(last))
        assert lines["sma_50"][place] == pytest.approx(fmean(closes[until - 50 : until]))
        assert lines["bb_upper"][place] == pytest.approx(fmean(last) + 2 * pstdev(last))
        assert lines["bb_lower"][place] == pytest.approx(fmean(last) - 2 * pstdev(last))


async def test_where_history_begins_the_lines_begin_later(house: House) -> None:
    first = (await house.ask("chart", symbol="BTC")).first_at
    chart = await house.ask("chart", symbol="BTC", candles=100, until=first + 60 * M15.ms)
    assert len(chart.candles) == 60
    begins = {line.name: next(n for n, value in enumerate(line.values) if value is not None) for line in chart.lines}
    assert begins == {"sma_20": 19, "sma_50": 49, "bb_upper": 19, "bb_lower": 19}


@pytest.mark.parametrize("timeframe", ["30m", "1h", "4h", "1d"])
async def test_longer_candles_are_whole_and_made_of_the_short_ones(house: House, timeframe: str) -> None:
    chart = await house.ask("chart", symbol="BTC", candles=1_000, timeframe=timeframe)
    short = {c.at: c for c in (await house.ask("chart", symbol="BTC", candles=1_000)).candles}
    length = Timeframe(timeframe).ms
    now = house.pipeline.clock.now()
    assert chart.candles
    assert chart.candles[-1].at == Timeframe(timeframe).open_of(now) - length
    for candle in chart.candles:
        parts = [short[at] for at in range(candle.at, candle.at + length, M15.ms) if at in short]
        if len(parts) == length // M15.ms:
            assert candle.open == parts[0].open
            assert candle.close == parts[-1].close
            assert candle.high == max(part.high for part in parts)
            assert candle.low == min(part.low for part in parts)
            assert candle.volume == pytest.approx(math.fsum(part.volume for part in parts))


@pytest.mark.parametrize("timeframe", ["5m", "1m"])
async def test_shorter_candles_cannot_be_made(house: House, timeframe: str) -> None:
    with pytest.raises(InvalidInput, match="err-market-aggregate"):
        await house.ask("chart", symbol="BTC", timeframe=timeframe)


async def test_only_watched_pairs_are_drawn(house: House) -> None:
    for command in ("chart", "depth"):
        with pytest.raises(InvalidInput, match="err-symbol-not-watched"):
            await house.ask(command, symbol="DOGE")


async def test_every_signal_entry_and_exit_is_marked(house: House) -> None:
    chart = await house.ask("chart", symbol="ETH", candles=1_000)
    marks = {kind: [m for m in chart.marks if m.kind == kind] for kind in ("signal", "entry", "exit")}
    last = chart.candles[-1].at
    said = await rows(
        house,
        "p.timestamp, CASE p.prediction WHEN 'UP' THEN 'BUY' ELSE 'SELL' END, p.price, p.confidence, d.trades, "
        "d.reason FROM direction_predictions p JOIN decisions d ON d.prediction_id = p.id "
        "WHERE p.symbol = 'ETH/USDT' AND p.spoken AND p.timestamp <= ? ORDER BY p.timestamp",
        last,
    )
    assert len(said) > 20
    assert [(m.at, m.side, m.price, m.confidence, m.traded, m.note.key if m.note else "") for m in marks["signal"]] == [
        tuple(row) for row in said
    ]
    closed = await rows(
        house,
        "opened_at, closed_at, entry_price, exit_price, exit_reason FROM trades "
        "WHERE symbol = 'ETH/USDT' AND closed_at < ? ORDER BY closed_at",
        last + M15.ms,
    )
    assert len(closed) > 3
    assert [(m.at, m.side, m.price, m.note.key if m.note else "") for m in marks["exit"]] == [
        (M15.open_of(row[1]), "SELL", row[3], f"exit-{row[4].replace('_', '-')}") for row in closed
    ]
    assert [(m.at, m.side, m.price) for m in marks["entry"]][: len(closed)] == [
        (M15.open_of(row[0]), "BUY", row[2]) for row in closed
    ]
    assert all(mark.confidence is not None for mark in marks["entry"])
    assert {mark.at for mark in chart.marks} <= {candle.at for candle in chart.candles}


async def test_levels_and_price_are_those_of_the_moment(house: House) -> None:
    while not (await house.ask("positions")).rows:
        await reach(house, house.pipeline.candles_seen + 2)
    position = (await house.ask("positions")).rows[0]
    chart = await at_rest(house, lambda: house.ask("chart", symbol=position.symbol))
    assert {level.kind: level.price for level in chart.levels} == {
        "entry": float(position.entry_price),
        "stop": float(position.stop_loss),
        "target": float(position.take_profit),
    }
    assert {level.since for level in chart.levels} == {position.opened_at}
    assert chart.price == house.pipeline.last_price(position.symbol)


def test_a_chart_of_then_is_the_chart_that_was_drawn_then(trail: tuple[Path, list[Chart]]) -> None:
    folder, seen = trail
    with Store.open(database(folder), readonly=True) as store:
        for then in seen:
            now = drawn(store, then.symbol, then.timeframe, then.stamp.market_time, 60)
            assert replace(now, stamp=then.stamp, price=then.price) == then
    assert sum(bool(each.levels) for each in seen) > 5
    assert {mark.kind for each in seen for mark in each.marks} == {"signal", "entry", "exit"}


def test_the_stop_of_then_is_not_where_it_was_pulled_later(trail: tuple[Path, list[Chart]]) -> None:
    trades = "SELECT symbol, opened_at, closed_at, stop_loss FROM trades WHERE exit_reason = 'trailing'"
    pulled = 0
    with Store.open(database(trail[0]), readonly=True) as store:
        for symbol, opened_at, closed_at, last in store.read(lambda conn: conn.exec_driver_sql(trades).all()):
            first, late = (stop_of(drawn(store, symbol, M15, moment)) for moment in (opened_at, closed_at - 1))
            assert first <= late == pytest.approx(last)
            pulled += first < late
    assert pulled


def stop_of(chart: Chart) -> float:
    return next(level.price for level in chart.levels if level.kind == "stop")


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_nothing_of_the_future_is_on_a_chart(past: Path, data: st.DataObject) -> None:
    with Store.open(database(past), readonly=True) as store:
        end = store.read(lambda conn: conn.exec_driver_sql("SELECT MAX(timestamp) FROM candle_cache").scalar_one())
        symbol = data.draw(st.sampled_from([BTC, ETH]))
        timeframe = data.draw(st.sampled_from([M15, Timeframe("1h")]))
        moments = st.integers(end - PAST * M15.ms, end + M15.ms) | st.integers(end // M15.ms - PAST, end // M15.ms).map(
            lambda number: number * M15.ms
        )
        earlier, later = sorted((data.draw(moments), data.draw(moments)))
        before, after = (drawn(store, symbol, timeframe, moment) for moment in (earlier, later))
    assert all(candle.at + timeframe.ms <= earlier for candle in before.candles)
    shared = {candle.at for candle in before.candles} & {candle.at for candle in after.candles}
    assert [c for c in before.candles if c.at in shared] == [c for c in after.candles if c.at in shared]
    assert [m for m in before.marks if m.at in shared] == [
        m for m in after.marks if m.at in shared and m.at + timeframe.ms <= earlier
    ]
    assert all(level.since <= earlier for level in before.levels)


def drawn(store: Store, symbol: str, timeframe: str, until: int, candles: int = 1_000) -> Chart:
    recording = Recording.newest(store)
    books = Books("demo", Mode.PAPER, recording.rules(), KeptInstruments(store, "demo", "paper"))
    stamp = Stamp("demo", "demo", "paper", until)
    wish = Wish(Symbol(symbol), Timeframe(timeframe), candles, until)
    return store.read(lambda conn: read_chart(conn, books, stamp, wish))


def test_a_chart_in_words_shows_candles_marks_and_levels() -> None:
    text = render(CHART)
    for part in (
        "BTC/USDT · nến 15 phút",
        "2 nến, từ 20/11/2026 13:35 đến 20/11/2026 13:50",
        "Trung bình 50  67.400,00",
        "66.910,00 – 68.110,00",
        "Cắt lỗ         66.542,00 (−2,00%)",
        "tín hiệu MUA ▲ 71,2%",
        "vào lệnh (MUA)",
        "thoát lệnh (BÁN)      66.542,00  cắt lỗ",
        "67.850,00  68.000,00  67.800,00  67.880,00",
    ):
        assert part in text, part

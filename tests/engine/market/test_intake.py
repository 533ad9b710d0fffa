import asyncio
import math
from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from engine.core.candles import Candle, Gap, Tick
from engine.core.modes import Connection
from engine.core.series import CandleSeries
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.market.demo import DemoFeed
from engine.market.feed import Feed, FeedStatus
from engine.market.intake import BackfillFailed, Intake, Ready, Refusal, Repaired
from engine.market.intake_gate import Health
from tests.engine.market.makers import BTC, ETH, M1, ScriptedFeed, candle

START = 100
NOW = START * M1.ms


class Passing(str):
    """Something that a feed says and the intake does not know."""


class Shelf:
    """What a store would keep."""

    def __init__(self, latest: dict[Symbol, int] | None = None) -> None:
        self.latest = dict(latest or {})
        self.saved: dict[Symbol, list[int]] = {}
        self.gaps: list[tuple[Symbol, int, int]] = []

    async def save(self, page: CandleSeries) -> None:
        self.saved.setdefault(page.symbol, []).extend((page.timestamp // M1.ms).tolist())
        self.latest[page.symbol] = int(page.timestamp[-1])

    async def load_latest(self, symbol: Symbol, timeframe: Timeframe) -> int | None:
        return self.latest.get(symbol)

    async def mark(self, gap: Gap) -> None:
        self.gaps.append((gap.symbol, gap.start // M1.ms, gap.end // M1.ms))


async def run(
    script: Sequence[object], kept: dict[Symbol, set[int]] | None = None, shelf: Shelf | None = None, **options: Any
) -> tuple[list[Any], Shelf, Intake, ScriptedFeed]:
    shelf = shelf or Shelf()
    feed = ScriptedFeed(script, kept if kept is not None else {BTC: set(range(50, START))}, NOW)
    intake = Intake(feed, shelf.save, shelf.load_latest, mark_gap=shelf.mark, history_candles=50, **options)
    await intake.start(sorted(feed.kept), M1)
    items = [item async for item in intake.items()]
    await intake.close()
    return items, shelf, intake, feed


def live(*numbers: int, symbol: Symbol = BTC) -> list[object]:
    """Those candles, each with the market time at which it closes."""
    return [thing for n in numbers for thing in ((n + 1) * M1.ms, candle(n, symbol))]


def numbers_of(items: Sequence[Any], kind: type = Candle) -> list[int]:
    return [item.timestamp // M1.ms for item in items if isinstance(item, kind)]


async def test_history_first_then_live() -> None:
    items, shelf, *_ = await run(live(100, 101))
    assert shelf.saved[BTC] == list(range(50, 100))
    assert items == [Ready(BTC, 99 * M1.ms, 50), candle(100), candle(101)]


async def test_it_resumes_from_the_store() -> None:
    items, shelf, _, feed = await run(live(100), shelf=Shelf({BTC: 90 * M1.ms}))
    assert shelf.saved[BTC] == list(range(91, 100))
    assert feed.asked[0][1] == 91 * M1.ms
    assert numbers_of(items) == [100]


async def test_holes_in_history_are_marked() -> None:
    items, shelf, *_ = await run([], {BTC: set(range(50, 60)) | set(range(65, 100))})
    assert shelf.gaps == [(BTC, 60, 65)]
    assert [item for item in items if isinstance(item, Gap)] == [Gap("made", BTC, M1, 60 * M1.ms, 65 * M1.ms)]


async def test_repeats_are_dropped_and_revisions_refused() -> None:
    items, _, intake, _ = await run([*live(100, 101), candle(100), candle(99), candle(3), candle(100, close=100.9)])
    assert numbers_of(items) == [100, 101]
    refusals = [item for item in items if isinstance(item, Refusal)]
    assert [(r.key, r.timestamp // M1.ms, r.count) for r in refusals] == [
        ("candle-late", 3, 1),
        ("candle-revised", 100, 1),
    ]
    assert intake.refusals() == {"candle-late": 1, "candle-revised": 1}


async def test_broken_and_future_candles_are_refused_and_counted() -> None:
    items, _, intake, _ = await run(
        [101 * M1.ms, candle(100, close=math.nan), candle(100, low=-1.0), candle(300), candle(100)]
    )
    assert numbers_of(items) == [100]
    assert intake.refusals() == {"candle-not-finite": 1, "candle-not-positive": 1, "candle-from-future": 1}


async def test_a_hole_is_repaired_from_history() -> None:
    items, shelf, *_ = await run(live(100, 105), {BTC: set(range(50, 120))})
    assert numbers_of(items) == [100, 101, 102, 103, 104, 105]
    assert [item.candles for item in items if isinstance(item, Repaired)] == [4]
    assert shelf.gaps == []


async def test_what_cannot_be_repaired_is_marked() -> None:
    items, shelf, *_ = await run(live(100, 106), {BTC: set(range(50, 101)) | {102, 104}})
    kinds = [(type(i).__name__, getattr(i, "timestamp", getattr(i, "start", None))) for i in items[1:]]
    assert [name for name, _ in kinds] == ["Candle", "Gap", "Candle", "Gap", "Candle", "Gap", "Repaired", "Candle"]
    assert shelf.gaps == [(BTC, 101, 102), (BTC, 103, 104), (BTC, 105, 106)]


async def test_a_market_that_does_not_answer_leaves_a_mark() -> None:
    feed_down: list[ScriptedFeed] = []

    async def break_it() -> None:
        feed_down[0].down.add(BTC)

    shelf = Shelf()
    feed = ScriptedFeed([break_it, *live(103)], {BTC: set(range(50, 110))}, NOW)
    feed_down.append(feed)
    intake = Intake(feed, shelf.save, shelf.load_latest, mark_gap=shelf.mark, history_candles=50)
    await intake.start([BTC], M1)
    items = [item async for item in intake.items()]
    assert numbers_of(items) == [103]
    assert shelf.gaps == [(BTC, 100, 103)]


async def test_old_and_broken_prices_do_not_pass() -> None:
    def tick(second: int, price: float = 1.0) -> Tick:
        return Tick("made", BTC, NOW + second * 1_000, price)

    items, _, intake, _ = await run([tick(1), tick(5), tick(4), tick(6, math.nan), *live(100), tick(59), tick(61)])
    assert [(i.timestamp - NOW) // 1_000 for i in items if isinstance(i, Tick)] == [1, 5, 61]
    assert intake.refusals() == {"tick-late": 2, "tick-broken": 1}


async def test_stale_is_said_once_and_clears_by_itself() -> None:
    script = [*live(100), *[(102 + n) * M1.ms // 1 for n in range(4)]]
    quiet: list[object] = []
    for moment in script[2:]:
        quiet += [moment, Passing("open")]
    items, *_ = await run([*script[:2], *quiet, *live(106)], {BTC: set(range(50, 120))})
    said = [(item.connection, item.key) for item in items if isinstance(item, FeedStatus)]
    assert said == [(Connection.STALE, "feed-stale"), (Connection.OK, "feed-ok")]


def test_one_silent_pair_is_degraded_not_stale() -> None:
    health = Health(M1)
    health.fed(BTC, 0)
    health.fed(ETH, 0)
    assert health.status(2 * M1.ms) is None
    health.fed(BTC, 3 * M1.ms)
    said = health.status(3 * M1.ms)
    assert said is not None
    assert (said.connection, said.params["symbols"]) == (Connection.DEGRADED, "ETH/USDT")
    assert health.status(3 * M1.ms + 1) is None
    health.hear(FeedStatus(Connection.DOWN, 5, "feed-down"))
    assert health.status(3 * M1.ms + 2) == FeedStatus(Connection.DOWN, 5, "feed-down")
    health.forget(ETH)
    health.hear(FeedStatus(Connection.OK, 6))
    assert health.status(3 * M1.ms + 3) == FeedStatus(Connection.OK, 6)


async def test_marks_of_a_recording_are_passed_on() -> None:
    mark = Passing("models")
    items, *_ = await run([mark])
    assert items[1:] == [mark]


async def test_a_pair_that_fails_is_told_and_tried_again_without_delaying_others() -> None:
    shelf, waits = Shelf(), []
    feed = ScriptedFeed([], {BTC: set(range(50, 100)), ETH: set(range(50, 100))}, NOW)
    feed.down.add(ETH)

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            feed.down.clear()
        await asyncio.sleep(0)

    intake = Intake(feed, shelf.save, shelf.load_latest, history_candles=50, sleep=sleep)
    await intake.start([BTC, ETH], M1)
    assert BTC in intake.symbols
    for _ in range(50):
        await asyncio.sleep(0)
    items = [item async for item in intake.items()]
    assert waits == [1.0, 2.0, 4.0]
    assert [item.again for item in items if isinstance(item, BackfillFailed)] == [True, True, True]
    assert {item.symbol for item in items if isinstance(item, Ready)} == {BTC, ETH}


async def test_adding_and_removing_while_it_runs() -> None:
    shelf = Shelf()
    feed = ScriptedFeed([], {BTC: set(range(50, 100)), ETH: set(range(50, 104))}, NOW)
    intake = Intake(feed, shelf.save, shelf.load_latest, mark_gap=shelf.mark, history_candles=50)

    async def settle() -> None:
        await asyncio.sleep(0.01)

    async def add() -> None:
        await intake.add(ETH)
        await intake.add(Symbol("NOPE"))

    async def remove() -> None:
        await intake.remove(BTC)

    eth = [candle(101, ETH), candle(102, ETH)]
    feed.script = [*live(100), add, settle, *live(101), eth[0], remove, 103 * M1.ms, candle(102), eth[1]]
    await intake.start([BTC], M1)
    items = [item async for item in intake.items()]
    assert [i.timestamp // M1.ms for i in items if isinstance(i, Candle) and i.symbol == BTC] == [100, 101]
    assert [i for i in items if isinstance(i, Candle) and i.symbol == ETH] == eth
    assert shelf.saved[ETH] == list(range(51, 101))
    (failed,) = [item for item in items if isinstance(item, BackfillFailed)]
    assert (failed.symbol, failed.again, failed.error.key) == ("NOPE/USDT", False, "err-symbol-unlisted")


faulty = st.lists(
    st.tuples(st.integers(95, 130), st.sampled_from(["good", "good", "good", "revised", "nan", "future", "off"])),
    max_size=60,
)


def disturbed(number: int, fault: str) -> Candle:
    if fault == "revised":
        return candle(number, volume=11.0)
    if fault == "nan":
        return candle(number, high=math.nan)
    if fault == "off":
        return Candle("made", BTC, M1, number * M1.ms + 7, 1.0, 1.0, 1.0, 1.0, 1.0)
    return candle(number + 10_000) if fault == "future" else candle(number)


@given(faulty, st.sets(st.integers(100, 130)))
def test_whatever_the_feed_does_the_stream_is_clean(faults: list[tuple[int, str]], known: set[int]) -> None:
    script: list[object] = [131 * M1.ms, *(disturbed(*fault) for fault in faults)]
    items, shelf, *_ = asyncio.run(run(script, {BTC: known | set(range(50, 100))}))
    reached = 100 * M1.ms
    for item in items:
        if isinstance(item, Gap):
            assert item.start == reached
            reached = item.end
        elif isinstance(item, Candle):
            assert item.timestamp == reached
            assert math.isfinite(item.high)
            reached = item.closed_at
    taken = set(numbers_of(items))
    marked = {n for _, start, end in shelf.gaps for n in range(start, end)}
    assert not taken & marked
    assert not known & marked
    assert len(numbers_of(items)) == len(taken)


async def test_the_demo_market_comes_through_untouched() -> None:
    async def no_sleep(_: float) -> None:
        await asyncio.sleep(0)

    shelf = Shelf()
    feed: Feed = DemoFeed(history_candles=600, sleep=no_sleep)
    intake = Intake(feed, shelf.save, shelf.load_latest, mark_gap=shelf.mark, history_candles=600)
    await intake.start([BTC, ETH], M1)
    items: list[Any] = []
    async for item in intake.items():
        items.append(item)
        if len(items) > 200:
            break
    await intake.close()
    assert len(shelf.saved[BTC]) == len(shelf.saved[ETH]) == 600
    assert intake.refusals() == {}
    assert shelf.gaps == []
    closes = [item.timestamp for item in items if isinstance(item, Candle) and item.symbol == BTC]
    assert closes == [shelf.latest[BTC] + (n + 1) * M1.ms for n in range(len(closes))]

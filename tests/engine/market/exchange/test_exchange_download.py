"""Years of candles: what is missing, what was stored, what goes on after an end in between."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core.errors import Operational, Temporary
from engine.core.series import CandleSeries
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.market.download import DownloadProgress, DownloadReport, Range, download, missing, ranges_of
from tests.fakes.binance_rig import MINUTE, START, Rig, quick_retry

BTC, M1 = Symbol("BTC"), Timeframe("1m")


class Shelf:
    """A store of opening times."""

    def __init__(self) -> None:
        self.kept: dict[int, float] = {}
        self.pages = 0

    def __call__(self, page: CandleSeries) -> int:
        before = len(self.kept)
        self.pages += 1
        for candle in page.candles():
            self.kept.setdefault(candle.timestamp, candle.close)
        return len(self.kept) - before

    @property
    def have(self) -> list[Range]:
        return ranges_of(sorted(self.kept), M1)


@pytest.fixture
async def rig() -> AsyncIterator[Rig]:
    async with Rig(live=False) as made:
        made.fake.market.scripted.clear()
        await made.open(streaming=False)
        yield made


async def fetch(rig: Rig, shelf: Shelf, first: int, last: int | None = None, **more: object) -> DownloadReport:
    end = None if last is None else START + last * MINUTE
    return await download(
        rig.feed, shelf, BTC, M1, START + first * MINUTE, end, shelf.have, retry=quick_retry(), **more  # type: ignore[arg-type]
    )  # fmt: skip


async def test_everything_once_with_progress(rig: Rig) -> None:
    shelf, seen = Shelf(), list[DownloadProgress]()
    report = await fetch(rig, shelf, -3_500, progress=seen.append)
    assert sorted(shelf.kept) == list(range(START - 3_500 * MINUTE, START, MINUTE))
    assert (report.asked, report.stored, report.refused, report.absent) == (3_500, 3_500, 0, [])
    assert [each.done for each in seen] == [1_000, 2_000, 3_000, 3_500]
    assert all(each.total == 3_500 and each.rate > 0 for each in seen)
    assert seen[-1].seconds_left == 0
    asked = rig.fake.count("klines")
    assert (await fetch(rig, shelf, -3_500)).asked == 0
    assert rig.fake.count("klines") == asked


async def test_it_goes_on_after_the_last_and_before_the_first(rig: Rig) -> None:
    shelf = Shelf()
    await fetch(rig, shelf, -2_000, -1_500)
    rig.fake.requests.clear()
    report = await fetch(rig, shelf, -2_600)
    assert sorted(shelf.kept) == list(range(START - 2_600 * MINUTE, START, MINUTE))
    assert report.stored == 2_100
    starts = [(int(query["startTime"]) - START) // MINUTE for name, query in rig.fake.requests if name == "klines"]
    assert starts == [-1_500, -500, -2_600]


async def test_a_killed_fetch_keeps_what_it_had_and_resumes(rig: Rig) -> None:
    shelf = Shelf()

    def stop(progress: DownloadProgress) -> None:
        if progress.done >= 2_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await fetch(rig, shelf, -5_000, progress=stop)
    assert len(shelf.kept) == 2_000
    report = await fetch(rig, shelf, -5_000)
    assert report.stored == 3_000
    assert sorted(shelf.kept) == list(range(START - 5_000 * MINUTE, START, MINUTE))


async def test_a_cancelled_fetch_keeps_what_it_had(rig: Rig) -> None:
    shelf = Shelf()
    task = asyncio.ensure_future(fetch(rig, shelf, -20_000))
    await rig.until(lambda: shelf.pages >= 2)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert task.cancelled()
    assert len(shelf.kept) == shelf.pages * 1_000


async def test_faults_in_between_lose_nothing(rig: Rig) -> None:
    shelf = Shelf()

    def trouble(progress: DownloadProgress) -> None:
        rig.fake.fail(503, path="klines", times=2)
        rig.fake.fail(body="null", path="klines")

    report = await fetch(rig, shelf, -3_000, progress=trouble)
    assert report.stored == 3_000


async def test_a_network_that_stays_away_is_told_and_a_block_at_once(rig: Rig) -> None:
    shelf = Shelf()
    rig.fake.fail(500, path="klines", times=10_000)
    with pytest.raises(Temporary):
        await fetch(rig, shelf, -100)
    rig.fake.faults.clear()
    rig.feed._retry.breaker.succeeded()
    rig.fake.fail(451, body="no", path="klines", times=10_000)
    with pytest.raises(Operational):
        await fetch(rig, shelf, -100)


async def test_holes_of_the_exchange_and_refused_rows_are_reported(rig: Rig) -> None:
    rig.fake.market.script("BTCUSDT", "1m", (START + n * MINUTE for n in range(-50, 0) if n not in (-20, -19)))
    shelf = Shelf()
    report = await fetch(rig, shelf, -60)
    assert report.stored == 48
    at = [((first - START) // MINUTE, (last - START) // MINUTE) for first, last in report.absent]
    assert at == [(-60, -50), (-20, -18)]


@given(st.sets(st.integers(0, 60)), st.integers(0, 30), st.integers(0, 60))
def test_missing_is_exactly_what_is_not_there(have: set[int], first: int, last: int) -> None:
    ranges = ranges_of((n * MINUTE for n in sorted(have)), M1)
    found = {
        n // MINUTE for a, b in missing(first * MINUTE, last * MINUTE, ranges) for n in range(a, b, MINUTE)
    }  # fmt: skip
    assert found == set(range(first, last)) - have

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest

from engine.core.forecasts import FeatureRow
from engine.core.series import CandleSeries
from engine.features import basic
from engine.features.rows import rows
from engine.features.stream import BasicStream, Misfit, NotTaken
from tests.engine.features.markets import STEP, flat, joined, walk


def facts(row: FeatureRow | NotTaken | None) -> tuple[object, ...]:
    assert isinstance(row, FeatureRow)
    return (
        row.source, row.symbol, row.timeframe, row.timestamp, row.close, row.values.tobytes(), row.inputs.tobytes(),
        row.settled, row.warmup_from, row.digest,
    )  # fmt: skip


@pytest.mark.parametrize("opening", [0, 1, 51, 52, 500])
def test_a_stream_is_bit_equal_to_the_batch_of_the_same_first_bar(opening: int):
    series = walk(1200, seed=7)
    stream = BasicStream(series[:opening])
    made = [stream.update(candle) for candle in series.candles()[opening:]]
    rowed = [row for row in made if row is not None]
    expected = list(rows(series, start=int(series.timestamp[opening]) if opening < 1200 else None))
    assert [facts(row) for row in rowed] == [facts(row) for row in expected]
    assert all(row is None for row in made[: max(0, basic.LEAST - 1 - opening)])


def test_a_still_market_is_the_same_in_both():
    series = flat(700, price=0.1)
    stream = BasicStream(series[:100])
    made = [stream.update(candle) for candle in series.candles()[100:]]
    assert [facts(row) for row in made] == [facts(row) for row in rows(series, start=int(series.timestamp[100]))]
    assert stream.row is not None
    assert stream.row.values[8] == 50.0


def test_the_first_row_needs_52_candles_and_500_settle_it():
    series = walk(501)
    stream = BasicStream(series[:40])
    assert stream.row is None
    assert stream.progress == (40, 52)
    for place, candle in enumerate(series.candles()[40:], start=41):
        row = stream.update(candle)
        assert (row is None) == (place < 52)
        if isinstance(row, FeatureRow):
            assert row.settled == (place >= 500) == stream.settled
            assert row.warmup_from == series.timestamp[0]
            assert np.isfinite(row.values).all()
            assert np.isfinite(row.inputs).all()


def test_opening_gives_the_row_of_the_last_candle():
    series = walk(600, seed=8)
    assert facts(BasicStream(series).row) == facts(list(rows(series))[-1])


@pytest.mark.parametrize("seed", range(8))
def test_reopened_on_500_candles_it_sees_the_same_float32(seed: int):
    series = walk(2400, seed=seed, price=10.0 ** (seed - 3))
    whole = basic.batch(series)
    for end in range(600, 2400, 150):
        row = BasicStream(series[end - 500 : end]).row
        assert row is not None
        assert row.settled
        assert row.values.tobytes() == whole[end - 1].tobytes()


def test_a_gap_a_repeat_and_a_stranger_are_told_apart_and_change_nothing():
    series = walk(80)
    *_, before, last = series.candles()
    stream = BasicStream(series[:-1])
    kept = facts(stream.row)
    for offset, misfit in ((STEP, Misfit.GAP), (-STEP, Misfit.OLD), (1, Misfit.GAP)):
        wrong = dataclasses.replace(last, timestamp=last.timestamp + offset)
        assert stream.update(wrong) == NotTaken(misfit, last.timestamp)
    assert stream.update(before) == NotTaken(Misfit.OLD, last.timestamp)
    stranger = dataclasses.replace(last, source="other")
    assert stream.update(stranger) == NotTaken(Misfit.STRANGER, last.timestamp)
    assert facts(stream.row) == kept
    assert facts(stream.update(last)) == facts(list(rows(series))[-1])


@pytest.mark.parametrize("field", ["open", "high", "low", "close", "volume"])
@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, -1.0, 1e300])
def test_what_is_no_number_never_enters_a_handle(field: str, value: float):
    series = walk(80)
    last = series.candles()[-1]
    stream = BasicStream(series[:-1])
    assert stream.update(dataclasses.replace(last, **{field: value})) == NotTaken(Misfit.BROKEN, last.timestamp)
    assert facts(stream.update(last)) == facts(list(rows(series))[-1])


def test_opening_starts_after_the_last_gap_or_broken_candle():
    both = joined(walk(300, seed=1), walk(200, seed=2), pause=2)
    assert facts(BasicStream(both).row) == facts(BasicStream(both[300:]).row)
    both.close[310] = math.nan
    assert facts(BasicStream(both).row) == facts(BasicStream(both[311:]).row)
    both.volume[-1] = math.nan
    stream = BasicStream(both)
    assert stream.row is None
    assert stream.progress == (0, 52)


def test_rows_can_be_kept_and_not_changed():
    row = BasicStream(walk(100)).row
    assert row is not None
    with pytest.raises(ValueError, match="read-only"):
        row.values[0] = 1.0
    with pytest.raises(ValueError, match="read-only"):
        row.inputs[0] = 1.0


def test_the_digest_belongs_to_symbol_time_and_numbers():
    one = BasicStream(walk(100)).row
    other = BasicStream(walk(100, symbol="ETH")).row
    later = BasicStream(walk(101)[1:]).row
    again = BasicStream(walk(100, source="replayed")).row
    assert one is not None
    assert other is not None
    assert later is not None
    assert again is not None
    assert len({one.digest, other.digest, later.digest}) == 3
    assert again.digest == one.digest


def test_an_empty_series_opens_a_stream_that_waits():
    empty: CandleSeries = walk(1)[:0]
    stream = BasicStream(empty)
    assert stream.progress == (0, 52)
    assert stream.update(walk(1).candles()[0]) is None
    assert stream.progress == (1, 52)

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core.errors import InvalidInput
from engine.core.series import CandleSeries
from engine.core.timeframes import Timeframe
from engine.market.aggregate import Aggregator, aggregate
from engine.market.demo_coins import coin_of
from engine.market.demo_tape import DemoTape
from tests.engine.market.makers import BTC, M1, series


def streamed(shorter: CandleSeries, longer: Timeframe) -> list[object]:
    machine = Aggregator(shorter.timeframe, longer)
    return [made for one in shorter.candles() if (made := machine.update(one)) is not None]


@given(
    st.sets(st.integers(0, 200)).map(sorted),
    st.sampled_from(["1m", "3m", "5m", "15m", "1h"]),
    st.integers(0, 1_000),
)
def test_stream_and_batch_are_equal_and_whole(numbers: list[int], name: str, first: int) -> None:
    longer = Timeframe(name)
    shorter = series([first + number for number in numbers])
    made = aggregate(shorter, longer)
    assert made.candles() == streamed(shorter, longer)
    known = set(shorter.timestamp.tolist())
    whole = {
        longer.open_of(t) for t in known if all(longer.open_of(t) + i in known for i in range(0, longer.ms, M1.ms))
    }
    assert set(made.timestamp.tolist()) == whole


def test_it_is_bit_equal_on_a_real_looking_market() -> None:
    shorter = DemoTape("demo", 7, coin_of(BTC), M1).series(7, 4_000)
    longer = Timeframe("4h")
    made = aggregate(shorter, longer)
    assert made.candles() == streamed(shorter, longer)
    rows = (shorter.timestamp >= made.timestamp[3]) & (shorter.timestamp < made.timestamp[3] + longer.ms)
    assert made.high[3] == shorter.high[rows].max()
    assert made.low[3] == shorter.low[rows].min()
    assert (made.open[3], made.close[3]) == (shorter.open[rows][0], shorter.close[rows][-1])
    assert np.isclose(made.volume[3], shorter.volume[rows].sum())


def test_a_longer_candle_waits_for_its_close() -> None:
    machine = Aggregator(M1, Timeframe("5m"))
    made = [machine.update(one) for one in series(range(10)).candles()]
    assert [one is not None for one in made] == [False] * 4 + [True] + [False] * 4 + [True]
    assert made[4].closed_at == 5 * M1.ms


def test_what_does_not_fit_is_refused() -> None:
    for shorter, longer in (("3m", "5m"), ("1h", "15m")):
        with pytest.raises(InvalidInput, match="err-market-aggregate"):
            Aggregator(Timeframe(shorter), Timeframe(longer))

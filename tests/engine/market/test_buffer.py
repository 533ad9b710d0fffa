import pytest

from engine.core.errors import InvalidInput
from engine.market.buffer import CandleBuffer
from tests.engine.market.makers import BTC, M1, candle, series


def test_it_keeps_the_newest() -> None:
    buffer = CandleBuffer("made", BTC, M1, limit=5)
    assert buffer.last is None
    assert len(buffer.series()) == 0
    for number in range(8):
        buffer.append(candle(number))
    assert (buffer.series().timestamp // M1.ms).tolist() == [3, 4, 5, 6, 7]
    assert buffer.last == candle(7)
    with pytest.raises(InvalidInput, match="err-market-buffer-order"):
        buffer.append(candle(7))


def test_progress_counts_back_to_the_last_hole() -> None:
    buffer = CandleBuffer("made", BTC, M1)
    buffer.fill(series([1, 2, 3, 7, 8]))
    assert buffer.progress(52) == (2, 52)
    buffer.append(candle(9))
    assert buffer.progress(52) == (3, 52)
    assert buffer.progress(2) == (2, 2)


def test_fill_starts_anew_with_the_tail() -> None:
    buffer = CandleBuffer("made", BTC, M1, limit=4)
    buffer.append(candle(99))
    buffer.fill(series(range(10)))
    assert (buffer.series().timestamp // M1.ms).tolist() == [6, 7, 8, 9]
    assert len(buffer) == 4

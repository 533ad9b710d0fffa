from pathlib import Path

import numpy as np
import pytest

from engine.core.errors import InvalidInput
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.market.demo_coins import coin_of
from engine.market.demo_tape import DemoTape
from engine.market.files import COLUMNS, candle_files, file_name, parse_name, read_candles, write_candles

M15 = Timeframe("15m")
HEAD = ",".join(COLUMNS)


@pytest.mark.parametrize("suffix", [".csv", ".parquet", ".feather"])
def test_a_file_gives_back_every_bit(tmp_path: Path, suffix: str) -> None:
    made = DemoTape("demo", 7, coin_of(Symbol("XRP")), M15).series(100, 400)
    path = tmp_path / file_name(made, suffix)
    write_candles(made, path)
    read = read_candles(path)
    assert (read.source, read.symbol, read.timeframe) == ("demo", "XRP/USDT", "15m")
    for name in COLUMNS:
        assert np.array_equal(getattr(read, name), getattr(made, name))
        assert getattr(read, name).dtype == getattr(made, name).dtype


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("binance_BTCUSDT_15m.parquet", ("binance", "BTC/USDT", "15m")),
        ("BTCUSDT_1h.csv", (None, "BTC/USDT", "1h")),
        ("eth-usdt.csv", (None, "ETH/USDT", None)),
        ("my_own_SOL_4h.csv", ("my_own", "SOL/USDT", "4h")),
        ("2024.csv", (None, None, None)),
    ],
)
def test_names_tell_pair_and_timeframe(name: str, expected: tuple[str | None, ...]) -> None:
    assert tuple(parse_name(Path(name))) == expected


def test_the_timeframe_is_read_off_the_steps(tmp_path: Path) -> None:
    path = tmp_path / "BTC.csv"
    path.write_text(f"{HEAD}\n0,1,1,1,1,1\n10800000,1,1,1,1,1\n14400000,1,1,1,1,1\n")
    assert read_candles(path).timeframe == "1h"


def test_columns_may_come_in_any_order_with_others(tmp_path: Path) -> None:
    path = tmp_path / "BTC_1m.csv"
    path.write_text("\ufeffVolume,close,low,high,open,timestamp,note\n5,2,1,3,2,60000,x\n")
    read = read_candles(path)
    assert (read.timestamp[0], read.high[0], read.volume[0]) == (60_000, 3.0, 5.0)


@pytest.mark.parametrize(
    ("name", "text", "key", "params"),
    [
        ("BTC_1m.csv", "timestamp,open,high,low\n", "err-candles-columns", {"missing": "close, volume"}),
        ("BTC_1m.csv", "", "err-candles-columns", {}),
        ("BTC_1m.csv", f"{HEAD}\n", "err-candles-empty", {}),
        ("BTC_1m.csv", f"{HEAD}\n0,1,1,x,1,1\n", "err-candles-number", {"row": 2, "column": "low", "value": "x"}),
        ("BTC_1m.csv", f"{HEAD}\n0.5,1,1,1,1,1\n", "err-candles-number", {"column": "timestamp"}),
        ("BTC_1m.csv", f"{HEAD}\n0,1,1,1,1\n", "err-candles-number", {"column": "volume", "value": ""}),
        ("BTC_1m.csv", f"{HEAD}\n60000,1,1,1,1,1\n0,1,1,1,1,1\n", "err-candles-unsorted", {"row": 3}),
        ("BTC_1m.csv", f"{HEAD}\n0,1,1,1,1,1\n0,1,1,1,1,1\n", "err-candles-duplicate", {"row": 3}),
        ("BTC_1m.csv", f"{HEAD}\n1,1,1,1,1,1\n", "err-candles-grid", {"timestamp": 1}),
        ("BTC.csv", f"{HEAD}\n0,1,1,1,1,1\n7,1,1,1,1,1\n", "err-candles-timeframe", {"step": 7}),
        ("1.csv", f"{HEAD}\n0,1,1,1,1,1\n", "err-candles-symbol", {}),
        ("BTC_1m.txt", "", "err-candles-kind", {}),
        ("BTC_1m.parquet", "no parquet", "err-candles-unreadable", {}),
        ("BTC_1m.feather", "no feather", "err-candles-unreadable", {}),
    ],
)
def test_what_is_no_candle_file_is_refused(
    tmp_path: Path, name: str, text: str, key: str, params: dict[str, object]
) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(InvalidInput) as caught:
        read_candles(path)
    assert caught.value.key == key
    assert caught.value.params | params == caught.value.params


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="err-candles-missing"):
        read_candles(tmp_path / "BTC_1m.csv")


@pytest.mark.parametrize("bad", [None, "x"])
def test_a_column_of_the_wrong_kind_is_refused(tmp_path: Path, bad: object) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns: dict[str, list[object]] = {
        name: [60_000 * i if name == "timestamp" else 1.0 for i in range(3)] for name in COLUMNS
    }
    columns["close"] = [1.0, bad, 1.0] if bad is None else ["1", "x", "1"]
    path = tmp_path / "BTC_1m.parquet"
    pq.write_table(pa.table(columns), path)
    with pytest.raises(InvalidInput) as caught:
        read_candles(path)
    assert (caught.value.key, caught.value.params["column"]) == ("err-candles-number", "close")


def test_a_folder_lists_its_candle_files(tmp_path: Path) -> None:
    for name in ("b_1m.csv", "a_1m.parquet", "notes.txt"):
        (tmp_path / name).touch()
    assert [path.name for path in candle_files(tmp_path)] == ["a_1m.parquet", "b_1m.csv"]

"""Candle files: CSV, Parquet and Feather with ``timestamp`` (opening time, milliseconds UTC), ``open``, ``high``,
``low``, ``close`` and ``volume``.

Pair and timeframe come from the name (``binance_BTCUSDT_15m.parquet``, ``BTCUSDT_1h.csv``); a timeframe that the name
does not tell is read off the steps. Reading refuses what is not a candle file and says which row is to blame.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from engine.core.errors import InvalidInput
from engine.core.series import CandleSeries
from engine.core.symbols import Symbol
from engine.core.timeframes import TIMEFRAMES, Timeframe

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

COLUMNS: Final = ("timestamp", "open", "high", "low", "close", "volume")
SUFFIXES: Final = (".csv", ".parquet", ".feather")


class FileName(NamedTuple):
    """What a file's name tells; parts that it does not tell are None."""

    source: str | None
    symbol: Symbol | None
    timeframe: Timeframe | None


def read_candles(
    path: Path, *, source: str | None = None, symbol: Symbol | None = None, timeframe: Timeframe | None = None
) -> CandleSeries:
    """The candles of a file. What is given here goes before what the file's name says."""
    if path.suffix.lower() not in SUFFIXES:
        raise InvalidInput("err-candles-kind", file=path.name, kinds=", ".join(SUFFIXES))
    if not path.is_file():
        raise InvalidInput("err-candles-missing", file=str(path))
    name = parse_name(path)
    columns = _read_csv(path) if path.suffix.lower() == ".csv" else _read_arrow(path)
    times = _times(path, columns["timestamp"])
    pair = symbol or name.symbol
    if pair is None:
        raise InvalidInput("err-candles-symbol", file=path.name)
    length = timeframe or name.timeframe or infer_timeframe(path, times)
    _check_grid(path, times, length)
    prices = (columns[column] for column in COLUMNS[1:])
    return CandleSeries(source or name.source or path.name, pair, length, times, *prices)


def write_candles(series: CandleSeries, path: Path) -> None:
    """Write ``series`` in the form that the suffix names; floats keep every bit."""
    columns = {name: getattr(series, name) for name in COLUMNS}
    kind = path.suffix.lower()
    if kind not in SUFFIXES:
        raise InvalidInput("err-candles-kind", file=path.name, kinds=", ".join(SUFFIXES))
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == ".csv":
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(zip(*(column.tolist() for column in columns.values()), strict=True))
        return
    import pyarrow as pa

    table = pa.table(columns)
    if kind == ".parquet":
        import pyarrow.parquet as pq

        pq.write_table(table, path)
    else:
        import pyarrow.feather as feather

        feather.write_feather(table, str(path))


def file_name(series: CandleSeries, suffix: str = ".parquet") -> str:
    """The name under which ``read_candles`` finds pair and timeframe again."""
    return f"{series.source.replace(':', '-')}_{series.symbol.binance}_{series.timeframe}{suffix}"


def parse_name(path: Path) -> FileName:
    """``binance_BTCUSDT_15m`` to its parts; ``BTCUSDT_1h`` and ``BTC-USDT`` work too."""
    parts = path.stem.split("_")
    timeframe = None
    if len(parts) > 1 and parts[-1] in TIMEFRAMES:
        timeframe = Timeframe(parts.pop())
    try:
        symbol = Symbol(parts[-1]) if parts[-1] else None
    except InvalidInput:
        symbol = None
    return FileName("_".join(parts[:-1]) or None, symbol, timeframe)


def infer_timeframe(path: Path, times: NDArray[np.int64]) -> Timeframe:
    """The timeframe whose length is the smallest step between rows."""
    import numpy as np

    step = int(np.diff(times).min()) if len(times) > 1 else 0
    for name, length in TIMEFRAMES.items():
        if length == step:
            return Timeframe(name)
    raise InvalidInput("err-candles-timeframe", file=path.name, step=step, known=", ".join(TIMEFRAMES))


def _read_csv(path: Path) -> dict[str, NDArray[np.float64]]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        try:
            rows = list(csv.reader(file))
        except (UnicodeDecodeError, csv.Error) as error:
            raise InvalidInput("err-candles-unreadable", file=path.name, detail=str(error)) from error
    header = [name.strip().lower() for name in rows[0]] if rows else []
    places = _places(path, header)
    return {name: _numbers(path, rows, name, place) for name, place in places.items()}


def _numbers(path: Path, rows: Sequence[Sequence[str]], name: str, place: int) -> NDArray[np.float64]:
    import numpy as np

    kind: Any = np.int64 if name == "timestamp" else np.float64
    out = np.empty(len(rows) - 1, kind)
    for number, row in enumerate(rows[1:]):
        try:
            out[number] = int(row[place]) if name == "timestamp" else float(row[place])
        except (ValueError, IndexError, OverflowError):
            value = row[place] if place < len(row) else ""
            raise InvalidInput("err-candles-number", file=path.name, row=number + 2, column=name, value=value) from None
    return out


def _read_arrow(path: Path) -> dict[str, NDArray[np.float64]]:
    import numpy as np
    import pyarrow as pa

    try:
        if path.suffix.lower() == ".parquet":
            import pyarrow.parquet as pq

            table = pq.read_table(path)
        else:
            import pyarrow.feather as feather

            table = feather.read_table(str(path))
    except (pa.ArrowException, OSError) as error:
        raise InvalidInput("err-candles-unreadable", file=path.name, detail=str(error).splitlines()[0]) from error
    places = _places(path, [name.lower() for name in table.column_names])
    out = {}
    for name, place in places.items():
        column = table.column(place)
        try:
            if name == "timestamp" and pa.types.is_timestamp(column.type):
                column = column.cast(pa.timestamp("ms")).cast(pa.int64())
            target = pa.int64() if name == "timestamp" else pa.float64()
            if column.null_count or not _is_number(column.type):
                raise pa.ArrowInvalid("null or text")
            out[name] = np.ascontiguousarray(column.cast(target).to_numpy())
        except pa.ArrowException:
            row = _first_bad(column)
            raise InvalidInput(
                "err-candles-number", file=path.name, row=row + 1, column=name, value=str(column[row].as_py())
            ) from None
    return out


def _is_number(kind: Any) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind))


def _first_bad(column: Any) -> int:
    for row, value in enumerate(column.to_pylist()):
        if not isinstance(value, int | float) or value != value or (isinstance(value, float) and value % 1):
            return row
    return 0


def _places(path: Path, header: Sequence[str]) -> dict[str, int]:
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        raise InvalidInput("err-candles-columns", file=path.name, missing=", ".join(missing), needed=", ".join(COLUMNS))
    return {name: header.index(name) for name in COLUMNS}


def _times(path: Path, values: Any) -> NDArray[np.int64]:
    import numpy as np

    times = np.asarray(values, np.int64)
    if not len(times):
        raise InvalidInput("err-candles-empty", file=path.name)
    steps = np.diff(times)
    if len(steps) and steps.min() <= 0:
        row = int(np.flatnonzero(steps <= 0)[0]) + 1
        key = "err-candles-duplicate" if steps[row - 1] == 0 else "err-candles-unsorted"
        raise InvalidInput(key, file=path.name, row=row + 2 if path.suffix.lower() == ".csv" else row + 1)
    return times


def _check_grid(path: Path, times: NDArray[np.int64], timeframe: Timeframe) -> None:
    import numpy as np

    off = np.flatnonzero((times % timeframe.ms != 0) | (times < 0))
    if len(off):
        raise InvalidInput(
            "err-candles-grid",
            file=path.name,
            row=int(off[0]) + 1,
            timestamp=int(times[off[0]]),
            timeframe=str(timeframe),
        )


def candle_files(folder: Path) -> list[Path]:
    """The candle files of a folder, by name."""
    return sorted(chain.from_iterable(folder.glob(f"*{suffix}") for suffix in SUFFIXES))

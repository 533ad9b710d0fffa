"""What the training process is asked: JSON on stdin, checked here, and the candles it names."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, cast, get_args
from zipfile import BadZipFile

from engine.core.errors import HaiDangError, InvalidInput, Operational
from engine.core.series import CandleSeries
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.forecast.layout import ModelKey
from engine.learning.spec import TrainingSpec

Promote = Literal["missing", "always", "never"]
CANDLES: Final = 5_000
_SIZES: Final = (
    "floor",
    "folds",
    "embargo_bars",
    "trees",
    "depth",
    "leaf",
    "svm_rows",
    "svm_c",
    "logistic_c",
    "most_rows",
)
_PRICES: Final = ("open", "high", "low", "close", "volume")
Reader = Callable[[Symbol], CandleSeries]


@dataclass(frozen=True, slots=True)
class Request:
    """One run of the training process. Candles come from ``database`` (an address) or ``files`` (a path a symbol).

    ``promote``: make the new version the champion when there is none, always, or never. ``end``: only candles that open
    before this moment.
    """

    source: str
    symbols: tuple[Symbol, ...]
    timeframe: Timeframe
    spec: TrainingSpec
    database: str | None = None
    files: Mapping[str, str] | None = None
    last: int = CANDLES
    end: int | None = None
    promote: Promote = "missing"

    @property
    def keys(self) -> list[ModelKey]:
        """The models to make."""
        symbols: tuple[Symbol | None, ...] = (None,) if self.spec.pooled else self.symbols
        return [ModelKey(self.source, symbol, self.timeframe, self.spec.horizon) for symbol in symbols]

    @classmethod
    def parse(cls, raw: bytes | str, now: int) -> Request:
        """From JSON; raises InvalidInput (``err-training-request``) with the field that is wrong."""
        try:
            facts = json.loads(raw)
        except ValueError as fault:
            raise InvalidInput("err-training-request", field="JSON") from fault
        if not isinstance(facts, dict):
            raise InvalidInput("err-training-request", field="JSON")
        return cls(
            source=_field(facts, "source", _text),
            symbols=tuple(
                dict.fromkeys(_field(facts, "symbols", lambda value: [Symbol(one) for one in _listed(value)]))
            ),
            timeframe=_field(facts, "timeframe", Timeframe),
            spec=_spec(facts, now),
            database=_field(facts, "database", _text, None),
            files=_field(facts, "files", dict, None),
            last=_field(facts, "last", int, CANDLES),
            end=_field(facts, "end", int, None),
            promote=_field(facts, "promote", _promote, "missing"),
        )

    @contextmanager
    def open_candles(self) -> Iterator[Reader]:
        """A way to read each symbol's candles, from where the request says."""
        if self.files is not None:
            files = self.files
            yield lambda symbol: self._cut(_from_file(files, self.source, symbol, self.timeframe))
            return
        if self.database is None:
            raise InvalidInput("err-training-request", field="database")
        from engine.store.candles import load_series
        from engine.store.store import Store

        store = Store.open(self.database, readonly=True)
        try:
            yield lambda symbol: store.read(
                lambda connection: load_series(
                    connection, self.source, symbol, self.timeframe, end=self.end, last=self.last
                )
            )
        finally:
            store.close()

    def _cut(self, series: CandleSeries) -> CandleSeries:
        if self.end is not None:
            series = series[: int((series.timestamp < self.end).sum())]
        return series[max(0, len(series) - self.last) :]


def _from_file(files: Mapping[str, str], source: str, symbol: Symbol, timeframe: Timeframe) -> CandleSeries:
    from engine.market.files import read_candles

    if symbol not in files:
        raise InvalidInput("err-training-no-candles", symbol=str(symbol))
    path = Path(files[symbol])
    if path.suffix == ".npz":
        return _from_arrays(path, source, symbol, timeframe)
    return read_candles(path, source=source, symbol=symbol, timeframe=timeframe)


def _from_arrays(path: Path, source: str, symbol: Symbol, timeframe: Timeframe) -> CandleSeries:
    import numpy as np

    try:
        with np.load(path, allow_pickle=False) as held:
            times = np.asarray(held["timestamp"], np.int64)
            prices = [np.asarray(held[name], np.float64) for name in _PRICES]
    except (OSError, ValueError, KeyError, TypeError, BadZipFile) as fault:
        raise Operational("err-training-file", path=str(path), detail=type(fault).__name__) from fault
    return CandleSeries(source, symbol, timeframe, times, *prices)


def _spec(facts: Mapping[str, Any], now: int) -> TrainingSpec:
    sizes = _field(facts, "sizes", dict, {})
    if unknown := sorted(set(sizes) - set(_SIZES)):
        raise InvalidInput("err-training-request", field=f"sizes.{unknown[0]}")
    try:
        return TrainingSpec(
            models_dir=_field(facts, "models_dir", lambda value: Path(_text(value))),
            horizon=_field(facts, "horizon", Timeframe),
            trained_at=_field(facts, "trained_at", int, now),
            seed=_field(facts, "seed", int, 7),
            pooled=_field(facts, "pooled", bool, False),
            **sizes,
        )
    except TypeError as fault:
        raise InvalidInput("err-training-request", field="sizes") from fault


def _field(facts: Mapping[str, Any], name: str, read: Callable[[Any], Any], *default: Any) -> Any:
    value = facts.get(name)
    if value is None and default:
        return default[0]
    try:
        return read(value)
    except HaiDangError:
        raise
    except (TypeError, ValueError) as fault:
        raise InvalidInput("err-training-request", field=name) from fault


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError(value)
    return value


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise ValueError(value)
    return value


def _promote(value: Any) -> Promote:
    if value not in get_args(Promote):
        raise ValueError(value)
    return cast(Promote, value)

"""The ``basic`` features of one pair, candle by candle, in constant time.

TA-Lib's handles are bit-equal to its batch functions from the same first bar, so what a stream says on a candle is what
``basic.batch`` says on it. A stream opened on another first bar agrees as float32 once 500 candles have passed;
until then its rows are marked unsettled. The first bar is recorded in each row (``warmup_from``), so that a replay can
start there.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import numpy as np

from engine.core.candles import Candle
from engine.core.forecasts import FeatureRow
from engine.core.series import CandleSeries
from engine.features.basic import (
    FEATURE_SET,
    INPUTS,
    LARGEST,
    LEAST,
    MOST_RATIO,
    NAMES,
    SETTLED,
    clip_one,
    over_one,
    scaled,
)
from engine.features.rows import digest_prefix, row_digest
from engine.features.talib_light import talib

_VALUES: Final = struct.Struct(f"{len(NAMES)}f")
_INPUTS: Final = struct.Struct(f"{len(INPUTS)}f")


class Misfit(StrEnum):
    """Why a stream did not take a candle. Its state is unchanged; after GAP the caller opens a new stream."""

    GAP = "gap"
    OLD = "old"
    STRANGER = "stranger"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A candle that was refused, and the opening time that would have been right."""

    misfit: Misfit
    expected: int


class BasicStream:
    """The features of one pair, opened on its latest closed candles and fed one candle at a time."""

    __slots__ = ("_close", "_handles", "_have", "_last", "_prefix", "_series", "_volume", "_warmup_from", "row")

    def __init__(self, tail: CandleSeries) -> None:
        """Open on ``tail``: what follows its last gap or broken candle. 500 candles or more settle it at once."""
        tail = _sound_tail(tail)
        self._series = tail[:0]
        self._prefix = digest_prefix(tail.symbol, tail.timeframe)
        self._have = len(tail)
        self._last = int(tail.timestamp[-1]) if self._have else None
        self._warmup_from = int(tail.timestamp[0]) if self._have else 0
        self._handles: tuple[Any, ...] | None = None
        self._close: list[float] = []
        self._volume: list[float] = []
        self.row: FeatureRow | None = None
        """The row of the latest candle; None while there are fewer than 52."""
        if self._have >= LEAST:
            self._open(tail.close, tail.volume)
            self.row = self._make(tail[-1:].candles()[0])
        else:
            self._close, self._volume = tail.close.tolist(), tail.volume.tolist()

    @property
    def progress(self) -> tuple[int, int]:
        """Candles seen, and how many the first forecast needs."""
        return self._have, LEAST

    @property
    def settled(self) -> bool:
        """Whether the first bar no longer matters."""
        return self._have >= SETTLED

    def update(self, candle: Candle) -> FeatureRow | NotTaken | None:
        """Take the next closed candle: its row, or None below 52 candles, or why it was not taken."""
        refused = self._refuse(candle)
        if refused is not None:
            return refused
        self._last = candle.timestamp
        self._warmup_from = self._warmup_from if self._have else candle.timestamp
        self._have += 1
        if self._handles is not None:
            self._advance(candle.close, candle.volume)
        else:
            self._close.append(candle.close)
            self._volume.append(candle.volume)
            if self._have < LEAST:
                return None
            self._open(np.array(self._close, np.float64), np.array(self._volume, np.float64))
            self._close, self._volume = [], []
        self.row = self._make(candle)
        return self.row

    def _refuse(self, candle: Candle) -> NotTaken | None:
        own = self._series
        expected = candle.timestamp if self._last is None else self._last + own.timeframe.ms
        if candle.symbol != own.symbol or candle.timeframe != own.timeframe or candle.source != own.source:
            return NotTaken(Misfit.STRANGER, expected)
        if candle.timestamp != expected:
            return NotTaken(Misfit.OLD if candle.timestamp < expected else Misfit.GAP, expected)
        prices = (candle.open, candle.high, candle.low, candle.close)
        # NaN fails every comparison: it may never enter a handle.
        if not (0.0 <= candle.volume <= LARGEST and all(0.0 < price <= LARGEST for price in prices)):
            return NotTaken(Misfit.BROKEN, expected)
        return None

    def _open(self, close: Any, volume: Any) -> None:
        stream = talib().stream
        close = np.ascontiguousarray(close, np.float64)
        volume = np.ascontiguousarray(volume, np.float64)
        self._handles = (
            stream.SMA(close, 10), stream.SMA(close, 20), stream.SMA(close, 50), stream.RSI(close, 14),
            stream.MACD(close, 12, 26, 9), stream.BBANDS(close, 20, 2.0, 2.0, 0), stream.SMA(volume, 20),
        )  # fmt: skip

    def _advance(self, close: float, volume: float) -> None:
        assert self._handles is not None  # noqa: S101  # the caller asked
        *of_close, of_volume = self._handles
        for handle in of_close:
            handle.update(close)
        of_volume.update(volume)

    def _make(self, candle: Candle) -> FeatureRow:
        assert self._handles is not None  # noqa: S101  # opened just before
        sma10, sma20, sma50, rsi, macds, bands, usual = (handle.value for handle in self._handles)
        macd, signal, _ = macds
        upper, _, lower = bands
        ratio = 1.0 if usual <= 0.0 else min(candle.volume / usual, MOST_RATIO)
        packed = _VALUES.pack(
            candle.open, candle.high, candle.low, candle.close, candle.volume, sma10, sma20, sma50, rsi, macd, signal,
            upper, lower, ratio,
        )  # fmt: skip
        rounded = _VALUES.unpack(packed)
        if rounded[8] == 0.0 and rounded[3] == rounded[6]:  # nothing moved: see basic._fill
            rounded = (*rounded[:8], 50.0, *rounded[9:])
            packed = _VALUES.pack(*rounded)
        seen = _INPUTS.pack(*scaled(rounded, over_one, clip_one))
        return FeatureRow(
            candle.source, candle.symbol, candle.timeframe, candle.timestamp, candle.close, FEATURE_SET,
            np.frombuffer(packed, np.float32), np.frombuffer(seen, np.float32), self._have >= SETTLED,
            self._warmup_from, row_digest(self._prefix, candle.timestamp, packed),
        )  # fmt: skip


def _sound_tail(series: CandleSeries) -> CandleSeries:
    """What follows the last gap and the last candle that must not enter a handle."""
    tail = series.contiguous_tail()
    prices = np.array((tail.open, tail.high, tail.low, tail.close), np.float64)
    with np.errstate(invalid="ignore"):
        good = ((prices > 0.0) & (prices <= LARGEST)).all(axis=0) & (tail.volume >= 0.0) & (tail.volume <= LARGEST)
    bad = np.flatnonzero(~good)
    return tail[int(bad[-1]) + 1 :] if len(bad) else tail

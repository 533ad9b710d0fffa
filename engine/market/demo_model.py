"""The law of the demo market: coin flips, broken now and then by trends that show themselves.

Each pair alternates between two hidden states, counted in candles so that every timeframe behaves alike:

* **calm**: at least ``CALM_LEAST`` candles, then ending with a fixed chance at each candle. Moves are symmetric, with
  slowly changing volatility and fat tails. Nothing about their direction can be known; the best forecast is 50 %.
* **trend**, up or down with equal chance, ending with a fixed chance at each candle, so that its age says nothing
  about its end. Moves are ``TREND_VOLATILITY`` times as large as in calm, volume ``TREND_VOLUME`` times, and each
  candle leans towards the trend by ``TREND_LEAN`` of its own typical size.

What gives a trend away: in each of its candles the price is once swept a few typical moves *against* it and recovers
within the candle (a long wick), as when stops are fetched before a move goes on. In calm that happens in
``STRAY_SWEEPS`` of the candles, in either direction. The distances of high and low from the close show it, a linear
model sees it, and volume, bands, RSI and MACD add to it.

Somebody who knew the hidden state at a candle's close, and nothing of the future, could do no better than to bet on a
trend's direction and to abstain in calm; ``ceiling`` says how often that is right. A trend is never followed by another
within ``CALM_LEAST`` candles, which is longer than ``HORIZON``, so the figure needs no guess. All coins share a part
of their noise. Only far from its first price (six times up or down) is a pair pulled back, lest it leave the screen.

A series is made in blocks of ``BLOCK`` candles. A block depends on the seed, the pair, the timeframe, its number and
where the block before it ended: the same candles come out whatever is asked for first.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from engine.core.timeframes import Timeframe
from engine.market.demo_coins import Coin

if TYPE_CHECKING:
    from numpy.typing import NDArray

HORIZON: Final = 16
BLOCK: Final = 1024
STEPS: Final = 6
"""Prices inside a candle after its open; the last is its close."""

CALM_LEAST: Final = 24
CALM_MEAN: Final = 80
TREND_MEAN: Final = 18
TREND_LEAN: Final = 0.6
TREND_VOLATILITY: Final = 1.4
TREND_VOLUME: Final = 1.7
SWEEP_LEAST: Final = 4.0
SWEEP_MOST: Final = 6.0
STRAY_SWEEPS: Final = 0.03

_LAW: Final = "demo/1"  # changes when the law does, so that no two laws share candles
_TAIL: Final = 7.0  # degrees of freedom of a candle's size
_SHARED: Final = 0.35  # part of the noise's variance that all coins have in common
_MEMORY: Final = 0.97  # of volatility, from candle to candle
_SPREAD: Final = 0.15  # standard deviation of the logarithm of volatility
_OPEN_JUMP: Final = 0.05  # size of the step from a close to the next open, of a candle's typical move
_FREE_RANGE: Final = math.log(6.0)  # beyond six times up or down from the start a price is pulled back
_PULL: Final = 0.0005


class Phase(NamedTuple):
    """Where the hidden state stands: candles left in it, which one it is, and the direction of the trend."""

    left: int
    kind: int
    direction: int


CALM, TREND = 0, 1


@dataclass(frozen=True, slots=True)
class Mark:
    """All that one block hands to the next."""

    log_price: float
    log_volatility: float
    phase: Phase


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """``BLOCK`` candles: prices at the open and after each step, volumes, and the hidden truth behind them."""

    path: NDArray[np.float64]
    volume: NDArray[np.float64]
    kind: NDArray[np.int8]
    direction: NDArray[np.int8]
    end: Mark


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The best that can be reached over ``HORIZON`` candles: on the share ``coverage`` of them, and over all."""

    coverage: float
    hit_rate: float
    accuracy: float


def ceiling() -> Ceiling:
    """The best possible accuracy, from the constants above alone.

    In a trend the next ``HORIZON`` candles hold n trend candles with a known chance; their sum leans by n leans and
    spreads like n trend moves and the rest calm ones, which is near enough to normal for a third of a point.
    """
    stay = 1.0 - 1.0 / TREND_MEAN
    hit = 0.0
    for n in range(HORIZON + 1):
        chance = stay**n * (1.0 - stay if n < HORIZON else 1.0)
        spread = math.sqrt((n * TREND_VOLATILITY**2 + HORIZON - n) * (1.0 + _OPEN_JUMP**2))
        hit += chance * 0.5 * math.erfc(-n * TREND_LEAN * TREND_VOLATILITY / spread / math.sqrt(2.0))
    coverage = TREND_MEAN / (TREND_MEAN + CALM_MEAN)
    return Ceiling(coverage, hit, 0.5 + coverage * (hit - 0.5))


def first_mark(coin: Coin) -> Mark:
    """Where a pair stands at the epoch."""
    return Mark(math.log(coin.price), 0.0, Phase(CALM_LEAST, CALM, 0))


def make_block(seed: int, coin: Coin, timeframe: Timeframe, number: int, start: Mark) -> Block:
    """The block ``number`` that follows ``start``."""
    random = _random(seed, coin.symbol, timeframe, number)
    kind, direction, phase = _phases(random, start.phase)
    noise = math.sqrt(_SHARED) * _shared_noise(seed, timeframe, number)
    noise = noise + math.sqrt(1.0 - _SHARED) * random.standard_normal((BLOCK, STEPS))
    tail = np.sqrt((_TAIL - 2.0) / random.chisquare(_TAIL, BLOCK))
    log_volatility = _wander(start.log_volatility, random.standard_normal(BLOCK))
    lean = TREND_LEAN * direction
    scale = coin.volatility * volatility_scale(timeframe) * np.exp(log_volatility - _SPREAD**2)
    calm_scale = scale
    scale = scale * np.where(kind == CALM, 1.0, TREND_VOLATILITY)

    moves = np.empty((BLOCK, STEPS + 1))
    moves[:, 0] = random.standard_normal(BLOCK) * _OPEN_JUMP
    moves[:, 1:] = lean[:, None] / STEPS + noise * tail[:, None] / math.sqrt(STEPS)
    moves *= scale[:, None]
    excess = start.log_price - math.log(coin.price)
    moves[:, -1] -= _PULL * math.copysign(max(0.0, abs(excess) - _FREE_RANGE), excess)
    log_path = start.log_price + np.cumsum(moves.ravel()).reshape(moves.shape)

    step, depth = _sweeps(random, kind, direction)
    log_path[np.arange(BLOCK), step] -= depth * calm_scale

    unit = 10.0**coin.price_digits
    # Division by a power of ten gives the float nearest to the decimal price; multiplying by the tick would not.
    path = np.maximum(np.rint(np.exp(log_path) * unit), 1.0) / unit
    volume = _volumes(random, coin, timeframe, kind, np.abs(moves[:, 1:].sum(axis=1)) / scale, path[:, -1])
    end = Mark(float(log_path[-1, -1]), float(log_volatility[-1]), phase)
    return Block(path, volume, kind, direction, end)


def volatility_scale(timeframe: Timeframe) -> float:
    """How much larger than a 15-minute candle's a candle's moves are; short ones must still pay their costs."""
    return float(max(0.75, (timeframe.ms / 900_000) ** 0.3))


def _random(seed: int, name: str, timeframe: Timeframe, number: int) -> np.random.Generator:
    key = hashlib.sha256(f"{_LAW}|{seed}|{name}|{timeframe}|{number}".encode()).digest()[:16]
    return np.random.Generator(np.random.Philox(key=int.from_bytes(key, "little")))


@lru_cache(maxsize=16)
def _shared_noise(seed: int, timeframe: Timeframe, number: int) -> NDArray[np.float64]:
    return _random(seed, "*", timeframe, number).standard_normal((BLOCK, STEPS))


def _phases(random: np.random.Generator, phase: Phase) -> tuple[NDArray[np.int8], NDArray[np.int8], Phase]:
    kind = np.empty(BLOCK, np.int8)
    direction = np.empty(BLOCK, np.int8)
    at = 0
    while at < BLOCK:
        if phase.left == 0:
            phase = _next_phase(random, phase)
        count = min(phase.left, BLOCK - at)
        kind[at : at + count] = phase.kind
        direction[at : at + count] = phase.direction
        at += count
        phase = phase._replace(left=phase.left - count)
    return kind, direction, phase


def _next_phase(random: np.random.Generator, phase: Phase) -> Phase:
    if phase.kind == CALM:
        return Phase(int(random.geometric(1.0 / TREND_MEAN)), TREND, 1 if random.random() < 0.5 else -1)
    return Phase(CALM_LEAST + int(random.geometric(1.0 / (CALM_MEAN - CALM_LEAST))), CALM, 0)


def _wander(start: float, shocks: NDArray[np.float64]) -> NDArray[np.float64]:
    """A first-order autoregression over one block; its growing weights stay far inside a float's range."""
    decay = _MEMORY ** np.arange(1, BLOCK + 1)
    kicks = _SPREAD * math.sqrt(1.0 - _MEMORY**2) * shocks
    walk: NDArray[np.float64] = decay * (start + np.cumsum(kicks / decay))
    return walk


def _sweeps(
    random: np.random.Generator, kind: NDArray[np.int8], direction: NDArray[np.int8]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """At which step each candle is swept, and how deep: against a trend; now and then, and either way, in calm."""
    step = random.integers(1, STEPS, BLOCK)
    depth = random.uniform(SWEEP_LEAST, SWEEP_MOST, BLOCK)
    stray = np.where(random.random(BLOCK) < 0.5, 1.0, -1.0) * (random.random(BLOCK) < STRAY_SWEEPS)
    return step, depth * np.where(kind == TREND, direction, stray)


def _volumes(
    random: np.random.Generator,
    coin: Coin,
    timeframe: Timeframe,
    kind: NDArray[np.int8],
    size: NDArray[np.float64],
    close: NDArray[np.float64],
) -> NDArray[np.float64]:
    busy = np.where(kind == TREND, TREND_VOLUME, 1.0)
    money = coin.turnover * (timeframe.ms / 900_000) * busy * (0.6 + 0.5 * size)
    amount = money * np.exp(0.25 * random.standard_normal(BLOCK)) / close
    unit = 10.0**coin.amount_digits
    rounded: NDArray[np.float64] = np.maximum(np.rint(amount * unit), 1.0) / unit
    return rounded

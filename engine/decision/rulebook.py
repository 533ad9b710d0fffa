"""THE rule book: what happens to an open position when a price or a candle comes, and what an order costs.

Everything is an integer: prices in ticks, amounts in lots, money in units (one tick times one lot), rates in parts per
million (ppm). A side is ``LONG`` or ``SHORT`` (also the direction of an order: ``LONG`` buys, ``SHORT`` sells). A price
of 0 means "none". No function calls another one here, so that each runs as plain Python live and, through
:func:`compiled`, as machine code over history, with the same result.
"""

from __future__ import annotations

from functools import lru_cache
from types import SimpleNamespace
from typing import Final

MILLION: Final = 1_000_000
LONG: Final = 1
SHORT: Final = -1
NONE: Final = 0

HOLD: Final = 0
STOP: Final = 1
TARGET: Final = 2
TRAILING: Final = 3
TIME: Final = 4


def step(
    side: int,
    entry: int,
    stop: int,
    target: int,
    best: int,
    age: int,
    trail_ppm: int,
    time_limit: int,
    open_: int,
    high: int,
    low: int,
    close: int,
) -> tuple[int, int, int, int]:
    """One bar (or one price: open = high = low = close) for one position: (action, fill, new stop, new best).

    ``age`` counts the bars begun since the entry's bar (0 on that bar); ``fill`` is before slippage and 0 on HOLD.
    The open comes first: through the stop it fills there, at the time limit it closes there. Within the bar the stop
    comes before the target, whatever the truth was; a gap through the target fills at the open. The trailing stop moves
    at the end of the bar, so only prices already seen move it, and never against the position.
    """
    # Seen from a short, prices are mirrored: worse is higher. "worst" is the bar's extreme against the position.
    worst = low if side > 0 else high
    finest = high if side > 0 else low
    # A stop that sits where the best price so far has pulled it is a trailing stop.
    stopped = STOP
    if trail_ppm > 0 and (best - entry) * side > 0:
        distance = (best // MILLION) * trail_ppm + -((-(best % MILLION) * trail_ppm) // MILLION)
        if stop == best - side * distance:
            stopped = TRAILING
    if stop > 0 and (open_ - stop) * side <= 0:
        return stopped, open_, stop, best
    if time_limit > 0 and age >= time_limit:
        if target > 0 and (open_ - target) * side >= 0:
            return TARGET, open_, stop, best
        return TIME, open_, stop, best
    if stop > 0 and (worst - stop) * side <= 0:
        return stopped, stop, stop, best
    if target > 0 and (finest - target) * side >= 0:
        fill = open_ if (open_ - target) * side >= 0 else target
        return TARGET, fill, stop, best
    new_best = finest if (finest - best) * side > 0 else best
    new_stop = stop
    if trail_ppm > 0 and (new_best - entry) * side > 0:
        distance = (new_best // MILLION) * trail_ppm + -((-(new_best % MILLION) * trail_ppm) // MILLION)
        level = new_best - side * distance
        if level > 0 and (stop == 0 or (level - stop) * side > 0):
            new_stop = level
    return HOLD, 0, new_stop, new_best


def fill_ticks(direction: int, ticks: int, slippage_ppm: int) -> int:
    """The price a market order gets: slippage against the trader, rounded against the trader, at least one tick."""
    worse = (ticks // MILLION) * slippage_ppm + -((-(ticks % MILLION) * slippage_ppm) // MILLION)
    filled = ticks + direction * worse
    return filled if filled > 1 else 1


def fee_units(value: int, fee_ppm: int) -> int:
    """The commission on ``value`` units of money, rounded up."""
    return (value // MILLION) * fee_ppm + -((-(value % MILLION) * fee_ppm) // MILLION)


def stop_ticks(side: int, entry: int, stop_ppm: int) -> int:
    """Where the stop of an entry lies: rounded away from the entry (a worse exit); 0 when there is none."""
    if stop_ppm <= 0:
        return 0
    distance = (entry // MILLION) * stop_ppm + -((-(entry % MILLION) * stop_ppm) // MILLION)
    level = entry - side * distance
    return level if level > 0 else 0


def target_ticks(side: int, entry: int, target_ppm: int) -> int:
    """Where the target of an entry lies: rounded away from the entry (harder to reach); 0 when there is none."""
    if target_ppm <= 0:
        return 0
    distance = (entry // MILLION) * target_ppm + -((-(entry % MILLION) * target_ppm) // MILLION)
    level = entry + side * distance
    return level if level > 0 else 0


def budget_units(equity: int, cash: int, exposed: int, size_ppm: int, multiplier_ppm: int, exposure_ppm: int) -> int:
    """Money for one entry: the wanted share of the equity, within the room under the exposure cap and the cash."""
    base = (equity // MILLION) * size_ppm + (equity % MILLION) * size_ppm // MILLION
    wanted = (base // MILLION) * multiplier_ppm + (base % MILLION) * multiplier_ppm // MILLION
    room = (equity // MILLION) * exposure_ppm + (equity % MILLION) * exposure_ppm // MILLION - exposed
    money = min(wanted, room, cash)
    return money if money > 0 else 0


def lots_for(budget: int, filled: int, fee_ppm: int) -> int:
    """The most lots that ``budget`` units pay for at ``filled`` ticks (after slippage), fee included."""
    if budget <= 0 or filled <= 0:
        return 0
    # value + ceil(value * fee) <= budget  is the same as  value <= budget * 1e6 / (1e6 + fee), for integers.
    whole = MILLION + fee_ppm
    most = (budget // whole) * MILLION + (budget % whole) * MILLION // whole
    return most // filled


def cash_change(direction: int, filled: int, lots: int, fee_ppm: int) -> int:
    """What a fill does to the cash: a buy takes value and fee, a sale brings value less fee."""
    value = filled * lots
    fee = (value // MILLION) * fee_ppm + -((-(value % MILLION) * fee_ppm) // MILLION)
    return -direction * value - fee


def profit_units(side: int, entry: int, exit_: int, lots: int, fee_ppm: int) -> int:
    """The result of a round trip, both fees paid: the sum of its two cash changes."""
    bought = entry * lots
    sold = exit_ * lots
    fee_in = (bought // MILLION) * fee_ppm + -((-(bought % MILLION) * fee_ppm) // MILLION)
    fee_out = (sold // MILLION) * fee_ppm + -((-(sold % MILLION) * fee_ppm) // MILLION)
    return side * (sold - bought) - fee_in - fee_out


def age_in_bars(opened_at: int, now: int, bar_ms: int) -> int:
    """Bars begun since the bar in which the position was opened."""
    return now // bar_ms - opened_at // bar_ms


KERNELS: Final = (
    step, fill_ticks, fee_units, stop_ticks, target_ticks, budget_units, lots_for, cash_change, profit_units,
    age_in_bars,
)  # fmt: skip


@lru_cache(maxsize=1)
def compiled() -> SimpleNamespace:
    """The same functions as machine code (numba), under the same names; raises ImportError where numba is missing."""
    from importlib import import_module

    njit = import_module("numba").njit
    return SimpleNamespace(**{kernel.__name__: njit(nogil=True)(kernel) for kernel in KERNELS})

"""A signal is an alert when it is news, not because it is said again of each candle."""

from __future__ import annotations

import json
from typing import Any

from engine.core.events import Event, EventKind
from engine.service.alerts.sieve import Sieve

M15, H4 = 900_000, 4 * 3_600_000


def signal(at: int, direction: str = "UP", symbol: str = "BTC/USDT", **data: Any) -> Event:
    facts = {"direction": direction, "due_at": at + H4, "trades": False, **data}
    return Event(EventKind.SIGNAL, at, "demo", symbol, facts)


def told(sieve: Sieve, *events: Event) -> list[bool]:
    return [sieve.admits(event, 0) for event in events]


def test_the_same_direction_is_told_once_until_its_horizon_has_passed() -> None:
    sieve = Sieve({})
    assert told(sieve, *(signal(number * M15) for number in range(16))) == [True, *[False] * 15]
    assert told(sieve, signal(16 * M15), signal(17 * M15)) == [True, False]


def test_another_direction_another_pair_and_a_trade_are_news() -> None:
    sieve = Sieve({})
    events = [
        signal(0), signal(M15, "DOWN"), signal(2 * M15),
        signal(2 * M15, symbol="ETH/USDT"), signal(3 * M15, trades=True),
    ]  # fmt: skip
    assert told(sieve, *events) == [True] * 5


def test_what_was_told_is_remembered_over_a_restart() -> None:
    sieve = Sieve({})
    assert told(sieve, signal(0)) == [True]
    again = Sieve.of(json.loads(json.dumps(sieve.kept())))
    assert told(again, signal(M15)) == [False]


def test_a_copy_that_is_thrown_away_leaves_no_trace() -> None:
    sieve = Sieve({})
    assert told(sieve.copy(), signal(0)) == [True]
    assert told(sieve, signal(M15)) == [True]


def test_a_signal_of_before_that_has_no_horizon_is_told() -> None:
    sieve = Sieve({})
    assert told(sieve, *[Event(EventKind.SIGNAL, 1, "demo", "BTC/USDT", {"direction": "UP"})] * 2) == [True, True]

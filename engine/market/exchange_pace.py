"""How long an exchange feed waits for what; seconds unless the name says milliseconds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """Waiting times; the defaults are for a real exchange over the internet, tests pass shorter ones."""

    check: float = 1.0
    """Between two looks at what is due, missing or silent."""
    silence: float = 15.0
    """Without any frame, pongs included, before the line is cut."""
    quiet: float = 120.0
    """Without any candle update before the subscription is made anew."""
    grace_ms: int = 3_000
    """After a candle's close before it is asked for by REST."""
    settle_ms: int = 500
    """After a candle's close before REST is trusted to hold its last trade."""
    patience: float = 60.0
    """For a missing candle, before a gap is told."""
    poll: float = 5.0
    """Between prices by REST while the stream is down."""
    tick: float = 0.25
    """Least time between two ticks of a pair."""
    redial: float = 0.25
    """First ceiling of the back-off between dials."""
    redial_most: float = 30.0
    """Highest ceiling between dials."""
    blocked: float = 60.0
    """Before the first look whether a block is gone; doubles up to an hour."""
    blocked_tries: int = 8
    """Looks at a block before the feed stops asking."""
    clock: float = 3_600.0
    """Between two comparisons of the clocks."""
    skew_ms: int = 2_000
    """Difference of the clocks that is told."""
    farewell: float = 2.0
    """For an answer to an unsubscription."""

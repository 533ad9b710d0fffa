"""One followed pair: its candles in order, its ticks at a bearable rate, and when to ask for what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from engine.core.candles import Candle, Gap, Tick
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.market.exchange_pace import Pace
from engine.market.exchange_rows import Row
from engine.market.exchange_sequence import Sequence
from engine.market.retry import Backoff, Random

Tell = Callable[[Candle | Tick | Gap], None]


class Follower:
    """Knows what has been told of a pair. ``now`` arguments are market milliseconds, ``at`` are monotonic seconds."""

    def __init__(
        self, source: str, symbol: Symbol, timeframe: Timeframe, expected: int, tell: Tell, pace: Pace
    ) -> None:
        self.source, self.symbol, self.timeframe = source, symbol, timeframe
        self.sequence = Sequence(timeframe.ms, expected)
        self.counts: Counter[str] = Counter()
        self.next_try = 0.0
        self.catch_up = False
        """The stream has just come back: what has closed meanwhile is asked for without grace."""
        self._tell, self._pace = tell, pace
        self._failures = 0
        self._hole_since: float | None = None
        self._ticked, self._tick_open, self._tick_time = float("-inf"), 0, 0
        self._forming: Row | None = None
        self._unconfirmed: dict[int, Row] = {}

    # --- what arrives -----------------------------------------------------------------------------------------------
    def closed(self, row: Row) -> None:
        """A closed candle, from wherever."""
        self.counts[self.sequence.offer(row)] += 1
        self.release()

    def forming(self, row: Row, at: float, event_time: int) -> None:
        """An open candle: its close is a price. Always told for the first of a candle, else at most every so often."""
        first = row[0] > self._tick_open
        if row[0] < self._tick_open or event_time < self._tick_time:
            return
        if row[0] > self.sequence.expected:
            self.catch_up = True  # the next candle has begun and the word that the last one closed was lost
        if first or at - self._ticked >= self._pace.tick:
            self._ticked, self._tick_open, self._tick_time = at, row[0], event_time
            self._tell(Tick(self.source, self.symbol, event_time, row[4]))

    def price(self, price: float, timestamp: int) -> None:
        """A price by REST, while the stream is down."""
        if timestamp > self._tick_time:
            self._tick_time = timestamp
            self._tell(Tick(self.source, self.symbol, timestamp, price))

    def update(self, row: Row, at: float) -> None:
        """A candle that does not say whether it is closed: it is when the next one begins, and REST confirms it."""
        before = self._forming
        if before is not None and row[0] < before[0]:
            return
        if before is not None and row[0] > before[0] and before[0] >= self.sequence.expected:
            self._unconfirmed[before[0]] = before
            self.next_try = at + self._pace.settle_ms / 1000
        self._forming = row

    # --- what is missing --------------------------------------------------------------------------------------------
    def wants(self, now: int, at: float) -> bool:
        """Whether REST should be asked now: a hole, a candle that is overdue, or one that needs confirmation."""
        if at < self.next_try:
            return False
        grace = self._pace.settle_ms if self.catch_up else self._pace.grace_ms
        overdue = now >= self.sequence.expected + self.timeframe.ms + grace
        if self.catch_up and now < self.sequence.expected + self.timeframe.ms:
            self.catch_up = False
        return overdue or self.sequence.hole is not None or self.sequence.expected in self._unconfirmed

    def filled(self, rows: list[Row], refused: int, now: int) -> bool:
        """What REST holds from the expected candle on. Returns whether anything could be told."""
        before = self.sequence.expected
        for row, closed in with_closed(rows, self.timeframe, now - self._pace.settle_ms):
            if closed:
                self.sequence.offer(row)
        self.release()
        # The exchange answered in full and holds nothing there: that is a gap.
        while (hole := self.sequence.hole) and rows and not refused and rows[-1][0] >= hole[1]:
            self.give_up()
        self.catch_up = False
        return self.sequence.expected > before

    def put_off(self, at: float, random: Random) -> None:
        """Ask again later."""
        self.next_try = at + max(self._pace.check, Backoff(self._pace.check * 2, 30.0).delay(self._failures, random))
        self._failures += 1

    def impatient(self, at: float) -> None:
        """End a hole that could not be filled for too long: with what was heard without confirmation, else as a gap."""
        if self.sequence.hole is None and self.sequence.expected not in self._unconfirmed:
            self._hole_since = None
            return
        if self._hole_since is None:
            self._hole_since = at
        elif at - self._hole_since > self._pace.patience:
            self._hole_since = None
            unconfirmed = self._unconfirmed.get(self.sequence.expected)
            if unconfirmed is not None:
                self.counts["unconfirmed"] += 1
                self.closed(unconfirmed)
            else:
                self.give_up()

    def give_up(self) -> None:
        """Tell the hole as a gap and go on behind it."""
        hole = self.sequence.skip()
        if hole is not None:
            self._tell(Gap(self.source, self.symbol, self.timeframe, *hole))
            self.release()

    def release(self) -> None:
        """Tell what is in order."""
        for row in self.sequence.ready():
            self._failures, self.next_try, self._hole_since = 0, 0.0, None
            self._tell(Candle(self.source, self.symbol, self.timeframe, *row))
        for old in [at for at in self._unconfirmed if at < self.sequence.expected]:
            del self._unconfirmed[old]


def with_closed(rows: list[Row], timeframe: Timeframe, now: int) -> list[tuple[Row, bool]]:
    """Each row and whether it is closed: another follows it, or its time is over. None is from the future."""
    known = [row for row in rows if row[0] <= now]
    return [(row, index + 1 < len(known) or row[0] + timeframe.ms <= now) for index, row in enumerate(known)]

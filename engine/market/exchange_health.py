"""How an exchange feed is doing, and whether the exchange may be asked at all just now."""

from __future__ import annotations

from engine.core.errors import HaiDangError, Operational
from engine.core.modes import Connection
from engine.market.exchange_clock import ExchangeClock
from engine.market.exchange_pace import Pace
from engine.market.exchange_rest import Rest
from engine.market.exchange_stream import Stream

_LONGEST = 3_600.0


class Patience:
    """Keeps quiet while the exchange asked for rest. A block is looked at again ever more rarely, then never."""

    __slots__ = ("_looks", "_next", "_pace")

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._looks = 0
        self._next = 0.0

    def may_ask(self, rest: Rest, at: float) -> bool:
        """Whether a question is allowed at ``at`` (monotonic seconds)."""
        if rest.retry.breaker.remaining > 0:
            return False
        if not isinstance(rest.failure, Operational):
            self._looks = 0
            return True
        if self._looks == 0:
            self._looks = 1
            self._next = at + self._pace.blocked
            return False
        if self._looks > self._pace.blocked_tries or at < self._next:
            return False
        self._next = at + min(_LONGEST, self._pace.blocked * 2**self._looks)
        self._looks += 1
        return True


def state_of(
    source: str,
    rest: Rest,
    stream: Stream,
    clock: ExchangeClock,
    pace: Pace,
    *,
    ready: bool,
    broken: HaiDangError | None,
) -> tuple[Connection, str, dict[str, object]]:
    """The state, the sentence that explains it, and its parameters.

    Both ways open: ok. One of them: degraded. None: down, with the reason.
    """
    exchange: dict[str, object] = {"exchange": source}
    failure = rest.failure
    if stream.up:
        if failure is not None:
            return Connection.DEGRADED, failure.key, dict(failure.params)
        if abs(clock.skew) > pace.skew_ms:  # told, and corrected for; nothing is refused for it
            return Connection.OK, "feed-exchange-clock", {**exchange, "seconds": round(clock.skew / 1000, 1)}
        return Connection.OK, "feed-exchange-live", exchange
    if failure is not None:
        return Connection.DOWN, failure.key, dict(failure.params)
    if ready and not stream.possible:
        return Connection.OK, "feed-exchange-polled", exchange
    if not ready or broken is None:
        return Connection.DEGRADED, "feed-exchange-connecting", exchange
    return Connection.DEGRADED, "feed-exchange-polling", exchange

"""Whether the exchange can be reached from here, and whether the clocks agree."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from engine.cli.checks import Check, Level
from engine.core.clocks import WallClock
from engine.core.errors import HaiDangError
from locales.formats import latency, number

if TYPE_CHECKING:
    from engine.settings import Settings

_SKEW_MS: Final = 1_000
_BAD_SKEW_MS: Final = 30_000


class _Deaf:
    """Nothing is streamed here."""

    def kline(self, market_id: str, raw: Mapping[str, Any], event_time: object) -> None:
        """Ignored."""

    def dialled(self) -> None:
        """Ignored."""

    def frame(self, text: bool) -> None:
        """Ignored."""

    def malformed(self) -> None:
        """Ignored."""


def check_market(settings: Settings) -> Iterator[Check]:
    """Asked only when the exchange is the market; a refusal by address (451, 403) is told apart from no network."""
    from engine.core.modes import Market

    if settings.market is not Market.EXCHANGE:
        yield Check("market", Level.OK, "cli-doctor-market-off", {"market": settings.market.value})
        return
    try:
        asked, shown, answered = asyncio.run(_time(settings))
    except HaiDangError as error:
        yield Check("market", Level.FAULT, error.key, error.params)
        return
    facts = {"exchange": settings.exchange, "latency": latency(answered - asked)}
    yield Check("market", Level.OK, "cli-doctor-market", facts)
    if shown is not None:
        yield _skew(shown - (asked + answered) // 2)


def _skew(skew: int) -> Check:
    level = Level.OK if abs(skew) < _SKEW_MS else Level.WARNING if abs(skew) < _BAD_SKEW_MS else Level.FAULT
    key = "cli-doctor-clock" if level is Level.OK else "cli-doctor-clock-off"
    return Check("clock", level, key, {"seconds": number(skew / 1000, decimals=1, sign=True)})


async def _time(settings: Settings) -> tuple[int, int | None, int]:
    from engine.market.exchange_client import load_ccxt, make_client
    from engine.market.exchange_rest import Rest
    from engine.market.retry import Retry

    await load_ccxt()
    client = make_client(settings, _Deaf())
    wall = WallClock()
    try:
        rest = Rest(client, settings.exchange, Retry.of(attempts=1))
        asked = wall.now()
        shown = await rest.time(patient=False)
        if shown is None:
            await rest.load(settings.symbols[:1], patient=False)
        return asked, shown, wall.now()
    finally:
        await client.close()

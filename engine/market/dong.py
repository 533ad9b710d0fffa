"""How many dong a dollar is: from a public table of rates, asked a few times a day, and left out when it is not known.

The table's documented form is ``{"result": "success", "time_last_update_unix": 1, "rates": {"VND": 25450.1}}``.
"""

from __future__ import annotations

import asyncio
import json
import logging
import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from engine.core.clocks import Clock
from engine.core.proxies import way_out

if TYPE_CHECKING:
    from engine.settings import Settings

_log = logging.getLogger(__name__)
_EVERY: Final = 6 * 3_600.0
_AGAIN: Final = 15 * 60.0
_SECONDS: Final = 15.0
_MOST_BYTES: Final = 200_000
_OLDEST_MS: Final = 7 * 86_400_000
"""A rate that is older than this is not shown any more."""
_SOUND: Final = (1_000.0, 1_000_000.0)
"""Between these a rate is believed; what is outside is a fault of the table."""


@dataclass(frozen=True, slots=True)
class Rate:
    """``source`` is ``settings`` or the name of the table's host; ``at`` when the table was made."""

    value: float
    source: str
    at: int | None


class DongRate:
    """The newest rate that is known."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._url, self._proxy = settings.usd_vnd_url, settings.exchange_proxy
        self._wanted, self._clock, self._sleep = settings.usd_vnd, clock, sleep
        self._rate: Rate | None = None

    def now(self) -> Rate | None:
        """The rate, or None when it is not wanted, not known, or too old."""
        if self._wanted == "off":
            return None
        if self._wanted != "auto":
            return Rate(float(self._wanted), "settings", None)
        rate = self._rate
        fresh = rate is not None and rate.at is not None and self._clock.now() - rate.at <= _OLDEST_MS
        return rate if fresh else None

    async def run(self) -> None:
        """Ask for the rate now and then until cancelled; without one, prices in dong are left out."""
        while self._wanted == "auto":
            try:
                async with asyncio.timeout(_SECONDS):
                    self._rate = rate_in(await self._fetched(), urlsplit(self._url).hostname or self._url)
                wait = _EVERY
            except (OSError, TimeoutError, ValueError) as error:
                _log.debug("no rate: %s", type(error).__name__)
                wait = _AGAIN
            await self._sleep(wait)
        await asyncio.Event().wait()

    async def _fetched(self) -> Any:
        import aiohttp

        connector, proxy = way_out(self._proxy)
        try:
            async with (
                aiohttp.ClientSession(connector=connector, proxy=proxy) as session,
                session.get(self._url) as response,
            ):
                response.raise_for_status()
                return json.loads(await response.content.read(_MOST_BYTES))
        except aiohttp.ClientError as error:
            raise OSError(str(error)) from error


def rate_in(table: Any, source: str) -> Rate:
    """The rate of a table; raises ValueError when there is none that can be believed."""
    try:
        value, at = float(table["rates"]["VND"]), int(table["time_last_update_unix"]) * 1000
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError("no rate in the table") from error
    if not math.isfinite(value) or not _SOUND[0] <= value <= _SOUND[1]:
        raise ValueError("a rate that cannot be believed")
    return Rate(value, source, at)

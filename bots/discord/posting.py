"""One attempt at one request, with an exact word on what became of it. The library repeats by itself; letters must not.

Who posts a letter has to know whether it surely was not delivered, may have been, or never can be.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

import aiohttp
import discord
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError
from discord.http import Route

from engine.core.proxies import way_out
from engine.core.secret_shapes import without_secrets
from engine.service.alerts.letters import FateUnknown, MailboxClosed, NotSent

_TIMEOUT: Final = aiohttp.ClientTimeout(total=12, sock_connect=6)
_PROGRAM: Final = f"DiscordBot (https://github.com/Rapptz/discord.py {discord.__version__})"
_TOO_MANY, _UNAVAILABLE = 429, 503
_GONE: Final = frozenset({10003, 10013, 50001, 50007, 50013, 50033, 50278})
"""Discord's codes for a channel or a person that cannot be written to."""
_NOT_REACHED: Final = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,
    ProxyConnectionError,
    ProxyError,
    ProxyTimeoutError,
)


class Unacceptable(Exception):
    """Discord will not have a message like this."""


class Posting:
    """Requests outside of the library, by the same token."""

    def __init__(self, token: str, proxy: str | None) -> None:
        self._token, self._proxy = token, proxy
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        """Let go of the connections."""
        if self._session is not None:
            await self._session.close()

    async def post(self, path: str, payload: Mapping[str, Any]) -> dict[str, Any]:
        """The answer; raises NotSent, FateUnknown, MailboxClosed or Unacceptable."""
        return await self._ask("POST", path, payload)

    async def get(self, path: str) -> dict[str, Any]:
        """As ``post``, for a question that changes nothing."""
        return await self._ask("GET", path, None)

    async def _ask(self, method: str, path: str, payload: Mapping[str, Any] | None) -> dict[str, Any]:
        try:
            async with self._opened().request(method, Route.BASE + path, json=payload) as response:
                return _judged(response, await response.text())
        except _NOT_REACHED as error:
            raise NotSent(_short(error)) from error
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise FateUnknown(_short(error)) from error

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            # On a line that is kept nobody knows whether what was written last still arrived: each request dials anew.
            connector, proxy = way_out(self._proxy, force_close=True)
            self._session = aiohttp.ClientSession(
                connector=connector or aiohttp.TCPConnector(force_close=True),
                proxy=proxy,
                timeout=_TIMEOUT,
                headers={"Authorization": f"Bot {self._token}", "User-Agent": _PROGRAM},
            )
        return self._session


def _judged(response: aiohttp.ClientResponse, text: str) -> dict[str, Any]:
    said = _object(text)
    if response.status < 300:
        return said
    reason = f"{response.status} {said.get('code', '')} {said.get('message', '')}".strip()
    if response.status in (_TOO_MANY, _UNAVAILABLE):
        raise NotSent(reason, retry_after=_wait(said.get("retry_after", response.headers.get("Retry-After"))))
    if response.status >= 500:
        raise FateUnknown(reason)  # what answered may be a gateway that gave up on one who went on
    if said.get("code") in _GONE:
        raise MailboxClosed(reason)
    if response.status == 400:
        raise Unacceptable(reason)
    raise NotSent(reason)


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _wait(said: object) -> float | None:
    try:
        return max(0.0, float(str(said)))
    except ValueError:
        return None


def _short(error: Exception) -> str:
    """What went wrong, without the password that the address of a proxy may hold: it is kept with the letter."""
    return without_secrets(f"{type(error).__name__}: {error}".rstrip(": "), "***")

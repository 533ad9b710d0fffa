"""Asking a service on the internet one question, and telling apart why there was no good answer.

A name that is not found, a connection that is cut, a proxy that does not answer, an address that is refused and a
token that is wrong look alike to who only sees that nothing works; each needs something else to be done.
"""

from __future__ import annotations

import asyncio
import json
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final
from urllib.parse import urlsplit

from engine.core.proxies import way_out

SECONDS: Final = 8.0
_PROBE_SECONDS: Final = 3.0
_MOST_BYTES: Final = 100_000


class Outcome(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    TOKEN = "token"  # noqa: S105 - a word, not a secret
    REFUSED = "refused"
    BUSY = "busy"
    BROKEN = "broken"
    NAME = "name"
    CUT = "cut"
    SILENT = "silent"
    TLS = "tls"
    PROXY = "proxy"


@dataclass(frozen=True, slots=True)
class Answer:
    """``body`` is the JSON of a good answer; ``status`` that of any."""

    outcome: Outcome
    ms: float
    status: int = 0
    body: Any = None


def outcome_of(status: int) -> Outcome:
    """What an HTTP status means to somebody who brought a token."""
    if status < 400:
        return Outcome.ANSWERED
    if status in (401, 404):
        return Outcome.TOKEN
    if status in (403, 451):
        return Outcome.REFUSED
    return Outcome.BUSY if status == 429 else Outcome.BROKEN


async def ask(url: str, headers: Mapping[str, str], proxy: str | None) -> Answer:
    """One GET; never raises for what the network does."""
    import aiohttp
    from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError

    began = time.perf_counter()

    def ended(outcome: Outcome, status: int = 0, body: Any = None) -> Answer:
        return Answer(outcome, (time.perf_counter() - began) * 1000, status, body)

    try:
        connector, plain = way_out(proxy)
        timeout = aiohttp.ClientTimeout(total=SECONDS)
        async with (
            aiohttp.ClientSession(connector=connector, proxy=plain, timeout=timeout, headers=dict(headers)) as session,
            session.get(url, allow_redirects=False) as response,
        ):
            text = await response.content.read(_MOST_BYTES)
            return ended(outcome_of(response.status), response.status, _json(text))
    except (
        aiohttp.ClientProxyConnectionError,
        aiohttp.ClientHttpProxyError,
        ProxyConnectionError,
        ProxyError,
        ProxyTimeoutError,
    ):
        return ended(Outcome.PROXY)
    except (aiohttp.ClientConnectorCertificateError, aiohttp.ClientSSLError, ssl.SSLError):
        return ended(Outcome.TLS)
    except aiohttp.ClientConnectorDNSError:
        return ended(Outcome.NAME)
    except TimeoutError:
        return ended(Outcome.SILENT)
    except aiohttp.ClientConnectorError as error:
        return ended(Outcome.NAME if isinstance(error.os_error, socket.gaierror) else Outcome.CUT)
    except (aiohttp.ClientError, OSError, ValueError):
        return ended(Outcome.CUT)


def _json(text: bytes) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


async def any_reachable(urls: Mapping[str, str]) -> bool:
    """Whether a connection to any of these can be opened: then the network works, and one service is kept away."""
    probes = [asyncio.create_task(_opens(url)) for url in urls.values()]
    try:
        for probe in asyncio.as_completed(probes):
            if await probe:
                return True
        return False
    finally:
        for task in probes:
            task.cancel()


async def _opens(url: str) -> bool:
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme in ("https", "wss") else 80)
    try:
        async with asyncio.timeout(_PROBE_SECONDS):
            _, writer = await asyncio.open_connection(parts.hostname, port)
    except (OSError, TimeoutError):
        return False
    writer.close()
    return True

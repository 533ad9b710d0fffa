"""The ccxt client of one exchange: imported late, spot only, led to other addresses on request, and listened in on.

ccxt drops Binance's "closed" flag and merges updates, so the raw candle is taken where it arrives. One frame that
cannot be read would end ccxt's receive loop for good, so reading is guarded.
"""

from __future__ import annotations

import asyncio
import contextlib
import difflib
import importlib
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlsplit

from engine.core.errors import InvalidInput
from engine.settings import Settings

CLOSED_FLAG = ("binance", "binanceus")
"""Exchanges whose candles say themselves that they are closed, in the way this module understands."""
_TIMEOUT_MS = 10_000
_KEEP_ALIVE_MS = 10_000


@dataclass(slots=True)
class Answer:
    """Status and headers of the last HTTP answer within one call (ccxt's own field is shared by concurrent calls)."""

    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def retry_after(self) -> float | None:
        """The seconds the other side asked us to wait."""
        for name, value in self.headers.items():
            if name.lower() == "retry-after":
                try:
                    return max(0.0, float(value))
                except ValueError:
                    return None
        return None


ANSWER: ContextVar[Answer | None] = ContextVar("exchange_answer", default=None)


class Taps(Protocol):
    """Who listens in on the websocket."""

    def kline(self, market_id: str, raw: Mapping[str, Any], event_time: object) -> None:
        """A candle update in the exchange's own words (``x`` true when it is closed)."""
        ...

    def dialled(self) -> None:
        """The socket is open."""
        ...

    def frame(self, text: bool) -> None:
        """Something arrived: words (``text``), or only a pong."""
        ...

    def malformed(self) -> None:
        """Something arrived that cannot be read."""
        ...


async def load_ccxt() -> None:
    """Import ccxt in a thread: it takes half a second and 70 MB, and nobody else needs it."""
    await asyncio.to_thread(importlib.import_module, "ccxt.pro")


def exchange_class(name: str) -> Any:
    """The ccxt class for ``name``; InvalidInput (``err-exchange-unknown``) with the nearest names."""
    import ccxt.async_support
    import ccxt.pro

    if name in ccxt.pro.exchanges:
        return getattr(ccxt.pro, name)
    if name in ccxt.async_support.exchanges:  # no websocket there: it will be polled
        return getattr(ccxt.async_support, name)
    near = difflib.get_close_matches(name.lower(), ccxt.async_support.exchanges, n=3, cutoff=0.5)
    raise InvalidInput("err-exchange-unknown", exchange=name, near=", ".join(near) or "binance")


def make_client(settings: Settings, taps: Taps, *, keys: bool = False) -> Any:
    """A client that asks only spot markets, and only the addresses it is meant to ask; ``keys`` only to trade."""
    name = settings.exchange.strip().lower()
    config: dict[str, Any] = {
        "enableRateLimit": True,
        "timeout": _TIMEOUT_MS,
        "streaming": {"keepAlive": _KEEP_ALIVE_MS},
        "options": {"defaultType": "spot", "fetchCurrencies": False, "fetchMargins": False},
    }
    if name in CLOSED_FLAG:
        config["options"]["fetchMarkets"] = {"types": ["spot"]}
    for option, secret in (("apiKey", settings.exchange_api_key), ("secret", settings.exchange_api_secret)):
        if keys and secret is not None:
            config[option] = secret.get_secret_value()
    client = _tapped(exchange_class(name), taps)({**config, **_proxy(settings.exchange_proxy)})
    client.timeout_on_exit = 50
    api, ws = addresses(settings.exchange_api_url, settings.exchange_ws_url)
    if api is not None and ws is not None:
        client.urls["api"] = redirect(client.urls["api"], api, ws)
        if name in CLOSED_FLAG:
            # ccxt recognises Binance's spot stream by "/stream" in the address.
            client.urls["api"]["ws"]["spot"] = client.urls["api"]["ws"]["margin"] = f"{ws}/stream/ws"
    return client


def addresses(api: str | None, ws: str | None) -> tuple[str | None, str | None]:
    """Both addresses in full; when only one is set the other follows it, so that nothing reaches the real exchange."""
    if not api and not ws:
        return None, None
    rest = _base(api or "http" + str(ws)[2:], "http", "https")
    socket = _base(ws or "ws" + rest[4:], "ws", "wss")
    return rest, socket


def _base(address: str, *schemes: str) -> str:
    parts = urlsplit(address.strip())
    if parts.scheme not in schemes or not parts.netloc:
        raise InvalidInput("err-exchange-address", address=address, expected=f"{schemes[0]}://127.0.0.1:9002")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/').removesuffix('/api/v3')}"


def redirect(urls: Any, api: str, ws: str) -> Any:
    """The same tree of addresses with every host replaced."""
    if isinstance(urls, dict):
        return {name: redirect(value, api, ws) for name, value in urls.items()}
    if isinstance(urls, list):
        return [redirect(value, api, ws) for value in urls]
    if isinstance(urls, str) and "://" in urls:
        parts = urlsplit(urls)
        return (ws if parts.scheme in ("ws", "wss") else api) + parts.path
    return urls


def _proxy(address: str | None) -> dict[str, str]:
    if not address:
        return {}
    scheme = urlsplit(address).scheme
    if scheme in ("http", "https"):
        return {"httpsProxy": address, "wssProxy": address}
    if scheme.startswith("socks"):
        return {"socksProxy": address, "wsSocksProxy": address}
    raise InvalidInput("err-exchange-address", address=address, expected="http://127.0.0.1:8080")


def _tapped(base: Any, taps: Taps) -> Any:
    """``base`` with ears: a subclass made at run time, because ccxt is imported late."""

    class Tapped(base):  # type: ignore[misc]
        def on_rest_response(
            self, code: int, reason: str, url: str, method: str, response_headers: Any, *rest: Any
        ) -> Any:
            answer = ANSWER.get()
            if answer is not None:
                answer.status, answer.headers = code, dict(response_headers or {})
            return super().on_rest_response(code, reason, url, method, response_headers, *rest)

        def client(self, url: str) -> Any:
            client = super().client(url)
            if not hasattr(client, "guarded"):
                client.guarded = True
                client.handle_message = _guarded(client.handle_message, taps)
            return client

        def on_connected(self, client: Any, message: Any = None) -> None:
            super().on_connected(client, message)
            taps.dialled()

        def handle_ohlcv(self, client: Any, message: Any) -> None:
            kline = message.get("k") if isinstance(message, dict) else None
            if isinstance(kline, dict) and "x" in kline:
                taps.kline(str(kline.get("s")), kline, message.get("E"))
            super().handle_ohlcv(client, message)

        def calculate_rate_limiter_cost(self, api: Any, method: Any, path: Any, params: Any, config: Any = None) -> Any:
            # ccxt charges a list of symbols like the whole market: most of a second of silence for each question.
            if path == "ticker/24hr" and "symbols" in params and "noSymbol" in (config or {}):
                few = str(params["symbols"]).count(",") < 20
                return 0.4 if few else 8.0
            return super().calculate_rate_limiter_cost(api, method, path, params, config or {})

        def clean_cache(self, subscription: Any) -> None:
            # ccxt asks for a symbol that its own unsubscription from several pairs does not carry, and raises.
            with contextlib.suppress(Exception):
                super().clean_cache(subscription)

    Tapped.__name__ = getattr(base, "__name__", "Exchange")
    return Tapped


def _guarded(handle: Any, taps: Taps) -> Any:
    def guarded(message: Any) -> None:
        taps.frame(message.type.name == "TEXT")
        try:
            handle(message)
        except Exception:
            taps.malformed()

    return guarded

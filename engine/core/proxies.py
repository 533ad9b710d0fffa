"""The way out to the internet through a proxy that somebody named: no other one is ever used."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import aiohttp


def way_out(proxy: str | None, *, force_close: bool = False) -> tuple[aiohttp.BaseConnector | None, str | None]:
    """A connector (None: aiohttp's own) and a proxy for its requests: to SOCKS it speaks only by a connector.

    ``force_close``: a connector dials anew for each request.
    """
    if proxy is None or not proxy.startswith("socks"):
        return None, proxy
    from aiohttp_socks import ProxyConnector

    # socks5h is socks5 whose names are looked up at its other end, which this library does by itself.
    return ProxyConnector.from_url(proxy.replace("socks5h:", "socks5:", 1), force_close=force_close), None

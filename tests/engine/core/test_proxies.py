"""The proxy that somebody named, as a session takes it."""

from __future__ import annotations

import aiohttp
import pytest

from engine.core.proxies import way_out


@pytest.mark.parametrize("proxy", [None, "http://127.0.0.1:9", "https://an:planted@proxy.example:9"])
async def test_a_session_speaks_to_these_by_itself(proxy: str | None) -> None:
    assert way_out(proxy) == (None, proxy)


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:9", "socks5h://127.0.0.1:9", "socks4://127.0.0.1:9"])
async def test_to_socks_it_speaks_by_a_connector(proxy: str) -> None:
    connector, named = way_out(proxy)
    assert named is None
    assert isinstance(connector, aiohttp.BaseConnector)
    await connector.close()

"""A client's line to the local exchange, and what can go wrong with an answer."""

from __future__ import annotations

from dataclasses import dataclass, field

from aiohttp import web


@dataclass
class Fault:
    """What REST answers instead, ``times`` times, to paths that end in ``path`` (all when empty)."""

    status: int = 200
    body: str | None = None
    headers: dict[str, str] = field(default_factory=dict)
    path: str = ""
    times: int = 1
    delay: float = 0.0


class Connection:
    """One websocket client: what it subscribed to, and whether the line still carries anything."""

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self.socket = socket
        self.streams: set[str] = set()
        self.combined = False
        self.dead = False

    async def send(self, text: str) -> None:
        if not self.dead and not self.socket.closed:
            try:
                await self.socket.send_str(text)
            except (ConnectionError, RuntimeError):
                self.dead = True

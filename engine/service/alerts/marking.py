"""What the outbox remembers of one platform's letters: that they leave, when again, that they arrived."""

from __future__ import annotations

import asyncio
import logging
import secrets
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from engine.core.errors import HaiDangError
from engine.core.wording import error_text
from engine.service.alerts.composing import FLOOD, Bundle, bundle_of
from engine.store import outbox

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from engine.core.clocks import Clock
    from engine.store.store import Store

_log = logging.getLogger(__name__)
_SOME: Final = 1_000
"""Rows in one transaction."""
_REST: Final = 1.0
"""Seconds before a store that refuses is asked again."""


class Marks:
    """Reads and writes the rows of the letters of one platform."""

    def __init__(self, store: Store, surface: str, wall_clock: Clock) -> None:
        self._store, self._surface, self._wall = store, surface, wall_clock

    async def next_bundle(self, mailbox: str) -> Bundle | None:
        """What leaves next; None when nothing waits."""

        def look(conn: Connection) -> Bundle | None:
            heads = outbox.front(conn, self._surface, mailbox, FLOOD + 1)
            last = outbox.last_of(conn, self._surface, mailbox)
            found = bundle_of(heads, last, self._wall.now(), secrets.token_hex(8))
            if found is None or not found.repeats:
                return found
            return replace(found, arrived=outbox.is_delivered(conn, self._surface, mailbox, found.batch, found.head))

        return await asyncio.to_thread(self._store.read, look)

    async def leaves(self, mailbox: str, bundle: Bundle) -> None:
        """Before it leaves, so that a run that ends meanwhile is known to have tried."""
        if bundle.repeats:
            await self._store.write(lambda conn: outbox.repeat(conn, bundle.head))
            return
        marked = _SOME
        while marked == _SOME:
            marked = await self._store.write(
                lambda conn: outbox.bundle(conn, self._surface, mailbox, bundle.until, bundle.batch, _SOME)
            )

    async def arrived(self, mailbox: str, batch: str) -> int:
        """It got there: insist until that is written, for it must not leave again. Returns how many rows it had."""
        now, rows, marked = self._wall.now(), 0, _SOME
        while marked == _SOME:
            try:
                marked = await self._store.write(
                    lambda conn: outbox.delivered(conn, self._surface, mailbox, batch, now, _SOME)
                )
            except HaiDangError as error:
                if error.key == "err-store-closed":
                    raise
                _log.warning("%s", error_text(error))
                await asyncio.sleep(_REST)
            else:
                rows += marked
        return rows

    async def later(self, bundle: Bundle, at: int, reason: str) -> None:
        """The same letter again ``at``."""
        await self._store.write(lambda conn: outbox.later(conn, bundle.head, at, reason))

    async def take_apart(self, mailbox: str, batch: str, reason: str) -> None:
        """What a letter told waits for another one."""
        await self._store.write(lambda conn: outbox.unbundle(conn, self._surface, mailbox, batch, reason))

    async def set_aside(self, mailbox: str, batch: str, reason: str) -> int:
        """A letter that a fault of ours keeps from being sent; returns how many rows it had."""
        return await self._store.write(lambda conn: outbox.set_aside(conn, self._surface, mailbox, batch, reason))

    async def withdraw(self, mailbox: str) -> None:
        """All that waits for somebody who may not hear it any more."""
        await self._store.write(lambda conn: outbox.withdraw(conn, self._surface, mailbox))

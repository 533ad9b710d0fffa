"""Keeps the bots alive beside the engine, which does not notice when one of them dies.

A bot that ends is started again with growing waits; that it is down, and that it is back, is an event, which the other
bot tells its owners.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import TYPE_CHECKING, Any, Final

from engine.core.errors import HaiDangError, new_incident_id, unforeseen
from engine.core.events import EventKind
from engine.core.wording import error_text
from engine.service.answers import Why
from locales.formats import duration

if TYPE_CHECKING:
    from bots.bot import Bot
    from engine.service.lobby import Lobby

_log = logging.getLogger(__name__)
_FIRST_WAIT: Final = 2.0
_LONGEST_WAIT: Final = 300.0
_HEALTHY_MS: Final = 120_000
"""A bot that lived this long starts again with the shortest wait."""


class Supervisor:
    """Runs each bot as a task of its own; ``prepare`` once beside them: what they will need later."""

    def __init__(
        self,
        lobby: Lobby,
        bots: Mapping[str, Callable[[], Bot]],
        *,
        prepare: Callable[[], Coroutine[Any, Any, None]] | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._lobby, self._bots, self._prepare = lobby, bots, prepare
        self._sleep, self._chance = sleep, chance

    async def run(self) -> None:
        """Run all bots until cancelled."""
        bots = [asyncio.create_task(self._keep(name, make), name=f"bot-{name}") for name, make in self._bots.items()]
        beside = [] if self._prepare is None else [asyncio.create_task(self._prepare(), name="bot-prepare")]
        try:
            await asyncio.gather(*bots)
        finally:
            for task in (*bots, *beside):
                if not task.cancelling():  # once is enough: a second time would cut its goodbye short
                    task.cancel()
            await asyncio.gather(*bots, *beside, return_exceptions=True)

    async def _keep(self, surface: str, make: Callable[[], Bot]) -> None:
        wait, was_down, known = _FIRST_WAIT, False, ""
        while True:
            began = self._lobby.wall_clock.now()
            self._lobby.chat.states.report(surface, False, Why("bot-connecting"))
            back = asyncio.create_task(self._tell_when_back(surface)) if was_down else None
            try:
                await make().run()
                return
            except HaiDangError as error:
                reason = error
                # What a person must mend is said once, not at every try.
                _log.log(logging.DEBUG if error.key == known else logging.ERROR, "%s: %s", surface, error_text(error))
                known = error.key
            except Exception as error:
                reason = self._surprise(surface, error, wait)
            finally:
                if back is not None:
                    back.cancel()
            if self._lobby.wall_clock.now() - began > _HEALTHY_MS:
                wait, was_down, known = _FIRST_WAIT, False, ""
            self._lobby.chat.states.report(surface, False, Why("bot-down", {"reason": error_text(reason)}))
            if not was_down:
                await self._tell(surface, up=False, reason=reason)
            was_down = True
            await self._sleep(wait * (0.5 + self._chance() / 2))
            wait = min(wait * 2, _LONGEST_WAIT)

    def _surprise(self, surface: str, error: Exception, wait: float) -> HaiDangError:
        facts = {"surface": surface.capitalize(), "detail": type(error).__name__}
        found = unforeseen("err-bot-died", wait=duration(round(wait * 1000)), **facts)
        _log.exception("%s: %s", found.incident, surface)
        return found

    async def _tell_when_back(self, surface: str) -> None:
        await self._lobby.chat.states.until_ok(surface)
        await self._tell(surface, up=True, reason=None)

    async def _tell(self, surface: str, *, up: bool, reason: HaiDangError | None) -> None:
        facts: dict[str, object] = {"surface": surface, "up": up}
        if reason is not None:
            facts["key"] = reason.key
            facts["params"] = {name: str(value) for name, value in reason.params.items()}
        try:
            await self._lobby.note(EventKind.BOT_CHANGED, facts)
        except HaiDangError as error:
            _log.warning("%s", error_text(error))
        except Exception:  # what cannot be written down must not end the bots
            _log.exception("%s: %s", new_incident_id(), surface)

"""Takes the letters of one platform from the outbox to their mailboxes.

| how a delivery ends          | what follows                                                                  |
|------------------------------|-------------------------------------------------------------------------------|
| it arrived                   | the next letter of the mailbox                                                |
| surely not (``NotSent``)     | the same letter later; when rest is asked for, a chat rests alone, a person   |
|                              | with the whole platform                                                       |
| nobody knows, or it hung     | the same letter later, with the same nonce                                    |
| ``MailboxClosed``            | everything waits until somebody writes from there, then comes as one summary  |
| a fault of ours              | the same letter a few times, then it is put aside and told in the log         |
| the process ends             | the same letter, with the same nonce, in the next run                         |

Mailboxes are served side by side, the letters of one strictly in order. While the platform answers nobody, one letter
at a time tries whether it is back.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Coroutine
from contextlib import suppress
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from engine.core.errors import HaiDangError, new_incident_id
from engine.core.wording import error_text
from engine.market.retry import Backoff, Breaker
from engine.service.alerts.boxes import Box, Boxes
from engine.service.alerts.composing import Bundle, Composer
from engine.service.alerts.letters import Courier, FateUnknown, MailboxClosed, NotSent
from engine.service.alerts.marking import Marks
from engine.service.alerts.readers import CHAT

if TYPE_CHECKING:
    from engine.core.clocks import Clock
    from engine.service.alerts.readers import Readers
    from engine.service.people.choices import Choices
    from engine.store.store import Store

_log = logging.getLogger(__name__)
AT_ONCE: Final = 8
"""Mailboxes of a platform that are served side by side."""
PATIENCE: Final = 15.0
"""Seconds after which a delivery counts as hung."""
_WAITS: Final = Backoff(first=1.0, most=300.0)
_LONGEST_LOOK: Final = 2.0
"""Seconds after which a closed mailbox that was opened again is noticed."""
_STORE_REST_MS: Final = 1_000
_FAULT_REST_MS: Final = 60_000
_FAULTS: Final = 5
"""Faults of ours after which a letter is put aside."""


class Deliverer:
    """The one worker of a platform."""

    def __init__(
        self,
        store: Store,
        surface: str,
        courier: Courier,
        boxes: Boxes,
        readers: Readers,
        choices: Choices,
        wall_clock: Clock,
        *,
        chance: Callable[[], float] = random.random,
        patience: float = PATIENCE,
    ) -> None:
        self._surface, self._courier, self._boxes = surface, courier, boxes
        self._readers, self._choices, self._wall = readers, choices, wall_clock
        self._chance, self._patience = chance, patience
        self._composer = Composer(store, surface, readers, choices)
        self._marks = Marks(store, surface, wall_clock)
        self._breaker = Breaker(lambda: wall_clock.now() / 1000, failures=3, rest=1.0, most=_WAITS.most)

    async def run(self) -> None:
        """Deliver until cancelled. What waited for a platform that did not answer is tried at once."""
        self._boxes.hurry()
        async with asyncio.TaskGroup() as group:
            while True:
                self._boxes.woken.clear()
                for mailbox, box in self.ready():
                    group.create_task(self.serve(mailbox, box))
                with suppress(TimeoutError):
                    async with asyncio.timeout(self.pause()):
                        await self._boxes.woken.wait()

    def ready(self) -> list[tuple[str, Box]]:
        """Mailboxes that a letter leaves for now; each is to be served."""
        if self._breaker.remaining > 0:
            return []
        due = self._boxes.due(self._wall.now(), self._is_closed)
        return [(mailbox, self._boxes.take(mailbox)) for mailbox in due[: self._room]]

    def pause(self) -> float:
        """Seconds until there may be something to do again, unless the boxes wake us before."""
        next_at = self._boxes.next_at(self._is_closed)
        if next_at is None or not self._room:
            return _LONGEST_LOOK
        wait = max((next_at - self._wall.now()) / 1000, self._breaker.remaining)
        return min(max(wait, 0.01), _LONGEST_LOOK)

    async def serve(self, mailbox: str, box: Box) -> None:
        """One letter for one mailbox that :meth:`ready` has named."""
        try:
            await self._next(mailbox, box)
        except HaiDangError as error:  # the store refuses to write: nothing has left, or the letter leaves again
            _log.warning("%s", error_text(error))
            box.next_at = self._wall.now() + _STORE_REST_MS
        except Exception:  # one mailbox must not end the others
            _log.exception("%s: %s %s", new_incident_id(), self._surface, mailbox)
            box.next_at = self._wall.now() + _FAULT_REST_MS
        finally:
            self._boxes.release(mailbox)

    @property
    def _room(self) -> int:
        """How many more letters may leave; while the platform answers nobody, one tries."""
        return max(0, (1 if self._breaker.open else AT_ONCE) - self._boxes.busy)

    async def _next(self, mailbox: str, box: Box) -> None:
        if self._readers.one(self._surface, mailbox) is None:
            # Who has no role any more, and what is served no more, is told nothing of what waited.
            await self._marks.withdraw(mailbox)
            box.waiting = 0
            return
        bundle = await self._marks.next_bundle(mailbox)
        if bundle is None:
            box.waiting = 0
            return
        if not bundle.arrived:
            await self._marks.leaves(mailbox, bundle)
            box.attempts += 1
        if bundle.arrived or await self._attempt(mailbox, box, bundle):
            await _surely(self._settle(mailbox, box, bundle.batch))

    async def _attempt(self, mailbox: str, box: Box, bundle: Bundle) -> bool:
        """Whether the letter has arrived, or had nothing to tell."""
        try:
            letter = await self._composer.letter(mailbox, bundle.batch, self._wall.now())
            if letter is not None:
                async with asyncio.timeout(self._patience):
                    await self._courier.deliver(letter)
        except NotSent as error:
            await self._again(mailbox, box, bundle, error.reason, error.retry_after)
        except MailboxClosed as error:
            await self._closed(mailbox, box, bundle, error.reason)
        except (FateUnknown, TimeoutError) as error:
            await self._again(mailbox, box, bundle, getattr(error, "reason", "timeout"))
        except HaiDangError:
            raise
        except Exception as error:
            await self._fault(mailbox, box, bundle, error)
        else:
            return True
        return False

    async def _settle(self, mailbox: str, box: Box, batch: str) -> None:
        """It has arrived. Until that is committed nothing else leaves for this mailbox, nor the same once more."""
        if self._breaker.open:
            self._boxes.hurry()
        self._breaker.succeeded()
        box.waiting -= await self._marks.arrived(mailbox, batch)
        box.attempts = box.broken = box.next_at = 0

    async def _again(
        self, mailbox: str, box: Box, bundle: Bundle, reason: str, retry_after: float | None = None
    ) -> None:
        if retry_after is not None:
            wait = retry_after
            # A group can be slow by its own rules, or full of others' words: nobody else shall wait for that.
            if not mailbox.startswith(CHAT):
                self._boxes.asked_until = max(self._boxes.asked_until, self._wall.now() + ceil(wait * 1000))
        else:
            wait = _WAITS.delay(box.attempts - 1, self._chance)
            if self._breaker.remaining <= 0:  # those that left together fail together, which counts once
                self._breaker.failed()
        box.next_at = self._wall.now() + ceil(wait * 1000)
        await self._marks.later(bundle, box.next_at, reason)

    async def _closed(self, mailbox: str, box: Box, bundle: Bundle, reason: str) -> None:
        self._breaker.succeeded()
        await self._marks.take_apart(mailbox, bundle.batch, reason)
        await self._choices.close(self._surface, mailbox, reason)
        box.attempts = 0

    async def _fault(self, mailbox: str, box: Box, bundle: Bundle, error: Exception) -> None:
        incident = new_incident_id()
        _log.error("%s: %s %s", incident, self._surface, mailbox, exc_info=error)
        reason = f"{incident} {type(error).__name__}"
        box.broken += 1
        if box.broken < _FAULTS:
            await self._again(mailbox, box, bundle, reason)
            return
        box.waiting -= await self._marks.set_aside(mailbox, bundle.batch, reason)
        box.attempts = box.broken = box.next_at = 0

    def _is_closed(self, mailbox: str) -> bool:
        return self._choices.is_closed(self._surface, mailbox)


async def _surely(work: Coroutine[Any, Any, None]) -> None:
    """Carried through to its end, whoever cancels meanwhile."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await task
        raise

"""What waits for each mailbox of one platform, and when it may be tried: in memory, as the outbox has it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from engine.store.outbox import Queue


@dataclass(slots=True)
class Box:
    """``attempts`` of the letter at the front; ``broken`` counts those that ended in a fault of ours."""

    waiting: int = 0
    next_at: int = 0
    attempts: int = 0
    broken: int = 0
    busy: bool = False


class Boxes:
    """One platform's mailboxes in the order in which they are served; who was served goes to the end."""

    def __init__(self) -> None:
        self._boxes: dict[str, Box] = {}
        self.woken = asyncio.Event()
        self.asked_until = 0
        """Until when the platform has asked for rest, by the wall clock."""

    @property
    def waiting(self) -> int:
        """Rows that are not delivered."""
        return sum(box.waiting for box in self._boxes.values())

    @property
    def busy(self) -> int:
        """Mailboxes that a letter is on its way to."""
        return sum(box.busy for box in self._boxes.values())

    def load(self, queue: Queue) -> None:
        """As the outbox has it after a start."""
        self._boxes[queue.recipient] = Box(queue.count, queue.next_attempt_at, queue.attempts)

    def add(self, mailbox: str, count: int) -> None:
        """More waits for a mailbox."""
        self._boxes.setdefault(mailbox, Box()).waiting += count
        self.woken.set()

    def take(self, mailbox: str) -> Box:
        """A letter is about to leave for ``mailbox``, which goes to the end of the line."""
        box = self._boxes[mailbox] = self._boxes.pop(mailbox)
        box.busy = True
        return box

    def release(self, mailbox: str) -> None:
        """The letter is no longer on its way; an empty mailbox is forgotten."""
        box = self._boxes[mailbox]
        box.busy = False
        if box.waiting <= 0:
            del self._boxes[mailbox]
        self.woken.set()

    def hurry(self) -> None:
        """The platform answers (again): nobody waits for a moment that was set while it did not."""
        for box in self._boxes.values():
            box.next_at = 0

    def due(self, now: int, is_closed: Callable[[str], bool]) -> list[str]:
        """Mailboxes that may be tried now, first come first."""
        if now < self.asked_until:
            return []
        return [name for name, box in self._open(is_closed) if box.next_at <= now]

    def next_at(self, is_closed: Callable[[str], bool]) -> int | None:
        """When the next mailbox may be tried; None when nothing waits."""
        soonest = min((box.next_at for _, box in self._open(is_closed)), default=None)
        return None if soonest is None else max(soonest, self.asked_until)

    def _open(self, is_closed: Callable[[str], bool]) -> Iterable[tuple[str, Box]]:
        return ((name, box) for name, box in self._boxes.items() if not box.busy and not is_closed(name))

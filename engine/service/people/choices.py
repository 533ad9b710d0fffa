"""What each person and each chat chose: language and how numbers are written; and where they can be written to.

``tongue(visit, private=...)``: how to speak in an answer; private answers are read by one person only.
``of_mailbox(surface, mailbox)``: how to speak in what nobody asked for at this moment.
``choose(surface, mailbox, ...)``: what the command ``lang`` does.
``seen(visit)``: call it for everybody who is let in; cheap. ``close``, ``is_closed``: where nothing can be delivered.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from engine.core.clocks import WallClock
from engine.core.errors import HaiDangError
from engine.service.people.names import plain_name
from engine.service.port import mailbox_of
from engine.store.mailboxes import Mailbox, note_closed, note_seen, read_mailboxes
from engine.store.preferences import chosen, set_preference
from locales import match_language

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from engine.core.clocks import Clock
    from engine.service.visits import Visit
    from engine.settings import Settings
    from engine.store.store import Store

LANGUAGE: Final = "language"
NUMBERS: Final = "number_style"
_SEEN_AGAIN_MS: Final = 86_400_000


@dataclass(frozen=True, slots=True)
class Tongue:
    """How somebody is spoken to."""

    language: str
    number_style: str
    zone: str


class Choices:
    """Kept in memory, written through to the store."""

    def __init__(self, store: Store, settings: Settings, wall_clock: Clock | None = None) -> None:
        self._store, self._settings, self._wall = store, settings, wall_clock or WallClock()
        self._chosen: dict[tuple[str, str, str], str] = {}
        self._boxes: dict[tuple[str, str], Mailbox] = {}

    async def load(self) -> None:
        """Remember what was chosen, and the mailboxes."""
        self._chosen = await asyncio.to_thread(self._store.read, lambda conn: chosen(conn, LANGUAGE, NUMBERS))
        boxes = await asyncio.to_thread(self._store.read, read_mailboxes)
        self._boxes = {(box.surface, box.mailbox): box for box in boxes}

    def apply(self, settings: Settings) -> None:
        """Take over settings that changed while running."""
        self._settings = settings

    def tongue(self, visit: Visit, *, private: bool = False) -> Tongue:
        """In a private answer the person's choice comes before the chat's, in one that all can read behind it."""
        order = [visit.person] if visit.alone else [visit.mailbox, visit.person]
        return self._tongue(visit.surface, order[::-1] if private else order, visit.language)

    def of_mailbox(self, surface: str, mailbox: str) -> Tongue:
        """What was chosen there, else what the platform said at the last contact."""
        box = self._boxes.get((surface, mailbox))
        return self._tongue(surface, [mailbox], box.language if box else None)

    def name_of(self, surface: str, person: int) -> str | None:
        """What somebody was called when they last wrote in private."""
        box = self._boxes.get((surface, mailbox_of(str(person), None)))
        return box.name if box else None

    def language_of(self, surface: str, mailbox: str) -> str | None:
        """The language that was chosen there."""
        return self._chosen.get((surface, mailbox, LANGUAGE))

    async def choose(
        self, surface: str, mailbox: str, *, language: str | None = None, number_style: str | None = None
    ) -> None:
        """Remember a choice; what is None stays as it is."""
        now = self._wall.now()
        named = {LANGUAGE: language, NUMBERS: number_style}
        made = {(surface, mailbox, name): value for name, value in named.items() if value is not None}

        def work(conn: Connection) -> None:
            for key, value in made.items():
                set_preference(conn, *key, value, now)

        await self._store.write(work)
        self._chosen |= made

    async def seen(self, visit: Visit) -> None:
        """Somebody who is let in has spoken: note what they read, and that they can be written to (again).

        What people of a group read differs from one to the next, so nothing is noted of that.
        """
        now = self._wall.now()
        language = match_language(visit.language) if visit.alone else None
        name = plain_name(visit.name) if visit.alone else ""
        box = Mailbox(visit.surface, visit.mailbox, language, name, now)
        known = self._boxes.get((visit.surface, visit.mailbox))
        if known is not None and replace(known, seen_at=now) == box and 0 <= now - known.seen_at < _SEEN_AGAIN_MS:
            return
        with suppress(HaiDangError):  # a full disk must not keep anybody from an answer
            await self._store.write(lambda conn: note_seen(conn, box))
            self._boxes[visit.surface, visit.mailbox] = box

    async def close(self, surface: str, mailbox: str, reason: str) -> None:
        """Nothing can be delivered there until somebody writes from there again."""
        now = self._wall.now()
        known = self._boxes.get((surface, mailbox)) or Mailbox(surface, mailbox, None, "", now)
        self._boxes[surface, mailbox] = replace(known, closed_at=now, closed_reason=reason)
        await self._store.write(lambda conn: note_closed(conn, surface, mailbox, reason, now))

    def is_closed(self, surface: str, mailbox: str) -> bool:
        """Whether nothing can be delivered there now."""
        box = self._boxes.get((surface, mailbox))
        return box is not None and box.closed_at is not None

    def _tongue(self, surface: str, mailboxes: list[str], hint: str | None) -> Tongue:
        settings = self._settings
        language = self._first(surface, mailboxes, LANGUAGE) or match_language(hint) or settings.app_lang
        style = self._first(surface, mailboxes, NUMBERS)
        if style is None:  # numbers follow the language unless somebody chose otherwise
            style = settings.number_style if "number_style" in settings.model_fields_set else language
        return Tongue(language, style, settings.timezone)

    def _first(self, surface: str, mailboxes: list[str], name: str) -> str | None:
        values = (self._chosen.get((surface, mailbox, name)) for mailbox in mailboxes)
        return next((value for value in values if value is not None), None)

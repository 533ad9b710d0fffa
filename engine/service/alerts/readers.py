"""Who is told what, and whether it rings: by role, by what the mailbox chose, and by the hour.

| mailbox of             | by itself hears                                                        |
|------------------------|------------------------------------------------------------------------|
| an owner, an operator  | everything; models, digest and bots silently; access is for owners     |
| a viewer               | signals, and prices it asked for                                       |
| anybody else           | nothing                                                                |
| a chat                 | prices that were asked for there; the rest when an operator chose it   |
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from engine.core.events import Event
from engine.core.modes import Role
from engine.service.alerts.kinds import NIGHT, OF_A_PAIR, AlertKind, kind_of
from engine.service.alerts.subscriptions import Subscription, Subscriptions, Volume

if TYPE_CHECKING:
    from engine.service.people.choices import Choices
    from engine.service.people.people import People
    from engine.settings import Settings

PERSON: Final = "user:"
CHAT: Final = "chat:"
_QUIETLY: Final = frozenset({AlertKind.MODEL, AlertKind.DIGEST, AlertKind.BOT})
_FOR_VIEWERS: Final = frozenset({AlertKind.SIGNAL, AlertKind.PRICE})


@dataclass(frozen=True, slots=True)
class Reader:
    """A mailbox that may be told something; ``role`` is None for a chat."""

    surface: str
    mailbox: str
    role: Role | None
    subscription: Subscription

    def volume(self, kind: AlertKind) -> Volume:
        """How alerts of a kind come here."""
        return volume_of(kind, self.role, self.subscription)


def default_volume(kind: AlertKind, role: Role | None) -> Volume:
    """How alerts of a kind come where nobody has chosen; ``role`` is None for a chat."""
    if role is None:
        return Volume.ON if kind is AlertKind.PRICE else Volume.OFF
    if role is Role.VIEWER:
        return Volume.ON if kind in _FOR_VIEWERS else Volume.OFF
    return Volume.SILENT if kind in _QUIETLY else Volume.ON


def may_hear(kind: AlertKind, role: Role | None) -> bool:
    """Who comes in and who does not is for owners alone; chats hear what an operator lets them hear."""
    if kind is AlertKind.ACCESS:
        return role is Role.OWNER
    return role is not Role.PUBLIC


def volume_of(kind: AlertKind, role: Role | None, subscription: Subscription) -> Volume:
    """How alerts of a kind come to a mailbox."""
    if not may_hear(kind, role):
        return Volume.OFF
    return subscription.volumes.get(kind) or default_volume(kind, role)


class Readers:
    """Knows all mailboxes of the platforms."""

    def __init__(self, people: People, choices: Choices, subscriptions: Subscriptions, settings: Settings) -> None:
        self._people, self._choices, self._subscriptions = people, choices, subscriptions
        self._source, self._mode = settings.source, settings.mode.value

    def on(self, surface: str) -> list[Reader]:
        """Everybody with a role on a platform, and the chats there that are served and have chosen something."""
        access = self._people.access(surface)
        found = [
            self._reader(surface, f"{PERSON}{person}", access.role_of(person))
            for person in dict.fromkeys((*access.listed, *access.granted))
        ]
        chats = (mailbox for mailbox in self._subscriptions.mailboxes(surface) if mailbox.startswith(CHAT))
        return found + [self._reader(surface, mailbox, None) for mailbox in chats if self._is_served(surface, mailbox)]

    def one(self, surface: str, mailbox: str) -> Reader | None:
        """A single mailbox; None for a person without a role, and for a chat that is not served any more."""
        if mailbox.startswith(CHAT):
            return self._reader(surface, mailbox, None) if self._is_served(surface, mailbox) else None
        person = mailbox.removeprefix(PERSON)
        role = self._people.role_of(surface, int(person)) if person.lstrip("-").isdecimal() else None
        return None if role is None else self._reader(surface, mailbox, role)

    def of(self, event: Event, surface: str, readers: Sequence[Reader]) -> Iterable[Reader]:
        """Those of ``readers`` (all of ``surface``) who are told of ``event``."""
        kind = kind_of(event)
        if kind is None or event.source != self._source or event.data.get("mode", self._mode) != self._mode:
            return ()
        if kind is AlertKind.PRICE:
            return self._addressed(event, surface)
        if kind is AlertKind.BOT and event.data.get("surface") == surface:
            return ()  # what is down cannot tell it; the other one does
        told = (one for one in readers if one.volume(kind) is not Volume.OFF and _watches(one, kind, event))
        return (one for one in told if not _did_it(one, surface, event))

    def rings(self, surface: str, mailbox: str, events: Iterable[AlertKind], now: int) -> bool:
        """Whether a letter with these kinds of alerts rings: one that is loud is enough."""
        reader = self.one(surface, mailbox)
        if reader is None:
            return False
        loud = [kind for kind in events if reader.volume(kind) is Volume.ON]
        quiet = reader.subscription.quiet
        if quiet is not None and quiet.holds(now, self._choices.of_mailbox(surface, mailbox).zone):
            loud = [kind for kind in loud if kind in NIGHT and reader.role is Role.OWNER]
        return bool(loud)

    def _addressed(self, event: Event, surface: str) -> list[Reader]:
        if event.data.get("surface") != surface:
            return []
        found = self.one(surface, str(event.data.get("mailbox")))
        return [found] if found is not None and found.volume(AlertKind.PRICE) is not Volume.OFF else []

    def _reader(self, surface: str, mailbox: str, role: Role | None) -> Reader:
        return Reader(surface, mailbox, role, self._subscriptions.of(surface, mailbox))

    def _is_served(self, surface: str, mailbox: str) -> bool:
        """Telegram's allow-list names chats; Discord's names servers, which only the courier can tell of a channel."""
        places = self._people.access(surface).places
        if surface != "telegram":
            return bool(places)
        chat = mailbox.removeprefix(CHAT).partition(":")[0]
        return chat.lstrip("-").isdecimal() and int(chat) in places


def _watches(reader: Reader, kind: AlertKind, event: Event) -> bool:
    watched = reader.subscription.watched
    return not watched or kind not in OF_A_PAIR or event.symbol is None or event.symbol in watched


def _did_it(reader: Reader, surface: str, event: Event) -> bool:
    """Who brought something about has had the answer to it already."""
    where, _, person = str(event.data.get("actor", "")).partition(":")
    return where == surface and reader.mailbox == f"{PERSON}{person}"

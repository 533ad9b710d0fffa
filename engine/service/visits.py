"""Who stands at the door of a chat, before anything of what they say is read."""

from __future__ import annotations

from dataclasses import dataclass

from engine.service.port import mailbox_of


@dataclass(frozen=True, slots=True)
class Visit:
    """A person in a place of a platform.

    ``actor`` is the platform's numeric id of the person, ``place`` that of the chat or channel (with the topic, as
    ``-1001:7``), ``admitted_by`` the id an allow-list names: the Discord server, or the Telegram chat. ``alone``: a
    private conversation. ``language`` is what the platform says the person reads.
    """

    surface: str
    actor: int
    name: str
    place: str
    admitted_by: int | None
    alone: bool
    language: str | None = None

    @property
    def mailbox(self) -> str:
        """Where answers meant for all who read here go: the person when alone, else the chat."""
        return mailbox_of(str(self.actor), None if self.alone else self.place)

    @property
    def person(self) -> str:
        """The person's own mailbox, wherever they stand."""
        return mailbox_of(str(self.actor), None)

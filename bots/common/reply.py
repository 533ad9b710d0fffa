"""What a bot sends back, before any platform's own form."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bots.common.card import Card


class Look(StrEnum):
    """What pressing a button feels like."""

    PLAIN = "plain"
    CHIEF = "chief"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """``action`` is what comes back when it is pressed: at most 64 bytes, whole in itself, valid after a restart."""

    label: str
    action: str
    look: Look = Look.PLAIN


@dataclass(frozen=True, slots=True)
class Field:
    """A line of a form that is filled in before an action."""

    name: str
    label: str
    required: bool
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """Asked for in a modal where the platform has them; ``action`` comes back with the values."""

    title: str
    action: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """One message: a card, buttons in rows, a picture under it.

    ``private``: only who asked may see it (ephemeral on Discord, a private chat on Telegram). ``edits``: it takes the
    place of the message whose button was pressed. ``note`` is a short word for the one who pressed (a toast).
    ``again`` is the line that gives this answer anew and ``page`` the page of it that is meant, from 0: a platform that
    has to cut a long card shows that page, with buttons to the others (``bots.common.actions.page``).
    """

    card: Card | None = None
    buttons: tuple[tuple[Button, ...], ...] = ()
    picture: bytes | None = None
    private: bool = False
    edits: bool = False
    note: str = ""
    form: Form | None = None
    again: str = ""
    page: int = 0

"""A message as the local Telegram keeps it: as a person sees it, with all it looked like before."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.fakes.telegram_call import Keyboard
from tests.fakes.telegram_files import Stored
from tests.fakes.telegram_people import Chat, Person
from tests.fakes.telegram_text import Entity, Formatted, part


@dataclass(frozen=True, slots=True)
class Look:
    """What a message shows at one time; ``words`` are its text, or the caption of its file."""

    words: Formatted = field(default_factory=Formatted)
    file: Stored | None = None
    keyboard: Keyboard | None = None
    at: float = 0.0


@dataclass(eq=False)
class Message:
    """``looks`` holds the first and each edited look; ``params`` what a bot asked for, as it came."""

    chat: Chat
    id: int
    date: int
    author: Person
    look: Look
    sender_chat: Chat | None = None
    reply_to: Message | None = None
    thread: int = 0
    in_topic: bool = False
    silent: bool = False
    album: str = ""
    edited: int = 0
    deleted: bool = False
    reply_keyboard: dict[str, Any] | None = None
    params: dict[str, str] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    looks: list[Look] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.looks.append(self.look)

    def change(self, look: Look, date: int) -> None:
        self.look, self.edited = look, date
        self.looks.append(look)

    # --- what a person sees ------------------------------------------------------------------------------------------
    @property
    def text(self) -> str:
        """The words, or the caption, without marks."""
        return self.look.words.text

    @property
    def entities(self) -> list[Entity]:
        return self.look.words.entities

    @property
    def labels(self) -> list[list[str]]:
        return self.look.keyboard.labels if self.look.keyboard else []

    @property
    def picture(self) -> bytes:
        """The photo's bytes; empty where there is none."""
        return self.look.file.data if self.look.file and self.look.file.kind == "photo" else b""

    @property
    def document(self) -> Stored | None:
        return self.look.file if self.look.file and self.look.file.kind == "document" else None

    def marked(self, kind: str) -> list[str]:
        """The parts that are marked so: ``bold``, ``pre``, ``bot_command`` and the like."""
        return [part(self.text, each) for each in self.entities if each["type"] == kind]

    def button(self, label: str) -> dict[str, Any]:
        """The button of this label, or else the only one whose label has it in it."""
        every = [each for row in (self.look.keyboard.rows if self.look.keyboard else []) for each in row]
        found = [each for each in every if each["text"] == label] or [each for each in every if label in each["text"]]
        assert len(found) == 1, f"{len(found)} buttons {label!r} among {self.labels}"
        return found[0]

    # --- as updates and answers carry it -----------------------------------------------------------------------------
    def json(self, *, nested: bool = False) -> dict[str, Any]:
        told: dict[str, Any] = {
            "message_id": self.id, "date": self.date, "chat": self.chat.json(),
        }  # fmt: skip
        told |= {} if self.chat.kind == "channel" else {"from": self.author.json()}
        told |= {"sender_chat": self.sender_chat.json()} if self.sender_chat else {}
        told |= {"message_thread_id": self.thread} if self.thread else {}
        told |= {"is_topic_message": True} if self.in_topic else {}
        told |= {"edit_date": self.edited} if self.edited else {}
        told |= {"media_group_id": self.album} if self.album else {}
        told |= self._content()
        if self.look.keyboard:
            told["reply_markup"] = {"inline_keyboard": self.look.keyboard.rows}
        if not nested and (self.reply_to or self.in_topic):
            told["reply_to_message"] = self.reply_to.json(nested=True) if self.reply_to else self._topic_begun()
        return told | self.extra

    def _content(self) -> dict[str, Any]:
        told: dict[str, Any] = self.look.file.json() if self.look.file else {}
        text, marks = ("caption", "caption_entities") if self.look.file else ("text", "entities")
        told |= {text: self.text} if self.text else {}
        return told | ({marks: self.entities} if self.entities else {})

    def _topic_begun(self) -> dict[str, Any]:
        """In a topic a message that answers nothing answers the message that began the topic."""
        created = {"name": self.chat.topics.get(self.thread, ""), "icon_color": 7322096}
        return {
            "message_id": self.thread, "date": self.date, "chat": self.chat.json(), "message_thread_id": self.thread,
            "is_topic_message": True, "forum_topic_created": created,
        }  # fmt: skip

"""Who lives on the local Telegram: people, chats, and the two accounts that speak for a group or a channel."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Person:
    """``met``: has once written to the bot; without that a bot may not begin."""

    id: int
    first_name: str
    username: str = ""
    language: str = "vi"
    is_bot: bool = False
    met: bool = True
    blocked: bool = False
    deactivated: bool = False

    def json(self) -> dict[str, Any]:
        told: dict[str, Any] = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        told |= {"username": self.username} if self.username else {}
        return told | ({"language_code": self.language} if self.language and not self.is_bot else {})


@dataclass
class Chat:
    """``bot`` is what the bot is here; ``members`` what people are; ``topics`` make it a forum."""

    id: int
    kind: str
    title: str = ""
    username: str = ""
    bot: str = "member"
    members: dict[int, str] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)
    closed_topics: set[int] = field(default_factory=set)
    muted: bool = False
    moved_to: int = 0
    pinned: list[int] = field(default_factory=list)
    last_message: int = 0

    def json(self) -> dict[str, Any]:
        told: dict[str, Any] = {"id": self.id, "type": self.kind}
        told |= {"first_name" if self.kind == "private" else "title": self.title}
        told |= {"username": self.username} if self.username else {}
        return told | ({"is_forum": True} if self.topics else {})

    def number(self) -> int:
        """The next message's."""
        self.last_message += 1
        return self.last_message


TOKEN = "7000000001:AAHaiDangLocalBotTokenForTests00000"
BOT = 7_000_000_001
OWNER, OPERATOR, VIEWER, OUTSIDER = 42, 43, 44, 99
GROUP, FORUM, CHANNEL = -1001, -1002000000001, -1003000000001
PRICES, ORDERS = 7, 9
"""Topics of FORUM."""

ANONYMOUS = Person(1087968824, "Group", "GroupAnonymousBot", is_bot=True)
CHANNEL_BOT = Person(136817688, "Channel", "Channel_Bot", is_bot=True)


def bot(name: str = "haidang_bot") -> Person:
    return Person(BOT, "Hải Đăng", name, is_bot=True)


def people() -> list[Person]:
    return [
        Person(OWNER, "Hải", "hai"), Person(OPERATOR, "Minh", "minh"), Person(VIEWER, "Anna", "anna", language="en"),
        Person(OUTSIDER, "Lạ", "", language="de"),
    ]  # fmt: skip


def chats() -> list[Chat]:
    everybody = {OWNER: "creator", OPERATOR: "administrator", VIEWER: "member", OUTSIDER: "member"}
    return [
        Chat(GROUP, "group", "Nhóm giao dịch", members=dict(everybody)),
        Chat(
            FORUM, "supergroup", "Diễn đàn", members=dict(everybody), topics={PRICES: "Giá", ORDERS: "Lệnh"},
            last_message=20,
        ),
        Chat(CHANNEL, "channel", "Kênh tin", "kenh_tin", bot="left"),
    ]  # fmt: skip

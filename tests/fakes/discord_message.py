"""One message of the local Discord, as a test reads it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.fakes.discord_components import face, pressable, texts
from tests.fakes.discord_limits import EPHEMERAL, LOADING, QUIET
from tests.fakes.discord_world import Channel, Json, User, snowflake


@dataclass(slots=True)
class Attached:
    """A file below a message."""

    id: int
    name: str
    data: bytes
    description: str | None = None


@dataclass(slots=True)
class Message:
    """One message. ``edits`` are the payloads that changed it; ``allowed_mentions`` is None where none were sent."""

    channel: Channel
    author: User
    id: int = field(default_factory=snowflake)
    content: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attached: list[Attached] = field(default_factory=list)
    flags: int = 0
    allowed_mentions: Json | None = None
    reply_to: int | None = None
    nonce: str | None = None
    asked: Json | None = None
    by_webhook: bool = False
    edits: list[Json] = field(default_factory=list)
    reactions: list[str] = field(default_factory=list)
    deleted: bool = False
    edited: str | None = None
    only_for: int | None = None
    at: float = field(default_factory=time.monotonic)

    @property
    def ephemeral(self) -> bool:
        return bool(self.flags & EPHEMERAL)

    @property
    def thinking(self) -> bool:
        """Whether it only says so far that an answer will come."""
        return bool(self.flags & LOADING)

    @property
    def quiet(self) -> bool:
        """Whether it came without a notification."""
        return bool(self.flags & QUIET)

    @property
    def files(self) -> dict[str, bytes]:
        return {each.name: each.data for each in self.attached}

    @property
    def labels(self) -> list[str]:
        """What can be pressed or chosen from, as a person reads it."""
        return [face(each) for each in pressable(self.components)]

    @property
    def text(self) -> str:
        """Everything a person reads in it, top to bottom, without the buttons."""
        return "\n".join(part for part in (self.content, *_words(self.embeds), *texts(self.components)) if part)

    @property
    def broken_images(self) -> list[str]:
        """Pictures an embed shows that were not sent along."""
        urls = [(each.get(what) or {}).get("url", "") for each in self.embeds for what in ("image", "thumbnail")]
        named = [url.removeprefix("attachment://") for url in urls if url.startswith("attachment://")]
        return [each for each in named if each not in self.files]

    @property
    def pings(self) -> set[str]:
        """Whom it notifies: user ids and "everyone", after the sender's allowed_mentions."""
        allowed = self.allowed_mentions
        parse = {"users", "everyone"} if allowed is None else set(allowed.get("parse") or [])
        named = set(re.findall(r"<@!?(\d+)>", self.content))
        if "users" not in parse:
            named &= {str(each) for each in (allowed or {}).get("users") or []}
        everyone = "everyone" in parse and re.search(r"@(everyone|here)", self.content)
        return named | ({"everyone"} if everyone else set())


def _words(embeds: Iterable[Json]) -> Iterable[str]:
    for each in embeds:
        yield (each.get("author") or {}).get("name", "")
        yield each.get("title") or ""
        yield each.get("description") or ""
        for one in each.get("fields") or []:
            yield f"{one['name']}\n{one['value']}"
        yield (each.get("footer") or {}).get("text", "")

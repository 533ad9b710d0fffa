"""People, guilds and channels of the local Discord, and how they look on the wire."""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

TEXT, PRIVATE, THREAD = 0, 1, 11
VIEW, SEND, EMBED, ATTACH = 1 << 10, 1 << 11, 1 << 14, 1 << 15
MANAGE_MESSAGES, SEND_IN_THREADS = 1 << 13, 1 << 38
EVERYTHING = (1 << 50) - 1
MESSAGE_CONTENT, MEMBERS, PRESENCES = 1 << 15, 1 << 1, 1 << 8
EPOCH = 1_420_070_400_000
_steps = itertools.count(1)
OWNER, OPERATOR, VIEWER, STRANGER = 42, 43, 44, 45


def snowflake() -> int:
    """A new id that tells the present moment, as those of Discord do."""
    return ((time.time_ns() // 1_000_000 - EPOCH) << 22) | (next(_steps) & 0x3FFFFF)


@dataclass(slots=True)
class User:
    """A person, or the bot. ``blocks_bot`` takes no private messages from it."""

    id: int
    name: str
    bot: bool = False
    locale: str = "vi"
    blocks_bot: bool = False

    def wire(self) -> Json:
        return {
            "id": str(self.id), "username": self.name.lower(), "global_name": self.name, "discriminator": "0",
            "avatar": None, "bot": self.bot, "public_flags": 0, "flags": 0,
        }  # fmt: skip

    def member(self, *, with_user: bool = True, permissions: int | None = None) -> Json:
        """As a member of a guild."""
        wire: Json = {
            "roles": [], "nick": None, "avatar": None, "deaf": False, "mute": False, "flags": 0, "pending": False,
            "joined_at": "2026-01-01T00:00:00+00:00", "premium_since": None,
        }  # fmt: skip
        if with_user:
            wire["user"] = self.wire()
        if permissions is not None:
            wire["permissions"] = str(permissions)
        return wire


@dataclass(slots=True)
class Channel:
    """A place to write in; ``denied`` are the permissions that the bot lacks here."""

    id: int
    name: str = ""
    kind: int = TEXT
    guild: int | None = None
    parent: int | None = None
    denied: int = 0
    recipient: User | None = None
    last: int | None = None

    def wire(self, bot: int) -> Json:
        common: Json = {"id": str(self.id), "type": self.kind, "flags": 0}
        common["last_message_id"] = str(self.last) if self.last else None
        if self.kind == PRIVATE:
            assert self.recipient is not None
            return {**common, "recipients": [self.recipient.wire()]}
        common |= {"guild_id": str(self.guild), "name": self.name, "nsfw": False, "rate_limit_per_user": 0}
        common["parent_id"] = str(self.parent) if self.parent else None
        if self.kind == THREAD:
            times = {"archived": False, "archive_timestamp": "2026-01-01T00:00:00+00:00", "auto_archive_duration": 1440}
            return common | {
                "owner_id": str(OWNER), "message_count": 0, "member_count": 1,
                "thread_metadata": {**times, "locked": False},
            }  # fmt: skip
        overwrites = [{"id": str(bot), "type": 1, "allow": "0", "deny": str(self.denied)}] if self.denied else []
        return common | {"position": 0, "topic": None, "permission_overwrites": overwrites}


@dataclass(slots=True)
class Guild:
    """A server with its members and channels."""

    id: int
    name: str
    channels: dict[int, Channel] = field(default_factory=dict)
    members: set[int] = field(default_factory=set)
    owner: int = OWNER
    locale: str = "vi"
    permissions: int = EVERYTHING


class World:
    """Everything there is. ``privileged`` are the privileged intents that the application may ask for."""

    def __init__(self) -> None:
        self.token = "local.discord.token"
        self.bot = User(snowflake(), "HaiDang", bot=True)
        self.application = self.bot.id
        self.privileged = MESSAGE_CONTENT | MEMBERS | PRESENCES
        self.attachment_limit = 10 * 1024 * 1024
        names = {OWNER: "An", OPERATOR: "Bình", VIEWER: "Chi", STRANGER: "Dũng"}
        self.users = {self.bot.id: self.bot} | {id: User(id, name) for id, name in names.items()}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        first = self.add_guild(1000, "Phòng giao dịch", OWNER, OPERATOR, VIEWER, STRANGER)
        self.add_channel(first.id, 2000, "chung")
        self.add_channel(first.id, 2001, "tin-hieu")
        self.add_channel(first.id, 2002, "ban-ve-btc", kind=THREAD, parent=2000)
        second = self.add_guild(1001, "Nhóm khác", STRANGER)
        self.add_channel(second.id, 2100, "chung")

    # --- making -----------------------------------------------------------------------------------------------------
    def add_user(self, id: int, name: str) -> User:
        self.users[id] = User(id, name)
        return self.users[id]

    def add_guild(self, id: int, name: str, *members: int) -> Guild:
        self.guilds[id] = Guild(id, name, members={self.bot.id, *members}, owner=members[0] if members else OWNER)
        return self.guilds[id]

    def add_channel(self, guild: int, id: int, name: str, *, kind: int = TEXT, parent: int | None = None) -> Channel:
        channel = Channel(id, name, kind=kind, guild=guild, parent=parent)
        self.guilds[guild].channels[id] = self.channels[id] = channel
        return channel

    def private(self, user: int) -> Channel:
        """The private channel of the bot with ``user``; always the same one."""
        found = next((each for each in self.channels.values() if each.recipient and each.recipient.id == user), None)
        if found is None:
            found = Channel(snowflake(), kind=PRIVATE, recipient=self.users[user])
            self.channels[found.id] = found
        return found

    # --- rights -----------------------------------------------------------------------------------------------------
    def bot_permissions(self, channel: Channel) -> int:
        """What the bot may do in ``channel``."""
        if channel.guild is None:
            return EVERYTHING
        guild = self.guilds.get(channel.guild)
        if guild is None or self.bot.id not in guild.members:
            return 0
        parent = self.channels.get(channel.parent) if channel.parent else None
        return guild.permissions & ~(channel.denied | (parent.denied if parent else 0))

    # --- wire -------------------------------------------------------------------------------------------------------
    def guild_wire(self, guild: Guild) -> Json:
        """A guild as GUILD_CREATE tells it."""
        role = {
            "id": str(guild.id), "name": "@everyone", "permissions": str(guild.permissions), "position": 0, "color": 0,
            "hoist": False, "managed": False, "mentionable": False, "flags": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        }  # fmt: skip
        channels = [each.wire(self.bot.id) for each in guild.channels.values() if each.kind != THREAD]
        threads = [each.wire(self.bot.id) for each in guild.channels.values() if each.kind == THREAD]
        members = [self.users[each].member() for each in sorted(guild.members)]
        return {
            "id": str(guild.id), "name": guild.name, "owner_id": str(guild.owner), "preferred_locale": guild.locale,
            "roles": [role], "emojis": [], "stickers": [], "features": [], "channels": channels, "threads": threads,
            "members": members, "member_count": len(members), "large": False, "unavailable": False, "presences": [],
            "voice_states": [], "stage_instances": [], "guild_scheduled_events": [], "soundboard_sounds": [],
            "joined_at": "2026-01-01T00:00:00+00:00", "verification_level": 0, "explicit_content_filter": 0,
            "default_message_notifications": 0, "mfa_level": 0, "nsfw_level": 0, "premium_tier": 0, "icon": None,
        }  # fmt: skip

    def application_wire(self) -> Json:
        flags = 0
        for intent, granted in ((PRESENCES, 12), (MEMBERS, 14), (MESSAGE_CONTENT, 18)):
            flags |= 1 << granted if self.privileged & intent else 0
        return {
            "id": str(self.application), "name": self.bot.name, "icon": None, "description": "", "bot_public": True,
            "bot_require_code_grant": False, "verify_key": "0" * 64, "flags": flags, "team": None,
            "owner": self.users[OWNER].wire() if OWNER in self.users else self.bot.wire(),
        }  # fmt: skip

"""The messages of the local Discord: keeping them, and how they look on the wire."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from tests.fakes.discord_form import Refusal
from tests.fakes.discord_gateway import DIRECT_MESSAGES, GUILD_MESSAGES, Gateway
from tests.fakes.discord_limits import LAYOUT, LOADING, SETTABLE
from tests.fakes.discord_message import Attached, Message
from tests.fakes.discord_world import EPOCH, Channel, Json, User, World

NONCE_MEMORY = 300.0
NO_EMBEDS = 1 << 2
KINDS = {"png": "image/png", "csv": "text/csv", "json": "application/json", "txt": "text/plain", "svg": "image/svg+xml"}


class Messages:
    """All messages, in the order they were written."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self.world, self.gateway = world, gateway
        self.all: dict[int, Message] = {}
        self.base_url = ""

    def find(self, channel: int, id: int) -> Message:
        """A message that all of ``channel`` see."""
        message = self.all.get(id)
        if message is None or message.deleted or message.ephemeral or message.channel.id != channel:
            raise Refusal(404, 10008, "Unknown Message")
        return message

    # --- changing ---------------------------------------------------------------------------------------------------
    async def write(
        self, channel: Channel, author: User, payload: Json, files: Iterable[Attached] = (), **more: Any
    ) -> Message:
        """A new message; or, of a nonce sent twice, the one that was made of it."""
        nonce = str(payload["nonce"]) if payload.get("nonce") is not None else None
        if nonce is not None and payload.get("enforce_nonce"):
            for each in reversed(self.all.values()):
                if each.nonce == nonce and each.author is author and time.monotonic() - each.at < NONCE_MEMORY:
                    return each
        message = Message(channel, author, nonce=nonce, **more)
        self._fill(message, payload, files)
        message.flags |= int(payload.get("flags") or 0) & SETTABLE
        reference = payload.get("message_reference") or {}
        message.reply_to = int(reference["message_id"]) if reference else None
        await self.publish(message)
        return message

    async def publish(self, message: Message) -> None:
        self.all[message.id] = message
        message.channel.last = message.id
        await self._tell("MESSAGE_CREATE", message)

    async def edit(self, message: Message, payload: Json, files: Iterable[Attached] = ()) -> Message:
        message.edits.append(payload)
        message.flags &= ~LOADING
        self._fill(message, payload, files)
        if payload.get("flags") is not None:
            message.flags = message.flags & ~NO_EMBEDS | int(payload["flags"]) & (NO_EMBEDS | LAYOUT)
        message.edited = _now()
        await self._tell("MESSAGE_UPDATE", message)
        return message

    async def delete(self, message: Message) -> None:
        message.deleted = True
        if message.ephemeral:
            self.gateway.journal.stir()
            return
        data = {"id": str(message.id), "channel_id": str(message.channel.id), **_guild(message)}
        await self.gateway.dispatch("MESSAGE_DELETE", data, _needs(message))

    def _fill(self, message: Message, payload: Json, files: Iterable[Attached]) -> None:
        if "content" in payload:
            message.content = str(payload["content"] or "").strip()
        if "embeds" in payload:
            message.embeds = list(payload["embeds"] or [])
        if "components" in payload:
            message.components = list(payload["components"] or [])
        if "allowed_mentions" in payload:
            message.allowed_mentions = payload["allowed_mentions"]
        if payload.get("attachments") is not None and message.attached:
            kept = {int(each["id"]) for each in payload["attachments"]}
            message.attached = [each for each in message.attached if each.id in kept]
        message.attached += files

    # --- wire -------------------------------------------------------------------------------------------------------
    async def _tell(self, event: str, message: Message) -> None:
        if message.ephemeral:
            self.gateway.journal.stir()
            return
        data = self.wire(message) | _guild(message)
        if message.channel.guild is None:
            await self.gateway.dispatch(event, data, DIRECT_MESSAGES)
            return
        if not message.by_webhook:
            data["member"] = message.author.member(with_user=False)
        bot = self.world.bot
        readable = message.author is bot or any(each["id"] == str(bot.id) for each in data["mentions"])
        bare = None if readable else data | {"content": "", "embeds": [], "attachments": [], "components": []}
        await self.gateway.dispatch(event, data, GUILD_MESSAGES, bare)

    def wire(self, message: Message, *, depth: int = 1) -> Json:
        """As REST and the gateway tell it; a bot reads its own as anybody's."""
        named = re.findall(r"<@!?(\d+)>", message.content)
        mentions = [self.world.users[int(each)].wire() for each in named if int(each) in self.world.users]
        wire: Json = {
            "id": str(message.id), "channel_id": str(message.channel.id), "author": message.author.wire(),
            "content": message.content, "timestamp": _moment(message.id), "edited_timestamp": message.edited,
            "tts": False, "mention_everyone": "everyone" in message.pings, "mentions": mentions, "mention_roles": [],
            "attachments": [self._attached(message, each) for each in message.attached], "pinned": False,
            "embeds": [self._embed(message, each) for each in message.embeds], "components": message.components,
            "flags": message.flags, "type": 20 if message.asked else 19 if message.reply_to else 0,
        }  # fmt: skip
        if message.nonce is not None:
            wire["nonce"] = message.nonce
        if message.by_webhook:
            wire |= {"webhook_id": str(self.world.application), "application_id": str(self.world.application)}
        if message.asked:
            wire["interaction_metadata"] = message.asked
        if message.reply_to:
            wire["message_reference"] = {"message_id": str(message.reply_to), "channel_id": wire["channel_id"]}
            answered = self.all.get(message.reply_to)
            if answered is not None and depth:
                wire["referenced_message"] = None if answered.deleted else self.wire(answered, depth=0)
        return wire

    def _embed(self, message: Message, embed: Json) -> Json:
        made: Json = {"type": "rich", **embed}
        for what in ("image", "thumbnail"):
            url = (embed.get(what) or {}).get("url", "")
            for each in message.attached:
                if url == f"attachment://{each.name}":
                    made[what] = {**embed[what], "url": self._url(message, each)}
        return made

    def _attached(self, message: Message, file: Attached) -> Json:
        url = self._url(message, file)
        ending = file.name.rpartition(".")[2]
        return {
            "id": str(file.id), "filename": file.name, "size": len(file.data), "url": url, "proxy_url": url,
            "content_type": KINDS.get(ending, "application/octet-stream"), "description": file.description,
        }  # fmt: skip

    def _url(self, message: Message, file: Attached) -> str:
        return f"{self.base_url}/cdn/attachments/{message.channel.id}/{file.id}/{file.name}"


def _guild(message: Message) -> Json:
    return {"guild_id": str(message.channel.guild)} if message.channel.guild else {}


def _needs(message: Message) -> int:
    return GUILD_MESSAGES if message.channel.guild else DIRECT_MESSAGES


def _now() -> str:
    return datetime.now(UTC).isoformat()


def _moment(id: int) -> str:
    return datetime.fromtimestamp(((id >> 22) + EPOCH) / 1000, UTC).isoformat()

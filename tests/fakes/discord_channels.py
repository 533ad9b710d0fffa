"""Channels and messages as the REST side of the local Discord serves them."""

from __future__ import annotations

from tests.fakes.discord_faults import Answer
from tests.fakes.discord_form import Form, Refusal
from tests.fakes.discord_journal import Call
from tests.fakes.discord_limits import LAYOUT, check_message
from tests.fakes.discord_message import Attached
from tests.fakes.discord_messages import Messages
from tests.fakes.discord_world import (
    ATTACH,
    EMBED,
    MANAGE_MESSAGES,
    SEND,
    SEND_IN_THREADS,
    THREAD,
    VIEW,
    Channel,
    Json,
    World,
    snowflake,
)  # fmt: skip

DONE = Answer(204)


class Channels:
    """Handlers of the paths below /channels."""

    def __init__(self, world: World, messages: Messages) -> None:
        self.world, self.messages = world, messages

    def _visible(self, id: int) -> Channel:
        channel = self.world.channels.get(id)
        if channel is None:
            raise Refusal(404, 10003, "Unknown Channel")
        if not self.world.bot_permissions(channel) & VIEW:
            raise Refusal(403, 50001, "Missing Access")
        return channel

    def _needs(self, channel: Channel, *permissions: int) -> None:
        if not all(self.world.bot_permissions(channel) & each for each in permissions):
            raise Refusal(403, 50013, "Missing Permissions")

    async def private(self, call: Call) -> Json:
        user = int(call.body.get("recipient_id", 0))
        if user not in self.world.users or user == self.world.bot.id:
            raise Refusal(400, 50033, "Invalid Recipient(s)")
        return self.world.private(user).wire(self.world.bot.id)

    async def channel(self, call: Call, channel: int) -> Json:
        return self._visible(channel).wire(self.world.bot.id)

    async def typing(self, call: Call, channel: int) -> Answer:
        self._needs(self._visible(channel), SEND)
        return DONE

    async def history(self, call: Call, channel: int) -> list[Json]:
        place = self._visible(channel)
        before, after = int(call.query.get("before", 1 << 63)), int(call.query.get("after", 0))
        mine = [each for each in self.messages.all.values() if each.channel is place and after < each.id < before]
        seen = [each for each in mine if not each.deleted and not each.ephemeral]
        return [self.messages.wire(each) for each in reversed(seen)][: int(call.query.get("limit", 50))]

    # --- messages ---------------------------------------------------------------------------------------------------
    async def send(self, call: Call, channel: int) -> Json:
        place, payload = self._visible(channel), call.body or {}
        if place.recipient is not None and place.recipient.blocks_bot:
            raise Refusal(403, 50007, "Cannot send messages to this user")
        self._needs(place, SEND_IN_THREADS if place.kind == THREAD else SEND)
        if payload.get("embeds"):
            self._needs(place, EMBED)
        files = uploads_of(call, payload, self.world.attachment_limit)
        if files:
            self._needs(place, ATTACH)
        check_message(payload, files=len(files))
        self._check_reference(payload, channel)
        return self.messages.wire(await self.messages.write(place, self.world.bot, payload, files))

    def _check_reference(self, payload: Json, channel: int) -> None:
        reference = payload.get("message_reference")
        if not reference:
            return
        answered = self.messages.all.get(int(reference["message_id"]))
        if answered is not None and not answered.deleted and answered.channel.id == channel:
            return
        if reference.get("fail_if_not_exists", True):
            form = Form()
            form.add(("message_reference",), "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
            form.raise_if_wrong()
        del payload["message_reference"]

    async def read(self, call: Call, channel: int, message: int) -> Json:
        self._visible(channel)
        return self.messages.wire(self.messages.find(channel, message))

    async def edit(self, call: Call, channel: int, message: int) -> Json:
        self._visible(channel)
        found, payload = self.messages.find(channel, message), call.body or {}
        if found.author is not self.world.bot:
            raise Refusal(403, 50005, "Cannot edit a message authored by another user")
        files = uploads_of(call, payload, self.world.attachment_limit)
        check_message(payload, files=len(files), whole=False, layout=bool(found.flags & LAYOUT))
        return self.messages.wire(await self.messages.edit(found, payload, files))

    async def delete(self, call: Call, channel: int, message: int) -> Answer:
        place = self._visible(channel)
        found = self.messages.find(channel, message)
        if found.author is not self.world.bot:
            if place.guild is None:
                raise Refusal(403, 50003, "Cannot execute action on a DM channel")
            self._needs(place, MANAGE_MESSAGES)
        await self.messages.delete(found)
        return DONE

    async def react(self, call: Call, channel: int, message: int, emoji: str) -> Answer:
        self._visible(channel)
        self.messages.find(channel, message).reactions.append(emoji)
        return DONE


def uploads_of(call: Call, payload: Json, most: int) -> list[Attached]:
    """What was uploaded, under the names the payload gives; ``most`` bytes are allowed."""
    told = {str(each.get("id")): each for each in payload.get("attachments") or []}
    if sum(len(data) for _, _, data in call.uploads) > most:
        raise Refusal(413, 40005, "Request entity too large")
    made = []
    for index, name, data in call.uploads:
        about = told.get(str(index), {})
        made.append(Attached(snowflake(), about.get("filename") or name, data, about.get("description")))
    return made

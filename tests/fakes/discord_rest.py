"""The REST side of the local Discord, version 10: which paths there are and what each does."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from tests.fakes.discord_commands import Commands
from tests.fakes.discord_faults import Answer
from tests.fakes.discord_form import Form, Refusal
from tests.fakes.discord_interactions import Interactions
from tests.fakes.discord_journal import Call
from tests.fakes.discord_limits import check_message
from tests.fakes.discord_messages import Attached, Messages
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

Handler = Callable[..., Awaitable[Any]]
DONE = Answer(204)


class Rest:
    """Answers calls; a handler gives a body for 200, or an Answer, or raises a Refusal."""

    def __init__(self, world: World, messages: Messages, interactions: Interactions, commands: Commands) -> None:
        self.world, self.messages, self.interactions, self.commands = world, messages, interactions, commands
        hook, commands_of = "/webhooks/{app}/{token}", "/applications/{app}/commands"
        guild_commands = "/applications/{app}/guilds/{guild}/commands"
        message = "/channels/{channel}/messages/{message}"
        routes: list[tuple[str, str, Handler]] = [
            ("GET", "/users/@me", self._me), ("GET", "/users/{user}", self._user),
            ("POST", "/users/@me/channels", self._private), ("GET", "/oauth2/applications/@me", self._application),
            ("GET", "/gateway/bot", self._gateway), ("GET", "/guilds/{guild}", self._guild),
            ("GET", "/guilds/{guild}/members/{user}", self._member),
            ("GET", commands_of, self._commands), ("PUT", commands_of, self._sync), ("POST", commands_of, self._add),
            ("GET", guild_commands, self._commands), ("PUT", guild_commands, self._sync),
            ("POST", guild_commands, self._add),
            ("GET", "/channels/{channel}", self._channel), ("POST", "/channels/{channel}/typing", self._typing),
            ("GET", "/channels/{channel}/messages", self._history),
            ("POST", "/channels/{channel}/messages", self._send),
            ("GET", message, self._read), ("PATCH", message, self._edit), ("DELETE", message, self._delete),
            ("PUT", message + "/reactions/{emoji}/@me", self._react),
            ("POST", "/interactions/{id}/{token}/callback", self._respond), ("POST", hook, self._follow_up),
            ("GET", hook + "/messages/{which}", self._read_own),
            ("PATCH", hook + "/messages/{which}", self._edit_own),
            ("DELETE", hook + "/messages/{which}", self._delete_own),
        ]  # fmt: skip
        self.routes = [(method, re.compile(re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", path) + "$"), handler)
                       for method, path, handler in routes]  # fmt: skip

    async def answer(self, call: Call, authorization: str) -> Answer:
        """What Discord says to a call."""
        try:
            for method, path, handler in self.routes:
                match = path.match(call.path)
                if match and method == call.method:
                    by_token = call.path.startswith(("/interactions/", "/webhooks/"))
                    if not by_token and authorization != f"Bot {self.world.token}":
                        raise Refusal(401, 0, "401: Unauthorized")
                    made = await handler(call, **{k: _number(k, v) for k, v in match.groupdict().items()})
                    return made if isinstance(made, Answer) else Answer(200, made)
            raise Refusal(404, 0, "404: Not Found")
        except Refusal as refusal:
            return Answer(refusal.status, refusal.body())

    # --- the application --------------------------------------------------------------------------------------------
    async def _me(self, call: Call) -> Json:
        return self.world.bot.wire()

    async def _user(self, call: Call, user: int) -> Json:
        if user not in self.world.users:
            raise Refusal(404, 10013, "Unknown User")
        return self.world.users[user].wire()

    async def _application(self, call: Call) -> Json:
        return self.world.application_wire()

    async def _gateway(self, call: Call) -> Json:
        start = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
        return {"url": self.messages.gateway.resume_url, "shards": 1, "session_start_limit": start}

    async def _guild(self, call: Call, guild: int) -> Json:
        self._admitted(guild)
        return self.world.guild_wire(self.world.guilds[guild])

    async def _member(self, call: Call, guild: int, user: int) -> Json:
        self._admitted(guild)
        if user not in self.world.guilds[guild].members:
            raise Refusal(404, 10007, "Unknown Member")
        return self.world.users[user].member()

    async def _commands(self, call: Call, app: int, guild: int | None = None) -> list[Json]:
        self._owned(app, guild)
        return self.commands.scopes.get(guild, [])

    async def _sync(self, call: Call, app: int, guild: int | None = None) -> list[Json]:
        self._owned(app, guild)
        return self.commands.replace(guild, call.body)

    async def _add(self, call: Call, app: int, guild: int | None = None) -> Json:
        self._owned(app, guild)
        return self.commands.add(guild, call.body)

    def _owned(self, app: int, guild: int | None) -> None:
        if app != self.world.application:
            raise Refusal(403, 20012, "You are not authorized to perform this action on this application")
        if guild is not None:
            self._admitted(guild)

    def _admitted(self, guild: int) -> None:
        if guild not in self.world.guilds or self.world.bot.id not in self.world.guilds[guild].members:
            raise Refusal(403, 50001, "Missing Access")

    # --- channels ---------------------------------------------------------------------------------------------------
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

    async def _private(self, call: Call) -> Json:
        user = int(call.body.get("recipient_id", 0))
        if user not in self.world.users or user == self.world.bot.id:
            raise Refusal(400, 50033, "Invalid Recipient(s)")
        return self.world.private(user).wire(self.world.bot.id)

    async def _channel(self, call: Call, channel: int) -> Json:
        return self._visible(channel).wire(self.world.bot.id)

    async def _typing(self, call: Call, channel: int) -> Answer:
        self._needs(self._visible(channel), SEND)
        return DONE

    async def _history(self, call: Call, channel: int) -> list[Json]:
        place = self._visible(channel)
        before, after = int(call.query.get("before", 1 << 63)), int(call.query.get("after", 0))
        mine = [each for each in self.messages.all.values() if each.channel is place and after < each.id < before]
        seen = [each for each in mine if not each.deleted and not each.ephemeral]
        return [self.messages.wire(each) for each in reversed(seen)][: int(call.query.get("limit", 50))]

    # --- messages ---------------------------------------------------------------------------------------------------
    async def _send(self, call: Call, channel: int) -> Json:
        place, payload = self._visible(channel), call.body or {}
        if place.recipient is not None and place.recipient.blocks_bot:
            raise Refusal(403, 50007, "Cannot send messages to this user")
        self._needs(place, SEND_IN_THREADS if place.kind == THREAD else SEND)
        if payload.get("embeds"):
            self._needs(place, EMBED)
        files = self._files(call, payload)
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

    async def _read(self, call: Call, channel: int, message: int) -> Json:
        self._visible(channel)
        return self.messages.wire(self.messages.find(channel, message))

    async def _edit(self, call: Call, channel: int, message: int) -> Json:
        self._visible(channel)
        found, payload = self.messages.find(channel, message), call.body or {}
        if found.author is not self.world.bot:
            raise Refusal(403, 50005, "Cannot edit a message authored by another user")
        files = self._files(call, payload)
        check_message(payload, files=len(files), whole=False, layout=bool(found.flags & (1 << 15)))
        return self.messages.wire(await self.messages.edit(found, payload, files))

    async def _delete(self, call: Call, channel: int, message: int) -> Answer:
        place = self._visible(channel)
        found = self.messages.find(channel, message)
        if found.author is not self.world.bot:
            if place.guild is None:
                raise Refusal(403, 50003, "Cannot execute action on a DM channel")
            self._needs(place, MANAGE_MESSAGES)
        await self.messages.delete(found)
        return DONE

    async def _react(self, call: Call, channel: int, message: int, emoji: str) -> Answer:
        self._visible(channel)
        self.messages.find(channel, message).reactions.append(emoji)
        return DONE

    def _files(self, call: Call, payload: Json) -> list[Attached]:
        """What was uploaded, under the names the payload gives."""
        told = {str(each.get("id")): each for each in payload.get("attachments") or []}
        if sum(len(data) for _, _, data in call.uploads) > self.world.attachment_limit:
            raise Refusal(413, 40005, "Request entity too large")
        return [
            Attached(
                snowflake(), told.get(str(index), {}).get("filename") or name, data,
                told.get(str(index), {}).get("description"),
            )
            for index, name, data in call.uploads
        ]  # fmt: skip

    # --- interactions -----------------------------------------------------------------------------------------------
    async def _respond(self, call: Call, id: int, token: str) -> Any:
        files = self._files(call, (call.body or {}).get("data") or {})
        told = await self.interactions.respond(id, token, call.body or {}, files)
        return told if call.query.get("with_response") in ("1", "true") else DONE

    async def _follow_up(self, call: Call, app: int, token: str) -> Json:
        files = self._files(call, call.body or {})
        return self.messages.wire(await self.interactions.follow_up(token, call.body or {}, files))

    async def _read_own(self, call: Call, app: int, token: str, which: str) -> Json:
        return self.messages.wire(self.interactions.message(token, which))

    async def _edit_own(self, call: Call, app: int, token: str, which: str) -> Json:
        files = self._files(call, call.body or {})
        return self.messages.wire(await self.interactions.edit(token, which, call.body or {}, files))

    async def _delete_own(self, call: Call, app: int, token: str, which: str) -> Answer:
        await self.interactions.delete(token, which)
        return DONE


def _number(name: str, value: str) -> Any:
    if name in ("token", "which", "emoji"):
        return value
    if not value.isdigit():
        form = Form()
        form.add((f"{name}_id",), "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')
        form.raise_if_wrong()
    return int(value)

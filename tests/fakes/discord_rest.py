"""The REST side of the local Discord, version 10: which paths there are and what each does."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from tests.fakes.discord_channels import DONE, Channels, uploads_of
from tests.fakes.discord_commands import Commands
from tests.fakes.discord_faults import Answer
from tests.fakes.discord_form import Form, Refusal
from tests.fakes.discord_interactions import Interactions
from tests.fakes.discord_journal import Call
from tests.fakes.discord_message import Attached
from tests.fakes.discord_messages import Messages
from tests.fakes.discord_world import Json, World

Handler = Callable[..., Awaitable[Any]]
Route = tuple[str, str, Handler]


class Rest:
    """Answers calls; a handler gives a body for 200, or an Answer, or raises a Refusal."""

    def __init__(self, world: World, messages: Messages, interactions: Interactions, commands: Commands) -> None:
        self.world, self.messages, self.interactions, self.commands = world, messages, interactions, commands
        self.channels = Channels(world, messages)
        routes = [*self._application_routes(), *self._channel_routes(), *self._interaction_routes()]
        self.routes = [(method, _pattern(path), handler) for method, path, handler in routes]

    def _application_routes(self) -> list[Route]:
        everywhere, in_guild = "/applications/{app}/commands", "/applications/{app}/guilds/{guild}/commands"
        return [
            ("GET", "/users/@me", self._me),
            ("GET", "/users/{user}", self._user),
            ("GET", "/oauth2/applications/@me", self._application),
            ("GET", "/gateway/bot", self._gateway),
            ("GET", "/guilds/{guild}", self._guild),
            ("GET", "/guilds/{guild}/members/{user}", self._member),
            *(("GET", path, self._commands) for path in (everywhere, in_guild)),
            *(("PUT", path, self._sync) for path in (everywhere, in_guild)),
            *(("POST", path, self._add) for path in (everywhere, in_guild)),
        ]

    def _channel_routes(self) -> list[Route]:
        place, message = "/channels/{channel}", "/channels/{channel}/messages/{message}"
        return [
            ("POST", "/users/@me/channels", self.channels.private),
            ("GET", place, self.channels.channel),
            ("POST", place + "/typing", self.channels.typing),
            ("GET", place + "/messages", self.channels.history),
            ("POST", place + "/messages", self.channels.send),
            ("GET", message, self.channels.read),
            ("PATCH", message, self.channels.edit),
            ("DELETE", message, self.channels.delete),
            ("PUT", message + "/reactions/{emoji}/@me", self.channels.react),
        ]

    def _interaction_routes(self) -> list[Route]:
        hook = "/webhooks/{app}/{token}"
        return [
            ("POST", "/interactions/{id}/{token}/callback", self._respond),
            ("POST", hook, self._follow_up),
            ("GET", hook + "/messages/{which}", self._read_own),
            ("PATCH", hook + "/messages/{which}", self._edit_own),
            ("DELETE", hook + "/messages/{which}", self._delete_own),
        ]

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

    # --- interactions -----------------------------------------------------------------------------------------------
    def _files(self, call: Call, payload: Json) -> list[Attached]:
        return uploads_of(call, payload, self.world.attachment_limit)

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


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", path) + "$")


def _number(name: str, value: str) -> Any:
    if name in ("token", "which", "emoji"):
        return value
    if not value.isdigit():
        form = Form()
        form.add((f"{name}_id",), "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')
        form.raise_if_wrong()
    return int(value)

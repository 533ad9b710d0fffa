"""Slash commands, buttons and forms of the local Discord: what a person started, and how the bot may answer it."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field

from tests.fakes.discord_commands import STRING, check_choices
from tests.fakes.discord_components import check_modal
from tests.fakes.discord_form import Form, Refusal
from tests.fakes.discord_limits import EPHEMERAL, LOADING, check_message
from tests.fakes.discord_message import Attached, Message
from tests.fakes.discord_messages import Messages
from tests.fakes.discord_world import Channel, Json, User, World, snowflake

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
REPLY, DEFER, DEFER_UPDATE, UPDATE, SUGGEST, MODAL = 4, 5, 6, 7, 8, 9


@dataclass(slots=True)
class Interaction:
    """One thing a person started. ``callback`` is the bot's first answer, ``answered_after`` how many seconds on."""

    kind: int
    user: User
    channel: Channel
    data: Json
    source: Message | None = None
    id: int = field(default_factory=snowflake)
    token: str = field(default_factory=lambda: secrets.token_hex(24))
    at: float = field(default_factory=time.monotonic)
    callback: Json | None = None
    answered_after: float | None = None
    message: Message | None = None
    followups: list[Message] = field(default_factory=list)
    edits_before: int = 0

    @property
    def answer(self) -> int:
        """The kind of the first answer: 4 reply, 5 or 6 deferred, 7 update, 8 suggestions, 9 form; 0 none yet."""
        return int(self.callback["type"]) if self.callback else 0

    @property
    def modal(self) -> Json:
        """The form that popped up."""
        assert self.answer == MODAL, f"no form was shown, but {self.callback}"
        return self.callback["data"]  # type: ignore[index]

    @property
    def choices(self) -> list[Json]:
        """What was suggested while typing."""
        assert self.answer == SUGGEST, f"nothing was suggested, but {self.callback}"
        return self.callback["data"]["choices"]  # type: ignore[index]

    @property
    def settled(self) -> bool:
        """Whether the person sees an outcome: no answer yet and thinking are none, nor is an acknowledged press."""
        if self.answer == DEFER_UPDATE:
            changed = self.message is not None and (self.message.deleted or len(self.message.edits) > self.edits_before)
            return bool(self.followups) or changed
        return self.answer != 0 and not (self.message is not None and self.message.thinking)


class Interactions:
    """``deadline`` is how long the first answer may take, ``token_life`` how long all the others may."""

    def __init__(self, world: World, messages: Messages) -> None:
        self.world, self.messages = world, messages
        self.deadline, self.token_life = 3.0, 900.0
        self.all: list[Interaction] = []

    async def begin(
        self, kind: int, user: User, channel: Channel, data: Json, *, source: Message | None = None,
        locale: str = "vi", guild_locale: str | None = None,
    ) -> Interaction:  # fmt: skip
        """A person starts something; the bot hears of it."""
        made = Interaction(kind, user, channel, data, source, edits_before=len(source.edits) if source else 0)
        self.all.append(made)
        await self.messages.gateway.dispatch("INTERACTION_CREATE", self.wire(made, locale, guild_locale))
        return made

    def wire(self, made: Interaction, locale: str, guild_locale: str | None) -> Json:
        world, channel = self.world, made.channel
        guild = world.guilds[channel.guild] if channel.guild else None
        owner = str(guild.id) if guild else "0"
        wire: Json = {
            "id": str(made.id), "application_id": str(world.application), "type": made.kind, "token": made.token,
            "version": 1, "data": made.data, "channel_id": str(channel.id), "channel": channel.wire(world.bot.id),
            "locale": locale, "app_permissions": str(world.bot_permissions(channel)), "entitlements": [],
            "attachment_size_limit": world.attachment_limit, "context": 0 if guild else 1,
            "authorizing_integration_owners": {"0": owner},
        }  # fmt: skip
        if guild:
            wire["guild_id"] = str(guild.id)
            wire["guild"] = {"id": str(guild.id), "locale": guild.locale, "features": []}
            wire["guild_locale"] = guild_locale or guild.locale
            wire["member"] = made.user.member(permissions=guild.permissions)
        else:
            wire["user"] = made.user.wire()
        if made.source is not None:
            wire["message"] = self.messages.wire(made.source)
        return wire

    # --- the first answer -------------------------------------------------------------------------------------------
    async def respond(self, id: int, token: str, payload: Json, files: list[Attached]) -> Json:
        """The bot's first answer; what Discord tells it about that."""
        made = next((each for each in self.all if each.id == id and each.token == token), None)
        late = made is not None and time.monotonic() - made.at > self.deadline
        if made is None or (late and made.callback is None):
            raise Refusal(404, 10062, "Unknown interaction")
        if made.callback is not None:
            raise Refusal(400, 40060, "Interaction has already been acknowledged.")
        kind = int(payload.get("type", 0))
        self._check(made, kind, payload.get("data") or {}, len(files))
        made.callback, made.answered_after = payload, time.monotonic() - made.at
        if kind in (REPLY, DEFER):
            made.message = await self._reply(made, kind, payload.get("data") or {}, files)
        elif kind in (UPDATE, DEFER_UPDATE):
            made.message = made.source
            if kind == UPDATE and made.source is not None:
                await self.messages.edit(made.source, payload.get("data") or {}, files)
        self.messages.gateway.journal.stir()
        return self._told(made, kind)

    @staticmethod
    def _check(made: Interaction, kind: int, data: Json, files: int) -> None:
        allowed = {
            COMMAND: (REPLY, DEFER, MODAL), AUTOCOMPLETE: (SUGGEST,),
            COMPONENT: (REPLY, DEFER, DEFER_UPDATE, UPDATE, MODAL),
            MODAL_SUBMIT: (REPLY, DEFER, *((DEFER_UPDATE, UPDATE) if made.source else ())),
        }[made.kind]  # fmt: skip
        form = Form()
        if kind not in allowed:
            form.add(("type",), "BASE_TYPE_CHOICES", f"Value must be one of {allowed}.")
        elif kind in (REPLY, UPDATE):
            check_message(data, files=files, whole=kind == REPLY)
        elif kind == MODAL:
            check_modal(form, data)
        elif kind == SUGGEST:
            focused = focused_option(made.data.get("options") or [])
            check_choices(form, ("data", "choices"), data.get("choices") or [], (focused or {}).get("type", STRING))
        form.raise_if_wrong()

    async def _reply(self, made: Interaction, kind: int, data: Json, files: list[Attached]) -> Message:
        flags = int(data.get("flags") or 0) & EPHEMERAL
        if kind == DEFER:
            message = Message(made.channel, self.world.bot, flags=flags | LOADING, **self._origin(made))
            await self.messages.publish(message)
            return message
        return await self.messages.write(made.channel, self.world.bot, data, files, **self._origin(made))

    def _origin(self, made: Interaction) -> Json:
        asked: Json = {"id": str(made.id), "type": made.kind, "user": made.user.wire()}
        asked["authorizing_integration_owners"] = {"0": str(made.channel.guild or 0)}
        return {"asked": asked, "by_webhook": True, "only_for": made.user.id}

    def _told(self, made: Interaction, kind: int) -> Json:
        about: Json = {"id": str(made.id), "type": made.kind}
        told: Json = {"interaction": about, "resource": {"type": kind}}
        if made.message is not None:
            about["response_message_id"] = str(made.message.id)
            about["response_message_loading"] = made.message.thinking
            about["response_message_ephemeral"] = made.message.ephemeral
            if kind != DEFER_UPDATE:
                told["resource"]["message"] = self.messages.wire(made.message)
        return told

    # --- the later ones ---------------------------------------------------------------------------------------------
    def _by_token(self, token: str) -> Interaction:
        made = next((each for each in self.all if each.token == token), None)
        if made is None or made.callback is None:
            raise Refusal(404, 10015, "Unknown Webhook")
        if time.monotonic() - made.at > self.token_life:
            raise Refusal(401, 50027, "Invalid Webhook Token")
        return made

    async def follow_up(self, token: str, payload: Json, files: list[Attached]) -> Message:
        """One more message; the first after "thinking" takes its place."""
        made = self._by_token(token)
        check_message(payload, files=len(files))
        if made.message is not None and made.message.thinking:
            return await self.edit(token, "@original", payload, files)
        origin = self._origin(made)
        message = await self.messages.write(made.channel, self.world.bot, payload, files, **origin)
        made.followups.append(message)
        self.messages.gateway.journal.stir()
        return message

    def message(self, token: str, which: str) -> Message:
        made = self._by_token(token)
        mine = [each for each in (made.message, made.source, *made.followups) if each is not None]
        found = made.message if which == "@original" else next((each for each in mine if str(each.id) == which), None)
        if found is None or found.deleted:
            raise Refusal(404, 10008, "Unknown Message")
        return found

    async def edit(self, token: str, which: str, payload: Json, files: list[Attached]) -> Message:
        message = self.message(token, which)
        check_message(payload, files=len(files), whole=message.thinking)
        return await self.messages.edit(message, payload, files)

    async def delete(self, token: str, which: str) -> None:
        await self.messages.delete(self.message(token, which))


def focused_option(options: list[Json]) -> Json | None:
    """The option somebody is typing in."""
    for each in options:
        if each.get("focused"):
            return each
        if found := focused_option(each.get("options") or []):
            return found
    return None

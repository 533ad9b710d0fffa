"""A person's hands and eyes in the local Discord, for tests.

What keeps a test quick: ``discord.Client(guild_ready_timeout=0.0)`` (by default the client waits 2 s for guilds), and a
``retry_after`` of hundredths in ``faults.rate_limit``. The client sleeps 1 s before it repeats a call that met a 5xx,
about as long before it dials a gateway again that refused it, and 5 s before it begins a session anew (op 9, not
resumable) unless ``before_identify_hook`` is overridden. Dropped sockets, op 7 and resuming cost nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from tests.fakes.discord_components import BUTTON, SELECTS, find
from tests.fakes.discord_gateway import GUILDS
from tests.fakes.discord_interactions import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    DEFER_UPDATE,
    MODAL,
    MODAL_SUBMIT,
    Interaction,
)  # fmt: skip
from tests.fakes.discord_journal import Call
from tests.fakes.discord_messages import Attached, Message
from tests.fakes.discord_server import FakeDiscord
from tests.fakes.discord_typing import chosen, command_data, filled
from tests.fakes.discord_world import OWNER, Channel, Json, World, snowflake

T = TypeVar("T")
DM = "dm"
Place = int | str | Channel | None


class DiscordRig:
    """``async with DiscordRig() as rig``: a server, people who act on it, and waiting for what the bot does.

    A place is a channel id, DM (the private channel with who acts), a Channel, or None: the first channel of the first
    guild. ``world``, ``gateway`` and ``faults`` are the server's own; change them as the test needs.
    """

    def __init__(self, world: World | None = None) -> None:
        self.server = FakeDiscord(world)
        self.world, self.gateway, self.faults = self.server.world, self.server.gateway, self.server.faults
        self._taken: set[int] = set()

    async def __aenter__(self) -> DiscordRig:
        await self.server.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.server.stop()

    @property
    def environment(self) -> dict[str, str]:
        """What points the real program here."""
        return {
            "DISCORD_API_URL": self.server.api_url, "DISCORD_GATEWAY_URL": self.server.gateway_url,
            "DISCORD_BOT_TOKEN": self.world.token,
        }  # fmt: skip

    def point(self, monkeypatch: Any) -> None:
        """Point the client library of this process here, until ``monkeypatch`` is undone."""
        import discord
        import yarl

        monkeypatch.setattr(discord.http.Route, "BASE", self.server.api_url)
        monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(self.server.gateway_url))

    # --- hands ------------------------------------------------------------------------------------------------------
    def place(self, user: int, where: Place = None) -> Channel:
        if isinstance(where, Channel):
            return where
        if where == DM:
            return self.world.private(user)
        if where is None:
            return next(each for each in self.world.channels.values() if each.guild)
        return self.world.channels[int(where)]

    async def say(
        self, user: int, text: str, channel: Place = None, *, files: dict[str, bytes] | None = None,
        reply_to: Message | None = None,
    ) -> Message:  # fmt: skip
        """Write a message."""
        attached = [Attached(snowflake(), name, data) for name, data in (files or {}).items()]
        payload: Json = {"content": text}
        if reply_to is not None:
            payload["message_reference"] = {"message_id": str(reply_to.id)}
        return await self.server.messages.write(self.place(user, channel), self.world.users[user], payload, attached)

    async def reword(self, message: Message, text: str) -> None:
        """Edit one's own message."""
        await self.server.messages.edit(message, {"content": text})

    async def erase(self, message: Message) -> None:
        """Delete a message, the bot's too."""
        await self.server.messages.delete(message)

    async def slash(
        self, user: int, name: str, options: dict[str, Any] | None = None, channel: Place = None, *,
        locale: str | None = None, guild_locale: str | None = None,
    ) -> Interaction:  # fmt: skip
        """Run a registered command ("alert add" for a subcommand), by its name and options in any language."""
        place = self.place(user, channel)
        data = command_data(self.server.commands, self.world, place.guild, name, options or {})
        return await self._begin(COMMAND, user, place, data, locale=locale, guild_locale=guild_locale)

    async def autocomplete(
        self, user: int, name: str, focused: str, text: str = "", options: dict[str, Any] | None = None,
        channel: Place = None, *, locale: str | None = None, within: float = 5.0,
    ) -> list[Json]:  # fmt: skip
        """What is suggested while ``text`` is typed into option ``focused``."""
        place = self.place(user, channel)
        given = {**(options or {}), focused: text}
        data = command_data(self.server.commands, self.world, place.guild, name, given, focused)
        made = await self._begin(AUTOCOMPLETE, user, place, data, locale=locale)
        await self.wait_for(lambda: made.callback, within, f"suggestions for {text!r}")
        return made.choices

    async def press(
        self, message: Message, what: str = "", user: int = OWNER, *, locale: str | None = None
    ) -> Interaction:
        """Press a button by its label, emoji or custom_id ("" when there is but one)."""
        button = find(self._seen(message, user), what, (BUTTON,))
        assert not button.get("disabled"), f"{what!r} cannot be pressed"
        assert button.get("custom_id"), f"{what!r} leads elsewhere: {button.get('url')}"
        data = {"custom_id": button["custom_id"], "component_type": BUTTON}
        return await self._begin(COMPONENT, user, message.channel, data, source=message, locale=locale)

    async def choose(
        self, message: Message, values: str | Iterable[str], what: str = "", user: int = OWNER, *,
        locale: str | None = None,
    ) -> Interaction:  # fmt: skip
        """Choose in a select, by label or value."""
        select = find(self._seen(message, user), what, SELECTS)
        assert not select.get("disabled"), f"{what!r} is greyed out"
        wanted = chosen(select, [values] if isinstance(values, str) else list(values))
        data = {"custom_id": select["custom_id"], "component_type": select["type"], "values": wanted}
        return await self._begin(COMPONENT, user, message.channel, data, source=message, locale=locale)

    async def submit(
        self, opened: Interaction, values: dict[str, Any] | None = None, *, locale: str | None = None
    ) -> Interaction:
        """Fill in the form that ``opened`` brought up, by label or custom_id, and send it."""
        await self.wait_for(lambda: opened.callback, what="a form")
        data = {"custom_id": opened.modal["custom_id"], "components": filled(opened.modal, values or {})}
        return await self._begin(
            MODAL_SUBMIT, opened.user.id, opened.channel, data, source=opened.source, locale=locale
        )

    async def _begin(
        self, kind: int, user: int, place: Channel, data: Json, *, source: Message | None = None,
        locale: str | None = None, guild_locale: str | None = None,
    ) -> Interaction:  # fmt: skip
        person = self.world.users[user]
        if place.guild:
            assert user in self.world.guilds[place.guild].members, f"{person.name} is not a member there"
        return await self.server.interactions.begin(
            kind, person, place, data, source=source, locale=locale or person.locale, guild_locale=guild_locale
        )

    @staticmethod
    def _seen(message: Message, user: int) -> list[Json]:
        assert not message.deleted, "the message is gone"
        assert not message.ephemeral or message.only_for == user, "only who asked sees this message"
        return message.components

    async def invite(self, guild: int, name: str, *members: int) -> None:
        """Bring the bot into a new guild with one channel, ``guild * 10``."""
        made = self.world.guilds.get(guild) or self.world.add_guild(guild, name, *members)
        made.members.add(self.world.bot.id)
        if not made.channels:
            self.world.add_channel(guild, guild * 10, "chung")
        wire = self.world.guild_wire(made)
        del wire["unavailable"]
        await self.gateway.dispatch("GUILD_CREATE", wire, GUILDS)

    async def expel(self, guild: int) -> None:
        """Put the bot out of a guild."""
        self.world.guilds[guild].members.discard(self.world.bot.id)
        await self.gateway.dispatch("GUILD_DELETE", {"id": str(guild)}, GUILDS)

    # --- eyes -------------------------------------------------------------------------------------------------------
    @property
    def messages(self) -> list[Message]:
        """What the bot has written and not taken back, oldest first."""
        mine = [each for each in self.server.messages.all.values() if each.author is self.world.bot]
        return [each for each in mine if not each.deleted]

    @property
    def calls(self) -> list[Call]:
        return self.server.journal.calls

    @property
    def interactions(self) -> list[Interaction]:
        return self.server.interactions.all

    @property
    def syncs(self) -> list[tuple[int | None, list[Json]]]:
        """Every set of commands that came in, with its guild (None: for everywhere)."""
        return self.server.commands.syncs

    def called(self, method: str, start: str = "/") -> list[Call]:
        """The requests by method and start of path."""
        return [each for each in self.calls if each.method == method and each.path.startswith(start)]

    async def wait_for(self, true: Callable[[], T | None], within: float = 5.0, what: str = "it") -> T:
        """Wait for the first truthy answer of ``true``; an AssertionError tells the last requests."""
        return await self.server.journal.until(true, within, what)

    async def connected(self, within: float = 10.0) -> None:
        """Wait until the bot listens."""
        await self.wait_for(lambda: self.gateway.connected, within, "a connection")

    async def synced(self, guild: int | None = None, within: float = 10.0) -> list[Json]:
        """Wait until commands are registered, and give them."""
        return await self.wait_for(lambda: self.server.commands.scopes.get(guild), within, "commands")

    async def next_message(self, channel: Place = None, user: int = OWNER, within: float = 5.0) -> Message:
        """The bot's oldest finished message that nobody has taken yet; anywhere if ``channel`` is None."""
        place = None if channel is None else self.place(user, channel)

        def untaken() -> Message | None:
            for each in self.messages:
                if each.id not in self._taken and not each.thinking and place in (None, each.channel):
                    return each
            return None

        found = await self.wait_for(untaken, within, f"a message in {place.id if place else 'any channel'}")
        self._taken.add(found.id)
        return found

    async def answer(self, asked: Interaction, within: float = 5.0) -> Message:
        """The message that a person sees in the end: the reply, or what a press changed or added."""
        await self.wait_for(lambda: asked.settled, within, "an answer")
        assert asked.answer != MODAL, "a form was shown; see .modal"
        added = asked.answer == DEFER_UPDATE and asked.followups
        message = asked.followups[-1] if added else asked.message
        assert message is not None, f"no message, but {asked.callback}"
        self._taken.add(message.id)
        return message

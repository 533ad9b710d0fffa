"""What people do in the local Discord: write, run commands, press, choose, fill in forms, invite and expel."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from tests.fakes.discord_components import BUTTON, SELECTS, find
from tests.fakes.discord_gateway import GUILDS
from tests.fakes.discord_interactions import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL_SUBMIT, Interaction
from tests.fakes.discord_message import Attached, Message
from tests.fakes.discord_server import FakeDiscord
from tests.fakes.discord_typing import chosen, command_data, filled
from tests.fakes.discord_world import OWNER, Channel, Json, snowflake

T = TypeVar("T")
DM = "dm"
Place = int | str | Channel | None


class Hands:
    """People at ``server``; each acts by user id.

    A place is a channel id, DM (the private channel with who acts), a Channel, or None: the first channel of the first
    guild.
    """

    def __init__(self, server: FakeDiscord) -> None:
        self.server = server
        self.world, self.gateway, self.faults = server.world, server.gateway, server.faults

    async def wait_for(self, true: Callable[[], T | None], within: float = 5.0, what: str = "it") -> T:
        """Wait for the first truthy answer of ``true``; an AssertionError tells the last requests."""
        return await self.server.journal.until(true, within, what)

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

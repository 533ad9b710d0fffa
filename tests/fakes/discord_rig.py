"""The local Discord for tests: people who act in it, and waiting for what the bot does.

What keeps a test quick: ``discord.Client(guild_ready_timeout=0.0)`` (by default the client waits 2 s for guilds), and a
``retry_after`` of hundredths in ``faults.rate_limit``. The client sleeps 1 s before it repeats a call that met a 5xx,
about as long before it dials a gateway again that refused it, and 5 s before it begins a session anew (op 9, not
resumable) unless ``before_identify_hook`` is overridden. Dropped sockets, op 7 and resuming cost nothing.
"""

from __future__ import annotations

from typing import Any, TypeVar

from tests.fakes.discord_hands import DM, Hands, Place
from tests.fakes.discord_interactions import DEFER_UPDATE, MODAL, Interaction
from tests.fakes.discord_journal import Call
from tests.fakes.discord_message import Message
from tests.fakes.discord_server import FakeDiscord
from tests.fakes.discord_world import OWNER, Json, World

__all__ = ["DM", "DiscordRig", "Place"]
T = TypeVar("T")


class DiscordRig(Hands):
    """``async with DiscordRig() as rig``: a server, people who act on it, and waiting for what the bot does.

    ``world``, ``gateway`` and ``faults`` are the server's own; change them as the test needs.
    """

    def __init__(self, world: World | None = None) -> None:
        super().__init__(FakeDiscord(world))
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

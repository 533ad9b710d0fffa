"""All that somebody can try on a bot, by the way it comes in; and what of the bot could be noticed then."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from tests.e2e.chat_phones import OPERATOR, OTHER_GUILD, OWNER, VIEWER, DiscordPhone, TelegramPhone
from tests.fakes.discord_interactions import AUTOCOMPLETE, COMPONENT, DEFER_UPDATE, MODAL_SUBMIT, SUGGEST
from tests.fakes.discord_journal import Call
from tests.fakes.discord_message import Message as DiscordMessage
from tests.fakes.discord_typing import command_data
from tests.fakes.discord_world import Channel
from tests.fakes.telegram_call import Keyboard
from tests.fakes.telegram_message import Look
from tests.fakes.telegram_message import Message as TelegramMessage
from tests.fakes.telegram_people import Person
from tests.fakes.telegram_text import finish

SECRET = f"{'M' + 'a' * 23}.{'b' * 6}.{'c' * 27}"
CODE = "7F3K-92QM"
ROBOT = 7007
ASKING, ACTING = "1rprice BTC/USDT", "1npause"
ACTIONS = (ASKING, ACTING, "1mroot", "1fenter", "1yAAAAAAAAAAAA", "0old", "")
"""What buttons carry: of every kind, and of none."""
LINES = ("giá btc", "tạm dừng", "start", "trợ giúp", "xyzzy", CODE, SECRET)


class DiscordTries:
    """``ways``: by handler of the library's client, what leads there."""

    def __init__(self, phone: DiscordPhone) -> None:
        self.phone, self.rig, self._mark = phone, phone.rig, 0
        self.ways: dict[str, Callable[[int, Channel], Awaitable[None]]] = {
            "on_message": self._write, "on_interaction": self._interact,
        }  # fmt: skip

    async def everything(self, person: int, where: int | str) -> list[str]:
        """Try all there is; what the bot did that somebody could notice."""
        place = self.rig.place(person, where)
        await self.phone.settled()
        self._mark = len(self.rig.calls)
        for way in self.ways.values():
            await way(person, place)
        await self.phone.settled()
        return [f"{person} in {where}: {call.name} {call.body}" for call in self.rig.calls[self._mark :] if seen(call)]

    async def forge(self, place: Channel, action: str) -> DiscordMessage:
        """A message of the bot with a button that carries ``action``, as an older run may have left it."""
        button = {"type": 2, "style": 2, "label": "x", "custom_id": action or "-"}
        payload = {"content": "x", "components": [{"type": 1, "components": [button]}]}
        return await self.rig.server.messages.write(place, self.rig.world.bot, payload)

    async def press(self, person: int, place: Channel, action: str) -> None:
        message = await self.forge(place, action)
        data = {"custom_id": action, "component_type": 2}
        await self._begin(COMPONENT, person, place, data, source=message)

    async def _write(self, person: int, place: Channel) -> None:
        ours = await self.forge(place, ASKING)
        for line in LINES:
            for text in (f"!{line}", f"<@{self.rig.world.bot.id}> {line}", line):
                await self.rig.say(person, text, place)
        await self.rig.say(person, "giá btc", place, reply_to=ours)

    async def _interact(self, person: int, place: Channel) -> None:
        for name, given in (("price", {"symbol": "btc"}), ("pause", {}), ("start", {})):
            data = command_data(self.rig.server.commands, self.rig.world, place.guild, name, given)
            await self._begin(2, person, place, data)
        typing = command_data(self.rig.server.commands, self.rig.world, place.guild, "price", {"symbol": "b"}, "symbol")
        await self._begin(AUTOCOMPLETE, person, place, typing)
        for action in ACTIONS:
            await self.press(person, place, action)
        for action in ("1fenter", "1yAAAAAAAAAAAA"):
            fields = [{"type": 18, "component": {"type": 4, "custom_id": "symbol", "value": "btc"}}]
            await self._begin(MODAL_SUBMIT, person, place, {"custom_id": action, "components": fields})

    async def _begin(self, kind: int, person: int, place: Channel, data: dict[str, Any], **more: Any) -> None:
        await self.rig.server.interactions.begin(kind, self.rig.world.users[person], place, data, **more)


def seen(call: Call) -> bool:
    """Whether somebody could notice it. Discord itself wants an acknowledgement of each press, which shows nothing."""
    if call.method == "GET":
        return False
    body = call.body if isinstance(call.body, dict) else {}
    nothing = body.get("type") == DEFER_UPDATE or (
        body.get("type") == SUGGEST and not (body.get("data") or {}).get("choices")
    )
    return not (call.path.startswith("/interactions/") and nothing)


@dataclass(frozen=True)
class Intruder:
    """Somebody on Telegram; ``how``: in whose name, or through what, the person speaks."""

    person: int
    chat: int = 0
    how: dict[str, Any] = field(default_factory=dict)


class TelegramTries:
    """``ways``: by the kind of update that the bot asks Telegram for."""

    def __init__(self, phone: TelegramPhone) -> None:
        self.phone, self.rig = phone, phone.rig
        self.ways: dict[str, Callable[[Intruder], Awaitable[None]]] = {
            "message": self._write, "callback_query": self._press, "my_chat_member": self._join,
        }  # fmt: skip

    async def everything(self, who: Intruder) -> list[str]:
        """Try all there is; what the bot did that somebody could notice."""
        await self.phone.settled()
        mark = len(self.rig.world.calls)
        for way in (*self.ways.values(), self._unasked):
            await way(who)
            await self.phone.settled()
        calls = [call for call in self.rig.world.calls[mark:] if not call.method.startswith(("get", "setmy"))]
        return [f"{who}: {call.method} {call.params}" for call in calls]

    def forge(self, chat: int, action: str) -> TelegramMessage:
        """A message of the bot with a button that carries ``action``, as an older run may have left it."""
        room, world = self.rig.chat(chat), self.rig.world
        look = Look(finish("x", []), keyboard=Keyboard([[{"text": "x", "callback_data": action}]]))
        return world.keep(TelegramMessage(room, room.number(), world.now(), world.bot, look))

    async def press(self, person: int, chat: int, action: str) -> None:
        await self.rig.press(self.forge(chat, action), "x", person)

    async def _write(self, who: Intruder) -> None:
        ours = self.forge(who.chat or who.person, ASKING)
        for line in LINES:
            for text in (f"/{line}", f"@{self.rig.world.bot.username} {line}", line):
                await self.rig.say(who.person, text, who.chat, **who.how)
            await self.phone.settled()  # nobody's queue gets so long that some of it is dropped
        await self.rig.say(who.person, "giá btc", who.chat, reply_to=ours, **who.how)

    async def _press(self, who: Intruder) -> None:
        for action in ACTIONS:
            await self.press(who.person, who.chat or who.person, action)

    async def _join(self, who: Intruder) -> None:
        if who.chat:
            await self.rig.add(who.chat, who.person)
        else:
            await self.rig.block(who.person)
            await self.rig.unblock(who.person)

    async def _unasked(self, who: Intruder) -> None:
        """Updates of kinds that the bot did not even ask for."""
        said = (await self.rig.say(who.person, "/gia btc", who.chat, **who.how)).json()
        person = self.rig.world.person(who.person).json()
        query = {"id": "1", "from": person, "query": "giá btc", "offset": ""}
        for kind, content in (("edited_message", said), ("channel_post", said), ("inline_query", query)):
            self.rig.updates.allowed = [kind]
            self.rig.updates.put(kind, content)


def open_wide(discord: DiscordPhone, telegram: TelegramPhone) -> tuple[DiscordTries, TelegramTries]:
    """The bots are everywhere and hear everything; only the gate keeps them quiet."""
    world = discord.rig.world
    world.guilds[OTHER_GUILD].members |= {OWNER, OPERATOR, VIEWER}
    world.add_user(ROBOT, "Máy").bot = True
    telegram.rig.world.privacy = False
    telegram.rig.world.people[ROBOT] = Person(ROBOT, "Máy", "may_bot", is_bot=True)
    return DiscordTries(discord), TelegramTries(telegram)

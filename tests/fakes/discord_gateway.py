"""The websocket side of the local Discord: sessions that begin, resume and go wrong on request."""

from __future__ import annotations

import asyncio
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.fakes.discord_journal import Journal
from tests.fakes.discord_world import MEMBERS, MESSAGE_CONTENT, PRESENCES, Guild, World

Json = dict[str, Any]

DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, RESUME, RECONNECT, REQUEST_MEMBERS, INVALID, HELLO, ACK = (
    0, 1, 2, 3, 6, 7, 8, 9, 10, 11,
)  # fmt: skip
FINAL_CODES = (1000, 1001, 4003, 4004, 4007, 4009, 4014)
GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES = 1 << 0, 1 << 9, 1 << 12


@dataclass(slots=True)
class Session:
    """What one IDENTIFY began; it outlives its socket until it is invalidated or closed politely."""

    id: str
    intents: int
    seq: int = 0
    told: list[Json] = field(default_factory=list)
    socket: web.WebSocketResponse | None = None

    async def tell(self, event: str, data: Any) -> None:
        """An event, now if there is a socket, and again to whoever resumes."""
        self.seq += 1
        frame = {"op": DISPATCH, "t": event, "s": self.seq, "d": data}
        self.told.append(frame)
        await send(self.socket, frame)


async def send(socket: web.WebSocketResponse | None, frame: Json) -> None:
    if socket is not None and not socket.closed:
        try:
            await socket.send_str(json.dumps(frame))
        except ConnectionError:
            return


class Gateway:
    """``heartbeat_ms`` is asked of clients; ``acknowledge`` off ignores heartbeats; ``refuse`` so many dials."""

    def __init__(self, world: World, journal: Journal) -> None:
        self.world, self.journal = world, journal
        self.heartbeat_ms = 41_250
        self.acknowledge = True
        self.refuse = 0
        self.resume_url = ""
        self.sessions: dict[str, Session] = {}
        self.identifies: list[Json] = []
        self.resumes: list[Json] = []
        self.presences: list[Json] = []
        self.dials = self.heartbeats = 0
        self.close_codes: list[int | None] = []
        self._sockets: dict[web.WebSocketResponse, web.Request] = {}

    @property
    def connected(self) -> bool:
        """Whether a client is identified and listening."""
        return any(each.socket is not None for each in self.sessions.values())

    # --- telling ----------------------------------------------------------------------------------------------------
    async def dispatch(self, event: str, data: Any, needs: int = 0, bare: Any = None) -> None:
        """An event for all sessions with the intent; ``bare`` for those that may not read messages."""
        for session in list(self.sessions.values()):
            if not needs or session.intents & needs:
                hidden = bare is not None and not session.intents & MESSAGE_CONTENT
                await session.tell(event, bare if hidden else data)
        self.journal.stir()

    # --- faults -----------------------------------------------------------------------------------------------------
    def drop(self) -> None:
        """Cut all sockets without a goodbye."""
        for request in list(self._sockets.values()):
            if request.transport is not None:
                request.transport.abort()

    async def ask_to_reconnect(self) -> None:
        """As Discord does now and then: come back and resume."""
        for socket in list(self._sockets):
            await send(socket, {"op": RECONNECT, "d": None})

    async def invalidate(self, *, resumable: bool = False) -> None:
        """Tell all that their session is no more (or, resumable, that it has hiccuped)."""
        if not resumable:
            self.sessions.clear()
        for socket in list(self._sockets):
            await send(socket, {"op": INVALID, "d": resumable})

    async def close(self, code: int) -> None:
        """Close all sockets with a code; the sessions can be resumed unless it says that they cannot."""
        for session in list(self.sessions.values()):
            session.socket = None
            if code in FINAL_CODES:
                del self.sessions[session.id]
        await asyncio.gather(*(socket.close(code=code) for socket in list(self._sockets)))

    # --- a connection -----------------------------------------------------------------------------------------------
    async def connect(self, request: web.Request) -> web.StreamResponse:
        """The life of one socket."""
        self.dials += 1
        self.journal.stir()
        if self.refuse > 0:
            self.refuse -= 1
            return web.Response(status=503, text="upstream connect error")
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._sockets[socket] = request
        await send(socket, {"op": HELLO, "d": {"heartbeat_interval": self.heartbeat_ms, "_trace": []}})
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self._take(socket, json.loads(message.data))
        finally:
            self._forget(socket)
        return socket

    def _forget(self, socket: web.WebSocketResponse) -> None:
        del self._sockets[socket]
        self.close_codes.append(socket.close_code)
        session = self._session_of(socket)
        if session is not None:
            session.socket = None
            if socket.close_code in (1000, 1001):
                self.sessions.pop(session.id, None)
        self.journal.stir()

    def _session_of(self, socket: web.WebSocketResponse) -> Session | None:
        return next((each for each in self.sessions.values() if each.socket is socket), None)

    async def _take(self, socket: web.WebSocketResponse, frame: Json) -> None:
        op, data = frame["op"], frame.get("d")
        if op == HEARTBEAT:
            self.heartbeats += 1
            if self.acknowledge:
                await send(socket, {"op": ACK})
        elif op == IDENTIFY:
            await self._identify(socket, data)
        elif op == RESUME:
            await self._resume(socket, data)
        elif op == PRESENCE:
            self.presences.append(data)
        elif op == REQUEST_MEMBERS:
            await self._members(socket, data)
        self.journal.stir()

    async def _identify(self, socket: web.WebSocketResponse, data: Json) -> None:
        self.identifies.append(data)
        intents = int(data.get("intents", 0))
        if data.get("token") != self.world.token:
            await socket.close(code=4004, message=b"Authentication failed.")
        elif intents & (MESSAGE_CONTENT | MEMBERS | PRESENCES) & ~self.world.privileged:
            await socket.close(code=4014, message=b"Disallowed intent(s).")
        else:
            session = Session(secrets.token_hex(16), intents, socket=socket)
            self.sessions[session.id] = session
            await self._greet(session)

    async def _greet(self, session: Session) -> None:
        guilds = [each for each in self.world.guilds.values() if self.world.bot.id in each.members]
        application = self.world.application_wire()
        ready = {
            "v": 10, "user": self.world.bot.wire(), "session_id": session.id, "resume_gateway_url": self.resume_url,
            "guilds": [{"id": str(each.id), "unavailable": True} for each in guilds], "private_channels": [],
            "application": {"id": application["id"], "flags": application["flags"]}, "session_type": "normal",
        }  # fmt: skip
        await session.tell("READY", ready)
        if session.intents & GUILDS:
            for each in guilds:
                await session.tell("GUILD_CREATE", self._guild(each, session))

    def _guild(self, guild: Guild, session: Session) -> Json:
        """As told at the start: without the members intent only the bot itself is a known member."""
        wire = self.world.guild_wire(guild)
        if not session.intents & MEMBERS:
            wire["members"] = [each for each in wire["members"] if each["user"]["id"] == str(self.world.bot.id)]
        return wire

    async def _resume(self, socket: web.WebSocketResponse, data: Json) -> None:
        self.resumes.append(data)
        session = self.sessions.get(data.get("session_id", ""))
        if data.get("token") != self.world.token:
            await socket.close(code=4004, message=b"Authentication failed.")
        elif session is None or data.get("seq") is None or data["seq"] > session.seq:
            await send(socket, {"op": INVALID, "d": False})
        else:
            session.socket = socket
            for frame in [each for each in session.told if each["s"] > data["seq"]]:
                await send(socket, frame)
            await session.tell("RESUMED", {"_trace": []})

    async def _members(self, socket: web.WebSocketResponse, data: Json) -> None:
        session, guild = self._session_of(socket), self.world.guilds.get(int(data["guild_id"]))
        if session is None or guild is None:
            return
        wanted = {int(each) for each in data.get("user_ids") or guild.members}
        start = str(data.get("query") or "").lower()
        found = [self.world.users[each] for each in sorted(wanted & guild.members)]
        members = [each.member() for each in found if each.name.lower().startswith(start)]
        chunk = {"guild_id": str(guild.id), "members": members, "chunk_index": 0, "chunk_count": 1, "not_found": []}
        await session.tell("GUILD_MEMBERS_CHUNK", chunk | {"nonce": data.get("nonce")})

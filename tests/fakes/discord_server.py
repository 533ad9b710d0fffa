"""A local Discord that the ordinary client library takes for the real one: gateway, REST and faults on one port.

By hand: ``python -m tests.fakes.discord_server --port 9000``.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
from typing import Any

from aiohttp import BodyPartReader, web

from tests.fakes.discord_commands import Commands
from tests.fakes.discord_faults import Answer, Fault, Faults
from tests.fakes.discord_gateway import Gateway
from tests.fakes.discord_interactions import Interactions
from tests.fakes.discord_journal import Call, Journal
from tests.fakes.discord_messages import Messages
from tests.fakes.discord_rest import Rest
from tests.fakes.discord_world import World

API = "/api/v10"


class FakeDiscord:
    """The server and its parts: ``world``, ``gateway``, ``messages``, ``interactions``, ``commands``, ``faults``."""

    def __init__(self, world: World | None = None) -> None:
        self.world = world or World()
        self.journal = Journal()
        self.gateway = Gateway(self.world, self.journal)
        self.messages = Messages(self.world, self.gateway)
        self.interactions = Interactions(self.world, self.messages)
        self.commands = Commands(self.world.application)
        self.faults = Faults()
        self.port = 0
        self._rest = Rest(self.world, self.messages, self.interactions, self.commands)
        self._runner: web.AppRunner | None = None
        self._requests: list[web.Request] = []

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self.port}{API}"

    @property
    def gateway_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/gw"

    # --- life -------------------------------------------------------------------------------------------------------
    async def start(self, port: int = 0) -> FakeDiscord:
        """Listen on ``port`` (a free one by default)."""
        self.port = port
        await self.open_door()
        return self

    async def stop(self) -> None:
        """Close everything; ``open_door`` listens again, on the same port and with the same past."""
        self.faults.lift()
        await self.close_door()

    async def open_door(self) -> None:
        """Take connections (again)."""
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_get("/gw", self.gateway.connect)
        app.router.add_get("/gw/resume", self.gateway.connect)
        app.router.add_get("/cdn/attachments/{channel}/{file}/{name}", self._download)
        app.router.add_route("*", API + "/{path:.*}", self._api)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True).start()
        self.port = self._runner.addresses[0][1]
        self.gateway.resume_url = f"{self.gateway_url}/resume"
        self.messages.base_url = f"http://127.0.0.1:{self.port}"

    async def close_door(self) -> None:
        """Refuse connections, and cut those there are."""
        self.gateway.drop()
        for request in list(self._requests):
            _abort(request)
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> FakeDiscord:
        return await self.start()

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    # --- requests ---------------------------------------------------------------------------------------------------
    async def _api(self, request: web.Request) -> web.Response:
        self._requests.append(request)
        try:
            return await self._answer(request)
        finally:
            self._requests = [each for each in self._requests if each is not request]

    async def _answer(self, request: web.Request) -> web.Response:
        call = Call(request.method, "/" + request.match_info["path"], query=dict(request.query))
        call.body, call.uploads = await _read(request)
        self.journal.calls.append(call)
        self.journal.stir()
        headers, refused = self.faults.allowance(call.name)
        fault = self.faults.strike(call.name)
        if fault is not None:
            answer = await self._trouble(request, call, fault)
        else:
            answer = refused or await self._do(request, call)
        call.status = answer.status
        self.journal.stir()
        return _response(answer, headers)

    async def _do(self, request: web.Request, call: Call) -> Answer:
        return await self._rest.answer(call, request.headers.get("Authorization", ""))

    async def _trouble(self, request: web.Request, call: Call, fault: Fault) -> Answer:
        """What becomes of a call that meets a fault."""
        if fault.delay:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(fault.lifted.wait(), fault.delay)
        does = fault.stored or not (fault.answer or fault.hang or fault.cut)
        made = await self._do(request, call) if does else None
        if fault.hang:
            await fault.lifted.wait()
        if fault.cut:
            _abort(request)
            return Answer(0)
        return fault.answer or made or await self._do(request, call)

    async def _download(self, request: web.Request) -> web.Response:
        """A file below a message, as the content network serves it."""
        wanted = int(request.match_info["file"])
        for message in self.messages.all.values():
            for each in message.attached:
                if each.id == wanted:
                    return web.Response(body=each.data)
        return web.Response(status=404)


async def _read(request: web.Request) -> tuple[Any, list[tuple[int, str, bytes]]]:
    """The payload and the uploads, by their number."""
    if not request.content_type.startswith("multipart/"):
        text = await request.text()
        return (json.loads(text) if text else None), []
    payload, uploads = None, []
    async for part in await request.multipart():
        assert isinstance(part, BodyPartReader)
        if part.name == "payload_json":
            payload = json.loads(await part.text())
        elif number := re.fullmatch(r"files\[(\d+)\]", part.name or ""):
            uploads.append((int(number[1]), part.filename or "file", bytes(await part.read())))
    return payload, uploads


def _response(answer: Answer, headers: dict[str, str]) -> web.Response:
    """JSON without a charset: clients compare the content type letter by letter."""
    told = {**headers, **answer.headers}
    if answer.status in (0, 204):
        return web.Response(status=204, headers=told)
    if isinstance(answer.body, str):
        return web.Response(status=answer.status, text=answer.body, content_type="text/html", headers=told)
    body = json.dumps(answer.body).encode()
    return web.Response(status=answer.status, body=body, content_type="application/json", headers=told)


def _abort(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()


if __name__ == "__main__":
    from tests.fakes.discord_run import main

    main()

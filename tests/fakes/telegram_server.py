"""A local Telegram Bot API: long polling, checked methods, files, and faults on request.

By hand: ``python -m tests.fakes.telegram_server --port 9001``.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from typing import Any

from aiohttp import web

from tests.fakes import telegram_edit, telegram_profile, telegram_send
from tests.fakes.telegram_call import METHODS, ApiError, Call, Upload
from tests.fakes.telegram_faults import Fault, Faults, Rates, too_many
from tests.fakes.telegram_people import TOKEN
from tests.fakes.telegram_updates import Updates
from tests.fakes.telegram_world import World

AREAS = (telegram_send, telegram_edit, telegram_profile)
"""Where the methods are."""
_SAYS = re.compile(r"send(message|photo|document|mediagroup)|editmessage.*")
_NOT_FOUND = ApiError(404, "Not Found")


class TelegramServer:
    """One bot's Telegram. ``rates`` are off until they are set; ``token`` is the only one that is known."""

    def __init__(self, token: str = TOKEN, clock: Callable[[], float] = time.time) -> None:
        self.token = token
        self.world = World(clock)
        self.updates = Updates(self.world)
        self.faults = Faults()
        self.rates: Rates | None = None
        self.port = 0
        self._runner: web.AppRunner | None = None

    # --- life --------------------------------------------------------------------------------------------------------
    async def start(self, port: int = 0) -> TelegramServer:
        """Listen on ``port``, by default where it listened before, or on any that is free."""
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.05, handler_cancellation=True)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port or self.port, reuse_address=True)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def stop(self) -> None:
        """Nobody listens any more, and open lines break; ``start`` listens on the same port, and nothing is lost."""
        if self._runner is not None:
            runner, self._runner = self._runner, None
            for connection in list(runner.server.connections if runner.server else ()):
                if connection.transport is not None:
                    connection.transport.abort()
            await runner.cleanup()

    async def __aenter__(self) -> TelegramServer:
        return await self.start()

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def url(self) -> str:
        """What TELEGRAM_API_URL is set to."""
        return f"http://127.0.0.1:{self.port}"

    # --- answering ---------------------------------------------------------------------------------------------------
    async def _serve(self, request: web.Request) -> web.StreamResponse:
        call = await _read(request)
        self.world.calls.append(call)
        self.world.bell.ring()
        fault = self.faults.meet(call)
        if fault is None or fault.stored:
            answer = await self._answer(call, request.match_info["token"])
        else:
            answer = _error(ApiError(500, "Internal Server Error"))
        if fault is not None:
            answer = await self._spoil(fault, answer, request)
        call.status = 0 if call.fault == "cut" else answer.status
        self.world.bell.ring()
        return answer

    async def _answer(self, call: Call, token: str) -> web.Response:
        try:
            self._known(token)
            call.answer = await self._do(call)
        except ApiError as error:
            call.answer = error.body()
            return _error(error)
        return web.json_response({"ok": True, "result": call.answer})

    def _known(self, token: str) -> None:
        if not re.fullmatch(r"\d+:[\w-]{20,}", token):
            raise _NOT_FOUND
        if token != self.token:
            raise ApiError(401, "Unauthorized")

    async def _do(self, call: Call) -> Any:
        if call.method == "getupdates":
            return await self.updates.get(call)
        if call.method in ("setwebhook", "deletewebhook", "getwebhookinfo"):
            return self._webhook(call)
        work = METHODS.get(call.method)
        if work is None:
            raise _NOT_FOUND
        if self.rates is not None and _SAYS.fullmatch(call.method):
            self.rates.check(self.world.chat(call), call.at)
        return work(self.world, call)

    def _webhook(self, call: Call) -> Any:
        if call.method == "getwebhookinfo":
            pending = len(self.updates.queue)
            return {"url": self.updates.webhook, "has_custom_certificate": False, "pending_update_count": pending}
        self.updates.webhook = call.text("url") if call.method == "setwebhook" else ""
        if call.flag("drop_pending_updates"):
            self.updates.clear()
        return True

    async def _spoil(self, fault: Fault, answer: web.Response, request: web.Request) -> web.Response:
        if fault.kind == "throttle":
            return _error(too_many(fault.seconds))
        if fault.kind == "refuse":
            return _error(ApiError(fault.status, fault.body))
        if fault.kind == "fail":
            return web.Response(status=fault.status, text=fault.body, content_type="text/html")
        if fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        elif fault.kind == "hang":
            await asyncio.Event().wait()
        elif request.transport is not None:
            request.transport.abort()
        return answer

    async def _download(self, request: web.Request) -> web.Response:
        try:
            self._known(request.match_info["token"])
        except ApiError as error:
            return _error(error)
        stored = [each for each in self.world.files.kept.values() if each.path == request.match_info["path"]]
        return web.Response(body=stored[0].data) if stored else _error(_NOT_FOUND)


async def _read(request: web.Request) -> Call:
    """A call, whichever of the documented ways its parameters came."""
    params, files = dict(request.query), {}
    if request.content_type == "application/json":
        given = await request.json()
        params |= {
            name: each if isinstance(each, str) else web.json_response(each).text or "" for name, each in given.items()
        }
    elif request.can_read_body:
        for name, each in (await request.post()).items():
            if isinstance(each, web.FileField):
                files[name] = Upload(each.filename, each.file.read())
            else:
                params[name] = str(each)
    return Call(request.match_info["method"].lower(), params, files, time.monotonic())


def _error(error: ApiError) -> web.Response:
    wait = error.parameters.get("retry_after")
    headers = {"Retry-After": str(wait)} if wait else {}
    return web.json_response(error.body(), status=error.code, headers=headers)


if __name__ == "__main__":
    from tests.fakes.telegram_run import main

    main()

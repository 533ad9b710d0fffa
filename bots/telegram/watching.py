"""How the line to Telegram is: what is told of it, and when the bot cannot go on."""

from __future__ import annotations

import asyncio
import email.utils
import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import httpx
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from engine.core.errors import HaiDangError, Operational, Temporary
from engine.service.answers import Why
from locales import t

if TYPE_CHECKING:
    from engine.core.clocks import Clock

_log = logging.getLogger(__name__)
_OK, _WRONG_TOKEN, _CONFLICT = 200, (401, 404), 409
_CONFLICTS: Final = 3
"""So many within a minute are another program; one may be the end of our own last run."""
_MINUTE: Final = 60.0
_LONG: Final = 120.0
"""Seconds without a word from Telegram after which the whole bot begins anew, which others are told of."""


class Watch:
    """Judges each poll for messages. ``ended`` returns when polling has become useless."""

    def __init__(
        self, report: Callable[[bool, Why], None], wall: Clock, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._report, self._wall, self._clock = report, wall, clock
        self._silent_since: float | None = None
        self._conflicts: list[float] = []
        self._end: HaiDangError | None = None
        self._ended = asyncio.Event()
        self._ahead_ms = 0

    def begin(self) -> None:
        """Telegram knows the bot, which listens from now on."""
        self._report(True, Why("bot-connected"))

    def answered(self, status: int) -> None:
        """Telegram answered a poll."""
        if status == _OK:
            self._well()
        elif status == _CONFLICT:
            now = self._clock()
            self._conflicts = [*(at for at in self._conflicts if now - at < _MINUTE), now]
            if len(self._conflicts) >= _CONFLICTS:
                self._stop(Operational("err-telegram-second-poller"))
        elif status in _WRONG_TOKEN:
            self._stop(wrong_token())
        else:
            self.silent(f"HTTP {status}")

    def silent(self, detail: str) -> None:
        """No answer, or none that helps; the library asks again."""
        now = self._clock()
        if self._silent_since is None:
            self._silent_since = now
            self._report(False, Why("telegram-retrying"))
            _log.warning("%s", t("telegram-retrying-log", detail=detail))
        elif now - self._silent_since > _LONG:
            self._stop(Temporary("err-telegram-unreachable", detail=detail))

    async def ended(self) -> None:
        """Wait until there is no use in going on; raises why."""
        await self._ended.wait()
        if self._end is not None:
            raise self._end

    def age_ms(self, sent: int) -> int:
        """The age of a message by Telegram's own clock, whatever the clock of this machine says."""
        return self._wall.now() + self._ahead_ms - sent

    async def note_time(self, response: httpx.Response) -> None:
        """Compare clocks by the date that each answer carries."""
        read = email.utils.parsedate_tz(response.headers.get("date", ""))
        if read is not None:
            self._ahead_ms = email.utils.mktime_tz(read) * 1000 - self._wall.now()

    def _well(self) -> None:
        if self._silent_since is not None:
            self._silent_since = None
            self._report(True, Why("bot-connected"))
            _log.info("%s", t("telegram-back-log"))

    def _stop(self, why: HaiDangError) -> None:
        self._end = self._end or why
        self._ended.set()


class WatchedRequest(HTTPXRequest):
    """The polls' own connection, whose every outcome the watch is told."""

    def __init__(self, watch: Watch, **options: Any) -> None:
        more = {**options.pop("httpx_kwargs", {}), "event_hooks": {"response": [watch.note_time]}}
        super().__init__(httpx_kwargs=more, **options)
        self._watch = watch

    async def do_request(self, *args: Any, **options: Any) -> tuple[int, bytes]:
        """As the library does it."""
        try:
            status, payload = await super().do_request(*args, **options)
        except TelegramError as error:
            self._watch.silent(reason_of(error))
            raise
        self._watch.answered(status)
        return status, payload


def reason_of(error: BaseException) -> str:
    """A word for the log: what the network said, without addresses, which hold the token."""
    return type(error.__cause__ or error).__name__


def wrong_token() -> Operational:
    """Telegram does not know the token."""
    return Operational("err-bot-token", surface="Telegram", setting="TELEGRAM_BOT_TOKEN")

"""What can go wrong between a bot and Telegram, on request and counted; and Telegram's own limits on haste."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from dataclasses import dataclass, field

from tests.fakes.telegram_call import ApiError, Call
from tests.fakes.telegram_people import Chat

BAD_GATEWAY = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>nginx</body>\r\n</html>\r\n"


@dataclass
class Fault:
    """One kind of trouble. ``stored``: the call takes effect all the same, only its answer goes wrong."""

    kind: str
    method: str = ""
    times: int | None = 1
    chat: int = 0
    status: int = 0
    seconds: float = 0.0
    stored: bool = False
    body: str = BAD_GATEWAY
    hits: int = 0
    lifted: bool = False

    def lift(self) -> None:
        self.lifted = True

    @property
    def over(self) -> bool:
        return self.lifted or (self.times is not None and self.hits >= self.times)

    def meets(self, call: Call) -> bool:
        if self.over or (self.chat and call.text("chat_id") != str(self.chat)):
            return False
        return not self.method or self.method.lower() == call.method


class Faults:
    """Faults in the order they were asked for; each for one method, or all, and so many calls (None: until lifted)."""

    def __init__(self) -> None:
        self.all: list[Fault] = []

    def throttle(self, method: str = "", retry_after: int = 1, times: int | None = 1, chat: int = 0) -> Fault:
        """429."""
        return self._add(Fault("throttle", method, times, chat, 429, retry_after))

    def fail(self, method: str = "", status: int = 502, times: int | None = 1, *, stored: bool = False) -> Fault:
        """A 5xx whose body is no JSON."""
        return self._add(Fault("fail", method, times, status=status, stored=stored))

    def refuse(self, method: str, code: int, told: str, times: int | None = 1, chat: int = 0) -> Fault:
        """An error of Telegram's own, in JSON: ``Bad Request: ...``, ``Forbidden: ...``."""
        return self._add(Fault("refuse", method, times, chat, code, body=told))

    def slow(self, method: str = "", seconds: float = 1.0, times: int | None = 1) -> Fault:
        """The call takes effect at once; its answer comes late."""
        return self._add(Fault("slow", method, times, seconds=seconds, stored=True))

    def hang(self, method: str = "", times: int | None = 1, *, stored: bool = False) -> Fault:
        """No answer ever comes."""
        return self._add(Fault("hang", method, times, stored=stored))

    def cut(self, method: str = "", times: int | None = 1, *, stored: bool = True) -> Fault:
        """The line breaks before the answer: the bot cannot know what became of its call."""
        return self._add(Fault("cut", method, times, stored=stored))

    def lift(self) -> None:
        """All is well again."""
        for each in self.all:
            each.lift()

    def meet(self, call: Call) -> Fault | None:
        """What goes wrong with this call; counted."""
        fault = next((each for each in self.all if each.meets(call)), None)
        if fault is not None:
            fault.hits += 1
            call.fault = fault.kind
        return fault

    def _add(self, fault: Fault) -> Fault:
        self.all.append(fault)
        return fault


def too_many(seconds: float) -> ApiError:
    wait = max(1, math.ceil(seconds))
    return ApiError(429, f"Too Many Requests: retry after {wait}", retry_after=wait)


@dataclass
class Rates:
    """So many messages a second to one person, a minute into one group, and a second in all."""

    person: int = 1
    group: int = 20
    everybody: int = 30
    _times: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def check(self, chat: Chat, now: float) -> None:
        """Count a message; 429 when it is one too many."""
        count, seconds = (self.person, 1.0) if chat.kind == "private" else (self.group, 60.0)
        for key, most, span in ((chat.id, count, seconds), (0, self.everybody, 1.0)):
            times = self._times[key]
            while times and now - times[0] >= span:
                times.popleft()
            if len(times) >= most:
                raise too_many(span - (now - times[0]))
        self._times[chat.id].append(now)
        self._times[0].append(now)

"""One call of the Bot API: what came, how its parameters are read, and how it is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.fakes.telegram_world import World


class ApiError(Exception):
    """An answer that is not ``ok``; ``parameters`` as ``retry_after`` and ``migrate_to_chat_id``."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters

    def body(self) -> dict[str, Any]:
        told: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return {**told, "parameters": self.parameters} if self.parameters else told


def bad(told: str, **parameters: int) -> ApiError:
    """400, worded as Telegram does."""
    return ApiError(400, f"Bad Request: {told}", **parameters)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    data: bytes


@dataclass(slots=True)
class Call:
    """``at`` is by the monotonic clock; ``status`` 0 while, or if, nobody was answered."""

    method: str
    params: dict[str, str]
    files: dict[str, Upload]
    at: float
    status: int = 0
    answer: Any = None
    fault: str = ""

    def text(self, name: str, default: str = "") -> str:
        return self.params.get(name, default)

    def number(self, name: str, default: int = 0) -> int:
        try:
            return int(self.params[name]) if self.params.get(name) else default
        except ValueError:
            raise bad(f'invalid parameter "{name}" specified') from None

    def flag(self, name: str) -> bool:
        return self.params.get(name, "").lower() in ("true", "1", "yes")

    def parsed(self, name: str, kind: type = dict) -> Any:
        """A JSON parameter, or None where there is none."""
        if not self.params.get(name):
            return None
        try:
            value = json.loads(self.params[name])
        except ValueError:
            raise bad(f"can't parse {name.replace('_', ' ')} JSON object") from None
        if not isinstance(value, kind):
            raise bad(f"object expected as {name.replace('_', ' ')}" if kind is dict else f"{name} must be an Array")
        return value


Method = Callable[["World", Call], Any]
METHODS: dict[str, Method] = {}


def method(*names: str) -> Callable[[Method], Method]:
    """Answer these methods; Telegram does not care for capitals."""

    def keep(work: Method) -> Method:
        METHODS.update({name.lower(): work for name in names})
        return work

    return keep


@dataclass(frozen=True, slots=True)
class Keyboard:
    """Buttons under a message, as they were sent."""

    rows: list[list[dict[str, Any]]] = field(default_factory=list)

    @property
    def labels(self) -> list[list[str]]:
        return [[button["text"] for button in row] for row in self.rows]


_ACTIONS = (
    "callback_data", "url", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
)  # fmt: skip


def inline_keyboard(markup: dict[str, Any] | None) -> Keyboard | None:
    """The buttons of a reply markup, checked; None where it is of another sort."""
    rows = (markup or {}).get("inline_keyboard")
    if rows is None:
        return None
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    for button in (button for row in rows for button in row):
        _check_button(button)
    if sum(map(len, rows)) > 100:
        raise bad("reply markup is too long")
    rows = [row for row in rows if row]
    return Keyboard(rows) if rows else None


def _check_button(button: Any) -> None:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad('can\'t parse inline keyboard button: Field "text" must be of type String')
    if not button["text"].strip():
        raise bad("inline keyboard button text must be non-empty")
    chosen = [name for name in _ACTIONS if name in button]
    if len(chosen) != 1:
        raise bad("text buttons are unallowed in the inline keyboard")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(data.encode()) <= 64:
        raise bad("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url is not None and not url.startswith(("https://", "http://", "tg://")):
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")

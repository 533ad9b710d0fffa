"""What became of a call to Telegram that failed: surely nothing, perhaps something, or never anything."""

from __future__ import annotations

from typing import Final

import httpx
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, RetryAfter, TelegramError

from engine.service.alerts.letters import FateUnknown, MailboxClosed, NotSent

_NEVER_LEFT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
_LATE: Final = "gateway timeout"
_GONE: Final = (
    "chat not found", "user not found", "peer_id_invalid", "thread not found", "topic_closed", "topic_deleted",
    "not enough rights", "have no rights", "chat_write_forbidden", "need administrator rights", "deactivated",
    "chat_restricted", "chat_send_plain_forbidden", "not a member", "bot was kicked",
)  # fmt: skip
_UNCHANGED: Final = "message is not modified"
_TOO_OLD: Final = ("query is too old", "query id is invalid")
_NO_MESSAGE: Final = (
    "message to edit not found", "message can't be edited", "message to delete not found", "message_id_invalid",
    "message can't be deleted", "there is no text in the message", "message identifier is not specified",
)  # fmt: skip


class Unacceptable(Exception):
    """Telegram will not have a message like this."""


def fate_of(error: TelegramError) -> NotSent | FateUnknown | MailboxClosed | Unacceptable:
    """What a failed call means for what was to be delivered."""
    reason = str(error)
    match error:
        case RetryAfter():
            return NotSent(reason, retry_after=seconds_to_wait(error))
        case Forbidden():
            return MailboxClosed(reason)
        case ChatMigrated():
            return MailboxClosed(f"{reason} ({error.new_chat_id})")
        case BadRequest():
            return MailboxClosed(reason) if _says(error, _GONE) else Unacceptable(reason)
        case Conflict() | InvalidToken():
            return NotSent(reason)
    return _fate_on_the_way(error)


def _fate_on_the_way(error: TelegramError) -> NotSent | FateUnknown:
    """Trouble of the network, or a server that answered with an error."""
    cause, reason = error.__cause__, str(error)
    if isinstance(cause, _NEVER_LEFT):
        return NotSent(reason)
    if isinstance(cause, httpx.HTTPError) or type(error) is TelegramError or _LATE in reason.lower():
        return FateUnknown(reason)
    if cause is None or isinstance(cause, TelegramError):
        return NotSent(reason)  # an answer came, and it was a refusal
    return FateUnknown(reason)


def seconds_to_wait(error: RetryAfter) -> float:
    """How long Telegram asks to wait. The public property warns, and changes its type with the environment."""
    return error._retry_after.total_seconds()


def is_unchanged(error: TelegramError) -> bool:
    """Whether the message already looked like that."""
    return _says(error, (_UNCHANGED,))


def is_too_old(error: TelegramError) -> bool:
    """Whether a pressed button waits no longer for an answer."""
    return isinstance(error, BadRequest) and _says(error, _TOO_OLD)


def is_message_gone(error: TelegramError) -> bool:
    """Whether there is no message any more that could be changed."""
    return isinstance(error, BadRequest) and _says(error, _NO_MESSAGE)


def _says(error: TelegramError, words: tuple[str, ...]) -> bool:
    told = error.message.lower()
    return any(word in told for word in words)

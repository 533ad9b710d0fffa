"""Moments as people write them."""

from __future__ import annotations

from datetime import UTC, datetime

from engine.core.errors import InvalidInput


def moment_of(text: str | None) -> int | None:
    """``read_moment`` where nothing may be asked for."""
    return None if text is None else read_moment(text)


def read_moment(text: str) -> int:
    """``2024-05-01`` or ``2024-05-01T12:00Z`` (UTC unless it says otherwise) to milliseconds."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise InvalidInput("err-replay-moment", moment=text) from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return int(moment.timestamp() * 1000)

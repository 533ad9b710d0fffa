"""Moments as people write them."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

from engine.core.errors import InvalidInput
from locales import current_zone


def moment_of(text: str | None, zone: tzinfo = UTC) -> int | None:
    """``read_moment`` where nothing may be asked for."""
    return None if text is None else read_moment(text, zone)


def moment_here(text: str) -> int:
    """``read_moment`` for what a person types: in that person's time zone unless it says otherwise."""
    from zoneinfo import ZoneInfo

    return read_moment(text, ZoneInfo(current_zone()))


def read_moment(text: str, zone: tzinfo = UTC) -> int:
    """``2024-05-01`` or ``2024-05-01T12:00Z`` (in ``zone`` unless it says otherwise) to milliseconds."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise InvalidInput("err-replay-moment", moment=text) from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    return int(moment.timestamp() * 1000)

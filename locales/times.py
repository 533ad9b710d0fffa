"""Moments and spans as people read them, in their own time zone. Times come in as milliseconds UTC."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from locales.catalogue import t
from locales.context import current_language, current_zone
from locales.figures import DASH, number

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_SECOND: Final = 1_000
_MINUTE: Final = 60 * _SECOND
_HOUR: Final = 60 * _MINUTE
_DAY: Final = 24 * _HOUR
_UNITS: Final = (("day", _DAY), ("hour", _HOUR), ("minute", _MINUTE), ("second", _SECOND))
# The time zone data base gives these only as an offset; people know the name.
_NAMES: Final = {
    "Asia/Ho_Chi_Minh": "ICT",
    "Asia/Saigon": "ICT",
    "Asia/Bangkok": "ICT",
    "Asia/Phnom_Penh": "ICT",
    "Asia/Vientiane": "ICT",
    "Asia/Singapore": "SGT",
}


def date_time(
    moment: int | datetime | None,
    *,
    zone: str | None = None,
    seconds: bool = False,
    show_zone: bool = True,
    lang: str | None = None,
) -> str:
    """``20/11/2026 14:05 ICT``; in English ``2026-11-20 14:05 ICT``, which nobody can misread."""
    if moment is None:
        return DASH
    clock_format = "%H:%M:%S" if seconds else "%H:%M"
    local = _local(moment, zone)
    text = f"{local:{_date_format(lang)} {clock_format}}"
    return f"{text} {zone_name(moment, zone)}" if show_zone else text


def date(moment: int | datetime | None, *, zone: str | None = None, lang: str | None = None) -> str:
    """``20/11/2026``."""
    return DASH if moment is None else f"{_local(moment, zone):{_date_format(lang)}}"


def clock(
    moment: int | datetime | None, *, zone: str | None = None, seconds: bool = True, show_zone: bool = False
) -> str:
    """``14:05:09``, on demand with the zone."""
    if moment is None:
        return DASH
    text = f"{_local(moment, zone):{'%H:%M:%S' if seconds else '%H:%M'}}"
    return f"{text} {zone_name(moment, zone)}" if show_zone else text


def zone_name(moment: int | datetime, zone: str | None = None) -> str:
    """The short name of a zone at a moment: ``ICT``, ``CET``, or ``UTC+5:30`` where it has no name."""
    name = zone or current_zone()
    if name in _NAMES:
        return _NAMES[name]
    short = _local(moment, zone).tzname() or "UTC"
    if short[0] not in "+-":
        return short
    minutes = short[3:5]
    return f"UTC{short[0]}{int(short[1:3])}" + (f":{minutes}" if minutes not in ("", "00") else "")


def duration(span_ms: float | None, *, lang: str | None = None, units: int = 2) -> str:
    """A length of time in its two largest units: ``9 giờ 15 phút``; below a second: ``0,8 giây``."""
    if span_ms is None:
        return DASH
    left = abs(span_ms)
    if left < _SECOND:
        return _unit("second", left / _SECOND, lang, decimals=1)
    left = int(left)  # what is not shown is dropped, not rounded up: never "60 minutes"
    parts: list[str] = []
    for name, size in _UNITS:
        count, left = divmod(left, size)
        if count:
            parts.append(_unit(name, count, lang))
        elif parts:
            break  # 2 days 5 seconds is 2 days
        if len(parts) == units:
            break
    return " ".join(parts)


def latency(span_ms: float | None) -> str:
    """How long an answer took: ``42 ms``, ``0,8 s``."""
    if span_ms is None:
        return DASH
    if span_ms < 100:
        return f"{number(span_ms, decimals=0)} ms"
    return f"{number(span_ms / _SECOND, decimals=1)} s"


def ago(then_ms: int | None, now_ms: int, *, lang: str | None = None) -> str:
    """``5 phút trước``, ``vừa xong``, ``sau 3 giờ nữa``."""
    if then_ms is None:
        return DASH
    span = now_ms - then_ms
    if abs(span) < _SECOND:
        return t("time-now", lang=lang)
    for name, size in _UNITS:
        if abs(span) >= size:
            words = _unit(name, abs(span) // size, lang)
            return t("time-ago" if span > 0 else "time-ahead", lang=lang, span=words)
    raise AssertionError("a span of a second or more has a unit")


def iso(moment: int | datetime) -> str:
    """For machines: ``2026-11-20T07:05:00Z``."""
    utc = _utc(moment)
    text = utc.isoformat(timespec="milliseconds" if utc.microsecond else "seconds")
    return text.replace("+00:00", "Z")


def _unit(name: str, count: float, lang: str | None, *, decimals: int = 0) -> str:
    return t(f"unit-{name}", lang=lang, count=number(count, decimals=decimals, least_decimals=0))


def _date_format(lang: str | None) -> str:
    return "%d/%m/%Y" if (lang or current_language()) == "vi" else "%Y-%m-%d"


def _utc(moment: int | datetime) -> datetime:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return datetime.fromtimestamp(moment / 1000, UTC)


def _local(moment: int | datetime, zone: str | None) -> datetime:
    return _utc(moment).astimezone(_zone(zone or current_zone()))


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)

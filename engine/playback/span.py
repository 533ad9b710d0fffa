"""Which run a playback shows, and from when to when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.core.errors import InvalidInput
from engine.core.modes import Mode
from engine.playback.record import Record, read_record
from engine.store.address import database_of
from engine.store.sql import run
from engine.store.store import Store

if TYPE_CHECKING:
    from engine.settings import Settings


def open_record(settings: Settings, start: int | None, end: int | None) -> tuple[str, Record, int, int]:
    """Address, record, first and last moment of the newest run in the store that ``settings`` name.

    Raises InvalidInput when nothing was recorded, at all or between ``start`` and ``end``.
    """
    url = database_of(settings)
    with Store.open(url, readonly=True) as store:
        query = "SELECT source, mode FROM tape ORDER BY id DESC LIMIT 1"
        newest = store.read(lambda conn: run(conn, query).first())
        if newest is None:
            raise InvalidInput("err-playback-empty", source=settings.source, mode=settings.mode.value)
        record = read_record(store, newest[0], Mode(newest[1]))
    return url, record, *_span(record, start, end)


def _span(record: Record, start: int | None, end: int | None) -> tuple[int, int]:
    first, last = record.moments[0], max(record.moments[-1], *record.event_moments[-1:])
    begin = first if start is None else max(first, start)
    stop = last if end is None else min(last, end)
    if begin > stop:
        raise InvalidInput("err-playback-span", first_at=first, last_at=last)
    return begin, stop

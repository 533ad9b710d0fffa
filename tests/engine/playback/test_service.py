"""A playback as a service: the keys of the recorder, what it refuses, and that it leaves no trace."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from engine.core.errors import HaiDangError, InvalidInput, Operational, Refused
from engine.core.hashing import digest
from engine.playback.service import PlaybackService
from engine.service.doors import Transport
from engine.service.port import Request
from engine.service.registry import registry
from engine.service.snapshots import Playing, Snapshot
from engine.store.store import Store
from tests.engine.house import M15, OWNER, database, loaded
from tests.engine.playback.conftest import ASKED

Opener = Callable[..., PlaybackService]


class Time:
    """Seconds that pass only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def service(play: Opener, time: Time) -> PlaybackService:
    return play(monotonic=time, sleep=time.sleep)


@asynccontextmanager
async def watching(service: PlaybackService) -> AsyncIterator[AsyncIterator[Snapshot]]:
    pictures: Any = service.snapshots()
    try:
        yield pictures
    finally:
        await pictures.aclose()


def place(snapshot: Snapshot) -> Playing:
    assert snapshot.playing is not None
    return snapshot.playing


async def test_it_begins_at_the_first_recorded_close_and_stands_still(service: PlaybackService) -> None:
    assert isinstance(service, Transport)
    async with watching(service) as pictures:
        first = await anext(pictures)
        assert place(first).at == place(first).start == service._asof.record.moments[0]
        assert not place(first).running
        assert (first.stamp.market, first.stamp.source, first.stamp.mode) == ("demo", "demo", "paper")
        assert (first.stamp.market_time, first.stamp.data_age_ms) == (place(first).at, None)
        assert [row.symbol for row in first.rows] == ["BTC/USDT", "ETH/USDT"]
        assert all(row.have == row.need == 52 and len(row.closes) == 48 and row.age_ms == 0 for row in first.rows)
        waiting = asyncio.ensure_future(anext(pictures))
        assert not (await asyncio.wait({waiting}, timeout=0.05))[0]
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)


async def test_steps_go_from_close_to_close_and_from_between_them_to_the_nearest(service: PlaybackService) -> None:
    closes = service._asof.record.moments
    async with watching(service) as pictures:
        for candles, expected in ((3, 3), (-1, 2), (-9, 0), (10_000, len(closes) - 1)):
            await service.step(candles)
            assert place(await anext(pictures)).at == closes[expected]
        await service.seek(closes[7] + 5)
        await service.step(-1)
        assert place(await anext(pictures)).at == closes[7]
        await service.seek(closes[7] + 5)
        await service.step(1)
        assert place(await anext(pictures)).at == closes[8]


async def test_it_never_leaves_the_recorded_span(service: PlaybackService) -> None:
    async with watching(service) as pictures:
        for moment in (0, 2**50):
            await service.seek(moment)
            shown = place(await anext(pictures))
            assert shown.at == (shown.start if moment == 0 else shown.end)


async def test_it_plays_at_its_speed_four_pictures_a_second_and_stops_at_the_end(
    service: PlaybackService, time: Time
) -> None:
    async with watching(service) as pictures:
        first = place(await anext(pictures))
        service.run(1000.0)
        shown = [place(await anext(pictures)) for _ in range(4)]
        assert [one.at - first.at for one in shown] == [250_000 * number for number in range(1, 5)]
        assert all(one.running and one.speed == 1000.0 for one in shown)
        service.run(None)
        assert not place(await anext(pictures)).running
        await service.seek(first.end - 300_000)
        service.run(1000.0)
        shown = [place(await anext(pictures)) for _ in range(2)]
        assert [(one.at, one.running) for one in shown] == [(first.end - 50_000, True), (first.end, False)]
        assert set(time.slept) == {0.25}
        service.run(2.0)  # at the end there is nothing to play
        assert not service._head.playing().running


async def test_standing_still_or_seeking_takes_nothing_from_the_run(service: PlaybackService, time: Time) -> None:
    service.run(60.0)
    time.now += 10
    await service.seek(service._head.start + 3_600_000)
    time.now += 1
    assert service._head.playing().at == service._head.start + 3_660_000
    await service.step(0)
    time.now += 100
    assert service._head.playing().at == service._head.start + 3_660_000


@pytest.mark.parametrize("speed", [0.0, 0.5, -1.0, 1000.5, float("nan")])
def test_a_speed_that_no_recorder_has_is_refused(service: PlaybackService, speed: float) -> None:
    service.run(4.0)
    with pytest.raises(InvalidInput, match="err-playback-speed"):
        service.run(speed)
    assert service._head.playing().speed == 4.0
    assert service._head.playing().running


@pytest.mark.parametrize("name", [spec.id for spec in registry() if spec.writes])
async def test_whatever_writes_is_refused(service: PlaybackService, name: str) -> None:
    given = {"event": "signal", "setting": "off"} if name == "notify" else {"action": "add", "symbol": "SOL"}
    with pytest.raises(Refused, match="err-playback-writes-nothing"):
        await service.call(OWNER, Request(name, given, 2))


@pytest.mark.parametrize("name", ["health", "logs", "config", "role", "notify", "alert", "watch"])
async def test_what_is_not_recorded_says_so(service: PlaybackService, name: str) -> None:
    with pytest.raises(Refused, match="err-playback-not-recorded"):
        await service.call(OWNER, Request(name, {}))


async def test_roles_hold_in_a_recording_too(service: PlaybackService) -> None:
    from engine.core.modes import Role

    with pytest.raises(Refused, match="err-refused-role"):
        await service.call(replace(OWNER, role=Role.VIEWER), Request("audit", {}))


async def test_it_shows_state_positions_and_happenings_as_they_were(service: PlaybackService) -> None:
    states, held, kinds = [], [], set()
    for at in service._asof.record.moments:
        await service.seek(at)
        snapshot = await anext(service.snapshots())
        states.append(snapshot.state)
        held += snapshot.positions
        kinds |= {happening.kind for happening in snapshot.happenings}
        assert all(happening.at <= at for happening in snapshot.happenings)
        assert snapshot.equity == snapshot.cash + sum(
            (row.amount * replace_float(row.price) for row in snapshot.positions), start=snapshot.cash * 0
        )
    assert list(dict.fromkeys(states)) == ["RUNNING", "PAUSED"]
    assert states[-1] == "RUNNING"
    assert held
    assert all(row.stop_loss is not None and row.stop_loss < row.entry_price for row in held)
    assert {"signal", "forecast_scored", "entry_filled", "exit_filled", "state_changed"} <= kinds
    assert "silence" not in kinds


def replace_float(price: float | None) -> Any:
    from decimal import Decimal

    return Decimal(repr(price))


async def test_it_leaves_no_trace(own_copy: Path, models: Path) -> None:
    file = own_copy / "data" / "trading_logs.db"
    with Store.open(database(own_copy)) as store:  # so that no log is left to be folded in by whoever comes first
        store.write_sync(lambda conn: conn.exec_driver_sql("DELETE FROM preferences"))
    before = (digest(file.read_bytes().hex()), file.stat().st_mtime_ns, file.stat().st_size)
    service = PlaybackService.open(loaded(own_copy, models).settings)
    try:
        for at in service._asof.record.moments[::7]:
            await service.seek(at)
            await anext(service.snapshots())
            for name, arguments in ASKED:
                try:
                    await service.call(OWNER, Request(name, arguments))
                except HaiDangError as error:
                    assert error.key in ("err-no-forecast-yet",)  # noqa: PT017 - the answers are not the point
        for table in ("candle_cache", "main.candle_cache", "events", "main.audit_log", "main.positions"):
            with pytest.raises(
                (Operational, sa.exc.SQLAlchemyError), match=r"err-store-not-writable|because it is a view"
            ):
                service._asof.read(0, lambda conn, t=table: conn.exec_driver_sql(f"DELETE FROM {t}"))
    finally:
        await service.close()
    assert (digest(file.read_bytes().hex()), file.stat().st_mtime_ns, file.stat().st_size) == before


async def test_a_span_bounds_the_playback(play: Opener) -> None:
    closes = play()._asof.record.moments
    service = play("later", closes[10] + 1, closes[20])
    shown = place(await anext(service.snapshots()))
    assert (shown.at, shown.start, shown.end) == (closes[10] + 1, closes[10] + 1, closes[20])
    with pytest.raises(InvalidInput, match="err-playback-span"):
        play("later", closes[-1] + 50 * M15.ms)


def test_nothing_recorded_is_said_plainly(tmp_path: Path, models: Path) -> None:
    settings = loaded(tmp_path / "empty", models).settings
    with pytest.raises(Operational, match="err-store-missing"):
        PlaybackService.open(settings)
    Store.open(database(tmp_path / "empty")).close()
    with pytest.raises(InvalidInput, match="err-playback-empty"):
        PlaybackService.open(settings)


async def test_closing_ends_the_pictures(service: PlaybackService) -> None:
    pictures: Any = service.snapshots()
    await anext(pictures)
    waiting = asyncio.ensure_future(anext(pictures, None))
    await asyncio.sleep(0)
    await service.close()
    await service.close()
    assert await asyncio.wait_for(waiting, 10) is None
    with pytest.raises(Operational, match="err-store-closed"):
        await service.call(OWNER, Request("trades", {}))

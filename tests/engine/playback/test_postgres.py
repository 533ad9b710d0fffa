"""The same recording in PostgreSQL shows the same moments, and cannot be written to either."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from engine.core.errors import HaiDangError
from engine.playback.service import PlaybackService
from engine.service.answers import Answer, Orders
from engine.service.port import Request
from engine.store.backup import backup, restore
from engine.store.tables import metadata
from tests.engine.house import OWNER, database, loaded
from tests.engine.playback.conftest import ASKED
from tests.engine.playback.test_leak import Opener, moments, shown, told
from tests.engine.store.conftest import postgres_address, postgres_url  # noqa: F401


def counted(url: str) -> dict[str, int]:
    with sa.create_engine(url, poolclass=sa.NullPool).connect() as connection:
        return {
            name: int(connection.exec_driver_sql(f"SELECT COUNT(*) FROM {name}").scalar_one())
            for name in metadata.tables
        }


def in_order(answer: Answer | str) -> Answer | str:
    """Orders of one moment have no order among themselves."""
    if not isinstance(answer, Orders):
        return answer
    return replace(answer, rows=tuple(sorted(answer.rows, key=lambda row: row.client_order_id)))


async def test_both_databases_show_the_same_past(
    play: Opener,
    own_copy: Path,
    models: Path,
    tmp_path: Path,
    postgres_url: str,  # noqa: F811
) -> None:
    backup(database(own_copy), tmp_path / "copy.db")
    restore(postgres_url, tmp_path / "copy.db")
    before = counted(postgres_url)
    small = play("later")
    large = PlaybackService.open(loaded(own_copy, models, database_url=postgres_url).settings)
    try:
        for at in moments(small)[::5]:
            assert await shown(large, at) == await shown(small, at)
            for asked, ours, theirs in zip(ASKED, await told(large), await told(small), strict=True):
                assert in_order(ours) == in_order(theirs), (asked, at)
        for table in ("candle_cache", "public.candle_cache", "events", "public.positions"):
            with pytest.raises((HaiDangError, sa.exc.SQLAlchemyError)):
                large._asof.read(at, lambda conn, t=table: conn.exec_driver_sql(f"DELETE FROM {t}"))
        assert await large.call(OWNER, Request("trades", {"limit": 5})) is not None
    finally:
        await large.close()
    assert counted(postgres_url) == before

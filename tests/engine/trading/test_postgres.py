"""The same run has the same ledger on both databases."""

from __future__ import annotations

from pathlib import Path

from engine.store.store import Store
from tests.engine.store.conftest import postgres_address, postgres_url  # noqa: F401
from tests.engine.trading.dying import Dying
from tests.engine.trading.test_crash import run
from tests.engine.trading.world import hash_of, items_of


async def test_sqlite_and_postgresql_keep_the_same_books(tmp_path: Path, postgres_url: str) -> None:  # noqa: F811
    items = items_of(5, bars=25)
    with Store.open(f"sqlite:///{tmp_path}/books.db") as small, Store.open(postgres_url) as large:
        await run(Dying(small, set()), items, seed=5)
        assert await run(Dying(large, {31, 60, 91}), items, seed=5) == 3
        assert hash_of(large) == hash_of(small)

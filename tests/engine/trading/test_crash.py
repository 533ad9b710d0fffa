"""A crash at any commit, then the same books: nothing lost, nothing doubled."""

from __future__ import annotations

import asyncio
import random
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from engine.core.modes import Mode
from engine.store.state import get_state, set_state
from engine.store.store import Store
from engine.store.tables.money import fills, trades
from engine.trading.proof import check_books
from tests.engine.trading.dying import Crash, Dying
from tests.engine.trading.world import BTC, ETH, Item, happen, hash_of, items_of, paper, start

ROOT = Path(__file__).parents[3]
SEEDS, CRASHES, PARTS = 1_000, 8, 4
SEED = 11  # of the run that is killed for real


async def run(store: Any, items: list[Item], source: str = "demo", seed: int = 0) -> int:
    """All items; every crash loses the desk and its broker, and the item at hand happens again."""
    desk: Any = None
    crashes = 0
    for item in items:
        for _ in range(40):
            try:
                desk = desk or await start(store, paper(seed), source=source)
                await happen(desk, store, item)
                break
            except Crash:
                desk, crashes = None, crashes + 1
    return crashes


@pytest.mark.parametrize("part", range(PARTS))
async def test_a_crash_at_any_commit_leaves_the_same_books(tmp_path: Path, part: int) -> None:
    """A thousand seeds of crash points, three crashes each, over a hundred and more different runs."""
    crashes, runs = 0, range(part, SEEDS // CRASHES, PARTS)
    stores = [Store.open(f"sqlite:///{tmp_path}/{n}.db") for n in range(CRASHES + 1)]
    calm, *crashed = stores
    for seed in runs:
        source, items = f"seed{seed}", items_of(seed, bars=10, symbols=(BTC, ETH))
        counted = Dying(calm, set())
        await run(counted, items, source, seed)
        expected = hash_of(calm, source)
        for n, store in enumerate(crashed):
            luck = random.Random(seed * CRASHES + n)
            points = set(luck.sample(range(2, 2 * counted.commits + 2), 3))
            crashes += await run(Dying(store, points), items, source, seed)
            assert hash_of(store, source) == expected, (seed, n)
            assert store.read(lambda conn, of=source: check_books(conn, of, Mode.PAPER)) == []
    # The runs are worth crashing.
    assert crashes > 2 * CRASHES * len(runs)
    for kind, least in ((trades, 2), (fills, 5)):
        count = sa.select(sa.func.count()).select_from(kind)
        assert calm.read(lambda c, count=count: c.execute(count).scalar_one()) > least * len(runs)
    for store in stores:
        store.close()


async def test_kill_9_at_every_commit_leaves_the_same_books(tmp_path: Path) -> None:
    items = items_of(SEED, bars=12)
    with Store.open(f"sqlite:///{tmp_path}/calm.db") as calm:
        counted = Dying(calm, set())
        await run(counted, items, seed=SEED)
        expected = hash_of(calm)
    kills = 0
    for point in random.Random(1).sample(range(2, 2 * counted.commits + 2), 14):
        url = f"sqlite:///{tmp_path}/killed{point}.db"
        Store.open(url).close()
        for attempt in range(3):
            command = [sys.executable, "-m", "tests.engine.trading.test_crash", url, str(point if attempt == 0 else 0)]
            done = await asyncio.to_thread(subprocess.run, command, cwd=ROOT, check=False, capture_output=True)
            if done.returncode == 0:
                break
            assert done.returncode == -signal.SIGKILL, done.stderr.decode()
            kills += 1
        with Store.open(url) as store:
            assert hash_of(store) == expected, point
            assert store.read(lambda conn: check_books(conn, "demo", Mode.PAPER)) == []
    assert kills >= 12


async def _child(url: str, point: int) -> None:
    with Store.open(url) as store:
        desk: Any = None
        dying = Dying(store, {point}, kill=True)
        done = store.read(lambda conn: get_state(conn, "demo", Mode.PAPER, "test.done", 0))
        for n, item in list(enumerate(items_of(SEED, bars=12)))[done:]:
            desk = desk or await start(dying, paper(SEED))  # type: ignore[arg-type]
            await happen(desk, dying, item)
            store.write_sync(lambda conn, n=n: set_state(conn, "demo", Mode.PAPER, "test.done", n + 1))


if __name__ == "__main__":
    asyncio.run(_child(sys.argv[1], int(sys.argv[2])))

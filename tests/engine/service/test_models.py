"""One pair's model in full is what manifests and rows say, now and at an earlier moment."""

from __future__ import annotations

import asyncio
import json
import random
from pathlib import Path
from typing import Any

import pytest

from engine.core.timeframes import Timeframe
from engine.forecast.layout import ModelKey
from engine.service.answers import ModelCard, Stamp
from engine.service.handlers.model_card import Scored, calibration_error, drift_of, model_card, reliability
from engine.service.handlers.model_versions import manifests_of
from engine.service.handlers.runs import Run
from tests.engine.house import BTC, ETH, H1, M15, House, living, train
from tests.engine.service.conftest import reach

RUN = Run("demo", "paper", M15, H1)
STAMP = Stamp("demo", "demo", "paper", 0)
COUNTED = "symbol = 'BTC/USDT' AND prediction != 'FLAT' AND scored_at IS NOT NULL"


def served_at(conn: Any, run: Any, symbol: str, until: int) -> str | None:
    """The version that spoke last for ``symbol`` at ``until`` or before."""
    from sqlalchemy import select

    from engine.store.tables import direction_predictions as p

    query = select(p.c.model_version).where(
        run.rows(p), p.c.symbol == symbol, p.c.timeframe == run.timeframe, p.c.horizon == run.horizon
    )
    newest = query.where(p.c.created_at <= until).order_by(p.c.timestamp.desc()).limit(1)
    found: str | None = conn.execute(newest).scalar()
    return found


async def card_at(house: House, until: int) -> ModelCard:
    """As a playback asks."""
    manifests = manifests_of(house.engine.rooms.registry.models_dir, RUN, BTC)

    def work(conn: Any) -> ModelCard:
        return model_card(conn, RUN, STAMP, BTC, manifests, served_at(conn, RUN, BTC, until), until, until)

    return await asyncio.to_thread(house.store.read, work)


async def test_a_card_says_what_the_manifest_says(house: House, models: Path) -> None:
    card = await house.ask("models", symbol="BTC")
    folder = ModelKey("demo", BTC, M15, H1).folder(models)
    manifest = json.loads((folder / card.version / "manifest.json").read_text())
    metrics = manifest["metrics"]
    assert (card.symbol, card.timeframe, card.horizon) == ("BTC/USDT", "15m", "1h")
    assert (card.trained_at, card.samples) == (manifest["trained_at"], metrics["samples"])
    assert (card.log_loss, card.calibration_error) == (metrics["log_loss"], metrics["calibration_error"])
    assert card.accuracy.n == metrics["samples"]
    assert card.accuracy.share == pytest.approx(metrics["accuracy"], abs=1 / metrics["samples"])
    assert card.accuracy.low < card.accuracy.share < card.accuracy.high
    assert {row.model: row.accuracy for row in card.members} == metrics["models"]
    assert [row.model for row in card.members] == ["forest", "svm", "logistic"]
    assert 0 <= card.age_ms < 3_600_000
    (version,) = card.versions
    assert (version.version, version.status, version.samples) == (card.version, "champion", card.samples)


async def test_what_came_true_is_counted_spoken_or_not(house: House) -> None:
    card = await house.ask("models", symbol="BTC")
    ((count, hits, silent),) = await house.rows(
        f"SELECT COUNT(*), SUM(correct), SUM(1 - spoken) FROM direction_predictions WHERE {COUNTED}"
    )
    assert (card.live.n, card.live.hits) == (count, hits)
    assert count > 50
    assert silent > 0
    rows = await house.rows(f"SELECT confidence, correct FROM direction_predictions WHERE {COUNTED}")
    assert sum(one.record.n for one in card.bins) == count
    for one in card.bins:
        inside = [row for row in rows if one.low <= round(row[0], 6) < one.high]
        assert (one.record.n, one.record.hits) == (len(inside), sum(row[1] for row in inside))
        assert one.low <= one.claimed <= one.high
        assert one.claimed == pytest.approx(sum(row[0] for row in inside) / len(inside))
    gaps = sum(one.record.n * abs(one.claimed - one.record.share) for one in card.bins)
    assert card.live_calibration_error == pytest.approx(gaps / count)
    assert (card.drift.key, card.drift.params["n"]) == ("drift-too-few", count)


async def test_a_forecast_that_pointed_nowhere_is_not_held_against_the_model(house: House) -> None:
    before = (await house.ask("models", symbol="BTC")).live

    def point_nowhere(conn: Any) -> None:
        from engine.store.sql import run

        ids = "SELECT id FROM direction_predictions WHERE symbol = ? AND scored_at IS NOT NULL LIMIT 10"
        run(conn, f"UPDATE direction_predictions SET prediction = 'FLAT' WHERE id IN ({ids})", (BTC,))

    await house.store.write(point_nowhere)
    assert (await house.ask("models", symbol="BTC")).live.n == before.n - 10


async def test_a_playback_sees_nothing_that_was_scored_later(house: House) -> None:
    moments = [row[0] for row in await house.rows("SELECT DISTINCT scored_at FROM direction_predictions ORDER BY 1")]
    middle = [moment for moment in moments if moment is not None][60]
    ((count, hits),) = await house.rows(
        f"SELECT COUNT(*), SUM(correct) FROM direction_predictions WHERE {COUNTED} AND scored_at <= ?", middle
    )
    then, now = await card_at(house, middle), await house.ask("models", symbol="BTC")
    assert (then.live.n, then.live.hits) == (count, hits)
    assert 0 < then.live.n < now.live.n
    assert sum(one.record.n for one in then.bins) == count
    assert (then.version, then.members) == (now.version, now.members)
    assert then.age_ms is None  # the demo's time is not that in which models are trained


async def test_before_the_first_forecast_no_model_is_known(house: House) -> None:
    card = await card_at(house, 0)
    assert (card.version, card.versions, card.bins, card.members) == (None, (), (), ())
    assert card.live_calibration_error is card.accuracy.share is None
    assert card.drift.params["n"] == 0


async def test_versions_tell_their_place_and_do_not_appear_before_their_time(folder: Path, own_models: Path) -> None:
    async with living(folder, own_models) as house:
        await reach(house, 2)
        before = await house.ask("models", symbol="BTC")
        ((last_old,),) = await house.rows("SELECT MAX(created_at) FROM direction_predictions")
        await asyncio.to_thread(train, own_models, BTC)
        await house.engine._trainer.bring_in()
        await reach(house, house.pipeline.candles_seen + 30)
        after = await house.ask("models", symbol="BTC")
        assert after.version != before.version
        assert [(row.version, row.status) for row in after.versions] == [
            (after.version, "champion"),
            (before.version, "retired"),
        ]
        assert after.live.n < before.live.n < sum(one.record.n for one in after.bins)
        then = await card_at(house, last_old)
        assert [(row.version, row.status) for row in then.versions] == [(before.version, "champion")]
        await house.ask("rollback", symbol="BTC")
        await house.engine._trainer.bring_in()
        back = await house.ask("models", symbol="BTC")
        assert [row.status for row in back.versions] == ["retired", "champion"]
        assert back.version == before.version


async def test_a_version_that_never_served_is_a_candidate(folder: Path, own_models: Path) -> None:
    from engine.forecast.writer import point_champion

    async with living(folder, own_models) as house:
        serving = (await house.ask("models", symbol="BTC")).version
        await asyncio.to_thread(train, own_models, BTC)
        point_champion(ModelKey("demo", BTC, M15, H1).folder(own_models), serving)
        card = await house.ask("models", symbol="BTC")
        assert [row.status for row in card.versions] == ["candidate", "champion"]


async def test_a_damaged_version_does_not_hide_the_others(folder: Path, own_models: Path) -> None:
    async with living(folder, own_models) as house:
        broken = ModelKey("demo", ETH, M15, H1).folder(own_models) / "20200101T000000Z-broken"
        broken.mkdir()
        (broken / "manifest.json").write_text("{")
        card = await house.ask("models", symbol="ETH")
        assert [row.status for row in card.versions] == ["champion"]


async def test_a_pair_without_a_model_has_an_empty_card(tmp_path: Path) -> None:
    async with living(tmp_path / "bare", tmp_path / "none") as house:
        card = await house.ask("models", symbol="BTC")
        assert (card.version, card.trained_at, card.versions) == (None, None, ())
        assert card.drift.key == "drift-too-few"


def scored(count: int, claimed: float, true: float) -> list[Scored]:
    chance = random.Random(1)
    return [Scored("v", claimed, chance.random() < true) for _ in range(count)]


@pytest.mark.parametrize(
    ("count", "claimed", "true", "key"),
    [
        (499, 0.9, 0.1, "drift-too-few"),
        (500, 0.9, 0.1, "drift-worse"),
        (3_000, 0.6, 0.6, "drift-ok"),
        (3_000, 0.6, 0.5, "drift-worse"),
        (3_000, 0.5, 0.9, "drift-ok"),
    ],
)
def test_drift_is_what_cannot_be_put_down_to_chance(count: int, claimed: float, true: float, key: str) -> None:
    assert drift_of(scored(count, claimed, true), overlap=1).key == key


def test_forecasts_that_share_a_move_are_thinner_evidence() -> None:
    rows = scored(600, 0.6, 0.53)
    alone, together = drift_of(rows, overlap=1), drift_of(rows, overlap=16)
    assert (alone.key, together.key) == ("drift-worse", "drift-ok")
    assert alone.params["z"] == pytest.approx(4 * together.params["z"], abs=0.03)
    assert alone.params["claimed_pct"] == 60.0
    assert alone.params["hit_pct"] == round(100 * sum(row.correct for row in rows) / 600, 1)


def test_bins_are_five_points_wide_and_sure_ones_fall_in_the_last() -> None:
    rows = [Scored("v", confidence, True) for confidence in (0.5, 0.549, 0.55, 0.95, 1.0)]
    bins = reliability(rows)
    assert [(one.low, one.high, one.record.n) for one in bins] == [(0.5, 0.55, 2), (0.55, 0.6, 1), (0.95, 1.0, 2)]
    assert calibration_error(bins) == pytest.approx((1 - 0.5 + 1 - 0.549 + 1 - 0.55 + 1 - 0.95) / 5)
    assert calibration_error(()) is None


async def test_other_horizons_are_another_model(house: House) -> None:
    run = Run("demo", "paper", M15, Timeframe("4h"))
    assert await asyncio.to_thread(house.store.read, lambda conn: served_at(conn, run, BTC, 2**60)) is None

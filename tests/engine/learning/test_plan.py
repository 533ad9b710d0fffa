from pathlib import Path

from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.forecast.layout import CHAMPION, ModelKey
from engine.learning.plan import plan_training, standing_on_disk
from engine.learning.triggers import WEEK_MS, Standing, Trigger

M15, H4 = Timeframe("15m"), Timeframe("4h")
FIVE = [Symbol(base) for base in ("BTC", "ETH", "XRP", "SOL", "BNB")]


def test_five_missing_models_are_fifteen_members() -> None:
    plan = plan_training("demo", [*FIVE, FIVE[0]], M15, H4, lambda key: Standing(None), 0)
    assert plan.members == 15
    assert [item.key.symbol for item in plan.items] == FIVE
    assert not plan.pooled


def test_only_what_has_a_reason() -> None:
    ages = {"ETH/USDT": 0, "XRP/USDT": WEEK_MS}
    plan = plan_training("demo", FIVE, M15, H4, lambda key: Standing(ages.get(key.symbol_name, WEEK_MS - 1)), WEEK_MS)
    assert [(item.key.symbol, item.reason) for item in plan.items] == [("ETH/USDT", Trigger.WEEKLY)]
    assert plan_training("demo", [], M15, H4, lambda key: Standing(None), 0).members == 0


def test_more_than_twenty_symbols_share_one_model() -> None:
    many = [Symbol(f"C{number}") for number in range(21)]
    plan = plan_training("binance", many, M15, H4, lambda key: Standing(None), 0)
    assert plan.pooled
    assert [item.key for item in plan.items] == [ModelKey("binance", None, M15, H4)]
    assert plan.symbols == tuple(many)


def test_a_folder_without_a_sound_champion_is_missing(tmp_path: Path) -> None:
    key = ModelKey("demo", FIVE[0], M15, H4)
    assert standing_on_disk(tmp_path, key).trained_at is None
    key.folder(tmp_path).mkdir(parents=True)
    (key.folder(tmp_path) / CHAMPION).write_text("{")
    assert standing_on_disk(tmp_path, key).trained_at is None
    (key.folder(tmp_path) / CHAMPION).write_text('{"version": "gone"}')
    assert standing_on_disk(tmp_path, key).trained_at is None

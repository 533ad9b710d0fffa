"""What is offered while somebody types."""

from bots.common.suggesting import MOST, suggestions
from engine.service.registry import registry
from engine.service.specs import Param

COINS = ["BTC/USDT", "ETH/USDT", "WBTC/USDT", *(f"X{number}/USDT" for number in range(40))]


def param(command: str, name: str) -> Param:
    return next(one for one in registry().get(command).params if one.name == name)


def test_coins_that_begin_as_typed_come_first() -> None:
    assert suggestions(param("price", "symbol"), "bt", COINS, []) == [("BTC", "BTC/USDT"), ("WBTC", "WBTC/USDT")]
    assert len(suggestions(param("price", "symbol"), "", COINS, [])) == MOST


def test_choices_are_found_without_marks() -> None:
    assert suggestions(param("signals", "which"), "im", [], []) == [("im lặng", "silent")]


def test_timeframes_and_commands() -> None:
    assert ("4h", "4h") in suggestions(param("chart", "timeframe"), "4", [], [])
    assert suggestions(param("help", "command"), "du do", [], ["predict", "price"]) == [("dự đoán", "predict")]


def test_nothing_is_made_up_where_anything_may_be_typed() -> None:
    assert suggestions(param("pause", "reason"), "x", COINS, ["price"]) == []

import pytest

from engine.core.symbols import Symbol


@pytest.mark.parametrize(("text", "pair"), [("WBTC", "WBTC/USDT"), ("steth", "STETH/USDT"), ("ETHBTC", "ETH/BTC")])
def test_a_coin_named_after_another_is_not_cut(text: str, pair: str) -> None:
    assert Symbol(text) == pair

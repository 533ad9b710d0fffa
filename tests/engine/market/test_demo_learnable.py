"""The planted part of the demo market can be learnt from the basic features, and speaks often enough to be a demo."""

import numpy as np
import pytest

from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.features import basic
from engine.market.demo_coins import coin_of
from engine.market.demo_model import HORIZON, ceiling
from engine.market.demo_tape import DemoTape

TRAIN, CALIBRATE, END = 3_800, 5_000, 14_000


@pytest.mark.parametrize(("seed", "name"), [(7, "BTC"), (8, "SOL"), (9, "XRP")])
def test_a_linear_model_learns_it_and_stays_below_the_ceiling(seed: int, name: str) -> None:
    linear = pytest.importorskip("sklearn.linear_model")
    series = DemoTape("demo", seed, coin_of(Symbol(name)), Timeframe("15m")).series(0, END + HORIZON)
    inputs = basic.inputs(basic.batch(series))
    ahead = series.close[HORIZON:] / series.close[:-HORIZON] - 1.0
    up = ahead > 0
    train = slice(basic.LEAST, TRAIN - HORIZON)
    later = slice(TRAIN, CALIBRATE - HORIZON)
    test = slice(CALIBRATE, END)
    middle, spread = inputs[train].mean(axis=0), inputs[train].std(axis=0)
    scaled = (inputs - middle) / spread
    model = linear.LogisticRegression(C=0.1).fit(scaled[train], up[train])
    platt = linear.LogisticRegression(C=1e6, fit_intercept=False)
    platt.fit(model.decision_function(scaled[later])[:, None], up[later])
    chance = platt.predict_proba(model.decision_function(scaled[test])[:, None])[:, 1]
    spoken = np.maximum(chance, 1.0 - chance) >= 0.65
    moves = np.where(chance > 0.5, 1.0, -1.0) * ahead[test]
    hit = (moves > 0)[spoken & (ahead[test] != 0)].mean()
    assert 0.03 < spoken.mean() < 0.40
    assert 0.68 < hit < ceiling().hit_rate + 0.05
    assert moves[spoken].mean() > 0.008
    assert (moves > 0).mean() < ceiling().accuracy + 0.03

from __future__ import annotations

import io
import subprocess
import sys

import numpy as np
import pytest

from engine.forecast.calibration import sigmoid
from engine.forecast.members import MEMBERS, Forest, Trio
from tests.engine.forecast.trained import key_of, trained, write


@pytest.fixture
def trio(tmp_path) -> Trio:
    folder = write(tmp_path, key_of())
    contents = {path.name: path.read_bytes() for path in folder.iterdir()}
    return Trio.of(contents, trained().inputs.shape[1])


def test_each_member_agrees_with_scikit_learn(trio: Trio):
    made = trained()
    seen = made.inputs[:400]
    scaled = made.scaler.transform(seen.astype(np.float64))
    votes = trio.votes(seen)
    expected = {
        "forest": made.forest.predict_proba(seen)[:, 1],
        "svm": sigmoid(made.platt[0] * made.svm.decision_function(scaled) + made.platt[1]),
        "logistic": made.logistic.predict_proba(scaled)[:, 1],
    }
    for place, name in enumerate(MEMBERS):
        assert np.abs(votes[:, place] - expected[name]).max() <= 1e-5, name
    assert np.abs(trio.svm.decision(scaled) - made.svm.decision_function(scaled)).max() <= 1e-9


def test_up_is_up_for_every_member(trio: Trio):
    made = trained()
    votes = trio.votes(made.inputs)
    rises = made.logistic.predict(made.scaler.transform(made.inputs.astype(np.float64)))
    for place in range(len(MEMBERS)):
        assert votes[rises, place].mean() > 0.6 > 0.4 > votes[~rises, place].mean()


def test_a_row_does_not_depend_on_its_company(trio: Trio):
    seen = trained().inputs[:130]
    together = trio.votes(seen)
    alone = np.concatenate([trio.votes(seen[place : place + 1]) for place in range(130)])
    assert np.array_equal(np.round(together, 6), np.round(alone, 6))
    assert together[:, 1].tobytes() == alone[:, 1].tobytes()


def test_parts_that_do_not_fit_are_refused(tmp_path):
    folder = write(tmp_path, key_of())
    contents = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(ValueError, match="array"):
        Trio.of(contents, 14)
    with pytest.raises(ValueError, match="forest"):
        Forest(contents["forest.onnx"], 14)
    memory = io.BytesIO()
    np.savez(memory, coef=np.array([{"code": 1}], object), intercept=np.array(0.0))
    with pytest.raises(ValueError, match="allow_pickle"):
        Trio.of({**contents, "logistic.npz": memory.getvalue()}, 17)
    memory = io.BytesIO()
    np.savez(memory, coef=np.full(17, np.nan), intercept=np.array(0.0))
    with pytest.raises(ValueError, match="coef"):
        Trio.of({**contents, "logistic.npz": memory.getvalue()}, 17)


def test_importing_the_room_loads_nothing_heavy():
    heavy = ["pandas", "polars", "talib", "sklearn", "onnxruntime", "scipy", "sqlalchemy", "torch", "xgboost"]
    code = (
        "import sys, engine.forecast.forecaster, engine.forecast.writer, engine.forecast.scores; "
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

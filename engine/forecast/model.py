"""A model in memory: checked bytes, members, calibration."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from engine.core.errors import HaiDangError, Operational
from engine.features.basic import FEATURE_SET, INPUTS
from engine.forecast.calibration import Calibration
from engine.forecast.manifest import Manifest, verify
from engine.forecast.members import Trio

_DECIMALS: Final = 6


@dataclass(frozen=True, slots=True, eq=False)
class TrioModel:
    """A checked model in memory."""

    manifest: Manifest
    trio: Trio
    calibration: Calibration

    @property
    def version(self) -> str:
        """Its version."""
        return self.manifest.version

    def probabilities(self, inputs: NDArray[np.float32]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Calibrated probability of up [n] and the members' votes [n, 3], rounded to six decimals.

        Rounding comes before anyone compares or hashes: libraries may differ in the last bits with the batch size.
        """
        votes = self.trio.votes(inputs)
        return np.round(self.calibration.apply(votes.mean(axis=1)), _DECIMALS), np.round(votes, _DECIMALS)


def read_model(folder: Path) -> TrioModel:
    """Check a version's folder and bring it into memory; Operational with the reason when it is not sound."""
    manifest, contents = verify(folder, feature_set=FEATURE_SET, inputs=INPUTS)
    try:
        trio = Trio.of(contents, len(INPUTS))
        model = TrioModel(manifest, trio, Calibration.parse(contents["calibration.json"]))
        chance, votes = model.probabilities(np.zeros((1, len(INPUTS)), np.float32))
    except HaiDangError:
        raise
    except Exception as fault:  # whatever a library raises on bytes it does not like, the answer is the same
        raise Operational("err-model-unreadable", path=str(folder)) from fault
    if not (np.isfinite(chance).all() and np.isfinite(votes).all()):
        raise Operational("err-model-unreadable", path=str(folder))
    return model


def settle_memory() -> None:
    """After models are loaded: keep the garbage collector from walking through them on every live candle."""
    gc.collect()
    gc.freeze()

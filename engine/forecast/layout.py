"""Where a model lives: ``models/<source>/<BTC-USDT or POOLED>/<timeframe>-<horizon>/<version>/``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe

POOLED: Final = "POOLED"
MANIFEST: Final = "manifest.json"
CHAMPION: Final = "champion.json"
TRIO: Final = "trio"
TRIO_FILES: Final = ("calibration.json", "forest.onnx", "logistic.npz", "scaler.npz", "svm.npz")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}\Z")


@dataclass(frozen=True, slots=True)
class ModelKey:
    """What a model is for. ``symbol`` None is a pooled model: one for all symbols of its source."""

    source: str
    symbol: Symbol | None
    timeframe: Timeframe
    horizon: Timeframe

    @property
    def pooled(self) -> ModelKey:
        """The key of the model that serves this market where there is no own one."""
        return ModelKey(self.source, None, self.timeframe, self.horizon)

    @property
    def symbol_name(self) -> str:
        """``BTC/USDT`` or ``POOLED``."""
        return self.symbol or POOLED

    def folder(self, models_dir: Path) -> Path:
        """The folder of all versions. A source is any text, so it is quoted into one plain folder name."""
        source = quote(self.source, safe=" ").replace(".", "%2E")
        symbol = self.symbol.replace("/", "-") if self.symbol else POOLED
        return models_dir / source / symbol / f"{self.timeframe}-{self.horizon}"

    @classmethod
    def of_folder(cls, folder: Path) -> ModelKey:
        """The key whose ``folder`` this is; raises InvalidInput or ValueError when it is none."""
        timeframe, _, horizon = folder.name.partition("-")
        symbol = folder.parent.name
        return cls(
            unquote(folder.parent.parent.name),
            None if symbol == POOLED else Symbol(symbol),
            Timeframe(timeframe),
            Timeframe(horizon),
        )


def is_version(name: str) -> bool:
    """Whether ``name`` may be a version: a plain folder name that cannot leave its place."""
    return _VERSION.match(name) is not None and ".." not in name

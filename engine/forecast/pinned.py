"""A registry that answers with the very versions it is told: what spoke then speaks again when a run is retraced."""

from __future__ import annotations

from pathlib import Path

from engine.core.errors import Operational
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.forecast.layout import ModelKey
from engine.forecast.model import TrioModel, read_model
from engine.forecast.registry import ModelRegistry


class PinnedRegistry(ModelRegistry):
    """Serves no champion, only pinned versions; a version that is gone raises the error of its folder."""

    def __init__(self, models_dir: Path) -> None:
        super().__init__(models_dir)
        self._pinned: dict[tuple[str, Symbol, Timeframe], TrioModel | None] = {}
        self._read: dict[Path, TrioModel] = {}

    def pin(self, source: str, symbol: Symbol, timeframe: Timeframe, spoke: tuple[str, str] | None) -> None:
        """From now on ``spoke`` (horizon and version) serves this pair, or nothing."""
        self._pinned[source, symbol, timeframe] = (
            None if spoke is None else self._model(source, symbol, timeframe, *spoke)
        )

    def _model(self, source: str, symbol: Symbol, timeframe: Timeframe, horizon: str, version: str) -> TrioModel:
        key = ModelKey(source, symbol, timeframe, Timeframe(horizon))
        folder = key.folder(self.models_dir) / version
        if not folder.exists():
            folder = key.pooled.folder(self.models_dir) / version
            if not folder.exists():
                raise Operational("err-replay-models-gone", symbol=symbol, version=version)
        model = self._read.get(folder)
        if model is None:
            model = self._read[folder] = read_model(folder)
        return model

    def peek(self, source: str, symbol: Symbol, timeframe: Timeframe, horizon: Timeframe) -> TrioModel | None:
        """The pinned version."""
        return self._pinned.get((source, symbol, timeframe))

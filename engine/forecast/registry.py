"""The models this machine has: which one serves a market, and what to do when it is not sound.

A champion is loaded only after every file was checked. One that fails is refused with its reason, and the one in memory
goes on serving; so a damaged file or an unfinished copy never silences or changes a running engine.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path

from engine.core.errors import HaiDangError, Operational
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.forecast.layout import CHAMPION, ModelKey
from engine.forecast.manifest import Manifest, list_versions, read_manifest
from engine.forecast.model import TrioModel, read_model
from engine.forecast.writer import point_champion, read_champion


@dataclass(frozen=True, slots=True)
class Version:
    """A line of ``models list``. ``error`` is set when the manifest cannot be trusted."""

    key: ModelKey
    version: str
    champion: bool
    manifest: Manifest | None
    error: HaiDangError | None = None


@dataclass(slots=True)
class _Slot:
    """What is known of one key: the model in memory, the pointer file it came from, the last refusal."""

    model: TrioModel | None = None
    seen: tuple[int, int, int] | None = None
    damaged: object = None
    error: HaiDangError | None = None
    told: bool = True


@dataclass(slots=True)
class Refresh:
    """What a look at the pointer files brought: models now serving, and refusals not told before."""

    loaded: list[TrioModel] = field(default_factory=list)
    refused: list[tuple[ModelKey, HaiDangError]] = field(default_factory=list)


class ModelRegistry:
    """The models below one folder. Safe to use from several threads."""

    def __init__(self, models_dir: Path) -> None:
        self.models_dir = models_dir
        self._slots: dict[ModelKey, _Slot] = {}
        self._lock = threading.RLock()

    def load(self, source: str, symbol: Symbol, timeframe: Timeframe, horizon: Timeframe) -> TrioModel | None:
        """The model that serves this market: its own champion, else the pooled one, else None.

        Raises Operational only when a champion was refused and no model can serve instead.
        """
        own = ModelKey(source, symbol, timeframe, horizon)
        with self._lock:
            slots = [self._slot(own), self._slot(own.pooled)]
            for slot in slots:
                if slot.model is not None:
                    return slot.model
            for slot in slots:
                if slot.error is not None:
                    raise slot.error
        return None

    def peek(self, source: str, symbol: Symbol, timeframe: Timeframe, horizon: Timeframe) -> TrioModel | None:
        """As ``load``, but a refused champion is silence: for the live path, which has told it by ``refresh``."""
        own = ModelKey(source, symbol, timeframe, horizon)
        slot = self._slots.get(own) or self._slot(own)
        if slot.model is not None:
            return slot.model
        pooled = own.pooled
        return (self._slots.get(pooled) or self._slot(pooled)).model

    def refresh(self) -> Refresh:
        """Look again at the champions of all markets asked for so far: one ``stat`` each unless something changed."""
        found = Refresh()
        with self._lock:
            for key, slot in self._slots.items():
                before = slot.model
                self._look(key, slot)
                if slot.model is not None and slot.model is not before:
                    found.loaded.append(slot.model)
                if slot.error is not None and not slot.told:
                    slot.told = True
                    found.refused.append((key, slot.error))
        return found

    def versions(self) -> list[Version]:
        """All versions of all markets below the folder, for ``models list``."""
        lines = []
        for folder in sorted(self.models_dir.glob("*/*/*-*")):
            try:
                key = ModelKey.of_folder(folder)
            except (HaiDangError, ValueError):
                continue
            lines += [_line(folder, key, version) for version in list_versions(folder)]
        return lines

    def promote(self, key: ModelKey, version: str) -> str | None:
        """Make a version the champion once all of it was checked; returns the one before."""
        folder = key.folder(self.models_dir)
        read_model(folder / version)
        return point_champion(folder, version)

    def rollback(
        self, source: str, symbol: Symbol | None, timeframe: Timeframe, horizon: Timeframe, version: str | None = None
    ) -> str:
        """Go back to ``version``, by default the newest one trained before the champion; returns it.

        For a symbol that has no champion of its own (and for None) it is the pooled model that goes back.
        """
        key = ModelKey(source, symbol, timeframe, horizon)
        if not (key.folder(self.models_dir) / CHAMPION).exists():
            key = key.pooled
        folder = key.folder(self.models_dir)
        version = version or _version_before(folder)
        if version is None:
            raise Operational("err-model-no-earlier", path=str(folder))
        self.promote(key, version)
        return version

    def _slot(self, key: ModelKey) -> _Slot:
        with self._lock:
            slot = self._slots.get(key)
            if slot is None:
                slot = _Slot()
                self._look(key, slot)
                self._slots[key] = slot
            return slot

    def _look(self, key: ModelKey, slot: _Slot) -> None:
        folder = key.folder(self.models_dir)
        try:
            state = (folder / CHAMPION).stat()
        except OSError:
            # Without a pointer nothing serves that did not before; what is in memory goes on until the engine restarts.
            slot.seen = None
            return
        seen = (state.st_mtime_ns, state.st_ino, state.st_size)
        damaged = None if slot.error is None else _files(folder)
        if seen == slot.seen and damaged == slot.damaged:
            return
        slot.seen, slot.damaged = seen, damaged
        try:
            version = read_champion(folder)
            if version is not None and (slot.model is None or slot.model.version != version):
                slot.model = read_model(folder / version)
            slot.error, slot.told, slot.damaged = None, True, None
        except HaiDangError as fault:
            slot.error, slot.told, slot.damaged = fault, False, _files(folder)


def _files(folder: Path) -> object:
    """What the champion's folder looks like from outside: a refused model is tried again when that changes."""
    try:
        version = read_champion(folder)
        files = sorted((folder / version).iterdir()) if version else []
        return [(file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in files]
    except (OSError, HaiDangError):
        return None


def _line(folder: Path, key: ModelKey, version: str) -> Version:
    try:
        champion = read_champion(folder) == version
    except HaiDangError:
        champion = False
    try:
        return Version(key, version, champion, read_manifest(folder / version))
    except HaiDangError as fault:
        return Version(key, version, champion, None, fault)


def _version_before(folder: Path) -> str | None:
    champion = read_champion(folder)
    known = []
    for version in list_versions(folder):
        try:
            known.append((read_manifest(folder / version).trained_at, version))
        except HaiDangError:
            continue
    known.sort()
    now = next((place for place, (_, version) in enumerate(known) if version == champion), len(known))
    return known[now - 1][1] if now else None

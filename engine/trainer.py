"""Sees to it that every watched pair has a model: plans, trains in another process, and brings new champions in."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from engine.core.clocks import Clock
from engine.core.errors import Refused
from engine.core.events import Event, EventKind
from engine.core.symbols import Symbol
from engine.forecast.enrolment import enrol
from engine.forecast.layout import MANIFEST, ModelKey
from engine.forecast.manifest import sha256
from engine.forecast.model import TrioModel, settle_memory
from engine.forecast.registry import ModelRegistry
from engine.jobs.model import Job, JobKind, JobState
from engine.jobs.runner import JobRunner
from engine.learning.plan import OWN_MODELS_AT_MOST, plan_training, standing_on_disk
from engine.learning.triggers import Standing
from engine.service.answers import Training
from engine.store.events import append_event
from engine.store.tape import append_tape

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from engine.settings import Settings
    from engine.store.store import Store

_log = logging.getLogger(__name__)
TRAINING: Final = JobKind("training", "engine.learning.worker")
CHECK_SECONDS: Final = 600
LOOK_SECONDS: Final = 5.0
"""A champion that a person has promoted or rolled back, here or from the tool box, serves after this long at most."""
REFRESH_SECONDS: Final = 1.0
RETRY_MS: Final = 3_600_000


class Trainer:
    """Trains what is missing or old, one process at a time, and tells about it."""

    def __init__(
        self,
        settings: Settings,
        source: str,
        database: str,
        store: Store,
        registry: ModelRegistry,
        wall: Clock,
        market: Clock,
        symbols: Callable[[], Sequence[Symbol]],
    ) -> None:
        self._settings, self._source, self._database, self._store = settings, source, database, store
        self._registry, self._wall, self._market, self._symbols = registry, wall, market, symbols
        self._runner = JobRunner(wall, [TRAINING])
        self._job: str | None = None
        self._put_off: dict[str, int] = {}
        self._has_history = False
        self._idle = asyncio.Event()
        self._loaded: set[tuple[str, str]] = set()
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """There is (more) history: look now whether something has to be trained."""
        self._has_history = True
        self._wake.set()

    async def run(self) -> None:
        """Plan, train, and pick champions up, until cancelled."""
        await self.bring_in()
        planned, ask = monotonic(), True
        while True:
            if self._job is None and self._has_history and (ask or monotonic() - planned >= CHECK_SECONDS):
                planned = monotonic()
                self._start_what_is_due()
                if self._job is None:
                    self._idle.set()
            ask = await self._woken(REFRESH_SECONDS if self._job else LOOK_SECONDS)
            if self._job is not None:
                await self._follow()
                ask = ask or self._job is None
            await self.bring_in()

    async def _woken(self, within: float) -> bool:
        try:
            async with asyncio.timeout(within):
                await self._wake.wait()
        except TimeoutError:
            return False
        self._wake.clear()
        return True

    async def settled(self) -> None:
        """Until nothing that is due is left to train."""
        self.wake()
        await self._idle.wait()

    async def close(self) -> None:
        """End what is under way; nothing half-written stays."""
        await self._runner.close()

    async def retrain(self, symbol: Symbol | None) -> int:
        """Train anew by hand; returns how many models."""
        symbols = [symbol] if symbol is not None else list(self._symbols())
        if self._job is not None:
            raise Refused("err-training-busy")
        self._start(symbols, "always")
        self._wake.set()
        return len(symbols)

    def training(self) -> Training | None:
        """Progress of what is under way."""
        if self._job is None:
            return None
        job = self._runner.job(self._job)
        if job.state.over:
            return None
        facts: Mapping[str, Any] = job.params
        symbol = facts.get("symbol")
        return Training(
            int(facts.get("done", 0)), int(facts.get("members", 0)), str(symbol) if symbol else None, job.fraction
        )

    def _start_what_is_due(self) -> None:
        settings = self._settings
        now = self._wall.now()
        self._put_off = {symbol: until for symbol, until in self._put_off.items() if until > now}
        symbols = [symbol for symbol in self._symbols() if str(symbol) not in self._put_off]
        plan = plan_training(
            self._source,
            symbols,
            settings.timeframe,
            settings.horizon,
            self._standing,
            now,
        )
        if plan.items:
            wanted = plan.symbols if plan.pooled else [i.key.symbol for i in plan.items if i.key.symbol is not None]
            self._start(wanted, "always")

    def _standing(self, key: ModelKey) -> Standing:
        """A champion that was refused (damaged, or made for other features) counts as missing: it cannot speak."""
        symbol = key.symbol
        if symbol is not None and self._model_of(symbol) is None:
            return Standing(None)
        return standing_on_disk(self._settings.models_dir, key)

    def _start(self, symbols: Sequence[Symbol], promote: str) -> None:
        settings = self._settings
        request = {
            "source": self._source,
            "symbols": [str(symbol) for symbol in symbols],
            "timeframe": str(settings.timeframe),
            "horizon": str(settings.horizon),
            "models_dir": str(settings.models_dir),
            "database": self._database,
            "last": settings.history_candles,
            "pooled": len(symbols) > OWN_MODELS_AT_MOST,
            "promote": promote,
        }
        self._idle.clear()
        self._job = self._runner.start(TRAINING.name, request).id

    async def _follow(self) -> None:
        if self._job is None:
            return
        job = self._runner.job(self._job)
        for item in job.items:
            # A pair that cannot be trained yet (too few candles, say) is told and asked about again later.
            if item.get("event") == "refused" and str(item["symbol"]) not in self._put_off:
                self._put_off[str(item["symbol"])] = self._wall.now() + RETRY_MS
                await self._event(EventKind.TRAINING, str(item["symbol"]), str(item["key"]), item.get("params"))
        if job.state.over:
            self._job = None
            await self._ended(job)

    async def _ended(self, job: Job) -> None:
        if job.state is JobState.FAILED and job.error is not None:
            later = self._wall.now() + RETRY_MS
            refused = {str(item["symbol"]) for item in job.items if item.get("event") == "refused"}
            self._put_off.update((str(symbol), later) for symbol in self._symbols())
            if not refused:
                await self._event(EventKind.ERROR, None, job.error.key, job.error.params)
            if job.error.tail:
                _log.error("%s", job.error.tail)

    async def _event(self, kind: EventKind, symbol: str | None, key: str, params: Any) -> None:
        facts = {"key": key, "params": {name: str(value) for name, value in dict(params or {}).items()}}
        event = Event(kind, self._market.now(), self._source, symbol, facts)
        await self._store.write(lambda conn: append_event(conn, event))

    async def bring_in(self) -> None:
        """Load champions that are new; a damaged one is told and the one before goes on serving."""
        settings = self._settings
        for symbol in self._symbols():
            await asyncio.to_thread(self._registry.peek, self._source, symbol, settings.timeframe, settings.horizon)
        found = await asyncio.to_thread(self._registry.refresh)
        for key, error in found.refused:
            await self._event(EventKind.MODEL_REFUSED, key.symbol_name, error.key, error.params)
        serving = dict.fromkeys(self._model_of(symbol) for symbol in self._symbols())
        new = [m for m in serving if m is not None and (m.manifest.symbol, m.version) not in self._loaded]
        for model in new:
            self._loaded.add((model.manifest.symbol, model.version))
            await self._store.write(lambda conn, m=model: self._record(conn, m))  # type: ignore[misc]
        if new:
            settle_memory()

    def _model_of(self, symbol: Symbol) -> TrioModel | None:
        settings = self._settings
        return self._registry.peek(self._source, symbol, settings.timeframe, settings.horizon)

    def _record(self, conn: Connection, model: TrioModel) -> None:
        manifest, now = model.manifest, self._market.now()
        key: ModelKey = manifest.key
        facts = {"symbol": manifest.symbol, "version": model.version}
        path = key.folder(self._settings.models_dir) / model.version
        if not enrol(conn, model, str(path), sha256((path / MANIFEST).read_bytes())):
            return
        mode = self._settings.mode.value
        append_tape(conn, manifest.source, mode, "models", now, symbol=manifest.symbol, payload=facts)
        append_event(conn, Event(EventKind.MODEL_LOADED, now, manifest.source, manifest.symbol, facts))

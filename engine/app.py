"""The only file that knows all rooms: it builds them, starts them, and ends them in the right order."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from engine.bus.memory import MemoryBus
from engine.core.clocks import MarketClock, WallClock
from engine.core.errors import HaiDangError, InvalidInput, Operational
from engine.core.events import Event, EventKind
from engine.core.modes import Market, Mode
from engine.core.wording import error_text
from engine.forecast.forecaster import Forecaster
from engine.grounds import Ground, Hooks, Room, lay_ground
from engine.herald import Herald
from engine.housekeeping import keep_house
from engine.logs import LogLines, set_up_logging, shut_down_logging
from engine.market.dong import DongRate
from engine.narrator import Narrator
from engine.pipeline import Pipeline
from engine.pipeline.commands import Commands
from engine.pipeline.resuming import finish_exits
from engine.service.alerts.post import PostOffice
from engine.service.bot_states import BotStates
from engine.service.dispatch import LocalService
from engine.service.handlers.table import HANDLERS
from engine.service.lobby import Lobby
from engine.service.lock import FolderLock
from engine.service.notebook import Notebook
from engine.service.people.choices import Choices
from engine.service.people.people import People
from engine.service.publisher import SnapshotPublisher
from engine.service.rooms import ChatRooms, Rooms
from engine.service.wire import SocketServer
from engine.settings_load import check_mode
from engine.store.address import database_of, sqlite_url
from engine.store.events import append_event
from engine.store.retention import check_prunable
from engine.store.store import Store
from engine.store.tape import append_tape
from engine.trading.desk import TradingDesk
from engine.trading.paper import PaperBroker
from engine.trainer import Trainer

if TYPE_CHECKING:
    from engine.settings import Settings
    from engine.settings_load import Loaded

_log = logging.getLogger(__name__)
_HEALTHY_SECONDS = 60.0


@dataclass(slots=True)
class Engine:
    """A running house. One that is ``alone`` lives for a single question: it neither streams, trains nor listens."""

    settings: Settings
    rooms: Rooms
    service: LocalService
    _ground: Ground
    _lock: FolderLock
    _market: Room
    _trainer: Trainer
    _publisher: SnapshotPublisher
    _narrator: Narrator
    _dong: DongRate
    _socket: SocketServer | None
    _handlers: list[logging.Handler]
    _tasks: list[asyncio.Task[Any]] = field(default_factory=list)
    _stopped: bool = False

    @classmethod
    async def start(cls, loaded: Loaded, *, alone: bool = False, on_screen: bool = False) -> Self:
        """Take the folder, open the store, build the rooms and follow the watched pairs as far as they are stored."""
        settings: Settings = loaded.settings
        check_mode(settings)
        lock = FolderLock(settings.data_dir)
        lock.acquire()
        lines = LogLines()
        handlers: list[logging.Handler] = []
        try:
            handlers += set_up_logging(settings, lines, on_screen=on_screen)
            engine = await cls._build(loaded, lock, lines, handlers)
            try:
                await engine._open(alone=alone)
            except BaseException:
                engine.rooms.pipeline.shut_down()
                await asyncio.to_thread(engine.rooms.store.close)
                raise
        except BaseException:
            shut_down_logging(handlers)
            lock.release()
            raise
        return engine

    @classmethod
    async def _build(cls, loaded: Loaded, lock: FolderLock, lines: LogLines, handlers: list[logging.Handler]) -> Self:
        settings: Settings = loaded.settings
        database = _database(settings)
        store = await asyncio.to_thread(Store.open, database, backup_dir=settings.data_dir / "backups")
        try:
            return cls._furnish(loaded, lock, lines, handlers, store, database)
        except BaseException:
            store.close()
            raise

    @classmethod
    def _furnish(
        cls,
        loaded: Loaded,
        lock: FolderLock,
        lines: LogLines,
        handlers: list[logging.Handler],
        store: Store,
        database: str,
    ) -> Self:
        settings: Settings = loaded.settings
        check_prunable(settings.keep_days)
        wall, clock = WallClock(), MarketClock()
        ground = lay_ground(settings, store)
        source, mode, rules = ground.source, ground.mode, ground.rules
        desk = TradingDesk(store, PaperBroker(rules, ground.instruments), rules, ground.instruments, source, mode)
        pipeline = Pipeline(
            source=source,
            mode=mode,
            store=store,
            forecaster=Forecaster(ground.registry, rules.horizon),
            desk=desk,
            rules=rules,
            instrument=ground.instruments,
            clock=clock,
        )
        bus = MemoryBus()
        pipeline.on_committed = Herald(bus).announce
        pipeline.commands = Commands(store, desk, rules, source, mode, clock, ground.instruments, pipeline.is_blind)
        trainer = Trainer(settings, source, database, store, ground.registry, wall, clock, pipeline.symbols)
        hooks = Hooks(
            on_history=trainer.wake,
            is_busy=lambda symbol: desk.portfolio(clock.now()).is_busy(symbol),
            trained=trainer.settled,
        )
        market = ground.room(pipeline, clock, wall, hooks)
        publisher = SnapshotPublisher()
        dong = DongRate(settings, wall)
        people, choices = People(store, settings, wall, clock), Choices(store, settings, wall)
        post = PostOffice(store, bus, settings, people, choices, wall)
        pipeline.on_price = post.prices.see
        rooms = Rooms(
            settings=settings,
            source=source,
            origins=dict(loaded.origins),
            store=store,
            registry=ground.registry,
            desk=desk,
            pipeline=pipeline,
            market_clock=clock,
            wall_clock=wall,
            instruments=ground.instruments,
            tickers=market.tickers,
            order_book=market.order_book,
            add_symbol=market.add,
            remove_symbol=market.remove,
            retrain=trainer.retrain,
            feed_status=lambda: market.status,
            training=trainer.training,
            problems=lambda: _problems(pipeline, market),
            start_cash=lambda: _start_cash(store, source, mode),
            started_at=wall.now(),
            dong=dong.now,
            reread=loaded.again,
            chat=ChatRooms(people, choices, post, BotStates(post.waiting)),
            log_lines=lines,
        )
        service = LocalService(rooms, HANDLERS, publisher)
        socket = SocketServer(service, settings.data_dir)
        narrator = Narrator(store, bus)
        return cls(settings, rooms, service, ground, lock, market, trainer, publisher, narrator, dong, socket, handlers)

    async def _open(self, *, alone: bool) -> None:
        rooms = self.rooms
        desk, pipeline = rooms.desk, rooms.pipeline
        await asyncio.to_thread(desk.open_purse, self._ground.cash, now=0)
        await asyncio.to_thread(desk.load)
        await self._market.recall()
        await asyncio.to_thread(pipeline.recall)
        await desk.resume(rooms.market_clock.now())
        newest = [last for symbol in pipeline.symbols() if (last := pipeline.pair(symbol).last) is not None]
        await finish_exits(rooms.store, desk, rooms.source, self._ground.mode, newest)
        if self._ground.trains:
            await self._trainer.bring_in()
        await self._load_chat()  # before anybody can ask: an answer by who is not known yet would be a wrong one
        if alone:
            self._socket = None
            await self._market.look_once()
            await pipeline.preview()
            return
        if self._socket is not None:
            await self._socket.start()
        await self._note_rules()
        await self._note(EventKind.ENGINE_STARTED)

    async def _load_chat(self) -> None:
        if (chat := self.rooms.chat) is not None:
            for memory in (chat.people, chat.choices, chat.post):
                await memory.load()

    def lobby(self) -> Lobby:
        """What chat faces of this process work with."""
        rooms = self.rooms
        if rooms.chat is None:
            raise RuntimeError("a recorded house serves no chats")
        notebook = Notebook(rooms.store, rooms.wall_clock)
        return Lobby(rooms.settings, self.service, rooms.chat, notebook, rooms.wall_clock, self._note)

    async def run(self) -> None:
        """Follow the market, train, tell and publish until cancelled; a part that dies is restarted and reported."""
        parts = {
            "market": self._market.run,
            **({"training": self._trainer.run} if self._ground.trains else {}),
            "narrator": self._narrator.run,
            **({} if self.rooms.chat is None else {"alerts": self.rooms.chat.post.run}),
            "housekeeping": lambda: keep_house(self.rooms.store, self.settings.keep_days, self.rooms.wall_clock),
            **({"rate": self._dong.run} if self.settings.market is Market.EXCHANGE else {}),
            "snapshots": lambda: self._publisher.run(self.rooms),
        }
        self._tasks = [asyncio.create_task(self._keep_alive(name, part)) for name, part in parts.items()]
        await self._tasks[0]

    async def _keep_alive(self, name: str, part: Any) -> None:
        wait = 1.0
        while True:
            began = time.monotonic()
            try:
                await part()
                return
            except HaiDangError as error:
                if isinstance(error, InvalidInput) and name == "market" and not self._market.opened:
                    raise  # a setting is wrong: waiting will not mend it
                _log.error("%s: %s", name, error_text(error))
                await self._fault(error.key, dict(error.params))
            except Exception as error:
                surprise = Operational("err-part-died", part=name, detail=type(error).__name__)
                _log.exception("%s: %s", surprise.incident, name)
                await self._fault(surprise.key, dict(surprise.params))
            wait = 1.0 if time.monotonic() - began > _HEALTHY_SECONDS else wait
            await asyncio.sleep(wait)
            wait = min(wait * 2, 60.0)

    async def _fault(self, key: str, params: dict[str, object]) -> None:
        facts = {"key": key, "params": {name: str(value) for name, value in params.items()}}
        with contextlib.suppress(HaiDangError):
            await self._note(EventKind.ERROR, facts)

    async def _note_rules(self) -> None:
        rooms, facts = self.rooms, self.rooms.pipeline.rules.facts()
        source, mode, now = rooms.source, self._ground.mode.value, rooms.market_clock.now()
        await rooms.store.write(lambda conn: append_tape(conn, source, mode, "rules", now, payload=facts))

    async def _note(self, kind: EventKind, data: Mapping[str, object] | None = None) -> None:
        facts = {**(data or {}), "mode": self.rooms.mode}
        event = Event(kind, self.rooms.market_clock.now(), self.rooms.source, None, facts)
        await self.rooms.store.write(lambda conn: append_event(conn, event))

    async def stop(self) -> None:
        """Finish the step, flush, let go of everything; harmless when called twice."""
        if self._stopped:
            return
        self._stopped = True
        self._publisher.close()
        await self._market.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._trainer.close()
        if self._socket is not None:
            await self._socket.stop()
        await self.service.settle()
        if self._socket is not None:
            with contextlib.suppress(HaiDangError):
                await self._note(EventKind.ENGINE_STOPPED)
                await self._narrator.tell_new()
        self.rooms.pipeline.shut_down()
        await asyncio.to_thread(self.rooms.store.close)
        shut_down_logging(self._handlers)
        self._lock.release()


def _database(settings: Settings) -> str:
    """The address of the store; a replay decides into a scratch one that starts empty each time."""
    if settings.market is Market.REPLAY:
        scratch = settings.data_dir / "replay" / "scratch.db"
        for part in (scratch, *(Path(f"{scratch}{end}") for end in ("-wal", "-shm"))):
            part.unlink(missing_ok=True)
        return sqlite_url(scratch)
    return database_of(settings)


def _problems(pipeline: Pipeline, market: Room) -> list[tuple[str, dict[str, object]]]:
    found = [error for error in (pipeline.problem, market.problem) if error is not None]
    return [(error.key, dict(error.params)) for error in found]


def _start_cash(store: Store, source: str, mode: Mode) -> Decimal:
    from engine.store.sql import run

    query = "SELECT start_cash FROM purses WHERE source = ? AND mode = ?"
    found = store.read(lambda conn: run(conn, query, (source, mode.value)).scalar_one_or_none())
    return Decimal(found) if found is not None else Decimal(0)

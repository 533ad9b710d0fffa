"""Letters arrive: all of them, in order, not as a flood, and twice only where nobody could know better."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from engine.core.events import EventKind
from engine.core.modes import ExitReason, Role
from engine.service.alerts import marking
from engine.service.alerts.delivering import AT_ONCE
from engine.service.alerts.kinds import AlertKind
from engine.service.alerts.letters import FateUnknown, Letter, MailboxClosed, NotSent
from engine.service.alerts.subscriptions import Subscription, Volume
from engine.service.visits import Visit
from engine.store.store import Store
from tests.engine.house import until
from tests.engine.service.alerts.world import Clock, Office, Postman, stores
from tests.engine.trading.dying import Crash, Dying

OWNER, OPERATOR, VIEWER = "user:1", "user:2", "user:3"
ALONE = {"telegram_operators": "", "telegram_viewers": ""}
"""Settings of a house with its owner only."""
LEFT_AND_NEVER_HEARD_OF = (
    "SELECT batch FROM outbox WHERE state = 'sending' AND batch NOT IN (SELECT batch FROM outbox WHERE state = 'sent')"
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with stores(tmp_path) as opened:
        yield opened


async def office_of(store: Any, **settings: Any) -> Office:
    return await Office(store, Clock(), **{**ALONE, **settings}).open()


def refused(letter: Letter) -> None:
    raise NotSent("refused")


async def hung(letter: Letter) -> None:
    await asyncio.sleep(60)


async def test_events_that_happen_together_come_in_letters_of_five_in_their_order(store: Store) -> None:
    office, postman = await office_of(store), Postman()
    ids = [office.happens(EventKind.SIGNAL, "BTC/USDT") for _ in range(12)]
    await office.post.look()
    assert office.post.waiting("telegram") == 12
    await office.deliver(postman)
    assert [len(letter.events) for letter in postman.arrived] == [5, 5, 2]
    assert postman.told(OWNER) == ids
    assert office.post.waiting("telegram") == 0
    assert office.rows("SELECT DISTINCT state, attempts FROM outbox") == [("sent", 1)]


async def test_what_was_refused_comes_later_as_the_same_letter_and_once(store: Store) -> None:
    office, tries = await office_of(store), list[tuple[int, str]]()

    def twice(letter: Letter) -> None:
        tries.append((office.clock.now(), letter.nonce))
        if len(tries) < 3:
            refused(letter)

    office.happens(EventKind.SIGNAL, "BTC/USDT")
    await office.post.look()
    postman = Postman(twice)
    await office.deliver(postman)
    assert len(postman.arrived) == 1
    moments, nonces = zip(*tries, strict=True)
    assert len(set(nonces)) == 1
    assert [round((after - before) / 1000) for before, after in pairwise(moments)] == [1, 2]


async def test_a_platform_that_asks_for_rest_is_left_alone_for_so_long(store: Store) -> None:
    office = await office_of(store, telegram_viewers="3")
    first, later = office.clock.now(), list[int]()

    def busy(letter: Letter) -> None:
        if office.clock.now() < first + 30_000:
            later.append(office.clock.now())
            raise NotSent("429", retry_after=30)

    office.happens(EventKind.SIGNAL, "BTC/USDT")
    await office.post.look()
    postman = Postman(busy)
    await office.deliver(postman)
    assert {letter.mailbox for letter in postman.arrived} == {OWNER, VIEWER}
    assert office.clock.now() >= first + 30_000
    assert len(later) <= 2  # those that were on their way together; nobody else tried


async def test_a_group_that_asks_for_rest_keeps_nobody_else_waiting(store: Store) -> None:
    office, told = await office_of(store), list[tuple[str, int]]()
    loud = Subscription({AlertKind.SIGNAL: Volume.ON})
    await office.post.subscriptions.change("telegram", "chat:-100", lambda before: loud)
    began = office.clock.now()

    def slow(letter: Letter) -> None:
        if letter.mailbox == "chat:-100" and office.clock.now() < began + 3_600_000:
            raise NotSent("429", retry_after=3_600)
        told.append((letter.mailbox, (office.clock.now() - began) // 1000))

    office.happens(EventKind.SIGNAL, "BTC/USDT")
    await office.post.look()
    worker = office.worker(Postman(slow))
    await asyncio.gather(*(worker.serve(mailbox, box) for mailbox, box in worker.ready()))
    office.happens(EventKind.EXIT_FILLED, "BTC/USDT", exit_reason=ExitReason.STOP_LOSS.value)
    await office.post.look()
    await office.deliver(Postman(slow))
    assert told == [(OWNER, 0), (OWNER, 0), ("chat:-100", 3_600)]


async def test_who_is_no_owner_any_more_is_not_told_who_came_in_the_meantime(store: Store) -> None:
    office, postman = await office_of(store), Postman()
    await office.people.grant("telegram", 9, Role.OWNER, "test:1")
    office.happens(EventKind.KNOCK, actor="77")
    signal = office.happens(EventKind.SIGNAL, "BTC/USDT")
    await office.post.look()
    await office.people.grant("telegram", 9, Role.OPERATOR, "test:1")
    await office.deliver(postman)
    assert signal in postman.told("user:9")
    kinds = {event.kind for letter in postman.arrived if letter.mailbox == "user:9" for event in letter.events}
    assert EventKind.KNOCK not in kinds
    assert office.post.waiting("telegram") == 0


@pytest.mark.parametrize("ending", ["unknown", "hung"])
async def test_where_nobody_knows_the_letter_is_repeated_with_its_nonce(store: Store, ending: str) -> None:
    office, nonces = await office_of(store), list[str]()

    async def once(letter: Letter) -> None:
        nonces.append(letter.nonce)
        if len(nonces) == 1:
            if ending == "hung":
                await hung(letter)
            raise FateUnknown("connection lost")

    office.happens(EventKind.SIGNAL, "BTC/USDT")
    await office.post.look()
    await office.deliver(Postman(once))
    assert len(nonces) == 2
    assert len(set(nonces)) == 1


@pytest.mark.parametrize("how", [refused, hung], ids=["refused", "hung"])
async def test_an_outage_ends_in_one_summary_that_counts_everything(store: Store, how: Any) -> None:
    office = await office_of(store)
    postman = Postman(how)
    kinds = [
        (EventKind.SIGNAL, {}),
        (EventKind.ENTRY_FILLED, {}),
        (EventKind.EXIT_FILLED, {"exit_reason": ExitReason.STOP_LOSS.value}),
        (EventKind.EXIT_FILLED, {"exit_reason": ExitReason.TAKE_PROFIT.value}),
        (EventKind.EXIT_FILLED, {"exit_reason": ExitReason.TIME.value}),
    ]
    ids = []
    for minute in range(60):
        for kind, data in kinds:
            ids.append(office.happens(kind, "BTC/USDT", minute=minute, **data))
        await office.post.look()
        worker = office.worker(postman)
        await asyncio.gather(*(worker.serve(*ready) for ready in worker.ready()))
        office.clock.pass_by(minutes=1)
    assert not postman.arrived
    postman.how = None
    began = office.clock.now()
    await office.deliver(postman)
    first, summary = postman.arrived
    assert first.summary is None  # the letter that was under way when the outage began
    assert summary.summary is not None
    assert sum(summary.summary.counts.values()) + len(first.events) == len(ids)
    assert summary.summary.counts["signal"] + 1 == 60
    assert {"entry", "stop", "target", "fill"} <= set(summary.summary.counts)
    told = [event.id for event in summary.events]
    assert len(told) == 15
    assert told == sorted(told)
    assert told[-1] == ids[-1]  # the newest of what matters, and no signal among it
    assert all(event.kind is not EventKind.SIGNAL for event in summary.events)
    assert summary.summary.first_at <= began - 59 * 60_000
    assert office.rows("SELECT COUNT(*) FROM outbox WHERE state <> 'sent'") == [(0,)]


async def test_a_few_old_ones_are_all_told_in_their_summary(store: Store) -> None:
    office, postman = await office_of(store), Postman()
    ids = [office.happens(EventKind.SIGNAL, "BTC/USDT") for _ in range(3)]
    await office.post.look()
    office.clock.pass_by(minutes=16)
    await office.deliver(postman)
    (letter,) = postman.arrived
    assert letter.summary is not None
    assert [event.id for event in letter.events] == ids


async def test_what_is_older_than_a_day_is_only_counted(store: Store) -> None:
    office, postman = await office_of(store), Postman()
    office.happens(EventKind.STATE_CHANGED, state="PAUSED")
    office.clock.pass_by(hours=25)
    young = office.happens(EventKind.STATE_CHANGED, state="RUNNING")
    await office.post.look()
    await office.deliver(postman)
    (letter,) = postman.arrived
    assert letter.summary is not None
    assert dict(letter.summary.counts) == {"state": 2}
    assert [event.id for event in letter.events] == [young]


async def test_while_a_platform_is_down_one_letter_tries_for_all(store: Store) -> None:
    office = await office_of(store, telegram_viewers=",".join(str(n) for n in range(10, 40)))
    tries = list[str]()

    def down(letter: Letter) -> None:
        tries.append(letter.mailbox)
        refused(letter)

    office.happens(EventKind.SIGNAL, "BTC/USDT")
    await office.post.look()
    worker, most = office.worker(Postman(down)), 0
    for _ in range(600):
        ready = worker.ready()
        most = max(most, len(ready)) if len(tries) >= AT_ONCE else most
        await asyncio.gather(*(worker.serve(*one) for one in ready))
        office.clock.pass_by(seconds=1)
    assert most == 1
    assert len(tries) < AT_ONCE + 12  # those that left together, then one at a time and ever fewer
    postman = Postman()
    await office.deliver(postman)
    assert len(postman.arrived) == 31


async def test_a_closed_mailbox_waits_and_is_told_in_one_letter_when_it_opens(store: Store) -> None:
    office, postman = await office_of(store), Postman()

    def blocked(letter: Letter) -> None:
        raise MailboxClosed("never wrote")

    for _ in range(3):
        office.happens(EventKind.SIGNAL, "BTC/USDT")
        await office.post.look()
        await office.deliver(Postman(blocked))
        office.clock.pass_by(minutes=10)
    assert office.choices.is_closed("telegram", OWNER)
    assert office.post.waiting("telegram") == 3
    assert office.rows("SELECT DISTINCT attempts FROM outbox ORDER BY 1") == [(0,), (1,)]  # nobody knocks again
    later = await office.again()
    await later.choices.seen(Visit("telegram", 1, "An", "1", None, True, "en"))
    await later.deliver(postman)
    (letter,) = postman.arrived
    assert letter.summary is not None
    assert dict(letter.summary.counts) == {"signal": 3}
    assert letter.language == "en"


async def test_one_hung_mailbox_does_not_keep_another_waiting(store: Store) -> None:
    office = await office_of(store, telegram_viewers="3")
    postman = Postman(lambda letter: hung(letter) if letter.mailbox == OWNER else None)
    ids = [office.happens(EventKind.SIGNAL, "BTC/USDT") for _ in range(8)]
    await office.post.look()
    worker = office.worker(postman, patience=30)
    running = asyncio.create_task(worker.run())
    await until(lambda: postman.told(VIEWER) == ids, 5)
    assert postman.told(OWNER) == []
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_a_worker_that_is_ended_in_the_middle_of_a_letter_repeats_it(store: Store) -> None:
    office = await office_of(store)
    started = asyncio.Event()
    nonces = list[str]()

    async def slow(letter: Letter) -> None:
        nonces.append(letter.nonce)
        started.set()
        await asyncio.sleep(60)

    office.happens(EventKind.SIGNAL, "BTC/USDT")
    await office.post.look()
    running = asyncio.create_task(office.post.deliver("telegram", Postman(slow)))
    await started.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert office.rows("SELECT state FROM outbox") == [("sending",)]
    postman = Postman()
    await (await office.again()).deliver(postman)
    assert [letter.nonce for letter in postman.arrived] == nonces


async def test_two_workers_never_serve_one_platform(store: Store) -> None:
    office, active = await office_of(store, telegram_viewers="3"), set[str]()

    def watched(name: str) -> Postman:
        async def slow(letter: Letter) -> None:
            active.add(name)
            await asyncio.sleep(0.005)

        return Postman(slow)

    for _ in range(4):
        office.happens(EventKind.SIGNAL, "BTC/USDT")
    await office.post.look()
    both = [asyncio.create_task(office.post.deliver("telegram", watched(name))) for name in ("one", "other")]
    await until(lambda: not office.post.waiting("telegram"), 5)
    assert active == {"one"}
    for task in both:
        task.cancel()
    await asyncio.gather(*both, return_exceptions=True)


async def test_a_letter_that_breaks_its_courier_is_put_aside_and_those_behind_it_go_on(store: Store) -> None:
    office = await office_of(store)
    bad = office.happens(EventKind.SIGNAL, "BTC/USDT", poison=True)

    def brittle(letter: Letter) -> None:
        if any(event.data.get("poison") for event in letter.events):
            raise KeyError("poison")

    await office.post.look()
    postman = Postman(brittle)
    await office.deliver(postman)
    good = office.happens(EventKind.SIGNAL, "BTC/USDT")
    await office.post.look()
    await office.deliver(postman)
    assert postman.told(OWNER) == [good]
    (row,) = office.rows("SELECT state, last_error FROM outbox WHERE event_id = ?", bad)
    assert row[0] == "broken"
    assert row[1].endswith("KeyError")


async def test_who_lost_the_role_is_told_nothing_of_what_waited(store: Store) -> None:
    office, postman = await office_of(store), Postman()
    await office.people.grant("telegram", 9, Role.VIEWER, "test")
    office.happens(EventKind.SIGNAL, "BTC/USDT")
    await office.post.look()
    await office.people.revoke("telegram", 9)
    await office.deliver(postman)
    assert {letter.mailbox for letter in postman.arrived} == {OWNER}
    assert office.rows("SELECT state FROM outbox WHERE recipient = 'user:9'") == [("withdrawn",)]
    assert office.post.waiting("telegram") == 0


@pytest.mark.parametrize("seed", range(12))
async def test_whatever_goes_wrong_nothing_is_lost_nor_doubled_where_it_was_surely_refused(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refusals, silence, lost answers and the end of the process at any commit or on the way, for two readers."""
    monkeypatch.setattr(marking, "_SOME", 2)  # so that long letters are marked in many steps, each of which may fail
    luck = random.Random(seed)
    arrived: list[Letter] = []
    doubtful = set[str]()

    def fate(letter: Letter) -> Any:
        draw = luck.random()
        if draw < 0.25:
            raise NotSent("no", retry_after=luck.choice([None, 5]))
        if draw < 0.4:
            doubtful.add(letter.nonce)
            if luck.random() < 0.5:
                arrived.append(letter)
            raise FateUnknown("?")
        if draw < 0.45:
            doubtful.add(letter.nonce)
            raise Crash
        arrived.append(letter)

    with stores(tmp_path) as real:
        office = await office_of(real, telegram_viewers="3")
        ids: list[int] = []
        for life in range(25):
            last = life > 20
            dying = Dying(real, set() if last else {luck.randint(2, 40)})
            office = await office.again(dying)
            try:
                ids += [office.happens(EventKind.SIGNAL, "BTC/USDT", life=life) for _ in range(luck.randint(0, 4))]
                await office.post.look()
                await office.deliver(Postman(fate))
            except Crash:
                doubtful.update(row[0] for row in office.rows(LEFT_AND_NEVER_HEARD_OF))
        await office.post.look()
        await office.deliver(Postman(lambda letter: arrived.append(letter)), within=1e9)
        states = office.rows("SELECT DISTINCT state FROM outbox")
        counted = office.rows("SELECT COUNT(*) FROM outbox")
    assert states == [("sent",)]
    assert counted == [(2 * len(ids),)]
    for mailbox in (OWNER, VIEWER):
        letters = [letter for letter in arrived if letter.mailbox == mailbox]
        nonces = [letter.nonce for letter in letters]
        doubled = {nonce for nonce in nonces if nonces.count(nonce) > 1}
        assert doubled <= doubtful
        once = {letter.nonce: letter for letter in letters}
        heard = sum(sum(one.summary.counts.values()) if one.summary else len(one.events) for one in once.values())
        assert heard == len(ids)
        order = [event.id for letter in once.values() for event in letter.events]
        assert order == sorted(order)

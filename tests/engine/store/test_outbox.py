"""The outbox and price alerts on both databases: the whole way of events from the store to mailboxes."""

from __future__ import annotations

from decimal import Decimal

import pytest
import sqlalchemy as sa

from engine.core.candles import Tick
from engine.core.events import EventKind
from engine.core.symbols import Symbol
from engine.service.alerts import marking
from engine.service.alerts.letters import Letter, MailboxClosed, NotSent
from engine.store import retention, tables
from engine.store.price_alerts import ABOVE, PriceAlert
from engine.store.retention import DAY_MS
from engine.store.store import Store
from tests.engine.service.alerts.world import Clock, Office, Postman
from tests.engine.store import samples

BTC = Symbol("BTC")


async def test_events_reach_mailboxes_through_refusals_and_restarts(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marking, "_SOME", 3)
    office = await Office(store, Clock(), telegram_operators="", telegram_viewers="").open()
    tries: list[str] = []

    def shaky(letter: Letter) -> None:
        tries.append(letter.nonce)
        if len(tries) == 1:
            raise NotSent("no", retry_after=3)
        if len(tries) == 2:
            raise MailboxClosed("gone")

    for _ in range(25):
        office.happens(EventKind.SIGNAL, BTC)
    office.happens(EventKind.EXIT_FILLED, BTC, exit_reason="stop_loss")
    await office.post.look()
    await office.deliver(Postman(shaky))
    assert tries[0] == tries[1]
    assert office.rows("SELECT state, COUNT(*), COUNT(batch) FROM outbox GROUP BY state") == [("waiting", 26, 0)]
    store.write_sync(lambda conn: conn.exec_driver_sql("UPDATE mailboxes SET closed_at = NULL"))
    office, postman = await office.again(), Postman()
    assert office.post.waiting("telegram") == 26
    await office.deliver(postman)
    (letter,) = postman.arrived
    assert letter.summary is not None
    assert dict(letter.summary.counts) == {"signal": 25, "stop": 1}
    assert [event.kind for event in letter.events] == [EventKind.EXIT_FILLED]
    assert office.rows("SELECT DISTINCT state FROM outbox") == [("sent",)]


async def test_a_price_that_was_asked_for_is_told_and_the_day_summed_up(store: Store) -> None:
    office = await Office(store, Clock(), digest_time="00:00", telegram_operators="", telegram_viewers="").open()
    alert = PriceAlert(0, "telegram", "user:1", "demo", BTC, Decimal("70000.50"), ABOVE, "telegram:1", 1)
    assert (await office.post.prices.add(alert)).id > 0
    office = await office.again()
    assert [one.price for one in office.post.prices.of_mailbox("telegram", "user:1")] == [Decimal("70000.50")]
    office.post.prices.see(Tick("demo", BTC, 5, 70_001.0))
    office.clock.pass_by(hours=24)
    await office.post.look()
    postman = Postman()
    await office.deliver(postman)
    kinds = [event.kind for letter in postman.arrived for event in letter.events]
    assert kinds == [EventKind.PRICE_ALERT, EventKind.DIGEST]


def test_only_what_is_over_and_old_is_forgotten(store: Store) -> None:
    now = 100 * DAY_MS

    def work(connection: sa.Connection) -> None:
        for number, (state, day) in enumerate(
            [("sent", 1), ("waiting", 1), ("sending", 1), ("broken", 1), ("sent", 99)]
        ):
            samples.add(
                connection, tables.outbox, event_id=number, channel="telegram", recipient="1", state=state,
                created_at=day * DAY_MS, sent_at=day * DAY_MS if state == "sent" else None,
            )  # fmt: skip

    store.write_sync(work)
    assert retention.prune(store, {"outbox": 30}, now) == {"outbox": 2}

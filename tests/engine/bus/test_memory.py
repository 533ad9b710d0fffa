"""The bus: order, bounds, and a publisher that nobody can hold up."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.bus import Bus, MemoryBus, Message, Overflow, Topic


def drain(messages: list[Message]) -> list[object]:
    return [message.body for message in messages]


async def rest(subscription) -> list[Message]:
    return [message async for message in subscription]


def test_it_fits_the_port() -> None:
    bus: Bus = MemoryBus()
    bus.close()


async def test_subscribers_get_their_topics_in_order() -> None:
    bus = MemoryBus()
    every, orders = bus.subscribe(), bus.subscribe(Topic.ORDERS)
    for i in range(5):
        bus.publish(Topic.MARKET_DATA, i, key="BTC/USDT")
        bus.publish(Topic.ORDERS, -i, key="BTC/USDT")
    bus.close()
    assert drain(await rest(every)) == [0, 0, 1, -1, 2, -2, 3, -3, 4, -4]
    assert drain(await rest(orders)) == [0, -1, -2, -3, -4]


async def test_a_slow_subscriber_loses_the_oldest_and_counts_them() -> None:
    bus = MemoryBus()
    slow, quick = bus.subscribe(limit=3), bus.subscribe()
    for i in range(10):
        bus.publish(Topic.EVENTS, i)
    bus.close()
    assert drain(await rest(slow)) == [7, 8, 9]
    assert slow.dropped == 7
    assert drain(await rest(quick)) == list(range(10))


async def test_coalescing_keeps_the_newest_of_each_key() -> None:
    bus = MemoryBus()
    now = bus.subscribe(overflow=Overflow.COALESCE)
    for i in range(6):
        bus.publish(Topic.MARKET_DATA, i, key="BTC/USDT" if i % 2 else "ETH/USDT")
    bus.close()
    assert drain(await rest(now)) == [4, 5]
    assert now.dropped == 4


@given(
    sent=st.lists(st.tuples(st.sampled_from(list(Topic)), st.sampled_from("abc")), max_size=60),
    limit=st.integers(1, 8),
    overflow=st.sampled_from(list(Overflow)),
)
def test_order_and_bound_hold_for_all_inputs(sent: list[tuple[str, str]], limit: int, overflow: Overflow) -> None:
    bus = MemoryBus()
    subscription = bus.subscribe(limit=limit, overflow=overflow)
    for i, (topic, key) in enumerate(sent):
        bus.publish(topic, i, key=key)
        assert len(subscription) <= limit
    bus.close()
    seen = asyncio.run(rest(subscription))
    for key in "abc":
        bodies = [message.body for message in seen if message.key == key]
        assert bodies == sorted(bodies)
    assert len(seen) + subscription.dropped == len(sent)
    if sent:
        assert seen[-1].body == len(sent) - 1


async def test_publishing_never_waits_for_readers() -> None:
    bus = MemoryBus()
    for _ in range(20):
        bus.subscribe(limit=10)
    began = time.perf_counter()
    for i in range(10_000):
        bus.publish(Topic.EVENTS, i)
    assert time.perf_counter() - began < 5


async def test_a_waiting_reader_is_woken_from_another_thread() -> None:
    bus = MemoryBus()
    subscription = bus.subscribe()
    reading = asyncio.create_task(rest(subscription))
    await asyncio.sleep(0)

    def publish() -> None:
        for i in range(100):
            bus.publish(Topic.EVENTS, i)
        bus.close()

    thread = threading.Thread(target=publish)
    thread.start()
    assert drain(await asyncio.wait_for(reading, 10)) == list(range(100))
    thread.join()


async def test_a_cancelled_reader_loses_nothing() -> None:
    bus = MemoryBus()
    subscription = bus.subscribe()
    waiting = asyncio.create_task(subscription.get())
    await asyncio.sleep(0)
    bus.publish(Topic.EVENTS, "kept")
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert (await subscription.get()).body == "kept"  # type: ignore[union-attr]


async def test_closing_ends_waiting_readers_and_stops_listening() -> None:
    bus = MemoryBus()
    with bus.subscribe() as subscription:
        waiting = asyncio.create_task(subscription.get())
        await asyncio.sleep(0)
    assert await asyncio.wait_for(waiting, 10) is None
    bus.publish(Topic.EVENTS, 1)
    assert await subscription.get() is None
    bus.close()
    assert await bus.subscribe().get() is None
    bus.publish(Topic.EVENTS, 2)


def test_a_queue_without_room_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        MemoryBus().subscribe(limit=0)

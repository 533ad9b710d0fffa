"""A running engine, its post office, and couriers that deliver or hang."""

from __future__ import annotations

import asyncio
from pathlib import Path

from engine.core.events import EventKind
from engine.service.alerts.letters import Letter
from tests.engine.house import House, living, until
from tests.engine.service.alerts.world import Postman

BOTS = {"telegram_bot_token": "1:x", "telegram_owners": "1", "discord_bot_token": "y", "discord_owners": "2"}


def told(postman: Postman) -> list[int]:
    return [event.id for letter in postman.arrived for event in letter.events]


def counted(postman: Postman) -> int:
    return sum(sum(one.summary.counts.values()) if one.summary else len(one.events) for one in postman.arrived)


async def alerts(house: House, channel: str) -> int:
    (row,) = await house.rows("SELECT COUNT(*) FROM outbox WHERE channel = ?", channel)
    return int(row[0])


async def test_what_happens_is_told_on_one_platform_while_the_other_hangs(tmp_path: Path, models: Path) -> None:
    async def hang(letter: Letter) -> None:
        await asyncio.sleep(600)

    async with living(tmp_path, models, **BOTS) as house:
        assert house.engine.rooms.chat is not None
        post, postman = house.engine.rooms.chat.post, Postman()
        couriers = [
            asyncio.create_task(post.deliver("telegram", postman)),
            asyncio.create_task(post.deliver("discord", Postman(hang))),
        ]
        await house.reach(120)
        await until(lambda: counted(postman) > 20 and not post.waiting("telegram"))
        assert counted(postman) == await alerts(house, "telegram")
        assert told(postman) == sorted(set(told(postman)))
        kinds = {event.kind for letter in postman.arrived for event in letter.events}
        assert EventKind.ENTRY_FILLED in kinds
        assert EventKind.SILENCE not in kinds
        assert post.waiting("discord") == await alerts(house, "discord") > 20
        for courier in couriers:
            courier.cancel()
        await asyncio.gather(*couriers, return_exceptions=True)


async def test_a_guard_of_a_running_engine_is_told_and_a_retraced_run_stays_equal(tmp_path: Path, models: Path) -> None:
    from tests.engine.house import retraced

    async with living(tmp_path, models, daily_loss_limit="0.000001") as house:
        await house.reach(400)
        await house.ask("symbols", action="block", symbol="ETH")
        found = await house.rows("SELECT data FROM events WHERE kind = 'protection' ORDER BY id")
    texts = [row[0] for row in found]
    assert any("daily-loss" in text for text in texts)
    assert "why-locked" in texts[-1]
    assert len(texts) < 12
    assert (await retraced(tmp_path, models)).equal

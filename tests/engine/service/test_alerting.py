"""watch, alert and notify on a running engine: who may, for whom, and what comes of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from engine.core.errors import HaiDangError, InvalidInput, Refused
from engine.core.modes import Role
from engine.core.symbols import Symbol
from engine.service.port import Caller, Request
from engine.service.registry import registry
from engine.store.sql import run
from tests.engine.house import House, until

BTC = Symbol("BTC")
ALONE = {role: Caller("telegram", "7", role, "7", "vi") for role in Role}
IN_CHAT = {role: Caller("telegram", "7", role, "-100:3", "vi", alone=False) for role in Role}
AT_HOME = Caller("console", "an", Role.OWNER)


async def say(house: House, caller: Caller, line: str) -> Any:
    parsed = registry().parse(line)
    return await house.engine.service.call(caller, Request(parsed.spec.id, parsed.arguments))


async def refused(house: House, caller: Caller, line: str) -> str:
    with pytest.raises(HaiDangError) as caught:
        await say(house, caller, line)
    return caught.value.key


def volumes(answer: Any) -> dict[str, str]:
    return {row.kind: row.volume for row in answer.rows}


async def test_what_one_is_told_is_chosen_by_kind_or_for_all(still: House) -> None:
    viewer = ALONE[Role.VIEWER]
    before = await say(still, viewer, "notify")
    assert (before.audience, before.changed, before.quiet) == ("person", False, None)
    assert volumes(before)["signal"] == "on"
    assert volumes(before)["stop"] == "off"
    assert "access" not in volumes(before)
    after = await say(still, viewer, "notify stop silent")
    assert after.changed
    assert volumes(after)["stop"] == "silent"
    assert [row.kind for row in after.rows if row.chosen] == ["stop"]
    assert set(volumes(await say(still, viewer, "thông báo all off")).values()) == {"off"}
    assert (await say(still, viewer, "notify quiet 22-7")).quiet == "22:00-07:00"
    assert (await say(still, viewer, "notify quiet off")).quiet is None
    assert volumes(await say(still, ALONE[Role.OWNER], "notify access off"))["access"] == "off"


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("notify access on", "err-notify-owners-only"),
        ("notify quiet late", "err-quiet-hours"),
        ("notify quiet on", "err-parameter-missing"),
        ("notify signal 22-7", "err-parameter-extra"),
        ("notify nonsense", "err-parameter-invalid"),
    ],
)
async def test_what_cannot_be_chosen_is_said(still: House, line: str, key: str) -> None:
    assert await refused(still, ALONE[Role.VIEWER], line) == key


async def test_a_chat_is_for_operators_to_choose_and_for_all_to_ask(still: House) -> None:
    for line in ("notify signal on", "watch BTC"):
        assert await refused(still, IN_CHAT[Role.VIEWER], line) == "err-refused-role"
    chosen = await say(still, IN_CHAT[Role.OPERATOR], "notify all on")
    assert chosen.audience == "chat"
    assert set(volumes(chosen).values()) == {"on"}
    assert volumes(await say(still, IN_CHAT[Role.VIEWER], "notify")) == volumes(chosen)
    assert set(volumes(await say(still, ALONE[Role.VIEWER], "notify")).values()) == {"on", "off"}  # their own is theirs


async def test_watching_a_pair_is_switched_on_and_off(still: House) -> None:
    caller = ALONE[Role.VIEWER]
    assert (await say(still, caller, "watch")).symbols == ()
    assert (await say(still, caller, "theo dõi btc")).added == BTC
    assert (await say(still, caller, "watch eth")).symbols == (BTC, "ETH/USDT")
    assert (await say(still, caller, "watch btc")).removed == BTC
    assert await refused(still, caller, "watch doge") == "err-symbol-not-watched"


async def test_a_price_is_waited_for_on_its_side_listed_and_given_up(still: House) -> None:
    caller, now = ALONE[Role.VIEWER], still.pipeline.last_price(BTC)
    high, low = Decimal(round(now * 2)), Decimal(round(now / 2))
    above = (await say(still, caller, f"cảnh báo btc {high}")).added
    below = (await say(still, caller, f"alert btc {low}")).added
    assert (above.side, below.side) == ("above", "below")
    assert [row.price for row in (await say(still, caller, "alert")).rows] == [low, high]
    assert (await say(still, caller, "alert eth")).rows == ()
    assert (await say(still, IN_CHAT[Role.VIEWER], "alert")).rows == ()
    assert (await say(still, caller, f"alert btc {high} remove")).removed == 1
    assert (await say(still, caller, "alert btc bỏ")).removed == 1
    assert (await say(still, caller, "alert remove")).removed == 0
    assert await refused(still, caller, f"alert btc {Decimal(repr(now))}") == "err-alert-price-now"
    assert await refused(still, caller, f"alert btc {now * 1e6:.0f}") == "err-alert-price-far"
    assert await refused(still, caller, "alert doge 1") == "err-symbol-not-watched"
    with pytest.raises(InvalidInput):
        await still.engine.service.call(caller, Request("alert", {"price": "1"}))
    with pytest.raises(Refused):
        await say(still, ALONE[Role.PUBLIC], f"alert btc {high}")


async def test_a_price_that_the_running_market_reaches_is_told_on_the_machine_too(house: House) -> None:
    now = house.pipeline.last_price(BTC)
    await say(house, AT_HOME, f"alert btc {now * 1.00001:.4f}")
    await say(house, AT_HOME, f"alert btc {now * 0.99999:.4f}")
    assert len((await say(house, Caller("cli", "an", Role.OWNER), "alert")).rows) == 2  # one person, one machine
    await house.reach(30)
    query = "SELECT data FROM events WHERE kind = 'price_alert'"
    await until(lambda: house.store.read(lambda conn: run(conn, query).first()))
    assert '"surface":"local"' in (await house.rows(query))[0][0]

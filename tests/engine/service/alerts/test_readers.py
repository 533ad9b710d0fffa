"""Who hears what: by role, by choice, by the pair, by the hour."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core.errors import InvalidInput
from engine.core.events import Event, EventKind
from engine.core.modes import ExitReason, Role
from engine.service.alerts.kinds import MONEY, TOLD, AlertKind, event_kinds, kind_of
from engine.service.alerts.quiet import Quiet
from engine.service.alerts.readers import default_volume, may_hear, volume_of
from engine.service.alerts.subscriptions import NOTHING_CHOSEN, Subscription, Volume
from engine.store.store import Store
from tests.engine.service.alerts.world import Clock, Office, Postman, stores

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
EVERYTHING = tuple(AlertKind)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with stores(tmp_path) as opened:
        yield opened


def heard(role: Role | None) -> dict[str, set[AlertKind]]:
    found: dict[str, set[AlertKind]] = {volume.value: set() for volume in Volume}
    for kind in AlertKind:
        found[volume_of(kind, role, NOTHING_CHOSEN)].add(kind)
    return found


def test_owners_and_operators_hear_everything_and_some_of_it_silently() -> None:
    quietly = {AlertKind.MODEL, AlertKind.DIGEST, AlertKind.BOT}
    assert heard(Role.OWNER) == {"on": set(AlertKind) - quietly, "silent": quietly, "off": set()}
    assert heard(Role.OPERATOR) == {
        "on": set(AlertKind) - quietly - {AlertKind.ACCESS},
        "silent": quietly,
        "off": {AlertKind.ACCESS},
    }


def test_viewers_hear_signals_and_prices_and_chats_only_the_prices_asked_for_there() -> None:
    assert heard(Role.VIEWER)["on"] == {AlertKind.SIGNAL, AlertKind.PRICE}
    assert heard(None)["on"] == {AlertKind.PRICE}
    assert heard(Role.PUBLIC)["on"] == set()


@given(st.sampled_from([*Role, None]), st.sampled_from(EVERYTHING), st.sampled_from(list(Volume)))
def test_a_choice_never_lets_anybody_hear_what_is_not_for_them(
    role: Role | None, kind: AlertKind, volume: Volume
) -> None:
    chosen = NOTHING_CHOSEN.with_volume(EVERYTHING, volume)
    expected = volume if may_hear(kind, role) else Volume.OFF
    assert volume_of(kind, role, chosen) is expected
    if kind in MONEY and role is Role.PUBLIC:
        assert expected is Volume.OFF
    if role is None and kind in MONEY:
        assert default_volume(kind, role) is Volume.OFF


def test_every_told_event_has_a_kind_and_every_exit_its_own() -> None:
    kinds = {kind_of(Event(kind, 0, "demo")) for kind in TOLD}
    exits = {kind_of(Event(EventKind.EXIT_FILLED, 0, "demo", None, {"exit_reason": r.value})) for r in ExitReason}
    assert None not in kinds
    assert exits == {AlertKind.STOP, AlertKind.TARGET, AlertKind.FILL}
    assert kinds | exits == set(AlertKind) - {AlertKind.DRIFT}  # nothing writes of drift yet
    assert all(kind_of(Event(kind, 0, "demo")) is None for kind in set(EventKind) - TOLD)
    assert set(event_kinds(EVERYTHING)) == TOLD


def test_what_was_chosen_is_read_back_as_it_was_written() -> None:
    chosen = Subscription({AlertKind.STOP: Volume.SILENT}, Quiet(22 * 60, 7 * 60), ("BTC/USDT",))
    assert Subscription.of(chosen.written()) == chosen
    assert Subscription.of(NOTHING_CHOSEN.written()) == NOTHING_CHOSEN


# --- the hours -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "shown"),
    [("22-7", "22:00-07:00"), ("22:30-6:15", "22:30-06:15"), ("22h-7h30", None), ("0-24", None), ("7-7", None)],
)
def test_hours_as_people_type_them(text: str, shown: str | None) -> None:
    if shown is None and text != "22h-7h30":
        with pytest.raises(InvalidInput):
            Quiet.read(text)
    elif shown is not None:
        assert str(Quiet.read(text)) == shown


@pytest.mark.parametrize("text", ["", "25-7", "22", "22-7-8", "-7", "22:60-7", "tối", "99-99"])
def test_what_are_no_hours_is_said(text: str) -> None:
    with pytest.raises(InvalidInput):
        Quiet.read(text)


@given(st.integers(0, 1439), st.integers(0, 1439), st.integers(0, 1439))
def test_quiet_hours_hold_from_their_start_until_before_their_end(start: int, end: int, minute: int) -> None:
    if start == end:
        return
    moment = datetime(2026, 11, 20, minute // 60, minute % 60, 59, tzinfo=HANOI)
    inside = (minute - start) % 1440 < (end - start) % 1440
    assert Quiet(start, end).holds(int(moment.timestamp() * 1000), "Asia/Ho_Chi_Minh") is inside


def test_they_are_those_of_the_readers_clock() -> None:
    night = int(datetime(2026, 11, 20, 23, 30, tzinfo=HANOI).timestamp() * 1000)
    assert Quiet.read("22-7").holds(night, "Asia/Ho_Chi_Minh")
    assert not Quiet.read("22-7").holds(night, "Europe/Berlin")


# --- letters ---------------------------------------------------------------------------------------------------------
async def told(office: Office, *kinds: EventKind, **data: object) -> dict[str, list[bool]]:
    for kind in kinds:
        office.happens(kind, "BTC/USDT", **data)
    await office.post.look()
    postman = Postman()
    await office.deliver(postman)
    found: dict[str, list[bool]] = {}
    for letter in postman.arrived:
        found.setdefault(letter.mailbox, []).append(letter.silent)
    return found


async def test_letters_ring_as_was_chosen_and_a_loud_alert_wins(store: Store) -> None:
    office = await Office(store, Clock()).open()
    assert await told(office, EventKind.SIGNAL) == {"user:1": [False], "user:2": [False], "user:3": [False]}
    assert await told(office, EventKind.MODEL_LOADED) == {"user:1": [True], "user:2": [True]}
    assert (await told(office, EventKind.MODEL_LOADED, EventKind.SIGNAL))["user:1"] == [False]
    choose = office.post.subscriptions.change
    await choose("telegram", "user:1", lambda one: one.with_volume((AlertKind.SIGNAL,), Volume.SILENT))
    await choose("telegram", "user:2", lambda one: one.with_volume((AlertKind.SIGNAL,), Volume.OFF))
    assert await told(await office.again(), EventKind.SIGNAL) == {"user:1": [True], "user:3": [False]}


async def test_in_quiet_hours_only_what_endangers_positions_rings_and_only_at_owners(store: Store) -> None:
    office = await Office(store, Clock()).open()
    for person in (1, 2):
        await office.post.subscriptions.change(
            "telegram", f"user:{person}", lambda one: Subscription(one.volumes, Quiet(0, 1439))
        )
    assert (await told(office, EventKind.SIGNAL))["user:1"] == [True]
    alarm = await told(office, EventKind.PROTECTION)
    assert alarm == {"user:1": [False], "user:2": [True]}
    assert (await told(office, EventKind.STATE_CHANGED, state="PAUSED"))["user:1"] == [True]


async def test_watched_pairs_limit_signals_and_not_what_one_owns(store: Store) -> None:
    office = await Office(store, Clock()).open()
    await office.post.subscriptions.change("telegram", "user:1", lambda one: one.toggled("SOL/USDT"))
    assert "user:1" not in await told(office, EventKind.SIGNAL)
    assert "user:1" in await told(office, EventKind.ENTRY_FILLED)


async def test_a_chat_hears_what_an_operator_chose_while_it_is_served(store: Store) -> None:
    office = await Office(store, Clock()).open()
    for chat in ("chat:-100:7", "chat:-200"):
        await office.post.subscriptions.change("telegram", chat, lambda one: one.with_volume(EVERYTHING, Volume.ON))
    heard = await told(office, EventKind.SIGNAL, EventKind.ENTRY_FILLED)
    assert "chat:-100:7" in heard
    assert "chat:-200" not in heard  # not among TELEGRAM_CHATS
    assert set(await told(office, EventKind.KNOCK, key="knock-person")) == {"user:1"}


async def test_letters_speak_the_readers_language(store: Store) -> None:
    office = await Office(store, Clock()).open()
    await office.choices.choose("telegram", "user:1", language="en", number_style="vi")
    office.happens(EventKind.SIGNAL, "BTC/USDT")
    await office.post.look()
    postman = Postman()
    await office.deliver(postman)
    (letter,) = (one for one in postman.arrived if one.mailbox == "user:1")
    assert (letter.language, letter.number_style) == ("en", "vi")

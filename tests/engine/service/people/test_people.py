"""Grants outlive a run, the first owner pairs with a code, and who is not let in is told of without a flood."""

from __future__ import annotations

import asyncio
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core.errors import InvalidInput
from engine.core.events import Event, EventKind
from engine.core.modes import Role
from engine.core.wording import sentence
from engine.logs import LogLines, MemoryHandler
from engine.narrator import line_of, tag_of
from engine.service.people import knocking, pairing
from engine.service.people.names import MOST_LETTERS, person_id, plain_name
from engine.service.people.people import People
from engine.settings import Settings
from engine.store.events import latest_events
from engine.store.sql import run
from engine.store.store import Store
from locales import use_language
from tests.engine.service.people.conftest import LISTED, MakePeople
from tests.engine.service.people.guests import GUILD, HandClock, alone, among


def told(store: Store, kind: EventKind) -> list[Event]:
    return [event for event in store.read(lambda conn: latest_events(conn, 1_000)) if event.kind is kind]


async def test_a_granted_role_holds_at_once_and_in_the_next_run(make_people: MakePeople, store: Store) -> None:
    people = await make_people(**LISTED)
    await people.grant("telegram", 77, Role.OPERATOR, "telegram:1")
    assert people.admit(alone(77)) is Role.OPERATOR
    assert people.admit(alone(77, "discord")) is None
    again = await make_people(**LISTED)
    assert again.role_of("telegram", 77) is Role.OPERATOR
    await again.revoke("telegram", 77)
    assert again.admit(alone(77)) is None
    assert (await make_people(**LISTED)).grants() == ()
    with use_language("en"):
        said = [sentence(str(event.data["key"]), event.data["params"]) for event in told(store, EventKind.ROLE_CHANGED)]
    assert said == [
        "ID 77 on Telegram now has the role operator.",
        "ID 77 on Telegram no longer has the role that was granted.",
    ]


async def test_settings_that_are_read_again_hold_at_once(people: People) -> None:
    await people.grant("telegram", 77, Role.VIEWER, "telegram:1")
    people.apply(Settings(telegram_owners="5"))
    assert people.admit(alone(1)) is None
    assert people.admit(among(9)) is None
    assert people.owners("telegram") == {5}
    assert people.admit(alone(77)) is Role.VIEWER


# --- the first owner ----------------------------------------------------------------------------------------------


async def test_who_types_the_code_is_the_owner_and_the_audit_knows(make_people: MakePeople, store: Store) -> None:
    people = await make_people(telegram_viewers="3")
    code = people.pairing_code("telegram")
    assert code is not None
    assert not await people.pair(among(9, inside=GUILD), code)
    assert not await people.pair(alone(9, "discord"), code)
    assert await people.pair(alone(9), f"/start {code.lower()}")
    assert people.admit(alone(9)) is Role.OWNER
    assert people.pairing_code("telegram") is None
    assert people.pairing_code("discord") is not None
    assert not await people.pair(alone(10), code)
    rows = store.read(lambda conn: run(conn, "SELECT surface, actor, command, result, arguments FROM audit_log").all())
    assert [tuple(row)[:4] for row in rows] == [("telegram", "9", "role", "done")]
    assert code.replace("-", "") not in rows[0][4]
    assert (await make_people()).role_of("telegram", 9) is Role.OWNER


async def test_two_who_know_the_code_do_not_both_become_owners(make_people: MakePeople) -> None:
    people = await make_people()
    code = people.pairing_code("telegram")
    assert sorted(await asyncio.gather(*(people.pair(alone(actor), code) for actor in (1, 2, 3)))) == [0, 0, 1]
    assert len(people.owners("telegram")) == 1


def test_a_code_opens_once() -> None:
    codes = pairing.PairingCodes(HandClock())
    code = str(pairing.typed_code(codes.current("telegram")[0]))
    assert codes.try_code("telegram", 1, code)
    assert not codes.try_code("telegram", 1, code)


async def test_a_platform_with_an_owner_has_no_code(people: People) -> None:
    assert people.pairing_code("telegram") is None
    assert people.pairing_code("discord") is None
    assert people.pairing_code("console") is None


async def test_ordinary_words_are_no_tries(make_people: MakePeople) -> None:
    people = await make_people()
    code = people.pairing_code("telegram")
    for text in ("/start", "xin chào", "", "giá btc", "12345678901234567890", "dự đoán BTC giúp mình với", "🙂" * 8):
        for _ in range(3):
            assert not await people.pair(alone(9), text)
    assert people.pairing_code("telegram") == code


async def test_a_code_is_renewed_after_five_wrong_tries_or_an_hour(make_people: MakePeople, clock: HandClock) -> None:
    people = await make_people()
    first = people.pairing_code("telegram")
    for actor in range(pairing.WRONG_TRIES):
        assert people.pairing_code("telegram") == first
        assert not await people.pair(alone(actor + 1), "0000-0000")
    second = people.pairing_code("telegram")
    assert second != first
    assert not await people.pair(alone(99), str(first))
    clock.pass_seconds(3_599)
    assert people.pairing_code("telegram") == second
    clock.pass_seconds(1)
    assert people.pairing_code("telegram") != second
    assert not await people.pair(alone(98), str(second))


async def test_who_guesses_is_not_listened_to_for_an_hour_and_spoils_nothing_more(
    make_people: MakePeople, clock: HandClock
) -> None:
    people = await make_people()
    for _ in range(pairing.WRONG_TRIES):
        await people.pair(alone(66), "0000-0000")
    code = people.pairing_code("telegram")
    for _ in range(50):
        assert not await people.pair(alone(66), "0000-0000")
    assert people.pairing_code("telegram") == code
    assert not await people.pair(alone(66), str(code))
    clock.pass_seconds(3_600)
    assert await people.pair(alone(66), str(people.pairing_code("telegram")))


async def test_each_new_code_is_in_the_log_and_out_of_reach_of_the_command_that_reads_it(
    make_people: MakePeople, caplog: pytest.LogCaptureFixture
) -> None:
    lines = LogLines()
    handler = MemoryHandler(lines)
    log = logging.getLogger("engine.service.people")
    log.addHandler(handler)
    try:
        people = await make_people()
        code = str(people.pairing_code("telegram"))
        people.pairing_code("telegram")
    finally:
        log.removeHandler(handler)
    assert [code in record.getMessage() for record in caplog.records] == [True]
    assert not lines


def test_codes_have_forty_bits_and_are_read_however_they_are_typed() -> None:
    assert len(pairing.ALPHABET) ** pairing.LENGTH >= 2**40
    assert len(set(pairing.ALPHABET)) == len(pairing.ALPHABET)
    for text in ("7F3K-92QM", "7f3k92qm", " 7f3k 92qm ", "7F3K - 92QM", "/start 7F3K92QM", "!start 7f3k-92qm"):
        assert pairing.typed_code(text) == "7F3K92QM"
    assert pairing.typed_code("oil0-0000") == "01100000"
    codes = {pairing.PairingCodes(HandClock()).current("telegram")[0] for _ in range(200)}
    assert len(codes) == 200
    assert all(pairing.grouped(str(pairing.typed_code(code))) == code for code in codes)


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_code_of_the_alphabet_or_none(text: str) -> None:
    code = pairing.typed_code(text)
    assert code is None or (len(code) == pairing.LENGTH and set(code) <= set(pairing.ALPHABET))


# --- who is not let in --------------------------------------------------------------------------------------------


async def test_who_is_not_let_in_is_told_once_an_hour_with_what_would_let_them_in(
    people: People, store: Store, clock: HandClock
) -> None:
    for _ in range(20):
        await people.knocked(alone(123, name="Lan"))
    (event,) = told(store, EventKind.KNOCK)
    with use_language("en"):
        said = sentence(str(event.data["key"]), event.data["params"])
    assert "ID 123 (Lan)" in said
    assert "role grant telegram 123 viewer" in said
    assert "TELEGRAM_VIEWERS" in said
    assert tag_of(event) == "CANH BAO"
    with use_language("vi"):
        assert line_of(event).startswith("ID 123 (Lan) nhắn cho bot trên Telegram")
    clock.pass_seconds(3_600)
    await people.knocked(alone(123, name="Lan"))
    assert len(told(store, EventKind.KNOCK)) == 2
    (knock,) = await people.knocks(10)
    assert (knock.actor, knock.count, knock.last_at - knock.first_at) == ("123", 21, 3_600_000)


async def test_a_place_that_is_not_served_is_named_as_the_settings_want_it(people: People, store: Store) -> None:
    await people.knocked(among(1, inside=-100500, place="-100500:7"))
    with use_language("vi"):
        event = told(store, EventKind.KNOCK)[0]
        said = sentence(str(event.data["key"]), event.data["params"])
    assert "-100500 " in said
    assert "TELEGRAM_CHATS" in said


async def test_all_knocks_are_counted_even_those_that_are_not_written_yet(people: People, clock: HandClock) -> None:
    for place in ("700", "701"):
        for _ in range(5):
            await people.knocked(among(9, inside=1, place=place))
            clock.pass_seconds(25)
    assert [(knock.place, knock.count) for knock in await people.knocks(10)] == [("701", 5), ("700", 5)]
    await people.knocked(among(9, inside=1, place="700"))
    assert [(knock.place, knock.count) for knock in await people.knocks(1)] == [("700", 6)]


async def test_a_crowd_of_strangers_fills_neither_memory_nor_store_nor_log(people: People, store: Store) -> None:
    for actor in range(2 * knocking.MOST):
        await people.knocked(alone(1_000 + actor))
    assert len(told(store, EventKind.KNOCK)) == knocking.MOST_TOLD
    assert len(people._bell._bells) == knocking.MOST
    assert len(await people.knocks(10_000)) <= knocking.MOST + knocking.MOST_TOLD


# --- ids and names ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["123", "@123", "<@123>", "<@!123>", " 123 "])
def test_a_person_is_named_by_number_or_mention(text: str) -> None:
    assert person_id(text) == 123


@pytest.mark.parametrize(
    "text", ["", "0", "-1", "an", "@an", "<@&123>", "<#123>", "12 3", "1" * 25, "９", "1.5", "<@>"]
)
def test_anything_else_is_no_person(text: str) -> None:
    with pytest.raises(InvalidInput, match="err-person-id"):
        person_id(text)


@given(st.text(max_size=200))
def test_a_name_is_one_short_line_of_letters_that_show(name: str) -> None:
    shown = plain_name(name)
    assert shown.isprintable()
    assert len(shown) <= MOST_LETTERS

"""What an owner may change about somebody's role."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core.errors import Refused
from engine.core.modes import Role
from engine.service.people.admission import Access
from engine.service.people.granting import check_change
from engine.service.people.people import People
from tests.engine.service.people.conftest import MakePeople

IDS = st.integers(1, 4)
ROLES = (Role.VIEWER, Role.OPERATOR, Role.OWNER)
GIVEN = st.dictionaries(IDS, st.sampled_from(ROLES), max_size=4)


@pytest.mark.parametrize("role", ROLES)
def test_an_owner_gives_any_role_to_who_has_none(role: Role) -> None:
    check_change(Access({1: Role.OWNER}), "telegram", 9, role, 1)


@pytest.mark.parametrize("role", [None, Role.VIEWER, Role.OPERATOR])
def test_the_settings_outrank_grants_and_the_error_says_where(role: Role | None) -> None:
    with pytest.raises(Refused) as caught:
        check_change(Access({1: Role.OWNER, 2: Role.OWNER}), "telegram", 2, role, 1)
    assert (caught.value.key, caught.value.params["setting"]) == ("err-role-listed", "TELEGRAM_OWNERS")


def test_who_is_listed_may_be_raised_and_lose_that_again() -> None:
    check_change(Access({1: Role.OWNER, 2: Role.VIEWER}), "telegram", 2, Role.OPERATOR, 1)
    check_change(Access({1: Role.OWNER, 2: Role.VIEWER}, {2: Role.OPERATOR}), "telegram", 2, None, 1)


def test_a_role_that_was_not_granted_cannot_be_taken() -> None:
    with pytest.raises(Refused, match="err-role-not-granted"):
        check_change(Access({1: Role.OWNER}), "discord", 9, None, 1)


@given(listed=GIVEN, granted=GIVEN, person=IDS, myself=st.none() | IDS, role=st.none() | st.sampled_from(ROLES))
def test_nobody_ends_their_own_last_ownership_nor_what_the_settings_say(
    listed: dict[int, Role], granted: dict[int, Role], person: int, myself: int | None, role: Role | None
) -> None:
    before = Access(listed, granted)
    try:
        check_change(before, "telegram", person, role, myself)
    except Refused:
        return
    after = Access(listed, {one: kept for one, kept in {**granted, person: role}.items() if kept is not None})
    new = after.role_of(person)
    assert person not in listed or (new is not None and new.rank >= listed[person].rank)
    if person == myself and before.owners() == {person}:
        assert after.owners()


async def test_of_two_owners_who_leave_at_once_one_stays(make_people: MakePeople) -> None:
    people: People = await make_people()
    for person in (1, 2):
        await people.grant("telegram", person, Role.OWNER, "console:an")
    await people.revoke("telegram", 1, myself=1)
    with pytest.raises(Refused, match="err-role-last-owner"):
        await people.revoke("telegram", 2, myself=2)
    await people.revoke("telegram", 2)
    assert not people.owners("telegram")

"""The gate: by numeric id and place; an empty list lets nobody in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core.modes import Role
from engine.service.people.admission import PLACES, Access, access_of, admitted
from engine.service.visits import Visit
from engine.settings import Settings
from tests.engine.service.people.conftest import LISTED
from tests.engine.service.people.guests import GUILD, alone, among

ELSEWHERE = 901
IDS = st.integers(1, 6)
ROLES = st.dictionaries(IDS, st.sampled_from((Role.VIEWER, Role.OPERATOR, Role.OWNER)), max_size=4)


@pytest.mark.parametrize(
    ("actor", "private", "served"),
    [
        (1, Role.OWNER, Role.OWNER),
        (2, Role.OPERATOR, Role.OPERATOR),
        (3, Role.VIEWER, Role.VIEWER),
        (4, None, Role.PUBLIC),
    ],
)
def test_who_is_let_in_where(actor: int, private: Role | None, served: Role) -> None:
    access = access_of(Settings(**LISTED), "telegram", {})
    assert admitted(alone(actor), access) is private
    assert admitted(among(actor), access) is served
    assert admitted(among(actor, inside=ELSEWHERE), access) is None


def test_without_settings_nobody_is_let_in_anywhere() -> None:
    for surface in (*PLACES, "console", "test"):
        access = access_of(Settings(), surface, {})
        assert not access.admits_anybody()
        assert admitted(alone(1, surface), access) is None
        assert admitted(among(1, surface), access) is None


def test_an_id_of_one_platform_means_nothing_on_the_other() -> None:
    assert admitted(alone(11, "discord"), access_of(Settings(**LISTED), "discord", {})) is Role.OWNER
    assert admitted(alone(11), access_of(Settings(**LISTED), "telegram", {})) is None
    assert admitted(alone(1, "discord"), access_of(Settings(**LISTED), "discord", {})) is None


def test_who_is_in_several_lists_has_the_highest_role_of_them() -> None:
    twice = Settings(telegram_viewers="5", telegram_operators="5", telegram_owners="6", telegram_chats="9")
    assert access_of(twice, "telegram", {}).role_of(5) is Role.OPERATOR
    assert access_of(twice, "telegram", {5: Role.OWNER}).role_of(5) is Role.OWNER
    assert access_of(twice, "telegram", {6: Role.VIEWER}).role_of(6) is Role.OWNER
    assert access_of(twice, "telegram", {5: Role.OWNER}).owners() == {5, 6}


def test_a_private_chat_that_the_settings_name_is_served_as_public() -> None:
    access = access_of(Settings(telegram_chats="4"), "telegram", {})
    assert admitted(alone(4), access) is Role.PUBLIC
    assert admitted(alone(5), access) is None


@given(
    listed=ROLES,
    granted=ROLES,
    places=st.frozensets(st.sampled_from((GUILD, ELSEWHERE))),
    actor=IDS,
    admitted_by=st.sampled_from((None, GUILD, ELSEWHERE)),
    is_alone=st.booleans(),
)
def test_nobody_gets_more_than_they_were_given(
    listed: dict[int, Role], granted: dict[int, Role], places: frozenset[int], actor: int, admitted_by: int | None,
    is_alone: bool,
) -> None:  # fmt: skip
    access = Access(listed, granted, places)
    role = admitted(Visit("telegram", actor, "An", "700", admitted_by, is_alone), access)
    given_roles = {roles[actor] for roles in (listed, granted) if actor in roles}
    if role is None:
        assert admitted_by not in places
        assert not (is_alone and given_roles)
    elif role is Role.PUBLIC:
        assert admitted_by in places
        assert not given_roles
    else:
        assert role in given_roles
        assert role.rank == max(one.rank for one in given_roles)
        assert is_alone or admitted_by in places

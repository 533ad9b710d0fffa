"""People as rows to act on: who has a role, who waits, and who need not be told of any more."""

from __future__ import annotations

import pytest

from console.look.tones import look_of
from console.text.people import counted, people_columns, people_rows, person_of, strangers, turned_away
from engine.service.answers import KnockRow, RoleRow, Roles
from locales import LANGUAGES, set_defaults, t

AT = 1_790_000_000_000
LOOK = look_of("night")
OWNER = RoleRow("telegram", "42", "owner", "TELEGRAM_OWNERS", "An")
GRANTED = RoleRow("telegram", "44", "viewer", "telegram:42", "Bình", AT)


def knock(person: str, at: int, *, surface: str = "telegram", place: str = "-1009") -> KnockRow:
    return KnockRow(surface, person, f"name {person}", place, 3, at)


def test_each_stranger_is_listed_once_and_nobody_who_has_a_role() -> None:
    knocks = (knock("7", AT), knock("44", AT + 1), knock("7", AT + 2, place="-1010"), knock("8", AT + 1))
    found = strangers(Roles((OWNER, GRANTED), knocks, ()))
    assert [(one.person, one.last_at) for one in found] == [("7", AT + 2), ("8", AT + 1)]


def test_the_same_number_on_another_platform_is_another_person() -> None:
    found = strangers(Roles((OWNER,), (knock("42", AT, surface="discord"),), ()))
    assert [one.surface for one in found] == ["discord"]


def test_who_was_given_a_role_since_is_told_of_no_more_and_who_knocks_again_is() -> None:
    before, after, listed = knock("44", AT - 1), knock("44", AT + 1), knock("42", AT)
    told = Roles((OWNER, GRANTED), (before, after, listed), ())
    assert turned_away(told, "telegram") == [after, listed]
    assert turned_away(told, "discord") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_rows_name_their_person_and_fill_every_column(language: str) -> None:
    set_defaults(language=language, number_style=language)
    rows = people_rows(Roles((OWNER, GRANTED), (knock("1234567890123456789", AT, surface="discord"),), ()), LOOK)
    assert [person_of(row.key) for row in rows] == [
        ("telegram", "42"), ("telegram", "44"), ("discord", "1234567890123456789"),
    ]  # fmt: skip
    assert all(len(row.cells) == len(people_columns()) for row in rows)
    assert t("people-not-in") in rows[-1].text
    assert len("1234567890123456789") <= people_columns()[1].width, "an id that is cut is nobody's"


def test_roles_are_counted_from_the_highest() -> None:
    rows = (GRANTED, OWNER, RoleRow("telegram", "45", "viewer", "TELEGRAM_VIEWERS"))
    for language, said in (("vi", "1 chủ sở hữu · 2 người xem"), ("en", "1 owner · 2 viewers")):
        set_defaults(language=language, number_style=language)
        assert counted(rows, "telegram") == said
    assert counted(rows, "discord") == ""

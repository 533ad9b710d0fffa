"""Roles, knocks, mailboxes and choices as rows, on both databases."""

from __future__ import annotations

from engine.store.mailboxes import Mailbox, note_closed, note_seen, read_mailboxes
from engine.store.preferences import chosen, drop_preference, get_preference, set_preference
from engine.store.roles import Grant, Knock, add_knocks, drop_grant, latest_knocks, read_grants, set_grant
from engine.store.store import Store


def knock(actor: int, at: int, *, count: int = 1, surface: str = "telegram", name: str = "Lan") -> Knock:
    return Knock(surface, str(actor), "-100:7", name, count, at, at)


def test_a_grant_takes_the_place_of_the_one_before(store: Store) -> None:
    first, second = Grant("telegram", "42", "viewer", "pairing", 1), Grant("telegram", "42", "owner", "telegram:1", 2)
    other = Grant("discord", "42", "viewer", "console:an", 3)
    for grant in (first, other, second):
        store.write_sync(lambda conn, one=grant: set_grant(conn, one))
    assert store.read(read_grants) == [other, second]
    store.write_sync(lambda conn: drop_grant(conn, "telegram", "42"))
    assert store.read(read_grants) == [other]


def test_knocks_add_up_under_the_newest_name(store: Store) -> None:
    store.write_sync(lambda conn: add_knocks(conn, [knock(1, 10), knock(2, 20)], 100))
    store.write_sync(lambda conn: add_knocks(conn, [knock(1, 30, count=4, name="Lan 🌸")], 100))
    assert store.read(lambda conn: latest_knocks(conn, 10)) == [
        Knock("telegram", "1", "-100:7", "Lan 🌸", 5, 10, 30),
        knock(2, 20),
    ]
    assert len(store.read(lambda conn: latest_knocks(conn, 1))) == 1


def test_only_the_newest_knocks_of_each_platform_are_kept(store: Store) -> None:
    store.write_sync(lambda conn: add_knocks(conn, [knock(1, 1, surface="discord")], 3))
    for at in range(10):
        store.write_sync(lambda conn, at=at: add_knocks(conn, [knock(at, at + 2)], 3))
    kept = store.read(lambda conn: latest_knocks(conn, 100))
    assert [(row.surface, row.actor) for row in kept] == [
        ("telegram", "9"),
        ("telegram", "8"),
        ("telegram", "7"),
        ("discord", "1"),
    ]


def test_a_mailbox_is_open_when_it_was_seen_and_closed_when_nothing_can_be_delivered(store: Store) -> None:
    box = Mailbox("telegram", "user:42", "vi", "Ân", 5)
    store.write_sync(lambda conn: note_closed(conn, "telegram", "user:7", "never wrote", 4))
    store.write_sync(lambda conn: note_seen(conn, box))
    store.write_sync(lambda conn: note_closed(conn, "telegram", "user:42", "blocked", 6))
    boxes = {one.mailbox: one for one in store.read(read_mailboxes)}
    assert boxes["user:42"] == Mailbox("telegram", "user:42", "vi", "Ân", 5, 6, "blocked")
    assert boxes["user:7"] == Mailbox("telegram", "user:7", None, "", 4, 4, "never wrote")
    store.write_sync(lambda conn: note_seen(conn, box))
    assert box in store.read(read_mailboxes)


def test_choices_are_read_by_name(store: Store) -> None:
    for subject, name, value in (("user:1", "language", "en"), ("user:1", "number_style", "vi"), ("user:1", "x", "y")):
        store.write_sync(lambda conn, row=(subject, name, value): set_preference(conn, "discord", *row, 1))
    assert store.read(lambda conn: chosen(conn, "language", "number_style")) == {
        ("discord", "user:1", "language"): "en",
        ("discord", "user:1", "number_style"): "vi",
    }
    store.write_sync(lambda conn: drop_preference(conn, "discord", "user:1", "language"))
    assert store.read(lambda conn: get_preference(conn, "discord", "user:1", "language")) is None

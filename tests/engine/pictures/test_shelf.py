"""The shelf of drawn pictures is bounded by bytes and lets go what was not asked for longest."""

from hypothesis import given
from hypothesis import strategies as st

from engine.pictures.shelf import Shelf


def test_what_was_not_asked_for_longest_goes_first() -> None:
    shelf = Shelf(10)
    for name in "abc":
        shelf.put(name, b"123")
    assert shelf.take("a") == b"123"
    shelf.put("d", b"123")
    assert [name for name in "abcd" if shelf.take(name)] == ["a", "c", "d"]


def test_one_that_is_larger_than_the_shelf_is_not_kept() -> None:
    shelf = Shelf(10)
    shelf.put("a", b"x" * 11)
    assert (shelf.take("a"), len(shelf), shelf.size) == (None, 0, 0)


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 12))))
def test_it_never_holds_more_than_its_room_and_knows_how_much(puts: list[tuple[str, int]]) -> None:
    shelf = Shelf(20)
    for name, size in puts:
        shelf.put(name, b"x" * size)
        assert shelf.size == sum(len(shelf.take(other) or b"") for other in "abcdef") <= 20

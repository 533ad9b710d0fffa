"""Lines sent before come back, oldest beyond the newest, those that begin alike."""

from hypothesis import given
from hypothesis import strategies as st

from console.commanding.history import History


def test_it_walks_back_and_forth_and_returns_to_what_was_typed() -> None:
    history = History(["giá BTC", "trạng thái"])
    assert history.older("") == "trạng thái"
    assert history.older("trạng thái") == "giá BTC"
    assert history.older("giá BTC") is None
    assert history.newer() == "trạng thái"
    assert history.newer() == ""
    assert history.newer() is None


def test_a_walk_keeps_to_lines_that_begin_as_the_typed_one_without_marks() -> None:
    history = History(["dự đoán BTC", "giá BTC", "Dự đoán ETH"])
    assert history.older("du d") == "Dự đoán ETH"
    assert history.older("Dự đoán ETH") == "dự đoán BTC"
    assert history.older("dự đoán BTC") is None
    assert [history.newer(), history.newer()] == ["Dự đoán ETH", "du d"]


def test_the_same_line_twice_in_a_row_is_kept_once_and_nothing_is_not_kept() -> None:
    assert History(["a", " a ", "", "b", "a"]).lines == ("a", "b", "a")


def test_a_walk_passes_what_it_already_shows() -> None:
    history = History(["giá BTC", "giá ETH", "giá BTC"])
    assert [history.older(""), history.older(""), history.older(""), history.older("")] == [
        "giá BTC", "giá ETH", "giá BTC", None,
    ]  # fmt: skip


def test_sending_a_line_ends_the_walk() -> None:
    history = History(["a", "b"])
    history.older("")
    history.add("c")
    assert history.newer() is None
    assert history.older("") == "c"


@given(st.lists(st.sampled_from(["a", "b", "c", " "])), st.integers(1, 5))
def test_it_is_bounded_and_keeps_the_newest(lines: list[str], limit: int) -> None:
    history = History(lines, limit)
    assert len(history.lines) <= limit
    assert all(one != other for one, other in zip(history.lines, history.lines[1:], strict=False))
    said = [line for line in lines if line.strip()]
    assert history.lines[-1:] == tuple(said[-1:])

"""Buttons carry all they need in 64 bytes, and what another version wrote is not taken for something else."""

from hypothesis import given
from hypothesis import strategies as st

from bots.common.actions import MOST_BYTES, Action, Verb, page, read, written


@given(st.sampled_from(Verb), st.text(max_size=80), st.integers(0, 10_000))
def test_what_a_button_carries_comes_back(verb: Verb, subject: str, number: int) -> None:
    action = Action(verb, subject, number if verb is Verb.PAGE else 0)
    text = written(action)
    if text is None:
        assert len(subject.encode()) > MOST_BYTES - 10
    else:
        assert len(text.encode()) <= MOST_BYTES
        assert read(text) == action


@given(st.text(max_size=100))
def test_anything_may_be_sent_back(text: str) -> None:
    action = read(text)
    assert action is None or written(action) is None or read(written(action) or "") == action


def test_another_version_is_not_understood() -> None:
    assert read("0rprice BTC/USDT") is None
    assert read("1Zprice") is None
    assert read("1gx:price") is None
    assert read("") is None


def test_pages() -> None:
    assert page("signals", 2) == "1g2:signals"
    assert page("x" * 80, 2) is None

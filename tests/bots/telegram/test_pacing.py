"""How fast messages go out."""

from __future__ import annotations

import pytest
from telegram.error import RetryAfter

from bots.telegram.pacing import Bucket, Haste, Pace


class Calls:
    """Counts what goes out; answers with ``errors`` first."""

    def __init__(self, *errors: Exception) -> None:
        self.count, self.errors = 0, list(errors)

    async def __call__(self, endpoint: str, data: object) -> bool:
        self.count += 1
        if self.errors:
            raise self.errors.pop(0)
        return True


async def call(pace: Pace, calls: Calls, chat: int, haste: Haste = Haste.ANSWER, endpoint: str = "sendMessage") -> None:
    data = {"chat_id": chat}
    await pace.process_request(calls, (endpoint, data), {}, endpoint, data, haste)


def test_a_bucket_lets_a_burst_pass_and_spreads_what_follows() -> None:
    bucket = Bucket(3, 1.0, 3, 0.0)
    assert [bucket.wait(0) for _ in range(5)] == [0, 0, 0, 1, 2]
    assert bucket.wait(10) == 0
    bucket.shut_until = 30
    assert bucket.wait(20) == 10


async def test_a_letter_that_would_wait_long_is_given_back_unsent() -> None:
    pace, calls = Pace(lambda: 0.0), Calls()
    for _ in range(20):
        await call(pace, calls, -1001, Haste.LETTER)
    with pytest.raises(RetryAfter):
        await call(pace, calls, -1001, Haste.LETTER)
    assert calls.count == 20
    await call(pace, calls, -1002, Haste.LETTER)  # others are not held up


async def test_only_answers_are_repeated_when_telegram_says_later() -> None:
    pace, calls = Pace(), Calls(RetryAfter(0), RetryAfter(0))
    await call(pace, calls, 42)
    assert calls.count == 3
    calls = Calls(RetryAfter(0))
    with pytest.raises(RetryAfter):
        await call(pace, calls, 42, Haste.LETTER)
    assert calls.count == 1


async def test_an_answer_is_not_repeated_for_ever_nor_after_a_long_wait() -> None:
    calls = Calls(*[RetryAfter(0)] * 9)
    with pytest.raises(RetryAfter):
        await call(Pace(), calls, 42)
    assert calls.count == 3
    calls = Calls(RetryAfter(3_600))
    with pytest.raises(RetryAfter):
        await call(Pace(), calls, 42)
    assert calls.count == 1


async def test_what_shows_nothing_new_is_not_counted() -> None:
    pace, calls = Pace(lambda: 0.0), Calls()
    for _ in range(100):
        await call(pace, calls, 42, endpoint="sendChatAction")
        await call(pace, calls, 42, endpoint="answerCallbackQuery")
    assert calls.count == 200

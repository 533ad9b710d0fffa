"""What is dangerous is agreed to once, by who was asked, where they were asked, within a minute."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from engine.service.people.confirming import MOST, MOST_EACH, SECONDS, Agreed, Confirmations
from tests.engine.service.people.guests import HandClock, alone, among

AN, BINH = alone(1), alone(2)


def test_who_was_asked_agrees_once() -> None:
    asked = Confirmations(HandClock())
    token = asked.ask(AN, "flatten", 1)
    assert asked.take(token, AN) == Agreed("flatten", 1)
    assert asked.take(token, AN) is None


def test_somebody_else_cannot_agree_and_does_not_spoil_it() -> None:
    asked = Confirmations(HandClock())
    token = asked.ask(AN, "halt", 1)
    for stranger in (BINH, among(1), alone(1, "discord"), among(1, place="701")):
        assert asked.take(token, stranger) is None
    assert asked.take(token, AN) is not None


def test_after_a_minute_it_is_too_late_and_a_clock_set_back_wins_no_time() -> None:
    clock = HandClock()
    asked = Confirmations(clock)
    late, back, last = asked.ask(AN, "halt", 1), asked.ask(AN, "halt", 1), asked.ask(AN, "halt", 1)
    clock.pass_seconds(-1)
    assert asked.take(back, AN) is None
    clock.pass_seconds(SECONDS + 0.999)
    assert asked.take(last, AN) is not None
    clock.pass_seconds(0.001)
    assert asked.take(late, AN) is None


def test_a_declined_question_is_gone() -> None:
    asked = Confirmations(HandClock())
    token = asked.ask(AN, "halt", 1)
    assert not asked.drop(token, BINH)
    assert asked.drop(token, AN)
    assert asked.take(token, AN) is None


def test_a_word_is_awaited_from_one_person_in_one_place_until_it_comes() -> None:
    clock = HandClock()
    asked = Confirmations(clock)
    token = asked.ask(AN, "flatten", 2)
    asked.expect(BINH, token)
    assert asked.expected(BINH) is None
    asked.expect(AN, token)
    assert asked.expected(AN) == asked.expected(AN) == token
    assert asked.expected(among(1)) is None
    newer = asked.ask(AN, "paper reset", 2)
    asked.expect(AN, newer)
    assert asked.expected(AN) == newer
    assert asked.take(newer, AN) == Agreed("paper reset", 2)
    assert asked.expected(AN) is None
    asked.expect(AN, token)
    clock.pass_seconds(SECONDS)
    assert asked.expected(AN) is None


def test_memory_is_bounded_and_one_person_pushes_out_only_their_own() -> None:
    asked = Confirmations(HandClock())
    mine = asked.ask(AN, "halt", 1)
    for _ in range(10 * MOST_EACH):
        asked.ask(BINH, "halt", 1)
    assert asked.take(mine, AN) is not None
    for actor in range(2 * MOST):
        asked.expect(alone(actor), asked.ask(alone(actor), "halt", 1))
    assert len(asked._open) == MOST
    assert len(asked._words) <= MOST


@dataclass(frozen=True)
class Step:
    kind: str
    actor: int
    place: str
    token: int
    seconds: float


STEPS = st.builds(
    Step,
    kind=st.sampled_from(("ask", "take", "take", "expect", "drop", "wait")),
    actor=st.integers(1, 3),
    place=st.sampled_from(("700", "701")),
    token=st.integers(0, 12),
    seconds=st.sampled_from((1.0, 29.5, 60.0)),
)


@given(st.lists(STEPS, max_size=60))
def test_never_twice_never_for_another_never_late(steps: list[Step]) -> None:
    clock = HandClock()
    asked = Confirmations(clock)
    questions: list[tuple[str, int, str, int]] = []  # token, person, place, when
    used: set[str] = set()
    for number, step in enumerate(steps):
        visit = among(step.actor, place=step.place)
        if step.kind == "wait":
            clock.pass_seconds(step.seconds)
        elif step.kind == "ask":
            questions.append((asked.ask(visit, f"line {number}", 1), step.actor, step.place, clock.now()))
        elif questions:
            token, actor, place, when = questions[step.token % len(questions)]
            if step.kind == "expect":
                asked.expect(visit, token)
            else:
                taken = asked.take(token, visit) if step.kind == "take" else asked.drop(token, visit)
                right = (actor, place) == (step.actor, step.place) and clock.now() - when < SECONDS * 1_000
                assert not taken or (right and token not in used)
                if taken:
                    used.add(token)
        waited = asked.expected(visit)
        assert waited is None or waited not in used
        assert waited is None or any(row[:3] == (waited, step.actor, step.place) for row in questions)

"""The menu offers what a role may use and what exists, and nothing else."""

import pytest

from bots.common.actions import Verb, read
from bots.common.menu import _PARTS, ROOT, menu
from bots.common.reply import Reply
from engine.core.modes import Role
from engine.service.registry import registry
from locales import use_language

EVERYTHING = frozenset(spec.id for spec in registry())
COINS = tuple(f"C{number}/USDT" for number in range(30))


def commands(reply: Reply) -> set[str]:
    actions = [read(button.action) for row in reply.buttons for button in row]
    assert None not in actions
    return {action.subject.split()[0] for action in actions if action and action.verb in (Verb.OPEN, Verb.FORM)}


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("part", [ROOT, *_PARTS, "nonsense"])
def test_nothing_is_offered_that_would_be_refused(part: str, role: Role, language: str) -> None:
    with use_language(language):
        reply = menu(part, role, EVERYTHING, COINS, edits=False)
        assert all(registry().get(name).role.rank <= role.rank for name in commands(reply))
        assert all(0 < len(button.label) <= 40 for row in reply.buttons for button in row)
        assert sum(map(len, reply.buttons)) <= 25
        assert len(reply.buttons) <= 8


def test_what_does_not_exist_yet_is_not_offered() -> None:
    assert "retrain" not in commands(menu("control", Role.OWNER, EVERYTHING - {"retrain"}, COINS, edits=False))


def test_everything_an_owner_needs_often_is_there() -> None:
    found = set().union(*(commands(menu(part, Role.OWNER, EVERYTHING, COINS, edits=False)) for part in _PARTS))
    assert {"positions", "flatten", "pause", "resume", "notify", "status", "enter", "price", "audit"} <= found

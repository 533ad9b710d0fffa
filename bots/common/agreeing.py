"""Dangerous commands: what would happen is said in words, and only the same person in the same place may agree."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bots.common.actions import Action, Verb, written
from bots.common.card import Card, Said, Tone
from bots.common.cards import question_card
from bots.common.lines import line_of
from bots.common.reply import Button, Field, Form, Look, Reply
from engine.core.errors import InvalidInput
from engine.core.modes import Danger, Mode
from engine.service.access import AGREEMENTS, is_look
from engine.service.asking import question_of, typed_word
from engine.service.people.confirming import SECONDS
from locales import t

if TYPE_CHECKING:
    from engine.service.people.confirming import Agreed, Confirmations
    from engine.service.registry import Parsed
    from engine.service.snapshots import Snapshot
    from engine.service.visits import Visit

WORD: Final = "word"
"""The field of the form in which the word is typed."""


def must_ask(parsed: Parsed) -> bool:
    """Whether this may have to be agreed to: the state of the engine then decides."""
    spec = parsed.spec
    return (spec.danger is not Danger.NONE or bool(spec.asks_in)) and not is_look(spec, parsed.arguments)


def question(
    confirmations: Confirmations, visit: Visit, parsed: Parsed, snapshot: Snapshot, *, anew: bool = False
) -> Reply | None:
    """What would happen, with the buttons to agree or not; None when it is not dangerous now.

    ``anew``: what is held has changed since it was asked first.
    """
    if AGREEMENTS[parsed.spec.danger_in(snapshot.state)] == 0:
        return None
    private = not visit.alone  # the question tells what is held
    content = content_of(parsed, snapshot)
    token = confirmations.ask(visit, _line(parsed), 1, private=private, content=content)
    live = snapshot.stamp.mode == Mode.LIVE
    card = question_card(question_of(parsed.spec, parsed.arguments, snapshot), SECONDS, live=live)
    if anew:
        card = replace(card, blocks=(Said(t("bots-asked-anew"), strong=True), *card.blocks))
    yes = Button(t("bots-button-agree", command=parsed.spec.shown_name), _written(Verb.AGREE, token), Look.DANGER)
    no = Button(t("bots-button-decline"), _written(Verb.DECLINE, token))
    return Reply(card, ((yes, no),), private=private)


def second_step(confirmations: Confirmations, visit: Visit, parsed: Parsed, agreed: Agreed) -> Reply | None:
    """What is still missing after ``agreed`` steps: the worst wants a word typed; None when nothing is."""
    word = typed_word(parsed.spec, parsed.arguments)
    if word is None or agreed.confirmations >= AGREEMENTS[parsed.spec.danger]:
        return None
    token = confirmations.ask(visit, agreed.line, agreed.confirmations + 1, content=agreed.content)
    confirmations.expect(visit, token)
    text = t("bots-type-word", word=word, seconds=SECONDS)
    title = t("bots-type-title")
    form = Form(title, _written(Verb.AGREE, token), (Field(WORD, t("bots-type-label", word=word), True, word),))
    return Reply(Card(title, (Said(text, strong=True),), Tone.WARNING), form=form)


def content_of(parsed: Parsed, snapshot: Snapshot) -> str:
    """What a question is about, apart from prices, which never stand still: whose money, and what is held.

    The state counts where it decides whether anything is asked at all.
    """
    symbol = parsed.arguments.get("symbol")
    held = [(row.symbol, row.side, str(row.amount)) for row in snapshot.positions if symbol in (None, row.symbol)]
    state = snapshot.state if parsed.spec.asks_in else ""
    return repr((state, snapshot.stamp.source, snapshot.stamp.mode, sorted(held)))


def _line(parsed: Parsed) -> str:
    """What will be carried out; what cannot be said without doubt is not asked about."""
    line = line_of(parsed.spec, parsed.arguments)
    if line is None:
        raise InvalidInput("err-command-unclear", command=parsed.spec.shown_name)
    return line


def _written(verb: Verb, token: str) -> str:
    action = written(Action(verb, token))
    if action is None:
        raise ValueError("a token is too long for a button")
    return action

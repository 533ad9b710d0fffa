"""Cards: what the service answers, what went wrong, what is asked and what happened, for a reader on a phone.

Cards speak in the language and number style of the moment and are told plainly; platforms escape and cut them. They
tell the facts that the command line tells (``engine.service.text``), the most important first.
"""

from __future__ import annotations

from bots.common.cards.answers import card_of
from bots.common.cards.errors import error_card
from bots.common.cards.events import event_card
from bots.common.cards.letters import letter_card
from bots.common.cards.questions import question_card

__all__ = ["card_of", "error_card", "event_card", "letter_card", "question_card"]

"""Which form an answer in words fills in. Telegram has no forms: a prompt is sent, and what answers it is read."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from telegram import Message

from bots.common import actions
from bots.common.actions import Verb

_MOST: Final = 1_000


class Prompts:
    """Prompts by where they stand; those of before a restart are asked for again."""

    def __init__(self) -> None:
        self._forms: OrderedDict[tuple[int, int], str] = OrderedDict()

    def remember(self, prompt: Message, action: str) -> None:
        """``action`` is what the form would send back."""
        self._forms[prompt.chat.id, prompt.message_id] = action
        while len(self._forms) > _MOST:
            self._forms.popitem(last=False)

    def command_for(self, message: Message) -> str | None:
        """The command whose parameters ``message`` gives; None when it answers no such prompt."""
        prompt = message.reply_to_message
        action = None if prompt is None else self._forms.get((prompt.chat.id, prompt.message_id))
        read = None if action is None else actions.read(action)
        return read.subject if read is not None and read.verb is Verb.FORM else None

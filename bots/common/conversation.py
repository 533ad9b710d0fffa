"""What every chat face does with what people say: the gate, the registry, agreement, the answer.

The platforms translate: a message, a slash command, a pressed button or a filled form comes in with a ``Visit``, a
``Reply`` goes out. ``None`` means that nothing is said, which is all that somebody hears who is not admitted.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from bots.common import actions, agreeing
from bots.common.actions import Verb
from bots.common.answering import Answering, sign_of
from bots.common.cards import error_card
from bots.common.entrance import Entrance
from bots.common.house_facts import HouseFacts
from bots.common.lines import completed
from bots.common.menu import ROOT, menu
from bots.common.notices import declined, form_of, old_button, paired, secret_found, too_fast
from bots.common.privacy import is_private
from bots.common.reply import Reply
from bots.common.speaking import speaking
from bots.common.suggesting import suggestions
from engine.core.errors import HaiDangError, InvalidInput, Refused, unforeseen
from engine.core.modes import Role
from engine.service.access import is_look
from engine.service.asking import is_typed, typed_word
from engine.service.people.confirming import Confirmations
from engine.service.registry import Parsed, read_named, registry
from locales.folding import fold_name, nfc

if TYPE_CHECKING:
    from engine.service.lobby import Lobby
    from engine.service.specs import CommandSpec
    from engine.service.visits import Visit

_log = logging.getLogger(__name__)
_MOST_LETTERS: Final = 500
"""No command is longer; what is, is no command."""
_START: Final = "start"
_SIGNS: Final = "!?.,…"
_PRICE: Final = "price"
"""What a coin's name alone asks for."""


class Conversation:
    """The one brain behind all chat faces."""

    def __init__(self, lobby: Lobby) -> None:
        self._lobby = lobby
        self._entrance = Entrance(lobby)
        self._house = HouseFacts(lobby.service, lobby.wall_clock)
        self._confirmations = Confirmations(lobby.wall_clock)
        self._answering = Answering(lobby, self._house)

    # --- what platforms ask before they do anything ---

    def is_admitted(self, visit: Visit) -> bool:
        """Whether anything this person says here is read at all."""
        return self._entrance.role(visit) is not None

    def is_private(self, visit: Visit, command_id: str) -> bool:
        """Whether the answer to this command may be seen here only by the one who asks."""
        return is_private(registry().get(command_id), visit)

    def language_for(self, visit: Visit, *, private: bool = False) -> AbstractContextManager[None]:
        """Speak as this person (or the chat, in front of all) chose."""
        tongue = self._lobby.chat.choices.tongue(visit, private=private)
        return speaking(tongue.language, tongue.number_style, tongue.zone)

    async def holds_secret(self, visit: Visit, text: str) -> bool:
        """Whether something that looks like a token or a key was posted; the platform then deletes the message."""
        return self._entrance.role(visit) is not None and self._entrance.holds_secret(text)

    def secret_warning(self, visit: Visit, *, deleted: bool) -> Reply:
        """What is said to somebody who posted a secret."""
        with self.language_for(visit):
            return secret_found(deleted=deleted)

    async def suggest(self, visit: Visit, command_id: str, parameter: str, typed: str) -> list[tuple[str, str]]:
        """What a parameter could be, as (shown, meant)."""
        role = self._entrance.role(visit)
        if role is None:
            return []
        spec = registry().get(command_id)
        param = next((param for param in spec.params if param.name == parameter), None)
        if param is None:
            return []
        with self.language_for(visit, private=True):
            return suggestions(param, typed, await self._house.symbols(), await self._house.commands(role))

    # --- the four ways in ---

    async def line(self, visit: Visit, text: str, *, plain: bool = False) -> Reply | None:
        """A typed line without its sign. ``plain``: words as people write them, which may only ask, never act."""
        text = nfc(text).strip()
        role = await self._entrance.enter(visit, text)
        with self.language_for(visit):
            if visit.alone and await self._entrance.is_paired_by(visit, text):
                return paired(visit.surface)
            if role is None:
                return None
            token = self._confirmations.expected(visit) if plain else None
            if token is not None:
                return await self._guarded(visit, self._agreed(visit, role, token, text))
            if not text or len(text) > _MOST_LETTERS:
                return None
            return await self._guarded(visit, self._typed(visit, role, text, plain=plain))

    async def command(self, visit: Visit, command_id: str, given: Mapping[str, object]) -> Reply | None:
        """A command with its parameters by name, as text."""
        role = await self._entrance.enter(visit, command_id)
        if role is None:
            return None
        with self.language_for(visit):
            return await self._guarded(visit, self._named(visit, role, command_id, given))

    async def press(self, visit: Visit, action: str, values: Mapping[str, str] | None = None) -> Reply | None:
        """A pressed button, or a filled form with its values."""
        role = await self._entrance.enter(visit, "")
        if role is None:
            return None
        with self.language_for(visit):
            read = actions.read(action)
            if read is None:
                return old_button()
            return await self._guarded(visit, self._pressed(visit, role, read, values))

    # --- inside ---

    async def _guarded(self, visit: Visit, work: Awaitable[Reply | None]) -> Reply | None:
        """Whatever goes wrong is said with its incident id; nothing ends the bot."""
        try:
            return await work
        except HaiDangError as error:
            return Reply(error_card(error), private=not visit.alone and isinstance(error, Refused))
        except Exception as error:
            surprise = unforeseen("err-unexpected", detail=type(error).__name__)
            _log.exception("%s: %s", surprise.incident, visit.surface)
            return Reply(error_card(surprise))

    async def _typed(self, visit: Visit, role: Role, text: str, *, plain: bool) -> Reply | None:
        if text.casefold().startswith(f"{_START} "):
            text = _START  # what a link adds behind it is for those who come in by a code
        try:
            parsed = registry().parse(text)
        except InvalidInput as error:
            words = text.split()
            coin = (
                await self._house.pair(words[0].strip(_SIGNS)) if words and (visit.alone or len(words) == 1) else None
            )
            if coin is not None:
                return await self._run(visit, role, registry().parse(f"{_PRICE} {coin}"))
            unheard = not visit.alone and (plain or error.key == "err-command-unknown")
            if unheard:
                return None  # others talk here too, and other bots use the same sign
            return self._misread(visit, role, error)
        writes = parsed.spec.writes and not is_look(parsed.spec, parsed.arguments)
        if plain and writes:
            if visit.alone:
                raise Refused("err-plain-acts", sign=sign_of(visit.surface), command=_typed_name(parsed.spec))
            return None
        return await self._run(visit, role, parsed)

    async def _named(self, visit: Visit, role: Role, command_id: str, given: Mapping[str, object]) -> Reply | None:
        try:
            spec = registry().get(command_id)
            parsed = Parsed(spec, read_named(spec, given, typed=True))
        except InvalidInput as error:
            return self._misread(visit, role, error)
        return await self._run(visit, role, parsed)

    def _misread(self, visit: Visit, role: Role, error: InvalidInput) -> Reply | None:
        """What is wrong with a line is told as seldom as anything else."""
        wait = self._entrance.cooldown(visit, role)
        if wait is not None:
            return too_fast(wait)
        raise error

    async def _pressed(
        self, visit: Visit, role: Role, action: actions.Action, values: Mapping[str, str] | None
    ) -> Reply | None:
        subject = action.subject
        match action.verb:
            case Verb.AGREE:
                reply = await self._agreed(visit, role, subject, (values or {}).get(agreeing.WORD))
                # What came of it takes the place of the question, whose buttons are used up.
                return replace(reply, edits=True) if reply is not None and reply.card and not reply.form else reply
            case Verb.DECLINE:
                return declined() if self._confirmations.drop(subject, visit) else old_button()
            case Verb.MENU:
                return await self._menu(role, subject, edits=True)
            case Verb.FORM:
                spec = registry().get(subject)
                if values is None:
                    return form_of(spec, sign_of(visit.surface))
                return await self._named(visit, role, subject, {k: v for k, v in values.items() if v.strip()})
            case Verb.OPEN:
                return await self._run(visit, role, registry().parse(subject))
            case Verb.FRESH | Verb.PAGE:
                parsed = registry().parse(subject)
                if parsed.spec.writes and not is_look(parsed.spec, parsed.arguments):
                    return old_button()
                return await self._run(visit, role, parsed, edits=True, page=action.page)

    async def _run(
        self, visit: Visit, role: Role, parsed: Parsed, *, edits: bool = False, page: int = 0
    ) -> Reply | None:
        """Answer, or ask first when it is dangerous."""
        parsed = completed(parsed, visit)
        spec = parsed.spec
        wait = self._entrance.cooldown(visit, role, spec)
        if wait is not None:
            return too_fast(wait)
        if spec.id == _START:
            return await self._menu(role, ROOT, edits=False)
        if agreeing.must_ask(parsed) and await self._may(role, spec, parsed.arguments):
            asked = agreeing.question(self._confirmations, visit, parsed, await self._house.snapshot())
            if asked is not None:
                return asked
        return await self._answering.answer(visit, role, parsed, edits=edits, page=page)

    async def _may(self, role: Role, spec: CommandSpec, arguments: Mapping[str, Any]) -> bool:
        """Whether asking makes sense; a refusal is the service's to say, which writes it into the audit."""
        return role.rank >= spec.role_for(arguments).rank and spec.id in await self._house.available()

    async def _agreed(self, visit: Visit, role: Role, token: str, word: str | None) -> Reply | None:
        agreed = self._confirmations.take(token, visit)
        if agreed is None:
            return old_button()
        parsed = registry().parse(agreed.line)
        snapshot = await self._house.snapshot()
        if agreeing.content_of(parsed, snapshot) != agreed.content:
            return agreeing.question(self._confirmations, visit, parsed, snapshot, anew=True) or old_button()
        if agreed.confirmations > 1:
            wanted = typed_word(parsed.spec, parsed.arguments)
            if wanted is None or word is None or not is_typed(word, wanted):
                return declined()
        else:
            further = agreeing.second_step(self._confirmations, visit, parsed, agreed)
            if further is not None:
                return further
        return await self._answering.answer(visit, role, parsed, confirmations=agreed.confirmations)

    async def _menu(self, role: Role, part: str, *, edits: bool) -> Reply:
        return menu(part, role, await self._house.available(), await self._house.symbols(), edits=edits)


def _typed_name(spec: CommandSpec) -> str:
    """Its name as it is typed without marks in the reader's language."""
    return fold_name(spec.shown_name)

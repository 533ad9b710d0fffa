"""From a command to the message that answers it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bots.common.buttons import buttons_after
from bots.common.cards import card_of, error_card
from bots.common.for_all import for_all
from bots.common.lines import line_of
from bots.common.picturing import PICTURED, picture_of
from bots.common.privacy import is_private
from bots.common.reply import Reply
from engine.core.errors import HaiDangError
from engine.core.modes import Role
from engine.service.access import is_look
from engine.service.port import Caller, Request
from locales import current_language

if TYPE_CHECKING:
    from bots.common.house_facts import HouseFacts
    from engine.service.answers import Answer
    from engine.service.lobby import Lobby
    from engine.service.registry import Parsed
    from engine.service.visits import Visit


class Answering:
    """Asks the service and dresses its answer."""

    def __init__(self, lobby: Lobby, house: HouseFacts) -> None:
        self._service, self._house = lobby.service, house

    async def answer(
        self, visit: Visit, role: Role, parsed: Parsed, *, confirmations: int = 0, edits: bool = False, page: int = 0
    ) -> Reply:
        """The reply to a command; raises the error family, save for what is private: there, errors are too."""
        spec, arguments = parsed.spec, parsed.arguments
        caller = Caller(
            visit.surface, str(visit.actor), role, visit.place, language=current_language(), alone=visit.alone
        )

        async def ask(command: str, given: Mapping[str, Any]) -> Answer:
            # What belongs to an answer that may be had may be had with it.
            reader = caller if role.rank >= Role.VIEWER.rank else replace(caller, role=Role.VIEWER)
            return await self._service.call(reader, Request(command, given))

        private = is_private(spec, visit)
        try:
            answer = await self._service.call(caller, Request(spec.id, arguments, confirmations))
        except HaiDangError as error:
            if not private:
                raise
            return Reply(error_card(error), private=True)
        seen_alone = (private or visit.alone) and role.rank >= Role.VIEWER.rank
        if not seen_alone:
            answer = for_all(answer)
        picture = await picture_of(spec.id, answer, ask, private=seen_alone) if spec.id in PICTURED else None
        line = "" if spec.writes and not is_look(spec, arguments) else line_of(spec, arguments) or ""
        return Reply(
            card_of(answer, sign=sign_of(visit.surface)),
            buttons_after(spec.id, arguments, line, role, await self._house.available()) if line else (),
            picture=picture,
            private=private,
            edits=edits,
            again=line,
            page=page,
        )


def sign_of(surface: str) -> str:
    """What commands begin with when they are typed there."""
    return "!" if surface == "discord" else "/"

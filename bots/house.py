"""Which bots run beside the engine: those that have a token."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from bots.supervisor import Supervisor
from engine.core.modes import Role
from engine.service.people.admission import LISTS, PLACES
from engine.service.tokens import TOKEN_FILE, Token, tokens_of
from locales import t

if TYPE_CHECKING:
    from bots.bot import Bot
    from bots.common.conversation import Conversation
    from engine.service.lobby import Lobby

_log = logging.getLogger(__name__)
_TAG: Final = {"tag": "KHOI TAO"}


def open_bots(lobby: Lobby) -> Supervisor | None:
    """The bots, ready to run; None (and said so) when no token is set. Whom they will not answer is said too."""
    tokens = tokens_of(lobby.settings)
    if not tokens:
        _log.info("%s", t("bot-no-token", folder=str(lobby.settings.data_dir)), extra=_TAG)
        return None
    from bots.common.conversation import Conversation

    conversation = Conversation(lobby)
    for surface, token in tokens.items():
        _announce(lobby, surface, token)
    makers = {surface: _maker(surface, lobby, conversation, token) for surface, token in tokens.items()}
    return Supervisor(lobby, makers, prepare=_warm)


def _announce(lobby: Lobby, surface: str, token: Token) -> None:
    shown, people = surface.capitalize(), lobby.chat.people
    _log.info("%s", t("bot-starts", surface=shown), extra=_TAG)
    if token.origin == TOKEN_FILE:
        _log.warning("%s", t("bot-token-file"), extra=_TAG)
    if not people.admits_anybody(surface):
        settings = f"{PLACES[surface]}, {surface}_{LISTS[Role.OWNER]}".upper()
        _log.warning("%s", t("bot-admits-nobody", surface=shown, settings=settings), extra=_TAG)
    people.pairing_code(surface)  # one that is new says itself in the log


async def _warm() -> None:
    """The first picture shall not wait for its tools to be loaded."""
    from engine.service.drawing import warm

    with contextlib.suppress(ImportError, OSError):
        await warm()


def _maker(surface: str, lobby: Lobby, conversation: Conversation, token: Token) -> Callable[[], Bot]:
    def discord() -> Bot:
        from bots.discord.bot import DiscordBot

        return DiscordBot(lobby, conversation, token.secret.get_secret_value(), token.origin)

    def telegram() -> Bot:
        from bots.telegram.app import TelegramBot

        return TelegramBot(lobby, conversation, token.secret.get_secret_value())

    return discord if surface == "discord" else telegram

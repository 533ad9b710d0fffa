"""Which token each bot uses: settings first, then the older name, then the file ``token.txt`` (Discord)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pydantic import SecretStr

    from engine.settings import Settings

TOKEN_FILE: Final = "token.txt"  # noqa: S105 - the name of the file, not what is in it


@dataclass(frozen=True, slots=True)
class Token:
    """``origin`` names the setting, or the file, that it came from."""

    secret: SecretStr
    origin: str


def tokens_of(settings: Settings) -> dict[str, Token]:
    """The token of each bot that can run, by platform."""
    found = {"discord": discord_token(settings), "telegram": telegram_token(settings)}
    return {surface: token for surface, token in found.items() if token is not None}


def discord_token(settings: Settings, folder: Path = Path()) -> Token | None:
    """DISCORD_BOT_TOKEN, else BOT_TOKEN, else the first line of ``token.txt`` in the working folder."""
    if settings.discord_bot_token:
        return Token(settings.discord_bot_token, "DISCORD_BOT_TOKEN")
    if settings.bot_token:
        return Token(settings.bot_token, "BOT_TOKEN")
    return _from_file(folder / TOKEN_FILE)


def telegram_token(settings: Settings) -> Token | None:
    """TELEGRAM_BOT_TOKEN."""
    return Token(settings.telegram_bot_token, "TELEGRAM_BOT_TOKEN") if settings.telegram_bot_token else None


def _from_file(path: Path) -> Token | None:
    from pydantic import SecretStr

    try:
        lines = path.read_text(encoding="utf-8-sig").split()
    except (OSError, UnicodeDecodeError):
        return None
    return Token(SecretStr(lines[0]), TOKEN_FILE) if lines else None

"""Tokens come from the settings, then from the older name, then from a file, which is warned about."""

from pathlib import Path

from engine.service.tokens import TOKEN_FILE, discord_token, telegram_token
from engine.settings import Settings


def origin(settings: Settings, folder: Path) -> tuple[str, str] | None:
    found = discord_token(settings, folder)
    return None if found is None else (found.secret.get_secret_value(), found.origin)


def test_the_order(tmp_path: Path) -> None:
    (tmp_path / TOKEN_FILE).write_text("\ufefffrom-file\n", encoding="utf-8")
    both = Settings(discord_bot_token="new", bot_token="old")
    assert origin(both, tmp_path) == ("new", "DISCORD_BOT_TOKEN")
    assert origin(Settings(bot_token="old"), tmp_path) == ("old", "BOT_TOKEN")
    assert origin(Settings(), tmp_path) == ("from-file", TOKEN_FILE)


def test_none_is_none(tmp_path: Path) -> None:
    assert origin(Settings(), tmp_path) is None
    (tmp_path / TOKEN_FILE).write_text(" \n", encoding="utf-8")
    assert origin(Settings(), tmp_path) is None
    (tmp_path / TOKEN_FILE).write_bytes(b"\xff\xfe\xff")
    assert origin(Settings(), tmp_path) is None
    assert telegram_token(Settings()) is None


def test_telegrams_own() -> None:
    found = telegram_token(Settings(telegram_bot_token="tg"))
    assert found is not None
    assert (found.secret.get_secret_value(), found.origin) == ("tg", "TELEGRAM_BOT_TOKEN")
    assert "tg" not in repr(found)

"""Whether Discord and Telegram can be reached with the tokens that are set, and who would be answered."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from engine.cli.checks import Check, Level
from engine.cli.checks.reaching import Answer, Outcome, any_reachable, ask
from engine.service.people.admission import access_of
from engine.service.tokens import discord_token, telegram_token
from locales.formats import latency

if TYPE_CHECKING:
    from engine.settings import Settings

_DISCORD: Final = "https://discord.com/api/v10"
_TELEGRAM: Final = "https://api.telegram.org"
_OTHERS: Final = {"exchange": "https://api.binance.com", "mirror": "https://www.cloudflare.com"}
_CONTENT_FLAGS: Final = 1 << 18 | 1 << 19
"""The application may read what people write (all, or a small bot's limited form)."""
_LEVELS: Final = {Outcome.BUSY: Level.WARNING, Outcome.BROKEN: Level.WARNING}
_BLOCKED: Final = frozenset({Outcome.NAME, Outcome.CUT, Outcome.SILENT, Outcome.TLS})


@dataclass(frozen=True, slots=True)
class _Channel:
    name: str
    setting: str
    url: str
    headers: Mapping[str, str]
    proxy: str | None


def check_chat(settings: Settings) -> Iterator[Check]:
    """One question to each platform that has a token; refusals by the network are told apart from other faults."""
    channels = [channel for channel in (_discord(settings), _telegram(settings)) if channel is not None]
    if not channels:
        yield Check("chat", Level.OK, "doctor-chat-off")
        return
    for channel in channels:
        answer = asyncio.run(ask(channel.url, channel.headers, channel.proxy))
        yield _told(channel, answer)
        if answer.outcome is Outcome.ANSWERED:
            yield from _admitting(settings, channel.name)
            if channel.name == "discord":
                yield from _intent(answer.body)


def _discord(settings: Settings) -> _Channel | None:
    token = discord_token(settings)
    if token is None:
        return None
    base = (settings.discord_api_url or _DISCORD).rstrip("/")
    headers = {"Authorization": f"Bot {token.secret.get_secret_value()}", "User-Agent": "DiscordBot (haidang, 1)"}
    return _Channel("discord", token.origin, f"{base}/oauth2/applications/@me", headers, settings.discord_proxy)


def _telegram(settings: Settings) -> _Channel | None:
    token = telegram_token(settings)
    if token is None:
        return None
    base = (settings.telegram_api_url or _TELEGRAM).rstrip("/")
    return _Channel(
        "telegram", token.origin, f"{base}/bot{token.secret.get_secret_value()}/getMe", {}, settings.telegram_proxy
    )


def _told(channel: _Channel, answer: Answer) -> Check:
    outcome = answer.outcome
    facts = {
        "surface": channel.name.capitalize(),
        "setting": channel.setting,
        "proxy": f"{channel.name.upper()}_PROXY",
        "latency": latency(answer.ms),
        "status": answer.status,
        "name": _name(answer.body),
    }
    if outcome is Outcome.ANSWERED:
        return Check(channel.name, Level.OK, "doctor-chat-well", facts)
    key = f"doctor-chat-{outcome}"
    if outcome in _BLOCKED and channel.proxy is None:
        key = "doctor-chat-blocked" if asyncio.run(any_reachable(_OTHERS)) else "doctor-chat-offline"
    return Check(channel.name, _LEVELS.get(outcome, Level.FAULT), key, facts)


def _name(body: Any) -> str:
    facts = body if isinstance(body, dict) else {}
    result = facts.get("result")
    return str((result.get("username") if isinstance(result, dict) else None) or facts.get("name") or "-")


def _intent(body: Any) -> Iterator[Check]:
    flags = body.get("flags", 0) if isinstance(body, dict) else 0
    if not int(flags) & _CONTENT_FLAGS:
        yield Check("discord", Level.WARNING, "doctor-chat-intent")


def _admitting(settings: Settings, surface: str) -> Iterator[Check]:
    if not access_of(settings, surface, {}).admits_anybody():
        owners = f"{surface.upper()}_OWNERS"
        yield Check(surface, Level.WARNING, "doctor-chat-nobody", {"surface": surface.capitalize(), "setting": owners})

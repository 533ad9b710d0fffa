"""No secret leaves the house: planted in every setting, whatever goes wrong, and looked for wherever words go."""

from __future__ import annotations

import asyncio
import json
import typing
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bots.common.cards import error_card, event_card
from bots.common.conversation import Conversation
from bots.supervisor import Supervisor
from engine.cli import headless
from engine.core.errors import Operational
from engine.core.events import Event, EventKind
from engine.service.visits import Visit
from engine.settings import Settings
from engine.store.sql import run as run_sql
from engine.store.store import Store
from tests.e2e.chat_runs import STILL, Platforms, Run, eventually, platforms, running
from tests.e2e.runs import environment
from tests.engine.house import House, database, living
from tests.fakes.discord_rig import DM
from tests.fakes.discord_world import OWNER

SHAPED = "MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde." + "planted0shaped0token0for0discord0"
"""As tokens of Discord look, and in no setting: it comes from a file."""
SECRETS = {
    "discord_bot_token": "planted.discord.token",
    "telegram_bot_token": "7000000001:planted_telegram_token_000000000000",
    "bot_token": "planted-older-token",
    "exchange_api_key": "planted-exchange-key",
    "exchange_api_secret": "planted-exchange-secret",
    "api_token": "planted-gateway-token",
}
ADDRESSES = {"database_url", "pg_dsn"}
"""Secrets in which a password is a part of an address; the engine does not start with ones that lead nowhere."""
PASSWORDS = {name: f"planted-{name}-password" for name in ("discord_proxy", "telegram_proxy", "exchange_proxy")}
PLANTED = (*SECRETS.values(), *PASSWORDS.values(), SHAPED)
TOLD = f"no such thing: {' '.join(SECRETS.values())} {SHAPED} at " + " ".join(
    f"http://somebody:{password}@host/bot{SECRETS['telegram_bot_token']}" for password in PASSWORDS.values()
)
"""What careless servers and careless code say when something fails."""
LOOKS = ("config", "logs 50", "health", "audit")


def test_a_secret_is_planted_in_every_setting_that_holds_one() -> None:
    fields = Settings.model_fields.items()
    secret = {name for name, field in fields if SecretStr in (field.annotation, *typing.get_args(field.annotation))}
    assert secret == {*SECRETS, *ADDRESSES}
    assert {name for name in Settings.model_fields if name.endswith("_proxy")} == set(PASSWORDS)


@pytest.mark.timeout(120)
async def test_nothing_that_is_sent_said_or_kept_holds_a_secret(tmp_path: Path, models: Path) -> None:
    async with platforms() as there:
        there.discord.world.token = SECRETS["discord_bot_token"]
        there.telegram.server.token = SECRETS["telegram_bot_token"]
        settings = _planted(there)
        await there.discord.server.close_door()
        await there.telegram.server.stop()
        async with running(tmp_path, models, "--lang", "en", **settings) as run:
            await _nothing_is_there_and_then_it_refuses(there, run)
            await there.connected()
            await run.up()
            await _everything_that_tells_is_asked(there, run)
            await _answers_and_letters_are_refused(there, run)
            await _everything_that_tells_is_asked(there, run)
            code, out, said, _ = await run.end()
        assert code == 0
        assert len(_sent(there)) > 30
        assert "HTTP Request" not in run.log()  # the token is a part of every address, which its library likes to tell
        for words in (out, said, run.log(), *_sent(there)):
            _holds_none(words)
        with Store.open(database(tmp_path), readonly=True) as store:
            for table in ("audit_log", "events"):
                _holds_none(repr(store.read(lambda conn, table=table: run_sql(conn, f"SELECT * FROM {table}").all())))


def _planted(there: Platforms) -> dict[str, Any]:
    """Each platform is its own proxy too, which it is reached through; the log tells as much as it can."""
    ways = {
        "discord_proxy": f"127.0.0.1:{there.discord.server.port}",
        "telegram_proxy": f"127.0.0.1:{there.telegram.server.port}",
        "exchange_proxy": "127.0.0.1:1",
    }
    proxies = {name: f"http://somebody:{PASSWORDS[name]}@{way}" for name, way in ways.items()}
    return there.settings(**STILL, **SECRETS, **proxies, log_level="DEBUG")


async def _everything_that_tells_is_asked(there: Platforms, run: Run) -> None:
    for line in LOOKS:
        before = len(there.told_on_discord()), len(there.told_on_telegram())
        await there.discord.say(OWNER, f"!{line}", DM)
        await there.telegram.say(OWNER, f"/{line}")
        await there.discord.wait_for(lambda then=before[0]: len(there.told_on_discord()) > then, 10, line)
        await there.telegram.wait_for(lambda then=before[1]: len(there.told_on_telegram()) > then, 10)
        name, *limit = line.split()
        _holds_none(repr(await run.ask(name, **({"limit": limit[0]} if limit else {}))))


async def _nothing_is_there_and_then_it_refuses(there: Platforms, run: Run) -> None:
    """Neither the platforms nor the proxies before them; then they do not know the token, and say which."""
    discord, telegram = there.discord, there.telegram
    await run.logged("Discord cannot be reached")
    await run.logged("Telegram cannot be reached")
    discord.faults.fail("GET /users/@me", 401, body={"message": f"401: {TOLD}", "code": 0})
    telegram.faults.refuse("getMe", 401, f"Unauthorized {TOLD}")
    await discord.server.open_door()
    await telegram.server.start()
    await run.logged("discord: Discord does not accept the token")
    await run.logged("telegram: Telegram does not accept the token")


async def _answers_and_letters_are_refused(there: Platforms, run: Run) -> None:
    discord, telegram = there.discord, there.telegram
    for status, name in ((400, "Bad Request"), (400, "Bad Request"), (401, "Unauthorized"), (403, "Forbidden")):
        telegram.faults.refuse("sendMessage", status, f"{name}: {TOLD}")
    for status, code in ((400, 50035), (400, 50035), (401, 0), (403, 50013)):
        discord.faults.fail("POST /channels/*", status, body={"code": code, "message": TOLD})
    await run.ask("pause")  # a letter to each, between the answers
    for _ in range(3):
        await discord.say(OWNER, "!ping", DM)
        await telegram.say(OWNER, "/ping")
    await telegram.wait_for(lambda: all(fault.over for fault in telegram.faults.all), 10)
    await discord.wait_for(lambda: all(fault.hits == fault.times for fault in discord.faults.all), 10)


def _sent(there: Platforms) -> list[str]:
    """All that the bots told the platforms, but for the token where it has to be: in the header and in the path."""
    discord = (json.dumps([call.path, call.query, call.body], ensure_ascii=False) for call in there.discord.calls)
    telegram = (json.dumps(call.params, ensure_ascii=False) for call in there.telegram.world.calls)
    return [*discord, *telegram]


def _holds_none(words: str) -> None:
    found = [each for each in PLANTED if each in words]
    assert not found, f"{found} in {words[max(0, words.index(found[0]) - 300) :][:600]}"


class Clumsy:
    """A bot that dies with everything it knows on its lips."""

    surface = "discord"

    async def run(self) -> None:
        raise RuntimeError(TOLD)


async def test_a_crash_with_a_token_in_its_words_tells_no_token(tmp_path: Path, models: Path) -> None:
    visit = Visit("telegram", OWNER, "An", str(OWNER), OWNER, True, "en")
    async with living(tmp_path, models, **SECRETS, telegram_owners=str(OWNER)) as house:
        lobby = house.engine.lobby()
        task = asyncio.create_task(Supervisor(lobby, {"discord": Clumsy}).run())
        log = tmp_path / "data" / "logs" / "haidang.log"
        await eventually(lambda: "RuntimeError" in log.read_text(encoding="utf-8"), 10, lambda: "the crash")
        talk = Conversation(lobby)

        def broken(*_: Any, **__: Any) -> Any:
            raise RuntimeError(TOLD)

        house.engine.rooms.desk.portfolio = broken  # type: ignore[method-assign]
        replies = [await talk.line(visit, line) for line in ("status", "health", "logs", "config", "audit")]
        assert "E-" in repr(replies[0])
        for words in (*map(repr, replies), log.read_text(encoding="utf-8"), *await _kept(house)):
            _holds_none(words)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _kept(house: House) -> list[str]:
    tables = ("events", "audit_log", "outbox")
    return [repr(await house.rows(f"SELECT * FROM {table}")) for table in tables]


@pytest.mark.parametrize("setting", sorted(ADDRESSES))
def test_a_database_that_is_not_there_is_named_without_its_password(
    tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], setting: str
) -> None:
    address = "postgresql://somebody:planted-database-password@127.0.0.1:1/x"
    monkeypatch.chdir(tmp_path)
    for name, value in environment(tmp_path, models, **{setting: address}).items():
        monkeypatch.setenv(name, value)
    assert headless.main(["--lang", "en"], lambda lobby: None) == 1
    out, said = capsys.readouterr()
    assert "127.0.0.1" in said
    assert "planted" not in out + said


def test_what_a_failure_says_is_told_in_chat_without_secrets() -> None:
    """The engine tells a fault of its own with the words of whoever raised it."""
    words = f"{SHAPED} at http://somebody:{PASSWORDS['exchange_proxy']}@host/bot by {SECRETS['telegram_bot_token']}"
    error = Operational("err-part-died", part="market", detail=repr(RuntimeError(words)))
    event = Event(EventKind.ERROR, 1, "demo", None, {"key": error.key, "params": error.params})
    for card in (error_card(error), event_card(event)):
        assert "RuntimeError" in repr(card)
        assert "host/bot" in repr(card)
        _holds_none(repr(card))

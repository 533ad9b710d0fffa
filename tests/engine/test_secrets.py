"""A planted secret appears nowhere: log lines, files, answers, errors, tracebacks, the books."""

from __future__ import annotations

import json
import logging
from collections import deque
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from engine.core.errors import HaiDangError, InvalidInput, Operational
from engine.core.wording import error_text
from engine.logs import LineFormatter, MemoryHandler, Scrubber, set_up_logging, shut_down_logging
from engine.service.codec import encode
from engine.settings import Settings
from engine.settings_load import load_settings
from tests.engine.house import living, loaded

SECRET_NAMES = sorted(name for name, field in Settings.model_fields.items() if "SecretStr" in str(field.annotation))
PLANTED = {name: f"s3cr3t-{place:02d}-planted-{name[::-1]}" for place, name in enumerate(SECRET_NAMES)}
HARMLESS = {name: value for name, value in PLANTED.items() if name not in ("database_url", "pg_dsn")}


def test_every_setting_that_smells_of_a_secret_is_one() -> None:
    smelly = {name for name in Settings.model_fields if any(part in name for part in ("token", "secret", "_key", "password", "dsn"))}  # fmt: skip  # noqa: E501
    assert smelly <= set(SECRET_NAMES)
    assert len(SECRET_NAMES) >= 7


async def test_a_running_engine_tells_none(tmp_path: Path, models: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with living(tmp_path, models, log_level="DEBUG", **HARMLESS) as house:
        await house.reach(6)
        log = logging.getLogger("engine.test")
        for value in HARMLESS.values():
            log.error("told by mistake: %s", value)
            try:
                raise RuntimeError(f"cannot log in with {value}")
            except RuntimeError:
                log.exception("a traceback with %s", value)
        said = [json.dumps(encode(await house.ask(name)), default=str) for name in ("config", "logs", "status", "health", "audit")]  # fmt: skip  # noqa: E501
        said += list(house.engine.rooms.log_lines)
        assert any("told by mistake: ***" in line for line in said)
        rows = (await house.ask("config")).rows
        assert {row.value for row in rows if row.name.lower() in HARMLESS} == {"***"}
        said += [repr(house.engine.settings), str(house.engine.settings), repr(house.engine.settings.model_dump())]
    said += [path.read_text(encoding="utf-8") for path in (tmp_path / "data" / "logs").iterdir()]
    said += [path.read_bytes().decode("latin-1") for path in (tmp_path / "data").glob("trading_logs.db*")]
    for name, value in HARMLESS.items():
        assert not [text for text in said if value in text], name


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "address", ["postgresql://an:s3cr3t-pass-word@127.0.0.1:1/x", "mysql://an:s3cr3t-pass-word@127.0.0.1:1/x"]
)
async def test_the_password_of_a_database_is_in_no_error(
    tmp_path: Path, models: Path, address: str, language: str
) -> None:
    from engine.app import Engine
    from locales import use_language

    for more in ({"database_url": address}, {"pg_dsn": "host=127.0.0.1 port=1 user=an password=s3cr3t-pass-word"}):
        with pytest.raises(HaiDangError) as caught:
            await Engine.start(loaded(tmp_path, models, **more))
        with use_language(language):
            told = error_text(caught.value)
        chain: BaseException | None = caught.value
        while chain is not None:
            told += f"{chain!r} {chain}"
            chain = chain.__cause__
        assert "s3cr3t-pass-word" not in told


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_a_wrong_value_is_not_repeated_in_the_complaint(name: str, tmp_path: Path) -> None:
    blank = tmp_path / "blank"
    blank.touch()
    with pytest.raises(InvalidInput) as caught:
        load_settings({name: "s3cr3t-by-mistake", "horizon": "s3cr3t"}, environ={}, env_file=blank)
    if name in SECRET_NAMES:
        assert "s3cr3t-by-mistake" not in error_text(caught.value)


@pytest.mark.parametrize(
    "shape",
    [
        "M" + "T" * 24 + ".GhIjKl." + "x" * 30,
        "123456789:" + "A" * 35,
        "eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.abcdef",
        "https://discord.com/api/webhooks/1/abc",
    ],
)
def test_what_is_shaped_like_a_secret_is_hidden_too(shape: str) -> None:
    assert shape not in Scrubber().clean(f"before {shape} after")
    assert Scrubber().clean("user:pass at http://an:geheim@host/x") == "user:pass at http://***@host/x"
    plain = "12:30 BTC/USDT 46.284,80 https://example.org/a?b=c"
    assert Scrubber().clean(plain) == plain


@given(st.lists(st.text(min_size=4, max_size=30), min_size=1, max_size=4), st.text(max_size=50))
def test_no_secret_survives_wherever_it_stands(secrets: list[str], around: str) -> None:
    scrubber = Scrubber(secrets)
    for secret in secrets:
        cleaned = scrubber.clean(f"{around}{secret}{around}{secret}")
        assert secret not in cleaned.replace("***", "\0")


def test_tracebacks_are_scrubbed_and_lines_have_their_form(tmp_path: Path) -> None:
    lines: deque[str] = deque()
    handler = MemoryHandler(lines)
    handler.setFormatter(LineFormatter(Scrubber(["hunter2x"])))
    log = logging.getLogger("tests.secrets")
    log.addHandler(handler)
    try:
        try:
            raise ValueError("hunter2x")
        except ValueError:
            log.exception("password hunter2x")
        log.warning("plain", extra={"tag": "KHOI TAO"})
    finally:
        log.removeHandler(handler)
    assert "hunter2x" not in "".join(lines)
    assert "ValueError: ***" in lines[0]
    assert " - ERROR - [LOI] password ***" in lines[0]
    assert lines[1].endswith(" - WARNING - [KHOI TAO] plain")


def test_log_files_are_kept_rotated_and_a_disk_that_refuses_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    settings: Any = Settings(data_dir=tmp_path / "file" / "below")
    handlers = set_up_logging(settings, deque(), on_screen=False)
    assert len(handlers) == 1
    shut_down_logging(handlers)
    handlers = set_up_logging(Settings(data_dir=tmp_path), deque(), on_screen=True)
    try:
        assert len(handlers) == 3
        logging.getLogger("x").info("here")
        assert "here" in (tmp_path / "logs" / "haidang.log").read_text(encoding="utf-8")
    finally:
        shut_down_logging(handlers)
    assert not set(handlers) & set(logging.getLogger().handlers)


def test_an_error_shows_no_more_than_it_is_given() -> None:
    assert "hunter2" not in str(Operational("err-x", detail=SecretStr("hunter2")))

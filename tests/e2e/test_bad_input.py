"""Bad input: a clear message in the chosen language, the right exit code, and nothing lost."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.cli import headless
from engine.cli import main as toolbox
from engine.store.store import Store
from locales import t
from locales.catalogue import has
from tests.e2e.runs import Bot, environment
from tests.engine.house import database
from tests.fakes.binance import FakeBinance

Prepare = Callable[[Path], dict[str, Any]]


def setting(**changes: Any) -> Prepare:
    return lambda folder: changes


def file(text: str | bytes, *, name: str = ".env") -> Prepare:
    def prepare(folder: Path) -> dict[str, Any]:
        content = text.encode() if isinstance(text, str) else text
        (folder / name).write_bytes(content)
        return {}

    return prepare


def corrupt(folder: Path) -> dict[str, Any]:
    Store.open(made(folder)).close()
    (folder / "data" / "trading_logs.db").write_bytes(b"this is no database, but it is somebody's file" * 100)
    return {}


def newer(folder: Path) -> dict[str, Any]:
    Store.open(made(folder)).close()
    with sqlite3.connect(folder / "data" / "trading_logs.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    return {}


def made(folder: Path) -> str:
    (folder / "data").mkdir()
    return database(folder)


def below_a_file(folder: Path) -> dict[str, Any]:
    (folder / "file").write_text("x")
    return {"data_dir": folder / "file" / "data"}


# what is wrong, the exit code, and what the message has to name
TABLE: dict[str, tuple[Prepare, int, tuple[str, ...]]] = {
    "unknown symbol": (setting(symbols="BTC,@@"), 2, ("@@",)),
    "no symbol": (setting(symbols=","), 2, ("SYMBOLS",)),
    "unknown timeframe": (setting(timeframe="7m"), 2, ("7m", "15m")),
    "horizon below timeframe": (setting(timeframe="4h", horizon="15m"), 2, ("HORIZON",)),
    "unknown setting": (file("TAKE_PROFITT=0.05\n"), 2, ("TAKE_PROFITT", "TAKE_PROFIT")),
    "utterly unknown setting": (file("QWXZ=1\n"), 2, ("QWXZ", ".env")),
    "broken .env": (file("SYMBOLS=BTC\n'what is this\nFEE=0\n"), 2, (".env", "2")),
    ".env in another encoding": (file("SYMBOLS=BTC # gi\xe1\n".encode("latin-1")), 2, (".env",)),
    "not a number": (setting(fee="much"), 2, ("FEE",)),
    "out of range": (setting(confidence_threshold="0.3"), 2, ("CONFIDENCE_THRESHOLD",)),
    "unknown zone": (setting(timezone="Asia/Nowhere"), 2, ("TIMEZONE", "Asia/Ho_Chi_Minh")),
    "unknown exchange": (setting(market="exchange", exchange="mtgox2"), 2, ("mtgox2",)),
    "unknown market": (setting(market="moon"), 2, ("MARKET",)),
    "live without consent": (setting(mode="live"), 4, ("MODE=live", "MODE=paper")),
    "replay of nothing": (setting(market="replay"), 2, ("REPLAY_FILE",)),
    "replay of a file that is gone": (setting(market="replay", replay_file="gone.db"), 2, ("gone.db",)),
    "corrupt database": (corrupt, 1, ("trading_logs.db",)),
    "newer database": (newer, 1, ("trading_logs.db", "9999")),
    "folder below a file": (below_a_file, 1, ("file/data",)),
    "a database that is nowhere": (setting(pg_dsn="host=127.0.0.1 port=1 user=x password=hunter2x"), 1, ("127.0.0.1",)),
}


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("case", TABLE)
def test_said_clearly(
    tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], case: str,
    language: str,
) -> None:  # fmt: skip
    prepare, code, named = TABLE[case]
    changes = prepare(tmp_path)
    monkeypatch.chdir(tmp_path)
    for name, value in environment(tmp_path, models, **changes).items():
        monkeypatch.setenv(name, value)
    if (tmp_path / ".env").exists():
        monkeypatch.delenv("SYMBOLS")
    files = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert headless.main(["--lang", language]) == code
    out, said = capsys.readouterr()
    assert out == ""
    for name in named:
        assert name in said
    assert "err-" not in said
    assert "Traceback" not in said
    assert "hunter2x" not in said
    assert any(letter in said for letter in "ạảấầậắặẽệỉịọốồộớợụửữựỳđ") == (language == "vi"), said
    for path, content in files.items():
        assert path.read_bytes() == content, path


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("words", "code", "named"),
    [
        (["call", "gia", "NOPE"], 2, "NOPE"),
        (["call", "gai", "BTC"], 2, "gai"),
        (["call", "chart", "BTC", "7m"], 2, "7m"),
        (["call", "price"], 2, "line-param-symbol"),
        (["call", "backtest"], 4, "backtest"),
        (["fly"], 2, "fly"),
        (["call", "flatten"], 4, "flatten"),
        (["--env", "gone.env", "call", "status"], 2, "env"),
        (["call", "status", "--env", "gone.env"], 2, "gone.env"),
    ],
)
def test_the_tool_box_says_it_too(
    tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    words: list[str], code: int, named: str, language: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    for name, value in environment(tmp_path, models, app_lang=language).items():
        monkeypatch.setenv(name, value)
    try:
        found = toolbox.main(words)
    except SystemExit as ended:
        found = int(ended.code or 0)
    assert found == code
    out, said = capsys.readouterr()
    assert out == ""
    assert (t(named, lang=language) if has(named) else named) in said
    assert "Traceback" not in said
    assert "err-" not in said


async def test_a_pair_that_the_exchange_does_not_list_ends_the_run(tmp_path: Path, models: Path) -> None:
    async with FakeBinance() as fake:
        told = {"market": "exchange", "exchange_api_url": fake.api_url, "exchange_ws_url": fake.ws_url}
        engine = Bot(tmp_path, models, "--lang", "en", **told, symbols="BTC,NOPE")
        try:
            _, said = await asyncio.to_thread(engine.process.communicate, timeout=60)
        finally:
            engine.process.kill()
        assert engine.process.returncode == 2
        assert "NOPE/USDT" in said
        assert "Traceback" not in said


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only to root")
def test_a_folder_that_may_not_be_written(
    tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").mkdir(mode=0o500)
    for name, value in environment(tmp_path, models).items():
        monkeypatch.setenv(name, value)
    assert headless.main(["--lang", "en"]) == 1
    assert str(tmp_path / "data") in capsys.readouterr().err

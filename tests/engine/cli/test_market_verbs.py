"""fetch against an exchange, broken off and gone on with; train, and what doctor says when a model was touched."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.binance import FakeBinance
from tests.fakes.binance_line import Fault

ROOT = Path(__file__).parents[3]


def settings_for(folder: Path) -> dict[str, str]:
    """The environment of a program that works in ``folder`` and complains about every text that is not right."""
    mine = ("APP_LANG", "NUMBER_STYLE", "DATABASE_URL", "PG_DSN")
    kept = {name: value for name, value in os.environ.items() if name not in mine}
    own = {"DATA_DIR": str(folder / "data"), "MODELS_DIR": str(folder / "models"), "HAIDANG_STRICT_TEXTS": "1"}
    return {**kept, **own}


def started(folder: Path, *words: str, **settings: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "engine", *words],
        cwd=ROOT,
        env={**settings_for(folder), **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def rows(folder: Path) -> int:
    try:
        with sqlite3.connect(f"file:{folder}/data/trading_logs.db?mode=ro", uri=True) as database:
            return int(database.execute("SELECT COUNT(*) FROM candle_cache").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def wait_for_rows(folder: Path, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 40
    while rows(folder) == 0 and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.05)


async def finished(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = await asyncio.to_thread(process.communicate, timeout=60)
    return process.returncode, out, err


async def test_a_fetch_that_is_broken_off_keeps_its_pages_and_goes_on(tmp_path: Path) -> None:
    exchange = await FakeBinance().start()
    words = ("fetch", "BTC", "--market", "exchange", "--timeframe", "15m", "--from", "2024-01-01", "--to", "2024-02-21")
    place = {"EXCHANGE_API_URL": f"http://{exchange.urls[0]}"}
    exchange.faults.append(Fault(path="klines", delay=0.3, times=10_000))
    try:
        process = started(tmp_path, *words, **place)
        await asyncio.to_thread(wait_for_rows, tmp_path, process)
        process.send_signal(signal.SIGINT)
        code, out, err = await finished(process)
        kept = rows(tmp_path)
        assert (code, out) == (1, ""), err
        assert "Đã ngắt" in err
        assert "Traceback" not in err
        assert 0 < kept < 51 * 96
        exchange.faults.clear()
        code, out, err = await finished(started(tmp_path, *words, "--json", **place))
        assert (code, err) == (0, "")
        assert json.loads(out)[0]["stored"] == 51 * 96 - kept
        assert rows(tmp_path) == 51 * 96
    finally:
        await exchange.stop()


async def test_an_exchange_out_of_reach_is_one(tmp_path: Path) -> None:
    words = ("fetch", "BTC", "--market", "exchange", "--days", "1")
    exchange = await FakeBinance().start()
    exchange.faults.append(Fault(status=451, times=10_000))
    try:
        code, out, err = await finished(started(tmp_path, *words, EXCHANGE_API_URL=f"http://{exchange.urls[0]}"))
    finally:
        await exchange.stop()
    assert (code, out) == (1, "")
    assert "451" in err
    assert "Traceback" not in err


@pytest.mark.timeout(240)
async def test_train_then_models_then_a_touched_file(tmp_path: Path) -> None:
    async def tool(*words: str) -> tuple[int, str, Any]:
        return await finished(started(tmp_path, *words))

    assert (await tool("fetch", "BTC", "--days", "20"))[0] == 0
    code, out, err = await tool("train", "BTC")
    assert (code, out) == (0, ""), err
    assert "BTC/USDT: đã huấn luyện xong mô hình" in err
    listed = json.loads((await tool("models", "list", "--json"))[1])
    assert [(one["symbol"], one["champion"], one["error"]) for one in listed] == [("BTC/USDT", True, None)]
    assert json.loads((await tool("models", "show", "BTC", "--json"))[1])["version"] == listed[0]["version"]
    code, _, err = await tool("train", "BTC", "ETH", "--json")
    assert code == 0
    assert (await tool("doctor"))[0] == 0
    (forest,) = (tmp_path / "models").glob(f"*/*/*/{listed[0]['version']}/svm.npz")
    content = bytearray(forest.read_bytes())
    content[100] ^= 1
    forest.write_bytes(content)
    code, out, _ = await tool("doctor", "--json")
    assert any(check["key"] == "err-model-changed" for check in json.loads(out)["checks"])

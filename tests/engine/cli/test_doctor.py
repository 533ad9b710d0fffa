"""``doctor`` tells what is well, what to look at, and what is at fault, and what to do about it."""

from __future__ import annotations

import json
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest

from engine.cli.checks import Level, house, machine, market
from engine.cli.main import main
from engine.core.wording import sentence
from engine.service.lock import FolderLock
from engine.settings import Settings
from tests.fakes.binance import FakeBinance
from tests.fakes.binance_line import Fault


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data", models_dir=tmp_path / "models")


def of_exchange(settings: Settings, url: str) -> Settings:
    facts = {"market": "exchange", "exchange_api_url": url}
    return Settings(data_dir=settings.data_dir, models_dir=settings.models_dir, **facts)


def levels(checks: Any) -> dict[str, Level]:
    found = list(checks)
    for check in found:
        assert sentence(check.key, check.params)
    return {check.key: check.level for check in found}


def test_a_fresh_machine_has_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["doctor", "--lang", "en"]) == 0
    shown = capsys.readouterr()
    assert "Settings: read; market demo, mode paper" in shown.out
    assert "does not exist yet" in shown.out
    assert not (tmp_path / "data").exists()  # looking changes nothing
    assert main(["doctor", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["ok"]
    assert all(check["text"] for check in facts["checks"])


def test_a_wrong_setting_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("MARKET=moon\n", encoding="utf-8")
    assert main(["doctor"]) == 3
    assert "HỎNG  Cài đặt: Giá trị của MARKET" in capsys.readouterr().out


def test_machine(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    assert levels(machine.check_python()) == {"cli-doctor-python": Level.OK}
    monkeypatch.setattr(sys, "version_info", (3, 9, 1))
    assert levels(machine.check_python()) == {"cli-doctor-python-old": Level.FAULT}
    monkeypatch.setattr(machine, "find_spec", lambda name: None)
    assert set(levels(machine.check_packages()).values()) == {Level.FAULT, Level.WARNING}
    monkeypatch.setenv("TERM", "dumb")
    assert Level.WARNING in levels(machine.check_terminal()).values()


def test_a_folder_that_cannot_be_written_to(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.data_dir.mkdir()
    assert levels(machine.check_folder(settings))["cli-doctor-room"] is Level.OK
    monkeypatch.setattr(machine, "_can_write", lambda folder: False)
    assert levels(machine.check_folder(settings)) == {"cli-doctor-folder-closed": Level.FAULT}


def test_a_mute_engine_and_a_damaged_database(settings: Settings) -> None:
    settings.data_dir.mkdir()
    assert levels(house.check_engine(settings)) == {"cli-doctor-engine-none": Level.OK}
    lock = FolderLock(settings.data_dir)
    lock.acquire()
    assert levels(house.check_engine(settings)) == {"cli-doctor-engine-mute": Level.WARNING}
    lock.release()
    (settings.data_dir / "trading_logs.db").write_bytes(b"no database at all" * 500)
    assert Level.FAULT in levels(house.check_database(settings)).values()


def test_a_database_of_another_program(settings: Settings) -> None:
    settings.data_dir.mkdir()
    with sqlite3.connect(settings.data_dir / "trading_logs.db") as database:
        database.execute("CREATE TABLE recipes (id INTEGER)")
    assert Level.OK not in levels(house.check_database(settings)).values()


def test_a_demo_needs_no_network(settings: Settings) -> None:
    assert levels(market.check_market(settings)) == {"cli-doctor-market-off": Level.OK}


async def _looked(settings: Settings) -> dict[str, Level]:
    import asyncio

    return await asyncio.to_thread(lambda: levels(market.check_market(settings)))


async def test_the_exchange_answers_and_its_clock_is_compared(settings: Settings) -> None:
    exchange = await FakeBinance().start()
    try:
        found = of_exchange(settings, f"http://{exchange.urls[0]}")
        assert await _looked(found) == {"cli-doctor-market": Level.OK, "cli-doctor-clock": Level.OK}
        exchange.skew = 12_000
        assert (await _looked(found))["cli-doctor-clock-off"] is Level.WARNING
        exchange.skew = -90_000
        assert (await _looked(found))["cli-doctor-clock-off"] is Level.FAULT
    finally:
        await exchange.stop()


@pytest.mark.parametrize("status", [451, 403])
async def test_a_refusal_by_address_is_not_a_missing_network(settings: Settings, status: int) -> None:
    exchange = await FakeBinance().start()
    url = f"http://{exchange.urls[0]}"
    try:
        exchange.faults.append(Fault(status=status, path="time", times=10))
        assert await _looked(of_exchange(settings, url)) == {"err-exchange-blocked": Level.FAULT}
    finally:
        await exchange.stop()
    assert await _looked(of_exchange(settings, url)) == {"err-exchange-unreachable": Level.FAULT}

"""What the console remembers: kept whole, read with suspicion, never in the way."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.memory import FILE_NAME, Memory, MemoryFile
from tests.console.stage import PICTURE, Stage, console, until

CHOSEN = Memory(
    language="en", number_style="vi", theme="board", area="signals", symbol="ETH/USDT", timeframe="1h",
    favourites=["BTC/USDT"], sorts={"market": ["price", True]}, lists={"signals": "all"},
    chart={"log": True, "overlays": ["bands"]}, flash=False, notice="bell", history=["dự đoán btc"], welcomed=True,
)  # fmt: skip


def test_it_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    assert MemoryFile(tmp_path).save(CHOSEN)
    assert MemoryFile(tmp_path).load() == CHOSEN
    assert "dự đoán btc" in (tmp_path / FILE_NAME).read_text(encoding="utf-8")


def test_somebody_new_has_chosen_nothing(tmp_path: Path) -> None:
    assert MemoryFile(tmp_path).load() == Memory()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_yet_is_made(tmp_path: Path) -> None:
    assert MemoryFile(tmp_path / "new" / "data").save(CHOSEN)
    assert MemoryFile(tmp_path / "new" / "data").load() == CHOSEN


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", 5), ("favourites", {"a": 1}), ("favourites", [1, None]), ("sorts", {"market": 5}),
        ("sorts", {"market": ["price"]}), ("sorts", {"market": [["x"], 1]}), ("lists", {"logs": 3}),
        ("chart", {"overlays": 5}), ("chart", {"overlays": [[]]}), ("chart", []), ("flash", "yes"), ("history", [3]),
        ("language", "xx"), ("number_style", "xx"), ("notice", "gong"), ("symbol", ["BTC"]), ("welcomed", 1),
    ],
)  # fmt: skip
def test_a_misshapen_entry_is_left_out_and_the_others_stay(name: str, value: Any, tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(json.dumps(asdict(CHOSEN) | {name: value}), encoding="utf-8")
    assert asdict(MemoryFile(tmp_path).load()) == asdict(CHOSEN) | {name: getattr(Memory(), name)}


def test_what_a_later_version_remembers_is_left_out(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(json.dumps(asdict(CHOSEN) | {"later": 1}), encoding="utf-8")
    assert MemoryFile(tmp_path).load() == CHOSEN


@pytest.mark.parametrize("broken", [b"{", b"\xff\xfe\x00", b"[" * 200_000, b'{"a": ' + b"9" * 5_000 + b"}"], ids=len)
def test_a_broken_file_is_put_aside(broken: bytes, tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(broken)
    file = MemoryFile(tmp_path)
    assert file.load() == Memory()
    assert (tmp_path / "console.broken").read_bytes() == broken
    assert file.save(CHOSEN)
    assert MemoryFile(tmp_path).load() == CHOSEN


def test_a_folder_that_takes_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    file = MemoryFile(tmp_path / "file")
    assert file.load() == Memory()
    assert not file.save(CHOSEN)


def test_what_did_not_change_is_not_written_again(tmp_path: Path) -> None:
    file = MemoryFile(tmp_path)
    file.save(CHOSEN)
    (tmp_path / FILE_NAME).unlink()
    assert file.save(CHOSEN)
    assert not (tmp_path / FILE_NAME).exists()


def test_nothing_half_written_is_left(tmp_path: Path) -> None:
    MemoryFile(tmp_path).save(CHOSEN)
    assert [one.name for one in tmp_path.iterdir()] == [FILE_NAME]


def test_the_history_ends_somewhere(tmp_path: Path) -> None:
    MemoryFile(tmp_path).save(Memory(history=[str(number) for number in range(500)]))
    kept = MemoryFile(tmp_path).load().history
    assert (len(kept), kept[-1]) == (200, "499")


LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=8)
NAMES = st.sampled_from([*asdict(Memory()), "other"])
SHAPES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
)


@given(st.dictionaries(NAMES, SHAPES) | SHAPES)
def test_any_json_is_survived(tmp_path_factory: pytest.TempPathFactory, found: Any) -> None:
    folder = tmp_path_factory.getbasetemp() / "any"
    folder.mkdir(exist_ok=True)
    (folder / FILE_NAME).write_text(json.dumps(found), encoding="utf-8")
    file = MemoryFile(folder)
    memory = file.load()
    assert file.save(memory)
    assert MemoryFile(folder).load() == memory


async def test_a_console_opens_whatever_was_remembered(tmp_path: Path) -> None:
    strange = {
        "area": "nowhere", "theme": "neon", "symbol": "DOGE/USDT", "timeframe": "3m", "notice": "gong",
        "language": "xx",
        "sorts": {name: ["nothing", 7] for name in ("market", "positions", "signals", "models")},
        "lists": dict.fromkeys(("signals", "positions", "logs"), "nothing"), "chart": {"log": 3, "overlays": ["x"]},
    }  # fmt: skip
    (tmp_path / FILE_NAME).write_text(json.dumps(strange), encoding="utf-8")
    app = console(Stage(PICTURE), tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: app.snapshot is PICTURE)
        for number in "1234567":
            await pilot.press(number)
            await pilot.pause()
        assert app.is_running
        assert (app.theme, app.symbol) == ("night", "BTC/USDT")

"""The verbs on a folder of their own: what they print, where they print it, and what they return."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.cli.main import main
from engine.service.lock import FolderLock

Tool = Callable[..., tuple[int, str, str]]


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Tool:
    """Run a verb; gives exit code, stdout, stderr."""
    monkeypatch.chdir(tmp_path)
    for name in ("APP_LANG", "NUMBER_STYLE", "DATABASE_URL", "PG_DSN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("MODELS_DIR", str(tmp_path / "models"))

    def run(*words: str) -> tuple[int, str, str]:
        code = main(words)
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return run


@pytest.fixture
def filled(tool: Tool) -> Tool:
    """With three days of one pair in the store."""
    assert tool("fetch", "BTC", "--days", "3")[0] == 0
    return tool


def test_fetch_stores_and_does_not_ask_twice(tool: Tool, tmp_path: Path) -> None:
    code, out, err = tool("fetch", "btc", "--days", "2", "--lang", "en")
    assert (code, out) == (0, "")
    assert err == "BTC/USDT 15m: 192 new candles of 192 that were missing.\n"
    code, out, err = tool("fetch", "BTC", "--days", "2", "--lang", "en")
    assert (code, err) == (0, "BTC/USDT 15m: all there already.\n")
    code, out, err = tool("fetch", "BTC", "--days", "3", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)[0]["stored"] == 96
    with sqlite3.connect(tmp_path / "data" / "trading_logs.db") as database:
        assert database.execute("SELECT COUNT(*) FROM candle_cache").fetchone() == (288,)


@pytest.mark.parametrize(
    "words",
    [
        ("fetch", "b@d"), ("fetch", "BTC", "--timeframe", "7m"), ("fetch", "BTC", "--days", "0"),
        ("fetch", "BTC", "--from", "yesterday"), ("fetch", "BTC", "--from", "2024-02-01", "--to", "2024-01-01"),
        ("call", "xyzzy"), ("call", "price"), ("models", "show"), ("predict",),
    ],
)  # fmt: skip
def test_bad_input_is_two(tool: Tool, words: tuple[str, ...]) -> None:
    code, out, err = tool(*words)
    assert (code, out) == (2, "")
    assert err.rstrip().endswith("]")


@pytest.mark.parametrize(
    "words",
    [
        ("explain",), ("backtest",), ("prove",), ("models", "promote", "BTC"), ("models", "compare"),
        ("models", "expire", "BTC"), ("predict", "BTC", "--market-data", "x.json"),
    ],
)  # fmt: skip
def test_what_comes_later_says_so_and_is_four(tool: Tool, words: tuple[str, ...]) -> None:
    code, out, err = tool(*words)
    assert (code, out) == (4, "")
    assert "Phiên bản sau" in err


def test_no_verb_shows_what_there_is(tool: Tool) -> None:
    code, out, err = tool()
    assert (code, out) == (2, "")
    assert "doctor" in err


def test_writing_is_refused_while_an_engine_holds_the_folder(filled: Tool, tmp_path: Path) -> None:
    code, _, _ = filled("backup", "--out", str(tmp_path / "copies"))
    assert code == 0
    copy = next((tmp_path / "copies").glob("*.db"))
    lock = FolderLock(tmp_path / "data")
    lock.acquire()
    try:
        for words in (("fetch", "BTC", "--days", "4"), ("restore", str(copy), "--yes")):
            code, out, err = filled(*words)
            assert (code, out) == (4, "")
            assert "đang chạy trên thư mục dữ liệu" in err
        assert filled("db", "query", "SELECT COUNT(*) AS n FROM candle_cache")[:2] == (0, "  n\n288\n")
        assert filled("db", "check")[0] == 0
        assert filled("backup", "--out", str(tmp_path / "more"))[0] == 0
    finally:
        lock.release()


def test_query_as_table_json_and_csv(filled: Tool) -> None:
    question = "SELECT symbol, COUNT(*) AS candle_count, NULL AS missing FROM candle_cache GROUP BY symbol"
    code, out, err = filled("db", "query", question)
    assert (code, err) == (0, "Số dòng: 1\n")
    assert out.splitlines() == ["symbol    candle_count  missing", "BTC/USDT           288"]
    assert json.loads(filled("db", "query", question, "--json")[1]) == [
        {"symbol": "BTC/USDT", "candle_count": 288, "missing": None}
    ]
    assert filled("db", "query", question, "--csv")[1].splitlines()[1] == "BTC/USDT,288,"


def test_a_question_cannot_write(filled: Tool) -> None:
    code, out, _ = filled("db", "query", "DELETE FROM candle_cache")
    assert (code, out) == (4, "")
    assert filled("db", "query", "SELECT nosuch FROM candle_cache")[0] == 2


def test_export_to_stdout_and_to_a_new_file_only(filled: Tool, tmp_path: Path) -> None:
    code, out, _ = filled("db", "export", "candle_cache", "--csv")
    rows = list(csv.DictReader(out.splitlines()))
    assert (code, len(rows)) == (0, 288)
    target = tmp_path / "candles.json"
    assert filled("db", "export", "candle_cache", "--out", str(target))[:2] == (0, "")
    assert len(json.loads(target.read_text(encoding="utf-8"))) == 288
    assert target.stat().st_mode & 0o077 == 0
    assert filled("db", "export", "candle_cache", "--out", str(target))[0] == 2
    assert filled("db", "export", "nosuch", "--out", str(tmp_path / "y.csv"))[0] == 2
    assert not list(tmp_path.glob("*.partial"))
    assert not (tmp_path / "y.csv").exists()


def test_check_says_no_with_three(filled: Tool, tmp_path: Path) -> None:
    code, out, err = filled("db", "check", "--lang", "en")
    assert (code, err) == (0, "Everything adds up.\n")
    with sqlite3.connect(tmp_path / "data" / "trading_logs.db") as database:
        database.execute(
            "UPDATE candle_cache SET high = low - 1 WHERE timestamp = (SELECT MAX(timestamp) FROM candle_cache)"
        )
    code, out, err = filled("db", "check")
    assert code == 3
    assert "HỎNG" in out
    facts = json.loads(filled("db", "check", "--json")[1])
    assert not facts["ok"]
    assert all(finding["text"] and finding["text"] != finding["key"] for finding in facts["findings"])


def test_backup_and_restore_bring_the_same_books_back(filled: Tool, tmp_path: Path) -> None:
    made = json.loads(filled("backup", "--json")[1])
    assert Path(made["path"]).parent == tmp_path / "data" / "backups"
    assert filled("fetch", "BTC", "--days", "4")[0] == 0
    code, _, err = filled("restore", made["path"])
    assert code == 4  # nobody is there to agree
    assert "Chưa được xác nhận" in err
    code, out, err = filled("restore", made["path"], "--yes")
    assert (code, out) == (0, "")
    assert "before-restore" in err
    assert filled("db", "query", "SELECT COUNT(*) AS n FROM candle_cache")[1] == "  n\n288\n"
    with Path(made["path"]).open("r+b") as file:
        file.seek(5000)
        file.write(b"\xff")
    assert filled("restore", made["path"], "--yes")[0] == 3
    assert filled("restore", "nosuch.db", "--yes")[0] == 2


def test_training_without_candles_says_how_to_get_them(tool: Tool) -> None:
    code, out, err = tool("train", "BTC", "ETH")
    assert (code, out) == (3, "")
    assert "python -m engine fetch BTC ETH" in err


def test_models_of_an_empty_folder(tool: Tool) -> None:
    assert tool("models")[:2] == (0, "")
    assert tool("models", "list", "--json")[:2] == (0, "[]\n")
    assert tool("models", "show", "BTC")[0] == 2
    assert tool("models", "rollback", "BTC")[0] == 4
    assert tool("models", "rollback", "BTC", "--yes")[0] == 1


def test_predict_asks_the_registry(filled: Tool) -> None:
    code, out, _ = filled("predict", "BTC")
    assert code == 0
    assert out.splitlines()[0] == "BTC/USDT · dự đoán 4 giờ  [DEMO · TIỀN GIẤY]"
    assert "Không phải lời khuyên đầu tư" in out
    assert json.loads(filled("predict", "BTC", "--json")[1])["kind"] == "Prediction"


def test_call_asks_before_it_acts(filled: Tool) -> None:
    code, out, err = filled("call", "tạm", "dừng", "có", "tin")
    assert (code, out) == (0, "Bộ máy: TẠM DỪNG (trước đó: ĐANG CHẠY).\n")
    code, out, err = filled("call", "dunghan")
    assert (code, out) == (4, "")
    assert "--yes" in err
    assert filled("call", "halt", "--yes")[0] == 0
    assert filled("call", "pause", "--readonly")[0] == 4


def test_a_setting_that_is_wrong_is_told(tool: Tool, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("TIMEFRMAE=15m\n", encoding="utf-8")
    code, _, err = tool("db", "check")
    assert code == 2
    assert "TIMEFRAME" in err

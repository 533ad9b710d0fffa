"""Settings: where they come from, what wins, what is refused and how it is said."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from engine.core.errors import InvalidInput
from engine.core.modes import Market, Mode
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.settings import Settings
from engine.settings_load import load_settings


def read(folder: Path, text: str | None = None, environ: dict[str, str] | None = None, **given: Any) -> Any:
    file = folder / "some.env"
    file.write_text(text or "", encoding="utf-8")
    return load_settings(given, environ=environ or {}, env_file=file)


def test_command_line_over_environment_over_file_over_default(tmp_path: Path) -> None:
    text = "TIMEFRAME=1h\nHORIZON=4h\nFEE=0.002\nSLIPPAGE=0.001\n"
    found = read(tmp_path, text, {"FEE": "0.003", "SLIPPAGE": "0.002", "PATH": "x", "UNRELATED": "1"}, slippage="0.004")
    settings = found.settings
    assert (settings.timeframe, settings.fee, settings.slippage) == ("1h", Decimal("0.003"), Decimal("0.004"))
    assert settings.stop_loss == Decimal("0.02")
    assert dict(found.origins) == {
        "timeframe": "file", "horizon": "file", "fee": "environment", "slippage": "command line",
    }  # fmt: skip


def test_empty_means_not_said(tmp_path: Path) -> None:
    found = read(tmp_path, "PAPER_CASH=\nSYMBOLS=\n", {"TIMEFRAME": ""}, mode=None)
    assert (found.settings.paper_cash, found.settings.timeframe, found.settings.mode) == (10_000, "15m", Mode.PAPER)
    assert found.origins == {}


def test_the_defaults_are_those_of_the_design(tmp_path: Path) -> None:
    settings = read(tmp_path).settings
    assert settings.market is Market.DEMO
    assert [symbol.base for symbol in settings.symbols] == ["BTC", "ETH", "XRP", "SOL", "BNB"]
    assert (settings.timeframe, settings.horizon, settings.horizon_bars) == ("15m", "4h", 16)
    assert (settings.confidence_threshold, settings.min_accuracy, settings.strategy) == (0.65, 0.55, "honest")
    assert (settings.stop_loss, settings.take_profit) == (Decimal("0.02"), Decimal("0.05"))
    assert (settings.fee, settings.slippage) == (Decimal("0.001"), Decimal("0.0005"))
    assert (settings.app_lang, settings.timezone, settings.log_level) == ("vi", "Asia/Ho_Chi_Minh", "INFO")
    assert (settings.discord_guilds, settings.telegram_chats) == ((), ())


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("SYMBOLS", "btc, ethusdt ,BTC/USDT", (Symbol("BTC"), Symbol("ETH"))),
        ("TIMEFRAME", "M15", Timeframe("15m")),
        ("MIN_WEIGHT", "15m:70,1h:65", {"15m": 70.0, "1h": 65.0}),
        ("MIN_WEIGHT", "60", {"*": 60.0}),
        ("TELEGRAM_CHATS", "-100123,5", (-100123, 5)),
        ("USD_VND", "26000", "26000"),
        ("DEMO_SPEED", "1", 1.0),
    ],
)
def test_values_are_read_in_their_kind(tmp_path: Path, name: str, text: str, value: object) -> None:
    assert getattr(read(tmp_path, f"{name}={text}\n").settings, name.lower()) == value


def test_weight_floors_follow_the_timeframe(tmp_path: Path) -> None:
    text = "MIN_WEIGHT=15m:70,*:50\n"
    assert read(tmp_path, text).settings.weight_floor() == 70
    assert read(tmp_path, text, timeframe="1h").settings.weight_floor() == 50
    assert read(tmp_path).settings.weight_floor() == 0


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"fee": "-0.1"}, "FEE"),
        ({"fee": "1"}, "FEE"),
        ({"confidence_threshold": "1.5"}, "CONFIDENCE_THRESHOLD"),
        ({"confidence_threshold": "nan"}, "CONFIDENCE_THRESHOLD"),
        ({"paper_cash": "0"}, "PAPER_CASH"),
        ({"paper_cash": "NaN"}, "PAPER_CASH"),
        ({"paper_cash": "Infinity"}, "PAPER_CASH"),
        ({"demo_speed": "0"}, "DEMO_SPEED"),
        ({"demo_speed": "inf"}, "DEMO_SPEED"),
        ({"max_positions": "0"}, "MAX_POSITIONS"),
        ({"symbols": " , "}, "SYMBOLS"),
        ({"usd_vnd": "-1"}, "USD_VND"),
        ({"usd_vnd": "dear"}, "USD_VND"),
        ({"usd_vnd": "NaN"}, "USD_VND"),
        ({"usd_vnd": "Infinity"}, "USD_VND"),
        ({"timezone": "../../etc/passwd"}, "TIMEZONE"),
        ({"app_lang": "fr"}, "APP_LANG"),
        ({"telegram_chats": "me"}, "TELEGRAM_CHATS"),
        ({"min_weight": "15m:much"}, "MIN_WEIGHT"),
        ({"timeframe": "4h", "horizon": "15m"}, "HORIZON"),
        ({"history_candles": "10"}, "HISTORY_CANDLES"),
    ],
)
def test_what_cannot_be_is_refused_by_name(tmp_path: Path, given: dict[str, str], name: str) -> None:
    with pytest.raises(InvalidInput, match="err-setting-invalid") as caught:
        read(tmp_path, **given)
    assert name in str(caught.value.params["name"])


@pytest.mark.parametrize(
    ("text", "key", "facts"),
    [
        ("CONFIDENCE_TRESHOLD=0.7\n", "err-setting-unknown-near", {"suggestion": "CONFIDENCE_THRESHOLD"}),
        ("symbol=BTC\n", "err-setting-unknown-near", {"suggestion": "SYMBOLS"}),
        ("QWXZ=1\n", "err-setting-unknown", {"name": "QWXZ"}),
        ("FEE=0\nthis is = no line\n", "err-env-broken", {"line": 2}),
        ("FEE='0\n", "err-env-broken", {"line": 1}),
    ],
)
def test_a_file_that_is_wrong_is_named_by_line(tmp_path: Path, text: str, key: str, facts: dict[str, object]) -> None:
    with pytest.raises(InvalidInput) as caught:
        read(tmp_path, text)
    assert caught.value.key == key
    assert facts.items() <= caught.value.params.items()


def test_a_file_may_have_comments_quotes_and_a_mark_at_its_start(tmp_path: Path) -> None:
    found = read(tmp_path, "\ufeff# mine\nexport FEE=\"0.002\"  # a comment\n\nAPP_LANG='en'\r\n").settings
    assert (found.fee, found.app_lang) == (Decimal("0.002"), "en")


def test_a_file_that_was_named_must_exist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InvalidInput, match="err-env-missing"):
        load_settings(environ={}, env_file=tmp_path / "gone.env")
    monkeypatch.chdir(tmp_path)
    assert load_settings(environ={}).settings.market is Market.DEMO


def test_each_demo_seed_and_market_is_a_source_of_its_own(tmp_path: Path) -> None:
    assert read(tmp_path).settings.source == "demo"
    assert read(tmp_path, demo_seed="9").settings.source == "demo-9"
    assert read(tmp_path, market="exchange", exchange="kraken").settings.source == "kraken"
    assert read(tmp_path, market="replay", replay_file="/a/b.csv").settings.source == "replay:b.csv"


def test_settings_cannot_be_changed_afterwards(tmp_path: Path) -> None:
    settings = read(tmp_path).settings
    with pytest.raises(ValueError, match="frozen"):
        settings.fee = Decimal(0)
    with pytest.raises(ValueError, match="extra"):
        Settings(feee="1")  # type: ignore[call-arg]

"""The vocabulary: symbols, timeframes, instruments, hashes, clocks, errors."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core import errors
from engine.core.candles import Candle
from engine.core.clocks import MarketClock, WallClock
from engine.core.errors import ExitCode, HaiDangError, InvalidInput
from engine.core.hashing import canonical_json, digest
from engine.core.instruments import Instrument
from engine.core.modes import Mode, Role
from engine.core.series import CandleSeries
from engine.core.symbols import (
    DEFAULT_BASES,
    Symbol,
    get_base_symbol,
    get_binance_format,
    is_valid_symbol,
    normalize_symbol,
)
from engine.core.timeframes import TIMEFRAMES, Timeframe
from engine.core.wording import error_text, sentence
from locales import use_language

ROOT = Path(__file__).parents[3]


# --- symbols ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("text", ["btc", "BTC", "BTCUSDT", "btcusdt", "BTC/USDT", "btc-usdt", " Btc_Usdt ", "btc:usdt"])
def test_a_pair_has_one_name_however_it_is_typed(text: str) -> None:
    assert Symbol(text) == normalize_symbol(text) == "BTC/USDT"
    assert (Symbol(text).base, Symbol(text).quote, Symbol(text).binance) == ("BTC", "USDT", "BTCUSDT")
    assert (get_base_symbol(text), get_binance_format(text)) == ("BTC", "BTCUSDT")
    assert is_valid_symbol(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ETHBTC", "ETH/BTC"),
        ("BTCFDUSD", "BTC/FDUSD"),
        ("1000SHIB", "1000SHIB/USDT"),
        ("BNB", "BNB/USDT"),
        ("eth/eur", "ETH/EUR"),
    ],
)
def test_other_quotes(text: str, name: str) -> None:
    assert Symbol(text) == name


@pytest.mark.parametrize("text", ["", " ", "/", "b@d", "a/b/c", "x" * 21, "123", "bít", "BTC/USDT/x", "\n", "🙂"])
def test_what_is_no_pair_is_refused(text: str) -> None:
    assert not is_valid_symbol(text)
    with pytest.raises(InvalidInput, match="err-symbol-invalid"):
        Symbol(text)


@given(st.from_regex(r"[A-Z0-9]{1,12}/[A-Z0-9]{1,12}", fullmatch=True))
def test_canonical_names_stay_as_they_are(name: str) -> None:
    assert Symbol(name) == name
    assert Symbol(Symbol(name)) is not None
    assert Symbol(name.lower()) == name


def test_the_five() -> None:
    assert [Symbol(base) for base in DEFAULT_BASES] == ["BTC/USDT", "ETH/USDT", "XRP/USDT", "SOL/USDT", "BNB/USDT"]


# --- timeframes -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", TIMEFRAMES)
def test_timeframes_have_two_spellings(name: str) -> None:
    made = Timeframe(name)
    assert Timeframe(made.granularity) == Timeframe(made.granularity.lower()) == made
    assert made.ms == TIMEFRAMES[name]
    assert made.open_of(made.ms + 1) == made.open_of(2 * made.ms - 1) == made.ms
    assert Timeframe("1d").bars(Timeframe("1m")) == 1


@pytest.mark.parametrize("text", ["", "7m", "15", "1w", "M7", "1 m"])
def test_other_lengths_are_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="err-timeframe-unknown"):
        Timeframe(text)


# --- money at its border ----------------------------------------------------------------------------------------------
STEPS = st.sampled_from([Decimal(step) for step in ("0.00001", "0.0001", "0.01", "0.1", "1", "10")])


@given(STEPS, STEPS, st.integers(0, 10**12), st.integers(0, 10**12))
def test_ticks_lots_and_units_come_back_exactly(tick: Decimal, lot: Decimal, ticks: int, lots: int) -> None:
    instrument = Instrument(Symbol("BTC"), tick, lot)
    assert instrument.to_ticks(instrument.to_price(ticks)) == ticks
    assert instrument.to_lots(instrument.to_amount(lots)) == lots
    assert instrument.to_price(ticks) * instrument.to_amount(lots) == instrument.to_money(ticks * lots)
    assert instrument.to_units(instrument.to_money(ticks * lots)) == ticks * lots


def test_floats_are_read_as_they_are_shown() -> None:
    instrument = Instrument(Symbol("BTC"), Decimal("0.01"), Decimal("0.00001"))
    assert instrument.to_ticks(0.1 + 0.2) == 30
    assert instrument.to_lots(0.29999999999999999) == 30_000
    assert instrument.to_lots(0.000019) == 1


# --- hashes -----------------------------------------------------------------------------------------------------------
def test_equal_facts_have_equal_hashes_in_every_process() -> None:
    facts = {"b": [1, 2.5, None, "đóng"], "a": {"y": Decimal("1.10"), "x": Mode.PAPER}}
    here = digest(facts, "x")
    code = (
        "from decimal import Decimal\nfrom engine.core.modes import Mode\nfrom engine.core.hashing import digest\n"
        "print(digest({'a': {'x': Mode.PAPER, 'y': Decimal('1.10')}, 'b': [1, 2.5, None, 'đóng']}, 'x'))"
    )
    there = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert there.stdout.strip() == here
    assert digest("ab", "c") != digest("a", "bc")
    assert digest(1, length=8) == digest(1)[:8]
    assert canonical_json({"b": 1, "a": "ư"}) == '{"a":"ư","b":1}'


# --- clocks and series ------------------------------------------------------------------------------------------------
@given(st.lists(st.integers(0, 2**50)))
def test_market_time_only_goes_forwards(moments: list[int]) -> None:
    clock = MarketClock()
    for moment in moments:
        before = clock.now()
        clock.advance(moment)
        assert clock.now() == max(before, moment)
    assert WallClock().now() > 1_700_000_000_000


def test_a_tail_never_spans_a_hole() -> None:
    m1, btc = Timeframe("1m"), Symbol("BTC")
    made = [Candle("x", btc, m1, 60_000 * n, 1.0, 2.0, 0.5, 1.5, 3.0) for n in (0, 1, 2, 5, 6)]
    series = CandleSeries.of_candles(made)
    assert series.candles() == made
    assert series.contiguous_tail().candles() == made[3:]
    assert series[:2].contiguous_tail().candles() == made[:2]
    assert made[0].closed_at == 60_000
    assert len(CandleSeries.of("x", btc, m1, [])) == 0


# --- errors -----------------------------------------------------------------------------------------------------------
FAMILY = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, HaiDangError)]


@pytest.mark.parametrize("kind", FAMILY)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_kind_has_an_exit_code_and_an_incident_that_is_shown(kind: type[HaiDangError], language: str) -> None:
    error = kind("err-folder-in-use", path="/x", pid="7")
    assert error.exit_code in (ExitCode.FAILED, ExitCode.BAD_INPUT, ExitCode.CHECK_SAID_NO, ExitCode.REFUSED)
    with use_language(language):
        told = error_text(error)
    assert error.incident in told
    assert "7" in told
    assert error.incident != kind("err-x").incident


def test_a_sentence_takes_what_it_wants_and_survives_what_it_does_not_know() -> None:
    assert sentence("err-nobody-wrote-this", {"a": 1}) == "err-nobody-wrote-this a=1"
    assert "/x" in sentence("err-folder-in-use", {"path": Path("/x"), "pid": 7, "more": object()})


def test_roles_are_ordered() -> None:
    assert sorted(Role, key=lambda role: role.rank) == [Role.PUBLIC, Role.VIEWER, Role.OPERATOR, Role.OWNER]

"""A command written as a line reads back as the same command."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bots.common.actions import MOST_BYTES
from bots.common.lines import line_of
from engine.core.symbols import Symbol
from engine.core.timeframes import TIMEFRAMES
from engine.service.registry import Parsed, read_named, registry
from engine.service.specs import CommandSpec, Kind, Param

WORDS = st.text("abcdefxyz0123456789", min_size=1, max_size=8)


def values(param: Param) -> st.SearchStrategy[Any]:
    if param.kind is Kind.SYMBOL:
        return st.sampled_from(["BTC", "eth", "PEPE/USDT", "1INCHUSDT"])
    if param.kind is Kind.TIMEFRAME:
        return st.sampled_from(sorted(TIMEFRAMES))
    if param.kind is Kind.CHOICE:
        return st.sampled_from(param.choices)
    if param.kind is Kind.INTEGER:
        return st.integers(param.least or 0, param.most or 1000)
    if param.kind is Kind.DECIMAL:
        return st.decimals("0.00000001", 10**9, places=8).map(lambda value: f"{value:f}")
    if param.kind is Kind.MOMENT:
        return st.integers(10**12, 2 * 10**12)
    if param.kind is Kind.TEXT:
        return st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
    return WORDS


@st.composite
def commands(draw: st.DrawFn) -> tuple[CommandSpec, dict[str, Any]]:
    spec = draw(st.sampled_from(list(registry())))
    told = [param for param in spec.params if param.required or draw(st.booleans())]
    return spec, read_named(spec, {param.name: draw(values(param)) for param in told})


@given(commands())
def test_what_is_written_reads_back(command: tuple[CommandSpec, dict[str, Any]]) -> None:
    spec, arguments = command
    line = line_of(spec, arguments)
    assert line is None or registry().parse(line) == Parsed(spec, arguments)


def test_what_would_be_read_as_something_else_is_not_written() -> None:
    spec = registry().get("explain")
    assert line_of(spec, {"symbol": Symbol("BTC"), "decision": "7f3a 12"}) is None


def test_what_goes_without_saying_is_left_out() -> None:
    spec = registry().get("chart")
    assert line_of(spec, {"symbol": Symbol("BTC"), "candles": 120}) == "chart BTC/USDT"
    assert line_of(spec, {"symbol": Symbol("BTC"), "candles": 300}) == "chart BTC/USDT 300"


def test_the_usual_lines_fit_a_button() -> None:
    for spec in registry():
        needed = {param.name: "BTC" for param in spec.params if param.kind is Kind.SYMBOL}
        if all(param.name in needed or not param.required for param in spec.params):
            assert len(line_of(spec, read_named(spec, needed)).encode()) <= MOST_BYTES - 6

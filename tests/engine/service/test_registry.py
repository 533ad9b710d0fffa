"""Commands are found by every name people type, and their arguments are read or asked back."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core.errors import InvalidInput
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.service.catalogue import COMMANDS
from engine.service.registry import Registry, read_named, registry
from engine.service.specs import CommandSpec, Kind, Param
from locales import use_language
from locales.catalogue import has, variables_of
from locales.folding import fold_name

NAMES = [(name, spec.id) for spec in COMMANDS for name in spec.all_names]


def test_no_two_commands_fold_alike() -> None:
    owners: dict[str, str] = {}
    for name, owner in NAMES:
        assert owners.setdefault(fold_name(name), owner) == owner, name
    with pytest.raises(ValueError, match="folds like"):
        Registry([CommandSpec("giá"), CommandSpec("gia")])


@pytest.mark.parametrize(("name", "owner"), NAMES)
def test_every_name_is_found_however_it_is_written(name: str, owner: str) -> None:
    bare = fold_name(name)
    spellings = {
        name,
        name.upper(),
        unicodedata.normalize("NFD", name),
        name.replace(" ", "-"),
        name.replace(" ", ""),
        bare,
    }
    for spelling in spellings:
        assert registry().get(spelling).id == owner, spelling


@pytest.mark.parametrize(
    ("line", "command", "arguments"),
    [
        ("đóng tất", "flatten", {}),
        ("dong tat", "flatten", {}),
        ("dongtat", "flatten", {}),
        ("Đóng-Tất", "flatten", {}),
        ("đóng btc", "close", {"symbol": "BTC/USDT"}),
        ("dong btc", "close", {"symbol": "BTC/USDT"}),
        ("dự đoán BTC", "predict", {"symbol": "BTC/USDT"}),
        ("du doan eth-usdt", "predict", {"symbol": "ETH/USDT"}),
        ("  gia   sol ", "price", {"symbol": "SOL/USDT"}),
        ("vị thế", "positions", {}),
        ("tiền giấy cash 500", "paper", {"action": "cash", "cash": Decimal(500)}),
        ("tôi là ai", "whoami", {}),
        ("ma thoi", "symbols", None),
        ("mã add doge", "symbols", {"action": "add", "symbol": "DOGE/USDT"}),
        ("mô hình", "models", {}),
        ("mo khoa", "unlock", {}),
        ("khoa", "locks", {}),
    ],
)
def test_the_longest_name_wins(line: str, command: str, arguments: dict[str, object] | None) -> None:
    if arguments is None:
        with pytest.raises(InvalidInput):
            registry().parse(line)
        return
    parsed = registry().parse(line)
    assert parsed.spec.id == command
    assert dict(parsed.arguments) == arguments


@pytest.mark.parametrize(
    ("line", "arguments"),
    [
        ("signals", {"which": "spoken", "limit": 10}),
        ("signals btc", {"symbol": "BTC/USDT", "which": "spoken", "limit": 10}),
        ("signals btc 20", {"symbol": "BTC/USDT", "which": "spoken", "limit": 20}),
        ("signals 20", {"which": "spoken", "limit": 20}),
        ("signals all", {"which": "all", "limit": 10}),
        ("signals eth refused 5", {"symbol": "ETH/USDT", "which": "refused", "limit": 5}),
        ("movers 5", {"limit": 5}),
        ("profit", {"period": "day", "limit": 10}),
        ("profit week 8", {"period": "week", "limit": 8}),
        ("profit WEEK", {"period": "week", "limit": 10}),
        ("chart btc 1h", {"symbol": "BTC/USDT", "timeframe": "1h", "candles": 120}),
        ("chart btc 60", {"symbol": "BTC/USDT", "candles": 60}),
        ("enter btc", {"symbol": "BTC/USDT"}),
        ("enter btc 250.5", {"symbol": "BTC/USDT", "cash": Decimal("250.5")}),
        ("pause tin xấu tối nay", {"reason": "tin xấu tối nay"}),
        ("label 7F3A win", {"prediction": "7F3A", "outcome": "win"}),
        ("help dự đoán", {"command": "dự đoán"}),
        ("symbols", {"action": "list"}),
    ],
)
def test_arguments_are_read_in_their_kind(line: str, arguments: dict[str, object]) -> None:
    assert dict(registry().parse(line).arguments) == arguments


def test_values_have_their_types() -> None:
    found = registry().parse("chart btc 1h").arguments
    assert isinstance(found["symbol"], Symbol)
    assert isinstance(found["timeframe"], Timeframe)


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("", "err-command-empty"),
        ("   ", "err-command-empty"),
        ("price", "err-parameter-missing"),
        ("price btc eth", "err-parameter-extra"),
        ("price b@d", "err-symbol-invalid"),
        ("movers 0", "err-parameter-invalid"),
        ("movers 501", "err-parameter-invalid"),
        ("movers -3", "err-parameter-invalid"),
        ("movers ٣", "err-parameter-invalid"),
        ("movers 1.5", "err-parameter-invalid"),
        ("enter btc -5", "err-parameter-invalid"),
        ("enter btc nan", "err-number-invalid"),
        ("enter btc 1_000", "err-number-invalid"),
        ("enter btc 1,5", "err-number-ambiguous"),
        ("alert btc 70.000", "err-number-ambiguous"),
        ("profit year", "err-parameter-invalid"),
        ("chart btc 7m", "err-timeframe-unknown"),
        ("paper", "err-parameter-missing"),
        ("xyzzy", "err-command-unknown"),
        ("prediict btc", "err-command-unknown-near"),
        ("dudon btc", "err-command-unknown-near"),
    ],
)
def test_what_does_not_fit_is_asked_back(line: str, key: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        registry().parse(line)
    assert caught.value.key == key
    assert has(key, "vi")
    assert variables_of(key, "vi") == caught.value.params.keys()


@pytest.mark.parametrize(("language", "name"), [("vi", "dự đoán"), ("en", "predict")])
def test_what_was_perhaps_meant_is_told_in_the_language_of_the_reader(language: str, name: str) -> None:
    with use_language(language), pytest.raises(InvalidInput) as caught:
        registry().parse("prediict btc")
    assert caught.value.params["suggestion"] == name


@pytest.mark.parametrize(
    ("typed", "command"),
    [("mua btc", "enter"), ("buy btc 500", "enter"), ("bán btc", "close"), ("ban btc", "close"), ("sell btc", "close"),
     ("giúp", "help"), ("giup giá", "help")],
)  # fmt: skip
def test_what_people_type_first_is_understood(typed: str, command: str) -> None:
    assert registry().parse(typed).spec.id == command


def test_suggestions_are_near_and_each_once() -> None:
    near = [spec.id for spec in registry().suggest("vithee")]
    assert near[0] == "positions"
    assert len(near) == len(set(near)) <= 3
    assert registry().suggest("") == []


def test_named_arguments_as_slash_commands_give_them() -> None:
    spec = registry().get("signals")
    assert read_named(spec, {"symbol": "btc", "limit": None}) == {
        "symbol": "BTC/USDT",
        "which": "spoken",
        "limit": 10,
    }
    for wrong in ({"nosuch": 1}, {"limit": "many"}, {"limit": True}):
        with pytest.raises(InvalidInput):
            read_named(spec, wrong)
    with pytest.raises(InvalidInput):
        read_named(registry().get("price"), {})


@pytest.mark.parametrize("number", ["--5", "9" * 5000])
def test_odd_whole_numbers_are_asked_back(number: str) -> None:
    with pytest.raises(InvalidInput):
        registry().parse(f"movers {number}")


@pytest.mark.parametrize("amount", ["1e99999999", "1e-99999999", "1" + "0" * 40])
def test_amounts_that_nobody_can_mean_are_asked_back(amount: str) -> None:
    with pytest.raises(InvalidInput):
        registry().parse(f"enter btc {amount}")


odd = st.text(min_size=1, max_size=12)
words = st.one_of(
    st.sampled_from([word for name, _ in NAMES for word in name.split()]),
    st.sampled_from(["btc", "BTC/USDT", "1h", "10", "-1", "week", "cash", "add", "1e999", "0.1", "NaN", "1" * 30]),
    odd,
)


def refusal(work: Callable[[], object]) -> InvalidInput | None:
    try:
        work()
    except InvalidInput as error:
        return error
    return None


@given(st.lists(words, max_size=6).map(" ".join))
def test_nothing_typed_raises_anything_but_invalid_input(line: str) -> None:
    refused = refusal(lambda: registry().parse(line))
    if refused is None:
        parsed = registry().parse(line)
        assert all(param.name in parsed.arguments for param in parsed.spec.params if param.required)
    else:
        assert variables_of(refused.key, "vi") == refused.params.keys()


@given(st.sampled_from([spec for spec in COMMANDS if spec.params]), st.dictionaries(odd, odd, max_size=2), odd)
def test_named_arguments_raise_nothing_but_invalid_input(spec: CommandSpec, more: dict[str, str], value: str) -> None:
    given_values = {param.name: value for param in spec.params}
    for arguments in (given_values, {**given_values, **more}):
        refused = refusal(lambda facts=arguments: read_named(spec, facts))  # type: ignore[misc]
        assert refused is None or has(refused.key, "vi")


def test_a_text_parameter_stands_last() -> None:
    for spec in COMMANDS:
        kinds = [param.kind for param in spec.params]
        assert Kind.TEXT not in kinds[:-1], spec.id


def test_an_optional_parameter_that_does_not_fit_is_tried_on_the_next() -> None:
    spec = CommandSpec("show", params=(Param("limit", Kind.INTEGER), Param("by", Kind.CHOICE, choices=("day",))))
    assert dict(Registry([spec]).parse("show 3 day").arguments) == {"limit": 3, "by": "day"}

"""Half a line is completed: names in both languages with or without marks, then what the command wants to know."""

from __future__ import annotations

import unicodedata

import pytest

from console.commanding.completion import Completion, complete
from console.commanding.reading import read, usage
from console.commanding.scope import Scope
from engine.core.errors import InvalidInput
from engine.core.modes import Role
from engine.service.answers import Why
from engine.service.registry import registry
from locales import use_language
from locales.catalogue import has

ALL = frozenset(spec.id for spec in registry())
SYMBOLS = ("BTC/USDT", "ETH/USDT", "BTC/USDC")


def scope(role: Role = Role.OWNER, available: frozenset[str] = ALL, refused: dict[str, Why] | None = None) -> Scope:
    return Scope(registry(), role, available, SYMBOLS, refused or {})


def texts(before: str, where: Scope | None = None) -> list[str]:
    return [one.text for one in complete(before, where or scope())]


def one(name: str, found: list[Completion]) -> Completion:
    return next(completion for completion in found if completion.name == name)


@pytest.mark.parametrize("typed", ["dự đ", "du d", "dud", "DỰ Đ", "du_d", unicodedata.normalize("NFD", "dự đ")])
def test_a_name_is_found_with_or_without_its_marks(typed: str) -> None:
    assert texts(typed)[0] == "dự đoán "


def test_names_are_shown_in_the_readers_language_first() -> None:
    assert texts("p")[:3] == ["ping", "phiên bản", "price "]
    assert texts("predict") == ["predict "]
    with use_language("en"):
        assert texts("p")[0] == "ping"
        assert texts("dự đ") == ["dự đoán "]


def test_the_beginning_of_a_name_comes_before_its_middle_and_a_whole_name_first_of_all() -> None:
    assert texts("dong") == ["đóng ", "đóng tất", "biến động "]


def test_a_misspelt_name_proposes_what_was_perhaps_meant() -> None:
    assert "dự đoán " in texts("predikt")
    assert texts("zzzzz") == []


def test_with_nothing_typed_every_command_is_there() -> None:
    assert len(texts("")) == len(ALL)


def test_a_space_is_put_only_where_something_can_follow() -> None:
    assert "trạng thái" in texts("trang")
    assert texts("dự đoán b") == ["dự đoán BTC", "dự đoán BTC/USDC"]
    assert texts("biểu đồ btc 15") == ["biểu đồ btc 15m "]


def test_a_name_that_goes_on_is_proposed_beside_the_parameters() -> None:
    assert texts("đóng t") == ["đóng BTC", "đóng ETH", "đóng BTC/USDC", "đóng tất"]
    assert texts("đóng tất") == ["đóng tất"]
    with use_language("en"):
        assert texts("đóng tấ") == ["đóng tất"]


def test_optional_parameters_may_be_left_out() -> None:
    assert texts("signals re") == ["signals refused "]
    assert texts("signals refused b") == []
    assert texts("signals ")[:1] == ["signals BTC "]
    assert texts("signals refused ") == []


def test_each_value_has_its_meaning() -> None:
    found = complete("chart btc ", scope())
    assert one("15m", found).key == "timeframe-15m"
    assert one("BTC", complete("chart ", scope())).key == "param-symbol"
    assert one("cash", complete("paper ", scope())).key == "param-action"


def test_help_explains_any_command() -> None:
    assert one("giải thích", complete("trợ giúp gi", scope())).text == "trợ giúp giải thích"


def test_what_comes_later_is_shown_with_the_reason_and_after_what_is_there() -> None:
    found = complete("gia", scope(available=ALL - {"explain"}))
    later = one("giải thích", found)
    assert (later.available, later.reason) == (False, Why("line-later"))
    beginning = [completion.name for completion in found if completion.name.startswith("gi")]
    assert beginning[-1] == "giải thích"


def test_what_the_app_refuses_is_refused_here_too() -> None:
    found = complete("tạm", scope(refused={"pause": Why("err-engine-gone")}))
    assert one("tạm dừng", found).reason == Why("err-engine-gone")


def test_a_watcher_is_not_offered_what_acts() -> None:
    shown = {completion.key for completion in complete("", scope(Role.VIEWER))}
    assert {"cmd-price", "cmd-positions"} <= shown
    assert not {"cmd-flatten", "cmd-pause", "cmd-audit"} & shown
    assert [text for text in texts("symbols ", scope(Role.VIEWER)) if text.startswith("symbols list")]
    assert "symbols add " not in texts("symbols ", scope(Role.VIEWER))
    assert texts("close ", scope(Role.VIEWER)) == []
    assert usage("close ", scope(Role.VIEWER)) == []


def test_an_operator_is_told_what_needs_the_owner() -> None:
    assert one("nâng cấp", complete("nang", scope(Role.OPERATOR))).reason == Why("line-needs-role", {"role": "owner"})
    assert one("đóng tất", complete("dong t", scope(Role.OPERATOR))).available


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_proposal_can_be_read_by_the_registry_or_wants_more(language: str) -> None:
    with use_language(language):
        for name in complete("", scope()):
            assert has(name.key, language)
            for value in complete(name.text, scope()) if name.text.endswith(" ") else [name]:
                try:
                    registry().parse(value.text)
                except InvalidInput as error:
                    assert error.key == "err-parameter-missing", value  # noqa: PT017
                assert has(value.key, language)


def line(before: str) -> str:
    return " ".join(f"*{part.text}*" if part.now else part.text for part in usage(before, scope()))


def test_the_usage_marks_what_is_being_typed() -> None:
    assert line("dự đo") == ""
    assert line("dự đoán") == "dự đoán <mã>"
    assert line("dự đoán ") == "dự đoán *<mã>*"
    assert line("chart btc ") == "biểu đồ <mã> *[khung]* [số nến] [đến lúc]"
    assert line("đóng tất") == "đóng tất"
    with use_language("en"):
        assert line("dự đoán b") == "predict *<pair>*"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_parameter_has_a_short_name(language: str) -> None:
    with use_language(language):
        for spec in registry():
            assert len(usage(f"{spec.id} ", scope())) == 1 + len(spec.params)


def test_reading_agrees_with_the_registry_on_the_longest_name() -> None:
    assert read("đóng tất ", registry()).spec is registry().get("flatten")
    assert read("đóng ", registry()).spec is registry().get("close")
    assert read("đóng", registry()).spec is None

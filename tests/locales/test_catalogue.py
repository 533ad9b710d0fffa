import logging
import threading
from decimal import Decimal
from pathlib import Path

import pytest
from fluent.runtime import FluentBundle, FluentResource
from hypothesis import given
from hypothesis import strategies as st

from locales import (
    catalogue,
    current_language,
    match_language,
    named,
    set_defaults,
    set_strict,
    t,
    use_language,
    use_number_style,
)
from locales.catalogue import TextError, keys, variables_of
from locales.patterns import plain_pattern
from locales.sources import entries_of
from tests.locales.message_files import LANGUAGES, by_id, messages


@pytest.fixture
def lenient() -> None:
    set_strict(False)
    catalogue.reload()


def test_speaks_the_language_asked_for() -> None:
    assert t("direction-up", lang="vi") == "TĂNG"
    assert t("direction-up", lang="en") == "UP"


def test_speaks_the_language_of_the_moment() -> None:
    assert t("yes") == "có"
    with use_language("en"):
        assert t("yes") == "yes"
        with use_language(None):
            assert current_language() == "en"
        with use_language("vi"):
            assert t("yes") == "có"
        assert t("yes") == "yes"
    assert t("yes") == "có"


def test_a_default_reaches_other_threads_and_a_block_does_not() -> None:
    set_defaults(language="en")
    heard: list[str] = []
    with use_language("vi"):
        thread = threading.Thread(target=lambda: heard.append(t("yes")))
        thread.start()
        thread.join()
    assert heard == ["yes"]


def test_unknown_languages_are_refused() -> None:
    with pytest.raises(ValueError, match="fr"), use_language("fr"):
        pass
    with pytest.raises(ValueError, match="fr"):
        t("yes", lang="fr")


def test_hints_of_platforms() -> None:
    assert match_language(None, "fr", "en-US", "vi") == "en"
    assert match_language("vi_VN") == "vi"
    assert match_language("", "de") is None


def test_strict_refuses_a_missing_key() -> None:
    with pytest.raises(TextError, match="err-nowhere"):
        t("err-nowhere")


@pytest.mark.parametrize("given", [{}, {"symbol": "X", "more": 1}, {"other": 1}])
def test_strict_refuses_wrong_variables(given: dict[str, object]) -> None:
    with pytest.raises(TextError, match="err-symbol-invalid"):
        t("err-symbol-invalid", None, **given)


def test_strict_refuses_wrong_variables_in_fluent_messages() -> None:
    with pytest.raises(TextError, match="path"):
        t("err-folder-in-use", pid=1)


@pytest.mark.usefixtures("lenient")
def test_production_logs_once_and_still_says_something(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="locales"):
        assert t("err-nowhere") == "err-nowhere"
        assert t("err-nowhere") == "err-nowhere"
        assert "{$symbol}" in t("err-symbol-invalid")
        assert t("yes", more=1) == "có"
    assert [record.getMessage().split()[1] for record in caplog.records] == [
        "err-nowhere",
        "err-symbol-invalid",
        "yes",
    ]


@pytest.mark.usefixtures("lenient")
def test_production_falls_back_to_english(monkeypatch: pytest.MonkeyPatch) -> None:
    full = dict(entries_of("vi"))
    without = {key: value for key, value in full.items() if key != "yes"}
    monkeypatch.setattr(catalogue, "entries_of", lambda language: without if language == "vi" else entries_of(language))
    assert t("yes", lang="vi") == "yes"
    catalogue.reload()


def test_values_are_written_as_everywhere_else() -> None:
    with use_number_style("en"):
        assert "1,234 of 52.5 " in t("err-no-forecast-yet", lang="en", symbol="X", have=1234, need=Decimal("52.5"))
    assert "1.234/52,5 " in t("err-no-forecast-yet", symbol="X", have=1234, need=52.5)
    assert "a/b.csv" in t("err-file-missing", path=Path("a/b.csv"))
    assert "—" in t("err-file-missing", path=None)


def test_a_process_number_has_no_separators() -> None:
    assert "(tiến trình 12345)" in t("err-folder-in-use", path="data", pid=12345)
    assert "(process 12345)" in t("err-folder-in-use", lang="en", path="data", pid="12345")


def test_names_of_the_vocabulary() -> None:
    from engine.core.modes import EngineState, ExitReason, Mode, ModelStatus, Role, Tier
    from engine.core.timeframes import Timeframe

    assert named(Mode.PAPER) == "TIỀN GIẤY"
    assert named(Mode.PAPER, lang="en") == "PAPER"
    assert named(EngineState.RUNNING) == "ĐANG CHẠY"
    assert named(Tier.STRONG_BUY) == "MUA MẠNH"
    assert named(ExitReason.STOP_LOSS) == "cắt lỗ"
    assert named(ModelStatus.CHAMPION) == "đang dùng"
    assert named(Timeframe("M15")) == "15 phút"
    assert Role.OPERATOR.value == "operator"
    refused = t("err-refused-role", command="flatten", role=Role.OPERATOR, yours="viewer")
    assert "cần quyền người vận hành; quyền của bạn là người xem." in refused


def test_pseudo_language_shows_every_message_as_translated() -> None:
    for key in keys("en"):
        variables = variables_of(key, "xx")
        assert variables is not None, key
        text = t(key, "xx", **dict.fromkeys(variables, "§"))
        assert text.startswith("[!! "), key
        assert text.endswith(" !!]"), key


def test_pseudo_language_leaves_values_alone() -> None:
    assert t("err-file-missing", lang="xx", path="data") == (
        "[!! Fílë data döës ñöt ëxíst. Ñöthíñg wàs çhàñgëd. Chëçk thë pàth. !!]"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_reads_as_fluent_reads_it(language: str) -> None:
    bundle = FluentBundle([language], use_isolating=False)
    for message in messages(language):
        bundle.add_resource(FluentResource(message.source))
    for key in keys(language):
        variables = variables_of(key, language)
        assert variables is not None, key
        # Numbers are written by the house, so a function of Fluent's own gets one that both write alike.
        values: dict[str, object] = dict.fromkeys(variables, 7 if "NUMBER(" in by_id(language)[key].source else "§")
        expected, errors = bundle.format_pattern(bundle.get_message(key).value, values)
        assert not errors, key
        assert t(key, language, **values) == expected


_line = st.text(alphabet="ab {}$.*[]-=#ạ", max_size=12)


@given(first=_line, rest=st.lists(st.tuples(st.integers(0, 3), _line), max_size=4))
def test_the_short_way_never_differs_from_fluent(first: str, rest: list[tuple[int, str]]) -> None:
    source = "\n".join([first.replace("{", "{ $a }").replace("}", ""), *(" " * (n + 1) + line for n, line in rest)])
    short = plain_pattern(source.rstrip())
    resource = FluentResource(f"key ={source}\n")
    bundle = FluentBundle(["en"], use_isolating=False)
    bundle.add_resource(resource)
    if short is None or not bundle.has_message("key") or len(resource.body) != 1:
        return
    message = bundle.get_message("key")
    if message.value is None:
        return
    expected, _ = bundle.format_pattern(message.value, {"a": "§"})
    assert short.fill({"a": "§"}, str)[0] == expected

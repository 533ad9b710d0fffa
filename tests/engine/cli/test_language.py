"""What the program speaks before and after the settings are read, and how it complains."""

from pathlib import Path

import pytest

from engine.cli.flags import Parser, add_run_flags, make_parser, settings_of
from engine.cli.language import early_language
from engine.core.errors import InvalidInput, Operational
from engine.core.wording import error_text, sentence
from locales import current_language, current_number_style


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("APP_LANG", raising=False)
    monkeypatch.delenv("NUMBER_STYLE", raising=False)
    return tmp_path


def test_the_command_line_wins_then_the_environment_then_the_file(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert early_language([]) == "vi"
    (nowhere / ".env").write_text("# notes\nexport APP_LANG = 'en'\n", encoding="utf-8")
    assert early_language(["call", "ping"]) == "en"
    (nowhere / "other").write_text("APP_LANG=vi\n", encoding="utf-8")
    assert early_language(["--env", "other"]) == "vi"
    assert early_language(["--env=nosuch"]) == "vi"
    monkeypatch.setenv("APP_LANG", "en")
    assert early_language(["--env", "other"]) == "en"
    assert early_language(["--lang=vi"]) == early_language(["--lang", "vi"]) == "vi"
    assert early_language(["--lang", "fr"]) == "en"


def test_settings_decide_the_language_and_numbers_follow(nowhere: Path) -> None:
    (nowhere / ".env").write_text("APP_LANG=en\n", encoding="utf-8")
    parser = make_parser("x", "y")
    add_run_flags(parser)
    settings_of(parser.parse_args([]))
    assert (current_language(), current_number_style()) == ("en", "en")
    settings_of(parser.parse_args(["--lang", "vi"]))
    assert (current_language(), current_number_style()) == ("vi", "vi")
    (nowhere / ".env").write_text("APP_LANG=en\nNUMBER_STYLE=vi\n", encoding="utf-8")
    settings_of(parser.parse_args([]))
    assert (current_language(), current_number_style()) == ("en", "vi")


def test_a_file_alone_means_a_replay() -> None:
    parser = make_parser("x", "y")
    add_run_flags(parser)
    settings = settings_of(parser.parse_args(["--file", "btc.csv", "--speed", "5"])).settings
    assert settings.market == "replay"


def test_an_error_names_its_incident_once() -> None:
    error = InvalidInput("err-symbol-invalid", symbol="x@", unwanted=object())
    assert error_text(error).endswith(f"[{error.incident}]")
    surprise = Operational("err-unexpected", detail="KeyError", incident=None)
    surprise.params["incident"] = surprise.incident
    assert error_text(surprise).count(surprise.incident) == 2  # in the sentence as it is, not once more behind it
    assert sentence("no-such-key", {"a": 1}) == "no-such-key a=1"


def parser_of_all_kinds() -> Parser:
    parser = make_parser("prog", "text")
    parser.add_argument("must")
    parser.add_argument("--number", type=int)
    parser.add_argument("--kind", choices=("a", "b"))
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--one", action="store_true")
    group.add_argument("--two", action="store_true")
    return parser


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Còn thiếu: must."),
        (["x", "--nosuch"], "Không hiểu: --nosuch."),
        (["x", "--kind", "c"], 'Ở đây không có "c". Hãy chọn một trong: a, b.'),
        (["x", "--number"], "--number cần một giá trị."),
        (["x", "--number", "y"], '"y" không hợp với --number.'),
        (["x", "--one", "--two"], "--two và --one không đi cùng nhau."),
    ],
)
def test_complaints_are_in_the_readers_language(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        parser_of_all_kinds().parse_args(words)
    assert left.value.code == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err == f"{said} Chưa làm gì cả. Xem: prog --help\n"

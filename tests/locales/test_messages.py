"""The message files: complete, alike in both languages, well formed, one term a concept."""

import re
import unicodedata
from collections import Counter

import pytest

from locales.sources import entries_of, files_of
from tests.locales.glossary import CONCEPTS
from tests.locales.message_files import LANGUAGES, Message, by_id, junk, messages, selectors, texts, variables, words

# Names and terms that traders of both languages write alike; a text of nothing else may be the same in both.
SAME_IN_BOTH = frozenset(
    {
        *(
            "Hải",
            "Đăng",
            "BTC",
            "ETH",
            "USDT",
            "USD",
            "VND",
            "DEMO",
            "OK",
            "Pong",
            "UTC",
            "ICT",
            "ms",
            "min",
            "max",
            "log",
        ),
        *("API", "URL", "ID", "JSON", "CSV", "SQL", "CPU", "GPU", "CUDA", "RAM", "Discord", "Telegram", "Binance"),
        *(
            "RSI",
            "SMA",
            "EMA",
            "MACD",
            "ADX",
            "ATR",
            "SVM",
            "XGBoost",
            "XGB",
            "LSTM",
            "Transformer",
            "PatchTST",
            "SHAP",
        ),
        *("PnL", "Sharpe", "Brier", "Log", "loss", "SQLite", "PostgreSQL", "Kafka"),
    }
)
# Commands, settings and names of files inside a sentence are not words of a language.
TECHNICAL = re.compile(r"[\w./-]*[_/=.]\w[\w./=-]*|--\w[\w-]*|[A-Z]{2,}[A-Z0-9_]*|python -m engine.*")
NOT_VIETNAMESE = re.compile(r"[\u00a0\u202f\u2068\u2069\u200b\ufeff\t]")
VIETNAMESE_LETTER = re.compile(r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)


def test_files_are_the_same_in_both_languages() -> None:
    assert [path.name for path in files_of("en")] == [path.name for path in files_of("vi")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_are_well_formed(language: str) -> None:
    assert not junk(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_are_composed_utf8_without_odd_spaces(language: str) -> None:
    for path in files_of(language):
        text = path.read_text(encoding="utf-8")
        assert unicodedata.is_normalized("NFC", text), path
        assert not NOT_VIETNAMESE.search(text), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_ids_are_unique_over_all_files(language: str) -> None:
    twice = {name for name, count in Counter(message.id for message in messages(language)).items() if count > 1}
    assert not twice, [message.where for message in messages(language) if message.id in twice]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_quick_reader_finds_what_the_parser_finds(language: str) -> None:
    assert set(entries_of(language)) == set(by_id(language))


def test_both_languages_have_the_same_keys() -> None:
    english, vietnamese = set(by_id("en")), set(by_id("vi"))
    assert not english - vietnamese, f"not in vi: {sorted(english - vietnamese)}"
    assert not vietnamese - english, f"not in en: {sorted(vietnamese - english)}"


def test_messages_lie_in_the_same_file_in_both_languages() -> None:
    moved = [name for name, (one, two) in pairs().items() if one.file.name != two.file.name]
    assert not moved


def test_both_languages_use_the_same_variables() -> None:
    differ = {
        name: (sorted(variables(one, "en")), sorted(variables(two, "vi")))
        for name, (one, two) in pairs().items()
        if variables(one, "en") != variables(two, "vi")
    }
    assert not differ


def test_choices_hang_on_the_same_variables_except_plurals() -> None:
    # Vietnamese has no plural, so a choice between one and many is English's own.
    for name, (english, vietnamese) in pairs().items():
        assert selectors(vietnamese) <= selectors(english), name
        if selectors(english) - selectors(vietnamese):
            assert "[one]" in english.source, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_variable_has_a_name_that_the_call_itself_uses(language: str) -> None:
    assert not [message.where for message in messages(language) if "lang" in variables(message, language)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_empty(language: str) -> None:
    empty = [
        message.where
        for message in messages(language)
        if message.node.value is None or not ("".join(texts(message)).strip() or variables(message, language))
    ]
    assert not empty


def test_nothing_is_left_in_english() -> None:
    same = []
    for english, vietnamese in pairs().values():
        if texts(english) == texts(vietnamese):
            left = [word for text in texts(english) for word in words(TECHNICAL.sub(" ", text))]
            if set(left) - SAME_IN_BOTH:
                same.append(vietnamese.where)
    assert not same


def test_english_is_english() -> None:
    strange = [
        message.where
        for message in messages("en")
        if VIETNAMESE_LETTER.search(" ".join(texts(message)).replace("Hải Đăng", ""))
    ]
    assert not strange, "Vietnamese letters in an English text; a command's or a person's name belongs in a variable"


def test_one_term_for_each_concept() -> None:
    wrong = []
    for name, (english, vietnamese) in pairs().items():
        spoken = TECHNICAL.sub(" ", " ".join(texts(vietnamese))).casefold()
        meant = TECHNICAL.sub(" ", " ".join(texts(english))).casefold()
        for concept in CONCEPTS:
            if name in concept.exempt:
                continue
            if re.search(concept.english, meant) and concept.vietnamese not in spoken:
                wrong.append(f"  {vietnamese.where}: speaks of {concept.vietnamese!r} in English only")
            wrong += [
                f"  {vietnamese.where}: {word!r} instead of {concept.vietnamese!r}"
                for word in concept.instead
                if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", spoken)
            ]
    assert not wrong, "\n" + "\n".join(wrong)


def test_errors_say_more_than_what_happened() -> None:
    # What happened, what was kept, what to do: an error is never one bare sentence.
    for name, message in by_id("en").items():
        if message.file.name == "errors.ftl":
            sentences = re.findall(r"[.?:](?=\s|$)", " ".join(texts(message)))
            assert len(sentences) >= 2, name


def pairs() -> dict[str, tuple[Message, Message]]:
    english, vietnamese = by_id("en"), by_id("vi")
    return {name: (english[name], vietnamese[name]) for name in sorted(english.keys() & vietnamese.keys())}

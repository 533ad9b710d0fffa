import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.common.plain import cleaned, size
from bots.discord.escaping import escaped, strong, verbatim
from tests.bots.discord.markup import alive, plain, unbold

MARKUP = st.text(alphabet="*_~`|<>[]()@#:-+!.1\\ /ae\n\u200b\u2028everyonehttp", max_size=60)
ANY = st.text(max_size=80) | MARKUP | st.text(alphabet=st.characters(codec=None, categories=None), max_size=40)


@pytest.mark.parametrize(
    "text",
    [
        "**đậm**", "_nghiêng_", "~~bỏ~~", "`mã`", "||giấu||", "[bấm](https://x.y)", "<@42>", "<@&1>", "<#2000>",
        "<t:0:R>", "</price:1>", "<:vui:1>", "<a:vui:1>", "@everyone", "@here", "https://x.y", ":smile:", "# to",
        "-# nhỏ", "- mục", "+ mục", "* mục", "1. mục", "> trích", ">>> trích", "a\n# to", "a\u2028> trích", "a\r- mục",
        "@\u200beveryone", "<\u200b@42>", "```\nmã\n```", "  - thụt", "\t# thụt", "\\*a*", "\\\\*a*",
    ],
)  # fmt: skip
def test_what_means_something_to_discord_is_shown_as_it_is(text: str) -> None:
    assert not alive(escaped(text)), escaped(text)
    assert not alive(unbold(strong(text))), strong(text)


@pytest.mark.parametrize(
    "text", ["", "BTC/USDT 67.900,00 ▲ +1,32%", "−5,00 % (n = 3), 14:05", "trọng số 76/100 · x1,2"]
)
def test_plain_words_and_figures_stay_untouched(text: str) -> None:
    assert escaped(text) == text


def test_bold_is_closed_on_every_line_and_nothing_is_not_bold() -> None:
    assert strong("một\n\n hai*") == "**một**\n\n**hai\\***"
    assert strong(" \u200b ") == ""


@given(ANY)
def test_no_text_becomes_markup(text: str) -> None:
    assert not alive(escaped(text))
    assert not alive(unbold(strong(text)))


@given(ANY)
def test_nothing_that_can_be_seen_is_lost(text: str) -> None:
    assert plain(escaped(text)) == "\n".join(line.lstrip() for line in cleaned(text).split("\n"))


@given(ANY)
def test_escaping_takes_at_most_two_units_a_letter(text: str) -> None:
    assert size(escaped(text)) <= 2 * len(text)


@given(ANY)
def test_texts_can_be_sent_and_cannot_end_a_block_of_code(text: str) -> None:
    verbatim(text).encode()
    escaped(text).encode()
    assert "`" not in verbatim(text)
    assert not {"\r", "\u2028", "\u202e", "\u200b", "\x00"} & set(cleaned(text))

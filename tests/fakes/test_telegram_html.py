"""Telegram's HTML: what is marked, what is counted, and what is refused in which words."""

import pytest

from tests.fakes.telegram_call import ApiError
from tests.fakes.telegram_html import parse_html
from tests.fakes.telegram_text import finish, part, units


def seen(source: str) -> tuple[str, list[tuple[str, str]]]:
    parsed = parse_html(source)
    words = finish(parsed.text, parsed.entities)
    return words.text, [(each["type"], part(words.text, each)) for each in words.entities]


@pytest.mark.parametrize(
    ("source", "text", "marks"),
    [
        ("<b>Giá</b> <i>tăng</i>", "Giá tăng", [("bold", "Giá"), ("italic", "tăng")]),
        ("<strong>a</strong><em>b</em><ins>c</ins><del>d</del>", "abcd",
         [("bold", "a"), ("italic", "b"), ("underline", "c"), ("strikethrough", "d")]),
        ("<span class=\"tg-spoiler\">x</span><tg-spoiler>y</tg-spoiler>", "xy", [("spoiler", "x"), ("spoiler", "y")]),
        ("📈 <b>📉 xuống</b>", "📈 📉 xuống", [("bold", "📉 xuống")]),
        ("<b>a<i>b</i></b>", "ab", [("bold", "ab"), ("italic", "b")]),
        ("<pre>a  b\n c</pre>", "a  b\n c", [("pre", "a  b\n c")]),
        ("<blockquote expandable>dài</blockquote>", "dài", [("expandable_blockquote", "dài")]),
        ("a &lt; b &amp;&amp; c &gt; &quot;d&quot; &#39;e&#x27;", "a < b && c > \"d\" 'e'", []),
        ("x&nbsp;y", "x&nbsp;y", []),
        ("<b>x <code>y</code> z</b>", "x y z", [("bold", "x "), ("code", "y"), ("bold", " z")]),
        ("  <b> a </b>\n\n", " a", [("bold", " a")]),
        ("<a href=\"nowhere\">đây</a>", "đây", []),
        ("<B>HOA</B>", "HOA", [("bold", "HOA")]),
    ],
)  # fmt: skip
def test_what_a_person_sees(source: str, text: str, marks: list[tuple[str, str]]) -> None:
    assert seen(source) == (text, marks)


def test_a_link_and_a_language_are_kept_beside_the_marks() -> None:
    link, code = parse_html(
        '<a href="https://a.vn/?x=1&amp;y=2">đây</a><pre><code class="language-py">z</code></pre>'
    ).entities
    assert (link["type"], link["url"]) == ("text_link", "https://a.vn/?x=1&y=2")
    assert (code["type"], code["language"]) == ("pre", "py")


def test_a_person_is_mentioned_by_number() -> None:
    (mark,) = parse_html('<a href="tg://user?id=42">Hải</a>').entities
    assert (mark["type"], mark["user"]["id"]) == ("text_mention", 42)


def test_offsets_count_as_telegram_counts() -> None:
    (mark,) = parse_html("🚀🚀<b>ế</b>").entities
    assert (mark["offset"], mark["length"]) == (4, 1)
    assert units("🚀ế") == 3


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("giá < 5 > 3", 'Unsupported start tag "" at byte offset 5'),
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("ế<br>", 'Unsupported start tag "br" at byte offset 3'),
        ("<b>x", "Can't find end tag corresponding to start tag b"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("x <3", "Unclosed start tag at byte offset 2"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<a href=x'>y</a>", "Unexpected end of name token at byte offset 8"),
        ('<a href="x>y</a>', "Unclosed start tag at byte offset 0"),
        ("<a href>y</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
        ('<span class="red">x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_anything_else_is_refused_in_telegrams_words(source: str, told: str) -> None:
    with pytest.raises(ApiError) as caught:
        parse_html(source)
    assert caught.value.description == f"Bad Request: can't parse entities: {told}"


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        ("/gia btc", ["/gia"]),
        ("/gia@haidang_bot btc, rồi /dat", ["/gia@haidang_bot", "/dat"]),
        ("/giá btc", []),
        ("/gia\u0301 btc", ["/gia"]),
        ("và/hoặc a/b //c /d/", []),
        ("/Gia_1.", ["/Gia_1"]),
    ],
)
def test_only_latin_letters_make_a_command(text: str, commands: list[str]) -> None:
    """A letter decomposed into base and accent is cut between the two."""
    words = finish(text, [])
    assert [part(text, each) for each in words.entities if each["type"] == "bot_command"] == commands


def test_nothing_is_found_inside_code_and_links() -> None:
    assert seen("<code>/gia @hai</code> @hai #btc $BTC https://a.vn/x.")[1] == [
        ("code", "/gia @hai"), ("mention", "@hai"), ("hashtag", "#btc"), ("cashtag", "$BTC"), ("url", "https://a.vn/x"),
    ]  # fmt: skip

"""Whatever an answer holds, Telegram reads it without complaint, and it fits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import ForceReply, InlineKeyboardMarkup

from bots.common.card import Block, Card, Facts, Grid, Lines, Said, Tone
from bots.common.reply import Button, Field, Form, Reply
from bots.telegram.rendering import CAPTION, TEXT, Sheet, note_sheet, sheets
from engine.service.text.layout import width
from tests.fakes.telegram_call import inline_keyboard
from tests.fakes.telegram_html import parse_html
from tests.fakes.telegram_text import Formatted, finish, part, units

NASTY = st.sampled_from([
    "<b>", "</b>", "&lt;", "&", '"', "<a href='x'>", "]]>", "<!--", "\x00", "\u202e", "\ud800", "\udfff", "é" * 3,
    "👨‍👩‍👧‍👦", "🏳️‍🌈", "\u0301" * 40, "\r\n", "\u2028", "\t", "﷽", "＜", "/start", "@ai", "`", "_", "*", "\\",
])  # fmt: skip
TEXTS = st.lists(st.one_of(st.text(max_size=60), NASTY, st.text("ab \n", max_size=900)), max_size=6).map("".join)
CELLS = st.lists(TEXTS, max_size=5).map(tuple)
BLOCKS = st.one_of(
    st.builds(Said, TEXTS, st.booleans()),
    st.builds(Facts, st.lists(st.tuples(TEXTS, TEXTS), max_size=5).map(tuple)),
    st.builds(Grid, CELLS, st.lists(CELLS, max_size=6).map(tuple), st.frozensets(st.integers(0, 5))),
    st.builds(Lines, TEXTS),
)
CARDS = st.builds(
    Card, TEXTS, st.lists(BLOCKS, max_size=8).map(tuple), st.sampled_from(Tone), TEXTS, TEXTS, TEXTS
)  # fmt: skip
BUTTONS = st.lists(
    st.lists(st.builds(Button, TEXTS, st.text(max_size=70)), max_size=12).map(tuple), max_size=20
).map(tuple)  # fmt: skip
REPLIES = st.builds(
    Reply, CARDS, BUTTONS, st.sampled_from([None, b"png"]), again=st.sampled_from(["", "price BTC", "x" * 70]),
    page=st.integers(-1, 9), form=st.sampled_from([None, Form("t", "1fenter", (Field("a", "<&" * 50, True),))]),
)  # fmt: skip


def read(sheet: Sheet) -> Formatted:
    """As a person sees it; raises where Telegram would complain."""
    parsed = parse_html(sheet.html)
    return finish(parsed.text, parsed.entities)


def only(reply: Reply) -> Formatted:
    [sheet] = sheets(reply)
    return read(sheet)


@given(REPLIES, st.sampled_from([None, (42, "<&>")]))
def test_any_reply_is_read_without_complaint_and_fits(reply: Reply, called: tuple[int, str] | None) -> None:
    made = sheets(reply, called)
    assert 1 <= len(made) <= 6
    for sheet in made:
        seen = read(sheet)
        assert parse_html(sheet.html).text == sheet.text
        assert units(sheet.text) <= TEXT
        assert not sheet.is_caption or units(sheet.text) <= CAPTION
        assert seen.text or sheet.picture
        markup = sheet.markup(in_group=called is not None)
        if isinstance(markup, InlineKeyboardMarkup):
            inline_keyboard(markup.to_dict())  # raises where Telegram would
        elif isinstance(markup, ForceReply):
            assert len(markup.input_field_placeholder or "") <= 64


@given(TEXTS)
def test_any_note_is_read_without_complaint_and_fits(text: str) -> None:
    seen = read(note_sheet(text))
    assert seen.text
    assert units(seen.text) <= TEXT


@settings(max_examples=40)
@given(st.lists(BLOCKS, max_size=6).map(tuple))
def test_turning_all_pages_shows_every_letter(blocks: tuple[Block, ...]) -> None:
    first = sheets(Reply(Card("t", blocks), again="x"))
    count = int(first[0].text.rsplit("/")[-1]) if first[0].rows else 1
    shown = "".join(sheets(Reply(Card("t", blocks), again="x", page=page))[0].text for page in range(count))
    for block in blocks:
        if isinstance(block, Said):
            letters = [letter for letter in block.text if letter.isalnum() and not "\ud800" <= letter <= "\udfff"]
            assert all(letter in shown for letter in letters)


def test_a_card_as_it_is_read() -> None:
    card = Card(
        "BTC/USDT", (Said("67.900,00 ▲ +1,2%", strong=True), Said("≈ 1,7 tỷ ₫"), Facts((("Sàn", "65%"),))),
        mark="💰", badge="DEMO · PAPER", footer="Không phải lời khuyên đầu tư",
    )  # fmt: skip
    seen = only(Reply(card))
    assert seen.text == (
        "💰 BTC/USDT\nDEMO · PAPER\n\n67.900,00 ▲ +1,2%\n≈ 1,7 tỷ ₫\nSàn: 65%\n\nKhông phải lời khuyên đầu tư"
    )
    assert [(one["type"], part(seen.text, one)) for one in seen.entities] == [
        ("bold", "💰 BTC/USDT"), ("italic", "DEMO · PAPER"), ("bold", "67.900,00 ▲ +1,2%"), ("bold", "65%"),
        ("italic", "Không phải lời khuyên đầu tư"),
    ]  # fmt: skip


@pytest.mark.parametrize(("tone", "sign"), [(Tone.WARNING, "⚠"), (Tone.ERROR, "⛔"), (Tone.REAL_MONEY, "🔴")])
def test_what_must_be_noticed_has_a_sign_where_there_are_no_colours(tone: Tone, sign: str) -> None:
    assert only(Reply(Card("Dừng", tone=tone))).text == f"{sign} Dừng"
    assert only(Reply(Card("Dừng", tone=tone, mark="🛑"))).text == "🛑 Dừng"


def test_a_table_that_fits_a_phone_stands_in_columns() -> None:
    grid = Grid(("Mã", "Giá", "24h"), (("BTC", "67.900", "+1,2%"), ("ETH", "3.500", "−0,5%")), frozenset({1, 2}))
    seen = only(Reply(Card("Biến động", (grid,))))
    [table] = [part(seen.text, one) for one in seen.entities if one["type"] == "pre"]
    assert table.split("\n") == ["Mã      Giá    24h", "BTC  67.900  +1,2%", "ETH   3.500  −0,5%"]


def test_a_table_that_is_too_wide_becomes_paragraphs() -> None:
    grid = Grid(("Mã", "Giá vào", "Giá hiện tại", "Lãi lỗ"), (("BTC/USDT", "67.900,00", "68.000,00", "+100,00"),))
    seen = only(Reply(Card("Vị thế", (grid,))))
    assert not [one for one in seen.entities if one["type"] == "pre"]
    assert seen.text.endswith("BTC/USDT\nGiá vào 67.900,00 · Giá hiện tại 68.000,00 · Lãi lỗ +100,00")


def test_a_long_table_has_its_headings_on_every_page() -> None:
    grid = Grid(("Mã", "Giá"), tuple((f"M{number}", "1" * 20) for number in range(300)))
    reply = Reply(Card("t", (grid,)), again="x")
    for page in range(3):
        [sheet] = sheets(Reply(reply.card, again="x", page=page))
        seen = read(sheet)
        [table] = [part(seen.text, one) for one in seen.entities if one["type"] == "pre"]
        assert table.startswith("Mã    Giá\n")
        assert max(map(width, table.split("\n"))) <= 34


def test_pages_have_buttons_to_their_neighbours_and_to_both_ends() -> None:
    card = Card("t", tuple(Said(f"{number} " + "x" * 400) for number in range(40)))
    labels = [
        [button.label for row in sheets(Reply(card, again="x", page=page))[0].rows for button in row]
        for page in (0, 3, 6)
    ]
    assert labels == [["▶ 2/7", "⏭ 7/7"], ["⏮ 1/7", "◀ 3/7", "▶ 5/7", "⏭ 7/7"], ["⏮ 1/7", "◀ 6/7"]]


def test_what_is_too_long_and_cannot_be_turned_says_what_is_missing() -> None:
    card = Card("t", tuple(Said(f"{number} " + "x" * 400) for number in range(40)))
    made = sheets(Reply(card))
    assert len(made) == 6
    assert "2" in read(made[-1]).text


def test_accents_and_joined_signs_are_not_torn() -> None:
    card = Card("t", (Said("a" * 449 + "e\u0301" + "👨‍👩‍👧" * 200),))
    text = "".join(sheet.text for sheet in sheets(Reply(card)))
    for piece in text.split("\n"):
        assert not piece.startswith(("\u0301", "\u200d"))
        assert not piece.endswith("\u200d")


def test_only_a_caption_that_fits_stands_under_its_picture() -> None:
    assert sheets(Reply(Card("t", (Said("x" * 200),)), picture=b"png"))[0].is_caption
    assert not sheets(Reply(Card("t", (Said("😀" * 520),)), picture=b"png"))[0].is_caption

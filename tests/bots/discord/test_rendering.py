"""Cards as Discord messages: inside every limit, whatever stands in them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bots.common.actions import Action, Verb, read, written
from bots.common.card import Block, Card, Facts, Grid, Lines, Said, Tone
from bots.common.pages import MOST_MESSAGES
from bots.common.plain import size
from bots.common.reply import Button, Look, Reply
from bots.discord.paging import PAGE
from bots.discord.rendering import Sheet, sheets
from bots.discord.views import view_of
from engine.service.text.layout import width
from tests.bots.discord.markup import alive, outside_code, unbold
from tests.bots.discord.test_escaping import ANY
from tests.fakes.discord_limits import check_message

LONG = st.builds(lambda text, times: text * times, ANY, st.integers(1, 120))
TEXT = ANY | LONG
CELLS = st.lists(TEXT, min_size=0, max_size=6).map(tuple)
GRIDS = st.builds(Grid, CELLS, st.lists(CELLS, max_size=12).map(tuple), st.frozensets(st.integers(0, 5), max_size=3))
FACTS = st.builds(Facts, st.lists(st.tuples(TEXT, TEXT), max_size=12).map(tuple))
BLOCKS: st.SearchStrategy[Block] = st.builds(Said, TEXT, st.booleans()) | FACTS | GRIDS | st.builds(Lines, TEXT)
CARDS = st.builds(
    Card, TEXT, st.lists(BLOCKS, max_size=6).map(tuple), st.sampled_from(Tone), st.sampled_from(["", "📊"]), TEXT, TEXT
)
BUTTONS = st.builds(Button, TEXT, st.integers(0, 60).map(lambda n: f"1nprice {n}"), st.sampled_from(Look))
ROWS = st.lists(st.lists(BUTTONS, max_size=9).map(tuple), max_size=8).map(tuple)


def wire(sheet: Sheet) -> dict[str, object]:
    view = view_of(sheet.rows)
    return {"embeds": [sheet.embed.to_dict()], "components": view.to_components() if view else []}


def text_of(reply: Reply) -> str:
    return "\n".join(sheet.embed.description or "" for sheet in sheets(reply))


@settings(max_examples=250)
@given(CARDS, ROWS, st.sampled_from(["", "price BTC/USDT", "logs 500", "x" * 80]), st.integers(-1, 9))
async def test_any_reply_is_one_that_discord_takes(
    card: Card, rows: tuple[tuple[Button, ...], ...], again: str, page: int
) -> None:
    made = sheets(Reply(card, rows, again=again, page=page, picture=b"png"))
    assert 1 <= len(made) <= MOST_MESSAGES + 1
    for sheet in made:
        payload = wire(sheet)
        check_message(payload, files=1)
        embed = sheet.embed.to_dict()
        assert size(embed.get("description", "")) <= 4096
        assert not alive(unbold(outside_code(embed.get("description", ""))))
        assert not alive(embed.get("title", ""))
        str(payload).encode()
    assert [sheet.picture for sheet in made] == [None] * (len(made) - 1) + [b"png"]


@given(st.lists(st.text(alphabet="abc |`_*", min_size=1, max_size=30), min_size=1, max_size=150))
def test_no_line_is_lost_between_pages(lines: list[str]) -> None:
    lines = [f"{number}:{line.strip()}" for number, line in enumerate(lines)]
    card = Card("Nhật ký", (Lines("\n".join(lines)),))
    first = sheets(Reply(card, again="logs"))[0]
    count = int(re.findall(r"1/(\d+)$", first.embed.footer.text or "")[0]) if first.embed.footer.text else 1
    shown: list[str] = []
    for page in range(count):
        (sheet,) = sheets(Reply(card, again="logs", page=page))
        text = sheet.embed.description or ""
        assert size(text) <= PAGE + 20
        shown += text.strip("`").strip("\n").split("\n")
    assert shown == [line.replace("`", "ˋ") for line in lines]


def test_a_card_reads_as_it_was_meant() -> None:
    card = Card(
        "BTC/USDT · dự đoán 4 giờ",
        (
            Said("▲ TĂNG 71,2%", strong=True),
            Facts((("Cắt lỗ", "66.542,00 (−2%)"), ("Chốt lời", "71.295,00"))),
            Grid(("Mô hình", "Phiếu"), (("SVM", "▲ 64%"), ("Rừng ngẫu nhiên", "▲ 71%")), frozenset({1})),
        ),
        Tone.UP,
        "📊",
        "TIỀN GIẤY",
        "Không phải lời khuyên đầu tư",
    )
    (sheet,) = sheets(Reply(card))
    assert sheet.embed.title == "📊 BTC/USDT · dự đoán 4 giờ"
    assert sheet.embed.author.name == "TIỀN GIẤY"
    assert sheet.embed.footer.text == "Không phải lời khuyên đầu tư"
    assert sheet.embed.description == (
        "**▲ TĂNG 71,2%**\n**Cắt lỗ:** 66.542,00 (−2%)\n**Chốt lời:** 71.295,00\n"
        "```\nMô hình          Phiếu\nSVM              ▲ 64%\nRừng ngẫu nhiên  ▲ 71%\n```"
    )


def test_a_table_too_wide_for_a_phone_becomes_paragraphs() -> None:
    row = ("BTC/USDT", "một lý do rất dài để đứng ngoài thị trường hôm nay", "54,2%")
    text = text_of(Reply(Card("Tín hiệu", (Grid(("Mã", "Lý do", "Xác suất"), (row,)),))))
    assert text == "**BTC/USDT**\nLý do một lý do rất dài để đứng ngoài thị trường hôm nay · Xác suất 54,2%"


def test_a_table_on_several_pages_has_its_headings_on_each() -> None:
    grid = Grid(("Mã", "Giá"), tuple((f"COIN{number}", f"{number},00") for number in range(300)), frozenset({1}))
    count = 0
    while True:
        (sheet,) = sheets(Reply(Card("Giá", (grid,)), again="movers 300", page=count))
        text = sheet.embed.description or ""
        assert text.startswith("```\nMã")
        assert max(map(width, text.split("\n"))) <= 44
        count += 1
        if "COIN299" in text:
            break
    assert count == 3


@pytest.mark.parametrize(
    ("page", "targets"),
    [(0, [1, 5]), (1, [0, 2, 5]), (2, [0, 1, 3, 5]), (4, [0, 3, 5]), (5, [0, 4]), (99, [0, 4]), (-1, [1, 5])],
)
def test_pages_are_turned_by_buttons_that_know_where_they_lead(page: int, targets: list[int]) -> None:
    lines = Lines("\n".join("x" * 90 for _ in range(118)))
    own = (Button("⟳", written(Action(Verb.FRESH, "logs 125")) or ""),)
    (sheet,) = sheets(Reply(Card("Nhật ký", (lines,)), (own,), again="logs 125", page=page))
    pager, *rest = sheet.rows
    assert [read(button.action) for button in pager] == [Action(Verb.PAGE, "logs 125", to) for to in targets]
    assert rest == [own]
    assert (sheet.embed.footer.text or "").endswith("/6")


def test_what_no_button_can_carry_comes_in_several_messages_and_says_when_it_is_cut() -> None:
    lines = Lines("\n".join(f"{number} " + "x" * 90 for number in range(300)))
    made = sheets(Reply(Card("Nhật ký", (lines,)), ((Button("a", "1na"),),), again="x" * 60))
    assert len(made) == MOST_MESSAGES + 1
    assert [bool(sheet.rows) for sheet in made] == [False] * MOST_MESSAGES + [True]
    assert "còn 11 phần" in (made[-1].embed.description or "")


def test_buttons_that_discord_would_refuse_are_left_out() -> None:
    same = Button("Giá", "1nprice BTC")
    rows = ((same, same, Button("", "1nx"), Button("Danger", "1ny", Look.DANGER)), tuple(
        Button(str(number), f"1n{number}") for number in range(40)
    ))  # fmt: skip
    (sheet,) = sheets(Reply(Card("x"), rows))
    assert [len(row) for row in sheet.rows] == [2, 5, 5, 5, 5]


def test_a_reply_without_a_card_has_no_message() -> None:
    assert sheets(Reply(note="xong")) == []

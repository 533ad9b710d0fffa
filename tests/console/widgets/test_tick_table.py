"""The table as a person uses it, and that it draws only what changed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from console.look.tones import look_of
from console.tables import changes
from console.tables.cells import Cell, Row
from console.tables.columns import Column
from console.tables.sorting import Order
from console.widgets.tick_table import TickTable
from locales.formats import number
from tests.console.widgets.stage import LOOK, Around, counted, lines

COLUMNS = [
    Column("sym", "Mã", 6),
    Column("price", "Giá", 10, right=True),
    Column("why", "Vì sao", flex=10, rank=1, sortable=False),
]


def row(key: str, value: float, why: str = "dưới sàn", *, dim: bool = False) -> Row:
    cells = (Cell(key, LOOK.strong, key), Cell(number(value, decimals=2), LOOK.text, value), Cell(why, LOOK.muted))
    return Row(key, cells, dim)


THREE = [row("BTC", 67_900.0), row("ETH", 3_512.0, "tín hiệu mua"), row("XRP", 0.61)]


@asynccontextmanager
async def stage(
    rows: list[Row], size: tuple[int, int] = (60, 12), **more: Any
) -> AsyncIterator[tuple[Pilot[None], TickTable, Around]]:
    table = TickTable(**more)
    app = Around(table)
    async with app.run_test(size=size, message_hook=app.hear) as pilot:
        table.show(COLUMNS, rows, LOOK)
        await pilot.pause()
        yield pilot, table, app


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time by which marks of changes end; moved by the test."""
    now = [100.0]
    monkeypatch.setattr("console.widgets.table_body.monotonic", lambda: now[0])
    return now


async def test_rows_stand_under_headings_with_the_cursor_on_the_first() -> None:
    async with stage(THREE) as (_, table, app):
        seen = lines(table)
        assert seen[0].split() == ["Mã", "Giá", "Vì", "sao"]
        assert seen[1].startswith("▸ BTC")
        assert "67.900,00" in seen[1]
        assert all(cell_len(line) == table.size.width for line in seen)
        assert app.said(TickTable.Highlighted) == ["BTC"]


async def test_only_lines_that_changed_are_drawn_anew() -> None:
    rows = [row(f"C{place:02d}", place) for place in range(8)]
    async with stage(rows, flash=False) as (pilot, table, _):
        asked = counted(table)
        table.show(COLUMNS, list(rows), LOOK)
        await pilot.pause()
        assert asked == []
        rows[3] = row("C03", 99.0)
        rows[6] = row("C06", 98.0)
        table.show(COLUMNS, rows, LOOK)
        await pilot.pause()
        assert sorted(set(asked)) == [4, 7]
        assert "99,00" in lines(table)[4]


async def test_a_new_theme_draws_everything_anew() -> None:
    async with stage(THREE) as (pilot, table, _):
        asked = counted(table)
        table.show(COLUMNS, THREE, look_of("day"))
        await pilot.pause()
        assert set(range(4)) <= set(asked)


async def test_keys_move_the_cursor_and_enter_means_it() -> None:
    rows = [row(f"C{place:02d}", place) for place in range(40)]
    async with stage(rows) as (pilot, table, app):
        await pilot.press("down", "down", "up", "enter")
        assert table.cursor_key == "C01"
        assert app.said(TickTable.Selected) == ["C01"]
        await pilot.press("end")
        assert table.cursor_key == "C39"
        assert lines(table)[-1].startswith("▸ C39")
        await pilot.press("home")
        assert lines(table)[1].startswith("▸ C00")
        await pilot.press("pagedown")
        assert table.cursor_key == "C10"
        await pilot.press("pageup")
        assert table.cursor_key == "C00"


async def test_headings_stay_when_rows_scroll() -> None:
    async with stage([row(f"C{place:02d}", place) for place in range(40)]) as (pilot, table, _):
        table.scroll_to(y=20, animate=False)
        await pilot.pause()
        seen = lines(table)
        assert seen[0].split()[0] == "Mã"
        assert "C20" in seen[1]


async def test_the_cursor_stays_on_its_row_when_prices_turn_the_order() -> None:
    async with stage(THREE) as (pilot, table, app):
        table.set_order(Order("price", descending=True))
        table.choose("ETH")
        table.show(COLUMNS, [row("BTC", 1.0), row("ETH", 2.0), row("XRP", 3.0)], LOOK)
        await pilot.pause()
        assert table.shown_keys == ["XRP", "ETH", "BTC"]
        assert lines(table)[2].startswith("▸ ETH")
        assert app.said(TickTable.Highlighted) == ["BTC", "ETH"]


async def test_when_its_row_goes_the_cursor_takes_the_next_one() -> None:
    async with stage(THREE) as (pilot, table, app):
        await pilot.press("end")
        table.show(COLUMNS, THREE[:2], LOOK)
        await pilot.pause()
        assert lines(table)[2].startswith("▸ ETH")
        table.show(COLUMNS, [], LOOK)
        await pilot.pause()
        assert app.said(TickTable.Highlighted) == ["BTC", "XRP", "ETH", None]


async def test_a_click_chooses_and_two_mean_it() -> None:
    async with stage(THREE) as (pilot, table, app):
        await pilot.click(table, offset=(4, 3))
        assert table.cursor_key == "XRP"
        assert app.said(TickTable.Selected) == []
        await pilot.click(table, offset=(4, 2), times=2)
        assert app.said(TickTable.Selected) == ["ETH"]


async def test_a_click_on_a_heading_orders_turns_and_ends() -> None:
    async with stage(THREE) as (pilot, table, app):
        for arrow, first in (("Giá▼", "BTC"), ("Giá▲", "XRP"), ("Giá ", "BTC")):
            await pilot.click(table, offset=(17, 0))
            await pilot.pause()
            assert arrow in lines(table)[0]
            assert table.shown_keys[0] == first
        wanted = [Order("price", True), Order("price", False), None]
        assert app.said(TickTable.Sorted, "order") == wanted
        await pilot.click(table, offset=(30, 0))
        assert table.order is None


async def test_one_action_goes_through_the_orders() -> None:
    async with stage(THREE) as (pilot, table, _):
        seen = []
        for _turn in range(3):
            table.action_sort_next()
            await pilot.pause()
            seen.append(table.order)
        assert seen == [Order("sym"), Order("price", True), None]


async def test_the_pointer_shows_which_row_a_click_would_choose() -> None:
    async with stage(THREE) as (pilot, table, _):
        before = table.render_line(2)
        await pilot.hover(table, offset=(5, 2))
        await pilot.pause()
        pointed = table.render_line(2)
        assert pointed.text == before.text
        assert pointed != before
        await pilot.hover(table, offset=(5, 9))
        assert table.render_line(2) == before


async def test_the_filter_hides_rows_and_says_how_many() -> None:
    async with stage(THREE) as (pilot, table, _):
        table.set_filter("tin HIEU")
        await pilot.pause()
        assert table.shown_keys == ["ETH"]
        assert lines(table)[-1].strip() == "lọc tin HIEU · 1 trên 3"
        table.set_filter("!mua")
        assert table.shown_keys == ["BTC", "XRP"]
        table.set_filter("không có đâu")
        await pilot.pause()
        assert any("Không có dòng nào khớp không có đâu" in line for line in lines(table))
        table.set_filter("")
        await pilot.pause()
        assert table.shown_keys == ["BTC", "ETH", "XRP"]


async def test_an_empty_table_says_what_to_press() -> None:
    table = TickTable()
    table.empty = "Chưa có vị thế nào. Nhấn p để tạm dừng, hoặc chờ tín hiệu đủ lợi thế."
    async with Around(table).run_test(size=(40, 12)) as pilot:
        table.show(COLUMNS, [], LOOK)
        await pilot.pause()
        said = " ".join(" ".join(lines(table)[1:]).split())
        assert said == table.empty
        await pilot.press("down", "enter", "end")


async def test_a_number_that_changed_is_marked_for_a_moment(clock: list[float]) -> None:
    async with stage(THREE) as (pilot, table, _):
        table.show(COLUMNS, [row("BTC", 67_901.0), row("ETH", 3_511.0, "tín hiệu mua"), THREE[2]], LOOK)
        await pilot.pause()
        seen = lines(table)
        assert "67.901,00↑" in seen[1]
        assert "3.511,00↓" in seen[2]
        assert not {"↑", "↓"} & set(seen[3])
        clock[0] += changes.SHOWN_SECONDS
        async with asyncio.timeout(10):
            while "↑" in lines(table)[1]:
                await pilot.pause(0.02)
        assert "↓" not in "".join(lines(table))


async def test_marks_of_changes_can_be_switched_off() -> None:
    async with stage(THREE, flash=False) as (pilot, table, _):
        table.show(COLUMNS, [row("BTC", 67_901.0), *THREE[1:]], LOOK)
        await pilot.pause()
        assert "67.901,00 " in lines(table)[1]


async def test_rows_out_of_date_are_marked() -> None:
    async with stage([THREE[0], row("ETH", 1.0, dim=True)]) as (_, table, _app):
        assert lines(table)[2].startswith("◌ ETH")


@pytest.mark.parametrize("width", [20, 30, 60, 120])
async def test_it_fits_whatever_width_it_is_given(width: int) -> None:
    async with stage(THREE, (60, 12)) as (pilot, table, _):
        await pilot.resize_terminal(width, 12)
        await pilot.pause()
        seen = lines(table)
        assert all(cell_len(line) == table.size.width for line in seen)
        assert ("Vì sao" in seen[0]) == (width > 40)
        assert "67.900" in seen[1] or width == 20


async def test_what_is_shown_can_be_exported() -> None:
    async with stage(THREE) as (_, table, _app):
        table.set_order(Order("price"))
        records = table.rows_as_records()
        assert [record["sym"] for record in records] == ["XRP", "ETH", "BTC"]
        assert records[2]["price"] == 67_900.0

"""The log area: three books, a filter, a search among neighbours, following, and who may read the audit."""

from __future__ import annotations

import asyncio
import csv
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from console.app import ConsoleApp
from console.areas.logs import Journal, LogsArea
from console.screens.reading import ReadingScreen
from console.widgets.chips import Chips
from console.widgets.notice_bar import NoticeBar
from console.widgets.tick_table import TickTable
from engine.core.errors import Refused, Temporary
from engine.core.modes import Role
from engine.service import answers as a
from locales import LANGUAGES, set_defaults, t, use_language
from locales.formats import iso
from tests.console.stage import PICTURE, Stage, console, shows, until
from tests.console.world import AT, World

SIZES = ((80, 24), (140, 40))
PAUSED = a.AuditRow(AT, "console", "an", "owner", "pause", '{"reason": "tin xấu"}', "done")
REFUSED = a.AuditRow(AT + 60_000, "telegram", "binh", "viewer", "flatten", "{}", "Refused")


def growing(lines: list[str]) -> Callable[[Mapping[str, Any]], a.Logs]:
    return lambda _: a.Logs(tuple(lines), len(lines))


def line(number: int, said: str) -> str:
    return f"2026-11-20 14:{number // 60:02}:{number % 60:02} - INFO - [DU LIEU] {said}"


def audited(*rows: a.AuditRow, intact: bool = True) -> World:
    return World(audit=lambda _: a.Audit(rows, intact))


def standing(stage: Stage, folder: Path, *, book: str = "log", role: Role = Role.OWNER) -> ConsoleApp:
    app = console(stage, folder, role=role)
    app.area_name = "logs"
    app.memory.lists["logs"] = book
    return app


def area(pilot: Pilot[None]) -> LogsArea:
    return pilot.app.query_one(LogsArea)


def journal(pilot: Pilot[None]) -> Journal:
    return pilot.app.query_one(Journal)


def saved(folder: Path, name: str, kind: str) -> str:
    found = list((folder / "exports").glob(f"{name}-*.{kind}"))
    return found[0].read_text(encoding="utf-8") if found else ""


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_each_book_is_shown_and_named(size: tuple[int, int], language: str, tmp_path: Path) -> None:
    set_defaults(language=language, number_style=language)
    stage = Stage(PICTURE, world=audited(PAUSED))
    async with standing(stage, tmp_path).run_test(size=size) as pilot:
        await shows(pilot, t("log-tag-tin-hieu-ml"))
        assert stage.asked("logs")[0] == {"limit": 500}
        assert not stage.asked("audit"), "what nobody looks at is not asked for"
        await pilot.press("w")
        await shows(pilot, f"✔ {t('cli-chain-whole')}")
        lines = await shows(pilot, "pause")
        assert any("tin xấu" in shown and "an" in shown for shown in lines)
        await pilot.press("w")
        lines = await shows(pilot, t("happening-flattened"))
        assert all(len(shown) <= size[0] for shown in lines)
        await pilot.press("w")
        await shows(pilot, t("log-tag-tin-hieu-ml"))
        await pilot.press("ctrl+l")  # in the other language at once
        with use_language({"vi": "en", "en": "vi"}[language]):
            other = t("log-tag-tin-hieu-ml")
        await shows(pilot, other)


async def test_a_book_can_be_clicked_and_is_remembered(tmp_path: Path) -> None:
    app = standing(Stage(PICTURE, world=audited(PAUSED)), tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "TÍN HIỆU ML")
        chips = pilot.app.query_one("#log-books", Chips)
        before = sum(len(span.text) for span in chips.spans(80)[:3])
        await pilot.click(chips, offset=(before - 3, 0))
        await shows(pilot, t("cli-chain-whole"))
        assert app.memory.lists["logs"] == "audit"
        await app.action_next_language()
        await shows(pilot, "The chain of hashes is whole.")


async def test_a_broken_chain_is_said_in_words_and_by_a_mark(tmp_path: Path) -> None:
    app = standing(Stage(PICTURE, world=audited(PAUSED, intact=False)), tmp_path, book="audit")
    async with app.run_test(size=(140, 40)) as pilot:
        await shows(pilot, "✖ CHUỖI BĂM BỊ ĐỨT")


async def test_an_empty_audit_says_so(tmp_path: Path) -> None:
    async with standing(Stage(PICTURE, world=audited()), tmp_path, book="audit").run_test(size=(80, 24)) as pilot:
        await shows(pilot, t("cli-empty-audit"))


@pytest.mark.parametrize("role", [Role.VIEWER, Role.OPERATOR])
async def test_readers_see_why_the_audit_is_closed_to_them(role: Role, tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    async with standing(stage, tmp_path, book="audit", role=role).run_test(size=(140, 40)) as pilot:
        lines = await shows(pilot, "cần quyền chủ")
        assert any(t(f"role-{role.value}") in shown for shown in lines)
        assert not stage.asked("audit")
        await pilot.press("w")
        await shows(pilot, t("happening-flattened"))


async def test_a_recording_that_has_no_log_says_so_in_its_place(tmp_path: Path) -> None:
    def refuse(_: Mapping[str, Any]) -> Any:
        raise Refused("err-playback-not-recorded", command="logs")

    app = standing(Stage(PICTURE, world=World(logs=refuse)), tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await shows(pilot, f"✖ {t('err-playback-not-recorded', command='logs')[:30]}")
        assert not journal(pilot).display
        await pilot.press("w", "w")
        await shows(pilot, t("happening-flattened"))


async def test_what_passes_by_itself_leaves_the_log_as_it_was(tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    app = standing(stage, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "TÍN HIỆU ML")
        stage.failure = Temporary("err-engine-gone")
        asked = len(stage.asked("logs"))
        area(pilot).fetch_soon()
        await until(pilot, lambda: len(stage.asked("logs")) > asked)
        assert journal(pilot).display


async def test_the_filter_narrows_and_inverts(tmp_path: Path) -> None:
    async with standing(Stage(PICTURE), tmp_path).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "TÍN HIỆU ML")
        await pilot.press("slash", *"cat lo", "enter")
        lines = await shows(pilot, "CẮT LỖ")
        assert not any("CHỐT LỜI" in shown for shown in lines)
        await pilot.press("escape")
        await shows(pilot, "CHỐT LỜI")
        await pilot.press("slash", "!", *"cat lo", "enter")
        await until(pilot, lambda: area(pilot).records()[1])
        assert not any(record["tag"] == "CAT LO" for record in area(pilot).records()[1])
        await pilot.press("n")
        await until(pilot, lambda: pilot.app.query_one(NoticeBar).text == t("logs-nothing-to-find"))


async def test_n_shows_what_is_sought_among_its_neighbours_and_goes_on(tmp_path: Path) -> None:
    lines = [line(number, "thấy đây" if number % 10 == 3 else f"dòng {number}") for number in range(40)]
    app = standing(Stage(PICTURE, world=World(logs=growing(lines))), tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "dòng 39")
        await pilot.press("slash", *"thay day", "enter")
        await until(pilot, lambda: len(area(pilot).records()[1]) == 4)
        await pilot.press("n")
        shown = await shows(pilot, "tìm thay day · 4 trên 4")
        assert any("dòng 32" in one for one in shown), "its neighbours are back"
        await pilot.press("N")
        await shows(pilot, "tìm thay day · 3 trên 4")
        await pilot.press("n", "n")
        await shows(pilot, "tìm thay day · 1 trên 4")
        await pilot.press("escape")
        await until(pilot, lambda: not any("tìm thay day" in one for one in area(pilot).crumbs()))
        assert "⌕" not in "".join(area(pilot).crumbs())


async def test_n_without_words_says_what_to_press(tmp_path: Path) -> None:
    async with standing(Stage(PICTURE), tmp_path).run_test(size=(140, 40)) as pilot:
        await shows(pilot, "TÍN HIỆU ML")
        await pilot.press("n")
        await shows(pilot, t("logs-nothing-to-find")[:40])


async def test_who_reads_is_left_in_peace_and_told_of_new_lines(tmp_path: Path) -> None:
    lines = [line(number, f"dòng {number}") for number in range(60)]
    app = standing(Stage(PICTURE, world=World(logs=growing(lines))), tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "dòng 59")
        await shows(pilot, "↓ bám dòng mới")
        await pilot.press("pageup")
        await until(pilot, lambda: not journal(pilot).following)
        lines += [line(60, "mới một"), line(61, "mới hai")]
        area(pilot).fetch_soon()
        shown = await shows(pilot, "2 dòng mới")
        assert not any("mới hai" in one for one in shown)
        await shows(pilot, "đang đọc")
        await pilot.press("f")
        await shows(pilot, "mới hai")
        await shows(pilot, "↓ bám dòng mới")


async def test_esc_returns_from_reading_to_what_is_newest(tmp_path: Path) -> None:
    lines = [line(number, f"dòng {number}") for number in range(60)]
    app = standing(Stage(PICTURE, world=World(logs=growing(lines))), tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "dòng 59")
        await pilot.press("home")
        await until(pilot, lambda: not journal(pilot).following)
        await pilot.press("escape")
        await until(pilot, lambda: journal(pilot).following)
        assert not area(pilot).back()


async def test_long_lines_wrap_or_go_beyond_the_edge(tmp_path: Path) -> None:
    lines = [line(1, "rất dài " * 20 + "hết")]
    app = standing(Stage(PICTURE, world=World(logs=growing(lines))), tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "hết")
        await pilot.press("W")
        await until(pilot, lambda: not journal(pilot).wrapped)


async def test_enter_and_a_double_click_show_a_line_in_full(tmp_path: Path) -> None:
    app = standing(Stage(PICTURE, world=World(logs=growing([line(1, "một [E-41C2A7]")]))), tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "một")
        await pilot.press("enter")
        await shows(pilot, "11-20 14:00:01 · DỮ LIỆU")
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        await pilot.click(Journal, offset=(10, 0), times=2)
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))


async def test_enter_shows_an_entry_of_the_audit_in_full_and_room_shows_it_below(tmp_path: Path) -> None:
    app = standing(Stage(PICTURE, world=audited(REFUSED, PAUSED)), tmp_path, book="audit")
    async with app.run_test(size=(140, 40)) as pilot:
        await shows(pilot, t("cmd-flatten")[:30])
        await pilot.press("down")
        await shows(pilot, t("cmd-pause")[:30])
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: not area(pilot).query_one("#entry-panel").display or app.size.height == 24)
        await pilot.press("enter")
        screen = "\n".join(await shows(pilot, "reason tin xấu"))
        assert isinstance(app.screen, ReadingScreen)
        assert "Dòng đang chọn" in screen
        assert "Esc đóng" in screen


async def test_the_line_at_hand_is_copied(tmp_path: Path) -> None:
    app = standing(Stage(PICTURE, world=audited(REFUSED, PAUSED)), tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "TÍN HIỆU ML")
        await pilot.press("y")
        await shows(pilot, t("tui-nothing-to-copy"))
        await pilot.press("up", "y")
        await until(pilot, lambda: app.clipboard == journal(pilot).chosen_line)
        assert app.clipboard.startswith("2026-11-20 14:")
        await pilot.press("w")
        await shows(pilot, "flatten")
        await pilot.press("y")
        await until(pilot, lambda: "binh" in app.clipboard)
        assert "flatten" in app.clipboard.split("\t")


async def test_the_log_is_exported_as_filtered_and_taken_apart(tmp_path: Path) -> None:
    lines = [line(1, "BTC/USDT: nến"), line(2, "ETH/USDT: nến"), "Traceback (most recent call last):"]
    app = standing(Stage(PICTURE, world=World(logs=growing(lines))), tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "ETH/USDT")
        await pilot.press("slash", *"eth", "enter", "e")
        await until(pilot, lambda: saved(tmp_path, "log", "csv"))
        rows = list(csv.DictReader(saved(tmp_path, "log", "csv").splitlines()))
        assert [list(row.items())[:4] for row in rows] == [
            [("at", "2026-11-20T07:00:02Z"), ("level", "INFO"), ("tag", "DU LIEU"), ("text", "ETH/USDT: nến")]
        ]


async def test_the_audit_is_exported_with_raw_values(tmp_path: Path) -> None:
    app = standing(Stage(PICTURE, world=audited(REFUSED, PAUSED)), tmp_path, book="audit")
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "flatten")
        await app.action_export("json")
        rows = json.loads(saved(tmp_path, "audit", "json"))
        assert [row["at"] for row in rows] == [iso(AT + 60_000), iso(AT)]
        assert rows[1]["arguments"] == '{"reason": "tin xấu"}'


async def test_the_order_of_the_audit_is_remembered_and_the_log_has_its_own(tmp_path: Path) -> None:
    app = standing(Stage(PICTURE, world=audited(REFUSED, PAUSED)), tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "TÍN HIỆU ML")
        await pilot.press("s")
        await shows(pilot, t("logs-no-sort")[:40])
        await pilot.press("w")
        await shows(pilot, "flatten")
        await pilot.press("s")
        table = app.query_one("#audit", TickTable)
        await until(pilot, lambda: table.order is not None)
        assert app.memory.sorts["logs-audit"] == ["at", False]
        await app.rebuild()
        again = app.query_one("#audit", TickTable)
        assert again is not table
        assert again.order == table.order


async def test_the_colours_change_with_the_theme(tmp_path: Path) -> None:
    app = standing(Stage(PICTURE), tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "TÍN HIỆU ML")
        app.wear("day")
        await until(pilot, lambda: journal(pilot)._look.palette.name == "day")
        assert area(pilot).look.palette.name == "day"


async def test_an_area_that_is_taken_away_while_it_asks_draws_nothing_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = standing(Stage(PICTURE, world=World(logs=growing([line(1, "x")]))), tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: app.query(LogsArea) and app.query_one(LogsArea).is_ready)
        left = app.query_one(LogsArea)
        asked, may_answer = asyncio.Event(), asyncio.Event()
        ask = left.ask

        async def slowly(command: str, **arguments: Any) -> Any:
            asked.set()
            await may_answer.wait()
            return await ask(command, **arguments)

        monkeypatch.setattr(left, "ask", slowly)
        fetching = asyncio.create_task(left.fetch(PICTURE))
        await asked.wait()
        await left.remove()
        may_answer.set()
        await fetching
        await left.fetch(PICTURE)  # nor does one that is no longer there ask again

"""Vị thế: what is held, the sheets below, one position in full, and every action."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from console.areas.positions import PositionsArea
from console.screens.confirm import ConfirmScreen
from console.widgets.curve import Curve
from console.widgets.tick_table import TickTable
from engine.core.modes import Role
from engine.service import answers as a
from locales import LANGUAGES, set_defaults
from tests.console.stage import BARE, PICTURE, Stage, console, position, screen_lines, shows, until
from tests.console.world import AT, STAMP, World, signals

SIZES = ((80, 24), (100, 30), (140, 24), (140, 40))
LOCKS = a.Locks(STAMP, (a.LockRow("BTC/USDT", "blocked", None), a.LockRow("*", "tin tối nay", AT + 60_000)))


def world(**changed: Any) -> World:
    return World(**{"locks": lambda _: LOCKS, **changed})


async def opened(pilot: Pilot[None], wanted: str = "+38,20") -> list[str]:
    await until(pilot, lambda: pilot.app.snapshot is not None)  # type: ignore[attr-defined]
    await pilot.press("2")
    return await shows(pilot, wanted)


def area(pilot: Pilot[None]) -> PositionsArea:
    return pilot.app.query_one(PositionsArea)


async def asked_again(pilot: Pilot[None], *parts: str) -> None:
    """Wait for the question, see that it names these, and agree."""
    await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen))
    screen = "\n".join(screen_lines(pilot.app))
    assert [part for part in parts if part not in screen] == []
    pilot.app.screen.dismiss(True)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_it_shows_what_is_held_and_how_far_it_is(size: tuple[int, int], language: str, tmp_path: Path) -> None:
    set_defaults(language=language, number_style=language)
    words = {
        "vi": ("Vị thế", "+38,20", "▲+3,82%", "−2,75%", "19,7% vốn", "Đường vốn", "từ đầu"),
        "en": ("Positions", "+38.20", "▲+3.82%", "−2.75%", "19.7% of equity", "Equity", "since the start"),
    }[language]
    async with console(Stage(PICTURE), tmp_path).run_test(size=size) as pilot:
        await opened(pilot, words[1])
        screen = "\n".join(await shows(pilot, words[-1]))
        assert [word for word in words if word not in screen] == []
        assert all(len(line) <= size[0] for line in screen.splitlines())


async def test_with_room_limits_and_lists_stand_beside_the_curve(tmp_path: Path) -> None:
    async with console(Stage(PICTURE, world=world()), tmp_path).run_test(size=(140, 40)) as pilot:
        await opened(pilot)
        screen = "\n".join(await shows(pilot, "9,8% trên 60,0%"))
        for word in ("Đường vốn", "✔ còn rộng", "Giao dịch đã đóng", "+47,86", "Khóa 2", "1 giờ"):
            assert word in screen


async def test_w_turns_the_sheets_and_asks_only_for_what_is_seen(tmp_path: Path) -> None:
    stage = Stage(PICTURE, world=world())
    async with console(stage, tmp_path).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await shows(pilot, "từ đầu")
        assert not stage.asked("risk")
        assert not stage.asked("trades")
        for shown in ("9,8% trên 60,0%", "▲+4,79%", "… khớp một phần", "tin tối nay"):
            await pilot.press("w")
            await shows(pilot, shown)
        await pilot.press("w")
        await shows(pilot, "từ đầu")


async def test_a_sheet_can_be_clicked_and_is_remembered(tmp_path: Path) -> None:
    async with console(Stage(PICTURE, world=world()), tmp_path).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        lines = await shows(pilot, "○ Khóa 2")
        y = next(n for n, line in enumerate(lines) if "○ Khóa 2" in line)
        await pilot.click(offset=(lines[y].index("Khóa"), y))
        await shows(pilot, "tin tối nay")
        await pilot.press("ctrl+l")
        await shows(pilot, "● Locks 2")


async def test_enter_tells_everything_about_a_position(tmp_path: Path) -> None:
    opened_at = PICTURE.positions[0].opened_at
    made = signals({"which": "traded", "limit": 1}).rows[0]
    behind = replace(made, symbol="BTC/USDT", direction="UP", at=opened_at - 1_000, decision_id="beef" * 6)

    def traded(asked: Mapping[str, Any]) -> a.Signals:
        return a.Signals(STAMP, (replace(behind, at=opened_at + 1, decision_id="late"), behind), str(asked["which"]))

    stage = Stage(PICTURE, world=world(signals=traded))
    async with console(stage, tmp_path).run_test(size=(140, 40)) as pilot:
        await opened(pilot)
        await pilot.press("enter")
        screen = "\n".join(await shows(pilot, "Rừng ngẫu nhiên"))
        for part in ("┣", "66.542,00 · cách −2,75%", "13:05 ICT · 1 giờ", "Đã đóng trước đây ở BTC/USDT", "+47,86"):
            assert part in screen
        assert stage.asked("signals") == [{"symbol": "BTC/USDT", "which": "traded", "limit": 100}]
        assert stage.asked("explain") == [{"symbol": "BTC/USDT", "decision": "beef" * 6}]
        assert area(pilot).crumbs() == ("BTC",)
        await pilot.press("escape")
        await shows(pilot, "Đường vốn")
        assert area(pilot).crumbs() == ()
        assert isinstance(pilot.app.focused, TickTable)


async def test_the_sign_of_a_near_exit_is_explained_while_there_is_one(tmp_path: Path) -> None:
    stage = Stage(replace(PICTURE, positions=PICTURE.positions[:1]), world=world())
    async with console(stage, tmp_path).run_test(size=(80, 24)) as pilot:
        assert not any("! sắp chạm" in line for line in await opened(pilot, "vốn"))
        near = position("BTC/USDT", -38.2, price=66_600.0)
        stage.show(replace(PICTURE, number=2, positions=(near,)))
        await shows(pilot, "! sắp chạm mức thoát · ")


async def test_no_decision_is_named_for_what_a_person_opened(tmp_path: Path) -> None:
    held = position("BTC/USDT", 38.2, confidence=None)
    made = signals({"which": "traded", "limit": 1}).rows[0]
    before = replace(made, symbol="BTC/USDT", direction="UP", at=held.opened_at, decision_id="beef" * 6)
    stage = Stage(replace(PICTURE, positions=(held,)), world=world(signals=lambda _: a.Signals(STAMP, (before,), "")))
    async with console(stage, tmp_path).run_test(size=(140, 40)) as pilot:
        await opened(pilot)
        await pilot.press("enter")
        await shows(pilot, "do người mở bằng tay")
        assert stage.asked("explain") == []


async def test_a_position_without_a_decision_says_so_and_lives_with_the_price(tmp_path: Path) -> None:
    stage = Stage(PICTURE, world=world(signals=lambda _: a.Signals(STAMP, (), "traded")))
    async with console(stage, tmp_path).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: stage.asked("signals"))
        stage.show(replace(PICTURE, number=2, positions=(position("BTC/USDT", 41.5),)))
        await shows(pilot, "+41,50 USDT")
        stage.show(replace(PICTURE, number=3, positions=()))
        await shows(pilot, "BTC/USDT không còn vị thế nào")
        await pilot.press("escape")
        await shows(pilot, "Chưa có vị thế nào")


@pytest.mark.parametrize(
    ("key", "command", "arguments", "parts"),
    [
        ("X", "close", {"symbol": "PEPE/USDT"}, ("PEPE/USDT", "TIỀN GIẤY")),
        ("D", "reduce", {}, ("BTC, PEPE",)),
        ("H", "halt", {}, ("BTC, PEPE",)),
        ("F", "flatten", {}, ("BTC, PEPE",)),
        ("U", "unlock", {"symbol": "BTC/USDT"}, ("BTC/USDT",)),
    ],
)
async def test_what_acts_asks_again_and_is_sent(
    key: str, command: str, arguments: dict[str, str], parts: tuple[str, ...], tmp_path: Path
) -> None:
    stage = Stage(PICTURE, world=world())
    async with console(stage, tmp_path).run_test(size=(100, 30)) as pilot:
        await opened(pilot)
        await shows(pilot, "Khóa 2")
        await pilot.press("down", key)
        assert not stage.asked(command)
        await asked_again(pilot, *parts)
        await until(pilot, lambda: stage.asked(command))
        assert stage.asked(command) == [arguments]


async def test_the_lock_under_the_cursor_is_the_one_that_is_lifted(tmp_path: Path) -> None:
    stage = Stage(PICTURE, world=world())
    async with console(stage, tmp_path).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("w", "w", "w", "w")
        await shows(pilot, "tin tối nay")
        pilot.app.query_one("#locks", TickTable).focus()
        await until(pilot, lambda: getattr(pilot.app.focused, "id", "") == "locks")
        await pilot.press("down", "U")
        await asked_again(pilot, "mọi mã")
        await until(pilot, lambda: stage.asked("unlock"))
        assert stage.asked("unlock") == [{}]


async def test_without_position_or_lock_nothing_is_sent(tmp_path: Path) -> None:
    stage = Stage(BARE, world=world(locks=lambda _: a.Locks(STAMP, ())))
    async with console(stage, tmp_path).run_test(size=(80, 24)) as pilot:
        await opened(pilot, "Chưa có vị thế nào")
        await until(pilot, lambda: stage.asked("locks"))
        for key, said in (("X", "Chưa chọn vị thế nào"), ("U", "Không có gì bị khóa"), ("c", "Chưa chọn vị thế nào")):
            await pilot.press(key)
            await shows(pilot, said)
            await pilot.press("escape")
        assert not stage.asked("close")
        assert not stage.asked("unlock")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("state", "key"), [("RUNNING", " P "), ("PAUSED", " R "), ("HALTED", " R ")])
async def test_an_empty_book_says_what_to_press(state: str, key: str, language: str, tmp_path: Path) -> None:
    set_defaults(language=language, number_style=language)
    said = {"vi": "Chưa có vị thế nào", "en": "No open positions"}[language]
    async with console(Stage(replace(BARE, state=state)), tmp_path).run_test(size=(80, 24)) as pilot:
        lines = await opened(pilot, said)
        at = next(n for n, line in enumerate(lines) if said in line)
        assert key in " ".join(lines[at : at + 2])


async def test_a_reader_sees_no_key_that_acts(tmp_path: Path) -> None:
    stage = Stage(replace(BARE, state="PAUSED"), world=world())
    async with console(stage, tmp_path, role=Role.VIEWER).run_test(size=(140, 40)) as pilot:
        lines = await opened(pilot, "Chưa có vị thế nào")
        assert not any("Bấm R" in line or "đóng vị thế" in line for line in lines)
        await pilot.press("X", "D", "H", "U")
        await pilot.pause()
        assert not any(stage.asked(name) for name in ("close", "reduce", "halt", "unlock"))


async def test_c_leads_to_the_chart_of_the_pair(tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    app = console(stage, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("down", "c")
        await until(pilot, lambda: stage.asked("chart") and stage.asked("chart")[-1]["symbol"] == "PEPE/USDT")
        assert (app.area_name, app.symbol) == ("market", "PEPE/USDT")


async def test_the_table_at_hand_is_exported_sorted_and_copied(tmp_path: Path) -> None:
    app = console(Stage(PICTURE, world=world()), tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await opened(pilot)
        await shows(pilot, "+47,86")
        await pilot.press("e")
        await until(pilot, lambda: list((tmp_path / "exports").glob("positions-*.csv")))
        (path,) = (tmp_path / "exports").glob("positions-*.csv")
        rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
        assert [row["result"] for row in rows] == ["38.2", "-7.01"]
        await pilot.press("s")
        assert app.memory.sorts["positions"] == ["symbol", False]
        assert (area(pilot).copied() or "").startswith("BTC/USDT\tBUY\t")
        app.query_one("#trades", TickTable).focus()
        await until(pilot, lambda: getattr(app.focused, "id", "") == "trades")
        name, found = area(pilot).records()
        assert (name, len(found)) == ("trades", 1)
        assert isinstance(area(pilot).picture(), a.EquityCurve)


async def test_the_filter_narrows_what_is_held(tmp_path: Path) -> None:
    async with console(Stage(PICTURE), tmp_path).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("slash", *"pepe")
        await until(pilot, lambda: pilot.app.query_one("#held", TickTable).shown_keys == ["PEPE/USDT"])


async def test_all_of_it_wears_the_new_colours(tmp_path: Path) -> None:
    async with console(Stage(PICTURE, world=world()), tmp_path).run_test(size=(140, 40)) as pilot:
        await opened(pilot)
        await shows(pilot, "9,8% trên 60,0%")
        await pilot.press("enter")
        await shows(pilot, "┣")
        before = pilot.app.export_screenshot()
        await pilot.press("ctrl+t")
        await until(pilot, lambda: pilot.app.theme == "day")
        await pilot.pause()
        after = pilot.app.export_screenshot()
        assert "#fdfbf5" not in before
        assert "#d5e0ea" not in after  # no text in the tone of the theme before


async def test_pictures_of_the_moment_do_not_draw_the_curve_anew(tmp_path: Path) -> None:
    stage = Stage(PICTURE, world=world())
    app = console(stage, tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await opened(pilot)
        await shows(pilot, "+47,86")
        curve, drawn = app.query_one(Curve), []
        app.query_one(Curve).redraw = lambda **_: drawn.append(curve)  # type: ignore[method-assign]
        stage.show(replace(PICTURE, number=2, positions=(position("BTC/USDT", 41.5),)))
        await shows(pilot, "+41,50")
        assert drawn == []

"""What a person takes away: tables, pictures, answers, the clipboard, and a sign of a signal."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from textual.pilot import Pilot

from console.app import ConsoleApp
from console.screens.answer import AnswerScreen
from console.widgets.notice_bar import NoticeBar
from engine.service.codec import decode
from locales import LANGUAGES, set_defaults, t
from locales.formats import iso
from tests.console.stage import PICTURE, Stage, console, event, until


def notice(app: ConsoleApp) -> NoticeBar:
    return app.query_one(NoticeBar)


def only(folder: Path, kind: str) -> Path:
    (found,) = folder.glob(f"*.{kind}")
    return found


async def on_market(app: ConsoleApp, pilot: Pilot[None]) -> None:
    await until(pilot, lambda: app.snapshot is PICTURE and app.area.records() and app.area.records()[1])  # type: ignore[index]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_table_becomes_csv_for_machines(language: str, tmp_path: Path) -> None:
    set_defaults(language=language, number_style=language)
    app = console(Stage(PICTURE), tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await on_market(app, pilot)
        await pilot.press("e")
        await until(pilot, lambda: notice(app).text)
        path = only(tmp_path / "exports", "csv")
        assert str(path) in notice(app).text
        assert not notice(app).failed
        rows = list(csv.DictReader(StringIO(path.read_text(encoding="utf-8"))))
        assert len(rows) == len(PICTURE.rows)
        assert float(rows[0]["price"]) == 102_345.67, "numbers are written as machines read them, in any language"
        assert float(rows[2]["price"]) == 0.00001234
        assert rows[0]["symbol"] == "BTC/USDT"


async def test_a_table_becomes_json(tmp_path: Path) -> None:
    app = console(Stage(PICTURE), tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await on_market(app, pilot)
        await app.action_export("json")
        rows = json.loads(only(tmp_path / "exports", "json").read_text(encoding="utf-8"))
        assert [row["symbol"] for row in rows] == [row.symbol for row in PICTURE.rows]
        assert rows[0]["price"] == 102_345.67
        assert rows[3]["price"] is None


async def test_a_file_says_in_every_row_whose_figures_it_holds_and_of_when(tmp_path: Path) -> None:
    app = console(Stage(PICTURE), tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await on_market(app, pilot)
        await app.action_export("json")
        rows = json.loads(only(tmp_path / "exports", "json").read_text(encoding="utf-8"))
        stamp = PICTURE.stamp
        assert {row["market"] for row in rows} == {stamp.market}
        assert {row["source"] for row in rows} == {stamp.source}
        assert {row["mode"] for row in rows} == {stamp.mode}
        assert {row["market_time"] for row in rows} == {iso(stamp.market_time)}
        assert all(name.isascii() and name == name.lower() for row in rows for name in row)


async def test_every_table_can_be_taken_along(tmp_path: Path) -> None:
    app = console(Stage(PICTURE), tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await on_market(app, pilot)
        for number, area in enumerate(("positions", "signals", "models", "logs", "settings"), 2):
            await pilot.press(str(number if number < 5 else number + 1))
            await until(pilot, lambda area=area: app.area_name == area)
            await until(pilot, lambda: (app.area.records() or ("", ()))[1])
            await app.action_export("json")
            assert not notice(app).failed, area
        assert len(list((tmp_path / "exports").glob("*.json"))) == 5


async def test_an_empty_table_is_said(tmp_path: Path) -> None:
    app = console(Stage(PICTURE), tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await on_market(app, pilot)
        await pilot.press("5", "e")
        await until(pilot, lambda: notice(app).text == t("tui-nothing-to-export"))
        assert not (tmp_path / "exports").exists()


async def test_the_chart_becomes_png(tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    app = console(stage, tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await on_market(app, pilot)
        await until(pilot, lambda: app.area.picture() is not None)
        await pilot.press("g")
        await until(pilot, lambda: list((tmp_path / "exports").glob("*.png")))
        content = only(tmp_path / "exports", "png").read_bytes()
        assert content.startswith(b"\x89PNG\r\n\x1a\n")
        assert len(content) > 10_000
        await until(pilot, lambda: ".png" in notice(app).text)


async def test_the_screen_becomes_svg(tmp_path: Path) -> None:
    app = console(Stage(PICTURE), tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await on_market(app, pilot)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: list((tmp_path / "exports").glob("*.svg")))
        text = only(tmp_path / "exports", "svg").read_text(encoding="utf-8")
        assert text.startswith("<svg")
        assert "102.345,67" in text


async def test_where_there_is_nothing_to_draw_that_is_said(tmp_path: Path) -> None:
    app = console(Stage(PICTURE), tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await on_market(app, pilot)
        await pilot.press("7")
        await until(pilot, lambda: app.area_name == "settings")
        app.action_picture("chart")
        await until(pilot, lambda: notice(app).text == t("tui-no-picture-here"))


async def test_an_answer_is_kept_as_programs_get_it(tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    app = console(stage, tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await on_market(app, pilot)
        app.run_worker(app.dealings.send("price", {"symbol": "BTC/USDT"}))
        await until(pilot, lambda: isinstance(app.screen, AnswerScreen))
        await pilot.press("e")
        facts = json.loads(only(tmp_path / "exports", "json").read_text(encoding="utf-8"))
        assert decode(facts) == app.screen._answer  # type: ignore[attr-defined]


async def test_what_is_chosen_goes_to_the_clipboard(tmp_path: Path) -> None:
    app = console(Stage(PICTURE), tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await on_market(app, pilot)
        await pilot.press("y")
        await until(pilot, lambda: notice(app).text)
        assert app.clipboard == app.area.copied()
        assert app.clipboard
        app.area.copied = lambda: None  # type: ignore[method-assign]
        await pilot.press("y")
        await until(pilot, lambda: notice(app).text == t("tui-nothing-to-copy"))


async def test_a_folder_that_takes_nothing_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "exports").write_text("in the way")
    app = console(Stage(PICTURE), tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await on_market(app, pilot)
        await pilot.press("e")
        await until(pilot, lambda: notice(app).failed)
        assert str(tmp_path / "exports") in notice(app).text
        assert "E-" in notice(app).text
        await pilot.click(notice(app), offset=(6, 0))
        await until(pilot, lambda: len(app.screen_stack) > 1)


@pytest.mark.parametrize(("wish", "written"), [("bell", False), ("desktop", True)])
async def test_what_is_waited_for_gives_the_sign_that_was_wanted(
    wish: str, written: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = console(Stage(PICTURE), tmp_path)
    rung: list[int] = []
    said: list[str] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await on_market(app, pilot)
        monkeypatch.setattr(app, "bell", lambda: rung.append(1))
        monkeypatch.setattr(app._driver, "write", said.append)
        app.memory.notice = wish
        reached = {"key": "price-reached-above", "params": {"symbol": "BTC/USDT", "price": "70000"}}
        app.tell_news(event(1, "signal", "BTC/USDT", advice="BUY", confidence=0.712))
        app.tell_news(event(2, "price_alert", "BTC/USDT", **reached))
        assert rung == [1, 1]
        desktop = [one for one in said if "\x1b]9;" in one]
        assert bool(desktop) == written
        for one, fact in zip(desktop, ("71,2%", "70.000,00"), strict=False):
            assert one.partition("\x07")[0].count("BTC/USDT") == 1
            assert fact in one
            assert one.count("\x07") == 2


async def test_a_filter_leaves_only_what_contains_it(tmp_path: Path) -> None:
    app = console(Stage(PICTURE), tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_market(app, pilot)
        await pilot.press("slash", *"eth")
        await until(pilot, lambda: [row["symbol"] for row in app.area.records()[1]] == ["ETH/USDT"])  # type: ignore[index]
        await pilot.press("escape")
        await until(pilot, lambda: len(app.area.records()[1]) == len(PICTURE.rows))  # type: ignore[index]
        assert not app.filter_line.is_open

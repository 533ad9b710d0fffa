"""What a person chooses holds at once and for the next start."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from console.look.themes import PALETTES
from console.widgets.notice_bar import NoticeBar
from locales import current_language, t
from locales.formats import number
from tests.console.stage import BARE, PICTURE, Stage, console, event, screen_lines, shows, until


def remembered(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "console.json").read_text(encoding="utf-8"))
    return found


async def test_favourites_stand_first_with_a_star(tmp_path: Path) -> None:
    app = console(Stage(PICTURE), tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await shows(pilot, "XRP")
        app.choose_symbol("XRP/USDT")
        app.draw_area()
        await pilot.press("space")
        lines = await shows(pilot, "★XRP")
        place = {name: next(at for at, line in enumerate(lines) if name in line) for name in ("★XRP", "ETH")}
        assert place["★XRP"] < place["ETH"]
        assert remembered(tmp_path)["favourites"] == ["XRP/USDT"]
        await pilot.press("space")
        await until(pilot, lambda: not any("★" in line for line in screen_lines(app)))
        assert remembered(tmp_path)["favourites"] == []


async def test_the_pair_at_hand_is_one_that_is_watched(tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    app = console(stage, tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await shows(pilot, "BTC")
        assert app.symbol == "BTC/USDT"
        app.choose_symbol("ETH/USDT", "1h")
        await until(
            pilot, lambda: {"symbol": "ETH/USDT", "timeframe": "1h"}.items() <= stage.asked("chart")[-1].items()
        )
        stage.show(replace(PICTURE, number=2, rows=PICTURE.rows[:1]))
        await until(pilot, lambda: app.symbol == "BTC/USDT")
        stage.show(replace(BARE, number=3))
        await until(pilot, lambda: app.snapshot is not None and not app.snapshot.rows)


async def test_a_pair_that_is_not_watched_is_not_passed_off_as_another(tmp_path: Path) -> None:
    app = console(Stage(PICTURE), tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await shows(pilot, "BTC")
        await pilot.press(*":chart", "space", *"doge", "enter")
        await until(pilot, lambda: app.query_one(NoticeBar).failed)
        assert "DOGE" in app.query_one(NoticeBar).text
        assert app.symbol == "BTC/USDT"
        assert app.memory.favourites == []
        await pilot.press(*":favourite", "space", *"doge", "enter")
        await pilot.pause()
        assert app.memory.favourites == []


async def test_a_decision_is_explained_by_its_number(tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    app = console(stage, tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await shows(pilot, "BTC")
        await pilot.press(*":explain", "space", *"eth", "space", *"00019c", "enter")
        await until(pilot, lambda: {"symbol": "ETH/USDT", "decision": "00019c"} in stage.asked("explain"))


@pytest.mark.parametrize("theme", list(PALETTES))
async def test_a_theme_holds_at_once_and_is_kept(theme: str, tmp_path: Path) -> None:
    app = console(Stage(PICTURE), tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await shows(pilot, "BTC")
        app.wear(theme)
        await pilot.pause()
        assert app.theme == theme
        assert t(f"theme-{theme}") in app.query_one(NoticeBar).text
        assert remembered(tmp_path)["theme"] == theme
        for area in "234567":
            await pilot.press(area)
            app.action_next_theme()
            await pilot.pause()
        assert app.is_running


async def test_the_key_of_themes_goes_round(tmp_path: Path) -> None:
    app = console(Stage(PICTURE), tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.snapshot)
        worn = []
        for _ in PALETTES:
            await pilot.press("ctrl+t")
            worn.append(app.theme)
        assert sorted(worn) == sorted(PALETTES)
        assert worn[-1] == "night"


async def test_numbers_follow_the_language_until_they_were_chosen(tmp_path: Path) -> None:
    app = console(Stage(PICTURE), tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.snapshot)
        await app.speak("en")
        assert (current_language(), number(1.5)) == ("en", "1.5")
        await app.write_numbers("vi")
        assert number(1.5) == "1,5"
        await app.speak("vi")
        await app.speak("en")
        assert number(1.5) == "1,5"
        assert {"language": "en", "number_style": "vi"}.items() <= remembered(tmp_path).items()


async def test_a_folder_that_keeps_nothing_is_told_and_the_choice_holds(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    app = console(Stage(PICTURE), tmp_path / "file")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.snapshot)
        app.toggle_favourite("BTC/USDT")
        assert app.memory.favourites == ["BTC/USDT"]
        assert app.query_one(NoticeBar).failed
        assert str(tmp_path / "file") in app.query_one(NoticeBar).text


async def test_only_what_is_new_since_one_looks_rings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = Stage(PICTURE)
    app = console(stage, tmp_path)
    rung: list[int] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.snapshot)
        monkeypatch.setattr(app, "tell_news", lambda told: rung.append(told.id))
        app.memory.notice = "bell"
        signal = event(20, "signal", "BTC/USDT", advice="BUY", confidence=0.7)
        reached = event(23, "price_alert", "BTC/USDT")
        pictures = (
            (signal,),
            (signal, event(21, "silence")),
            (replace(signal, id=22),),
            (reached, event(24, "digest")),
        )
        for count, happenings in enumerate(pictures, 2):
            stage.show(replace(PICTURE, number=count, happenings=happenings))
            await until(pilot, lambda count=count: app.snapshot is not None and app.snapshot.number == count)
        assert rung == [20, 22, 23]

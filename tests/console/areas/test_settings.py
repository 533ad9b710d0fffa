"""The settings area: choices that hold at once, the engine's settings, people, bots and the house."""

from __future__ import annotations

import asyncio
import csv
import json
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from console.app import ConsoleApp
from console.areas.market import MarketArea
from console.areas.settings import SettingsArea
from console.keys import KEYS
from console.screens.people import PeopleScreen
from console.screens.reading import ReadingScreen
from console.widgets.chips import Chips
from console.widgets.choice_line import ChoiceLine
from console.widgets.tick_table import TickTable
from engine.core.errors import Refused
from engine.core.modes import Role
from engine.service import answers as a
from locales import LANGUAGES, current_language, set_defaults, t
from locales.formats import number
from tests.console.stage import PICTURE, Stage, StageDoor, console, screen_lines, shows, until
from tests.console.world import STAMP, World, help_without

SIZES = ((80, 24), (140, 40))
SETTINGS = (
    a.SettingRow("MARKET", "demo", "default"),
    a.SettingRow("STOP_LOSS", "0.03", "file"),
    a.SettingRow("EXCHANGE_API_KEY", "***", "environment"),
    a.SettingRow("TIMEFRAME", "1h", "command line"),
    a.SettingRow("REPLAY_FILE", "", "default"),
)
HEALTH = a.Health(
    STAMP, True, True, (a.HealthRow("market", True, a.Why("feed-ok")),), 147.2, 4.2, 17.0
)  # fmt: skip


def world(**changed: Any) -> World:
    return World(**{"config": lambda _: a.Config(SETTINGS), "health": lambda _: HEALTH, **changed})


def without_people() -> World:
    """An engine that knows no roles and notices yet."""
    return world(help=help_without("role", "notify"))


def standing(stage: Any, folder: Path, *, part: str = "choices", role: Role = Role.OWNER) -> ConsoleApp:
    app = console(stage, folder, role=role)
    app.area_name = "settings"
    app.memory.lists["settings"] = part
    return app


def kept(folder: Path) -> dict[str, Any]:
    file = folder / "console.json"
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return found


def row(pilot: Pilot[None], name: str) -> ChoiceLine:
    return pilot.app.query_one(f"#choice-{name}", ChoiceLine)


async def go_to(pilot: Pilot[None], name: str) -> None:
    await until(pilot, lambda: pilot.app.query(f"#choice-{name}"))
    row(pilot, name).focus()
    await until(pilot, lambda: row(pilot, name).has_focus)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_choice_stands_there_with_its_options(size: tuple[int, int], language: str, tmp_path: Path) -> None:
    set_defaults(language=language, number_style=language)
    async with standing(Stage(PICTURE, world=world()), tmp_path).run_test(size=size) as pilot:
        lines = await shows(pilot, t("settings-notice-bell"))
        text = "\n".join(lines)
        for said in ("● Tiếng Việt" if language == "vi" else "● English", "67.123,45", "67,123.45", t("theme-night"),
                     t("settings-sample-signal"), t("settings-health")):  # fmt: skip
            assert said in text
        assert all(len(line) <= size[0] for line in lines)


async def test_wide_screens_show_all_three_parts(tmp_path: Path) -> None:
    async with standing(Stage(PICTURE, world=world()), tmp_path).run_test(size=(140, 40)) as pilot:
        text = "\n".join(await shows(pilot, "STOP_LOSS"))
        for part in ("choices", "engine", "house"):
            assert t(f"settings-part-{part}") in text
        assert "147 MB" in text
        assert "4,2 ms / 17,0 ms" in text


async def test_narrow_ones_turn_from_part_to_part_by_key_and_click(tmp_path: Path) -> None:
    app = standing(Stage(PICTURE, world=world()), tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Kiểu số")
        assert not any("STOP_LOSS" in line for line in screen_lines(app))
        await pilot.press("w")
        await shows(pilot, "STOP_LOSS")
        await pilot.press("w")
        await shows(pilot, t("settings-health"))
        await pilot.click("#parts", offset=(4, 0))
        await shows(pilot, "Kiểu số")
        assert app.query_one(SettingsArea).crumbs() == (t("settings-part-choices"),)
        assert app.query_one("#parts", Chips).region.y == 2


@pytest.mark.parametrize("keys", [["right"], ["enter"], ["space"], ["left"]], ids=str)
async def test_the_language_changes_at_once_and_is_remembered(keys: list[str], tmp_path: Path) -> None:
    app = standing(Stage(PICTURE, world=world()), tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Kiểu số")
        await pilot.press(*keys)
        await shows(pilot, "Your choices")
        assert current_language() == "en"
        await until(pilot, lambda: kept(tmp_path).get("language") == "en")
        await until(pilot, lambda: row(pilot, "language").has_focus)


async def test_the_way_numbers_are_written_changes_apart_from_the_language(tmp_path: Path) -> None:
    app = standing(Stage(PICTURE, world=world()), tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "10.214,55")
        await pilot.press("down", "right")
        await shows(pilot, "10,214.55")
        assert (current_language(), number(1234.5)) == ("vi", "1,234.5")
        await until(pilot, lambda: kept(tmp_path).get("number_style") == "en")
        await until(pilot, lambda: row(pilot, "numbers").has_focus)


async def test_a_theme_is_worn_by_click_and_by_key(tmp_path: Path) -> None:
    app = standing(Stage(PICTURE, world=world()), tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Kiểu số")
        line = row(pilot, "theme")
        place = 0
        for span in line.spans(line.size.width):
            if span.action == "pick('board')":
                break
            place += len(span.text)
        await pilot.click(line, offset=(place + 2, 0))
        await until(pilot, lambda: app.theme == "board")
        await until(pilot, lambda: kept(tmp_path).get("theme") == "board")
        assert line.choice.taken == "board"
        await pilot.press("right")
        await until(pilot, lambda: app.theme == "night")


async def test_flashing_stops_everywhere_at_once(tmp_path: Path) -> None:
    app = standing(Stage(PICTURE, world=world()), tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Kiểu số")
        await pilot.press("1")
        await shows(pilot, "BTC")
        assert app.query_one("#watch", TickTable).flash
        await pilot.press("7")
        await go_to(pilot, "flash")
        await pilot.press("right")
        await until(pilot, lambda: kept(tmp_path).get("flash") is False)
        await until(pilot, lambda: not app.query(MarketArea))
        await pilot.press("1")
        await shows(pilot, "BTC")
        assert not app.query_one("#watch", TickTable).flash


async def test_a_notice_on_a_signal_is_chosen_and_can_be_heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = standing(Stage(PICTURE, world=world()), tmp_path)
    rung: list[str] = []
    monkeypatch.setattr(app, "bell", lambda: rung.append(app.memory.notice))
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Kiểu số")
        await go_to(pilot, "notice")

        def is_kept(notice: str) -> bool:
            return kept(tmp_path).get("notice") == notice

        for wanted in ("bell", "desktop", "off"):
            await pilot.press("right")
            await until(pilot, partial(is_kept, wanted))
        assert rung == ["bell", "desktop"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_settings_tell_value_source_and_what_is_not_a_default(language: str, tmp_path: Path) -> None:
    set_defaults(language=language, number_style=language)
    app = standing(Stage(PICTURE, world=world()), tmp_path, part="engine")
    async with app.run_test(size=(80, 24)) as pilot:
        lines = await shows(pilot, "STOP_LOSS")
        stop = next(line for line in lines if "STOP_LOSS" in line)
        market = next(line for line in lines if "MARKET" in line)
        assert "● STOP_LOSS" in stop
        assert "0.03" in stop
        assert t("cli-origin-file") in stop
        assert "●" not in market
        assert any("● 3/5" in line for line in lines)
        await shows(pilot, t("setting-market")[:30])
        await pilot.press("down")
        await shows(pilot, t("setting-stop-loss")[:30])


async def test_a_setting_in_full_says_how_to_change_it_where_it_stands(tmp_path: Path) -> None:
    app = standing(Stage(PICTURE, world=world()), tmp_path, part="engine")
    async with app.run_test(size=(140, 40)) as pilot:
        await shows(pilot, "STOP_LOSS")
        said = {
            "MARKET": "MARKET=giá_trị vào tệp .env",
            "STOP_LOSS": "STOP_LOSS=giá_trị vào tệp .env",
            "EXCHANGE_API_KEY": "biến môi trường EXCHANGE_API_KEY",
            "TIMEFRAME": "cờ của TIMEFRAME",
        }
        for number_, words in enumerate(said.values()):
            await pilot.press("enter" if number_ % 2 else "space")
            lines = await shows(pilot, words)
            assert isinstance(app.screen, ReadingScreen)
            assert any(t("settings-secret") in line for line in lines) == ("API_KEY" in words)
            assert not any(t("settings-attached") in line for line in lines)
            await pilot.press("escape", "down")


async def test_an_engine_that_runs_by_itself_is_changed_where_it_runs(tmp_path: Path) -> None:
    door = StageDoor(Stage(PICTURE, world=world()), own=False)
    async with standing(door, tmp_path, part="engine").run_test(size=(140, 40)) as pilot:
        await shows(pilot, "STOP_LOSS")
        await pilot.press("enter")
        await shows(pilot, t("settings-attached"))


async def test_settings_are_filtered_sorted_copied_and_exported(tmp_path: Path) -> None:
    app = standing(Stage(PICTURE, world=world()), tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Kiểu số")
        await pilot.press("slash", *"cat lo", "enter")  # what it means is searched, too
        lines = await shows(pilot, "STOP_LOSS")
        assert not any("TIMEFRAME" in line for line in lines)
        await pilot.press("e")
        files = tmp_path / "exports"
        await until(pilot, lambda: list(files.glob("settings-*.csv")))
        rows = list(csv.DictReader(next(files.glob("settings-*.csv")).read_text(encoding="utf-8").splitlines()))
        assert [(one["name"], one["value"]) for one in rows] == [("STOP_LOSS", "0.03")]
        await pilot.press("escape", "escape")  # the word on the export, then the filter
        await shows(pilot, "TIMEFRAME")
        await pilot.press("s")
        table = app.query_one("#config", TickTable)
        await until(pilot, lambda: table.shown_keys == sorted(table.shown_keys))
        assert app.memory.sorts["settings"] == ["name", False]
        table.focus()
        await pilot.press("home", "y")
        await until(pilot, lambda: app.clipboard.startswith("EXCHANGE_API_KEY\t***\t"))


async def test_a_recording_says_that_it_knows_no_settings(tmp_path: Path) -> None:
    def refuse(_: Mapping[str, Any]) -> Any:
        raise Refused("err-playback-not-recorded", command="config")

    stage = Stage(PICTURE, world=world(config=refuse, health=refuse))
    app = standing(stage, tmp_path)
    async with app.run_test(size=(140, 60)) as pilot:
        start = t("err-playback-not-recorded", command="config")[:30]
        await until(pilot, lambda: sum(start in line for line in screen_lines(app)) >= 1)
        lines = await shows(pilot, "Python")
        assert sum(line.count(start) for line in lines) == 2
        assert any("Kiểu số" in line for line in lines)


async def test_bots_show_when_the_engine_has_them_and_are_said_to_come_until_then(tmp_path: Path) -> None:
    app = standing(Stage(PICTURE, world=world()), tmp_path, part="house")
    async with app.run_test(size=(140, 40)) as pilot:
        await shows(pilot, t("settings-bots-none")[:40])
    bot = a.HealthRow("discord", False, a.Why("feed-stale", {"symbols": "x"}))
    told = replace(HEALTH, rows=(*HEALTH.rows, bot))
    app = standing(Stage(PICTURE, world=world(health=lambda _: told)), tmp_path, part="house")
    async with app.run_test(size=(140, 40)) as pilot:
        lines = await shows(pilot, "Discord")
        assert any("Discord" in line and "✖" in line for line in lines)
        assert not any(t("settings-bots-none")[:40] in line for line in lines)


async def test_what_comes_later_is_there_with_its_reason_and_lights_up_by_itself(tmp_path: Path) -> None:
    app = standing(Stage(PICTURE, world=without_people()), tmp_path, part="house")
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, t("settings-deed-role"))
        await until(pilot, lambda: app.dealings.available)
        await shows(pilot, f"○ {t('line-later')}")
        assert app.query_one("#deed-role").disabled

    stage = Stage(PICTURE, PICTURE, world=world(role=lambda _: a.Roles((), (), ())))
    app = standing(stage, tmp_path, part="house")
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, t("settings-deed-role"))
        await until(pilot, lambda: app.dealings.available)
        stage.show(PICTURE)
        await until(pilot, lambda: not app.query_one("#deed-role").disabled)
        await pilot.click("#deed-role")
        await until(pilot, lambda: isinstance(app.screen, PeopleScreen))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_is_said_about_people_stands_in_the_column_of_what_is_below(language: str, tmp_path: Path) -> None:
    set_defaults(language=language, number_style=language)
    app = standing(Stage(PICTURE, world=without_people()), tmp_path, part="house")
    async with app.run_test(size=(140, 40)) as pilot:
        await shows(pilot, f"○ {t('line-later')}")
        lines = await shows(pilot, "147 MB")
        starts = {line.index(said) for said in (f"○ {t('line-later')}", "147 MB") for line in lines if said in line}
        assert len(starts) == 1


async def test_what_the_role_does_not_allow_is_not_shown(tmp_path: Path) -> None:
    app = standing(Stage(PICTURE, world=world()), tmp_path, part="house", role=Role.VIEWER)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, t("settings-health"))
        assert not app.query("#deed-role")


async def test_remapped_keys_and_places_are_told(tmp_path: Path) -> None:
    (tmp_path / "keys.toml").write_text('"app.quit" = "x"\n"app.nothing" = "z"\n', encoding="utf-8")
    app = standing(Stage(PICTURE, world=world()), tmp_path, part="house")
    async with app.run_test(size=(200, 60)) as pilot:
        lines = await shows(pilot, "keys.toml")
        assert any("x  (app.quit)" in line for line in lines)
        assert any("app.nothing" in line and "✖" in line for line in lines)
        await shows(pilot, "exports")
        await shows(pilot, "Python 3.11.9")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_keys_of_both_areas_have_words(language: str) -> None:
    for key in KEYS:
        if key.where in ("logs", "settings"):
            assert t(key.text, lang=language)
            assert t(key.text.replace("key-", "key-long-", 1), lang=language)


async def test_an_area_that_is_taken_away_while_it_asks_draws_nothing_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = standing(Stage(PICTURE, world=world()), tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: app.query(SettingsArea) and app.query_one(SettingsArea).is_ready)
        left = app.query_one(SettingsArea)
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

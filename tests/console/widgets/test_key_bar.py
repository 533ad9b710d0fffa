"""The bar of keys: signs as people know them, words in the reader's language, each of which can be clicked."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.app import ConsoleApp
from console.keys import AREAS, KEYS
from console.text.spans import length
from console.widgets.key_bar import KeyBar, sign_of
from console.widgets.nav_bar import NavBar
from locales import LANGUAGES, set_defaults, t
from tests.console.stage import PICTURE, Stage, console, until


@pytest.mark.parametrize(
    ("key", "sign"),
    [
        ("ctrl+p", "^P"), ("colon", ":"), ("question_mark", "?"), ("F", "F"), ("enter", "↵"), ("space", "␣"),
        ("ctrl+left", "^←"), ("shift+tab", "shift+Tab"), ("full_stop", "."), ("f1", "F1"), ("1", "1"),
    ],
)  # fmt: skip
def test_a_key_is_written_as_people_know_it(key: str, sign: str) -> None:
    assert sign_of(key) == sign


def test_every_key_of_the_table_has_a_short_sign() -> None:
    for key in KEYS:
        for one in key.keys.split(","):
            assert 1 <= len(sign_of(one)) <= 5, one
            assert "_" not in sign_of(one)


def shown(app: ConsoleApp) -> str:
    return "".join(span.text for span in app.query_one(KeyBar).spans(400))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_area_shows_its_own_keys_and_those_of_everywhere(language: str, tmp_path: Path) -> None:
    set_defaults(language=language, number_style=language)
    app = console(Stage(PICTURE), tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: app.snapshot is PICTURE and app.dealings.available)
        for area in AREAS:
            await app.show_area(area)
            wanted = [t(key.text) for key in KEYS if key.shown and key.where in ("app", area)]
            await until(pilot, lambda wanted=wanted: all(word in shown(app) for word in wanted))
            assert t("key-playback-run") not in shown(app)


@pytest.mark.parametrize("width", [10, 40, 80, 140])
async def test_what_has_no_room_is_left_out_whole(width: int, tmp_path: Path) -> None:
    app = console(Stage(PICTURE), tmp_path)
    async with app.run_test(size=(width, 24)) as pilot:
        await until(pilot, lambda: app.snapshot is PICTURE)
        spans = app.query_one(KeyBar).spans(width)
        assert length(spans) <= width
        assert all(span.action for span in spans)


async def test_a_click_does_what_the_key_does(tmp_path: Path) -> None:
    app = console(Stage(PICTURE), tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: app.snapshot is PICTURE)
        await pilot.pause()
        line = "".join(span.text for span in app.query_one(KeyBar).spans(140))
        await pilot.click(KeyBar, offset=(line.index(t("key-market-enter")), 0))
        await until(pilot, lambda: app.area.has_class("-detail"))
        line = "".join(span.text for span in app.query_one(KeyBar).spans(140))
        await pilot.click(KeyBar, offset=(line.index(t("key-app-freeze")), 0))
        await until(pilot, lambda: app.frozen_at is not None)


async def test_a_click_on_an_area_goes_there_and_on_the_way_back(tmp_path: Path) -> None:
    app = console(Stage(PICTURE), tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: app.snapshot is PICTURE)
        nav = app.query_one(NavBar)
        line = "".join(span.text for span in nav.spans(140))
        await pilot.click(nav, offset=(line.index(t("area-signals")), 0))
        await until(pilot, lambda: app.area_name == "signals")
        await pilot.press("1", "enter")
        await until(pilot, lambda: nav.crumbs)
        line = "".join(span.text for span in nav.spans(140))
        await pilot.click(nav, offset=(line.index("›") + 2, 0))
        await until(pilot, lambda: not nav.crumbs)

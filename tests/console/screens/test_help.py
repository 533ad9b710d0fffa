"""Help tells where one is, finds keys and commands by a few letters, and does what is picked."""

from __future__ import annotations

import pytest

from console.keys import AREAS, KEYS
from console.look.themes import PALETTES
from console.own_commands import full_registry
from console.screens.help import HelpScreen
from console.screens.help_rows import found_rows, help_rows
from engine.service.answers import Why
from locales import LANGUAGES, set_defaults, t
from locales.catalogue import has
from tests.console.screens.host import SIZES, Host, opened
from tests.console.stage import screen_lines

_BAR = 14


def nothing_against(command: str) -> Why | None:
    return None


def host(area: str = "market", **more: object) -> Host:
    return Host(HelpScreen(area, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.id)
def test_every_key_has_its_words(key: object, language: str) -> None:
    text = key.text  # type: ignore[attr-defined]
    assert has(text, language)
    assert has(f"key-long-{text.removeprefix('key-')}", language)
    if key.shown:  # type: ignore[attr-defined]
        assert len(t(text, lang=language)) <= _BAR


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_are_left_of_keys_that_are_gone(language: str) -> None:
    from locales.catalogue import keys

    texts = {key.text for key in KEYS}
    known = texts | {f"key-long-{text.removeprefix('key-')}" for text in texts}
    assert not [name for name in keys(language) if name.startswith("key-") and name not in known]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("area", AREAS)
def test_every_area_is_explained_with_its_signs(area: str, language: str) -> None:
    legend = t(f"help-legend-{area}", lang=language).splitlines()
    assert len(t(f"help-{area}", lang=language)) > 100
    assert all(mark and meaning.strip() for mark, _, meaning in (line.partition("  ") for line in legend))
    assert len(legend) == len(t(f"help-legend-{area}", lang="vi").splitlines())


@pytest.mark.parametrize("area", AREAS)
def test_it_lists_the_keys_that_work_here_and_every_command(area: str) -> None:
    rows = help_rows(area, {}, nothing_against)
    keys = [key for key in KEYS if key.where in (area, "app", "playback")]
    assert len(rows) == len(keys) + len(list(full_registry()))
    assert rows[0].group == t("help-keys-here")
    assert {f"app.area('{name}')" for name in AREAS} <= {row.run for row in rows}


def test_keys_are_shown_as_the_person_has_them() -> None:
    rows = {row.run: row for row in help_rows("market", {"market.zoom": "ctrl+z"}, nothing_against)}
    assert rows["zoom"].sign == "^Z"
    assert rows["app.quit"].sign == "q ^Q"


@pytest.mark.parametrize(
    ("query", "title"),
    [("dong tat", "đóng tất"), ("huan", "huấn luyện"), ("flatten", "đóng tất"), ("z", "phóng to"), ("], ", None)],
)
def test_a_few_letters_find_it(query: str, title: str | None) -> None:
    found = found_rows(query, help_rows("market", {}, nothing_against))
    if title is None:
        assert not found
    else:
        assert title in found[0].title


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", PALETTES)
async def test_it_says_what_one_sees_and_which_keys_there_are(size: tuple[int, int], language: str, theme: str) -> None:
    set_defaults(language=language, number_style=language)
    async with opened(Host(HelpScreen("market"), theme), size) as pilot:
        lines = screen_lines(pilot.app)
        shown = "\n".join(lines)
        assert all(len(line) <= size[0] for line in lines)
        assert t("area-market") in shown
        assert t("help-market")[:18] in shown
        assert t("key-market-longer") in shown
        await pilot.press("down")
        assert t("key-long-market-enter") in "\n".join(screen_lines(pilot.app))


async def test_enter_runs_a_key_of_the_area_and_a_key_of_everywhere() -> None:
    app = host()
    async with opened(app) as pilot:
        await pilot.press("down", "down", "enter")
        assert app.results == ["timeframe(1)"]
    app = host()
    async with opened(app) as pilot:
        await pilot.press("t", "h", "o", "a", "t", "enter")
        assert app.results == ["app.quit"]


async def test_a_command_opens_the_line_with_its_name_typed_as_vietnamese_keyboards_type_it() -> None:
    app = host()
    async with opened(app) as pilot:
        # Telex: "gia" and then backspace, "á"
        await pilot.press("g", "i", "a", "backspace", "á", "enter")
        assert app.results == ["line:giá "]


async def test_a_click_picks_and_one_beside_leaves() -> None:
    app = host()
    async with opened(app) as pilot:
        await pilot.press("q", "u", "i", "t")
        await pilot.click(".help-rows", offset=(3, 0))
        assert len(app.results) == 1
    app = host()
    async with opened(app) as pilot:
        await pilot.click(offset=(0, 0))
        assert app.results == [None]


async def test_what_cannot_be_done_says_why_and_is_not_given_back() -> None:
    refusal = Why("err-not-built-yet", {"name": "enter"})
    app = host(why_not=lambda command: refusal if command == "enter" else None)
    async with opened(app, (140, 40)) as pilot:
        await pilot.press(*"mua tay".replace(" ", ""))
        assert any("✕ B" in line for line in screen_lines(app))
        await pilot.press("enter")
        assert app.results == []
        assert app.rung == 1
        await pilot.press("escape")
        assert app.results == [None]


async def test_the_explanation_can_be_scrolled_by_key_and_left_again() -> None:
    app = host()
    async with opened(app) as pilot:
        about = app.screen.query_one(".help-about")
        assert about.max_scroll_y > 0
        await pilot.press("tab", "end")
        await pilot.wait_for_scheduled_animations()
        assert about.scroll_offset.y == about.max_scroll_y
        await pilot.press("escape")
        assert app.results == [None]


async def test_enter_closes_it_for_somebody_who_only_read() -> None:
    app = host()
    async with opened(app) as pilot:
        await pilot.press("enter")
        assert app.results == [None]


async def test_nothing_found_is_said() -> None:
    async with opened(host()) as pilot:
        await pilot.press("x", "q", "w", "z", "enter")
        assert any(t("help-nothing") in line for line in screen_lines(pilot.app))
        assert pilot.app.results == []

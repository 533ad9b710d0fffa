"""An answer can be read whole, copied and saved, and follows the language."""

from __future__ import annotations

import pytest

from console.screens.answer import AnswerScreen
from engine.service.answers import Help, HelpRow, Notify, NotifyRow, Pong
from engine.service.registry import registry
from engine.service.text import render
from locales import LANGUAGES, set_defaults, t
from tests.console.screens.host import SIZES, Host, opened
from tests.console.stage import screen_lines

LONG = Help(tuple(HelpRow(spec.id, spec.names, (), spec.role, spec.danger, True) for spec in registry()), False)


def host(answer: Help | Notify | Pong = LONG, command: str = "help") -> Host:
    return Host(AnswerScreen(command, answer))


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_whole_of_it_can_be_reached(size: tuple[int, int], language: str) -> None:
    set_defaults(language=language, number_style=language)
    last = render(LONG).splitlines()[-1][:20]
    async with opened(host(), size) as pilot:
        assert not any(last in line for line in screen_lines(pilot.app))
        await pilot.press("end")
        await pilot.wait_for_scheduled_animations()
        lines = screen_lines(pilot.app)
        assert any(last in line for line in lines)
        assert all(len(line) <= size[0] for line in lines)
        text = pilot.app.screen.query_one("#answer-text")
        assert text.max_scroll_x > 0 if size[0] < 100 else text.max_scroll_x == 0


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_sentences_are_folded_so_that_nothing_of_them_is_out_of_sight(size: tuple[int, int]) -> None:
    answer = Notify("machine", (NotifyRow("signal", "on", False),), None, "Asia/Ho_Chi_Minh", ())
    async with opened(host(answer, "notify"), size) as pilot:
        shown = " ".join(" ".join(line.split("│")[1:-1]).strip() for line in screen_lines(pilot.app) if "│" in line)
        assert t("notify-machine") in " ".join(shown.split())
        assert pilot.app.screen.query_one("#answer-text").max_scroll_x == 0


@pytest.mark.parametrize("key", ["escape", "q", "enter"])
async def test_any_word_for_enough_closes_it(key: str) -> None:
    async with opened(host()) as pilot:
        await pilot.press(key)
        assert pilot.app.results == [None]


async def test_a_click_beside_it_closes_it_and_one_inside_does_not() -> None:
    async with opened(host(Pong(1.0), "ping")) as pilot:
        await pilot.click("#answer-body")
        assert pilot.app.results == []
        await pilot.click(offset=(1, 1))
        assert pilot.app.results == [None]


async def test_it_can_be_copied_and_saved() -> None:
    answer = Pong(12.0)
    async with opened(host(answer, "ping")) as pilot:
        await pilot.press("y")
        assert pilot.app.clipboard == render(answer)
        assert any("đã chép" in line for line in screen_lines(pilot.app))
        await pilot.press("e")
        assert pilot.app.kept == [answer]
        assert any("exports/pong.json" in line for line in screen_lines(pilot.app))


async def test_the_keys_below_can_be_clicked() -> None:
    async with opened(host(Pong(12.0), "ping")) as pilot:
        await pilot.click(".hints", offset=(1, 0))
        assert pilot.app.results == [None]


async def test_it_is_said_again_in_the_other_language() -> None:
    async with opened(host(), (140, 40)) as pilot:
        assert any("Mọi câu lệnh" in line for line in screen_lines(pilot.app))
        await pilot.press("ctrl+l")
        await pilot.pause()
        shown = "\n".join(screen_lines(pilot.app))
        assert "All commands" in shown
        assert "Price now" in shown
        assert "Giá hiện tại" not in shown


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", ["ping", "orders", "flatten", "performance"])
async def test_a_short_answer_cuts_neither_its_title_nor_its_keys(command: str, language: str) -> None:
    set_defaults(language=language, number_style=language)
    async with opened(host(Pong(1.0), command), (140, 40)) as pilot:
        shown = "\n".join(screen_lines(pilot.app))
        assert str(pilot.app.screen.query_one(".dialog").border_title) in shown
        assert t("dialog-scroll") in shown

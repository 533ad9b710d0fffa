"""Nothing dangerous is done by a key that was meant for something else."""

from __future__ import annotations

import pytest

from console.look.themes import PALETTES
from console.screens import confirm
from console.screens.confirm import ConfirmScreen
from console.widgets.vi_input import ViInput
from locales import LANGUAGES, set_defaults
from tests.console.screens.host import SIZES, Host, opened
from tests.console.stage import screen_lines

QUESTION = "Đóng tất cả 3 vị thế (BTC, SOL, XRP; khoảng 3.020 USDT), hủy 2 lệnh chờ, rồi DỪNG HẲN."


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Long after the dialog was opened."""
    monkeypatch.setattr(confirm, "TAIL_SECONDS", 0.0)


def ask(word: str | None = None, *, live: bool = False, theme: str = "night") -> Host:
    return Host(ConfirmScreen(QUESTION, word, live=live), theme)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", PALETTES)
async def test_it_says_what_whose_money_and_what_to_press(size: tuple[int, int], language: str, theme: str) -> None:
    set_defaults(language=language, number_style=language)
    money = {"vi": ("TIỀN THẬT", "TIỀN GIẤY"), "en": ("LIVE", "PAPER")}[language]
    for live in (True, False):
        async with opened(ask("dongtat", live=live, theme=theme), size) as pilot:
            shown = "\n".join(screen_lines(pilot.app))
            assert money[not live] in shown
            assert money[live] not in shown
            assert "DỪNG HẲN" in shown
            assert "dongtat" in shown
            assert "Enter" in shown
            assert "Esc" in shown


@pytest.mark.parametrize(("key", "agreed"), [("y", True), ("n", False), ("escape", False)])
async def test_letters_answer_at_once(key: str, agreed: bool) -> None:
    async with opened(ask()) as pilot:
        await pilot.press(key)
        assert pilot.app.results == [agreed]


async def test_a_held_enter_neither_does_it_nor_takes_the_question_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confirm, "TAIL_SECONDS", 3_600.0)
    async with opened(ask()) as pilot:
        await pilot.press(*["enter"] * 5, "tab", *["enter"] * 5)
        assert pilot.app.results == []
        await pilot.click("#do")
        assert pilot.app.results == []


@pytest.mark.usefixtures("later")
async def test_enter_alone_is_the_safe_side() -> None:
    async with opened(ask()) as pilot:
        await pilot.press("enter")
        assert pilot.app.results == [False]


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("move", ["tab", "right"])
async def test_enter_does_it_where_somebody_went_to_do_it(move: str) -> None:
    async with opened(ask()) as pilot:
        await pilot.press(move, "enter")
        assert pilot.app.results == [True]


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize(("button", "agreed"), [("#do", True), ("#leave", False)])
async def test_the_mouse_answers_too(button: str, agreed: bool) -> None:
    async with opened(ask()) as pilot:
        await pilot.click(button)
        assert pilot.app.results == [agreed]


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("typed", ["đóng tất", "ĐÓNG-TẤT", "dong tat", "dongtat"])
async def test_the_word_may_be_typed_with_or_without_marks(typed: str) -> None:
    async with opened(ask("dongtat", live=True)) as pilot:
        await pilot.press("y", "n", "enter")
        assert pilot.app.results == []
        assert pilot.app.screen.query_one("#do").disabled
        pilot.app.screen.query_one(ViInput).clear()
        for letter in typed[:-1]:
            await pilot.press("space" if letter == " " else letter)
        await pilot.press("enter")
        assert pilot.app.results == []
        await pilot.press(typed[-1], "enter")
        assert pilot.app.results == [True]


async def test_beside_the_field_a_letter_does_not_stand_for_the_word() -> None:
    async with opened(ask("BTC", live=True)) as pilot:
        await pilot.press("tab", "y")
        assert pilot.app.results == []
        await pilot.press("escape")
        assert pilot.app.results == [False]

"""The first start: short, in one's own language, skippable, honest about what it shows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from console.launch import FirstChoices
from console.look.themes import PALETTES
from console.look.tones import look_of
from console.screens.welcome import WelcomeScreen
from console.screens.welcome_draft import Draft
from console.screens.welcome_progress import progress_text
from console.widgets.notice_bar import NoticeBar
from engine.core.symbols import Symbol
from engine.service.answers import Stamp, Training
from locales import LANGUAGES, current_language, set_defaults, t
from tests.console.screens.host import SIZES, Host, opened
from tests.console.stage import AT, IN_TROUBLE, PICTURE, TRAINING, Stage, StageDoor, screen_lines

SETTINGS = {"MARKET": "demo", "SYMBOLS": "BTC,ETH,XRP,SOL,BNB", "DEMO_SPEED": "300", "EXCHANGE": "binance"}
PLACE = "/home/an/haidang/.env"
NIGHT = look_of("night")


def host(theme: str = "night", **settings: str) -> Host:
    first = FirstChoices({**SETTINGS, **settings}, PLACE, lambda choices: StageDoor(Stage()))
    return Host(WelcomeScreen(first), theme)


def shown(app: Host) -> str:
    return "\n".join(screen_lines(app))


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", PALETTES)
async def test_three_pages_fit_and_say_what_matters(size: tuple[int, int], language: str, theme: str) -> None:
    set_defaults(language=language, number_style=language)
    app = host(theme)
    async with opened(app, size) as pilot:
        assert "HẢI ĐĂNG" in shown(app)
        assert "Tiếng Việt" in shown(app)
        assert "English" in shown(app)
        await pilot.press("enter")
        for word in ("300", "Binance", "BTC", "BNB", ".env"):
            assert word in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        app.dialog.draw(TRAINING)  # type: ignore[attr-defined]
        await pilot.pause()
        for word in (t("welcome-signal"), t("welcome-candles", have=12, need=52), "2/15", "40%"):
            assert word in shown(app)
        assert app.dialog.query_one(".welcome-page").max_scroll_y == 0
        assert all(len(line) <= size[0] for line in screen_lines(app))


async def test_the_language_is_changed_at_once_and_kept() -> None:
    app = host()
    async with opened(app) as pilot:
        await pilot.press("down", "space")
        await pilot.pause()
        assert current_language() == "en"
        assert "Which language" in shown(app)
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert app.begun[0]["APP_LANG"] == "en"


async def test_what_is_chosen_is_kept_when_the_second_page_is_left() -> None:
    app = host()
    async with opened(app) as pilot:
        await pilot.press("enter", "down", "space", "down", "space")
        assert app.begun == []
        await pilot.press("enter")
        await pilot.pause()
        assert app.begun == [{"MARKET": "exchange", "SYMBOLS": "ETH,XRP,SOL,BNB", "APP_LANG": "vi"}]
        assert app.results == []
        await pilot.press("enter")
        assert app.results == [None]
        assert len(app.begun) == 1


async def test_it_can_be_done_by_mouse_alone() -> None:
    app = host()
    async with opened(app) as pilot:
        await pilot.click("#next")
        await pilot.pause()
        await pilot.click(list(app.screen.query("#market-page > Choice"))[1])
        await pilot.click("#next")
        await pilot.pause()
        assert app.begun[0]["MARKET"] == "exchange"
        await pilot.click("#next")
        assert app.results == [None]


async def test_coins_can_be_added_and_nonsense_is_refused_in_words() -> None:
    app = host()
    async with opened(app, (140, 40)) as pilot:
        await pilot.press("enter")
        app.screen.query_one("#coin").focus()
        await pilot.press(*"doge", "enter", "?", "!", "enter")
        await pilot.pause()
        assert "[×] DOGE" in shown(app)
        assert "không phải là cặp" in shown(app)
        await pilot.press("backspace", "backspace", *"ethbtc", "enter", "enter")
        await pilot.pause()
        assert app.begun[0]["SYMBOLS"] == "BTC,ETH,XRP,SOL,BNB,DOGE,ETH/BTC"


async def test_no_coin_at_all_is_not_taken() -> None:
    app = host(SYMBOLS="BTC")
    async with opened(app) as pilot:
        await pilot.press("enter")
        await pilot.click(app.screen.query("#coins > Choice").first())
        await pilot.press("enter")
        assert t("welcome-none") in shown(app)
        assert app.begun == []


@pytest.mark.parametrize("pages", [0, 1, 2])
async def test_it_can_be_skipped_at_any_time(pages: int) -> None:
    app = host()
    async with opened(app) as pilot:
        for _ in range(pages):
            await pilot.press("enter")
        await pilot.press("escape")
        assert app.results == [None]
        assert len(app.begun) == (pages == 2)


async def test_one_can_go_back_until_something_has_begun() -> None:
    app = host()
    async with opened(app) as pilot:
        await pilot.press("enter")
        await pilot.click("#back")
        assert t("welcome-language") in shown(app)
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert not app.screen.query("#back")


async def test_what_fails_below_is_told_on_top() -> None:
    app = host()
    async with opened(app, (140, 40)) as pilot:
        await pilot.press("enter", "enter")
        await pilot.pause()
        app.query_one(NoticeBar).say("Không ghi được .env [E-1234]", failed=True)
        await pilot.pause()
        assert "✖ Không ghi được .env [E-1234]" in shown(app)


def test_a_draft_begins_with_the_settings() -> None:
    draft = Draft.of({"MARKET": "exchange", "SYMBOLS": "ETH/USDT, ADA"})
    assert draft.market == "exchange"
    assert draft.chosen == {Symbol("ETH"), Symbol("ADA")}
    assert draft.offered[-1] == "ADA/USDT"
    assert Draft.of({}).chosen == set(Draft.of({}).offered)
    assert Draft.of({"MARKET": "replay"}).market == "demo"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_goes_wrong_says_what_to_do(language: str) -> None:
    set_defaults(language=language)
    down = replace(IN_TROUBLE, connection="down", stamp=Stamp("exchange", "binance", "paper", AT))
    text = progress_text(down, PLACE, NIGHT, 70).plain
    assert "EXCHANGE_PROXY" in text
    assert PLACE in text
    assert text.count("BTC, ETH") == 1  # told once, though it is both the connection's and the house's trouble
    assert t("welcome-mend") in progress_text(IN_TROUBLE, PLACE, NIGHT, 70).plain
    assert "→" not in progress_text(PICTURE, PLACE, NIGHT, 70).plain


def test_models_are_called_ready_only_when_something_was_forecast() -> None:
    silent = replace(PICTURE, rows=tuple(replace(row, direction=None) for row in PICTURE.rows))
    assert t("welcome-trained") in progress_text(PICTURE, PLACE, NIGHT, 70).plain
    assert t("welcome-untrained") in progress_text(silent, PLACE, NIGHT, 70).plain
    assert t("welcome-opening") in progress_text(None, PLACE, NIGHT, 70).plain


def test_a_training_that_has_not_begun_waits_and_counts_nothing() -> None:
    waiting = replace(PICTURE, training=Training(0, 0, None, 0.0))
    assert progress_text(waiting, PLACE, NIGHT, 70).plain.splitlines()[-1] == "· Huấn luyện: đang chờ"

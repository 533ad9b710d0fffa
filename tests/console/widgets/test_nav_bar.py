"""The line of areas: all of them from eighty cells on, where one is, and the way one came."""

from __future__ import annotations

import pytest

from console.keys import AREAS
from console.text.spans import length
from console.widgets.nav_bar import NavBar
from locales import LANGUAGES, set_defaults, t
from tests.console.widgets.stage import Around


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [80, 100, 140, 250])
async def test_every_area_is_there_with_its_number(width: int, language: str) -> None:
    set_defaults(language=language, number_style=language)
    bar = NavBar()
    async with Around(bar).run_test(size=(width, 5)):
        spans = bar.spans(width)
        shown = "".join(span.text for span in spans)
        assert length(spans) <= width
        for number, area in enumerate(AREAS, 1):
            assert f"{number} {t(f'area-{area}')}" in shown


@pytest.mark.parametrize("area", AREAS)
async def test_where_one_is_is_marked_by_more_than_colour(area: str) -> None:
    bar = NavBar()
    async with Around(bar).run_test(size=(100, 5)):
        bar.area = area
        marked = [span.text for span in bar.spans(100) if span.style.underline]
        assert marked == [t(f"area-{area}")]


async def test_the_way_in_is_shown_where_there_is_room() -> None:
    bar = NavBar()
    async with Around(bar).run_test(size=(140, 5)):
        bar.crumbs = ("BTC", "a1b2c3d4")
        assert " › BTC › a1b2c3d4" in "".join(span.text for span in bar.spans(140))
        assert length(bar.spans(60)) <= max(60, length(bar._areas(" ")))
        back = next(span for span in bar.spans(140) if "›" in span.text)
        assert back.action == "app.back"

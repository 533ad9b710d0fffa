"""The area of the models: what it shows, what it asks for, what can be done and why something cannot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from console.app import ConsoleApp
from console.areas.models import ModelsArea
from console.widgets.tick_table import TickTable
from engine.core.modes import Role
from engine.service.answers import Done, ModelCard, Models, VersionRow
from engine.service.snapshots import Snapshot
from locales import LANGUAGES, set_defaults, t
from tests.console.areas.lit import lit
from tests.console.stage import BARE, PICTURE, TRAINING, Stage, console, screen_lines, shows, until
from tests.console.world import AT, STAMP, World, models

SMALL, LARGE = (80, 24), (140, 40)


def standing(stage: Stage, folder: Path, *, role: Role = Role.OWNER) -> ConsoleApp:
    app = console(stage, folder, role=role)
    app.area_name = "models"
    return app


def area(pilot: Pilot[None]) -> ModelsArea:
    return pilot.app.query_one(ModelsArea)


def without_models(arguments: Mapping[str, Any]) -> Any:
    found = models(arguments)
    if isinstance(found, Models):
        return replace(found, rows=())
    return replace(found, version=None, trained_at=None, age_ms=None, members=(), bins=(), versions=())


def with_candidate(arguments: Mapping[str, Any]) -> Any:
    found = models(arguments)
    if isinstance(found, ModelCard):
        waiting = VersionRow("20261120-c0de", "candidate", AT, 0.58, 4100)
        return replace(found, versions=(waiting, *found.versions))
    return found


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_table_tells_tests_and_life_with_their_intervals(
    size: tuple[int, int], language: str, tmp_path: Path
) -> None:
    set_defaults(language=language, number_style=language)
    share = {"vi": "71,3% (65 – 77) ✔", "en": "71.3% (65 – 77) ✔"}[language]
    async with standing(Stage(PICTURE), tmp_path).run_test(size=size) as pilot:
        lines = await shows(pilot, share)
        row = next(line for line in lines if "ETH" in line)
        assert {"vi": "56,0% (55 – 58)", "en": "56.0% (55 – 58)"}[language] in row
        assert any("PEPE" in line and t("brief-no-model") in line for line in lines)
        assert all(len(line) <= size[0] for line in lines)


async def test_the_card_of_the_pair_under_the_cursor_follows_it(tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    async with standing(stage, tmp_path).run_test(size=LARGE) as pilot:
        await shows(pilot, "Mô hình BTC/USDT · nến 15 phút")
        await pilot.press("down")
        lines = await shows(pilot, "Mô hình ETH/USDT · nến 15 phút")
        assert pilot.app.symbol == "ETH/USDT"  # type: ignore[attr-defined]
        text = "\n".join(lines)
        for said in ("Giữ lời: 412 dự đoán", "2.240/4.000", "171/240", "Rừng ngẫu nhiên", "9f8e", "đã nghỉ"):
            assert said in text
        assert "Gồm mọi phiên bản của cặp này" in text


async def test_every_pair_gets_its_live_record_by_and_by(tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    async with standing(stage, tmp_path).run_test(size=LARGE) as pilot:
        wanted = {"BTC/USDT", "ETH/USDT", "XRP/USDT", "SOL/USDT", "BNB/USDT"}
        await until(pilot, lambda: wanted <= {asked.get("symbol") for asked in stage.asked("models")})
        asked = len(stage.asked("models"))
        area(pilot).fetch_soon()
        await until(pilot, lambda: len(stage.asked("models")) >= asked + 3)
        assert len(stage.asked("models")) == asked + 3  # the table, the card, and one of the others


async def test_enter_leads_into_the_card_and_escape_back(tmp_path: Path) -> None:
    async with standing(Stage(PICTURE), tmp_path).run_test(size=SMALL) as pilot:
        await shows(pilot, "BNB")
        await pilot.press("enter")
        lines = await shows(pilot, "├────")
        assert not any("BNB" in line for line in lines)
        assert area(pilot).crumbs() == ("BTC",)
        await pilot.press("escape")
        await shows(pilot, "BNB")
        assert area(pilot).crumbs() == ()


@pytest.mark.parametrize(("key", "command"), [("N", "retrain"), ("B", "rollback")])
async def test_training_and_going_back_ask_again_first(key: str, command: str, tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    async with standing(stage, tmp_path).run_test(size=SMALL) as pilot:
        await shows(pilot, "✔  ● đang dùng")
        await pilot.press("down", key)
        await shows(pilot, "ETH/USDT")
        await until(pilot, lambda: len(pilot.app.screen_stack) == 2)
        assert not stage.asked(command)
        await pilot.press("y")
        await until(pilot, lambda: stage.asked(command))
        assert stage.asked(command) == [{"symbol": "ETH/USDT"}]


async def test_what_comes_later_says_so_beside_itself_and_when_pressed(tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    async with standing(stage, tmp_path).run_test(size=LARGE) as pilot:
        lines = await shows(pilot, "M ✖ nâng cấp · Phần này có trong bản sau")
        assert any("D ✖ đo độ lệch · Phần này có trong bản sau" in line for line in lines)
        for key, command in (("M", "promote"), ("E", "expire"), ("D", "drift")):
            await pilot.press(key)
            await pilot.pause()
            assert not stage.asked(command)
        assert len(pilot.app.screen_stack) == 1
        await until(pilot, lambda: sum("Phần này có trong bản sau" in line for line in screen_lines(pilot.app)) == 4)


async def test_promote_lights_up_with_the_engine_and_needs_a_candidate(tmp_path: Path) -> None:
    done = {"promote": lambda _: Done("done-state", {"state": "PAUSED", "before": "RUNNING"})}
    stage = Stage(PICTURE, world=lit(**done))
    async with standing(stage, tmp_path).run_test(size=LARGE) as pilot:
        await shows(pilot, "M ✖ nâng cấp · chưa có ứng viên nào đang chờ")
    stage = Stage(PICTURE, world=lit(**done, models=with_candidate))
    async with standing(stage, tmp_path / "two").run_test(size=LARGE) as pilot:
        await shows(pilot, "○ ứng viên")
        await pilot.press("M")
        await until(pilot, lambda: len(pilot.app.screen_stack) == 2)
        await pilot.press("y")
        await until(pilot, lambda: stage.asked("promote") == [{"symbol": "BTC/USDT"}])


async def test_a_click_does_what_the_key_does(tmp_path: Path) -> None:
    async with standing(Stage(PICTURE), tmp_path).run_test(size=LARGE) as pilot:
        lines = await shows(pilot, "B quay lại")
        at = next(place for place, line in enumerate(lines) if "│  B quay lại" in line)
        await pilot.click(offset=(6, at))
        await until(pilot, lambda: len(pilot.app.screen_stack) == 2)


async def test_without_an_earlier_version_there_is_no_way_back(tmp_path: Path) -> None:
    def alone(arguments: Mapping[str, Any]) -> Any:
        found = models(arguments)
        return replace(found, versions=found.versions[:1]) if isinstance(found, ModelCard) else found

    stage = Stage(PICTURE, world=World(models=alone))
    async with standing(stage, tmp_path).run_test(size=LARGE) as pilot:
        await shows(pilot, "B ✖ quay lại · không có phiên bản nào cũ hơn")
        await pilot.press("B")
        await pilot.pause()
        assert not stage.asked("rollback")
        assert len(pilot.app.screen_stack) == 1


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=str)
async def test_a_training_shows_how_far_it_is_and_admits_no_other(size: tuple[int, int], tmp_path: Path) -> None:
    stage = Stage(TRAINING)
    async with standing(stage, tmp_path).run_test(size=size) as pilot:
        lines = await shows(pilot, "Đang huấn luyện BTC/USDT, phần 2/15 ━")
        assert any("BTC" in line and "◐ đang học 40%" in line for line in lines)
        await pilot.press("N")
        await shows(pilot, "đang huấn luyện rồi")
        assert not stage.asked("retrain")
        stage.show(replace(TRAINING, number=2, training=None))
        await until(pilot, lambda: not any("phần 2/15" in line for line in screen_lines(pilot.app)))


async def test_without_models_it_says_what_to_press(tmp_path: Path) -> None:
    stage = Stage(PICTURE, world=World(models=without_models))
    async with standing(stage, tmp_path).run_test(size=LARGE) as pilot:
        lines = await shows(pilot, "Chưa có mô hình nào phục vụ cặp này")
        assert any("SOL" in line and "○ 12/52 nến" in line for line in lines)
        assert any("Chưa có phiên bản nào. Bấm N để huấn luyện." in line for line in lines)
        assert any("khi có dự đoán được chấm: 4 giờ sau" in line for line in lines)
        assert any("B ✖ quay lại · cặp này chưa có mô hình" in line for line in lines)
        assert area(pilot).picture() is None


async def test_with_no_pair_at_all_it_says_how_to_watch_one(tmp_path: Path) -> None:
    bare: Snapshot = BARE
    stage = Stage(bare, world=World(models=lambda _: Models(STAMP, (), None)))
    async with standing(stage, tmp_path).run_test(size=SMALL) as pilot:
        await shows(pilot, "Chưa theo dõi mã nào")


async def test_a_viewer_sees_no_deeds_and_does_none(tmp_path: Path) -> None:
    stage = Stage(PICTURE)
    async with standing(stage, tmp_path, role=Role.VIEWER).run_test(size=LARGE) as pilot:
        lines = await shows(pilot, "Các phiên bản")
        assert not any("quay lại" in line or "huấn luyện" in line[:8] for line in lines)
        await pilot.press("N", "B", "M", "E")
        await pilot.pause()
        assert len(pilot.app.screen_stack) == 1
        assert not stage.asked("retrain")


async def test_what_can_be_taken_away(tmp_path: Path) -> None:
    async with standing(Stage(PICTURE), tmp_path).run_test(size=LARGE) as pilot:
        await shows(pilot, "71,3% (65 – 77) ✔")
        name, rows = area(pilot).records()
        assert name == "models"
        assert [row["symbol"] for row in rows][:2] == ["BTC/USDT", "ETH/USDT"]
        assert rows[0]["accuracy"] == 0.56
        card = area(pilot).picture()
        assert card is not None
        assert card.symbol == "BTC/USDT"
        assert area(pilot).copied() == "20261117-1a2b"
        await pilot.press("enter")
        name, rows = area(pilot).records()
        assert (name, len(rows)) == ("versions", 2)


async def test_order_is_remembered_and_filter_narrows(tmp_path: Path) -> None:
    app = standing(Stage(PICTURE), tmp_path)
    async with app.run_test(size=LARGE) as pilot:
        await shows(pilot, "71,3% (65 – 77) ✔")
        await pilot.press("s")
        await until(pilot, lambda: app.memory.sorts.get("models") == ["symbol", False])
        area(pilot).filter("eth")
        await until(pilot, lambda: pilot.app.query_one("#models", TickTable).shown_keys == ["ETH/USDT"])


async def test_another_language_and_theme_keep_the_card(tmp_path: Path) -> None:
    app = standing(Stage(PICTURE), tmp_path)
    async with app.run_test(size=LARGE) as pilot:
        await shows(pilot, "Mô hình BTC/USDT")
        await pilot.press("ctrl+l")
        await shows(pilot, "Model of BTC/USDT · candles of 15 minutes")
        await pilot.press("ctrl+t")
        await shows(pilot, "Model of BTC/USDT · candles of 15 minutes")
        assert app.theme == "day"


def with_many_versions(arguments: Mapping[str, Any]) -> Any:
    found = models(arguments)
    if isinstance(found, ModelCard):
        return replace(found, versions=tuple(replace(found.versions[0], version=f"2026-{n}") for n in range(12)))
    return found


async def test_a_scroll_bar_that_comes_with_a_training_cuts_and_breaks_nothing(tmp_path: Path) -> None:
    stage = Stage(PICTURE, world=World(models=with_many_versions))
    async with standing(stage, tmp_path).run_test(size=LARGE) as pilot:
        await shows(pilot, "171/240")
        stage.show(replace(TRAINING, number=2))
        lines = await shows(pilot, "phần 2/15")
        left = [line[:70].split("│")[1].split() for line in lines if line.startswith("│")]
        assert ["50%", "80%"] in left  # the ends of the scale, on one line
        assert pilot.app.query_one("#models-card").show_vertical_scrollbar
        assert any(line.endswith("lần │") for line in (line.rstrip("▇█▁▂▃▄▅▆ ") for line in lines))
        assert pilot.app.query_one("#models-card").region.right == LARGE[0]


@pytest.mark.parametrize(("language", "said"), [("vi", "· ít quá, chưa nói được"), ("en", "· too few to tell")])
async def test_the_marks_of_the_live_record_are_explained_below_the_table(
    language: str, said: str, tmp_path: Path
) -> None:
    set_defaults(language=language, number_style=language)
    async with standing(Stage(PICTURE), tmp_path).run_test(size=SMALL) as pilot:
        await shows(pilot, said)

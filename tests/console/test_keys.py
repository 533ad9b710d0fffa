"""The table of keys, and the file in which a person maps them anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.keys import AREAS, KEY_OF, KEYS, bindings, read_keymap
from console.widgets.key_bar import KeyBar
from console.widgets.notice_bar import NoticeBar
from tests.console.stage import PICTURE, Stage, console, until


def kept(folder: Path, text: str) -> tuple[dict[str, str], list[str]]:
    (folder / "keys.toml").write_text(text, encoding="utf-8")
    return read_keymap(folder)


def test_ids_are_told_apart_and_belong_somewhere() -> None:
    assert len(KEY_OF) == len(KEYS)
    assert {key.where for key in KEYS} == {"app", "playback", *AREAS}
    assert [key.keys for key in KEYS if key.action.startswith("area(")] == list("1234567")


def test_a_place_has_the_bindings_of_its_rows() -> None:
    for where in ("app", *AREAS):
        assert [one.id for one in bindings(where)] == [key.id for key in KEYS if key.where == where]
    assert {one.id for one in bindings("app") if one.priority} == {
        "app.command", "app.filter", "app.palette", "app.jump",
    }  # fmt: skip


def test_without_a_file_nothing_is_mapped(tmp_path: Path) -> None:
    assert read_keymap(tmp_path) == ({}, [])


@pytest.mark.parametrize("line", ['"app.quit" = "x"', 'app.quit = "x"', '[app]\nquit = "x"'])
def test_a_key_is_mapped_anew(line: str, tmp_path: Path) -> None:
    assert kept(tmp_path, f"# mine\n{line}\n") == ({"app.quit": "x"}, [])


@pytest.mark.parametrize(
    "line", ['"app.quti" = "x"', '"app.quit" = 5', '"app.quit" = ""', '"app.quit" = ["x"]', '"quit" = "x"']
)
def test_a_line_that_means_nothing_is_named_and_the_others_hold(line: str, tmp_path: Path) -> None:
    chosen, strange = kept(tmp_path, f'{line}\n"app.help" = "f2"\n')
    assert chosen == {"app.help": "f2"}
    assert strange == [line.split("=", maxsplit=1)[0].strip().strip('"')]


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    chosen, strange = kept(tmp_path, "app.quit = = x")
    assert (chosen, len(strange)) == ({}, 1)
    (tmp_path / "keys.toml").unlink()
    (tmp_path / "keys.toml").mkdir()
    assert len(read_keymap(tmp_path)[1]) == 1


async def test_a_mapped_key_works_and_the_old_one_does_not(tmp_path: Path) -> None:
    (tmp_path / "keys.toml").write_text('"app.freeze" = "v,f5"\n"app.positions" = "x"\n')
    app = console(Stage(PICTURE), tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: app.snapshot is PICTURE)
        await pilot.press("p")
        assert app.frozen_at is None
        await pilot.press("f5")
        assert app.frozen_at is not None
        assert any(span.text.strip() in ("v", "F5", "f5") for span in app.query_one(KeyBar).spans(140))
        await pilot.press("x")
        await until(pilot, lambda: app.area_name == "positions")


async def test_what_means_nothing_is_said_and_stays(tmp_path: Path) -> None:
    (tmp_path / "keys.toml").write_text('"app.quti" = "x"\n')
    app = console(Stage(PICTURE), tmp_path)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: app.snapshot is PICTURE and app.dealings.available)
        await pilot.pause()
        assert "app.quti" in app.query_one(NoticeBar).text

"""Vietnamese keyboards mend a word with backspaces and new letters at one go; a field must keep their order."""

from __future__ import annotations

import asyncio
import errno
import os
import pty
import select
import subprocess
import sys
import termios
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events
from textual.widgets import TextArea

from console.widgets.vi_input import ViTextArea
from tests.console.widgets.field_app import READY, FieldApp, content

ROOT = Path(__file__).parents[3]
SECONDS = 60
OURS = ("ViInput", "ViTextArea")

# What a keyboard in Telex sends for each word, DEL being its backspace.
BURSTS = {
    "việt": "vie\x7fêt\x7f\x7fệt",
    "đồng": "d\x7fđo\x7fông\x7f\x7f\x7fồng",
    "nguyễn": "nguye\x7fên\x7f\x7fễn",
    "trường": "truo\x7f\x7fương\x7f\x7f\x7fờng",
    "Tạm dừng": "Tam\x7f\x7fạm du\x7fưng\x7f\x7f\x7fừng",
}
SELECTING = "vie\x1b[1;2Dêt\x1b[1;2D\x1b[1;2Dệt"  # some mend by selecting with Shift and the arrow
STEPPING = "vet\x1b[D\x1b[Di\x1b[3~\x1b[Cệ\x7f\x7fệt\x1b[3~"


def typed_at_a_terminal(kind: str, keys: str, tmp_path: Path) -> str:
    """What a field of this ``kind`` holds after all ``keys`` came in one piece."""
    result = tmp_path / "result"
    screen, line = pty.openpty()
    termios.tcsetwinsize(screen, (10, 60))
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.console.widgets.field_app", kind, str(result)],
        cwd=ROOT, stdin=line, stdout=line, stderr=line, start_new_session=True,
        env={**os.environ, "TERM": "xterm-256color"},
    )  # fmt: skip
    said, sent, deadline = b"", False, time.monotonic() + SECONDS
    try:
        while program.poll() is None:
            assert time.monotonic() < deadline, said[-2_000:]
            said += _read(screen)
            if not sent and READY.encode() in said:
                sent = True
                os.write(screen, (keys + "\x14").encode())
        assert program.returncode == 0, said[-2_000:]
    finally:
        if program.poll() is None:
            program.kill()
            program.wait()
        os.close(screen)
        os.close(line)
    return result.read_text(encoding="utf-8")


def _read(screen: int) -> bytes:
    if not select.select([screen], [], [], 0.1)[0]:
        return b""
    try:
        return os.read(screen, 65_536)
    except OSError as error:
        if error.errno != errno.EIO:
            raise
        return b""


@pytest.mark.parametrize("backspace", ["\x7f", "\x08"], ids=["del", "bs"])
@pytest.mark.parametrize("kind", OURS)
def test_words_mended_by_the_keyboard_arrive_whole(kind: str, backspace: str, tmp_path: Path) -> None:
    keys = " ".join(BURSTS.values()).replace("\x7f", backspace)
    assert typed_at_a_terminal(kind, keys, tmp_path) == " ".join(BURSTS)


@pytest.mark.parametrize("kind", OURS)
def test_selecting_and_stepping_keep_their_order_too(kind: str, tmp_path: Path) -> None:
    assert typed_at_a_terminal(kind, f"{SELECTING} {STEPPING}", tmp_path) == "việt việt"


@pytest.mark.parametrize("kind", OURS)
def test_what_is_pasted_decomposed_is_composed_and_a_backspace_takes_a_whole_letter(kind: str, tmp_path: Path) -> None:
    pasted = unicodedata.normalize("NFD", "biểu đồ việ")
    keys = f"\x1b[200~{pasted}\x1b[201~\x7fệ\x7f"
    assert typed_at_a_terminal(kind, keys, tmp_path) == "biểu đồ vi"


@pytest.mark.parametrize("kind", ["Input", "TextArea"])
def test_textual_itself_still_breaks_the_words(kind: str, tmp_path: Path) -> None:
    """When this FAILS, Textual has been mended, and ``console/widgets/vi_input.py`` need only compose its text."""
    assert typed_at_a_terminal(kind, BURSTS["việt"], tmp_path) != "việt"


class Model:
    """A field as it should be: text, cursor, and where a selection began."""

    def __init__(self) -> None:
        self.text, self.anchor, self.cursor = "", 0, 0

    def press(self, stroke: str) -> None:
        low, high = sorted((self.anchor, self.cursor))
        if stroke == "left":
            self.anchor = self.cursor = low if low != high else max(0, self.cursor - 1)
        elif stroke == "shift+left":
            self.cursor = max(0, self.cursor - 1)
        else:
            if low == high and stroke in ("backspace", "delete"):
                low, high = (max(0, low - 1), high) if stroke == "backspace" else (low, high + 1)
            letter = "" if stroke in ("backspace", "delete") else stroke
            self.text = self.text[:low] + letter + self.text[high:]
            self.anchor = self.cursor = low + len(letter)


KEYS = ("backspace", "left", "shift+left", "delete")
STROKES = st.lists(st.one_of(st.sampled_from("aăâđêôơưệữ iB"), st.sampled_from(KEYS)), max_size=40)


async def pressed(kind: str, strokes: list[str]) -> str:
    app = FieldApp(kind)
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.pause()
        for stroke in strokes:
            app.post_message(events.Key(stroke, None if stroke in KEYS else stroke))
        await pilot.pause()
        return content(app.field)


@pytest.mark.parametrize("kind", OURS)
@settings(max_examples=12, deadline=None)
@given(strokes=STROKES)
def test_any_burst_is_carried_out_in_order(kind: str, strokes: list[str]) -> None:
    model = Model()
    for stroke in strokes:
        model.press(stroke)
    assert asyncio.run(pressed(kind, strokes)) == model.text


@pytest.mark.parametrize("kind", OURS)
async def test_a_mark_joins_the_letter_before_it_and_the_cursor_stays_there(kind: str) -> None:
    app = FieldApp(kind)
    async with app.run_test(size=(60, 10)) as pilot:
        for stroke in ("g", "i", "a", "b", "left", "\u0301", "c"):
            app.post_message(events.Key(stroke, None if stroke == "left" else stroke))
        await pilot.pause()
        assert content(app.field) == "giácb"


@pytest.mark.parametrize("kind", OURS)
async def test_what_the_program_sets_is_composed(kind: str) -> None:
    app = FieldApp(kind)
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.pause()
        decomposed = unicodedata.normalize("NFD", "lệnh chờ")
        if isinstance(app.field, TextArea):
            app.field.load_text(decomposed)
        else:
            app.field.value = decomposed  # type: ignore[attr-defined]
        assert content(app.field) == "lệnh chờ"


async def test_a_key_that_the_field_declines_goes_on_to_the_app() -> None:
    app = FieldApp("ViInput")
    async with app.run_test(size=(60, 10)) as pilot:
        heard: list[str] = []
        app.action_help_quit = lambda: heard.append("ctrl+c")  # type: ignore[method-assign]
        await pilot.press("ctrl+c")  # nothing is selected, so there is nothing to copy
        assert heard == ["ctrl+c"]


def test_a_text_area_begins_composed() -> None:
    assert ViTextArea(unicodedata.normalize("NFD", "vị thế")).text == "vị thế"

"""The local Discord as a program: what can be typed, and what is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fakes.discord_message import Attached, Message
from tests.fakes.discord_rig import DM, DiscordRig
from tests.fakes.discord_run import Line, Prompt
from tests.fakes.discord_show import save_files, show_message
from tests.fakes.discord_world import World


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("42: !gia btc", Line(42, None, False, "!gia btc")),
        ("43@2001: chào", Line(43, 2001, False, "chào")),
        ("dm 42: chào", Line(42, DM, False, "chào")),
        ("/price symbol=BTC", Line(42, None, True, "price symbol=BTC")),
        ("dm 45 /price", Line(45, DM, True, "price")),
        ("press Làm mới", None),
    ],
)
def test_a_line_is_said_or_run_by_somebody_somewhere(typed: str, line: Line | None) -> None:
    assert Line.of(typed) == line


def test_a_typed_command_has_subcommands_and_options() -> None:
    assert Line(42, None, True, 'alert add symbol=BTC note="hai lần"').command() == (
        "alert add",
        {"symbol": "BTC", "note": "hai lần"},
    )


def test_a_message_is_shown_as_a_person_sees_it(tmp_path: Path) -> None:
    world = World()
    rows = [{"type": 1, "components": [{"type": 2, "label": "Mua", "custom_id": "a", "disabled": True}]}]
    embeds = [{"title": "BTC", "fields": [{"name": "Giá", "value": "67.123"}]}]
    message = Message(world.channels[2000], world.bot, 7, "xin\nchào", embeds, rows, [Attached(1, "a.csv", b"x")])
    save_files(message, tmp_path)
    assert show_message(message, tmp_path).splitlines() == [
        "--- HaiDang #chung 7", "  xin", "  chào", "  | BTC", "  | Giá: 67.123", "  [Mua off]",
        f"  file: {tmp_path / '7-a.csv'}",
    ]  # fmt: skip
    assert (tmp_path / "7-a.csv").read_bytes() == b"x"


async def test_what_cannot_be_done_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async with DiscordRig() as rig:
        prompt = Prompt(rig, tmp_path)
        for typed in ("/nothing", "press Mua", "dance", "submit a=b", "99: chào", "42: chào"):
            await prompt.obey(typed)
    assert capsys.readouterr().out.count("!!!") == 5
    assert [each.content for each in rig.server.messages.all.values()] == ["chào"]

"""What a choice of the settings area does at once, and where what was chosen is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from console.areas.base import Area
from console.keys import FILE_NAME as KEYMAP
from console.keys import read_keymap
from console.memory import FILE_NAME as MEMORY
from console.text.settings_house import Places

if TYPE_CHECKING:
    from console.app import ConsoleApp


async def take_effect(area: Area, name: str, value: str) -> None:
    """Let a choice hold now, and remember it."""
    console = area.console
    if name == "language":
        # In a task of the console: the area is taken away and made anew in the other words.
        console.run_worker(console.speak(value), group="speak", exit_on_error=False)
    elif name == "numbers":
        console.run_worker(console.write_numbers(value), group="speak", exit_on_error=False)
    elif name == "theme":
        console.wear(value)
    elif name == "flash":
        console.memory.flash = value == "on"
        console.remember()
        # The other areas take it up when they are shown next.
        await console.query(Area).exclude(f"#{area.id}").remove()
    elif name == "notice":
        console.memory.notice = value
        console.remember()
        if value != "off":
            console.bell()


def places(console: ConsoleApp) -> Places:
    """Files of the console, and the keys that somebody has remapped."""
    folder = console.launch.folder
    remapped, strange = read_keymap(folder)
    return Places(str(folder / KEYMAP), remapped, strange, str(folder / MEMORY), str(console.launch.exports))

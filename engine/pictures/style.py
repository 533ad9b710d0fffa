"""The four looks of pictures, named as the console's themes. Shape, sign or word says what a colour says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of a picture by what they mean."""

    name: str
    background: str
    ground: str
    """Behind the candles."""
    grid: str
    frame: str
    text: str
    muted: str
    accent: str
    """The lamp: what is said and where things stand."""
    up: str
    up_inside: str
    """Inside a rising body, which is drawn as an outline, so that shape tells it from a falling one."""
    down: str
    lines: tuple[str, str, str]
    band: str
    entry: str
    stop: str
    target: str
    live: str
    """Behind the mode when money is real."""
    paper: str
    on_tag: str
    """Letters on a filled tag."""


NIGHT: Final = Look(
    name="night", background="#0a121c", ground="#0c1622", grid="#182838", frame="#27405a", text="#d5e0ea",
    muted="#8ea3b6", accent="#f5b83d", up="#35c98a", up_inside="#12392f", down="#ff6470",
    lines=("#5ab0ff", "#c79bff", "#8fe0e0"), band="#5a7d9f", entry="#b9c6d2", stop="#ff8f6b", target="#7fd8b0",
    live="#c21f2e", paper="#1f5f74", on_tag="#0a121c",
)  # fmt: skip
DAY: Final = Look(
    name="day", background="#f6f3ea", ground="#fdfbf5", grid="#ece6d6", frame="#c3b79b", text="#1e2b38",
    muted="#5a6570", accent="#935600", up="#0b7a4b", up_inside="#dcefe2", down="#bb2230",
    lines=("#1f5fae", "#7a3fa0", "#0f7580"), band="#8f9fb0", entry="#4c5863", stop="#a8400f", target="#2c7a50",
    live="#c21f2e", paper="#1f6f86", on_tag="#ffffff",
)  # fmt: skip
CLEAR: Final = Look(
    name="clear", background="#0d0f12", ground="#12151a", grid="#20252c", frame="#3b444f", text="#e6e6e6",
    muted="#a2acb6", accent="#f0e442", up="#56b4e9", up_inside="#173243", down="#e69f00",
    lines=("#cc79a7", "#c9cfd6", "#8fa3ff"), band="#6b7682", entry="#ffffff", stop="#ff9a52", target="#9ad2f5",
    live="#a33b00", paper="#24506b", on_tag="#0d0f12",
)  # fmt: skip
BOARD: Final = Look(
    name="board", background="#050607", ground="#090b0e", grid="#191d23", frame="#343b45", text="#e8eaed",
    muted="#a0a8b2", accent="#ffd400", up="#12d66f", up_inside="#06381f", down="#ff4d5c",
    lines=("#6fb6ff", "#ff9d3d", "#d0d6dd"), band="#5b6675", entry="#ffd400", stop="#2fd6ff", target="#e77bff",
    live="#c21f2e", paper="#155e75", on_tag="#050607",
)  # fmt: skip

LOOKS: Final = {look.name: look for look in (NIGHT, DAY, CLEAR, BOARD)}


def look_of(name: str) -> Look:
    """The look of a theme by its name; a theme without pictures of its own looks like night."""
    return LOOKS.get(name, NIGHT)

"""What the console is started with; ``run_tui.py`` puts it together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.service.doors import Door
    from engine.service.port import Caller


@dataclass(frozen=True, slots=True)
class FirstChoices:
    """What a first start may choose: the settings as they stand, and how to keep other ones.

    ``keep`` writes them where the next start finds them and gives the door that follows from them.
    """

    settings: Mapping[str, str]
    place: str
    keep: Callable[[Mapping[str, str]], Door]


@dataclass(frozen=True, slots=True)
class Launch:
    """The way in, who comes in, and where the console keeps its own things.

    ``recorded`` opens what was recorded, between two moments if they are given. ``first`` is None where nothing can be
    chosen: a reader, or an engine that runs already.
    """

    door: Door
    caller: Caller
    folder: Path
    recorded: Callable[[int | None, int | None], Door]
    language: str
    language_given: bool = False
    number_style: str | None = None
    first: FirstChoices | None = None
    playback_at_once: tuple[int | None, int | None] | None = None
    exports: Path = field(default_factory=lambda: Path("data/exports"))

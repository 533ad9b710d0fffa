"""Commands that only the console has, declared like those of the house, so that line and palette know them all."""

from __future__ import annotations

from functools import cache
from typing import Final

from console.keys import AREAS
from console.look.themes import PALETTES
from engine.core.modes import Role
from engine.service.catalogue import COMMANDS
from engine.service.registry import Registry
from engine.service.specs import CommandSpec, Kind, Param

OWN: Final[tuple[CommandSpec, ...]] = (
    CommandSpec("area", ("khuvuc", "khu vực"), (Param("area", Kind.CHOICE, True, AREAS),), Role.PUBLIC),
    CommandSpec("theme", ("giaodien", "giao diện"), (Param("theme", Kind.CHOICE, True, tuple(PALETTES)),), Role.PUBLIC),
    CommandSpec("numbers", ("kieuso", "kiểu số"), (Param("style", Kind.CHOICE, True, ("vi", "en")),), Role.PUBLIC),
    CommandSpec("playback", ("xemlai", "xem lại"), (Param("from", Kind.MOMENT), Param("to", Kind.MOMENT)), Role.VIEWER),
    CommandSpec("export", ("xuat", "xuất"), (Param("format", Kind.CHOICE, choices=("csv", "json")),), Role.VIEWER),
    CommandSpec("picture", ("chupanh", "chụp ảnh"), (Param("what", Kind.CHOICE, choices=("chart", "screen")),)),
    CommandSpec("favourite", ("yeuthich", "yêu thích"), (Param("symbol", Kind.SYMBOL),), Role.PUBLIC),
    CommandSpec("welcome", ("chaomung", "chào mừng"), role=Role.PUBLIC),
    CommandSpec("quit", ("thoat", "thoát"), role=Role.PUBLIC),
)


@cache
def full_registry() -> Registry:
    """The commands of the house and those of the console; two that fold alike are a programming error."""
    return Registry((*COMMANDS, *OWN))

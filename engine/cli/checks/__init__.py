"""What ``doctor`` looks at, by topic. Each look gives lines that are well, or say what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Check:
    """One line: ``key`` is its message, ``name`` what it is about (``cli-room-...``)."""

    name: str
    level: Level
    key: str
    params: Mapping[str, object] = field(default_factory=dict)

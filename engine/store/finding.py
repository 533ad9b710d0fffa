"""What a check found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Finding:
    """``key`` names the sentence (in ``store.ftl``), ``params`` fill it."""

    key: str
    ok: bool
    params: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

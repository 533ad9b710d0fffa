"""Answers and snapshots as JSON lines, and back: what travels through the socket and what ``--json`` prints."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from engine.service import answers
from engine.service.answers import Answer
from engine.service.snapshots import Snapshot


@cache
def _adapter(kind: str) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(_kinds()[kind])


@cache
def _kinds() -> dict[str, Any]:
    return {kind.__name__: kind for kind in answers.Answer.__args__} | {"Snapshot": Snapshot}


def encode(value: Answer | Snapshot) -> dict[str, Any]:
    """A value as JSON-safe facts, with its kind. Decimals become text, so that no digit is lost."""
    kind = type(value).__name__
    facts: dict[str, Any] = _adapter(kind).dump_python(value, mode="json")
    return {"kind": kind, **facts}


def decode(facts: dict[str, Any]) -> Any:
    """The value that ``encode`` wrote."""
    body = dict(facts)
    return _adapter(body.pop("kind")).validate_python(body, strict=False)


def line(message: dict[str, Any]) -> bytes:
    """One message as one line."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"

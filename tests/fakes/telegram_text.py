"""Text as Telegram counts and marks it: UTF-16 units, entities, and what it trims from both ends."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

Entity = dict[str, Any]

BLOCKS = ("pre", "code")
"""Nothing may be marked inside these."""
_WHOLE = (*BLOCKS, "text_link", "text_mention", "custom_emoji", "bot_command", "mention", "hashtag", "cashtag", "url")
_QUOTES = ("blockquote", "expandable_blockquote")
_FOUND = (
    ("url", re.compile(r"https?://[^\s<>\"«»]*[^\s<>\"«».:;,('?!`)]")),
    ("bot_command", re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/<>@])")),
    ("mention", re.compile(r"(?<!\w)@[a-zA-Z0-9_]{2,32}(?!\w)")),
    ("hashtag", re.compile(r"(?<!\w)#(?=\w*[^\W\d_])\w{1,256}(?![\w#])")),
    ("cashtag", re.compile(r"(?<![\w$])\$(?:1INCH|[A-Z]{1,8})(?![\w$])")),
)


@dataclass(frozen=True, slots=True)
class Formatted:
    """What a person sees, and how parts of it are marked."""

    text: str = ""
    entities: list[Entity] = field(default_factory=list)


def units(text: str) -> int:
    """How long Telegram holds a text to be."""
    return len(text.encode("utf-16-le")) // 2


def part(text: str, entity: Entity) -> str:
    """What an entity covers."""
    start, end = entity["offset"], entity["offset"] + entity["length"]
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le", "replace")


def finish(text: str, marked: list[Entity]) -> Formatted:
    """Trim, put marks in order as Telegram does, and add commands, names and links found in plain words."""
    text, marked = _trim(text, marked)
    marked = _untangle(marked)
    for kind, pattern in _FOUND:
        for match in pattern.finditer(text):
            entity = {"type": kind, "offset": units(text[: match.start()]), "length": units(match.group())}
            if not any(each["type"] in _WHOLE and _meet(each, entity) for each in marked):
                marked.append(entity)
    return Formatted(text, sorted(marked, key=_order))


def _trim(text: str, marked: list[Entity]) -> tuple[str, list[Entity]]:
    text = text.rstrip()
    leading = min([len(text) - len(text.lstrip()), *(each["offset"] for each in marked)])
    text = text[leading:]
    length, kept = units(text), []
    for each in marked:
        start = each["offset"] - leading
        size = min(each["length"], length - start)
        if size > 0:
            kept.append({**each, "offset": start, "length": size})
    return text, kept


def _untangle(marked: list[Entity]) -> list[Entity]:
    """Links and code do not overlap (the outer one wins), quotes are not nested, and code carries no style."""
    kept: list[Entity] = []
    for each in sorted(marked, key=_order):
        family = next((one for one in (_WHOLE, _QUOTES) if each["type"] in one), None)
        if family is None or not any(other["type"] in family and _meet(each, other) for other in kept):
            kept.append(each)
    blocks = [each for each in kept if each["type"] in BLOCKS]
    result: list[Entity] = []
    for each in kept:
        result += [each] if each["type"] in (*_WHOLE, *_QUOTES) else _outside(each, blocks)
    return result


def _outside(entity: Entity, blocks: list[Entity]) -> list[Entity]:
    pieces, start, end = [], entity["offset"], entity["offset"] + entity["length"]
    for block in sorted(blocks, key=_order):
        if _meet(entity, block):
            pieces.append((start, block["offset"]))
            start = max(start, block["offset"] + block["length"])
    pieces.append((start, end))
    return [{**entity, "offset": low, "length": high - low} for low, high in pieces if high > low]


def _meet(one: Entity, other: Entity) -> bool:
    return bool(one["offset"] < other["offset"] + other["length"] and other["offset"] < one["offset"] + one["length"])


def _order(entity: Entity) -> tuple[int, int, bool]:
    return entity["offset"], -entity["length"], entity["type"] not in BLOCKS

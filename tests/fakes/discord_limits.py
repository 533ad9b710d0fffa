"""What a message may be, as Discord documents it."""

from __future__ import annotations

import re
from typing import Any

from tests.fakes.discord_components import check_message_components
from tests.fakes.discord_form import Form, Path, Refusal

Json = dict[str, Any]

EPHEMERAL, LOADING, QUIET, LAYOUT = 1 << 6, 1 << 7, 1 << 12, 1 << 15
SETTABLE = (1 << 2) | EPHEMERAL | QUIET | LAYOUT
_WEB = re.compile(r"(https?|attachment)://\S+$")


def check_message(payload: Json, *, files: int = 0, whole: bool = True, layout: bool = False) -> None:
    """Refuse a bad message; ``whole`` is whether it must say something by itself, which an edit need not."""
    form = Form()
    layout = layout or bool((payload.get("flags") or 0) & LAYOUT)
    form.length(("content",), payload.get("content"), 2000)
    embeds = payload.get("embeds") or []
    form.count(("embeds",), embeds, 10)
    for index, embed in enumerate(embeds[:10]):
        _check_embed(form, ("embeds", index), embed)
    if sum(embed_size(each) for each in embeds) > 6000:
        form.add(("embeds",), "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")
    if payload.get("components"):
        check_message_components(form, payload["components"], layout=layout)
    if layout and (payload.get("content") or embeds):
        form.add(("content",), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", "Components stand alone here")
    form.length(("nonce",), payload.get("nonce"), 25)
    _check_mentions(form, payload.get("allowed_mentions") or {})
    if files > 10:
        form.add(("attachments",), "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.")
    form.raise_if_wrong()
    says = str(payload.get("content") or "").strip() or embeds or payload.get("components") or files
    if whole and not says and not payload.get("sticker_ids") and not payload.get("poll"):
        raise Refusal(400, 50006, "Cannot send an empty message")


def embed_size(embed: Json) -> int:
    """The characters that count towards the 6000 of a message."""
    parts = [embed.get("title"), embed.get("description"), (embed.get("footer") or {}).get("text")]
    parts.append((embed.get("author") or {}).get("name"))
    for each in embed.get("fields") or []:
        parts += [each.get("name"), each.get("value")]
    return sum(len(str(each).strip()) for each in parts if each)


def _check_embed(form: Form, path: Path, embed: Json) -> None:
    form.length((*path, "title"), embed.get("title"), 256)
    form.length((*path, "description"), embed.get("description"), 4096)
    form.length((*path, "footer", "text"), (embed.get("footer") or {}).get("text"), 2048)
    if embed.get("author"):
        form.length((*path, "author", "name"), embed["author"].get("name"), 256, needed=True)
    fields = embed.get("fields") or []
    form.count((*path, "fields"), fields, 25)
    for index, each in enumerate(fields):
        form.length((*path, "fields", index, "name"), each.get("name") or "", 256, needed=True)
        form.length((*path, "fields", index, "value"), each.get("value") or "", 1024, needed=True)
    color = embed.get("color")
    if color is not None and not 0 <= color <= 0xFFFFFF:
        form.add((*path, "color"), "NUMBER_TYPE_MAX", "int value should be less than or equal to 16777215.")
    for name in ("url", "image", "thumbnail"):
        given = embed.get(name)
        url = given.get("url") if isinstance(given, dict) else given
        if url and not _WEB.match(url):
            form.add((*path, name, "url"), "URL_TYPE_INVALID_URL", "Not a well formed URL.")


def _check_mentions(form: Form, allowed: Json) -> None:
    for name in ("users", "roles"):
        if name in (allowed.get("parse") or []) and allowed.get(name):
            text = f'parse:["{name}"] and {name}: [ids...] are mutually exclusive.'
            form.add(("allowed_mentions",), "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", text)
        if len(allowed.get(name) or []) > 100:
            form.add(("allowed_mentions", name), "BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length.")

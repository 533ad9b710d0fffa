"""Telegram's own subset of HTML, read as strictly as Telegram reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from tests.fakes.telegram_call import ApiError
from tests.fakes.telegram_text import Entity, Formatted, units

_KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "tg-emoji": "custom_emoji", "a": "text_link", "pre": "pre", "code": "code",
    "blockquote": "blockquote",
}  # fmt: skip
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([a-zA-Z]+));?")
_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE = re.compile(r"\s*([^\s=>]+)\s*(=\s*(?:\"([^\"]*)\"|'([^']*)'|([a-zA-Z0-9.-]+)(?=[\s>]))?)?")
_SPACE = re.compile(r"\s*")


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int
    begins: int


def parse_html(source: str) -> Formatted:
    """The text without its tags, and what they mark; ApiError as Telegram words it for anything else."""
    return _Reader(source).read()


def _decode(text: str) -> str:
    return _REFERENCE.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    """What a reference stands for; one that Telegram does not know stays as it is written."""
    hexadecimal, decimal, name = match.groups()
    if name:
        return _NAMED.get(name, match.group())
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if not 0 < code < 0x10FFFF or len(match.group().rstrip(";")) >= 10:
        return match.group()
    if 0xD800 <= code <= 0xDFFF:
        raise _wrong(
            "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate "
            "code units"
        )
    return chr(code)


def _wrong(told: str) -> ApiError:
    return ApiError(400, f"Bad Request: can't parse entities: {told}")


class _Reader:
    def __init__(self, source: str) -> None:
        self.source, self.at = source, 0
        self.text, self.length = "", 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def read(self) -> Formatted:
        while self.at < len(self.source):
            tag = self.source.find("<", self.at)
            end = len(self.source) if tag < 0 else tag
            self._plain(_decode(self.source[self.at : end]))
            self.at = end
            if tag >= 0:
                self._close() if self.source.startswith("</", tag) else self._start()
        if self.open:
            raise _wrong(f"Can't find end tag corresponding to start tag {self.open[-1].tag}")
        for each in self.entities:
            if each["type"] == "code":
                each.pop("language", None)
        return Formatted(self.text, self.entities)

    def _plain(self, text: str) -> None:
        self.text += text
        self.length += units(text)

    def _byte(self, at: int) -> int:
        return len(self.source[:at].encode())

    def _word(self, at: int) -> tuple[str, int]:
        match = _NAME.match(self.source, at)
        assert match is not None
        return match.group().lower(), match.end()

    def _start(self) -> None:
        begin = self.at
        tag, at = self._word(begin + 1)
        if at >= len(self.source):
            raise _wrong(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if tag not in _KINDS:
            raise _wrong(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        attributes = self._attributes(tag, begin, at)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _wrong(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        self.open.append(_Open(tag, attributes, self.length, len(self.text)))

    def _attributes(self, tag: str, begin: int, at: int) -> dict[str, str]:
        """Read up to and over the closing bracket."""
        found: dict[str, str] = {}
        offset = self._byte(begin)
        while True:
            at = _SPACE.match(self.source, at).end()  # type: ignore[union-attr]
            if at >= len(self.source):
                raise _wrong(f"Unclosed start tag at byte offset {offset}")
            if self.source[at] == ">":
                self.at = at + 1
                return found
            match = _ATTRIBUTE.match(self.source, at)
            if match is None:
                raise _wrong(f'Empty attribute name in the tag "{tag}" at byte offset {offset}')
            name, equals, *values = match.groups()
            value = next((each for each in values if each is not None), None)
            if not equals and (tag, name) != ("blockquote", "expandable"):
                raise _wrong(
                    f'Expected equal sign in declaration of an attribute of the tag "{tag}" at byte offset {offset}'
                )
            if equals and value is None:
                if self.source[match.end() : match.end() + 1] in ("", '"', "'"):
                    raise _wrong(f"Unclosed start tag at byte offset {offset}")
                raise _wrong(f"Unexpected end of name token at byte offset {self._byte(match.end())}")
            found[name] = _decode(value or "")
            at = match.end()

    def _close(self) -> None:
        begin = self.at
        offset = self._byte(begin)
        if not self.open:
            raise _wrong(f"Unexpected end tag at byte offset {offset}")
        tag, at = self._word(begin + 2)
        at = _SPACE.match(self.source, at).end()  # type: ignore[union-attr]
        if self.source[at : at + 1] != ">":
            raise _wrong(f"Unclosed end tag at byte offset {offset}")
        last = self.open.pop()
        if tag not in ("", last.tag):
            raise _wrong(f'Unmatched end tag at byte offset {offset}, expected "</{last.tag}>", found "</{tag}>"')
        self.at = at + 1
        if self.length > last.offset:
            self._mark(last)

    def _mark(self, last: _Open) -> None:
        entity: Entity = {"type": _KINDS[last.tag], "offset": last.offset, "length": self.length - last.offset}
        inner = self.entities[-1] if self.entities else None
        if last.tag == "a":
            link = _link(last.attributes.get("href") or self.text[last.begins :])
            if link is None:
                return
            entity |= link
        elif last.tag == "tg-emoji":
            number = last.attributes.get("emoji-id", "")
            if not number.isdigit() or not int(number):
                raise ApiError(400, "Bad Request: Invalid custom emoji identifier specified")
            entity["custom_emoji_id"] = number
        elif last.tag == "blockquote" and "expandable" in last.attributes:
            entity["type"] = "expandable_blockquote"
        elif last.tag == "code" and last.attributes.get("class", "").startswith("language-"):
            entity["language"] = last.attributes["class"].removeprefix("language-")
        elif last.tag == "pre" and inner and {**inner, "type": "pre", "language": ""} == {**entity, "language": ""}:
            self.entities.pop()
            entity |= {"language": inner["language"]} if "language" in inner else {}
        self.entities.append(entity)


def _link(url: str) -> Entity | None:
    """How a link is marked; an address that leads nowhere is left plain, without a word."""
    parts = urlsplit(url if "://" in url else f"http://{url}")
    if parts.scheme == "tg" and parts.netloc == "user":
        number = parse_qs(parts.query).get("id", [""])[0]
        if number.isdigit():
            return {"type": "text_mention", "user": {"id": int(number), "is_bot": False, "first_name": number}}
    if parts.scheme in ("http", "https") and "." not in parts.netloc:
        return None
    return {"url": parts.geturl()} if parts.scheme in ("http", "https", "tg", "ton") else None

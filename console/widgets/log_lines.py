"""Log lines as they are read: the clock, a mark for the level, the tag, the text; and what of them is found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from console.look.tones import Look
from console.tables.cells import fitted
from console.tables.filtering import folded
from locales import current_language, current_zone, t
from locales.catalogue import has

_LINE: Final = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) - (\w+) - \[([^\]]*)\] ?(.*)")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_MARKS: Final = {"DEBUG": " ", "INFO": "·", "WARNING": "!", "ERROR": "✗", "CRITICAL": "✗"}
_TAG_CELLS: Final = 14
_UNSEEN: Final = "·"


@dataclass(frozen=True, slots=True)
class Span:
    """From where to where a line has which role."""

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line as shown, with its roles; ``raw`` is what was written."""

    raw: str
    text: str
    spans: tuple[Span, ...]

    def places(self, phrase: str) -> list[tuple[int, int]]:
        """Where the folded ``phrase`` is found."""
        if not phrase:
            return []
        return [(found.start(), found.end()) for found in re.finditer(re.escape(phrase), folded(self.text))]


def read(raw: str, today: str) -> LogLine:
    """A line as shown on the day ``today`` (``11-20``): other days are told, this one goes without saying.

    The tag is in the reader's language, and the time by the reader's clock.
    """
    clean = _CONTROL.sub(_UNSEEN, raw.replace("\t", "    "))
    found = _LINE.fullmatch(clean)
    if found is None:
        return LogLine(raw, f"  {clean}", ())
    written, level, tag, said = found.groups()
    day, clock = _by_the_reader(written)
    when = clock if day == today else f"{day} {clock}"
    texts = (when, _MARKS.get(level, level), fitted(tag_in_words(tag), max(_TAG_CELLS, cell_len(tag))), said)
    roles = ("time", level, f"[{tag}]", "said" if level in ("INFO", "DEBUG") else level)
    spans, at = [], 0
    for text, role in zip(texts, roles, strict=True):
        spans.append(Span(at, at + len(text), role))
        at += len(text) + 1
    return LogLine(raw, " ".join(texts).rstrip(), tuple(spans))


def day_of(raw: str) -> str:
    """The day of a line, ``11-20``; empty where it says none."""
    found = _LINE.match(raw)
    return _by_the_reader(found[1])[0] if found else ""


def tag_in_words(tag: str) -> str:
    """A tag of the log file in the reader's language; one that is not known stays as it is."""
    key = f"log-tag-{tag.lower().replace(' ', '-')}"
    return t(key) if has(key) else tag


def written_at(text: str) -> datetime | None:
    """When a line was written: the engine writes by the clock of its machine, which is also this one."""
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError):
        return None


def sought(raw: str) -> str:
    """What a filter looks at: the line as it was written, and as it is shown."""
    return _sought(raw, current_language(), current_zone())


@lru_cache(maxsize=4_096)
def _sought(raw: str, language: str, zone: str) -> str:
    del language, zone  # what is shown depends on them
    return f"{raw} {read(raw, '').text}"


def _by_the_reader(written: str) -> tuple[str, str]:
    """Day and clock of a line where the reader is."""
    moment = written_at(written)
    if moment is None:
        return written[5:10], written[11:]
    day, clock = f"{moment.astimezone(ZoneInfo(current_zone())):%m-%d %H:%M:%S}".split()
    return day, clock


def tone(role: str, look: Look) -> Style:
    """The tone of a role; marks and tags say the same in letters."""
    tones = {
        "time": look.faint, "said": look.text, "INFO": look.muted, "DEBUG": look.muted, "WARNING": look.warn,
        "ERROR": look.bad, "CRITICAL": look.bad, "[LOI]": look.bad, "[CANH BAO]": look.warn,
        "[TIN HIEU ML]": look.signal, "[QUYET DINH MUA]": look.up, "[QUYET DINH BAN]": look.down,
        "[CHOT LOI]": look.up, "[CAT LO]": look.down, "[BO QUA]": look.muted,
    }  # fmt: skip
    return tones.get(role, look.line_b)


def segments(
    line: LogLine, part: tuple[int, int], found: Sequence[tuple[int, int]], look: Look, ground: Style
) -> Iterator[Segment]:
    """The letters from ``part[0]`` to ``part[1]``; what was ``found`` stands out by its ground and a line below."""
    start, end = part
    edges = {start, end}
    for one, other in [*((span.start, span.end) for span in line.spans), *found]:
        edges.update(edge for edge in (one, other) if start < edge < end)
    ordered = sorted(edges)
    for here, there in pairwise(ordered):
        role = next((span.role for span in line.spans if span.start <= here < span.end), "said")
        style = ground + tone(role, look)
        if any(one <= here < other for one, other in found):
            style += Style(color=look.palette.background, bgcolor=look.palette.accent, underline=True, bold=True)
        yield Segment(line.text[here:there], style)

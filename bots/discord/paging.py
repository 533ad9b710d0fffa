"""A card's blocks as lines of Discord's markup, and those lines as pages that are pleasant to read on a phone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from bots.common.card import Block, Facts, Grid, Lines, Said
from bots.common.cutting import Page, cut
from bots.common.grids import in_words, squared
from bots.common.plain import cleaned, one_line, size
from bots.discord.escaping import escaped, fenced, strong, verbatim
from engine.service.text.layout import table, width

PAGE: Final = 1_900
"""Far below Discord's 4,096, which no phone shows at once."""
_LINE: Final = 900
"""A longer line is broken; at most two units a letter, escaped or not, so that it always fits."""
_CELLS: Final = 44
"""A wider table breaks its lines on phones."""
_FENCE_COST: Final = 9


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of one block; inside a block of code when ``code``, with ``heading`` above them on every page."""

    lines: tuple[str, ...]
    code: bool = False
    heading: str = ""


def sections(blocks: Iterable[Block]) -> Iterator[Section]:
    """Each block in Discord's markup."""
    for block in blocks:
        match block:
            case Said():
                dress = strong if block.strong else escaped
                yield Section(tuple(dress(line) for line in _lines(block.text)))
            case Facts():
                yield Section(tuple(line for name, said in block.pairs for line in _fact(name, said)))
            case Grid():
                yield _grid(block)
            case Lines():
                yield Section(tuple(verbatim(line) for line in _lines(block.text)), code=True)


def pages(blocks: Iterable[Block]) -> list[str]:
    """The blocks cut into pages at the ends of lines; at least one page, which may be empty."""
    texts = ("\n".join(page.finished) for page in cut(sections(blocks), _Page))
    return [text for text in texts if text] or [""]


class _Page(Page[Section, str]):
    room = PAGE

    def __init__(self) -> None:
        super().__init__()
        self.finished: list[str] = []

    def size(self, line: str) -> int:
        return size(line)

    def frame(self, section: Section) -> int:
        return (_FENCE_COST if section.code else 0) + (size(section.heading) + 1 if section.heading else 0)

    def shows(self, line: str) -> bool:
        return bool(line.strip())

    def close(self, section: Section, lines: list[str]) -> None:
        heading = [section.heading] if section.heading else []
        text = "\n".join((*heading, *lines))
        self.finished.append(fenced(text) if section.code else text.strip("\n"))


def _lines(text: str) -> Iterator[str]:
    """The lines of ``text``, long ones broken at a space where there is one."""
    for line in cleaned(text).split("\n"):
        rest = line
        while len(rest) > _LINE // 2:
            cut = rest.rfind(" ", _LINE // 4, _LINE // 2)
            cut = cut if cut > 0 else _LINE // 2
            yield rest[:cut]
            rest = rest[cut:].lstrip(" ")
        yield rest


def _fact(name: str, said: str) -> Iterator[str]:
    """The name in bold, and behind it what it is."""
    *above, title = _lines(one_line(name))
    first, *below = _lines(said)
    yield from map(strong, above)
    yield f"{strong(f'{title}:' if title and first.strip() else title)} {escaped(first)}".strip()
    yield from map(escaped, below)


def _grid(grid: Grid) -> Section:
    headings, rows = squared(grid)
    if not headings:
        return Section(())
    heading, *lines = table(headings, rows, grid.right).split("\n")
    if max(map(width, (heading, *lines))) <= _CELLS:
        return Section(tuple(map(verbatim, lines)), code=True, heading=verbatim(heading).rstrip())
    return Section(tuple(line for row in rows for line in _paragraph(headings, row)))


def _paragraph(headings: list[str], row: list[str]) -> Iterator[str]:
    """A row that is too wide for a table: its first cell in bold, below it the others by their names."""
    first, others = in_words(headings, row)
    yield from (strong(line) for line in _lines(first) if line)
    yield from (escaped(line) for line in _lines(others) if line)

"""A card's blocks as lines that suit a phone, and those lines as pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from bots.common.card import Block, Facts, Grid, Lines, Said
from bots.common.cutting import Page, cut
from bots.common.grids import in_words, squared
from bots.common.plain import cleaned, one_line
from bots.telegram.markup import GAP, Line, Passage, Span, Tag, broken, line_units
from engine.service.text.layout import table, width

PAGE: Final = 2_600
"""UTF-16 units of a page: far below Telegram's 4,096, with room for title and footer."""
_LINE: Final = 450
"""Letters of a line; a longer one is broken."""
_CELLS: Final = 34
"""A wider table breaks its lines on phones."""
_NAME: Final = 100
_LONG: Final = 3
"""Lines after which a block stands apart from the next one."""


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of one block; of a table also the ``heading`` that stands above them on every page."""

    lines: tuple[Line, ...]
    fixed: bool = False
    heading: Line | None = None


def pages(blocks: Iterable[Block]) -> list[tuple[Passage, ...]]:
    """The blocks cut into pages at the ends of lines; at least one page, which may be empty."""
    return [tuple(page.finished) for page in cut(map(_section, blocks), _Page) if page.finished] or [()]


class _Page(Page[Section, Line]):
    room = PAGE

    def __init__(self) -> None:
        super().__init__()
        self.finished: list[Passage] = []

    def size(self, line: Line) -> int:
        return line_units(line)

    def frame(self, section: Section) -> int:
        return line_units(section.heading) + 1 if section.heading else 0

    def shows(self, line: Line) -> bool:
        return any(span.text.strip() for span in line)

    def close(self, section: Section, lines: list[Line]) -> None:
        heading = (section.heading,) if section.heading else ()
        if self.finished and (self.finished[-1].fixed or len(self.finished[-1].lines) >= _LONG):
            self.finished.append(GAP)
            self.used += 1
        self.finished.append(Passage((*heading, *lines), section.fixed))


def _section(block: Block) -> Section:
    match block:
        case Said():
            tag = Tag.BOLD if block.strong else Tag.PLAIN
            return Section(tuple((Span(text, tag),) for text in _texts(block.text)))
        case Facts():
            return Section(tuple(spans for name, said in block.pairs for spans in _fact(name, said)))
        case Grid():
            return _grid(block)
        case Lines():
            return Section(tuple((Span(text),) for text in _texts(block.text)), fixed=True)


def _texts(text: str) -> Iterator[str]:
    for whole in cleaned(text).split("\n"):
        yield from broken(whole.rstrip(), _LINE)


def _fact(name: str, said: str) -> Iterator[Line]:
    first, *rest = _texts(said)
    title = one_line(name)[:_NAME].rstrip()
    joint = ": " if title and first else ""
    yield (Span(title + joint), Span(first, Tag.BOLD))
    yield from ((Span(text, Tag.BOLD),) for text in rest)


def _grid(grid: Grid) -> Section:
    headings, rows = squared(grid)
    if not headings:
        return Section(())
    heading, *lines = table(headings, rows, grid.right).split("\n")
    if all(width(row) <= _CELLS and len(row) <= _LINE for row in (heading, *lines)):
        above = (Span(heading),) if heading.strip() else None
        return Section(tuple((Span(text),) for text in lines), fixed=True, heading=above)
    return Section(tuple(spans for row in rows for spans in _paragraph(headings, row)))


def _paragraph(headings: list[str], row: list[str]) -> Iterator[Line]:
    """A row that is too wide for a phone: its first cell in bold, below it the others by their names."""
    first, others = in_words(headings, row)
    yield from ((Span(text, Tag.BOLD),) for text in broken(first, _LINE) if text)
    yield from ((Span(text),) for text in broken(others, _LINE) if text)

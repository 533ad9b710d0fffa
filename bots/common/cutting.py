"""Long answers cut into pages at the ends of lines; what stands above a block is repeated on each of its pages."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, Protocol, TypeVar

L = TypeVar("L")
L_co = TypeVar("L_co", covariant=True)


class Section(Protocol[L_co]):
    """The lines of one block."""

    @property
    def lines(self) -> tuple[L_co, ...]:
        """From above to below."""
        ...


S = TypeVar("S", bound=Section[object])


class Page(ABC, Generic[S, L]):
    """A page that is being filled; ``room`` is what fits on it, in the platform's own measure."""

    room: int

    def __init__(self) -> None:
        self.section: S | None = None
        self.lines: list[L] = []
        self.used = 0
        self.is_begun = False

    def open(self, section: S) -> None:
        """The lines that follow belong to ``section``."""
        self.finish()
        self.section = section
        self.used += self.frame(section)

    def has_room(self, line: L) -> bool:
        """An empty page takes any line: those that are too long were broken before."""
        return not (self.is_begun or self.lines) or self.used + self.size(line) + 1 <= self.room

    def add(self, line: L) -> None:
        """Put ``line`` below the others."""
        self.lines.append(line)
        self.used += self.size(line) + 1

    def finish(self) -> None:
        """The section ends here, or goes on on the next page."""
        if self.section is not None and any(map(self.shows, self.lines)):
            self.close(self.section, self.lines)
            self.is_begun = True
        self.lines = []

    @abstractmethod
    def size(self, line: L) -> int:
        """What a line takes."""

    @abstractmethod
    def frame(self, section: S) -> int:
        """What a section takes beside its lines."""

    @abstractmethod
    def shows(self, line: L) -> bool:
        """Whether anything of a line can be seen."""

    @abstractmethod
    def close(self, section: S, lines: list[L]) -> None:
        """Take over the lines of a section that are on this page."""


P = TypeVar("P", bound=Page)  # type: ignore[type-arg]


def cut(sections: Iterable[Section[object]], blank: Callable[[], P]) -> Iterator[P]:
    """The filled pages, at least one."""
    page = blank()
    for section in sections:
        page.open(section)
        for line in section.lines:
            if not page.has_room(line):
                page.finish()
                yield page
                page = blank()
                page.open(section)
            page.add(line)
    page.finish()
    yield page

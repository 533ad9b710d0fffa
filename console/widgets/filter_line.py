"""The line after ``/``: what the area shows is filtered while one types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rich.text import Text
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from console.widgets.typed_line import TypedLine
from locales import t


class FilterLine(TypedLine):
    """Tells of each change. Enter keeps the filter and closes, Esc drops it and closes."""

    PROMPT: ClassVar[str] = "/"
    PLACEHOLDER: ClassVar[str] = "line-filter-placeholder"

    class Changed(Message):
        """The filter is ``text`` now; empty is no filter."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__({"enter": self._keep, "escape": self.put_away}, id=id)
        self._told = ""
        self._keys = Static(classes="typed-keys")

    def below(self) -> Iterator[Widget]:
        """How it is used."""
        yield self._keys

    def on_mount(self) -> None:
        """Listen to the field."""
        self.watch(self.field, "value", self._tell, init=False)

    def open(self, text: str = "") -> None:
        """Begin with ``text``, or with the filter that was kept."""
        super().open(text or self.field.value)

    def put_away(self) -> None:
        """Drop the filter and hide the line."""
        self.field.value = ""
        super().put_away()

    def relabel(self) -> None:
        """Field and keys in the reader's language."""
        super().relabel()
        self._keys.update(Text(t("line-filter-keys")))

    @property
    def is_kept(self) -> bool:
        """Whether a filter holds although the line is out of sight; the table itself tells of it."""
        return bool(self.field.value) and not self.is_open

    def _keep(self) -> None:
        if self.field.value.strip():
            super().put_away()
        else:
            self.put_away()

    def _tell(self, text: str) -> None:
        if text != self._told:
            self._told = text
            self.post_message(self.Changed(text))

"""The line after ``:``: commands in words, completed while one types."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList, Static

from console.commanding.completion import Completion, complete
from console.commanding.history import History
from console.commanding.reading import read, usage
from console.commanding.scope import Scope
from console.look.tones import look_of
from console.text.words import sentence
from console.widgets.filter_line import FilterLine
from console.widgets.proposals import Proposals
from console.widgets.typed_line import TypedLine
from engine.core.errors import InvalidInput
from locales import t

__all__ = ["CommandLine", "FilterLine"]


class CommandLine(TypedLine):
    """Asks ``scope`` what there is each time it looks. The app answers a line with ``put_away`` or ``complain``."""

    PROMPT: ClassVar[str] = ":"
    PLACEHOLDER: ClassVar[str] = "line-placeholder"

    class Submitted(Message):
        """A line to be carried out."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, scope: Callable[[], Scope], history: History, *, id: str | None = None) -> None:
        deeds = {"tab": self._fill, "up": self._up, "down": self._down, "enter": self._enter, "escape": self.put_away}
        super().__init__(deeds, id=id)
        self.history = history
        self._scope = scope
        self._completions: list[Completion] = []
        self._stale = True
        self._recalled: str | None = None
        self._list = Proposals()
        self._hint = Static(classes="typed-hint")
        self._complaint = Static(classes="typed-complaint")

    def above(self) -> Iterator[Widget]:
        """What can be typed, and how the command is written."""
        yield self._list
        yield self._hint

    def below(self) -> Iterator[Widget]:
        """What was wrong."""
        yield self._complaint

    def on_mount(self) -> None:
        """Follow the text and the cursor; several changes at a time are looked at once."""
        self.watch(self.field, "value", self._changed, init=False)
        self.watch(self.field, "selection", self._changed, init=False)

    def open(self, text: str = "") -> None:
        """Begin with ``text``."""
        self.history.leave()
        self._recalled = None
        super().open(text)

    def relabel(self) -> None:
        """Placeholder, list and hint in the reader's language."""
        super().relabel()
        self._changed()

    def complain(self, text: str) -> None:
        """Say below the line what was wrong with it; it stays open to be mended."""
        self._complaint.update(Text(f"! {text}"))
        self._complaint.display = True

    def _changed(self) -> None:
        self._complaint.display = False
        self._stale = True
        self.call_next(self._look)

    def _look(self) -> None:
        """Bring list and hint up to date with the text, once after each change."""
        if not self._stale:
            return
        self._stale = False
        if self.field.value != self._recalled:
            self._recalled = None
            self.history.leave()
        before, scope = self._before_cursor, self._scope()
        self._completions = complete(before, scope)
        self._list.show(self._completions)
        self._hint.update(self._usage(before, scope))

    def _usage(self, before: str, scope: Scope) -> Text:
        parts, look = usage(before, scope), look_of(self.app.theme)
        if not parts:
            return Text(t("line-keys"), look.muted, no_wrap=True, overflow="ellipsis")
        hint = Text(" ", no_wrap=True, overflow="ellipsis").join(
            Text(part.text, look.accent if part.now else look.text) for part in parts
        )
        following = read(before, scope.registry).following
        if following and any(part.now for part in parts):
            hint.append(f"   {t(f'param-{following[0].name}')}", look.muted)
        return hint

    @property
    def _before_cursor(self) -> str:
        return self.field.value[: self.field.cursor_position]

    def _fill(self) -> None:
        self._look()
        usable = next((one for one in self._completions if one.available), None)
        self._take(self._list.chosen or usable)

    def _take(self, one: Completion | None) -> bool:
        """Put a completion in the line, or say why it cannot be used."""
        if one is None:
            return False
        if one.reason is not None:
            self.complain(sentence(one.reason.key, one.reason.params))
            return False
        rest = self.field.value[self.field.cursor_position :]
        self._put(one.text + (rest.lstrip() if one.text.endswith(" ") else rest), len(one.text))
        return True

    def _put(self, text: str, cursor: int) -> None:
        self.field.value = text
        self.field.cursor_position = cursor

    def _up(self) -> None:
        self._look()
        if self._list.chosen is None and (self._is_untouched or not self._completions):
            self._recall(self.history.older(self.field.value))
        else:
            self._list.step(-1)

    def _down(self) -> None:
        self._look()
        newer = self.history.newer() if self._list.chosen is None else None
        if newer is None:
            self._list.step(1)
        else:
            self._recall(newer)

    @property
    def _is_untouched(self) -> bool:
        return self.field.value in ("", self._recalled)

    def _recall(self, line: str | None) -> None:
        if line is not None:
            self._recalled = line
            self._put(line, len(line))

    def _enter(self) -> None:
        self._look()
        if self._list.chosen is not None and not (self._take(self._list.chosen) and self._is_whole):
            return
        text = self.field.value.strip()
        if not text:
            self.put_away()
            return
        self.history.add(text)
        self.post_message(self.Submitted(text))

    @property
    def _is_whole(self) -> bool:
        """Whether nothing that must be said is missing."""
        try:
            self._scope().registry.parse(self.field.value)
        except InvalidInput:
            return False
        return True

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._take(self._completions[event.option_index])

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()

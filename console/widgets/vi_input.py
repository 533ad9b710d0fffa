"""Text fields in which Vietnamese can be typed.

Vietnamese keyboards (Unikey, EVKey, OpenKey) mend a word by sending backspaces and the new letters at one go. Textual
writes a letter at once but sends a bound key such as backspace to the app and back first, so that it would arrive after
the letters that followed it and "việt" would end as "viet". Here a field carries out its own keys itself, in order.
"""

from __future__ import annotations

import unicodedata

from textual.document._document import EditResult, Location
from textual.events import Key
from textual.widget import Widget
from textual.widgets import Input, TextArea

from locales.folding import nfc


async def _carry_out_own_key(field: Widget, event: Key) -> None:
    """Run what ``field`` itself binds to this key, now; what it declines goes the usual way."""
    for binding in field._bindings.key_to_bindings.get(event.key, ()):
        if await field.app.run_action(binding.action, field):
            event.stop()
            return


class ViInput(Input):
    """One line. Keys act in the order in which they came; the text is always composed (NFC)."""

    async def _on_key(self, event: Key) -> None:
        await _carry_out_own_key(self, event)  # Textual goes on to Input's own handler, which writes letters

    def validate_value(self, value: str) -> str:
        """What is set from outside, composed."""
        return nfc(value)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put ``text`` in place of a range; a mark joins the letter before it, and the cursor stays behind it."""
        start, end = sorted((max(0, start), min(len(self.value), end)))
        super().replace(nfc(self.value[:start] + text), 0, end)


class ViTextArea(TextArea):
    """Several lines, as :class:`ViInput`."""

    async def _on_key(self, event: Key) -> None:
        await _carry_out_own_key(self, event)

    def _set_document(self, text: str, language: str | None) -> None:
        super()._set_document(nfc(text), language)

    def replace(
        self, insert: str, start: Location, end: Location, *, maintain_selection_offset: bool = True
    ) -> EditResult:
        """Put ``insert`` in place of a range; a mark joins the letter before it."""
        start, end = sorted((start, end))
        row, column = start
        line = self.document[row]
        first = column
        if unicodedata.combining(insert[:1] or " "):
            while first > 0 and unicodedata.combining(line[first - 1]):
                first -= 1
            first = max(0, first - 1)
        composed = nfc(line[first:column] + insert)
        return super().replace(composed, (row, first), end, maintain_selection_offset=maintain_selection_offset)

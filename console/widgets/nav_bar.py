"""The areas side by side, with their numbers; where you are is bright and underlined."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from textual.reactive import reactive

from console.keys import AREAS
from console.text.spans import Span, length
from console.widgets.line import Line
from locales import t


class NavBar(Line):
    """Click or press the number."""

    area: reactive[str] = reactive("market")
    crumbs: reactive[tuple[str, ...]] = reactive(())

    def spans(self, width: int) -> Sequence[Span]:
        """The areas, and behind them the way one has gone into this one."""
        shown = next((s for gap in ("   ", "  ", " ") if length(s := self._areas(gap)) <= width), self._areas(" "))
        trail = "".join(f" › {crumb}" for crumb in self.crumbs)
        help_ = Span(f"? {t('key-app-help')} ", self.look.muted, "app.help")
        room = width - length(shown)
        if trail and length([Span(trail, self.look.accent)]) + 1 <= room:
            shown = [*shown, Span(trail, self.look.accent, "app.back")]
            room = width - length(shown)
        if room > length([help_]):
            shown = [*shown, Span(" " * (room - length([help_])), self.look.text), help_]
        return shown

    def _areas(self, gap: str) -> list[Span]:
        spans = [Span(gap[:1], self.look.text)]
        for number, name in enumerate(AREAS, 1):
            here = name == self.area
            style = self.look.accent + Style(underline=True) if here else self.look.text
            spans += [
                Span(f"{number} ", self.look.accent if here else self.look.faint, f"app.area('{name}')"),
                Span(t(f"area-{name}"), style, f"app.area('{name}')"),
                Span(gap if number < len(AREAS) else "", self.look.text),
            ]
        return spans

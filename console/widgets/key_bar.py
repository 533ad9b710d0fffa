"""The keys that matter where you are, each of which can be clicked. Words follow the language of the moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from textual.binding import Binding

from console.keys import KEY_OF
from console.text.spans import Span, length
from console.widgets.line import Line
from locales import t

_SIGNS: Final = {
    "colon": ":", "slash": "/", "question_mark": "?", "left_square_bracket": "[", "right_square_bracket": "]",
    "enter": "↵", "escape": "Esc", "space": "␣", "plus": "+", "minus": "-", "equals_sign": "=", "full_stop": ".",
    "comma": ",", "left": "←", "right": "→", "up": "↑", "down": "↓", "less_than_sign": "<", "greater_than_sign": ">",
    "home": "Home", "end": "End", "tab": "Tab", "f1": "F1",
}  # fmt: skip


def sign_of(key: str) -> str:
    """A key as people know it: ``ctrl+p`` is ``^P``."""
    *modifiers, last = key.split("+")
    sign = _SIGNS.get(last, last)
    for modifier in reversed(modifiers):
        shown = sign.upper() if len(sign) == 1 else sign
        sign = f"^{shown}" if modifier == "ctrl" else f"{modifier}+{sign}"
    return sign


def hints(bindings: Iterable[Binding], area: str) -> list[tuple[str, str, str]]:
    """Sign, message and action of what belongs in the bar, in its order; several keys of one action show the first."""
    found: dict[str, tuple[int, Binding]] = {}
    for binding in bindings:
        # Tables have their own Enter; what it leads to is told by the area.
        key = KEY_OF.get(f"{area}.enter" if binding.id == "table.select" else binding.id or "")
        if key is None or not key.shown:
            continue
        if key.text not in found or binding.key == key.keys.split(",")[0]:
            found[key.text] = (key.shown, binding)
    ordered = sorted(found.items(), key=lambda entry: entry[1][0])
    return [(sign_of(binding.key), text, binding.action) for text, (_, binding) in ordered]


class KeyBar(Line):
    """One line of hints; what does not find room is in the help."""

    def on_mount(self) -> None:
        """Follow the focus."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())
        self.app.screen_change_signal.subscribe(self, lambda _: self.refresh())

    def spans(self, width: int) -> Sequence[Span]:
        """As many hints as there is room for."""
        spans: list[Span] = []
        if self.app.screen is not self.screen:
            return spans  # a screen lies over this one and tells its own keys
        active = [one.binding for one in self.screen.active_bindings.values() if one.enabled]
        for sign, text, action in hints(active, getattr(self.app, "area_name", "")):
            dead = not self._is_alive(text)
            more = [
                Span(f" {sign}{'✖' if dead else ''} ", self.look.faint if dead else self.look.accent, self._do(action)),
                Span(f"{t(text)} ", self.look.faint if dead else self.look.muted, self._do(action)),
            ]
            if length(spans) + length(more) > width:
                continue
            spans += more
        return spans

    def _is_alive(self, text: str) -> bool:
        """Whether what the key does can be done now; why it cannot is said when it is pressed."""
        ask = getattr(self.app, "key_is_alive", None)
        return ask is None or bool(ask(text))

    def _do(self, action: str) -> str:
        """The click must reach whoever the key would have reached."""
        name = action.partition("(")[0]
        if "." in name or hasattr(self.app, f"action_{name}"):
            return action if "." in name else f"app.{action}"
        return f"app.in_area({action!r})"

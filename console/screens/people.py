"""Who may do what, and the keys that grant and revoke. Each of them asks again, as the command line does."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, cast

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from console.look.tones import look_of
from console.screens.answer import AnswerScreen
from console.screens.controls import Hint, Hints
from console.text.people import ROLES, people_columns, people_rows, person_of
from console.widgets.fitted_text import SteadyText
from console.widgets.notice_bar import NoticeBar
from console.widgets.tick_table import TickTable
from engine.core.errors import HaiDangError
from engine.service.answers import Roles
from locales import t

if TYPE_CHECKING:
    from console.app import ConsoleApp

_FRAME: Final = 10
"""Frame, headings, what is said below, keys."""
_HINTS: Final = (
    *(Hint(str(n), f"role-{role.value}", f"screen.grant('{role.value}')") for n, role in enumerate(ROLES, 1)),
    Hint("x", "people-take-back", "screen.take_back"),
    Hint("Esc", "dialog-close", "screen.close"),
    Hint("y", "key-app-copy", "screen.copy"),
    Hint("e", "answer-export", "screen.export"),
)


class PeopleScreen(AnswerScreen):
    """The answer of ``role list`` as a table: a digit gives the person under the cursor a role, ``x`` takes it."""

    AUTO_FOCUS: ClassVar[str | None] = "#people"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"grant('{role.value}')", show=False) for n, role in enumerate(ROLES, 1)),
        Binding("x,delete", "take_back", show=False),
    ]

    def __init__(self, roles: Roles) -> None:
        super().__init__("role", roles)
        self._roles = roles

    def compose(self) -> ComposeResult:
        """The table, what there is to say about it, and the keys."""
        with Vertical(classes="dialog people"):
            yield TickTable(id="people", flash=False)
            yield SteadyText(id="people-said")
            yield Hints(_HINTS)

    def _say(self) -> None:
        box, look = self.query_one(".dialog"), look_of(self.app.theme)
        box.border_title, box.border_subtitle = Content(t("settings-deed-role")), None
        table, rows = self.query_one(TickTable), people_rows(self._roles, look)
        table.empty = t("people-no-roles")
        table.show(people_columns(), rows, look)
        box.styles.height = max(3, len(rows)) + len(self._roles.codes) + _FRAME
        codes = [t("people-code", surface=row.surface.capitalize(), code=row.code) for row in self._roles.codes]
        self._mention("\n".join([*codes, t("people-by-hand")]))
        self.query_one(Hints).refresh()

    def _mention(self, said: str) -> None:
        self.query_one("#people-said", SteadyText).update(Text(said))

    def action_grant(self, role: str) -> None:
        """Give the person at hand a role."""
        self._change("grant", role=role)

    def action_take_back(self) -> None:
        """Take back what was granted."""
        self._change("revoke")

    @work(group="people", exclusive=True, exit_on_error=False)
    async def _change(self, action: str, **more: str) -> None:
        key = self.query_one(TickTable).cursor_key
        if key is None:
            return
        surface, person = person_of(key)
        dealings = cast("ConsoleApp", self.app).dealings
        await dealings.send("role", {"action": action, "surface": surface, "person": person, **more})
        try:
            self._answer = self._roles = await dealings.ask("role", {"action": "list"})
        except HaiDangError:
            return  # what went wrong was said below
        if self.is_mounted:
            self._say()
            for bar in self.app.query(NoticeBar):  # it lies under this dialog
                self._mention(bar.text)

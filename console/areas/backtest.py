"""Kiểm thử: run the rules over the past, read what came of it, and put two runs side by side."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any, ClassVar, Final

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, ScrollableContainer, VerticalScroll
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from console.areas.base import Area
from console.keys import bindings
from console.screens.controls import Push
from console.text.reasons import NOT_BUILT, reason_said
from console.text.runs import Run, reading, run_columns, run_rows, text_of, title_of
from console.widgets.bars import Progress
from console.widgets.fitted_text import SteadyText, entitle
from console.widgets.form import Form
from console.widgets.notice_bar import NoticeBar
from console.widgets.tick_table import TickTable
from console.widgets.vi_input import ViInput
from engine.service.answers import Why
from engine.service.registry import registry
from engine.service.snapshots import Snapshot
from locales import t
from locales.formats import duration

COMMAND: Final = "backtest"


class RunButton(Push):
    """The button below the form."""

    class Pressed(Message):
        """Somebody wants to run what is filled in."""

    def action_run(self) -> None:
        """Tell the area."""
        self.post_message(self.Pressed())


class BacktestArea(Area):
    """A form, the runs of this session, and the answer of the one under the cursor."""

    NAME = "backtest"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("backtest")]

    def __init__(self) -> None:
        super().__init__()
        self._first: str | None = None
        """The run that another is to be put beside."""
        self._beside: str | None = None
        self._shown: Run | None = None
        """The newest run in the list."""
        self._clock: Timer | None = None

    def compose(self) -> ComposeResult:
        """The form and what it is for, the runs, and two places to read in."""
        with Container(id="backtest-left"):
            with VerticalScroll(id="backtest-form-panel", classes="panel") as panel:
                panel.border_title = t("area-backtest")
                yield Static(t("backtest-what"), id="backtest-what")
                yield Form(registry().get(COMMAND), id="backtest-form")
                with Horizontal(id="backtest-go"):
                    yield RunButton(t("backtest-go"), "run", id="backtest-run")
                    yield Progress(id="backtest-progress")
                yield SteadyText(id="backtest-later")
            with Container(id="backtest-runs-panel", classes="panel") as panel:
                panel.border_title = t("backtest-runs")
                yield TickTable(id="backtest-runs", flash=False)
        with Container(id="backtest-readings"):
            for name in ("one", "two"):
                with ScrollableContainer(id=f"backtest-{name}", classes="panel"):
                    yield SteadyText(id=f"backtest-{name}-text")

    def on_mount(self) -> None:
        """Time goes on while a run is under way."""
        self._clock = self.set_interval(0.5, self._tick)
        self._show()

    def on_show(self) -> None:
        """Time is told again."""
        if self._clock is not None:
            self._clock.resume()

    def on_hide(self) -> None:
        """Nobody sees it."""
        if self._clock is not None:
            self._clock.pause()

    # --- drawing -------------------------------------------------------------------------------------------------
    def draw(self, snapshot: Snapshot) -> None:
        """Whether it can be run just now may have changed."""
        self._show()

    def _show(self) -> None:
        reason = self._reason
        self.query_one(Form).disabled = self.query_one(Push).disabled = reason is not None
        later = self.query_one("#backtest-later", SteadyText)
        later.display = reason is not None
        if reason is not None:
            later.update(self._why(reason))
        self.query_one("#backtest-runs", TickTable).empty = t(
            "backtest-no-runs" if reason is None else "backtest-no-runs-later"
        )
        self._show_runs()
        self._show_progress()

    @property
    def _reason(self) -> Why | None:
        return self.console.dealings.why_not(COMMAND)

    def _why(self, reason: Why) -> Text:
        said = Text.assemble((f"✖ {reason_said(reason)}", self.look.warn))
        if reason.key != NOT_BUILT:
            return said
        return said.append(f"\n{t('backtest-today')}", self.look.muted)

    def _show_runs(self) -> None:
        runs = self.console.runs
        self._shown = runs.done[-1] if runs.done else None
        table = self.query_one("#backtest-runs", TickTable)
        table.show(run_columns(), run_rows(runs.done, self._first, self.look), self.look)
        one, two = runs.find(self._first if self._beside else table.cursor_key), runs.find(self._beside)
        self._read("one", one, two)
        self._read("two", two, one)
        self.set_class(two is not None, "-beside")

    def _read(self, place: str, run: Run | None, other: Run | None) -> None:
        entitle(self.query_one(f"#backtest-{place}"), t("backtest-answer") if run is None else title_of(run))
        said = Text(t("backtest-nothing-to-read"), self.look.muted) if run is None else reading(run, other, self.look)
        self.query_one(f"#backtest-{place}-text", SteadyText).update(said)

    def _tick(self) -> None:
        self._show_progress()
        newest = next(reversed(self.console.runs.done), None)
        if newest is not None and newest is not self._shown:
            self._show_runs()
            self.query_one("#backtest-runs", TickTable).choose(newest.key)

    def _show_progress(self) -> None:
        since = self.console.runs.since
        progress = self.query_one(Progress)
        progress.display = since is not None
        if since is not None:
            elapsed = duration(1_000 * int(time.monotonic() - since))
            progress.show(None, self.look, t("backtest-under-way", elapsed=elapsed))

    # --- choosing ------------------------------------------------------------------------------------------------
    def on_tick_table_highlighted(self, message: TickTable.Highlighted) -> None:
        """The run under the cursor is the one to read."""
        self._show_runs()

    def on_tick_table_selected(self, message: TickTable.Selected) -> None:
        """Enter or a double click: the answer alone."""
        self.action_drill()

    @on(ViInput.Submitted)
    @on(RunButton.Pressed)
    def _asked_to_run(self) -> None:
        """Enter in a field, or the button."""
        self.action_run()

    # --- actions -------------------------------------------------------------------------------------------------
    def action_run(self) -> None:
        """Send what is filled in; it goes on whatever is looked at meanwhile."""
        reason = self._reason
        if reason is not None:
            self.console.notice(reason_said(reason), failed=True)
            return
        if self.console.runs.since is not None:
            self.console.notice(t("backtest-one-at-a-time"), failed=True)
            return
        arguments = self.query_one(Form).read()
        if arguments is not None:
            self._beside = self._first = None
            asked = self.console.runs.carry_out(self.console.dealings.ask, COMMAND, arguments)
            self.app.run_worker(asked, group="backtest", exit_on_error=False)
            self.query_one("#backtest-runs").focus()

    def action_fill(self) -> None:
        """Into the form."""
        if self._reason is None:
            self.query_one(Form).take_focus()
        else:
            self.action_run()

    def action_drill(self) -> None:
        """The answer alone."""
        if self.query_one("#backtest-runs", TickTable).cursor_key is not None:
            self.add_class("-detail")
            self.query_one("#backtest-one").focus()
            self.console.crumbs()

    def action_compare(self) -> None:
        """The first time which one, the second time beside which."""
        key = self.query_one("#backtest-runs", TickTable).cursor_key
        if key is None:
            self.console.notice(t("backtest-nothing-to-compare"), failed=True)
        elif self._first is None:
            self._first = key
            self.console.notice(t("backtest-choose-another"))
        elif key == self._first:
            self._first = None
            self.console.query_one(NoticeBar).clear()
        elif self._beside is None:
            self._beside = key
            self.add_class("-detail")
            self.query_one("#backtest-one").focus()
            self.console.notice(t("backtest-side-by-side"))
        self._show_runs()
        self.console.crumbs()

    # --- what every area can -------------------------------------------------------------------------------------
    def enter(self) -> None:
        """The list of runs: number keys still lead to other areas from here, as they would not from a field."""
        self.query_one("#backtest-runs").focus()

    def back(self) -> bool:
        """Out of the comparison, out of the answer, out of the form."""
        if self._beside is not None or self.has_class("-detail"):
            self._beside = self._first = None
            self.remove_class("-detail")
            self._show_runs()
            self.enter()
            return True
        if self._first is not None:
            self._first = None
            self._show_runs()
            return True
        if self.query_one("#backtest-form-panel").has_focus_within:
            self.enter()
            return True
        return False

    def crumbs(self) -> tuple[str, ...]:
        """Which run, and beside which."""
        shown = [self._first, self._beside] if self._beside else []
        if not shown and self.has_class("-detail"):
            shown = [self.query_one("#backtest-runs", TickTable).cursor_key]
        return (" | ".join(f"#{key}" for key in shown),) if shown else ()

    def filter(self, text: str) -> None:
        """Only runs that contain it."""
        self.query_one("#backtest-runs", TickTable).set_filter(text)

    def sort_next(self) -> None:
        """By the next column."""
        self.query_one("#backtest-runs", TickTable).action_sort_next()

    def records(self) -> tuple[str, Sequence[dict[str, Any]]]:
        """The runs of this session."""
        return "backtest", self.query_one("#backtest-runs", TickTable).rows_as_records()

    def picture(self) -> Any | None:
        """The answer at hand, where it is of a kind that can be drawn."""
        from engine.service.drawing import has_picture

        run = self.console.runs.find(self.query_one("#backtest-runs", TickTable).cursor_key)
        return run.answer if run is not None and has_picture(run.answer) else None

    def copied(self) -> str | None:
        """The answer at hand as text."""
        run = self.console.runs.find(self.query_one("#backtest-runs", TickTable).cursor_key)
        return None if run is None else text_of(run)

    def retheme(self) -> None:
        """All in the new colours."""
        super().retheme()
        self._show()

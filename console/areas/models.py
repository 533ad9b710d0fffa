"""Mô hình: the models in use, and of one of them what it claims, what came true, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll

from console.areas.base import Area
from console.keys import bindings
from console.tables.sorting import Order
from console.text import models_card as texts
from console.text.models import model_columns, model_rows, training_said
from console.text.models_deeds import Deed, deed_spans, deeds
from console.text.reasons import reason_said
from console.text.words import sentence
from console.widgets.bars import Bars, Progress
from console.widgets.deed_lines import DeedLines
from console.widgets.fitted_text import FittedText, SteadyText, entitle
from console.widgets.reliability import Reliability
from console.widgets.tick_table import TickTable
from engine.service.answers import ModelCard, Models
from engine.service.snapshots import Snapshot
from locales import t

_AT_ONCE: Final = 4
"""Cards of other pairs asked for in one go: each takes the engine a while."""


class ModelsArea(Area):
    """The table above; below it, or with Enter instead of it, the model under the cursor in full."""

    NAME = "models"
    EVERY = 5.0
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("models")]

    def __init__(self) -> None:
        super().__init__()
        self._models: Models | None = None
        self._cards: dict[str, ModelCard] = {}

    def compose(self) -> ComposeResult:
        """A table, progress, and the panels of a card."""
        with Container(id="models-panel", classes="panel") as panel:
            panel.border_title = t("cli-models")
            panel.border_subtitle = t("models-live-marks")
            yield TickTable(id="models", flash=False)
        yield Progress(id="models-progress")
        with VerticalScroll(id="models-card"):
            with Container(id="models-facts-panel", classes="panel"):
                yield FittedText(id="models-facts")
            with Container(id="models-bins-panel", classes="panel") as panel:
                panel.border_title = t("models-calibration")
                yield Reliability(id="models-bins")
                yield SteadyText(id="models-bins-note")
            with Container(id="models-members-panel", classes="panel") as panel:
                panel.border_title = t("models-members")
                yield Bars(id="models-members")
            with Container(id="models-versions-panel", classes="panel") as panel:
                panel.border_title = t("models-versions-title")
                yield TickTable(id="models-versions", flash=False)
            with Container(id="models-deeds-panel", classes="panel") as panel:
                panel.border_title = t("models-deeds")
                yield DeedLines(id="models-deeds")

    def on_mount(self) -> None:
        """The order of the table as it was left."""
        table = self.query_one("#models", TickTable)
        table.empty = t("tui-loading")
        self.query_one("#models-versions", TickTable).empty = t("models-no-versions")
        kept = self.console.memory.sorts.get("models")
        if kept:
            table.set_order(Order(str(kept[0]), bool(kept[1])))

    def on_resize(self) -> None:
        """The card for its new width, once that is known."""
        self.call_after_refresh(self._show_card)

    # --- drawing -------------------------------------------------------------------------------------------------
    def draw(self, snapshot: Snapshot) -> None:
        """The table with the progress of a training, and what can be done just now."""
        progress = self.query_one(Progress)
        progress.display = snapshot.training is not None
        if snapshot.training is not None:
            progress.show(snapshot.training.fraction, self.look, training_said(snapshot.training))
        if self._models is not None:
            table = self.query_one("#models", TickTable)
            table.empty = t("tui-no-symbols")
            table.show(model_columns(), model_rows(self._models.rows, self._cards, snapshot, self.look), self.look)
            if self.console.symbol is not None and table.cursor_key != self.console.symbol:
                table.choose(self.console.symbol)
        self._show_deeds()

    async def fetch(self, snapshot: Snapshot) -> None:
        """All models, the card of the pair at hand, and the cards of some others for their live record."""
        self._models = await self.ask("models")
        self.draw(snapshot)
        symbol = self.console.symbol
        if symbol is not None:
            self._cards[symbol] = await self.ask("models", symbol=symbol)
            self._show_card()
        for other in self._others(symbol):
            known = self._cards.pop(other, None)
            if known is not None:
                self._cards[other] = known  # to the end: its turn comes again after all the others
            self._cards[other] = await self.ask("models", symbol=other)
        self.draw(self.console.snapshot or snapshot)

    def _others(self, symbol: str | None) -> list[str]:
        """Pairs whose card is not known yet; when all are known, the one that was looked at longest ago."""
        assert self._models is not None  # noqa: S101 - asked for just before
        names = [row.symbol for row in self._models.rows if row.symbol != symbol]
        unknown = [name for name in names if name not in self._cards]
        return unknown[:_AT_ONCE] or [name for name in self._cards if name in names][:1]

    def _show_card(self) -> None:
        card = self._card
        if card is None:
            return
        timeframe, horizon = (sentence(f"timeframe-{span}", {}) for span in (card.timeframe, card.horizon))
        title = t("models-card", symbol=card.symbol, timeframe=timeframe, horizon=horizon)
        entitle(self.query_one("#models-facts-panel"), title)
        look = self.look
        self.query_one("#models-facts", FittedText).show(lambda width: texts.facts(card, look, width))
        self.query_one("#models-members-panel").display = bool(card.members)
        note = t("models-bins-of-all") if card.bins else t("models-bins-none", horizon=horizon)
        self.query_one("#models-bins-note", SteadyText).update(note)
        self.query_one(Bars).show(texts.members(card), self.look)
        self.query_one(Reliability).show(texts.bins(card), self.look)
        versions = self.query_one("#models-versions", TickTable)
        versions.show(texts.version_columns(), texts.version_rows(card, self.look), self.look)
        self._show_deeds()

    def _show_deeds(self) -> None:
        lines = [(deed.command, deed_spans(deed, self.look)) for deed in self._deeds()]
        self.query_one("#models-deeds-panel").display = bool(lines)
        self.query_one(DeedLines).show(lines)

    # --- what is at hand -----------------------------------------------------------------------------------------
    @property
    def _card(self) -> ModelCard | None:
        return self._cards.get(self.console.symbol or "")

    def _deeds(self) -> list[Deed]:
        dealings, snapshot = self.console.dealings, self.console.snapshot
        return [] if snapshot is None else deeds(self._card, snapshot, dealings.may, dealings.why_not)

    def on_tick_table_highlighted(self, message: TickTable.Highlighted) -> None:
        """The model under the cursor is that of the pair at hand."""
        if message.table.id == "models" and message.key is not None and message.key != self.console.symbol:
            self.console.choose_symbol(message.key)
            self._show_card()

    def on_tick_table_selected(self, message: TickTable.Selected) -> None:
        """Enter or a double click: the card alone."""
        if message.table.id == "models":
            self.action_drill()

    def on_tick_table_sorted(self, message: TickTable.Sorted) -> None:
        """Remember the order."""
        order = message.order
        if message.table.id == "models":
            self.console.memory.sorts["models"] = [order.column, order.descending] if order is not None else []

    # --- actions -------------------------------------------------------------------------------------------------
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What the role does not allow is not there."""
        return not (action == "send_symbol" and parameters) or self.console.dealings.may(str(parameters[0]))

    def action_drill(self) -> None:
        """The card alone."""
        self.add_class("-detail")
        self.query_one("#models-card").focus()
        self._show_card()
        self.fetch_soon()
        self.console.crumbs()

    def action_send_symbol(self, command: str) -> None:
        """Something to be done with the model at hand; when it cannot be done now, why."""
        deed = next((one for one in self._deeds() if one.command == command), None)
        if deed is not None and deed.reason is not None:
            self.console.notice(reason_said(deed.reason), failed=True)
        else:
            self.console.action_send_symbol(command)

    def on_deed_lines_wanted(self, message: DeedLines.Wanted) -> None:
        """A click does what the key does."""
        self.action_send_symbol(message.deed)

    # --- what every area can -------------------------------------------------------------------------------------
    def enter(self) -> None:
        """The table is where work begins."""
        self.query_one("#models").focus()

    def back(self) -> bool:
        """Back to the table."""
        if not self.has_class("-detail"):
            return False
        self.remove_class("-detail")
        self.enter()
        return True

    def crumbs(self) -> tuple[str, ...]:
        """The pair whose card is open."""
        return ((self.console.symbol or "").split("/")[0],) if self.has_class("-detail") else ()

    def filter(self, text: str) -> None:
        """Only models that contain it."""
        self.query_one("#models", TickTable).set_filter(text)

    def sort_next(self) -> None:
        """By the next column."""
        self.query_one("#models", TickTable).action_sort_next()

    def records(self) -> tuple[str, Sequence[dict[str, Any]]]:
        """The models, or in a card its versions."""
        if self.has_class("-detail"):
            return "versions", self.query_one("#models-versions", TickTable).rows_as_records()
        return "models", self.query_one("#models", TickTable).rows_as_records()

    def picture(self) -> ModelCard | None:
        """The calibration curve, once there is something on it."""
        return self._card if self._card is not None and self._card.bins else None

    def copied(self) -> str | None:
        """The version that serves the pair at hand, in full."""
        return self._card.version if self._card is not None else None

    def retheme(self) -> None:
        """All in the new colours."""
        super().retheme()
        if self.console.snapshot is not None:
            self.draw(self.console.snapshot)
        self._show_card()

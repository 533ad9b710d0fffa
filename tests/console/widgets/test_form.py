"""A form follows the declaration of a command, whichever it is."""

from __future__ import annotations

from decimal import Decimal

from textual.app import App, ComposeResult

from console.screens.controls import Choice
from console.widgets.form import Field, Form
from console.widgets.vi_input import ViInput
from engine.service.registry import registry
from locales import t


class Sheet(App[None]):
    """A form alone."""

    def __init__(self, command: str) -> None:
        super().__init__()
        self._command = command

    def compose(self) -> ComposeResult:
        yield Form(registry().get(self._command))

    @property
    def form(self) -> Form:
        return self.query_one(Form)


def complaints(app: Sheet) -> list[str]:
    return [str(one.query_one(".field-complaint").render()) for one in app.query(Field)]


async def test_a_field_for_each_parameter_with_its_own_words() -> None:
    async with Sheet("paper").run_test() as pilot:
        labels = [str(one.render()) for one in pilot.app.query(".field-label")]
        assert labels == [t("param-action"), f"Số tiền · {t('param-cash')}"]
        assert [one.value for one in pilot.app.query(Choice)] == ["reset", "cash"]
        assert len(pilot.app.query(ViInput)) == 1


async def test_what_is_needed_and_missing_is_said_and_gets_the_focus() -> None:
    app = Sheet("paper")
    async with app.run_test() as pilot:
        assert app.form.read() is None
        await pilot.pause()
        assert complaints(app)[0].startswith("✖ Còn thiếu")
        assert complaints(app)[1] == ""
        assert isinstance(app.focused, Choice)


async def test_choices_and_numbers_are_read_as_on_a_line() -> None:
    app = Sheet("paper")
    async with app.run_test() as pilot:
        await pilot.click(app.query(Choice).last())
        await pilot.click(ViInput)
        await pilot.press(*"500.5")
        assert app.form.read() == {"action": "cash", "cash": Decimal("500.5")}
        await pilot.press("x")
        assert app.form.read() is None
        await pilot.pause()
        assert complaints(app)[1].startswith('✖ "500.5x" không hợp')
        await pilot.press("backspace")
        await pilot.pause()
        assert complaints(app)[1] == ""


async def test_one_of_several_by_keys_and_none_only_where_none_is_needed() -> None:
    app = Sheet("symbols")
    async with app.run_test() as pilot:
        assert app.form.read() == {"action": "list"}  # the default is chosen already
        app.query(Choice)[1].focus()
        await pilot.press("space")
        await pilot.pause()
        assert [one.value for one in app.query(Choice) if one.chosen] == ["add"]
        await pilot.press("space")
        await pilot.pause()
        assert app.form.read() == {}


async def test_moments_and_counts() -> None:
    app = Sheet("chart")
    async with app.run_test() as pilot:
        fields = {one.param.name: one.query_one(ViInput) for one in app.query(Field)}
        fields["symbol"].value = "eth"
        fields["candles"].value = "9"
        fields["until"].value = "2026-11-20T08:00Z"
        await pilot.pause()
        assert app.form.read() is None
        await pilot.pause()
        assert [said != "" for said in complaints(app)] == [name == "candles" for name in fields]
        fields["candles"].value = "50"
        read = app.form.read()
        assert read is not None
        assert (read["symbol"], read["candles"], read["until"]) == ("ETH/USDT", 50, 1_795_161_600_000)

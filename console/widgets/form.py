"""A form made from a command's declaration: a field for each parameter, read as the registry reads a line."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from console.screens.controls import Choice
from console.text.words import sentence
from console.widgets.vi_input import ViInput
from engine.core.errors import InvalidInput
from engine.service.registry import Value, read_value
from engine.service.specs import CommandSpec, Kind, Param
from locales import t


class Field(Vertical):
    """One parameter: what it is, its value, and beside it what is wrong with that."""

    DEFAULT_CSS = """
    Field { height: auto; }
    Field .field-choices { height: 1; }
    Field Choice { width: auto; }
    """

    def __init__(self, param: Param) -> None:
        super().__init__(classes="field")
        self.param = param

    def compose(self) -> ComposeResult:
        """The label with the complaint beside it, and below it what is typed or chosen."""
        yield Static(_label(self.param), classes="field-label")
        if self.param.kind is Kind.CHOICE:
            with Horizontal(classes="field-choices"):
                for value in self.param.choices:
                    yield Choice(value, value, chosen=value == self.param.default, one_of=True)
        else:
            hint = t("form-needed") if self.param.required else t("form-may-be-empty")
            yield ViInput(value=self.param.default or "", placeholder=hint, compact=True)
        yield Static(classes="field-complaint")

    @property
    def text(self) -> str:
        """What is typed or chosen."""
        if self.param.kind is Kind.CHOICE:
            return next((choice.value for choice in self.query(Choice) if choice.chosen), "")
        return self.query_one(ViInput).value.strip()

    def fill(self, text: str) -> None:
        """Put a value in."""
        for choice in self.query(Choice):
            choice.chosen = choice.value == text
        for field in self.query(ViInput):
            field.value = text

    def read(self) -> Value | None:
        """The value, None when it was left open; raises InvalidInput, which is then told beside it."""
        self._complain(None)
        try:
            if self.text:
                return read_value(self.param, self.text)
            if self.param.required:
                raise InvalidInput("err-parameter-missing", name=self.param.name)
        except InvalidInput as error:
            self._complain(error)
            raise
        return None

    def _complain(self, error: InvalidInput | None) -> None:
        said = self.query_one(".field-complaint", Static)
        said.update(Text("" if error is None else f"✖ {sentence(error.key, error.params)}"))
        self.set_class(error is not None, "-wrong")

    def on_choice_chosen(self, message: Choice.Chosen) -> None:
        """One of them, or none where none is needed."""
        message.stop()
        given_up = message.choice.chosen and not self.param.required
        self.fill("" if given_up else message.choice.value)

    def on_input_changed(self) -> None:
        """What was wrong is being mended."""
        self._complain(None)

    def take_focus(self) -> None:
        """Where typing goes."""
        next(self._takers()).focus()

    def _takers(self) -> Iterator[ViInput | Choice]:
        yield from self.query(ViInput)
        yield from self.query(Choice)


def _label(param: Param) -> Text:
    """The name before the hint; of choices the hint alone, since below it they name themselves."""
    hint = t(f"param-{param.name}")
    if param.kind is Kind.CHOICE:
        return Text(hint)
    name = t(f"line-param-{param.name}")
    return Text.assemble((f"{name[:1].upper()}{name[1:]}", "bold"), f" · {hint}")


class Form(Vertical):
    """The fields of a command."""

    DEFAULT_CSS = "Form { height: auto; }"

    def __init__(self, spec: CommandSpec, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._spec = spec

    def compose(self) -> ComposeResult:
        """A field for each parameter."""
        for param in self._spec.params:
            yield Field(param)

    def read(self) -> dict[str, Value] | None:
        """The arguments; None when something is wrong, which is then told beside the field."""
        found: dict[str, Value] = {}
        wrong: list[Field] = []
        for field in self.query(Field):
            try:
                value = field.read()
            except InvalidInput:
                wrong.append(field)
                continue
            if value is not None:
                found[field.param.name] = value
        if wrong:
            wrong[0].take_focus()
            return None
        return found

    def take_focus(self) -> None:
        """The first field, where there is one."""
        for field in self.query(Field):
            field.take_focus()
            return

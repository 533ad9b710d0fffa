"""What a person is asked before something dangerous is done: the action in words, and what it will do.

The consequences are those of a snapshot, so they are as old as it is. Figures are written as the reader writes them,
and every question names the market and whose money it is about.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from engine.core.modes import Danger
from engine.core.symbols import Symbol
from engine.service.answers import PositionRow, Why
from engine.service.snapshots import Snapshot
from engine.service.specs import CommandSpec
from engine.service.text.words import where, word
from locales import t
from locales.folding import fold_name
from locales.formats import DASH, echo, money, price, quantity

ASSET: Final = "USDT"
_WHOLE: Final = 1_000
"""From here up an estimate is shown without cents."""

Arguments = Mapping[str, Any]


def question_of(spec: CommandSpec, arguments: Arguments, snapshot: Snapshot) -> Why:
    """The action in words with its consequences, for a command that is dangerous; in the language of the moment."""
    return _QUESTIONS[spec.id](arguments, snapshot)


def typed_word(spec: CommandSpec, arguments: Arguments) -> str | None:
    """What must be typed before the worst is done: the coin it is about, else the command's name; else None.

    It is shown with its marks; ``is_typed`` does not ask for them.
    """
    if spec.danger is not Danger.ASK_TWICE:
        return None
    symbol = arguments.get("symbol")
    if symbol is not None:
        return Symbol(symbol).base
    return spec.shown_name


def is_typed(text: str, wanted: str) -> bool:
    """Whether what was typed is the word that was asked for, whatever its case, marks and gaps."""
    return fold_name(text.strip()) == fold_name(wanted)


def _flatten(arguments: Arguments, snapshot: Snapshot) -> Why:
    if not snapshot.positions:
        return Why("ask-flatten-empty", {"where": where(snapshot.stamp)})
    return Why("ask-flatten", {**_held_facts(snapshot.positions), "where": where(snapshot.stamp)})


def _reduce(arguments: Arguments, snapshot: Snapshot) -> Why:
    return Why("ask-reduce", {"held": _held(snapshot.positions), "where": where(snapshot.stamp)})


def _halt(arguments: Arguments, snapshot: Snapshot) -> Why:
    return Why("ask-halt", {"held": _held(snapshot.positions), "where": where(snapshot.stamp)})


def _resume(arguments: Arguments, snapshot: Snapshot) -> Why:
    return Why("ask-resume", {"held": _held(snapshot.positions), "where": where(snapshot.stamp)})


def _close(arguments: Arguments, snapshot: Snapshot) -> Why:
    facts = {"symbol": str(arguments["symbol"]), "position": _position(arguments, snapshot)}
    return Why("ask-close", {**facts, "where": where(snapshot.stamp)})


def _writeoff(arguments: Arguments, snapshot: Snapshot) -> Why:
    facts = {"symbol": str(arguments["symbol"]), "position": _position(arguments, snapshot)}
    return Why("ask-writeoff", {**facts, "where": where(snapshot.stamp)})


def _enter(arguments: Arguments, snapshot: Snapshot) -> Why:
    symbol, cash = str(arguments["symbol"]), arguments.get("cash")
    facts = {
        "symbol": symbol,
        "size": t("ask-usual-size") if cash is None else echo(Decimal(cash), asset=ASSET),
        "price": next((price(row.price) for row in snapshot.rows if row.symbol == symbol), DASH),
        "cash": money(snapshot.cash, ASSET),
    }
    return Why("ask-enter", {**facts, "where": where(snapshot.stamp)})


def _unlock(arguments: Arguments, snapshot: Snapshot) -> Why:
    scope = _scope(arguments, t("cli-all-pairs"))
    return Why("ask-unlock", {"scope": scope, "where": where(snapshot.stamp)})


def _paper(arguments: Arguments, snapshot: Snapshot) -> Why:
    cash = arguments.get("cash")
    facts = {
        "cash": t("ask-paper-cash") if cash is None else echo(Decimal(cash), asset=ASSET),
        "equity": money(snapshot.equity, ASSET),
        "where": where(snapshot.stamp),
    }
    if arguments["action"] == "reset":
        return Why("ask-paper-reset", {**facts, "held": _held(snapshot.positions)})
    return Why("ask-paper", facts)


def _retrain(arguments: Arguments, snapshot: Snapshot) -> Why:
    bases = ", ".join(_base(row.symbol) for row in snapshot.rows)
    return Why("ask-retrain", {"scope": _scope(arguments, bases or DASH), "where": where(snapshot.stamp)})


def _label(arguments: Arguments, snapshot: Snapshot) -> Why:
    facts = {"prediction": str(arguments["prediction"]), "outcome": str(arguments["outcome"])}
    return Why("ask-label", {**facts, "where": where(snapshot.stamp)})


def _role(arguments: Arguments, snapshot: Snapshot) -> Why:
    role = arguments.get("role")
    facts = {
        "action": str(arguments["action"]),
        "role": DASH if role is None else word("role", role),
        "person": str(arguments.get("person") or DASH),
        "surface": str(arguments.get("surface") or DASH).capitalize(),
    }
    return Why("ask-role", {**facts, "where": where(snapshot.stamp)})


def _restore(arguments: Arguments, snapshot: Snapshot) -> Why:
    facts = {"file": str(arguments["file"]), "equity": money(snapshot.equity, ASSET), "held": _held(snapshot.positions)}
    return Why("ask-restore", {**facts, "where": where(snapshot.stamp)})


def _about_symbol(key: str) -> Callable[[Arguments, Snapshot], Why]:
    """A question that needs no more than the pair."""

    def question(arguments: Arguments, snapshot: Snapshot) -> Why:
        return Why(key, {"symbol": str(arguments["symbol"]), "where": where(snapshot.stamp)})

    return question


def _held(positions: Sequence[PositionRow]) -> str:
    """What is open, in a phrase."""
    return t("ask-held", **_held_facts(positions)) if positions else t("ask-held-none")


def _held_facts(positions: Sequence[PositionRow]) -> dict[str, Any]:
    return {
        "count": len(positions),
        "symbols": ", ".join(_base(row.symbol) for row in positions),
        "value": _sum([row.value for row in positions]),
        "result": _sum([row.open_pnl for row in positions], sign=True),
    }


def _position(arguments: Arguments, snapshot: Snapshot) -> str:
    """The position a command is about, in a phrase."""
    symbol = str(arguments["symbol"])
    row = next((row for row in snapshot.positions if row.symbol == symbol), None)
    if row is None:
        return t("ask-position-none")
    facts = {"side": row.side, "amount": quantity(row.amount, asset=_base(symbol))}
    return t("ask-position", **facts, value=_sum([row.value]), result=_sum([row.open_pnl], sign=True))


def _sum(values: Sequence[float | None], *, sign: bool = False) -> str:
    """Their sum in digits, and a big one in words too; not known as soon as one of them is not."""
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return t("unknown")
    total = sum(known)
    if sign:
        return money(total, ASSET, sign=True)
    return echo(Decimal(round(total)), asset=ASSET) if abs(total) >= _WHOLE else money(total, ASSET)


def _scope(arguments: Arguments, everything: str) -> str:
    symbol = arguments.get("symbol")
    return everything if symbol is None else str(symbol)


def _base(symbol: str) -> str:
    return symbol.partition("/")[0]


_QUESTIONS: Final[dict[str, Callable[[Arguments, Snapshot], Why]]] = {
    "reduce": _reduce,
    "halt": _halt,
    "resume": _resume,
    "flatten": _flatten,
    "close": _close,
    "enter": _enter,
    "cancel": _about_symbol("ask-cancel"),
    "adopt": _about_symbol("ask-adopt"),
    "writeoff": _writeoff,
    "unlock": _unlock,
    "paper": _paper,
    "retrain": _retrain,
    "promote": _about_symbol("ask-promote"),
    "rollback": _about_symbol("ask-rollback"),
    "expire": _about_symbol("ask-expire"),
    "label": _label,
    "role": _role,
    "reload": lambda arguments, snapshot: Why("ask-reload", {"where": where(snapshot.stamp)}),
    "restore": _restore,
}

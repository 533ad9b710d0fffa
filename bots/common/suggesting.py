"""What may be completed while somebody types a parameter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from engine.core.symbols import Symbol
from engine.core.timeframes import TIMEFRAMES
from engine.service.choice_words import choice_word
from engine.service.registry import registry
from engine.service.specs import Kind, Param
from locales.folding import fold_name

MOST: Final = 25


def suggestions(param: Param, typed: str, symbols: Sequence[str], commands: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of what is shown and what it means; what begins as typed comes first."""
    if param.kind is Kind.SYMBOL:
        known = [(Symbol(symbol).base, symbol) for symbol in symbols]
    elif param.kind is Kind.TIMEFRAME:
        known = [(name, name) for name in TIMEFRAMES]
    elif param.kind is Kind.CHOICE:
        known = [(choice_word(value), value) for value in param.choices]
    elif param.name == "command":
        known = [(registry().get(name).shown_name, name) for name in commands]
    else:
        known = []
    wanted = fold_name(typed)
    places = ((fold_name(label).find(wanted), place, (label, value)) for place, (label, value) in enumerate(known))
    found = sorted((at > 0, place, pair) for at, place, pair in places if at >= 0)
    return [pair for _, _, pair in found[:MOST]]

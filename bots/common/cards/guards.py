"""risk, locks: what holds the engine back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from bots.common.card import Card, Facts, Tone
from bots.common.cards.parts import empty, facts, joined, money_tone, stamped
from engine.service.answers import LockRow, Locks, Risk
from engine.service.text.book import lock_reason
from engine.service.text.words import points
from locales import t
from locales.formats import date_time, money


def risk(answer: Risk) -> Card:
    """What is used of each limit, marked where it is used up."""
    exits = joined(
        f"{t('exit-stop-loss')} {points(answer.stop_loss_pct)}",
        f"{t('exit-take-profit')} {points(answer.take_profit_pct)}",
    )
    return stamped(
        answer.stamp,
        t("cli-risk"),
        facts(
            (t("tui-equity"), money(answer.equity)),
            (t("cli-exposure-name"), _used(answer.exposure_pct, answer.max_exposure_pct)),
            (t("tui-positions"), t("cli-limited", used=str(answer.positions), limit=str(answer.max_positions))),
            (t("cli-drawdown"), _used(answer.drawdown_pct, answer.breaker_pct)),
            (t("cli-day-loss"), _used(answer.day_loss_pct, answer.day_limit_pct)),
            (t("cli-exits"), exits),
        ),
        tone=money_tone(answer.stamp),
        mark="🛡",
    )


def _used(used: float, limit: float) -> str:
    if not limit:
        return f"{points(used)} ({t('cli-off')})"
    full = " ⚠" if used >= limit else ""
    return t("cli-limited", used=points(used), limit=points(limit)) + full


def locks(answer: Locks) -> Card:
    """What nothing is opened in, why and until when."""
    if not answer.rows:
        return empty(answer.stamp, t("cli-locks"), t("cli-empty-locks"), "🔓")
    return stamped(answer.stamp, t("cli-locks"), Facts(tuple(map(_lock, answer.rows))), tone=Tone.WARNING, mark="🔒")


def _lock(row: LockRow) -> tuple[str, str]:
    until = t("cli-until-lifted") if row.until is None else t("card-until", at=date_time(row.until))
    return t("cli-all-pairs") if row.scope == "*" else row.scope, joined(lock_reason(row.reason), until)


CARDS: Final[dict[type, Callable[[Any], Card]]] = {Risk: risk, Locks: locks}

"""Every command of the registry on both chat platforms, in both languages, by everybody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from engine.core.modes import Role
from engine.service.handlers.table import HANDLERS
from engine.service.registry import registry
from locales import t, use_language
from locales.catalogue import keys
from locales.folding import fold_name
from tests.e2e.chat import scene, speak, typed
from tests.e2e.chat_phones import Phone, Said
from tests.e2e.chat_steps import Outcome, Step, steps

PICTURED = ("predict", "chart")
PERSONAL = ("logs", "config", "whoami", "notify", "alert")
"""Beside money and what only owners ask: what nobody else in a group is to read."""
ENGLISH = re.compile(r"\b(the|and|is|are|was|of|with|your|you|not|this|has|been|nothing|unknown)\b", re.IGNORECASE)
LOOSE = re.compile(r"\bNone\b|\bnan\b|[{}]|\bTrue\b|\bFalse\b|datetime|Decimal\(")
PURSE = ("10.000,00", "10,000.00")
"""What the engine owns here; of no concern to others who read."""
AS_IT_IS = ("logs", "config", "audit", "backup")
"""They show what others have written, and paths."""
ONCE = "backup"
"""There is one copy a second."""


def faults(step: Step, outcome: Outcome, said: list[Said], phone: Phone) -> Iterable[str]:
    """What is wrong with the answer to a step."""
    whole = "\n".join(one.text for one in said).replace("\\", "")
    with use_language(step.language):
        if outcome is Outcome.SILENT:
            if said:
                yield f"should be silent: {whole}"
            return
        wanted = signs(step, outcome)
        missing = [sign for sign in wanted if sign not in whole]
        if missing:
            yield f"{outcome.name}: no {missing} in {whole!r}"
        if outcome in (Outcome.ANSWERED, Outcome.ASKED):
            wrong = [key for key in keys("en") if key.startswith("card-error-") and t(key) in whole]
            if wrong:
                yield f"{wrong}: {whole}"
        note = t(f"{phone.surface}-private-sent")
        if outcome is Outcome.ANSWERED and step.spec.id in PICTURED and not any(one.picture for one in said):
            yield "no picture"
        for one in said:
            shown = not (step.alone or one.alone or one.text == note)
            if shown and (is_for_one(step, outcome, phone) or any(sum in one.text for sum in PURSE)):
                yield f"all can read: {one.text}"
    yield from untidy(step, whole)


def signs(step: Step, outcome: Outcome) -> list[str]:
    """What is always said in such a case."""
    match outcome:
        case Outcome.REFUSED:
            return [t("card-error-refused"), t(f"role-{step.spec.role.value}"), t(f"role-{step.role.value}")]
        case Outcome.LATER:
            return [t("card-error-refused"), *t("err-not-built-yet", name=step.spec.id).split(step.spec.id)]
        case Outcome.ASKED:
            return [t("card-question")]
        case Outcome.PLAIN:
            return [t("card-error-refused"), f"/{fold_name(step.spec.shown_name)}"]
        case _:
            return ["BTC"] if "symbol" in step.given else [""]


def is_for_one(step: Step, outcome: Outcome, phone: Phone) -> bool:
    """Whether the others in the group are not to read it. Telegram has no way to people who never wrote in private."""
    if phone.surface == "telegram" and step.role is Role.PUBLIC:
        return False
    spec = step.spec
    private = spec.money or spec.role is Role.OWNER or spec.id in PERSONAL
    return private or outcome in (Outcome.REFUSED, Outcome.ASKED)


def untidy(step: Step, text: str) -> Iterable[str]:
    """Values that are not words, names of messages, and English where Vietnamese is spoken."""
    loose = LOOSE.findall(text) if step.spec.id != "config" else []
    names = set(re.findall(r"\b[a-z0-9]+(?:-[a-z0-9]+)+\b", text)) & set(keys("en"))
    english = ENGLISH.findall(text) if step.language == "vi" and step.spec.id not in AS_IT_IS else []
    if loose or names or english:
        yield f"not for people: {loose} {names} {english} in {text!r}"


async def take(phone: Phone, step: Step, outcome: Outcome, said: list[Said], wrong: list[str], how: str) -> None:
    """Judge what was said, and leave what was asked about undone."""
    found = list(faults(step, outcome, said, phone))
    wrong += [f"{phone.surface} {how} {step.spec.id} {step.role.value} {step.language}: {each}" for each in found]
    if outcome is Outcome.ASKED and not found:
        question = next(one for one in said if one.labels)
        with use_language(step.language):
            left = await phone.press(phone.people[step.role], question, t("bots-button-decline"))
            whole = "\n".join(one.text for one in left)
            if t("bots-declined") not in whole:
                wrong.append(f"{step.spec.id}: declining says {left}")
            wrong += untidy(step, whole)


async def test_every_command_on_discord(tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong: list[str] = []
    async with scene(tmp_path, models, monkeypatch) as here:
        phone = here.discord
        offered = {each["name"] for each in await phone.rig.synced()}
        assert offered == {spec.id for spec in registry() if spec.id in HANDLERS}
        for language in ("vi", "en"):
            await speak(phone, language)
            for step in steps(language):
                person, spec = phone.people[step.role], step.spec
                if spec.id != ONCE or language == "vi":
                    said = await phone.write(person, step.line(typed(spec.id, phone, language)))
                    await take(phone, step, step.expected, said, wrong, "!")
                if spec.id in offered and (spec.id != ONCE or language == "en"):
                    said = await phone.slash(person, spec.id, step.given)
                    await take(phone, step, step.expected, said, wrong, "slash")
        wrong += phone.refusals()
        assert here.state == "RUNNING"
    assert not wrong, "\n".join(wrong)


async def test_every_command_on_telegram(tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong: list[str] = []
    async with scene(tmp_path, models, monkeypatch) as here:
        phone = here.telegram
        phone.rig.world.privacy = False
        for language in ("vi", "en"):
            await speak(phone, language)
            for step in steps(language):
                said = await phone.write(phone.people[step.role], step.line(typed(step.spec.id, phone, language)))
                await take(phone, step, step.expected, said, wrong, "/")
            for step in steps(language, alone=True) if language == "vi" else ():
                words = step.line(step.spec.shown_name)
                said = await phone.write(phone.people[step.role], words, alone=step.alone)
                await take(phone, step, step.expected_of_plain_words, said, wrong, "plain")
        wrong += phone.refusals()
        assert here.state == "RUNNING"
    assert not wrong, "\n".join(wrong)

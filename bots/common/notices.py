"""Short words of the bots themselves."""

from __future__ import annotations

from bots.common.actions import Action, Verb, written
from bots.common.card import Card, Facts, Said, Tone
from bots.common.limits import Wait
from bots.common.reply import Field, Form, Reply
from engine.service.specs import CommandSpec
from locales import t
from locales.folding import fold_name
from locales.formats import duration


def too_fast(wait: Wait) -> Reply | None:
    """Said once, then nothing until the person has slowed down."""
    if not wait.first:
        return None
    text = t("bots-too-fast", wait=duration(max(1_000, wait.ms)))
    return Reply(Card(t("bots-too-fast-title"), (Said(text),), Tone.QUIET), private=True, note=text)


def old_button() -> Reply:
    """Of a button that does nothing any more: expired, pressed already, somebody else's, or of an older version."""
    return Reply(note=t("bots-old-button"), private=True)


def declined() -> Reply:
    """Nothing was done."""
    return Reply(Card(t("bots-declined-title"), (Said(t("bots-declined")),), Tone.QUIET), edits=True)


def paired(surface: str) -> Reply:
    """The first owner has come in."""
    return Reply(Card(t("bots-paired-title"), (Said(t("bots-paired", surface=surface.capitalize())),), mark="🔑"))


def secret_found(*, deleted: bool) -> Reply:
    """A secret was posted where others may have read it."""
    text = t("bots-secret-deleted" if deleted else "bots-secret-left")
    return Reply(Card(t("bots-secret-title"), (Said(text), Said(t("bots-secret-revoke"))), Tone.WARNING, "⚠"))


def form_of(spec: CommandSpec, sign: str) -> Reply:
    """A command's parameters, to be filled in; the card says the same where there are no forms."""
    fields = tuple(
        Field(param.name, t(f"line-param-{param.name}"), param.required, t(f"param-{param.name}"))
        for param in spec.params[:5]
    )
    action = written(Action(Verb.FORM, spec.id)) or ""
    usage = " ".join(
        (
            f"{sign}{fold_name(spec.shown_name)}",
            *(f"<{one.label}>" if one.required else f"[{one.label}]" for one in fields),
        )
    )
    card = Card(usage, (Said(t(f"cmd-{spec.id}")), Facts(tuple((one.label, one.hint) for one in fields))))
    return Reply(card, form=Form(spec.shown_name, action, fields))

"""A reply as Telegram messages: text within every limit, buttons in rows, a picture, a prompt to be answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from telegram import ForceReply, InlineKeyboardButton, InlineKeyboardMarkup

from bots.common import actions
from bots.common.card import Card, Tone
from bots.common.pages import MOST_MESSAGES, page_name, pager, within
from bots.common.plain import one_line, size
from bots.common.reply import Button, Form, Reply
from bots.telegram.markup import GAP, Line, Passage, Span, Tag, line, marked_up, plain_text
from bots.telegram.paging import pages
from locales import t

TEXT, CAPTION = 4_096, 1_024
"""What Telegram takes, in UTF-16 units without tags."""
_MOST_BUTTONS, _A_ROW, _LABEL, _HINT = 100, 8, 64, 64
_TITLE, _BADGE, _FOOTER = 120, 120, 250
_MARKS: Final[Mapping[Tone, str]] = {Tone.WARNING: "⚠", Tone.ERROR: "⛔", Tone.REAL_MONEY: "🔴"}
"""Telegram has no colours: what must be noticed has a sign."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One message: ``html``, and what is read of it; ``hint`` makes it a prompt that is to be answered in words."""

    html: str
    text: str
    rows: tuple[tuple[Button, ...], ...] = ()
    picture: bytes | None = None
    hint: str | None = None

    @property
    def is_caption(self) -> bool:
        """Whether the words can stand under the picture."""
        return self.picture is not None and size(self.text) <= CAPTION

    def without_picture(self) -> Sheet:
        """The words and buttons alone."""
        return replace(self, picture=None)

    def markup(self, *, in_group: bool = False) -> InlineKeyboardMarkup | ForceReply | None:
        """What stands below the message."""
        if self.hint is not None:
            return ForceReply(selective=in_group, input_field_placeholder=self.hint or None)
        return self.keyboard()

    def keyboard(self) -> InlineKeyboardMarkup | None:
        """The buttons; None without any."""
        if not self.rows:
            return None
        return InlineKeyboardMarkup(
            [[InlineKeyboardButton(one.label, callback_data=one.action) for one in row] for row in self.rows]
        )


def sheets(reply: Reply, called: tuple[int, str] | None = None) -> list[Sheet]:
    """The messages that show ``reply``: one where it fits or can be turned page by page; none without a card.

    ``called``: the id and name of who is meant, where others read along and a prompt has to find the right one.
    """
    card = reply.card
    if card is None:
        return []
    bodies = pages(card.blocks)
    hint = None if reply.form is None else _hint(reply.form)
    if len(bodies) > 1:
        page = within(reply.page, len(bodies))
        turning = pager(reply.again, page, len(bodies))
        if turning:
            place = page_name(page, len(bodies))
            return [_sheet(card, bodies[page], _within((turning, *reply.buttons)), reply.picture, place=place)]
    if len(bodies) > MOST_MESSAGES:
        cut = Passage((line(t("bots-cut", parts=len(bodies) - MOST_MESSAGES), Tag.ITALIC),))
        bodies = [*bodies[:MOST_MESSAGES], (cut,)]
    *before, last = bodies
    mention = None if called is None or hint is None else called
    ending = _sheet(card, last, _within(reply.buttons), reply.picture, hint=hint, mention=mention)
    return [*(_sheet(card, body) for body in before), ending]


def note_sheet(text: str) -> Sheet:
    """A short word."""
    return _made([Passage((line(text[: TEXT // 2]),))])


def _sheet(
    card: Card, body: tuple[Passage, ...], rows: tuple[tuple[Button, ...], ...] = (), picture: bytes | None = None,
    *, place: str = "", hint: str | None = None, mention: tuple[int, str] | None = None,
) -> Sheet:  # fmt: skip
    title = _cut(f"{card.mark or _MARKS.get(card.tone, '')} {card.title}", _TITLE)
    head: list[Line] = [(_mention(*mention),)] if mention else []
    head += [line(title, Tag.BOLD)] if title else []
    head += [line(badge, Tag.ITALIC)] if (badge := _cut(card.badge, _BADGE)) else []
    footer = " · ".join(part for part in (_cut(card.footer, _FOOTER), place) if part)
    passages = [Passage(tuple(head))] if head else []
    if body:
        passages += [GAP, *body] if head else [*body]
    if footer:
        passages += [GAP] if passages else []
        passages.append(Passage((line(footer, Tag.ITALIC),)))
    return _made(passages, rows, picture, hint)


def _made(
    passages: list[Passage], rows: tuple[tuple[Button, ...], ...] = (), picture: bytes | None = None,
    hint: str | None = None,
) -> Sheet:  # fmt: skip
    text = plain_text(passages)
    if not text.strip() and picture is None:
        passages = [Passage((line(t("bots-empty")),))]
        text = plain_text(passages)
    return Sheet(marked_up(passages), text, rows, picture, hint)


def _cut(text: str, most: int) -> str:
    """One line of at most ``most`` letters."""
    text = one_line(text)
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _mention(person: int, name: str) -> Span:
    return Span(_cut(name, _LABEL) or str(person), Tag.LINK, f"tg://user?id={person}")


def _hint(form: Form) -> str:
    """What the empty field says before somebody types into it."""
    return _cut(" ".join(field.label for field in form.fields), _HINT)


def _within(rows: tuple[tuple[Button, ...], ...]) -> tuple[tuple[Button, ...], ...]:
    """Rows as Telegram takes them; a button without words, or with more than it can carry, is left out."""
    kept: list[tuple[Button, ...]] = []
    left = _MOST_BUTTONS
    for row in rows:
        shown = [
            Button(label, button.action, button.look)
            for button in row
            if (label := _cut(button.label, _LABEL)) and 0 < len(button.action.encode()) <= actions.MOST_BYTES
        ][:left]
        left -= len(shown)
        kept += [tuple(shown[start : start + _A_ROW]) for start in range(0, len(shown), _A_ROW)]
    return tuple(kept)

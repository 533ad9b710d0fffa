"""A reply as Discord messages: embeds within every limit, rows of buttons, a picture."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import discord

from bots.common.card import Card, Tone
from bots.common.pages import MOST_MESSAGES, page_name, pager, within
from bots.common.plain import cleaned, one_line, size
from bots.common.reply import Button, Reply
from bots.discord.escaping import escaped
from bots.discord.paging import pages
from locales import t

MOST_ROWS: Final = 5
A_ROW: Final = 5
PICTURE_NAME: Final = "chart.png"
_TITLE: Final = 256
_BADGE: Final = 256
_FOOTER: Final = 512
_LABEL: Final = 80
_COLOURS: Final[Mapping[Tone, int]] = {
    Tone.PLAIN: 0x3D7EA6,
    Tone.UP: 0x2EBD85,
    Tone.DOWN: 0xF6465D,
    Tone.QUIET: 0x848E9C,
    Tone.WARNING: 0xF0B90B,
    Tone.ERROR: 0xDA3633,
    Tone.REAL_MONEY: 0xD63AF9,
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One message of an answer."""

    embed: discord.Embed
    rows: tuple[tuple[Button, ...], ...] = ()
    picture: bytes | None = None

    def files(self) -> list[discord.File]:
        """The picture as an attachment, which can be sent once."""
        return [] if self.picture is None else [discord.File(io.BytesIO(self.picture), PICTURE_NAME)]


def sheets(reply: Reply) -> list[Sheet]:
    """The messages that show ``reply``: one where it fits or can be turned page by page; none without a card."""
    if reply.card is None:
        return []
    texts = pages(reply.card.blocks)
    if len(texts) > 1:
        page = within(reply.page, len(texts))
        turning = pager(reply.again, page, len(texts))
        if turning:
            place = page_name(page, len(texts))
            return [_sheet(reply.card, texts[page], _within(reply.buttons, turning), reply.picture, place)]
    if len(texts) > MOST_MESSAGES:
        texts = [*texts[:MOST_MESSAGES], escaped(t("bots-cut", parts=len(texts) - MOST_MESSAGES))]
    *before, last = texts
    return [
        *(_sheet(reply.card, text) for text in before),
        _sheet(reply.card, last, _within(reply.buttons), reply.picture),
    ]


def note_embed(text: str) -> discord.Embed:
    """A short word."""
    return discord.Embed(description=_fitted(text, _FOOTER, escaped), colour=_COLOURS[Tone.QUIET])


def _sheet(
    card: Card, text: str, rows: tuple[tuple[Button, ...], ...] = (), picture: bytes | None = None, place: str = ""
) -> Sheet:
    title = _fitted(f"{card.mark} {card.title}", _TITLE, lambda said: escaped(one_line(said)))
    embed = discord.Embed(title=title or None, description=text or None, colour=_COLOURS[card.tone])
    badge, footer = _fitted(card.badge, _BADGE, one_line), _fitted(card.footer, _FOOTER, cleaned)
    footer = " · ".join(part for part in (footer, place) if part)
    if badge:
        embed.set_author(name=badge)
    if footer:
        embed.set_footer(text=footer)
    if not embed.title and not embed.description:
        embed.description = t("bots-empty")
    if picture is not None:
        embed.set_image(url=f"attachment://{PICTURE_NAME}")
    return Sheet(embed, rows, picture)


def _fitted(text: str, most: int, dress: Callable[[str], str]) -> str:
    """``text`` dressed, cut to ``most`` units; no letter takes more than two of them, dressed or not."""
    text = text.strip()
    dressed = dress(text).strip()
    return dressed if size(dressed) <= most else dress(text[: most // 2 - 1]).rstrip() + "…"


def _within(rows: tuple[tuple[Button, ...], ...], turning: tuple[Button, ...] = ()) -> tuple[tuple[Button, ...], ...]:
    """Rows as Discord takes them: five of five, each action once, each with a label."""
    seen: set[str] = {button.action for button in turning}
    kept: list[tuple[Button, ...]] = [turning] if turning else []
    for row in rows:
        shown = []
        for button in row:
            label = _fitted(button.label, _LABEL, one_line)
            if label and button.action and button.action not in seen:
                seen.add(button.action)
                shown.append(Button(label, button.action, button.look))
        kept += [tuple(shown[start : start + A_ROW]) for start in range(0, len(shown), A_ROW)]
    return tuple(kept[:MOST_ROWS])

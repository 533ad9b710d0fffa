"""Ten thousand random texts as chat messages: ``python -m benchmarks.chat_render [--json] [--quick]``.

Every text stands in every place that a card has, long and short, and is rendered for both platforms. What comes out is
judged by the local Discord's and Telegram's own rules, and by an independent reading of Discord's markup. The usual
way, on the same texts: the library's or Python's escaping, then a cut at the limit.
"""

from __future__ import annotations

import argparse
import html
import json
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import discord

from benchmarks.common import Figure, report
from bots.common.card import Block, Card, Facts, Grid, Lines, Said, Tone
from bots.common.plain import size
from bots.common.reply import Button, Look, Reply
from bots.discord import rendering as on_discord
from bots.discord.views import view_of
from bots.telegram import rendering as on_telegram
from tests.bots.discord.markup import alive, outside_code, unbold
from tests.fakes.discord_form import Refusal
from tests.fakes.discord_limits import check_message
from tests.fakes.telegram_call import ApiError, inline_keyboard
from tests.fakes.telegram_html import parse_html
from tests.fakes.telegram_text import finish, units

TEXTS = 10_000
LONGEST = 20_000
DESCRIPTION, MESSAGE, CAPTION = 4_096, 4_096, 1_024
PIECES = (
    "Giá BTC vượt đỉnh", "bán khống ", "số dư", "\n", "\r\n", "\t", " ", "  \n\n\n", "**", "*", "_", "__", "~~", "||",
    "`", "```", "```py\n", "\\", "\\\\", "> ", ">>> ", "# ", "-# ", "- ", "1. ", "[đây](https://x.vn)", "@everyone",
    "@here", "<@42>", "<@&7>", "<#2000>", "<:a:1>", "<t:0:R>", "</gia:1>", ":fire:", "https://a.b/?c=d&e=f", "<b>",
    "</b>", "<a href='tg://user?id=1'>", "</", "<", ">", "&", "&amp;", "&lt", "&#0;", "&#55357;", "&nbsp;", '"', "'",
    "<pre>", "<!--", "]]>", "/start@bot", "#tag", "$BTC", "👨‍👩‍👧‍👦", "🇻🇳", "🏴\U000e0067\U000e007f", "é",
    "e\u0301", "ẵ", "\u0336", "\u0361" * 9, "\u200b", "\u200d", "\u202e", "\u2066", "\ufeff", "\u2028", "\x00",
    "\x1b[31m", "\x7f", "\ud83d", "\udc00", "\U0010ffff", "ﷺ", "漢字", "ไทย", "نص", "𝕳", "ⅷ", "²", "0" * 60,
    "W" * 200, "|", "ˋ", "%s {x} $y",
)  # fmt: skip


def texts(count: int, seed: int = 4) -> Iterator[str]:
    """Nasty texts, the same ones every time: mostly short, some very long."""
    chance = random.Random(seed)
    for _ in range(count):
        most = int(LONGEST ** chance.random())
        words: list[str] = []
        length = 0
        while length < most:
            word = chance.choice(PIECES) if chance.random() < 0.8 else chr(chance.randrange(0x11_0000))
            words.append(word)
            length += len(word)
        yield "".join(words)[:most]


def reply_of(text: str, number: int) -> Reply:
    """The text in every place of a card; which blocks there are goes round."""
    half = text[len(text) // 2 :]
    block: Block = (
        Said(text, strong=bool(number % 2)),
        Facts(((text, half), (half, text[:40]))),
        Grid((text[:20], half, "c"), ((text, half, "1"), (half[:9], text[:9], "")), frozenset({2})),
        Lines(text),
    )[number % 4]
    blocks = (Said(text[:200]), block, Lines(half)) if number % 3 else (block,)
    buttons = ((Button(text, f"1nprice {number}"), Button(half, "1nprice", Look.DANGER)),)
    card = Card(text, blocks, list(Tone)[number % len(Tone)], text[:3], text, half)
    again = ("", "logs 50", "price BTC/USDT")[number % 3]
    return Reply(card, buttons, b"png" if number % 2 else None, again=again, page=number % 4)


@dataclass(slots=True)
class Tally:
    """What came of one platform and one way."""

    spent: float = 0.0
    messages: int = 0
    refused: int = 0
    too_long: int = 0
    alive: int = 0
    examples: list[str] = field(default_factory=list)

    def note(self, error: Exception) -> None:
        """A message that the platform would not take."""
        text = str(error) + str(getattr(error, "errors", ""))
        if any(word in text for word in ("LENGTH", "SIZE", "or fewer", "too long")):
            self.too_long += 1
        else:
            self.refused += 1
        if len(self.examples) < 5:
            self.examples.append(text[:200])


# --- ours ------------------------------------------------------------------------------------------------------------
def to_discord(reply: Reply, tally: Tally) -> None:
    began = time.perf_counter()
    sheets = on_discord.sheets(reply)
    tally.spent += time.perf_counter() - began
    for sheet in sheets:
        tally.messages += 1
        embed, view = sheet.embed.to_dict(), view_of(sheet.rows)
        payload = {"embeds": [embed], "components": view.to_components() if view else []}
        text = embed.get("description", "")
        try:
            check_message(payload, files=int(sheet.picture is not None))
            json.dumps(payload, ensure_ascii=False).encode()
        except (Refusal, UnicodeError) as error:
            tally.note(error)
        tally.too_long += size(text) > DESCRIPTION
        tally.alive += is_alive(text) or bool(alive(embed.get("title", "")))


def is_alive(text: str) -> bool:
    """Whether Discord would act on markup in a text beside the bot's own bold; code left open is such, too."""
    try:
        return bool(alive(unbold(outside_code(text))))
    except AssertionError:
        return True


def to_telegram(reply: Reply, tally: Tally) -> None:
    began = time.perf_counter()
    sheets = on_telegram.sheets(reply)
    tally.spent += time.perf_counter() - began
    for sheet in sheets:
        tally.messages += 1
        markup = sheet.markup()
        try:
            sheet.html.encode()
            judge_html(sheet.html, CAPTION if sheet.is_caption else MESSAGE, tally, may_be_empty=sheet.is_caption)
            inline_keyboard(None if markup is None else markup.to_dict())
            tally.alive += parse_html(sheet.html).text != sheet.text
        except (ApiError, UnicodeError) as error:
            tally.note(error)


def judge_html(source: str, most: int, tally: Tally, *, may_be_empty: bool = False) -> None:
    parsed = parse_html(source)
    shown = finish(parsed.text, parsed.entities)
    tally.too_long += units(shown.text) > most
    tally.refused += not (shown.text or may_be_empty)


# --- the usual way ---------------------------------------------------------------------------------------------------
def usual_discord(text: str, tally: Tally) -> None:
    began = time.perf_counter()
    embed = discord.Embed(title=text[:256], description=discord.utils.escape_markdown(text)[:4_096]).to_dict()
    tally.spent += time.perf_counter() - began
    tally.messages += 1
    try:
        check_message({"embeds": [embed]})
        json.dumps(embed, ensure_ascii=False).encode()
        tally.alive += bool(alive(embed.get("title", "") + "\n" + embed.get("description", "")))
    except (Refusal, UnicodeError) as error:
        tally.note(error)


def usual_telegram(text: str, tally: Tally) -> None:
    began = time.perf_counter()
    source = f"<b>{html.escape(text[:120])}</b>\n{html.escape(text)}"[:4_096]
    tally.spent += time.perf_counter() - began
    tally.messages += 1
    try:
        source.encode()
        judge_html(source, MESSAGE, tally)
    except (ApiError, UnicodeError) as error:
        tally.note(error)


def measure(count: int) -> list[Figure]:
    """Both platforms, both ways."""
    ways: dict[str, tuple[Callable[[Reply, Tally], None], Callable[[str, Tally], None]]] = {
        "Discord": (to_discord, usual_discord),
        "Telegram": (to_telegram, usual_telegram),
    }
    figures = []
    for name, (ours, usual) in ways.items():
        mine, theirs = Tally(), Tally()
        for number, text in enumerate(texts(count)):
            ours(reply_of(text, number), mine)
            usual(text, theirs)
        figures += _figures(name, count, mine, theirs)
    return figures


def _figures(name: str, count: int, mine: Tally, theirs: Tally) -> list[Figure]:
    what = f"{count:,} random texts on {name}"
    shown = f"{mine.messages:,} messages"
    note = "; ".join([shown, *mine.examples])
    said = "marks that a stranger's text could set" if name == "Discord" else "read otherwise than meant"
    found = [
        Figure(f"{what}: refused", mine.refused, "", 0.0, usual=theirs.refused, note=note),
        Figure("... longer than allowed", mine.too_long, "", 0.0, usual=theirs.too_long),
        Figure(f"... {said}", mine.alive, "", 0.0, usual=theirs.alive if name == "Discord" else None),
    ]
    return [*found, Figure("... rendered", count / mine.spent, "cards/s", least=True)]


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="JSON only")
    parser.add_argument("--quick", action="store_true", help="five hundred texts")
    wanted = parser.parse_args()
    report("chat_render", measure(500 if wanted.quick else TEXTS), as_json=wanted.json)


if __name__ == "__main__":
    main()

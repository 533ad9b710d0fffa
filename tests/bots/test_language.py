"""Nothing is left untranslated: all that the bots show, in a language that nobody speaks, and in both at full length.

In the pseudo-language each message stands in ``[!! !!]`` and its letters carry marks, so that a word without marks is a
value (a pair, a name, what somebody typed) or was never a message.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Set
from pathlib import Path

import pytest

from bots.common import agreeing, notices
from bots.common.actions import read
from bots.common.buttons import buttons_after
from bots.common.card import Card, Lines
from bots.common.cards import card_of, error_card, event_card, letter_card
from bots.common.limits import Wait
from bots.common.menu import _PARTS, ROOT, menu
from bots.common.reply import Button, Form, Reply
from bots.discord import rendering as discord
from bots.discord import views
from bots.discord.commands import slash_commands
from bots.telegram import rendering as telegram
from engine.core.clocks import MarketClock
from engine.core.errors import InvalidInput
from engine.core.modes import Role
from engine.service.access import AGREEMENTS
from engine.service.asking import typed_word
from engine.service.people.confirming import Agreed, Confirmations
from engine.service.registry import Parsed, registry
from engine.service.visits import Visit
from locales import t, use_language
from locales.catalogue import keys, variables_of
from tests.bots.common.cards import happened
from tests.bots.common.cards.reading import texts
from tests.bots.common.cards.test_answers import ALL, DAY
from tests.bots.common.cards.test_letters import HELD, letter
from tests.engine.service.test_asking import BOOK, BTC, CHOICES

ROOT_FOLDER = Path(__file__).parents[2]
LANGUAGES = ("vi", "en")
EVERYTHING = frozenset(spec.id for spec in registry())
COINS = ("BTC/USDT", "ETH/USDT")
VISIT = Visit("telegram", 42, "An", "42", 42, True, "vi")
NAMES = {"Binance", "Telegram", "Discord", "Python", "Cli", "sqlite", "BotFather"}
"""What is called the same in every language."""
SAMPLES = {
    *("An", "Bình", "Lan", "tin", "tối", "nay", "reason", "data", "backups", "demo", "market", "KeyError"),
    *("Asia", "Chi", "Minh", "honest", "classic"),
}
"""What people of the samples are called, typed or set."""
TYPED = {
    *(word for spec in registry() for name in (spec.id, *spec.names, *spec.aliases) for word in name.split()),
    *(word for spec in registry() for param in spec.params for word in param.choices),
}
KNOWN = {word.casefold() for word in NAMES | SAMPLES | TYPED}
WORD = re.compile(r"[^\W\d_]{3,}")
BARE = re.compile(r"[a-zA-ZăâđêôơưĂÂĐÊÔƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệỉĩịọỏốồổỗộớờởỡợụủũứừửữựỳỷỹỵ]+")
HASH = 32


def untranslated(text: str) -> list[str]:
    """Words that no message of the pseudo-language has made: each of those has a vowel, and so a mark."""
    words = [word for word in WORD.findall(text.replace("\\", "")) if BARE.fullmatch(word) and len(word) < HASH]
    return [word for word in words if not word.isupper() and word.casefold() not in KNOWN]


# --- everything that is shown ---------------------------------------------------------------------------------------
def cards() -> Iterator[tuple[str, Card]]:
    for answer in (*ALL, *DAY):
        if type(answer).__name__ != "Logs":  # lines of the log are shown as they were written
            yield type(answer).__name__, card_of(answer, sign="!")
    for event in happened.ALL:
        yield event.kind, event_card(event)
    yield "letter", letter_card(letter(happened.TARGET, happened.STOP, summary=HELD))
    yield "letters", letter_card(letter(*happened.ALL[:5]))
    for key in keys("en"):
        if key.startswith("err-"):
            yield key, error_card(InvalidInput(key, **dict.fromkeys(variables_of(key, "xx") or (), "§")))


def questions() -> Iterator[tuple[str, Reply]]:
    confirmations = Confirmations(MarketClock(0))
    for spec in registry():
        if not AGREEMENTS[spec.danger]:
            continue
        parsed = Parsed(spec, CHOICES.get(spec.id, [{"symbol": BTC}])[0])
        asked = agreeing.question(confirmations, VISIT, parsed, BOOK)
        assert asked is not None
        yield spec.id, asked
        if typed_word(spec, parsed.arguments) is not None:
            step = agreeing.second_step(confirmations, VISIT, parsed, Agreed(spec.id, 1))
            assert step is not None
            yield spec.id, step


def words_of_the_bots() -> Iterator[tuple[str, Reply]]:
    for part in (ROOT, *_PARTS, "nonsense"):
        yield f"menu {part}", menu(part, Role.OWNER, EVERYTHING, COINS, edits=False)
    yield "empty menu", menu("book", Role.PUBLIC, frozenset(), (), edits=False)
    for spec in registry():
        yield f"form of {spec.id}", notices.form_of(spec, "/")
        found = buttons_after(spec.id, {"symbol": "BTC/USDT"}, f"{spec.id} BTC/USDT", Role.OWNER, EVERYTHING)
        yield f"after {spec.id}", Reply(buttons=found)
    yield "too fast", notices.too_fast(Wait(5_000, True)) or Reply()
    yield "old button", notices.old_button()
    yield "declined", notices.declined()
    yield "paired", notices.paired("telegram")
    yield "secret", notices.secret_found(deleted=True)
    yield "secret left", notices.secret_found(deleted=False)


def long_ones() -> Iterator[tuple[str, Reply]]:
    """What the platforms say of themselves: pages, and what is cut."""
    many = Card("BTC", (Lines("7\n" * 20_000),))
    yield "pages", Reply(many, again="logs 500", page=1)
    yield "cut", Reply(many)
    yield "empty", Reply(Card(""))


def replies() -> Iterator[tuple[str, Reply]]:
    yield from ((name, Reply(card)) for name, card in cards())
    yield from questions()
    yield from words_of_the_bots()
    yield from long_ones()


def buttons_of(reply: Reply) -> Iterator[Button]:
    yield from (button for row in reply.buttons for button in row)


def form_words(form: Form | None) -> Iterator[str]:
    if form is not None:
        yield form.title
        yield from (word for field in form.fields for word in (field.label, field.hint))


def shown(reply: Reply) -> Iterator[str]:
    """All words of a reply, as it is and as each platform sends it."""
    yield reply.note
    yield from form_words(reply.form)
    yield from texts(reply.card) if reply.card else ()
    yield from (button.label for button in buttons_of(reply))
    for sheet in discord.sheets(reply):
        yield from (str(word) for word in _leaves(sheet.embed.to_dict()))
        yield from (button.label for row in sheet.rows for button in row)
    for page in telegram.sheets(reply):
        yield page.text
        yield from (button.label for row in page.rows for button in row)


def _leaves(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        yield from (leaf for name, part in value.items() if name not in ("type", "url") for leaf in _leaves(part))
    elif isinstance(value, list):
        yield from (leaf for part in value for leaf in _leaves(part))
    else:
        yield value


def test_nothing_escapes_the_pseudo_language() -> None:
    with use_language("xx"):
        found = {(name, word) for name, reply in replies() for text in shown(reply) for word in untranslated(text)}
    assert not found


def test_the_eye_for_bare_words_is_open() -> None:
    with use_language("xx"):
        assert untranslated(f"{t('bots-declined')} Nothing was done") == ["Nothing", "was", "done"]
        assert untranslated("đã xong") == ["xong"]
        assert not untranslated(t("bots-paired", surface="Telegram"))


# --- full length ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_titles_and_hints_are_shown_to_their_end(language: str) -> None:
    with use_language(language):
        for name, reply in replies():
            for button in buttons_of(reply):
                assert 0 < len(button.label) <= 64, (name, button)
                assert read(button.action) is not None, (name, button)
            if reply.form is not None:
                assert len(reply.form.title) <= 45, name
                assert all(len(field.label) <= 45 and len(field.hint) <= 100 for field in reply.form.fields), name
                modal = views.modal_of(reply.form).to_dict()
                assert "…" not in repr(modal).replace(repr(reply.form.title), ""), name
            assert len(reply.note) <= 200, name
            if reply.card is not None:
                assert len(reply.card.title) <= 120, name
                assert len(reply.card.footer) <= 250, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_platforms_show_of_the_bot_itself_fits(language: str) -> None:
    assert 0 < len(t("telegram-description", language)) <= 512
    assert 0 < len(t("telegram-about", language)) <= 120


def test_every_choice_and_every_name_fits_discord_in_both_languages() -> None:
    for command in slash_commands(EVERYTHING):
        for one in (command, *command["options"]):
            assert all(0 < len(name) <= 32 for name in (one["name"], *one["name_localizations"].values()))
            for choice in one.get("choices", ()):
                assert all(0 < len(name) <= 100 for name in (choice["name"], *choice["name_localizations"].values()))


# --- no sentence in code --------------------------------------------------------------------------------------------
SHOWING = {
    *("Said", "Card", "Button", "Facts", "Grid", "Lines", "Field", "Form", "Reply", "Block", "Sheet"),
    *("send", "send_message", "send_photo", "reply_text", "reply", "respond", "edit_message_text", "edit_text"),
    *("edit_message", "answer", "note_parts", "note_sheet", "note_embed", "note", "line", "title", "say", "Embed"),
    *("set_footer", "set_author", "add_field", "TextInput", "Label", "Modal", "BotCommand", "ForceReply"),
    *("notify", "Static", "Notice", "Option", "Toast", "update", "push_screen"),
}
"""Calls that bring words before a person's eyes, on either platform or in the console."""
NAMED_FIRST = {"Field", "Option"}
"""Their first argument is a name for the code."""
NOT_IN_THE_CONSOLE = {"send"}
"""There it is the engine that is sent something: a command."""
NOT_SHOWN = {
    *("id", "classes", "name", "action", "key", "look", "tone", "parse_mode", "filename", "url", "custom_id", "type"),
    *("severity", "priority", "group", "variant", "tag", "kind", "mode", "encoding", "again", "language_code"),
}
SPOKEN = re.compile(r"[^\W\d_]{2,}")
TECHNICAL = {"SHA-256"}


def bare_words(tree: ast.AST, showing: Set[str] = SHOWING) -> Iterator[tuple[int, str]]:
    """Literal words among the arguments of calls that show something."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in showing:
            named = (word.value for word in node.keywords if word.arg not in NOT_SHOWN)
            unnamed = node.args[1:] if _called(node) in NAMED_FIRST else node.args
            for argument in (*unnamed, *named):
                yield from (
                    (node.lineno, text) for text in _literals(argument) if SPOKEN.search(text) and text not in TECHNICAL
                )


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _literals(node: ast.expr) -> Iterator[str]:
    """The texts that become a part of an argument; not those inside of further calls, such as keys of messages."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts) | ast.Tuple(elts=parts) | ast.List(elts=parts):
            for part in parts:
                yield from _literals(part)
        case ast.BinOp(left=left, right=right):
            yield from (*_literals(left), *_literals(right))
        case ast.IfExp(body=one, orelse=other):
            yield from (*_literals(one), *_literals(other))
        case ast.Starred(value=inner):
            yield from _literals(inner)


@pytest.mark.parametrize(("room", "showing"), [("bots", SHOWING), ("console", SHOWING - NOT_IN_THE_CONSOLE)])
def test_no_sentence_stands_in_the_code_that_shows(room: str, showing: Set[str]) -> None:
    found = [
        f"{path.relative_to(ROOT_FOLDER)}:{line} {text!r}"
        for path in sorted((ROOT_FOLDER / room).rglob("*.py"))
        for line, text in bare_words(ast.parse(path.read_text(encoding="utf-8")), showing)
    ]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize(
    "code",
    [
        'Said("Nothing was done")', 'Card(title="Done")', 'await bot.send_message(text=f"{n} letters")',
        'Button("Xóa" if x else t("a-key"), action)', 'Facts((("Giá", shown),))', 'self.notify("saved " + name)',
        'message.reply_text("ok then")',
    ],
)  # fmt: skip
def test_the_watchman_is_awake(code: str) -> None:
    tree = ast.parse(f"async def work():\n    {code}")
    assert list(bare_words(tree))


def test_keys_signs_and_technical_words_are_left_alone() -> None:
    fine = 'Button(t("bots-button-back"), _written(Verb.MENU, "root"))\nCard(f"{mark} {title}", mark="🔑")\nx("words")'
    assert not list(bare_words(ast.parse(fine)))

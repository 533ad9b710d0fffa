"""The page that follows from the table of keys: every key by area, what it does, and how it is named to be remapped."""

from __future__ import annotations

from typing import Final

from console.keys import AREAS, FILE_NAME, KEYS, Key
from console.widgets.key_bar import sign_of
from locales import t
from tools.make_docs_markdown import code, head, row, top

GROUPS: Final = ("app", *AREAS, "playback")
_TITLES: Final = {"app": "help-keys-everywhere", "playback": "help-keys-playback"}


def keys_page(lang: str) -> str:
    """A table for everywhere, one for each area that has keys of its own, and one for playback."""
    heads = [t(f"docs-keys-{name}", lang) for name in ("key", "short", "what", "id")]
    lines = top("docs-keys", lang, file=code(FILE_NAME))
    for where in GROUPS:
        title = t(_TITLES.get(where, f"area-{where}"), lang)
        lines += ["", f"## {title[:1].upper()}{title[1:]}", "", *head(heads)]
        lines += [row(_cells(key, lang)) for key in KEYS if key.where == where]
    return "\n".join(lines) + "\n"


def _cells(key: Key, lang: str) -> list[str]:
    signs = " ".join(code(sign_of(one)) for one in key.keys.split(","))
    meaning = t(f"key-long-{key.text.removeprefix('key-')}", lang)
    return [signs, t(key.text, lang), meaning, code(f'"{key.id}" = "{key.keys}"')]

"""An independent reading of Discord's markup: what stands in a text as markup after escapes were taken out."""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_HIDDEN = "\ue000"
_ALIVE = re.compile(
    r"\*|_|~~|\|\||`|<[@#:/ait]|\[[^\]]*\]\(|@everyone|@here|\w://|:[\w+-]+:"
    r"|^\s*(?:#{1,3}\s|-#\s|[-+*]\s|>\s|>>>|\d+\.\s)",
    re.MULTILINE,
)


def alive(text: str) -> list[str]:
    """The markup that Discord would act on."""
    return _ALIVE.findall(_ESCAPE.sub(_HIDDEN, text))


def plain(text: str) -> str:
    """What a reader sees of a text without live markup."""
    return _ESCAPE.sub(r"\1", text)


def outside_code(text: str) -> str:
    """The text without its blocks of code; a block that is never closed is an error."""
    parts = text.split("```")
    assert len(parts) % 2 == 1, f"a block of code is open: {text!r}"
    for code in parts[1::2]:
        assert code.startswith("\n"), code
        assert code.endswith("\n"), code
    return "\n".join(parts[0::2])


def unbold(text: str) -> str:
    """The text without the bold that the bot itself put around whole pieces of lines."""
    return re.sub(r"(?<!\\)(?:\\\\)*\*\*", lambda found: found.group()[:-2], text)

"""What the made pages are written with: their top, and tables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from locales import t

ROOT: Final = Path(__file__).resolve().parent.parent
LANGUAGES: Final = ("vi", "en")


def top(page: str, lang: str, **variables: str) -> list[str]:
    """Where the page comes from, its title, and what it is about."""
    intro = t(f"{page}-intro", lang, **variables)
    return [f"<!-- {t('docs-made', lang)} -->", f"# {t(f'{page}-title', lang)}", "", intro]


def head(heads: Sequence[str]) -> list[str]:
    """The first two lines of a table."""
    return [row(heads), row(["---"] * len(heads))]


def row(cells: Sequence[str]) -> str:
    """A line of a table."""
    return "| " + " | ".join(cell.replace("|", r"\|").replace("\n", " ") for cell in cells) + " |"


def code(text: str) -> str:
    """Something to be typed as it stands; a backtick too."""
    return f"`` {text} ``" if "`" in text else f"`{text}`"

"""Makes the pages that follow from the program: commands, keys, settings, reasons, `.env.example`, the README's table.

``python -m tools.make_docs`` writes what is out of date; ``--check`` only names it and exits with 3.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

from locales import t
from locales.sources import entries_of
from tools.make_docs_commands import commands_page, with_table
from tools.make_docs_keys import keys_page
from tools.make_docs_markdown import LANGUAGES, ROOT, head, row, top
from tools.make_docs_settings import env_example, settings_page

README: Final = {"vi": "README.md", "en": "README.en.md"}
_VALUE: Final = re.compile(r"\{\s*\$\w+\s*\}")


def pages() -> dict[Path, str]:
    """Every made file and what it should hold."""
    made = {ROOT / ".env.example": env_example()}
    for lang in LANGUAGES:
        folder = ROOT / "docs" / lang
        made[folder / "commands.md"] = commands_page(lang)
        made[folder / "keys.md"] = keys_page(lang)
        made[folder / "settings.md"] = settings_page(lang)
        made[folder / "reasons.md"] = reasons_page(lang)
        readme = ROOT / README[lang]
        made[readme] = with_table(readme.read_text(encoding="utf-8"), lang)
    return made


def reasons_page(lang: str) -> str:
    """Every reason a decision may give."""
    heads = [t(f"docs-reasons-{name}", lang) for name in ("key", "sentence")]
    lines = [*top("docs-reasons", lang), "", *head(heads)]
    for key, raw in entries_of(lang).items():
        if key.startswith("why-"):
            lines.append(row([f"`{key}`", _VALUE.sub("…", " ".join(raw.split()))]))
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Write, or with ``--check`` name, what is out of date."""
    stale = [path for path, text in pages().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" not in arguments:
        made = pages()
        for path in stale:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made[path], encoding="utf-8")
    for path in stale:
        sys.stdout.write(f"{path.relative_to(ROOT)}\n")
    return 3 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

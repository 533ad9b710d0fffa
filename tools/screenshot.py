"""Draws the console as it is: a real engine on the demo market in a temporary folder, one picture per language.

``python -m tools.screenshot [vi] [en]`` writes ``docs/pictures/console-<language>.svg``.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from engine.service.snapshots import Snapshot

ROOT: Final = Path(__file__).resolve().parent.parent
SIZE: Final = (140, 40)
FONTS: Final = "Menlo, Consolas, 'Noto Sans Mono', 'Liberation Mono', monospace"
LONGEST: Final = 300.0
"""Seconds to wait for something to show; the first start trains five models before anything is forecast."""


def worth_showing(snapshot: Snapshot) -> bool:
    """Training done, every coin forecast, a position open, signals spoken and scored: what a person will see."""
    kinds = [event.kind for event in snapshot.happenings]
    everywhere = snapshot.training is None and all(row.direction is not None for row in snapshot.rows)
    return everywhere and bool(snapshot.positions) and "signal" in kinds and "forecast_scored" in kinds


def self_contained(svg: str) -> str:
    """The picture without a font from elsewhere, which pages that show it would not load."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    return svg.replace("font-family: Fira Code, monospace", f"font-family: {FONTS}")


async def draw(language: str, folder: Path) -> Path:
    """One picture."""
    from console.app import ConsoleApp
    from engine.app import Engine
    from engine.core.modes import Role
    from engine.service.port import Caller
    from engine.settings_load import load_settings
    from locales import set_defaults

    given = {"data_dir": folder / "data", "models_dir": folder / "models", "app_lang": language}
    loaded = load_settings({**given, "number_style": language}, environ={}, env_file=None)
    set_defaults(language=language, number_style=language, zone=loaded.settings.timezone)
    engine = await Engine.start(loaded)
    running = asyncio.create_task(engine.run())
    app = ConsoleApp(engine.service, Caller("console", "docs", Role.OWNER, language=language))
    target = ROOT / "docs" / "pictures" / f"console-{language}.svg"
    try:
        async with app.run_test(size=SIZE) as pilot:
            async with asyncio.timeout(LONGEST):
                while app.last is None or not worth_showing(app.last):
                    await pilot.pause(0.2)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(self_contained(app.export_screenshot(title="run_tui.py")), encoding="utf-8")
    finally:
        running.cancel()
        await engine.stop()
    return target


def main(languages: list[str]) -> int:
    """Draw the pictures that are asked for, or all."""
    os.environ.setdefault("COLORTERM", "truecolor")
    for language in languages or ["vi", "en"]:
        with tempfile.TemporaryDirectory(prefix="haidang-picture-") as folder:
            home = Path.cwd()
            os.chdir(folder)  # where no .env of ours lies
            try:
                target = asyncio.run(draw(language, Path(folder)))
            finally:
                os.chdir(home)
        sys.stdout.write(f"{target.relative_to(ROOT)} {target.stat().st_size // 1024} KB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Takes the pictures that the bots send, from a real engine on the demo market in a temporary folder.

``python -m tools.chat_pictures [vi] [en]`` writes ``docs/pictures/bot-<what>-<language>.png``.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from bots.common.conversation import Conversation
    from engine.app import Engine

ROOT: Final = Path(__file__).resolve().parent.parent
PICTURES: Final = {"forecast": "predict {}", "explain": "explain {}", "scores": "scoreboard", "equity": "equity",
                   "model": "models {}"}  # fmt: skip
ME: Final = 42
SPEED: Final = 6_000
LEAST_TRADES: Final = 10
PAUSE: Final = 4.0
"""Seconds between questions: the bot asks people to be this patient with pictures."""
LONGEST: Final = 600.0
"""Seconds to wait for something to show; the first start trains five models before anything is forecast."""


async def draw(language: str, folder: Path, tell: Callable[[str], None]) -> None:
    """One engine, fast until there is something to show; then what an owner asks the bot in private."""
    from bots.common.conversation import Conversation
    from engine.app import Engine
    from engine.settings_load import load_settings
    from locales import set_defaults

    set_defaults(language=language, number_style=language)
    given: dict[str, Any] = {
        "data_dir": folder / "data", "models_dir": folder / "models", "app_lang": language, "demo_speed": SPEED,
        "telegram_owners": str(ME), "confidence_threshold": 0.6,
    }  # fmt: skip
    engine = await Engine.start(load_settings(given, environ={}, env_file=None))
    running = asyncio.create_task(engine.run())
    try:
        async with asyncio.timeout(LONGEST):
            symbol = await _spoken_of(engine)
            await _ask(Conversation(engine.lobby()), symbol, language, tell)
    finally:
        await engine.stop()
        await asyncio.gather(running, return_exceptions=True)


async def _spoken_of(engine: Engine) -> str:
    """A pair of which something is said at this moment, after a while of trading."""
    from engine.core.decisions import Decision
    from engine.core.modes import Role
    from engine.service.port import Caller, Request

    owner, pipeline = Caller("cli", "docs", Role.OWNER), engine.rooms.pipeline
    while True:
        await asyncio.sleep(0.05)
        trades: Any = await engine.service.call(owner, Request("trades", {"limit": LEAST_TRADES}))
        latest = {symbol: pipeline.latest(symbol) for symbol in pipeline.symbols()}
        spoken = [str(symbol) for symbol, said in latest.items() if isinstance(said, Decision) and said.spoken]
        if len(trades.rows) >= LEAST_TRADES and spoken:
            return spoken[0]


async def _ask(conversation: Conversation, symbol: str, language: str, tell: Callable[[str], None]) -> None:
    from engine.service.visits import Visit

    visit = Visit("telegram", ME, "docs", str(ME), ME, True, language)
    for name, line in PICTURES.items():
        await asyncio.sleep(PAUSE)
        reply = await conversation.line(visit, line.format(symbol))
        if reply is None or reply.picture is None:
            tell(f"no picture for {line.format(symbol)}\n")
            continue
        target = ROOT / "docs" / "pictures" / f"bot-{name}-{language}.png"
        target.write_bytes(reply.picture)
        tell(f"{target.relative_to(ROOT)} {len(reply.picture) // 1024} KB\n")


def main(arguments: list[str]) -> int:
    """The languages named, or both."""
    from locales import LANGUAGES

    for language in arguments or list(LANGUAGES):
        with tempfile.TemporaryDirectory() as folder:
            asyncio.run(draw(language, Path(folder), lambda line: sys.stderr.write(line) and None))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

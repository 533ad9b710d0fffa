"""The engine without a screen, with its bots: for a server that runs for months."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from engine.cli.headless import main

if TYPE_CHECKING:
    from engine.cli.headless import Companion
    from engine.service.lobby import Lobby


def bots(lobby: Lobby) -> Companion | None:
    """Those that have a token; loaded when the engine runs, so that ``--help`` need not."""
    from bots.house import open_bots

    return open_bots(lobby)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], bots))

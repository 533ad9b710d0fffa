"""The engine without a screen, with its bots: for a server that runs for months."""

import sys

from bots.house import open_bots
from engine.cli.headless import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], open_bots))

"""Python, packages, terminal, data folder."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from engine.cli.checks import Check, Level
from locales.formats import number

if TYPE_CHECKING:
    from engine.settings import Settings

_LEAST_PYTHON: Final = (3, 11)
_BASE: Final = {
    "alembic": "alembic", "babel": "Babel", "ccxt": "ccxt", "discord": "discord.py", "dotenv": "python-dotenv",
    "fluent": "fluent.runtime", "numpy": "numpy", "onnxruntime": "onnxruntime", "pydantic": "pydantic",
    "sqlalchemy": "SQLAlchemy", "sqlite_utils": "sqlite-utils", "talib": "TA-Lib", "telegram": "python-telegram-bot",
    "textual": "textual",
}  # fmt: skip
_TRAIN: Final = {"onnx": "onnx", "sklearn": "scikit-learn", "skl2onnx": "skl2onnx"}
_FEW_BYTES: Final = 1 << 30
_TOO_FEW_BYTES: Final = 100 << 20


def check_python() -> Iterator[Check]:
    """Old enough to run the house."""
    found = ".".join(map(str, sys.version_info[:3]))
    level = Level.OK if sys.version_info[:2] >= _LEAST_PYTHON else Level.FAULT
    yield Check(
        "python", level, "cli-doctor-python" if level is Level.OK else "cli-doctor-python-old", {"found": found}
    )


def check_packages() -> Iterator[Check]:
    """What serving needs, and what training needs besides."""
    lacking = [name for module, name in _BASE.items() if find_spec(module) is None]
    if lacking:
        yield Check("packages", Level.FAULT, "cli-doctor-packages-missing", {"names": ", ".join(lacking)})
    else:
        yield Check("packages", Level.OK, "cli-doctor-packages", {"count": len(_BASE)})
    lacking = [name for module, name in _TRAIN.items() if find_spec(module) is None]
    if lacking:
        yield Check("training", Level.WARNING, "cli-doctor-train-missing", {"names": ", ".join(lacking)})
    else:
        yield Check("training", Level.OK, "cli-doctor-train")


def check_terminal() -> Iterator[Check]:
    """Whether Vietnamese and the drawing of the console can be shown."""
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    term = os.environ.get("TERM", "")
    if encoding != "utf8":
        yield Check("terminal", Level.WARNING, "cli-doctor-terminal-encoding", {"found": sys.stdout.encoding or "?"})
    elif term in ("", "dumb"):
        yield Check("terminal", Level.WARNING, "cli-doctor-terminal-dumb", {"found": term or "-"})
    else:
        yield Check("terminal", Level.OK, "cli-doctor-terminal", {"found": term})


def check_folder(settings: Settings) -> Iterator[Check]:
    """The data folder can be written to, belongs to us alone, and has room."""
    folder = settings.data_dir
    facts = {"path": str(folder)}
    if not folder.exists():
        above = next(parent for parent in folder.absolute().parents if parent.exists())
        if not os.access(above, os.W_OK):
            yield Check("folder", Level.FAULT, "cli-doctor-folder-closed", facts)
            return
        yield Check("folder", Level.WARNING, "cli-doctor-folder-new", facts)
        folder = above
    elif not _can_write(folder):
        yield Check("folder", Level.FAULT, "cli-doctor-folder-closed", facts)
        return
    yield from _room(folder)


def _can_write(folder: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _room(folder: Path) -> Iterator[Check]:
    free = shutil.disk_usage(folder).free
    level = Level.FAULT if free < _TOO_FEW_BYTES else Level.WARNING if free < _FEW_BYTES else Level.OK
    facts = {"path": str(folder), "free": f"{number(free / 2**30, decimals=1)} GB"}
    yield Check("folder", level, "cli-doctor-room" if level is Level.OK else "cli-doctor-room-little", facts)

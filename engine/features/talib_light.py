"""The one place that imports TA-Lib.

TA-Lib's wrapper imports pandas and polars when it finds them (a quarter of a second) only to accept their objects. We
give it arrays, so both are hidden while it loads. From then on it refuses pandas objects, in this process.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import Any

_HIDDEN = ("pandas", "polars")


@cache
def talib() -> Any:
    """The ``talib`` module, loaded once, without pandas or polars."""
    if "talib" in sys.modules:
        return sys.modules["talib"]
    kept = {name: sys.modules[name] for name in _HIDDEN if name in sys.modules}
    for name in _HIDDEN:
        sys.modules[name] = None  # type: ignore[assignment]  # what makes ``import`` fail at once
    try:
        import talib as module
        import talib.stream
    finally:
        for name in _HIDDEN:
            del sys.modules[name]
        sys.modules.update(kept)
    return module

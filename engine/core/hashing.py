"""One way to hash facts, so that equal facts have equal hashes on every machine."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def canonical_json(value: Any) -> str:
    """JSON with sorted keys and no spaces; anything that is not JSON is written by ``str``."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


def digest(*parts: Any, length: int = 64) -> str:
    """Hex SHA-256 over the canonical JSON of ``parts``, cut to ``length``."""
    return hashlib.sha256(canonical_json(parts).encode()).hexdigest()[:length]

"""The training process: ``python -m engine.learning.worker``, a request as JSON on stdin, JSON lines on stdout.

It runs at low priority on one thread, never touches the database but to read candles, and on SIGTERM ends at once with
nothing half-written: versions appear whole, by a rename, or not at all.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from types import FrameType
from typing import Any, Final, TextIO

# Before numpy is imported, which reads them once. The runner sets them too; a person's shell does not.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

from engine.core.clocks import WallClock  # noqa: E402
from engine.core.errors import HaiDangError, InvalidInput, Operational  # noqa: E402
from engine.forecast.layout import MANIFEST, ModelKey  # noqa: E402
from engine.learning.request import Reader, Request  # noqa: E402

NICENESS: Final = 10
STOPPED: Final = 143
_NEEDED: Final = ("sklearn", "skl2onnx", "onnx")
_STALE_SECONDS: Final = 3_600

Say = Callable[[Mapping[str, Any]], None]


class Stopped(BaseException):
    """SIGTERM arrived, or nobody listens any more."""


def main() -> int:
    """Train what stdin asks for; returns the exit code."""
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    os.nice(max(0, NICENESS - os.nice(0)))
    say = _speaker()
    try:
        request = Request.parse(sys.stdin.buffer.read(), WallClock().now())
        require_libraries()
        return run(request, say)
    except HaiDangError as error:
        say({"event": "error", "key": error.key, "params": error.params, "incident": error.incident})
        return int(error.exit_code)
    except (Stopped, BrokenPipeError):
        return STOPPED


def run(request: Request, say: Say) -> int:
    """Train each model of the request. One that cannot be trained is reported and the others go on."""
    began, trained, faults = time.monotonic(), 0, list[HaiDangError]()
    with request.open_candles() as read:
        for number, key in enumerate(request.keys):
            say(_progress(request, number, {"symbol": key.symbol_name, "model": ""}, "job-training-reading", 0.0))
            try:
                say(_train(request, key, number, read, say))
                trained += 1
            except InvalidInput as error:
                faults.append(error)
                say({"event": "refused", "symbol": key.symbol_name, "key": error.key, "params": error.params})
    if faults and not trained:
        raise faults[0]
    say({"event": "result", "trained": trained, "refused": len(faults), "seconds": _since(began)})
    return 0


def require_libraries() -> None:
    """Raise Operational (``err-train-extra-missing``) on a machine that only serves models."""
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise Operational("err-train-extra-missing", missing=", ".join(missing))


def _train(request: Request, key: ModelKey, number: int, read: Reader, say: Say) -> dict[str, Any]:
    from engine.forecast.manifest import sha256
    from engine.forecast.writer import point_champion
    from engine.learning.plan import standing_on_disk
    from engine.learning.spec import Progress
    from engine.learning.trio import train_trio

    began, spec = time.monotonic(), request.spec
    folder = key.folder(spec.models_dir)
    sweep(folder)

    def progress(at: Progress) -> None:
        about = {"symbol": at.symbol, "model": at.model, "step": at.step, "steps": at.steps}
        say(_progress(request, number, about, at.key, (at.step - 1) / at.steps, at.done))

    series = [read(symbol) for symbol in (request.symbols if key.symbol is None else (key.symbol,))]
    model = train_trio(series, replace(spec, pooled=key.symbol is None), progress)
    none = standing_on_disk(spec.models_dir, key).trained_at is None
    champion = request.promote == "always" or (request.promote == "missing" and none)
    before = point_champion(folder, model.version) if champion else None
    return {
        "event": "trained",
        "source": key.source,
        "symbol": key.symbol_name,
        "timeframe": str(key.timeframe),
        "horizon": str(key.horizon),
        "version": model.version,
        "path": str(model.path),
        "sha256": sha256((model.path / MANIFEST).read_bytes()),
        "trained_at": spec.trained_at,
        "champion": champion,
        "before": before,
        "metrics": model.metrics,
        "seconds": _since(began),
    }


def sweep(folder: Path) -> None:
    """Remove what a killed training left behind; what is young may belong to another one that still runs."""
    for left in folder.glob(".new-*"):
        try:
            if time.time() - left.stat().st_mtime > _STALE_SECONDS:
                shutil.rmtree(left, ignore_errors=True)
        except OSError:
            continue


def _progress(
    request: Request, number: int, about: Mapping[str, Any], key: str, share: float, done: int = 0
) -> dict[str, Any]:
    from engine.forecast.members import MEMBERS

    models = len(request.keys)
    counted = {"done": number * len(MEMBERS) + done, "members": models * len(MEMBERS)}
    fraction = round((number + share) / models, 4)
    return {"event": "progress", "fraction": fraction, "key": key, "params": {**about, **counted}}


def _speaker() -> Say:
    """Lines on the real stdout; what a library prints goes to stderr instead of between them."""
    sys.stdout.flush()
    out: TextIO = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def say(line: Mapping[str, Any]) -> None:
        out.write(json.dumps(line, default=str) + "\n")
        out.flush()

    return say


def _stop(number: int, frame: FrameType | None) -> None:
    # Once: a second signal must not break into the clearing up that the first one began.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise Stopped


def _since(began: float) -> float:
    return round(time.monotonic() - began, 2)


if __name__ == "__main__":
    code = main()
    sys.stderr.flush()
    os._exit(code) if code == STOPPED else sys.exit(code)

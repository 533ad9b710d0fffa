"""A child process: started quietly, fed its specification, ended politely and then firmly."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from engine.jobs.model import JobKind

POLITE_SECONDS: Final = 1.2
# One thread, and none that spins: several thread pools on few cores starve the live step (measured).
ONE_THREAD: Final = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OMP_WAIT_POLICY": "PASSIVE",
    "PYTHONUNBUFFERED": "1",
    "PYTHONUTF8": "1",
}
_SECRET_NAME = re.compile(r"TOKEN|SECRET|PASSWORD|API_KEY|DSN|DATABASE_URL")
_ROOT = Path(__file__).resolve().parents[2]


def child_environment(inherited: Mapping[str, str], extra: Mapping[str, str]) -> dict[str, str]:
    """What a child may see: the surroundings without any secret, and the path to this program."""
    kept = {name: value for name, value in inherited.items() if not _SECRET_NAME.search(name.upper())}
    paths = [str(_ROOT), *filter(None, [kept.get("PYTHONPATH", "")])]
    return {**kept, **ONE_THREAD, "PYTHONPATH": os.pathsep.join(paths), **extra}


async def start_child(kind: JobKind) -> asyncio.subprocess.Process:
    """Start it in a session of its own, so that Ctrl+C in a terminal is the parent's to handle, and at low priority."""
    # -P: a folder named "engine" where the program happens to be started must not win over this one.
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",
        "-m",
        kind.module,
        *kind.arguments,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=child_environment(os.environ, kind.environment),
        start_new_session=True,
    )
    # From outside and not by preexec_fn, which may deadlock in a program that has threads.
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, process.pid, kind.niceness)
    return process


async def feed(process: asyncio.subprocess.Process, specification: Mapping[str, object]) -> None:
    """Give it its specification as one line of JSON; a child that is already gone is found out by its exit code."""
    if process.stdin is None:
        return
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        process.stdin.write(json.dumps(specification, default=str).encode() + b"\n")
        await process.stdin.drain()
    process.stdin.close()


async def end_child(process: asyncio.subprocess.Process, polite_seconds: float = POLITE_SECONDS) -> None:
    """Ask it to stop; when it does not, kill it and all it started."""
    if process.returncode is not None:
        return
    _signal(process, signal.SIGTERM)
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(process.wait(), polite_seconds)
    kill_now(process)
    await process.wait()


def kill_now(process: asyncio.subprocess.Process) -> None:
    """Kill it and all it started, at once."""
    if process.returncode is None:
        _signal(process, signal.SIGKILL)


def _signal(process: asyncio.subprocess.Process, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)

"""What a piece of long work is: its kind, its state, how far it is and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

NOTHING: Final[Mapping[str, object]] = MappingProxyType({})
ITEMS_AT_MOST: Final = 1_000


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def over(self) -> bool:
        """Whether nothing will change any more."""
        return self in (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


@dataclass(frozen=True, slots=True)
class JobError:
    """Why it failed: a message key with parameters, and the end of what the child wrote to stderr."""

    key: str
    params: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """An immutable picture of a job: ``key`` and ``params`` name what it is doing, ``items`` what it has brought."""

    id: str
    kind: str
    state: JobState
    created: int
    started: int | None = None
    ended: int | None = None
    fraction: float = 0.0
    key: str = "job-waiting"
    params: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    items: tuple[Mapping[str, object], ...] = ()
    result: Mapping[str, object] | None = None
    error: JobError | None = None


@dataclass(frozen=True, slots=True)
class JobKind:
    """How work of a kind is started: ``python -m module`` in a process of its own.

    The specification goes in as JSON on stdin, never as an argument: other people on the machine can read arguments.
    """

    name: str
    module: str
    arguments: tuple[str, ...] = ()
    niceness: int = 10
    environment: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def heard(job: Job, line: Mapping[str, object]) -> Job:
    """The job after a line from its child. What the line gets wrong is passed over; a fraction never falls."""
    event, rest = line.get("event", ""), {name: value for name, value in line.items() if name != "event"}
    if event == "progress":
        told = rest.get("fraction")
        fraction = min(1.0, max(job.fraction, told)) if isinstance(told, int | float) else job.fraction
        key = str(rest.get("key") or job.key)
        return replace(job, fraction=fraction, key=key, params=_mapping(rest.get("params")))
    if event == "result":
        return replace(job, result=rest)
    if event == "error":
        return replace(job, error=JobError(str(rest.get("key") or "err-job-broken"), _mapping(rest.get("params"))))
    if len(job.items) >= ITEMS_AT_MOST:
        return job
    return replace(job, items=(*job.items, line))


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else NOTHING

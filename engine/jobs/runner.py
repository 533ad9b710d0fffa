"""Long work off the event loop: one child process of a kind at a time, the others wait in line.

Whatever a child does, nothing is raised into the loop: a crash becomes a failed job with the end of its stderr.
A child writes JSON lines on stdout: ``{"event": "progress", "fraction": 0.4, "key": ..., "params": {...}}``,
``{"event": "result", ...}``, ``{"event": "error", "key": ..., "params": {...}}``; any other event is an item it brings.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from engine.core.clocks import Clock
from engine.core.errors import InvalidInput, Refused
from engine.jobs.child import end_child, feed, kill_now, start_child
from engine.jobs.lines import json_lines, tail_of
from engine.jobs.model import NOTHING, Job, JobError, JobKind, JobState, heard

KEPT: Final = 50
"""Jobs that are over and still listed."""
WAITING_AT_MOST: Final = 8

_log = logging.getLogger(__name__)
Listener = Callable[[Job], None]


class JobRunner:
    """Starts, follows and ends jobs. Call it from the event loop only."""

    def __init__(
        self,
        clock: Clock,
        kinds: Iterable[JobKind],
        *,
        on_change: Listener | None = None,
        waiting_at_most: int = WAITING_AT_MOST,
    ) -> None:
        self._clock = clock
        self._kinds = {kind.name: kind for kind in kinds}
        self._on_change = on_change
        self._waiting_at_most = waiting_at_most
        self._jobs: dict[str, Job] = {}
        self._specs: dict[str, Mapping[str, object]] = {}
        self._lines: dict[str, deque[str]] = {name: deque() for name in self._kinds}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._children: dict[str, asyncio.subprocess.Process] = {}
        self._cancelled: set[str] = set()
        self._over: dict[str, asyncio.Event] = {}
        self._ended_order: deque[str] = deque()
        self._number = 0
        self._closed = False

    def start(self, kind: str, spec: Mapping[str, object]) -> Job:
        """Begin, or stand in line behind another of the same kind. Raises InvalidInput or Refused, and never later."""
        if kind not in self._kinds:
            raise InvalidInput("err-job-unknown-kind", kind=kind, known=", ".join(sorted(self._kinds)))
        if self._closed:
            raise Refused("err-job-closing")
        if len(self._lines[kind]) >= self._waiting_at_most:
            raise Refused("err-job-queue-full", kind=kind, limit=self._waiting_at_most)
        self._number += 1
        job = Job(f"{kind}-{self._number}", kind, JobState.WAITING, self._clock.now())
        self._specs[job.id] = spec
        self._over[job.id] = asyncio.Event()
        self._lines[kind].append(job.id)
        self._put(job)
        self._next(kind)
        return self._jobs[job.id]

    def jobs(self) -> tuple[Job, ...]:
        """All jobs, oldest first; of those that are over the latest few."""
        return tuple(self._jobs.values())

    def job(self, job_id: str) -> Job:
        """One job; raises InvalidInput when there is none."""
        if job_id not in self._jobs:
            raise InvalidInput("err-job-unknown", job=job_id)
        return self._jobs[job_id]

    async def wait(self, job_id: str) -> Job:
        """The job when it is over."""
        self.job(job_id)
        await self._over[job_id].wait()
        return self._jobs[job_id]

    async def cancel(self, job_id: str) -> Job:
        """End it: SIGTERM, then SIGKILL. A job that is over stays as it is."""
        job = self.job(job_id)
        if job.state is JobState.WAITING:
            self._lines[job.kind].remove(job_id)
            self._finish(job_id, JobState.CANCELLED, key="job-cancelled")
        elif job.state is JobState.RUNNING:
            self._cancelled.add(job_id)
            over, task = self._over[job_id], self._tasks.get(job_id)
            if (child := self._children.get(job_id)) is not None:
                await end_child(child)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(over.wait(), 0.4)
            # Something the child started still holds its pipes: it is not waited for.
            if not over.is_set() and task is not None:
                task.cancel()
            await over.wait()
        return self._jobs[job_id]

    async def close(self) -> None:
        """End everything within two seconds; no job can be started afterwards."""
        self._closed = True
        waiting = [job_id for line in self._lines.values() for job_id in line]
        await asyncio.gather(*(self.cancel(job_id) for job_id in waiting))
        running = [job.id for job in self._jobs.values() if not job.state.over]
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1.8):
                await asyncio.gather(*(self.cancel(job_id) for job_id in running))
        for child in self._children.values():
            kill_now(child)
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    def _next(self, kind: str) -> None:
        busy = any(job.kind == kind and job.state is JobState.RUNNING for job in self._jobs.values())
        if busy or not self._lines[kind] or self._closed:
            return
        job_id = self._lines[kind].popleft()
        self._put(replace(self._jobs[job_id], state=JobState.RUNNING, started=self._clock.now(), key="job-starting"))
        self._tasks[job_id] = asyncio.create_task(self._run(job_id), name=job_id)

    async def _run(self, job_id: str) -> None:
        kind = self._jobs[job_id].kind
        try:
            await self._follow(job_id)
        except asyncio.CancelledError:
            self._finish(job_id, JobState.CANCELLED, key="job-cancelled")
            raise
        except OSError as fault:
            self._fail(job_id, JobError("err-job-start", {"detail": fault.strerror or str(fault)}))
        except Exception as fault:  # the promise of this class: a job never breaks the loop it is started from
            _log.exception("job %s", job_id)
            self._fail(job_id, JobError("err-job-broken", {"detail": type(fault).__name__}))
        finally:
            if (child := self._children.pop(job_id, None)) is not None:
                kill_now(child)
            self._tasks.pop(job_id, None)
            self._next(kind)

    async def _follow(self, job_id: str) -> None:
        child = await start_child(self._kinds[self._jobs[job_id].kind])
        self._children[job_id] = child
        if job_id in self._cancelled:
            kill_now(child)
        if child.stdout is None or child.stderr is None:
            raise OSError("no pipes")
        words = asyncio.create_task(tail_of(child.stderr))
        try:
            await feed(child, self._specs.pop(job_id, NOTHING))
            async for line in json_lines(child.stdout):
                self._put(heard(self._jobs[job_id], line))
            code, tail = await child.wait(), await words
        finally:
            words.cancel()
        self._ended(job_id, code, tail)

    def _ended(self, job_id: str, code: int, tail: str) -> None:
        job = self._jobs[job_id]
        if job_id in self._cancelled:
            self._finish(job_id, JobState.CANCELLED, key="job-cancelled")
        elif code == 0 and job.error is None:
            self._finish(job_id, JobState.DONE, key="job-done", fraction=1.0)
        else:
            told = job.error or JobError("err-job-crashed", {"kind": job.kind, "code": code})
            self._fail(job_id, replace(told, tail=tail))

    def _fail(self, job_id: str, error: JobError) -> None:
        self._finish(job_id, JobState.FAILED, key="job-failed", error=error)

    def _finish(self, job_id: str, state: JobState, **changes: Any) -> None:
        job = self._jobs[job_id]
        if job.state.over:
            return
        self._specs.pop(job_id, None)
        self._cancelled.discard(job_id)
        self._put(replace(job, state=state, ended=self._clock.now(), params=NOTHING, **changes))
        self._over[job_id].set()
        self._ended_order.append(job_id)
        if len(self._ended_order) > KEPT:
            old = self._ended_order.popleft()
            del self._jobs[old], self._over[old]

    def _put(self, job: Job) -> None:
        self._jobs[job.id] = job
        if self._on_change is None:
            return
        try:
            self._on_change(job)
        except Exception:  # a listener's fault is the listener's
            _log.exception("listener of job %s", job.id)

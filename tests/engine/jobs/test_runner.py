import asyncio
import os
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from engine.core.clocks import MarketClock
from engine.core.errors import InvalidInput, Refused
from engine.jobs.model import Job, JobKind, JobState, heard
from engine.jobs.runner import JobRunner

CHILDREN = ("good", "crash", "tell", "slow", "stubborn", "parent", "noisy", "early")
KINDS = [JobKind(name, "tests.engine.jobs.children", (name,)) for name in CHILDREN]


@pytest.fixture
async def runner() -> AsyncIterator[JobRunner]:
    runner = JobRunner(MarketClock(1_000), KINDS, waiting_at_most=2)
    yield runner
    await runner.close()


async def until(runner: JobRunner, job_id: str, fraction: float) -> Job:
    async with asyncio.timeout(10):
        while runner.job(job_id).fraction < fraction:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    return runner.job(job_id)


async def test_a_job_reports_progress_items_and_result_at_low_priority(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_BOT_TOKEN", "hidden")
    seen: list[Job] = []
    runner = JobRunner(MarketClock(1_000), KINDS, on_change=seen.append)
    job = await runner.wait(runner.start("good", {"symbol": "BTC/USDT"}).id)
    assert (job.state, job.fraction, job.started, job.ended, job.error) == (JobState.DONE, 1.0, 1_000, 1_000, None)
    assert job.result is not None
    assert job.result["nice"] == 10
    assert job.result["argv"] == ["good"], "the specification is not on the command line"
    assert "DISCORD_BOT_TOKEN" not in str(job.result["environment"])
    assert "OMP_WAIT_POLICY" in str(job.result["environment"])
    assert job.items == ({"event": "trained", "symbol": "BTC/USDT"},)
    assert seen[0].state is JobState.WAITING
    assert any(one.params == {"symbol": "BTC/USDT"} for one in seen)
    await runner.close()


async def test_a_crash_is_reported_with_the_end_of_stderr_and_without_passwords(runner: JobRunner) -> None:
    job = await runner.wait(runner.start("crash", {}).id)
    assert job.state is JobState.FAILED
    assert job.error is not None
    assert (job.error.key, job.error.params["code"]) == ("err-job-crashed", 3)
    assert "cannot reach" in job.error.tail
    assert "hidden" not in job.error.tail


async def test_a_child_names_its_own_error(runner: JobRunner) -> None:
    job = await runner.wait(runner.start("tell", {}).id)
    assert job.error is not None
    assert (job.error.key, job.error.params) == ("err-training-few-candles", {"candles": 3})


async def test_a_killed_child_is_a_failed_job(runner: JobRunner) -> None:
    job = await runner.wait(runner.start("early", {"long": "x" * 500_000}).id)
    assert job.error is not None
    assert (job.state, job.error.params["code"]) == (JobState.FAILED, -9)


async def test_endless_lines_do_no_harm(runner: JobRunner) -> None:
    job = await runner.wait(runner.start("noisy", {}).id)
    assert (job.state, job.result) == (JobState.DONE, {"fine": True})


async def test_one_of_a_kind_at_a_time_and_a_line_with_a_limit(runner: JobRunner) -> None:
    first, second, third = (runner.start("slow", {}) for _ in range(3))
    other = runner.start("good", {"symbol": "x"})
    assert [job.state for job in runner.jobs()] == [
        JobState.RUNNING, JobState.WAITING, JobState.WAITING, JobState.RUNNING,
    ]  # fmt: skip
    with pytest.raises(Refused) as refusal:
        runner.start("slow", {})
    assert refusal.value.key == "err-job-queue-full"
    assert (await runner.cancel(second.id)).state is JobState.CANCELLED
    await until(runner, first.id, 0.1)
    assert (await runner.cancel(first.id)).state is JobState.CANCELLED
    assert (await until(runner, third.id, 0.1)).state is JobState.RUNNING, "the next in line begins"
    assert (await runner.wait(other.id)).state is JobState.DONE


async def test_cancel_kills_a_child_that_does_not_listen(runner: JobRunner) -> None:
    job = await until(runner, runner.start("stubborn", {}).id, 0.1)
    began = time.monotonic()
    assert (await runner.cancel(job.id)).state is JobState.CANCELLED
    assert time.monotonic() - began < 2.5
    assert (await runner.cancel(job.id)).state is JobState.CANCELLED, "a second time changes nothing"


async def test_close_ends_children_and_theirs_within_two_seconds() -> None:
    runner = JobRunner(MarketClock(), KINDS)
    jobs = [runner.start(kind, {}) for kind in ("slow", "stubborn", "parent", "slow")]
    for job in jobs[:3]:
        await until(runner, job.id, 0.1)
    pid = runner.job(jobs[2].id).items[0]["pid"]
    began = time.monotonic()
    await runner.close()
    assert time.monotonic() - began < 2.5
    assert {job.state for job in runner.jobs()} == {JobState.CANCELLED}
    assert isinstance(pid, int)
    # The signal has been sent to the whole group; the system carries it out in its own time.
    async with asyncio.timeout(5):
        while _alive(pid):  # noqa: ASYNC110 - another process, which no event of ours announces
            await asyncio.sleep(0.01)
    with pytest.raises(Refused):
        runner.start("good", {})


async def test_a_job_cancelled_before_its_child_began(runner: JobRunner) -> None:
    job = runner.start("slow", {})
    assert (await runner.cancel(job.id)).state is JobState.CANCELLED


async def test_unknown_kind_job_and_module() -> None:
    runner = JobRunner(MarketClock(), [JobKind("nowhere", "engine.nowhere")], on_change=lambda _: 1 / 0)
    with pytest.raises(InvalidInput):
        runner.start("other", {})
    with pytest.raises(InvalidInput):
        runner.job("other-1")
    job = await runner.wait(runner.start("nowhere", {}).id)
    assert job.state is JobState.FAILED, "and a listener that raises is no concern of the runner"
    assert job.error is not None
    assert "engine.nowhere" in job.error.tail
    await runner.close()


async def test_old_jobs_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.jobs.runner.KEPT", 2)
    runner = JobRunner(MarketClock(), KINDS)
    for _ in range(4):
        await runner.wait(runner.start("tell", {}).id)
    assert [job.id for job in runner.jobs()] == ["tell-3", "tell-4"]
    await runner.close()


@pytest.mark.parametrize("fraction", [None, "much", float("nan"), -3, 0.1])
def test_a_fraction_never_falls(fraction: object) -> None:
    job = Job("a-1", "a", JobState.RUNNING, 0, fraction=0.4)
    assert heard(job, {"event": "progress", "fraction": fraction, "params": 3}).fraction == 0.4


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # An orphan may still wait for its reaper.
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().split()[2] != "Z"

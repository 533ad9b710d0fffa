import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.core.clocks import MarketClock
from engine.core.errors import InvalidInput
from engine.core.series import CandleSeries
from engine.forecast.manifest import verify
from engine.forecast.writer import read_champion
from engine.jobs.model import Job, JobKind, JobState
from engine.jobs.runner import JobRunner
from engine.learning import worker
from engine.learning.request import Request
from engine.store.candles import save_candles
from engine.store.store import Store
from tests.engine.learning.markets import martingale, regime

TRAINING = JobKind("training", "engine.learning.worker")
SMALL = {"trees": 10, "folds": 2}


def file_of(folder: Path, series: CandleSeries, name: str = "candles.npz") -> str:
    columns = ("timestamp", "open", "high", "low", "close", "volume")
    np.savez(folder / name, **{column: getattr(series, column) for column in columns})
    return str(folder / name)


def request_of(folder: Path, **changes: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "source": "test",
        "symbols": ["BTC"],
        "timeframe": "15m",
        "horizon": "15m",
        "models_dir": str(folder / "models"),
        "trained_at": 1_767_323_045_000,
        "sizes": SMALL,
    }
    return {**facts, **changes}


def run(facts: Any, **environment: str) -> tuple[int, list[dict[str, Any]], str]:
    done = subprocess.run(
        [sys.executable, "-m", "engine.learning.worker"],
        input=facts if isinstance(facts, str) else json.dumps(facts),
        capture_output=True, text=True, timeout=60, check=False, env={**os.environ, **environment},
    )  # fmt: skip
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


async def train(facts: dict[str, Any]) -> Job:
    runner = JobRunner(MarketClock(), [TRAINING])
    job = await runner.wait(runner.start("training", facts).id)
    await runner.close()
    return job


def keep(connection: Any, series: CandleSeries) -> None:
    save_candles(connection, series)


def champion(folder: Path, symbol: str = "BTC-USDT") -> str | None:
    return read_champion(folder / "models" / "test" / symbol / "15m-15m")


async def test_from_the_store_through_a_job_to_a_champion(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'db.sqlite'}"
    store = Store.open(url)
    for seed, symbol in enumerate(("BTC", "ETH")):
        store.write_sync(partial(keep, series=regime(600, seed, symbol=symbol)))
    facts = request_of(tmp_path, symbols=["BTC", "ETH"], database=url)
    job = await train(facts)
    assert (job.state, job.error) == (JobState.DONE, None)
    assert [item["symbol"] for item in job.items] == ["BTC/USDT", "ETH/USDT"]
    first = job.items[0]
    assert first["champion"]
    assert champion(tmp_path) == first["version"]
    assert verify(Path(str(first["path"])))[0].trained_at == facts["trained_at"]
    assert set(first) >= {"source", "timeframe", "horizon", "sha256", "metrics", "trained_at"}

    store.close()


def test_lines_progress_and_one_symbol_that_cannot_be_trained(tmp_path: Path) -> None:
    files = {
        "ETH/USDT": file_of(tmp_path, martingale(60), "few.npz"),
        "BTC/USDT": file_of(tmp_path, regime(600)),
    }
    code, lines, _ = run(request_of(tmp_path, symbols=["ETH", "BTC", "eth"], files=files, last=590))
    assert code == 0
    assert [line["event"] for line in lines if line["event"] != "progress"] == ["refused", "trained", "result"]
    refused = next(line for line in lines if line["event"] == "refused")
    assert (refused["symbol"], refused["key"]) == ("ETH/USDT", "err-training-few-rows")
    progress = [line for line in lines if line["event"] == "progress"]
    assert [line["fraction"] for line in progress] == sorted(line["fraction"] for line in progress)
    assert {line["params"]["members"] for line in progress} == {6}
    assert {line["params"]["done"] for line in progress} == {0, 3, 4, 5, 6}
    assert lines[-1]["trained"] == 1
    assert champion(tmp_path, "ETH-USDT") is None


@pytest.mark.parametrize(("promote", "changes"), [("missing", False), ("never", False), ("always", True)])
def test_a_champion_is_replaced_only_when_told(tmp_path: Path, promote: str, changes: bool) -> None:
    facts = request_of(tmp_path, files={"BTC/USDT": file_of(tmp_path, regime(600))})
    said: list[Any] = []
    worker.run(Request.parse(json.dumps(facts), 0), said.append)
    first = champion(tmp_path)
    later = {**facts, "trained_at": facts["trained_at"] + 1_000, "promote": promote}
    worker.run(Request.parse(json.dumps(later), 0), said.append)
    fresh = next(line for line in reversed(said) if line["event"] == "trained")
    assert (fresh["champion"], fresh["before"]) == (changes, first if changes else None)
    assert champion(tmp_path) == (fresh["version"] if changes else first)


def test_without_a_champion_never_means_never(tmp_path: Path) -> None:
    facts = request_of(tmp_path, files={"BTC/USDT": file_of(tmp_path, regime(600))}, promote="never")
    worker.run(Request.parse(json.dumps(facts), 0), lambda line: None)
    assert champion(tmp_path) is None


def test_pooled(tmp_path: Path) -> None:
    files = {f"{name}/USDT": file_of(tmp_path, regime(400, n), f"{name}.npz") for n, name in enumerate(("BTC", "ETH"))}
    code, lines, words = run(request_of(tmp_path, symbols=["BTC", "ETH"], files=files, pooled=True))
    assert code == 0, words
    assert [line["symbol"] for line in lines if line["event"] == "trained"] == ["POOLED"]
    assert champion(tmp_path, "POOLED") is not None


def test_nothing_that_can_be_trained_is_a_failure_and_the_champion_stays(tmp_path: Path) -> None:
    run(request_of(tmp_path, files={"BTC/USDT": file_of(tmp_path, regime(600))}))
    before = champion(tmp_path)
    flat = martingale(600)
    flat.close[:] = 100.0
    code, lines, _ = run(request_of(tmp_path, files={"BTC/USDT": file_of(tmp_path, flat)}, promote="always"))
    assert (code, lines[-1]["key"]) == (2, "err-training-constant-price")
    assert before is not None
    assert champion(tmp_path) == before


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ("{", "JSON"),
        ("[]", "JSON"),
        ({"symbols": "BTC"}, "symbols"),
        ({"symbols": []}, "symbols"),
        ({"source": ""}, "source"),
        ({"models_dir": None}, "models_dir"),
        ({"promote": "perhaps"}, "promote"),
        ({"last": "many"}, "last"),
        ({"sizes": {"jobs": 4}}, "sizes.jobs"),
        ({"sizes": {"trees": "ten"}}, "sizes"),
    ],
)
def test_a_request_with_a_fault_is_told_which(tmp_path: Path, facts: Any, field: str) -> None:
    raw = facts if isinstance(facts, str) else json.dumps(request_of(tmp_path, **facts))
    with pytest.raises(InvalidInput) as error:
        Request.parse(raw, 0)
    assert (error.value.key, error.value.params) == ("err-training-request", {"field": field})


def test_faults_end_with_a_key_and_the_right_code(tmp_path: Path) -> None:
    assert run("nonsense")[0] == 2
    code, lines, _ = run(request_of(tmp_path, database=f"sqlite:///{tmp_path / 'none.sqlite'}"))
    assert (code, lines[-1]["event"], lines[-1]["key"]) == (1, "error", "err-store-missing")
    (tmp_path / "broken.npz").write_bytes(b"PK\x03\x04 no")
    code, lines, _ = run(request_of(tmp_path, files={"BTC/USDT": str(tmp_path / "broken.npz")}))
    assert (code, lines[-1]["key"]) == (1, "err-training-file")


def test_a_base_installation_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_NEEDED", ("numpy", "surely_not_installed"))
    with pytest.raises(worker.Operational) as error:
        worker.require_libraries()
    assert (error.value.key, error.value.params) == ("err-train-extra-missing", {"missing": "surely_not_installed"})
    assert error.value.exit_code == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_killed_training_leaves_no_model_and_the_next_one_works(tmp_path: Path, number: signal.Signals) -> None:
    facts = request_of(tmp_path, files={"BTC/USDT": file_of(tmp_path, regime(1_000))}, sizes={"trees": 120})
    with subprocess.Popen(
        [sys.executable, "-m", "engine.learning.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(json.dumps(facts))
        child.stdin.close()
        for line in child.stdout:
            if json.loads(line)["params"].get("step") == 2:
                break
        child.send_signal(number)
        began = time.monotonic()
        assert child.wait(10) == (worker.STOPPED if number is signal.SIGTERM else -9)
        assert time.monotonic() - began < 2.0
    assert not list((tmp_path / "models").rglob("manifest.json"))
    assert champion(tmp_path) is None
    assert run({**facts, "sizes": SMALL})[0] == 0
    assert champion(tmp_path) is not None


async def test_a_cancelled_job_leaves_no_model(tmp_path: Path) -> None:
    facts = request_of(tmp_path, files={"BTC/USDT": file_of(tmp_path, regime(1_000))}, sizes={"trees": 120})
    begun = asyncio.Event()
    runner = JobRunner(MarketClock(), [TRAINING], on_change=lambda job: begun.set() if job.params.get("step") else None)
    job = runner.start("training", facts)
    await asyncio.wait_for(begun.wait(), 20)
    assert (await runner.cancel(job.id)).state is JobState.CANCELLED
    assert not list((tmp_path / "models").rglob("manifest.json"))
    await runner.close()


def test_old_leavings_are_swept_and_young_ones_are_not(tmp_path: Path) -> None:
    for name in (".new-old", ".new-young", "20260102T030405Z-1a2b3c4d"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "forest.onnx").write_bytes(b"x")
    os.utime(tmp_path / ".new-old", (0, 0))
    worker.sweep(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {".new-young", "20260102T030405Z-1a2b3c4d"}
    worker.sweep(tmp_path / "nowhere")

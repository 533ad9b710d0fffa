"""Children to run in tests: ``python -m tests.engine.jobs.children NAME``."""

import json
import os
import signal
import subprocess
import sys
import time


def say(**line: object) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def good(spec: dict[str, object]) -> None:
    sys.stdout.write("not json\n")
    say(event="progress", fraction=0.5, key="job-training-fitting", params={"symbol": spec["symbol"]})
    say(event="trained", symbol=spec["symbol"])
    say(event="result", nice=os.nice(0), argv=sys.argv[1:], environment=sorted(os.environ))


def crash(_: dict[str, object]) -> None:
    sys.stderr.write("cannot reach postgresql://me:hidden@host/db password=hidden2\n")
    sys.exit(3)


def tell(_: dict[str, object]) -> None:
    say(event="error", key="err-training-few-candles", params={"candles": 3})
    sys.exit(2)


def slow(_: dict[str, object]) -> None:
    say(event="progress", fraction=0.1, key="job-training-fitting")
    time.sleep(60)


def stubborn(spec: dict[str, object]) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    slow(spec)


def parent(spec: dict[str, object]) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as grandchild:
        say(event="pid", pid=grandchild.pid)
        slow(spec)


def noisy(_: dict[str, object]) -> None:
    sys.stdout.write("x" * 3_000_000 + "\n")
    sys.stderr.write("y" * 3_000_000)
    say(event="result", fine=True)


def early(_: dict[str, object]) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    globals()[sys.argv[1]](json.loads(sys.stdin.readline() or "{}"))

"""One engine a data folder, however the last one ended."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from engine.core.errors import ExitCode, Operational, Refused
from engine.service.lock import FolderLock

ROOT = Path(__file__).parents[3]
HOLD = (
    "import sys, signal\nfrom pathlib import Path\nfrom engine.service.lock import FolderLock\n"
    "FolderLock(Path(sys.argv[1])).acquire()\nprint('held', flush=True)\nsignal.pause()"
)


def test_held_by_one_and_free_afterwards(tmp_path: Path) -> None:
    first, second = FolderLock(tmp_path / "new" / "data"), FolderLock(tmp_path / "new" / "data")
    first.acquire()
    assert first.path.read_text() == str(os.getpid())
    assert stat.S_IMODE(first.path.stat().st_mode) == 0o600
    with pytest.raises(Refused) as caught:
        second.acquire()
    assert (caught.value.key, caught.value.params["pid"]) == ("err-folder-in-use", str(os.getpid()))
    assert caught.value.exit_code is ExitCode.REFUSED
    assert first.path.read_text() == str(os.getpid())  # the one who was refused left the name alone
    first.release()
    first.release()
    second.acquire()
    second.release()
    assert second.path.read_text() == ""


def test_the_name_of_a_long_gone_holder_is_not_left_standing(tmp_path: Path) -> None:
    (tmp_path / "engine.lock").write_text("12345678901234")
    lock = FolderLock(tmp_path)
    lock.acquire()
    assert lock.path.read_text() == str(os.getpid())
    lock.release()


def test_whoever_is_killed_lets_go(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(Refused) as caught:
            FolderLock(tmp_path).acquire()
        assert caught.value.params["pid"] == str(holder.pid)
    finally:
        holder.send_signal(signal.SIGKILL)
        holder.communicate()
    lock = FolderLock(tmp_path)
    lock.acquire()
    lock.release()


def test_a_folder_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Operational, match="err-folder-unusable"):
        FolderLock(tmp_path / "file" / "data").acquire()

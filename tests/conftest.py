"""What holds for every test: strict texts, a bare environment, no network, and two real models trained once a run."""

from __future__ import annotations

import errno
import fcntl
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings

from engine.settings import Settings
from locales import set_defaults
from locales.catalogue import is_strict, set_strict

# Before anything reads them: a person's own settings must not decide whether tests pass. Child processes inherit this.
for _name in (*(name.upper() for name in Settings.model_fields), "HAIDANG_STRICT_TEXTS"):
    os.environ.pop(_name, None)
os.environ["HAIDANG_STRICT_TEXTS"] = "1"

# The same examples in each run, so that a red suite means changed code; `make seek` looks for new ones.
hypothesis_settings.register_profile("steady", derandomize=True, database=None, deadline=None)
hypothesis_settings.register_profile("seek", max_examples=1_000, deadline=None)
hypothesis_settings.load_profile("steady")

_LOCAL = ("127.", "::1", "localhost")


def _is_local(host: object) -> bool:
    text = host.decode() if isinstance(host, bytes) else str(host)
    return text in ("", "None", "0.0.0.0", "::") or text.startswith(_LOCAL)


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """This machine alone: everything else is as unreachable as with the cable pulled out."""
    connect, connect_ex, look_up = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guarded(real: Any) -> Any:
        def go(self: socket.socket, address: Any) -> Any:
            if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_local(address[0]):
                raise OSError(errno.ENETUNREACH, f"tests do without network: {address}")
            return real(self, address)

        return go

    def find(host: Any, *rest: Any, **more: Any) -> Any:
        if not _is_local(host):
            raise socket.gaierror(socket.EAI_NONAME, f"tests do without network: {host}")
        return look_up(host, *rest, **more)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", guarded(connect))
    patch.setattr(socket.socket, "connect_ex", guarded(connect_ex))
    patch.setattr(socket, "getaddrinfo", find)
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def strict_texts() -> Iterator[None]:
    """Every text that is not exactly right fails the test that shows it; each test begins in Vietnamese."""
    before = is_strict()
    set_strict(True)
    set_defaults(language="vi", number_style="vi", zone="Asia/Ho_Chi_Minh")
    yield
    set_defaults(language="vi", number_style="vi", zone="Asia/Ho_Chi_Minh")
    set_strict(before)


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Real models of the demo's BTC and ETH, trained by whichever worker asks first. Not to be written to."""
    base = tmp_path_factory.getbasetemp()
    run = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    folder, done = run / "models", run / "models-are-trained"
    with (run / "models.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            from tests.engine.house import train

            train(folder)
            done.touch()
    return folder

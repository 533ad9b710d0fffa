"""One engine a data folder: a lock that the operating system drops when the holder dies, however it dies."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from engine.core.errors import Operational, Refused


class FolderLock:
    """Holds ``engine.lock`` in a data folder; the file names the holder's process id."""

    def __init__(self, data_dir: Path) -> None:
        self.path = data_dir / "engine.lock"
        self._fd: int | None = None

    def acquire(self) -> None:
        """Take the lock; raises Refused (``err-folder-in-use``) when another engine holds it."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            fd = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise Operational("err-folder-unusable", path=str(self.path.parent), detail=error.strerror or "") from error
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(fd, 32).decode("ascii", "replace").strip() or "?"
            os.close(fd)
            raise Refused("err-folder-in-use", path=str(self.path.parent), pid=holder) from None
        os.ftruncate(fd, 0)
        os.write(fd, str(os.getpid()).encode())
        self._fd = fd

    def release(self) -> None:
        """Give it back; harmless when not held."""
        if self._fd is not None:
            os.ftruncate(self._fd, 0)
            os.close(self._fd)
            self._fd = None

"""Writing a model folder: all of it, or nothing of it.

Files go into a hidden folder beside the versions and reach the disk before the manifest, which is written last; then
the folder gets its name. A crash, a full disk or a refused training leaves no half version behind.
"""

from __future__ import annotations

import errno
import io
import json
import os
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from engine.core.errors import InvalidInput, Operational
from engine.forecast.layout import CHAMPION, MANIFEST, ModelKey, is_version
from engine.forecast.manifest import FILES_OF_KIND, Manifest, read_manifest, sha256


class ModelWriter:
    """One new version.

    ```
    with ModelWriter(models_dir, key) as writer:
        writer.add_bytes("forest.onnx", model.SerializeToString())
        writer.add_npz("scaler.npz", mean=mean, scale=scale)
        writer.add_json("calibration.json", calibration.facts())
        path = writer.finish(Manifest(...))
    ```
    """

    def __init__(self, models_dir: Path, key: ModelKey) -> None:
        self.key = key
        self.folder = key.folder(models_dir)
        self._files: dict[str, str] = {}
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._temp = Path(tempfile.mkdtemp(prefix=".new-", dir=self.folder))
            self._temp.chmod(0o755)
        except OSError as fault:
            raise write_error(self.folder, fault) from fault

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self._temp, ignore_errors=True)

    def add_bytes(self, name: str, data: bytes) -> None:
        """A file of the model, by its plain name."""
        if name not in {known for files in FILES_OF_KIND.values() for known in files} or data[:1] == b"\x80":
            raise InvalidInput("err-model-file-not-allowed", file=name)
        self._write(name, data)
        self._files[name] = sha256(data)

    def add_npz(self, name: str, **arrays: Any) -> None:
        """Arrays of numbers; an object array (which would need pickle) is refused."""
        import numpy as np

        held = {label: np.asarray(array) for label, array in arrays.items()}
        if any(array.dtype.hasobject for array in held.values()):
            raise InvalidInput("err-model-file-not-allowed", file=name)
        memory = io.BytesIO()
        np.savez(memory, **held)  # type: ignore[arg-type]  # its third parameter is no array
        self.add_bytes(name, memory.getvalue())

    def add_json(self, name: str, value: Any) -> None:
        """Facts as JSON; NaN is refused."""
        self.add_bytes(name, json.dumps(value, sort_keys=True, allow_nan=False).encode())

    def finish(self, facts: Manifest) -> Path:
        """Write the manifest (``files`` is filled in here) and name the folder; returns the version's folder."""
        manifest = replace(facts, files=dict(sorted(self._files.items())))
        complete = tuple(manifest.files) == FILES_OF_KIND.get(manifest.kind)
        if not complete or not is_version(manifest.version) or manifest.key != self.key:
            raise InvalidInput("err-model-incomplete", path=str(self.folder), version=manifest.version)
        target = self.folder / manifest.version
        self._write(MANIFEST, manifest.render())
        try:
            if target.exists():
                raise InvalidInput("err-model-version-exists", path=str(self.folder), version=manifest.version)
            _sync_folder(self._temp)
            self._temp.rename(target)
            _sync_folder(self.folder)
        except OSError as fault:
            raise write_error(target, fault) from fault
        return target

    def _write(self, name: str, data: bytes) -> None:
        try:
            write_durably(self._temp / name, data)
        except OSError as fault:
            raise write_error(self.folder, fault) from fault


def read_champion(folder: Path) -> str | None:
    """The version that ``champion.json`` names; None without the file, Operational when it is broken."""
    path = folder / CHAMPION
    try:
        version = json.loads(path.read_bytes())["version"]
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise Operational("err-model-champion-unreadable", path=str(path)) from fault
    if not isinstance(version, str) or not is_version(version):
        raise Operational("err-model-champion-unreadable", path=str(path))
    return version


def point_champion(folder: Path, version: str) -> str | None:
    """Make ``version`` the champion, in one step; returns the one before. Promotion and rollback are both this."""
    if not is_version(version):
        raise InvalidInput("err-model-version-unknown", path=str(folder), version=version)
    if not (folder / version / MANIFEST).is_file():
        raise InvalidInput("err-model-version-unknown", path=str(folder), version=version)
    read_manifest(folder / version)
    try:
        before = read_champion(folder)
    except Operational:
        before = None
    fresh = folder / f".{CHAMPION}.{os.getpid()}"
    try:
        write_durably(fresh, json.dumps({"version": version, "before": before}, sort_keys=True).encode())
        fresh.replace(folder / CHAMPION)
        _sync_folder(folder)
    except OSError as fault:
        fresh.unlink(missing_ok=True)
        raise write_error(folder, fault) from fault
    return before


def write_durably(path: Path, data: bytes) -> None:
    """Bytes that are on the disk when this returns."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def write_error(path: Path, fault: OSError) -> Operational:
    """What a person should hear when the disk says no."""
    if fault.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return Operational("err-model-disk-full", path=str(path))
    return Operational("err-model-write", path=str(path), detail=fault.strerror or "")


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

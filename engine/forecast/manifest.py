"""What a model folder says of itself, and whether that is true.

A folder is written by ``engine.forecast.writer.ModelWriter``. Here it is read: the manifest must be byte for byte
what the writer would write (it carries its own seal), the folder must hold exactly the files of its kind, and each
file must have its recorded SHA-256. What passes is returned as bytes, so that what was checked is what gets loaded.
This finds damage and mistakes; it does not stop a person who can write to the folder and computes new hashes.

The files of a trio (all numbers float64 unless said, ``k`` the number of inputs, probabilities of "up"):

- ``scaler.npz``: ``mean`` [k], ``scale`` [k]; the SVM and the logistic regression see ``(inputs - mean) / scale``
- ``forest.onnx``: the inputs as they are, float32 [n, k], to (label, probabilities [n, 2]), zipmap off
- ``svm.npz``: ``support`` [m, k], ``dual`` [m], ``intercept``, ``gamma`` (RBF); own Platt ``a``, ``b``:
  ``sigmoid(a * decision + b)``, decision positive for up
- ``logistic.npz``: ``coef`` [k], ``intercept``
- ``calibration.json``: ``slope``, ``intercept``: ``sigmoid(slope * log-odds of the members' mean + intercept)``
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from engine.core.errors import HaiDangError, Operational
from engine.core.hashing import digest
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe
from engine.forecast.layout import MANIFEST, POOLED, TRIO, TRIO_FILES, ModelKey, is_version

FORMAT: Final = 1
FILES_OF_KIND: Final[Mapping[str, tuple[str, ...]]] = {TRIO: TRIO_FILES}
_LARGEST: Final = 1 << 30


@dataclass(frozen=True, slots=True)
class Manifest:
    """The facts of one model version.

    ``ranges`` names ``train``, ``calibration`` and ``test``, each first and last opening time (ms). ``metrics`` holds
    at least ``accuracy`` (all test rows) and ``accuracy_spoken`` (rows at or above the floor; None without any), and
    usually ``models`` (accuracy by member), ``log_loss``, ``brier``, ``calibration_error``, ``samples``, ``bands``.
    """

    source: str
    symbol: str
    timeframe: str
    horizon: str
    version: str
    feature_set: str
    inputs: tuple[str, ...]
    trained_at: int
    ranges: Mapping[str, Sequence[int]]
    metrics: Mapping[str, Any]
    libraries: Mapping[str, str]
    seed: int
    parent: str | None = None
    kind: str = TRIO
    format: int = FORMAT
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> ModelKey:
        """What this model is for."""
        symbol = None if self.symbol == POOLED else Symbol(self.symbol)
        return ModelKey(self.source, symbol, Timeframe(self.timeframe), Timeframe(self.horizon))

    @property
    def accuracy_spoken(self) -> float | None:
        """Accuracy on the band it speaks in; None where it never spoke in its tests."""
        value = self.metrics.get("accuracy_spoken")
        return None if value is None else float(value)

    @property
    def accuracy(self) -> float:
        """Accuracy on the band it speaks in where that was measured, else overall, else 0."""
        spoken = self.accuracy_spoken
        return spoken if spoken is not None else float(self.metrics.get("accuracy") or 0.0)

    @property
    def known_until(self) -> int:
        """The latest moment that any label of its ranges looked at; only forecasts made later are out of sample."""
        last = max((int(moment) for span in self.ranges.values() for moment in span), default=0)
        return last + Timeframe(self.timeframe).ms + Timeframe(self.horizon).ms

    def render(self) -> bytes:
        """The one text of these facts: sorted, indented, sealed."""
        facts = {**asdict(self), "seal": digest(asdict(self))}
        text = json.dumps(facts, sort_keys=True, indent=1, ensure_ascii=False, allow_nan=False)
        return (text + "\n").encode()


def sha256(data: bytes) -> str:
    """Hex SHA-256."""
    return hashlib.sha256(data).hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a version's folder, checked in itself and against the folder's place."""
    raw = _read(folder / MANIFEST)
    try:
        facts = json.loads(raw)
        kept = facts["format"]
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise Operational("err-model-unreadable", path=str(folder / MANIFEST)) from fault
    if kept != FORMAT:
        raise Operational("err-model-format", path=str(folder), found=str(kept), expected=FORMAT)
    try:
        facts.pop("seal")
        manifest = Manifest(**{**facts, "inputs": tuple(facts["inputs"])})
        true = manifest.render() == raw
        in_place = manifest.version == folder.name and manifest.key == ModelKey.of_folder(folder.parent)
    except (ValueError, KeyError, TypeError, AttributeError, HaiDangError) as fault:
        raise Operational("err-model-unreadable", path=str(folder / MANIFEST)) from fault
    if not true:
        raise Operational("err-model-changed", path=str(folder), file=MANIFEST)
    if not in_place:
        raise Operational("err-model-misplaced", path=str(folder))
    return manifest


def verify(
    folder: Path, *, feature_set: str | None = None, inputs: Sequence[str] | None = None
) -> tuple[Manifest, dict[str, bytes]]:
    """The manifest and the content of every file, or Operational with what is wrong.

    With ``feature_set`` and ``inputs`` the model must also have been trained on exactly those, in that order.
    """
    manifest = read_manifest(folder)
    expected = FILES_OF_KIND.get(manifest.kind)
    if expected is None:
        raise Operational("err-model-kind", path=str(folder), kind=str(manifest.kind))
    _check_names(folder, manifest, expected)
    contents = {}
    for name in expected:
        contents[name] = _read(folder / name)
        if contents[name][:1] == b"\x80":
            raise Operational("err-model-pickle", path=str(folder), file=name)
        if sha256(contents[name]) != manifest.files[name]:
            raise Operational("err-model-changed", path=str(folder), file=name)
    wrong_set = feature_set is not None and manifest.feature_set != feature_set
    if wrong_set or (inputs is not None and manifest.inputs != tuple(inputs)):
        raise Operational("err-model-features", path=str(folder), found=manifest.feature_set, expected=str(feature_set))
    return manifest, contents


def list_versions(folder: Path) -> list[str]:
    """The versions in a key's folder, oldest name first; none is opened."""
    if not folder.is_dir():
        return []
    return sorted(entry.name for entry in folder.iterdir() if is_version(entry.name) and (entry / MANIFEST).is_file())


def _check_names(folder: Path, manifest: Manifest, expected: Sequence[str]) -> None:
    present = {entry.name for entry in folder.iterdir()} - {MANIFEST}
    listed = set(manifest.files)
    for name in sorted((present | listed) - set(expected)):
        key = "err-model-pickle" if name.endswith((".pkl", ".pickle", ".joblib")) else "err-model-extra-file"
        raise Operational(key, path=str(folder), file=name)
    for name in expected:
        if name not in present or name not in listed:
            raise Operational("err-model-missing-file", path=str(folder), file=name)


def _read(path: Path) -> bytes:
    try:
        if path.is_symlink() or not path.is_file():
            raise Operational("err-model-missing-file", path=str(path.parent), file=path.name)
        if path.stat().st_size > _LARGEST:
            raise Operational("err-model-unreadable", path=str(path))
        return path.read_bytes()
    except OSError as fault:
        raise Operational("err-model-unreadable", path=str(path)) from fault

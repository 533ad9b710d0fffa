"""Files that were sent: kept by their id, with a picture's size read from its own bytes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from tests.fakes.telegram_call import Call, Upload, bad

MEBI = 1024 * 1024
_SIZES = {"photo": 10 * MEBI, "document": 50 * MEBI}


@dataclass(frozen=True, slots=True)
class Stored:
    """``path`` is where it is downloaded."""

    id: str
    kind: str
    name: str
    data: bytes
    path: str
    width: int = 0
    height: int = 0

    def json(self) -> dict[str, Any]:
        """As a part of a message."""
        plain = {"file_id": self.id, "file_unique_id": f"u{self.id}", "file_size": len(self.data)}
        if self.kind == "photo":
            small = {**plain, "file_id": f"{self.id}s", "file_unique_id": f"u{self.id}s", "width": 90, "height": 90}
            return {"photo": [small, {**plain, "width": self.width, "height": self.height}]}
        return {self.kind: {**plain, "file_name": self.name}}


class Files:
    """All that was ever uploaded."""

    def __init__(self) -> None:
        self.kept: dict[str, Stored] = {}

    def take(self, call: Call, name: str, kind: str, given: str | None = None) -> Stored:
        """The file of a parameter: uploaded with the call, attached by name, or known by its id."""
        given = call.text(name) if given is None else given
        upload = call.files.get(given.removeprefix("attach://")) if given.startswith("attach://") else None
        upload = upload or (call.files.get(name) if not given else None)
        if upload is not None:
            return self.keep(upload, kind)
        if given in self.kept:
            return self.kept[given]
        if given.startswith(("http://", "https://")):
            raise bad("failed to get HTTP URL content")
        raise bad("wrong file identifier/HTTP URL specified" if given else f"there is no {kind} in the request")

    def keep(self, upload: Upload, kind: str) -> Stored:
        """Check a file as its kind is checked, and give it an id of its own."""
        if not upload.data:
            raise bad("file must be non-empty")
        if len(upload.data) > _SIZES[kind]:
            raise bad("file is too big")
        width, height = _fit(upload.data) if kind == "photo" else (0, 0)
        digest = hashlib.sha256(upload.data).hexdigest()[:16]
        number = len(self.kept) + 1
        path = f"{kind}s/file_{number}" + (".jpg" if kind == "photo" else f"_{upload.name}")
        stored = Stored(f"AgAC{number:06d}{digest}", kind, upload.name, upload.data, path, width, height)
        self.kept[stored.id] = stored
        return stored


def _fit(data: bytes) -> tuple[int, int]:
    size = picture_size(data)
    if size is None:
        raise bad("IMAGE_PROCESS_FAILED")
    if sum(size) > 10_000 or max(size) > 20 * min(size):
        raise bad("PHOTO_INVALID_DIMENSIONS")
    return size


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or JPEG; None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) > 24:
        return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    at = 2
    while data.startswith(b"\xff\xd8") and at + 9 < len(data) and data[at] == 0xFF:
        if data[at + 1] in (0xC0, 0xC1, 0xC2):
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None

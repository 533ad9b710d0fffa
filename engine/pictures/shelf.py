"""Pictures that were drawn, kept for whoever asks for the same again."""

from __future__ import annotations

from collections import OrderedDict


class Shelf:
    """At most ``room`` bytes of pictures by their keys; what was not asked for longest goes first. For one thread."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._held: OrderedDict[str, bytes] = OrderedDict()
        self.size = 0

    def __len__(self) -> int:
        return len(self._held)

    def take(self, key: str) -> bytes | None:
        """The picture, if it is here."""
        found = self._held.get(key)
        if found is not None:
            self._held.move_to_end(key)
        return found

    def put(self, key: str, picture: bytes) -> None:
        """Keep a picture; one that is larger than the whole shelf is not kept."""
        self.size -= len(self._held.pop(key, b""))
        self._held[key] = picture
        self.size += len(picture)
        while self.size > self._room:
            self.size -= len(self._held.popitem(last=False)[1])

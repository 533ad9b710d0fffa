"""What is wrong with a request's body, gathered and told as Discord tells it."""

from __future__ import annotations

from typing import Any

Path = tuple[str | int, ...]


class Refusal(Exception):
    """A request that is answered with an error."""

    def __init__(self, status: int, code: int, message: str, errors: dict[str, Any] | None = None) -> None:
        super().__init__(f"{status} {code} {message}")
        self.status, self.code, self.message, self.errors = status, code, message, errors

    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = {"message": self.message, "code": self.code}
        return body | {"errors": self.errors} if self.errors else body


class Form:
    """Collects complaints by the place they are about; ``raise_if_wrong`` refuses the lot."""

    def __init__(self) -> None:
        self.complaints: list[tuple[Path, str, str]] = []

    def add(self, path: Path, code: str, message: str) -> None:
        self.complaints.append((path, code, message))

    def length(self, path: Path, value: Any, most: int, least: int = 0, *, needed: bool = False) -> None:
        """A text of ``least`` to ``most`` characters."""
        if value is None:
            if needed:
                self.add(path, "BASE_TYPE_REQUIRED", "This field is required")
        elif not isinstance(value, str):
            self.add(path, "STRING_TYPE_CONVERT", "Could not interpret as a string.")
        elif needed and not value.strip():
            self.add(path, "BASE_TYPE_REQUIRED", "This field is required")
        elif not least <= len(value.strip()) <= most:
            text = f"Must be between {least} and {most} in length." if least else f"Must be {most} or fewer in length."
            self.add(path, "BASE_TYPE_BAD_LENGTH" if least else "BASE_TYPE_MAX_LENGTH", text)

    def count(self, path: Path, items: Any, most: int, least: int = 0) -> None:
        """A list of ``least`` to ``most`` things."""
        if not isinstance(items, list):
            self.add(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        elif not least <= len(items) <= most:
            text = f"Must be between {least} and {most} in length." if least else f"Must be {most} or fewer in length."
            self.add(path, "BASE_TYPE_BAD_LENGTH" if least else "BASE_TYPE_MAX_LENGTH", text)

    def unique(self, path: Path, values: list[Any], code: str, message: str) -> None:
        if len(values) != len(set(values)):
            self.add(path, code, message)

    def tree(self) -> dict[str, Any]:
        """The complaints, nested as Discord nests them."""
        root: dict[str, Any] = {}
        for path, code, message in self.complaints:
            node = root
            for part in path:
                node = node.setdefault(str(part), {})
            node.setdefault("_errors", []).append({"code": code, "message": message})
        return root

    def raise_if_wrong(self) -> None:
        if self.complaints:
            raise Refusal(400, 50035, "Invalid Form Body", self.tree())

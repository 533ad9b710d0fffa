"""The error family. The class decides the reaction; the key names the sentence a person reads.

| class          | meaning                                        | reaction                         |
|----------------|------------------------------------------------|----------------------------------|
| InvalidInput   | the request cannot be understood               | say what was expected            |
| Operational    | a person must act (disk, file, setting, venue) | stop the work, keep what is safe |
| Temporary      | it may pass by itself                          | retry with back-off              |
| Ambiguous      | the outcome is unknown                         | ask again before acting          |
| Refused        | allowed to ask, not allowed to have            | say why, change nothing          |
| CheckFailed    | a check was made and said no                   | report                           |
"""

from __future__ import annotations

import secrets
from enum import IntEnum


class ExitCode(IntEnum):
    """What a program returns; other programs rely on these numbers."""

    DONE = 0
    FAILED = 1
    BAD_INPUT = 2
    CHECK_SAID_NO = 3
    REFUSED = 4


class HaiDangError(Exception):
    """Base of all errors that reach a person: a message key, its parameters, and an incident id."""

    exit_code = ExitCode.FAILED
    retryable = False

    def __init__(self, key: str, /, **params: object) -> None:
        super().__init__(key, params)
        self.key = key
        self.params = params
        self.incident = new_incident_id()

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value}" for name, value in self.params.items())
        return f"{self.key}({facts}) [{self.incident}]"


class InvalidInput(HaiDangError):
    """The request cannot be understood or is outside what is possible."""

    exit_code = ExitCode.BAD_INPUT


class Operational(HaiDangError):
    """A person must act before this can work."""


class Temporary(HaiDangError):
    """May pass by itself; the caller retries with back-off."""

    retryable = True


class Ambiguous(HaiDangError):
    """The outcome is unknown; nobody repeats it before asking."""


class Refused(HaiDangError):
    """Understood and not done: access, confirmation, a held lock, or not built yet."""

    exit_code = ExitCode.REFUSED


class CheckFailed(HaiDangError):
    """A check was carried out and its answer is no."""

    exit_code = ExitCode.CHECK_SAID_NO


def unforeseen(key: str, /, **params: object) -> Operational:
    """What nobody has foreseen: the sentence itself names the incident, under which the log has the rest."""
    found = Operational(key, **params)
    found.params["incident"] = found.incident
    return found


def new_incident_id() -> str:
    """A short id that every surface shows, so that a person can find the log line (``E-41C2A7``)."""
    return f"E-{secrets.token_hex(3).upper()}"

"""Settings, engine, database, models."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from engine.cli.checks import Check, Level
from engine.core.errors import HaiDangError, Refused
from locales.formats import number

if TYPE_CHECKING:
    from engine.settings import Settings
    from engine.settings_load import Loaded


def check_settings(loaded: Loaded, env_file: Path) -> Iterator[Check]:
    """They were read (or we would not be here); who else can read the file with the secrets?"""
    settings = loaded.settings
    facts = {"market": settings.market.value, "mode": settings.mode.value, "count": len(loaded.origins)}
    yield Check("settings", Level.OK, "cli-doctor-settings", facts)
    if env_file.exists() and env_file.stat().st_mode & 0o077 and _has_secrets(loaded):
        yield Check("settings", Level.WARNING, "cli-doctor-env-open", {"path": str(env_file)})


def _has_secrets(loaded: Loaded) -> bool:
    from pydantic import SecretStr

    return any(
        isinstance(getattr(loaded.settings, name), SecretStr)
        for name, origin in loaded.origins.items()
        if origin == "file"
    )


def check_engine(settings: Settings) -> Iterator[Check]:
    """Whether an engine holds the folder, and whether it answers."""
    from engine.service.lock import FolderLock
    from engine.service.wire import engine_is_running

    if engine_is_running(settings.data_dir):
        yield Check("engine", Level.OK, "cli-doctor-engine-running")
        return
    if not settings.data_dir.exists():
        yield Check("engine", Level.OK, "cli-doctor-engine-none")
        return
    lock = FolderLock(settings.data_dir)
    try:
        lock.acquire()
    except Refused as error:
        yield Check("engine", Level.WARNING, "cli-doctor-engine-mute", {"pid": str(error.params["pid"])})
    except HaiDangError as error:
        yield Check("engine", Level.FAULT, error.key, error.params)
    else:
        lock.release()
        yield Check("engine", Level.OK, "cli-doctor-engine-none")


def check_database(settings: Settings) -> Iterator[Check]:
    """It opens, is of our version, and adds up."""
    from engine.cli.place import reading
    from engine.store import schema
    from engine.store.check import check_store

    try:
        with reading(settings) as store:
            yield Check("store", Level.OK, "cli-doctor-store", {"place": store.place, "version": schema.HEAD})
            bad = [finding for finding in check_store(store) if not finding.ok]
    except HaiDangError as error:
        fresh = error.key in ("err-store-missing", "err-store-empty")
        yield Check("store", Level.WARNING if fresh else Level.FAULT, error.key, error.params)
        return
    if bad:
        yield Check("store", Level.FAULT, "cli-doctor-store-bad", {"count": len(bad)})
    else:
        yield Check("store", Level.OK, "cli-check-good")


def check_models(settings: Settings) -> Iterator[Check]:
    """Every version's files against the hashes in its manifest; and who has no model."""
    from engine.forecast.manifest import verify
    from engine.forecast.registry import ModelRegistry

    versions = ModelRegistry(settings.models_dir).versions()
    whole = 0
    for one in versions:
        try:
            if one.error is not None:
                raise one.error
            verify(one.key.folder(settings.models_dir) / one.version)
            whole += 1
        except HaiDangError as error:
            yield Check("models", Level.FAULT if one.champion else Level.WARNING, error.key, error.params)
    if whole:
        yield Check("models", Level.OK, "cli-doctor-models", {"count": number(whole), "path": str(settings.models_dir)})
    served = {one.key.symbol_name for one in versions if one.champion and one.key.source == settings.source}
    pooled = any(one.champion and one.key.symbol is None and one.key.source == settings.source for one in versions)
    lacking = [] if pooled else [symbol.base for symbol in settings.symbols if str(symbol) not in served]
    if lacking:
        facts = {"names": ", ".join(lacking), "source": settings.source}
        yield Check("models", Level.WARNING, "cli-doctor-models-missing", facts)

from __future__ import annotations

import shutil

import pytest

from engine.core.errors import InvalidInput, Operational
from engine.core.symbols import Symbol
from engine.forecast.layout import ModelKey
from engine.forecast.model import TrioModel
from engine.forecast.registry import ModelRegistry
from engine.forecast.writer import point_champion
from tests.engine.forecast.trained import H4, M15, key_of, write

BTC, ETH = Symbol("BTC"), Symbol("ETH")


def champion(models_dir, key: ModelKey, version: str = "v1", **more: object) -> None:
    point_champion(write(models_dir, key, version, **more).parent, version)


def load(registry: ModelRegistry, symbol: Symbol = BTC, source: str = "test") -> TrioModel | None:
    return registry.load(source, symbol, M15, H4)


def test_its_own_model_serves_a_symbol_and_the_pooled_one_the_rest(tmp_path):
    champion(tmp_path, key_of())
    champion(tmp_path, key_of(None), "p1")
    registry = ModelRegistry(tmp_path)
    own, pooled = load(registry), load(registry, ETH)
    assert own is not None
    assert pooled is not None
    assert (own.version, pooled.version) == ("v1", "p1")
    assert registry.peek("test", ETH, M15, H4) is pooled
    assert load(registry, BTC, "other") is None
    assert registry.load("test", BTC, H4, H4) is None


def test_a_version_without_a_pointer_serves_nobody(tmp_path):
    write(tmp_path, key_of())
    assert load(ModelRegistry(tmp_path)) is None
    assert load(ModelRegistry(tmp_path / "missing")) is None


def test_a_promotion_is_picked_up_while_running(tmp_path):
    registry = ModelRegistry(tmp_path)
    assert load(registry) is None
    champion(tmp_path, key_of(None), "p1")
    assert [model.version for model in registry.refresh().loaded] == ["p1"]
    champion(tmp_path, key_of())
    assert [model.version for model in registry.refresh().loaded] == ["v1"]
    model = load(registry)
    assert model is not None
    assert model.version == "v1"
    still = registry.refresh()
    assert (still.loaded, still.refused) == ([], [])
    assert load(registry) is model


def test_a_damaged_champion_is_told_once_and_the_one_before_goes_on(tmp_path):
    champion(tmp_path, key_of())
    registry = ModelRegistry(tmp_path)
    first = load(registry)
    champion(tmp_path, key_of(), "v2")
    damaged = key_of().folder(tmp_path) / "v2" / "svm.npz"
    sound = damaged.read_bytes()
    damaged.write_bytes(sound[:-1] + b"!")
    found = registry.refresh()
    assert [(key, fault.key) for key, fault in found.refused] == [(key_of(), "err-model-changed")]
    assert found.loaded == []
    assert registry.refresh().refused == []
    assert load(registry) is first
    damaged.write_bytes(sound)
    assert [model.version for model in registry.refresh().loaded] == ["v2"]


def test_a_damaged_champion_at_the_start_is_an_error_unless_another_serves(tmp_path):
    champion(tmp_path, key_of())
    (key_of().folder(tmp_path) / "v1" / "forest.onnx").write_bytes(b"\x08\x08")
    with pytest.raises(Operational) as caught:
        load(ModelRegistry(tmp_path))
    assert caught.value.key == "err-model-changed"
    champion(tmp_path, key_of(None), "p1")
    registry = ModelRegistry(tmp_path)
    model = load(registry)
    assert model is not None
    assert model.version == "p1"
    assert [fault.key for _, fault in registry.refresh().refused] == ["err-model-changed"]


def test_a_broken_pointer_keeps_the_champion_in_memory(tmp_path):
    champion(tmp_path, key_of())
    registry = ModelRegistry(tmp_path)
    first = load(registry)
    pointer = key_of().folder(tmp_path) / "champion.json"
    pointer.write_text("{")
    assert [fault.key for _, fault in registry.refresh().refused] == ["err-model-champion-unreadable"]
    assert load(registry) is first
    pointer.unlink()
    assert registry.refresh().refused == []
    assert load(registry) is first


def test_a_model_of_another_market_moved_here_is_refused(tmp_path):
    folder = write(tmp_path, key_of("ETH"))
    here = key_of().folder(tmp_path) / "v1"
    shutil.copytree(folder, here)
    (here.parent / "champion.json").write_text('{"version": "v1"}')
    with pytest.raises(Operational) as caught:
        load(ModelRegistry(tmp_path))
    assert caught.value.key == "err-model-misplaced"


def test_versions_promotion_and_rollback(tmp_path):
    registry = ModelRegistry(tmp_path)
    for number in (1, 2, 3):
        write(tmp_path, key_of(), f"v{number}", trained_at=number)
    write(tmp_path, key_of(None), "p1")
    (key_of().folder(tmp_path) / "v1" / "manifest.json").write_text("{}")
    assert registry.promote(key_of(), "v3") is None
    lines = [(line.key.symbol_name, line.version, line.champion, line.error is None) for line in registry.versions()]
    assert lines == [
        ("BTC/USDT", "v1", False, False), ("BTC/USDT", "v2", False, True), ("BTC/USDT", "v3", True, True),
        ("POOLED", "p1", False, True),
    ]  # fmt: skip
    assert registry.rollback("test", BTC, M15, H4) == "v2"
    with pytest.raises(Operational) as caught:
        registry.rollback("test", BTC, M15, H4)
    assert caught.value.key == "err-model-no-earlier"
    assert registry.rollback("test", BTC, M15, H4, "v3") == "v3"
    with pytest.raises((InvalidInput, Operational)):
        registry.promote(key_of(), "v9")
    with pytest.raises(Operational):
        registry.promote(key_of(), "v1")
    model = load(registry)
    assert model is not None
    assert model.version == "v3"


def test_a_symbol_without_its_own_model_rolls_the_pooled_one_back(tmp_path):
    registry = ModelRegistry(tmp_path)
    for number in (1, 2):
        write(tmp_path, key_of(None), f"p{number}", trained_at=number)
    registry.promote(key_of(None), "p2")
    assert registry.rollback("test", BTC, M15, H4) == "p1"
    model = load(registry)
    assert model is not None
    assert model.version == "p1"
    with pytest.raises(Operational) as caught:
        registry.rollback("elsewhere", BTC, M15, H4)
    assert caught.value.key == "err-model-no-earlier"

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from engine.core.errors import InvalidInput, Operational
from engine.features import basic
from engine.forecast.layout import ModelKey, is_version
from engine.forecast.manifest import list_versions, read_manifest, sha256, verify
from engine.forecast.writer import ModelWriter, point_champion, read_champion
from tests.engine.forecast.trained import H4, M15, facts, fill, key_of, write

FILES = ["calibration.json", "forest.onnx", "logistic.npz", "manifest.json", "scaler.npz", "svm.npz"]


def refused(folder: Path, **more: object) -> str:
    with pytest.raises(Operational) as caught:
        verify(folder, **{"feature_set": basic.FEATURE_SET, "inputs": basic.INPUTS, **more})  # type: ignore[arg-type]
    return caught.value.key


def test_what_was_written_is_read(tmp_path):
    folder = write(tmp_path, key_of(), parent="v0")
    assert folder == tmp_path / "test" / "BTC-USDT" / "15m-4h" / "v1"
    assert sorted(path.name for path in folder.iterdir()) == FILES
    manifest, contents = verify(folder, feature_set=basic.FEATURE_SET, inputs=basic.INPUTS)
    assert manifest.key == key_of()
    assert manifest.inputs == basic.INPUTS
    assert manifest.parent == "v0"
    assert manifest.accuracy == 0.7
    assert {name: sha256(data) for name, data in contents.items()} == dict(manifest.files)
    assert [path.name for path in folder.parent.iterdir()] == ["v1"]


def test_the_same_training_gives_the_same_bytes(tmp_path):
    one, two = write(tmp_path / "a", key_of()), write(tmp_path / "b", key_of())
    assert all((one / name).read_bytes() == (two / name).read_bytes() for name in FILES)


@pytest.mark.parametrize("name", FILES)
def test_one_changed_byte_anywhere_is_refused(tmp_path, name: str):
    folder = write(tmp_path, key_of())
    sound = (folder / name).read_bytes()
    for place in sorted({0, 1, len(sound) // 3, len(sound) // 2, len(sound) - 2, len(sound) - 1}):
        changed = bytearray(sound)
        changed[place] ^= 1
        (folder / name).write_bytes(bytes(changed))
        assert refused(folder) in {"err-model-changed", "err-model-unreadable", "err-model-format", "err-model-pickle"}
    (folder / name).write_bytes(sound + b" ")
    assert refused(folder) == "err-model-changed"
    (folder / name).write_bytes(sound)
    verify(folder)


def test_every_byte_of_the_manifest_counts(tmp_path):
    folder = write(tmp_path, key_of())
    sound = (folder / "manifest.json").read_bytes()
    for place in range(0, len(sound), 9):
        changed = bytearray(sound)
        changed[place] ^= 4
        (folder / "manifest.json").write_bytes(bytes(changed))
        with pytest.raises(Operational):
            read_manifest(folder)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_refused(tmp_path, name: str):
    folder = write(tmp_path, key_of())
    (folder / name).unlink()
    assert refused(folder) == "err-model-missing-file"


def test_files_that_do_not_belong_are_refused(tmp_path):
    folder = write(tmp_path, key_of())
    (folder / "notes.txt").write_text("hello")
    assert refused(folder) == "err-model-extra-file"
    (folder / "notes.txt").rename(folder / "forest.pkl")
    assert refused(folder) == "err-model-pickle"


def test_a_link_is_not_a_file(tmp_path):
    folder = write(tmp_path, key_of())
    shutil.copy(folder / "svm.npz", tmp_path / "svm.npz")
    (folder / "svm.npz").unlink()
    (folder / "svm.npz").symlink_to(tmp_path / "svm.npz")
    assert refused(folder) == "err-model-missing-file"


def test_another_order_of_inputs_is_refused(tmp_path):
    turned = (basic.INPUTS[1], basic.INPUTS[0], *basic.INPUTS[2:])
    assert refused(write(tmp_path, key_of(), inputs=turned)) == "err-model-features"
    assert refused(write(tmp_path, key_of(), "v2", feature_set="basic/2")) == "err-model-features"


def test_another_format_or_kind_is_refused(tmp_path):
    folder = write(tmp_path, key_of())
    text = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**text, "format": 2}))
    assert refused(folder) == "err-model-format"
    manifest = facts(key_of(), kind="quartet")
    (folder / "manifest.json").write_bytes(manifest.render())
    assert refused(folder) == "err-model-kind"
    for junk in (b"", b"[]", b"null", b"{}", b"\xff\xfe", b"[" * 100_000):
        (folder / "manifest.json").write_bytes(junk)
        assert refused(folder) == "err-model-unreadable"


def test_a_folder_in_the_wrong_place_is_refused(tmp_path):
    folder = write(tmp_path, key_of())
    for place in (folder.parent / "v2", key_of("ETH").folder(tmp_path) / "v1", key_of(None).folder(tmp_path) / "v1"):
        shutil.copytree(folder, place)
        assert refused(place) == "err-model-misplaced"


def test_names_from_a_manifest_are_never_paths(tmp_path):
    folder = write(tmp_path, key_of())
    (tmp_path / "outside").write_bytes(b"x")
    files = dict(read_manifest(folder).files)
    files["../../../../outside"] = sha256(b"x")
    (folder / "manifest.json").write_bytes(facts(key_of(), files=files).render())
    assert refused(folder) == "err-model-extra-file"


def test_the_writer_takes_only_what_belongs(tmp_path):
    with ModelWriter(tmp_path, key_of()) as writer:
        for name, data in (
            ("../x", b"1"),
            ("forest.pkl", b"1"),
            ("manifest.json", b"1"),
            ("forest.onnx", b"\x80\x04."),
        ):
            with pytest.raises(InvalidInput):
                writer.add_bytes(name, data)
        with pytest.raises(InvalidInput):
            writer.add_npz("svm.npz", support=np.array([{}], object))
        with pytest.raises(InvalidInput, match="incomplete"):
            writer.finish(facts(key_of()))
    assert list(key_of().folder(tmp_path).iterdir()) == []


def test_a_version_is_never_overwritten(tmp_path):
    folder = write(tmp_path, key_of())
    before = (folder / "manifest.json").read_bytes()
    with pytest.raises(InvalidInput, match="version-exists"):
        write(tmp_path, key_of(), seed=8)
    assert (folder / "manifest.json").read_bytes() == before
    assert list_versions(folder.parent) == ["v1"]
    assert [path.name for path in folder.parent.iterdir()] == ["v1"]


def test_a_training_that_fails_leaves_nothing(tmp_path):
    def fail() -> None:
        with ModelWriter(tmp_path, key_of()) as writer:
            fill(writer)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert list(key_of().folder(tmp_path).iterdir()) == []


def test_a_full_disk_says_so_and_leaves_nothing_half_written(tmp_path):
    # A limit on the size of a file is the full disk that a test can have without being root.
    code = f"""
import resource
from pathlib import Path
from engine.core.errors import Operational
from tests.engine.forecast.trained import key_of, trained, write
trained()
for room in (30_000, 5_000, 100):
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    try:
        write(Path({str(tmp_path)!r}), key_of())
    except Operational as fault:
        print(fault.key, list(key_of().folder(Path({str(tmp_path)!r})).iterdir()))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == ["err-model-disk-full []"] * 3, done.stderr


def test_a_folder_that_cannot_be_written_says_so(tmp_path):
    (tmp_path / "models").write_text("a file where a folder should be")
    with pytest.raises(Operational) as caught:
        ModelWriter(tmp_path / "models", key_of())
    assert caught.value.key == "err-model-write"


def test_the_champion_is_a_pointer_that_turns_in_one_step(tmp_path):
    folder = write(tmp_path, key_of()).parent
    write(tmp_path, key_of(), "v2")
    assert read_champion(folder) is None
    assert point_champion(folder, "v1") is None
    assert point_champion(folder, "v2") == "v1"
    assert read_champion(folder) == "v2"
    assert sorted(os.listdir(folder)) == ["champion.json", "v1", "v2"]  # noqa: PTH208
    for wrong in ("v3", "../v1", "", ".", "..", "a/b"):
        with pytest.raises(InvalidInput):
            point_champion(folder, wrong)
    assert read_champion(folder) == "v2"


@pytest.mark.parametrize("junk", [b"", b"[]", b"null", b'{"version": 3}', b'{"version": "../v1"}', b"\xff"])
def test_a_broken_pointer_is_told(tmp_path, junk: bytes):
    (tmp_path / "champion.json").write_bytes(junk)
    with pytest.raises(Operational) as caught:
        read_champion(tmp_path)
    assert caught.value.key == "err-model-champion-unreadable"


@pytest.mark.parametrize("source", ["demo", "binance", "my file.csv", "../../etc", "a/b", "..", "Dữ liệu", "A%2Fb"])
def test_every_source_has_its_own_plain_folder(tmp_path, source: str):
    key = key_of(source=source)
    folder = key.folder(tmp_path)
    assert folder.resolve().relative_to(tmp_path.resolve()).parts[1:] == ("BTC-USDT", "15m-4h")
    assert ModelKey.of_folder(folder) == key
    assert ModelKey.of_folder(key.pooled.folder(tmp_path)) == key.pooled == ModelKey(source, None, M15, H4)


def test_versions_are_plain_names():
    assert is_version("20261120T101500Z-ab12cd")
    assert not any(is_version(name) for name in ("", ".new-x", "a/b", "..", "a..b", "x" * 65, "é"))

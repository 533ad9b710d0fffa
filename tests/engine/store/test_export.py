"""Exports: every table, in every form, as it is."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest

from engine.core.errors import InvalidInput
from engine.store import export
from engine.store.store import Store
from tests.engine.store import samples


@pytest.fixture
def filled(store: Store) -> Store:
    store.write_sync(samples.books)
    store.write_sync(lambda c: samples.prediction(c, 'p,1\n"x"', 1, correct=None, model_version="bản một"))
    return store


def text(store: Store, table: str, form: export.Form) -> str:
    out = io.StringIO()
    export.export_table(store, table, out, form)
    return out.getvalue()


def test_csv(filled: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(text(filled, "direction_predictions", "csv"))))
    assert len(rows) == 1
    assert (rows[0]["id"], rows[0]["spoken"], rows[0]["correct"]) == ('p,1\n"x"', "true", "")
    ledger = list(csv.DictReader(io.StringIO(text(filled, "ledger", "csv"))))
    assert [row["delta"] for row in ledger] == ["1000", "-10.05", "-0.01", "0.1", "10.3", "-0.01", "-0.1"]


def test_json(filled: Store) -> None:
    (row,) = json.loads(text(filled, "direction_predictions", "json"))
    assert (row["spoken"], row["correct"], row["model_version"], row["weight"]) == (True, None, "bản một", 80.0)
    assert len(json.loads(text(filled, "ledger", "json"))) == 7
    assert json.loads(text(filled, "locks", "json")) == []


@pytest.mark.parametrize("form", ["csv", "json"])
def test_every_name_can_be_exported(filled: Store, form: export.Form) -> None:
    for table in export.exportable():
        assert text(filled, table, form)


def test_a_small_sqlite_file(filled: Store, tmp_path: Path) -> None:
    target = tmp_path / "out.db"
    assert export.export_sqlite(filled, ["ledger", "fills"], target) == 9
    with sqlite3.connect(target) as connection:
        assert connection.execute("SELECT COUNT(*), MIN(asset) FROM ledger").fetchone() == (7, "BTC")
    with pytest.raises(InvalidInput):
        export.export_sqlite(filled, ["ledger"], target)


def test_unknown_names_and_forms(store: Store) -> None:
    with pytest.raises(InvalidInput):
        text(store, "sqlite_master", "csv")
    with pytest.raises(InvalidInput):
        text(store, "ledger", "xml")  # type: ignore[arg-type]

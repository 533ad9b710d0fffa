"""Rows of models, the card of one, and what can be done with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from console.look.tones import look_of
from console.tables.cells import Cell
from console.text import models_card as texts
from console.text.models import model_columns, model_rows, short_version, span_said, training_said
from console.text.models_deeds import deed_spans, deeds
from engine.service.answers import Interval, ModelCard, Models, Training, VersionRow, Why
from engine.service.snapshots import Snapshot
from locales import LANGUAGES, use_language, use_number_style
from tests.console.stage import PICTURE, TRAINING
from tests.engine.cli.samples import AT, DRIFT_FIGURES, FULL, NO_RECORD, card

LOOK = look_of("night")
ROW = next(one for one in FULL if isinstance(one, Models)).rows[0]
OK = card(Why("drift-ok", DRIFT_FIGURES))
WORSE = card(Why("drift-worse", DRIFT_FIGURES))
FEW = replace(card(Why("drift-too-few", {"n": 12, "least": 100})), live=NO_RECORD)


def said(cells: tuple[Cell, ...], column: str) -> str:
    place = [one.id for one in model_columns()].index(column)
    return cells[place].text


def cell(known: ModelCard | None, column: str) -> str:
    cards = {} if known is None else {"BTC/USDT": known}
    return said(model_rows([ROW], cards, PICTURE, LOOK)[0].cells, column)


def test_a_model_without_its_card_claims_no_interval_and_no_record() -> None:
    assert cell(None, "accuracy") == "56,0%"
    assert cell(None, "live") == "—"
    assert cell(replace(OK, version="20261101-0000"), "live") == "—"  # of a version that no longer serves


def test_what_came_true_is_marked_by_drift_not_only_by_colour() -> None:
    assert cell(OK, "live") == "71,3% (65 – 77) ✔"
    assert cell(WORSE, "live") == "71,3% (65 – 77) ✖"
    assert cell(FEW, "live") == "chưa có thành tích"


def test_watched_pairs_without_a_model_are_there_and_say_why() -> None:
    rows = model_rows([ROW], {}, PICTURE, LOOK)
    assert [row.key for row in rows] == ["BTC/USDT", "ETH/USDT", "PEPE/USDT", "SOL/USDT", "XRP/USDT"]
    assert [said(row.cells, "status") for row in rows[1:]] == [
        "○ chưa có mô hình",
        "○ chưa có mô hình",
        "○ 12/52 nến",
        "○ chưa có mô hình",
    ]
    assert said(model_rows([ROW], {}, TRAINING, LOOK)[0].cells, "status") == "◐ đang học 40%"
    other = replace(PICTURE, training=Training(1, 5, "ETH/USDT", 0.1))
    assert said(model_rows([ROW], {}, other, LOOK)[1].cells, "status") == "◐ đang học 10%"


def test_columns_without_values_sort_last() -> None:
    rows = model_rows([ROW], {}, PICTURE, LOOK)
    place = [one.id for one in model_columns()].index("accuracy")
    assert [row.cells[place].sort for row in rows] == [0.56, None, None, None, None]


def test_a_share_is_never_told_without_its_interval() -> None:
    assert span_said(Interval(171, 240, 0.7125, 0.652, 0.766)) == "71,3% (65 – 77)"
    assert span_said(NO_RECORD) == "—"


def test_versions_are_told_apart_by_what_follows_the_date() -> None:
    assert short_version("20261120T141852Z-9975cba7") == "9975cba7"
    assert short_version("v12") == "v12"


def test_training_before_the_first_pair_is_known() -> None:
    assert training_said(Training(0, 15, None, 0.0)) == "Đang huấn luyện —, phần 0/15"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [30, 50, 76, 120])
def test_the_scale_is_drawn_where_it_finds_room(width: int, language: str) -> None:
    with use_language(language), use_number_style(language):
        lines = texts.facts(OK, LOOK, width).plain.splitlines()
    drawn = [line for line in lines if "┊" in line]
    assert all(len(line) <= width for line in drawn)
    assert any("├" in line for line in lines) == (width >= 76)


def test_tests_and_life_are_drawn_on_one_scale() -> None:
    lines = texts.facts(OK, LOOK, 100).plain.splitlines()
    tested, live = next(x for x in lines if "2.240/4.000" in x), next(x for x in lines if "171/240" in x)
    assert tested.index("┊") == live.index("┊")  # the coin
    assert tested.index("●") < live.index("●")
    assert tested.index("┤") < live.index("├")  # intervals that do not meet are drawn apart
    axis = lines[lines.index(live) + 1]
    assert axis.index("50%") == live.index("┊")


def test_of_no_record_nothing_is_drawn() -> None:
    lines = texts.facts(FEW, LOOK, 100).plain.splitlines()
    live = next(line for line in lines if line.startswith("Đúng từ khi dùng"))
    assert live.rstrip().endswith("chưa có thành tích")
    assert any(line.startswith("· Độ lệch: Chưa nói được: mới chấm 12") for line in lines)


def test_members_are_measured_against_a_coin() -> None:
    weak = replace(OK, members=(*OK.members, replace(OK.members[0], model="logistic", accuracy=0.48)))
    assert [round(bar.value, 3) for bar in texts.members(weak)] == [0.061, 0.048, -0.02]
    assert texts.members(replace(OK, members=(replace(OK.members[0], accuracy=None),))) == []


def test_bins_without_cases_have_no_truth() -> None:
    empty, full = texts.bins(OK)
    assert (empty.label, empty.true, empty.n) == ("50% – 55%", None, 0)
    assert (full.claimed, full.true, full.n) == (0.712, 0.7125, 240)


def test_versions_with_status_and_age() -> None:
    newest, older = texts.version_rows(OK, LOOK)
    assert [one.text for one in newest.cells] == ["1a2b", "● đang dùng", "3 ngày", "56,0%", "4.000"]
    assert [one.text for one in older.cells] == ["9f8e", "· đã nghỉ", "10 ngày", "—", "—"]
    unserved = replace(OK, version=None, trained_at=None, age_ms=None)
    assert texts.version_rows(unserved, LOOK)[0].cells[2].text == "17/11/2026"


def test_what_can_be_done_and_why_not() -> None:
    def reasons(known: ModelCard | None, snapshot: Snapshot = PICTURE) -> dict[str, str | None]:
        found = deeds(known, snapshot, lambda _: True, lambda _: None)
        return {deed.command: deed.reason.key if deed.reason else None for deed in found}

    assert reasons(OK) == {
        "retrain": None, "promote": "models-why-no-candidate", "rollback": None, "expire": None, "drift": None,
    }  # fmt: skip
    waiting = replace(OK, versions=(VersionRow("x-1", "candidate", AT, 0.6, 10), *OK.versions))
    assert reasons(waiting)["promote"] is None
    assert reasons(replace(OK, versions=OK.versions[:1]))["rollback"] == "models-why-no-earlier"
    newer_only = replace(OK, versions=(replace(OK.versions[1], trained_at=AT), OK.versions[0]))
    assert reasons(newer_only)["rollback"] == "models-why-no-earlier"
    gone = replace(OK, version=None)
    assert {reasons(gone)[name] for name in ("rollback", "expire", "drift")} == {"models-why-no-model"}
    assert reasons(OK, TRAINING)["retrain"] == "models-why-training"
    assert set(reasons(None).values()) == {None}  # before anything is known only the engine can refuse


def test_what_the_role_does_not_allow_is_not_there() -> None:
    found = deeds(OK, PICTURE, lambda name: name == "retrain", lambda _: None)
    assert [deed.command for deed in found] == ["retrain"]


def test_the_reason_stands_beside_what_cannot_be_done() -> None:
    late = Why("err-not-built-yet", {"name": "promote"})
    found = deeds(OK, PICTURE, lambda _: True, lambda name: late if name == "promote" else None)
    lines = ["".join(span.text for span in deed_spans(deed, LOOK)) for deed in found]
    assert lines[0] == " N huấn luyện"
    assert lines[1] == " M ✖ nâng cấp · Phần này có trong bản sau và sẽ dùng được ngay khi bộ máy có nó."

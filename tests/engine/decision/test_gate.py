"""What is spoken and what is silent, and that the first refusal is the reason."""

from __future__ import annotations

import math
from typing import Any

import pytest

from engine.core.decisions import BandRecord
from engine.core.modes import Connection
from engine.decision import gate
from engine.decision.edge import edge_of
from tests.engine.decision.worlds import context, forecast, rules


def refusal(up: float = 0.72, *, made: dict[str, Any] | None = None, ruled: dict[str, Any] | None = None,
            **here: Any) -> tuple[str, dict[str, object]] | None:  # fmt: skip
    rule = rules(**(ruled or {}))
    said = forecast(up, **(made or {}))
    reason = gate.may_speak(said, context(**here), rule, edge_of(said.confidence, 0.006, rule))
    return None if reason is None else (reason.key, dict(reason.params))


def test_a_sure_forecast_of_a_good_model_on_fresh_data_is_spoken_both_ways() -> None:
    assert refusal(0.72) is None
    assert refusal(0.28) is None


def test_warming_up_shows_its_progress() -> None:
    assert refusal(candles=17) == ("why-warming-up", {"have": 17, "need": 52})


@pytest.mark.parametrize(
    ("key", "changes"),
    [
        ("why-unsettled", {"made": {"settled": False}}),
        ("why-feed-stale", {"connection": Connection.STALE}),
        ("why-feed-stale", {"connection": Connection.DOWN}),
        ("why-model-expired", {"model_expired": True}),
        ("why-model-weak", {"made": {"model_accuracy": 0.549}}),
        ("why-model-weak", {"made": {"model_accuracy": math.nan}}),
        ("why-model-weak", {"band_accuracy": 0.5}),
        ("why-no-direction", {"up": 0.5}),
        ("why-below-floor", {"up": 0.649}),
        ("why-no-direction", {"up": math.nan}),
        ("why-below-raised-floor", {"raised_floor": 0.75}),
        ("why-record-contradicts", {"record": BandRecord(30, 18)}),
        ("why-duplicate", {"seen": frozenset({"abcdef0123456789"})}),
        ("why-too-many-signals", {"spoken_last_minute": 10}),
    ],
)
def test_each_check_refuses_with_its_own_reason(key: str, changes: dict[str, Any]) -> None:
    found = refusal(**changes)
    assert found is not None
    assert found[0] == key


def test_a_degraded_connection_does_not_silence() -> None:
    assert refusal(connection=Connection.DEGRADED) is None


def test_the_floor_itself_is_enough_whichever_way_it_points() -> None:
    assert refusal(0.65) is None
    assert refusal(round(1 - 0.65, 6)) is None


def test_a_raised_floor_never_lowers_the_setting() -> None:
    assert refusal(0.64, raised_floor=0.5) is not None
    assert gate.floor_of(context(raised_floor=0.5), rules()) == 0.65
    assert gate.floor_of(context(raised_floor=0.7), rules()) == 0.7


def test_no_record_yet_is_no_reason_to_be_silent() -> None:
    assert refusal(record=BandRecord(0, 0)) is None
    assert refusal(record=BandRecord(29, 3)) is None
    assert refusal(record=BandRecord(300, 250)) is None


def test_the_earlier_check_gives_the_reason() -> None:
    found = refusal(0.51, connection=Connection.DOWN, model_expired=True)
    assert found is not None
    assert found[0] == "why-feed-stale"


def test_silence_below_the_floor_says_what_costs_alone_would_need() -> None:
    found = refusal(0.542)
    assert found is not None
    assert found[1]["confidence_pct"] == 54.2
    assert found[1]["floor_pct"] == 65.0
    assert 50 < float(str(found[1]["break_even_pct"])) < 100

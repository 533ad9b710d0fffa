"""What a reader chooses to see always shows candles that exist."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.charting.view import OVERLAYS, ZOOMS, ChartView, Extent, usual_zoom

EXTENT = Extent(400, 100)
CLOSE = ChartView(zoom=ZOOMS.index(max(ZOOMS, key=lambda zoom: zoom.pitch)))


def test_zooming_goes_from_many_candles_a_column_to_three_columns_a_candle() -> None:
    shown = [ChartView(zoom=place).capacity(100) for place in range(len(ZOOMS))]
    assert shown == [3200, 1600, 800, 400, 200, 100, 50, 33]


def test_zooming_stops_at_both_ends() -> None:
    assert ChartView().zoomed(99, EXTENT).zoom == len(ZOOMS) - 1
    assert ChartView().zoomed(-99, EXTENT).zoom == 0


def test_zooming_leaves_the_candle_under_the_pointer_where_it_is() -> None:
    view = CLOSE.panned(-60, EXTENT)
    wider = view.zoomed(-1, EXTENT, anchor=30)
    assert view.offset + 30 // 3 == wider.offset + 30 // 2


def test_panning_stops_where_candles_end() -> None:
    assert ChartView().panned(-1000, EXTENT).offset == 300
    assert ChartView().panned(-1000, EXTENT).panned(2000, EXTENT).offset == 0
    assert ChartView().at_oldest(EXTENT).offset == 300
    assert ChartView(offset=77).at_newest().offset == 0


def test_the_crosshair_starts_at_the_newest_in_view_and_takes_the_view_along() -> None:
    view = ChartView(offset=100).stepped(-1, EXTENT)
    assert view.crosshair == 299
    assert view.stepped(-1, EXTENT).crosshair == 298
    assert view.stepped(5, EXTENT).offset == 95
    assert view.stepped(-150, EXTENT).offset == 400 - 149 - 100
    assert view.stepped(999, EXTENT).crosshair == 399


def test_the_same_candles_stay_in_view_when_older_and_newer_ones_come() -> None:
    before, after = list(range(100, 200)), list(range(40, 205))
    view = ChartView(offset=10, crosshair=50).rebased(before, after)
    assert after[len(after) - 1 - view.offset] == before[89]
    assert view.crosshair is not None
    assert after[view.crosshair] == before[50]
    assert ChartView().rebased(before, after).offset == 0  # at the newest it follows


def test_overlays_go_off_and_on() -> None:
    for overlay in OVERLAYS:
        off = ChartView().toggled(overlay)
        assert overlay not in off.overlays
        assert off.toggled(overlay) == ChartView()
    with pytest.raises(ValueError, match="rainbow"):
        ChartView().toggled("rainbow")


def test_a_wide_screen_begins_closer_than_a_narrow_one() -> None:
    assert [ZOOMS[usual_zoom(columns)].pitch for columns in (20, 60, 90, 200)] == [1, 1, 2, 3]


@given(
    st.integers(0, 500),
    st.integers(1, 250),
    st.lists(st.tuples(st.sampled_from(["zoom", "pan", "step"]), st.integers(-300, 300))),
)
def test_whatever_is_pressed_the_view_stays_on_the_candles(
    candles: int, columns: int, presses: list[tuple[str, int]]
) -> None:
    extent, view = Extent(candles, columns), ChartView()
    for what, by in presses:
        if what == "zoom":
            view = view.zoomed(by, extent, anchor=columns / 3)
        else:
            view = view.panned(by, extent) if what == "pan" else view.stepped(by, extent)
        assert 0 <= view.offset <= max(0, candles - view.capacity(columns))
        assert view.crosshair is None or 0 <= view.crosshair < candles

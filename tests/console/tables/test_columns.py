"""Columns in the room there is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.tables.columns import GAP, GUTTER, Column, placed

COLUMNS = [
    Column("sym", "Mã", 6),
    Column("price", "Giá", 12, right=True),
    Column("chg", "24 giờ", 9, right=True, rank=1),
    Column("why", "Vì sao", flex=14, rank=2),
]
ANY = st.lists(
    st.builds(
        Column,
        id=st.just("x"),
        heading=st.sampled_from(["Mã", "Khối lượng", ""]),
        width=st.integers(0, 20),
        flex=st.integers(0, 15),
        rank=st.integers(0, 4),
    ),
    max_size=10,
)


def ids(width: int) -> list[str]:
    return [place.column.id for place in placed(COLUMNS, width)]


def test_the_highest_rank_goes_first_and_rank_0_never() -> None:
    assert ids(80) == ["sym", "price", "chg", "why"]
    assert ids(45) == ["sym", "price", "chg"]
    assert ids(30) == ["sym", "price"]
    assert ids(10) == ["sym", "price"]


def test_a_flexible_column_takes_the_rest() -> None:
    why = placed(COLUMNS, 100)[-1]
    assert why.x + why.width == 100
    assert why.width > 14


def test_a_column_is_never_narrower_than_its_heading() -> None:
    assert placed([Column("n", "Khối lượng", 3)], 40)[0].width == len("Khối lượng")


@given(ANY, st.integers(3, 120))
def test_places_lie_side_by_side_within_the_width(columns: list[Column], width: int) -> None:
    places = placed(columns, width)
    end = GUTTER - GAP
    for place in places:
        assert place.x == end + GAP
        assert place.width >= 1
        end = place.x + place.width
    fits = len([column for column in columns if not column.rank]) * (1 + GAP) <= width
    assert end <= width or not fits


@given(ANY, st.integers(3, 120))
def test_what_goes_matters_no_more_than_what_stays(columns: list[Column], width: int) -> None:
    kept = {place.index for place in placed(columns, width)}
    gone = [column.rank for index, column in enumerate(columns) if index not in kept]
    stayed = [column.rank for index, column in enumerate(columns) if index in kept]
    assert not gone or not stayed or min(gone) >= max(stayed)
    assert 0 not in gone

"""Cutting history in time: train | purge | calibrate | purge | test, none overlapping the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from engine.core.errors import InvalidInput, Operational

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Fold:
    """Row numbers of one round, earliest first. ``tune`` calibrates single members, ``calibrate`` the whole.

    ``test`` is empty in the final round, whose model is the one that serves.
    """

    train: Rows
    tune: Rows
    calibrate: Rows
    test: Rows

    @property
    def blocks(self) -> tuple[Rows, ...]:
        """The blocks in time order, empty ones left out."""
        return tuple(block for block in (self.train, self.tune, self.calibrate, self.test) if len(block))


@dataclass(frozen=True, slots=True)
class Shares:
    """How the rows are divided: ``test`` over all rounds together, the others of the whole history."""

    test: float = 0.30
    tune: float = 0.08
    calibrate: float = 0.17


def purged_blocks(made: NDArray[np.int64], due: NDArray[np.int64], edges: Sequence[int], embargo: int) -> list[Rows]:
    """Rows of each block ``[edges[k], edges[k + 1])`` by ``made``; those whose answer, plus ``embargo`` milliseconds,
    would reach the next edge are left out. The last block has no next and keeps all of its rows.
    """
    blocks = []
    for number, (start, end) in enumerate(pairwise(edges)):
        keep = (made >= start) & (made < end)
        if number < len(edges) - 2:
            keep &= due + embargo < end
        blocks.append(np.flatnonzero(keep))
    return blocks


def walk_forward(
    made: NDArray[np.int64], due: NDArray[np.int64], *, folds: int, embargo: int = 0, shares: Shares | None = None
) -> list[Fold]:
    """Rounds with growing training history whose test blocks follow one another up to the end."""
    shares = shares or Shares()
    if folds < 1 or not 0 < shares.test + shares.tune + shares.calibrate < 1:
        raise InvalidInput("err-training-splits", folds=folds)
    tests = [1.0 - shares.test * (folds - number) / folds for number in range(folds + 1)]
    return [_round(made, due, (start, end), shares, embargo) for start, end in pairwise(tests)]


def final_split(
    made: NDArray[np.int64], due: NDArray[np.int64], *, embargo: int = 0, shares: Shares | None = None
) -> Fold:
    """The round that serves: trained on everything but the latest blocks, which calibrate it."""
    return _round(made, due, (1.0, 1.0), shares or Shares(), embargo)


def check_purged(fold: Fold, made: NDArray[np.int64], due: NDArray[np.int64]) -> None:
    """Raise Operational (``err-training-leak``) if an answer in one block touches the time of any later block."""
    for number, block in enumerate(fold.blocks):
        later = fold.blocks[number + 1 :]
        if later and int(due[block].max()) >= min(int(made[other].min()) for other in later):
            raise Operational("err-training-leak", block=number)


def _round(
    made: NDArray[np.int64], due: NDArray[np.int64], test: tuple[float, float], shares: Shares, embargo: int
) -> Fold:
    calibrate = test[0] - shares.calibrate
    moments = np.sort(made)
    cuts = (
        (0.0, calibrate - shares.tune, calibrate, *test)
        if test[0] < 1.0
        else (0.0, calibrate - shares.tune, calibrate, 1.0)
    )
    blocks = purged_blocks(made, due, [_moment(moments, cut) for cut in cuts], embargo)
    blocks.append(np.empty(0, np.int64))
    return Fold(blocks[0], blocks[1], blocks[2], blocks[3])


def _moment(moments: NDArray[np.int64], share: float) -> int:
    """The time before which ``share`` of the rows lie; past the end, a time after all of them."""
    place = round(share * len(moments))
    if not len(moments):
        return 0
    return int(moments[place]) if place < len(moments) else int(moments[-1]) + 1

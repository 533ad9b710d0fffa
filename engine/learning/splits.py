"""Cutting history in time: train | purge | tune | purge | test, round after round, none overlapping the next.

What a round says of its test block is out of sample, and later than all it was trained on. The test blocks of the
rounds before calibrate a round's claims, which are judged on its own; all of them calibrate the last one, which serves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from engine.core.errors import InvalidInput, Operational

Rows = NDArray[np.int64]
Times = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Fold:
    """Row numbers of one round, earliest first. ``tune`` calibrates single members."""

    train: Rows
    tune: Rows
    test: Rows

    @property
    def blocks(self) -> tuple[Rows, Rows, Rows]:
        """The blocks in time order."""
        return self.train, self.tune, self.test


@dataclass(frozen=True, slots=True)
class Shares:
    """How the rows are divided: ``test`` over all rounds together, ``tune`` in each."""

    test: float = 0.60
    tune: float = 0.08


def purged_blocks(made: Times, due: Times, edges: Sequence[int], embargo: int) -> list[Rows]:
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


def walk_forward(made: Times, due: Times, *, folds: int, embargo: int = 0, shares: Shares | None = None) -> list[Fold]:
    """Rounds with growing training history whose test blocks follow one another up to the end.

    Raises InvalidInput (``err-training-splits``) when a block of any round would be empty.
    """
    shares = shares or Shares()
    if folds < 1 or min(shares.test, shares.tune) <= 0 or shares.test + shares.tune >= 1:
        raise InvalidInput("err-training-splits", folds=folds)
    moments = np.sort(made)
    starts = [1.0 - shares.test * (folds - number) / folds for number in range(folds + 1)]
    rounds = []
    for start, end in pairwise(starts):
        edges = [_moment(moments, share) for share in (0.0, start - shares.tune, start, end)]
        fold = Fold(*purged_blocks(made, due, edges, embargo))
        if not all(len(block) for block in fold.blocks):
            raise InvalidInput("err-training-splits", folds=folds)
        rounds.append(fold)
    return rounds


def known_before(rows: Rows, due: Times, moment: int) -> NDArray[np.bool_]:
    """Which of ``rows`` had their answer before ``moment``."""
    return np.asarray(due[rows] < moment, np.bool_)


def check_purged(fold: Fold, made: Times, due: Times) -> None:
    """Raise Operational (``err-training-leak``) if an answer in one block touches the time of any later block."""
    for number, block in enumerate(fold.blocks[:-1]):
        if int(due[block].max()) >= min(int(made[later].min()) for later in fold.blocks[number + 1 :]):
            raise Operational("err-training-leak", block=number)


def _moment(moments: Times, share: float) -> int:
    """The time before which ``share`` of the rows lie; past the end, a time after all of them."""
    place = round(share * len(moments))
    if not len(moments):
        return 0
    return int(moments[place]) if place < len(moments) else int(moments[-1]) + 1

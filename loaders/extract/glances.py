"""What the network that weighs pairs is shown of a text: what each character belongs to, and where two things stand nearest to
each other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

from loaders.extract.claims import Context
from loaders.extract.standing import group

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

KINDS = ("Place", "Park", "Project", "Company", "Organization", "Policy", "Person", "Industry", "Sum", "Figure")
GLANCES = 3
"""At so many places where two things stand near each other the network looks."""
GAPS = (0, 1, 2, 3, 5, 8, 12, 20, 30, 50, 80, 130)
"""Gaps between two names in characters are told as the first of these that is not smaller."""
MOST_APART = 3
"""So many sentences apart, or more."""
Place = tuple[int, int, int]
"""Start and end of a name, and the number of its sentence."""
_FEW = 64
"""So many pairs of places are all compared; of more, each place of the rarer thing with its neighbours."""


@dataclass(frozen=True, slots=True, eq=False)
class Glances:
    """Arrays of pairs, glances (`GLANCES`) and, in all but `gaps` and `apart`, numbers."""

    ends: Array
    """The first and the last character of the first name, and of the second."""
    between: Array
    """Where what stands between the two begins and ends."""
    gaps: Array
    """The number of the gap among `GAPS`, more by their count and one where the first of the pair comes first."""
    apart: Array
    there: Array
    """1, or 0 where there is no such place."""

    def part(self, some: slice) -> Glances:
        """Those of some pairs."""
        return Glances(self.ends[some], self.between[some], self.gaps[some], self.apart[some], self.there[some])


def belonging(ctx: Context) -> Array:
    """Of each character the number of what it belongs to: 0, or for the kind at `k` 1 + 2k at the first character of a name and
    2 + 2k further on; of names within names the longest, and names before figures."""
    import numpy

    marks = [(f.start, f.end, "Figure" if f.currency is None else "Sum") for f in ctx.figures]
    named = sorted(ctx.table.occurrences, key=lambda o: (o.end - o.start, o.start, o.ref))
    marks += [(o.start, o.end, group(ctx.table[o.ref].label)) for o in named]
    out: Array = numpy.zeros(len(ctx.text), dtype=numpy.int64)
    for start, end, kind in marks:
        if end > start:
            out[start:end] = 2 + 2 * KINDS.index(kind)
            out[start] -= 1
    return out


def bounds(ctx: Context) -> Array:
    """Where names and figures begin and end, their last characters included, in order."""
    import numpy

    spans = [(o.start, o.end) for o in ctx.table.occurrences] + [(f.start, f.end) for f in ctx.figures]
    out: Array = numpy.unique(
        numpy.array([x for start, end in spans for x in (start, end - 1, end)], dtype=numpy.int64)
    )
    return out


class Stands:
    """Where things stand in an article."""

    def __init__(self, ctx: Context) -> None:
        self._starts = [s.start for s in ctx.doc.sentences]
        self._places = {
            e.ref: [self.place(o.start, o.end) for o in ctx.table.of(e.ref) if o.end > o.start]
            for e in ctx.table.entities
        }

    def of(self, ref: int | None) -> Sequence[Place]:
        """Where an entity is named, in order; None is nowhere."""
        return () if ref is None else self._places[ref]

    def place(self, start: int, end: int) -> Place:
        """A stretch of the text as a place."""
        return start, end, bisect_right(self._starts, start)


def glances(pairs: Sequence[tuple[Sequence[Place], Sequence[Place]]]) -> Glances:
    """Where the two of each pair stand nearest to each other, each given as the places where it stands."""
    import numpy

    ends = numpy.zeros((len(pairs), GLANCES, 4), dtype=numpy.int64)
    there = numpy.zeros((len(pairs), GLANCES, 1), dtype=numpy.float32)
    apart = numpy.zeros((len(pairs), GLANCES), dtype=numpy.int64)
    for k, (ones, others) in enumerate(pairs):
        for g, (one, other) in enumerate(nearest(ones, others)):
            ends[k, g] = (one[0], one[1] - 1, other[0], other[1] - 1)
            there[k, g] = 1
            apart[k, g] = min(abs(one[2] - other[2]), MOST_APART)
    ahead = ends[:, :, 0] <= ends[:, :, 2]
    begin = numpy.where(ahead, ends[:, :, 1], ends[:, :, 3]) + 1
    between = numpy.stack([begin, numpy.maximum(begin, numpy.where(ahead, ends[:, :, 2], ends[:, :, 0]))], axis=2)
    gaps = numpy.searchsorted(GAPS, between[:, :, 1] - between[:, :, 0]) + (len(GAPS) + 1) * ahead
    return Glances(ends, between * (there > 0), gaps, apart, there)


def nearest(ones: Sequence[Place], others: Sequence[Place]) -> list[tuple[Place, Place]]:
    """Where two things stand nearest to each other, `GLANCES` at most, those of one sentence first; places are in order."""
    turned = len(others) < len(ones)
    few, many = (others, ones) if turned else (ones, others)
    pairs = product(few, many) if len(few) * len(many) <= _FEW else _neighbours(few, many)
    found = sorted((abs(a[2] - b[2]), abs(a[0] - b[0]), a, b) for a, b in pairs)
    return [(b, a) if turned else (a, b) for _, _, a, b in found[:GLANCES]]


def _neighbours(few: Sequence[Place], many: Sequence[Place]) -> Iterator[tuple[Place, Place]]:
    """Each of a few places with those about it."""
    for one in few:
        at = bisect_left(many, one)
        for other in many[max(0, at - GLANCES) : at + GLANCES]:
            yield one, other

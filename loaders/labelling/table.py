"""Vectors of named features, kept in whole numbers of a byte, and their sums."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[Any, np.dtype[np.float32]]
    Array = np.ndarray[Any, Any]

BETWEEN = "\x1f"
"""Between the names of features in the data."""
TABLES = ("vectors", "scores")
"""What a feature has: a vector for the network, and a score of each outcome by itself."""


class FeatureTable:
    """The vectors and scores of features."""

    def __init__(self, stored: Mapping[str, Array], prefix: str = "") -> None:
        """`stored`: `features`, their names, and for each of `TABLES` a table of int8 and NAME_scale, which its numbers are
        multiplied by; all named with the prefix."""
        import numpy

        self._np = numpy
        hashes = numpy.fromiter(map(hash, _names(stored[f"{prefix}features"].tobytes())), dtype=numpy.int64)
        tables = [stored[prefix + name] for name in TABLES]
        scales = [
            numpy.full(t.shape[1], stored[f"{prefix}{name}_scale"]) for t, name in zip(tables, TABLES, strict=True)
        ]
        self._width = tables[0].shape[1]
        # those of a feature that is not known, the first, are nothing
        self._table = numpy.zeros((len(tables[0]) + 1, sum(t.shape[1] for t in tables)), dtype=tables[0].dtype)
        numpy.concatenate(tables, axis=1, out=self._table[1:])
        self._scale: Floats = numpy.concatenate(scales).astype(numpy.float32)
        order = numpy.argsort(hashes)
        self._hashes, self._rows = hashes[order], (order + 1).astype(numpy.int32)

    def summed(self, rows: Sequence[Collection[str]]) -> tuple[Floats, Floats]:
        """The vectors and the scores of each row's features, of which it has some, summed up: in whole numbers, so exactly,
        in whatever order they come."""
        numpy = self._np
        sizes = numpy.fromiter(map(len, rows), dtype=numpy.int64, count=len(rows))
        flat = self._found(chain.from_iterable(rows), int(sizes.sum()))
        starts = numpy.cumsum(sizes) - sizes
        summed = self._table[flat[starts]].astype(numpy.int16)
        for k in range(1, int(sizes.max())):
            more = numpy.flatnonzero(sizes > k)
            summed[more] += self._table[flat[starts[more] + k]]
        out: Floats = summed * self._scale
        return out[:, : self._width], out[:, self._width :]

    def _found(self, names: Iterable[str], count: int) -> Array:
        """The row of each feature, 0 where it is not known.

        Of the names themselves only hashes of 64 bits are kept, which saves 30 MB; among ten million features that are looked up
        the chance that one is taken for another is one in ten million.
        """
        numpy = self._np
        hashes = numpy.fromiter(map(hash, names), dtype=numpy.int64, count=count)
        at = numpy.searchsorted(self._hashes, hashes).clip(max=len(self._hashes) - 1)
        rows: Array = numpy.where(self._hashes[at] == hashes, self._rows[at], 0)
        return rows


def _names(data: bytes) -> Iterator[str]:
    """One after another: all at once they take 25 MB, which a process does not give back."""
    start, between = 0, BETWEEN.encode()
    while (end := data.find(between, start)) >= 0:
        yield data[start:end].decode()
        start = end + len(between)
    yield data[start:].decode()

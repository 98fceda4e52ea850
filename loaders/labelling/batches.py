"""Stretches of different length, brought side by side so that a network reads several at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

Span = tuple[int, int]
_UNEVEN, _UNEVEN_BY = 2, 8
"""How much longer than the shortest piece of a group the longest may be: so many times, and so many characters more."""


def longest_first(sizes: Sequence[int]) -> tuple[list[int], list[Span]]:
    """The order of pieces that stand one after another, and where each begins and ends, the longest first."""
    ends = list(accumulate(sizes))
    order = sorted(range(len(sizes)), key=lambda k: (-sizes[k], k))
    return order, [(ends[k] - sizes[k], ends[k]) for k in order]


def alike(spans: Sequence[Span], uneven: float = _UNEVEN) -> Iterator[Sequence[Span]]:
    """Spans, the longest first, in groups of much the same length: what is padded is computed in vain."""
    first = 0
    for k, (start, end) in enumerate(spans):
        longest = spans[first][1] - spans[first][0]
        if k > first and longest > uneven * (end - start) + _UNEVEN_BY:
            yield spans[first:k]
            first = k
    yield spans[first:]


def padded(values: Array, spans: Sequence[Span]) -> Array:
    """The values of spans, of which the first is the longest, beside each other; zeros where one ends earlier."""
    import numpy

    start, end = spans[0]
    out: Array = numpy.zeros((len(spans), end - start, *values.shape[1:]), dtype=values.dtype)
    for row, (start, end) in zip(out, spans, strict=True):
        row[: end - start] = values[start:end]
    return out


def read(network: Any, spans: Sequence[Span], given: Mapping[str, Array], width: int) -> Array:
    """What a network says of each character, `width` numbers. `spans`: the pieces, the longest first; `given`: its inputs by
    name, a row for each character; it also takes the `sizes` of what it reads at once, and has one output."""
    import numpy

    count = max(end for _, end in spans)
    out: Array = numpy.empty((count, width), dtype=numpy.float32)
    for group in alike(spans):
        sizes = numpy.array([end - start for start, end in group], dtype=numpy.int32)
        (found,) = network.run(None, {**{name: padded(v, group) for name, v in given.items()}, "sizes": sizes})
        for (start, end), here in zip(group, found, strict=True):
            out[start:end] = here[: end - start]
    return out

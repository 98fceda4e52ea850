"""Stretches of a text: those of one sign, and what stands around a place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence


class Stretches:
    """Stretches of text by where they begin, for questions about what stands around a place."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(set(spans))
        self._longest = max((end - start for start, end in self._spans), default=0)

    def around(self, start: int, end: int) -> list[tuple[int, int]]:
        """The stretches that share a character with `start:end`."""
        lo = bisect_left(self._spans, (start - self._longest, 0))
        return [s for s in self._spans[lo : bisect_left(self._spans, (end, 0))] if s[1] > start]


def runs(signs: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Stretches of one name: B opens one, I of the same sign goes on."""
    start = 0
    while start < len(signs):
        if signs[start] == "O":
            start += 1
            continue
        end = start + 1
        while end < len(signs) and signs[end] == "I" + signs[start][1:]:
            end += 1
        yield start, end, signs[start][1:]
        start = end

"""Words of an article that say how things belong together, found once and asked for by stretch."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from loaders.lexicons import Matcher, matcher, words
from loaders.model import Figure


@cache
def _cues() -> tuple[Matcher, tuple[tuple[str, ...], ...]]:
    kinds: dict[str, list[str]] = defaultdict(list)
    for kind, listed in words("pair_cues").items():
        for word in str(listed).split():
            kinds[word].append(str(kind))
    return matcher(kinds), tuple(tuple(k) for k in kinds.values())


class Sums:
    """The sums of money of a text, asked for by stretch."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._starts = [f.start for f in figures if f.currency]

    def within(self, start: int, end: int) -> bool:
        """Whether one begins in `start:end`."""
        at = bisect_left(self._starts, start)
        return at < len(self._starts) and self._starts[at] < end

    def seen(self, between: tuple[int, int], behind: tuple[int, int]) -> list[str]:
        """Whether one stands between two names, and behind the second."""
        return ["sum between"] * self.within(*between) + ["sum behind"] * self.within(*behind)


class Cues:
    """The cues of a text (`lexicon/pair_cues.yaml`) with their kinds."""

    def __init__(self, text: str) -> None:
        automaton, kinds = _cues()
        found = automaton.find_matches_as_indexes(text)
        self._starts = [start for _, start, _ in found]
        self._ends = [end for _, _, end in found]
        self._kinds = [kinds[i] for i, _, _ in found]
        self._distinct: dict[tuple[int, int], tuple[str, ...]] = {}

    def said(self, start: int, end: int) -> list[str]:
        """Kinds of the cues that stand wholly in `start:end`, in order."""
        i = bisect_left(self._starts, start)
        out: list[str] = []
        while i < len(self._starts) and self._starts[i] < end:
            if self._ends[i] <= end:
                out += self._kinds[i]
            i += 1
        return out

    def kinds(self, start: int, end: int) -> tuple[str, ...]:
        """The same, each once and sorted; remembered, because many pairs share a sentence and what stands around a name."""
        found = self._distinct.get((start, end))
        if found is None:
            found = self._distinct[start, end] = tuple(sorted(set(self.said(start, end))))
        return found

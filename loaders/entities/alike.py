"""Which of many names may mean the same thing as another, found without comparing each with each.

`names.same_thing` holds only for names whose keys share something: a short form of a park, project or firm opens with two
characters that the longer name has too; bodies end alike, and so do policies; of others the keys are the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from loaders.entities.names import match_key
from schema.nodes import Label

_OPENING = 2
_BY_OPENING = frozenset({Label.PARK, Label.PROJECT, Label.COMPANY})
_BY_END = {Label.ORGANIZATION: 1, Label.POLICY: 2}


class Alike:
    """Names under numbers; a number may have several."""

    def __init__(self) -> None:
        self._openings: dict[tuple[Label, str], set[int]] = defaultdict(set)
        self._parts: dict[tuple[Label, str], set[int]] = defaultdict(set)

    def add(self, label: Label, name: str, number: int) -> None:
        """Put a name under a number."""
        opening, parts = _traits(label, name)
        self._openings[label, opening].add(number)
        for part in parts:
            self._parts[label, part].add(number)

    def near(self, label: Label, names: Iterable[str]) -> set[int]:
        """The numbers under which a name stands that may mean the same thing as one of these."""
        found: set[int] = set()
        for name in names:
            opening, parts = _traits(label, name)
            found |= self._parts.get((label, opening), _NONE)
            for part in parts:
                found |= self._openings.get((label, part), _NONE)
        return found


_NONE: frozenset[int] = frozenset()


@lru_cache(maxsize=5000)
def _traits(label: Label, name: str) -> tuple[str, frozenset[str]]:
    """What a short form opens with, and everything that a short form of this name could open with."""
    key = match_key(label, name)
    if label in _BY_OPENING:
        parts = {key[i : i + size] for size in range(1, _OPENING + 1) for i in range(len(key))}
        return key[:_OPENING], frozenset(("", *parts))
    trait = key[-_BY_END[label] :] if label in _BY_END else key
    return trait, frozenset((trait,))

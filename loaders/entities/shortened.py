"""Short names of parks that only the article as a whole tells: 航天城 is the one park there whose name ends so.

A short form that leaves out what the full name opens with, or words in its middle, might stand for several parks; where
the article names one alone that it fits, it is that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from loaders.entities.names import in_order, match_key
from loaders.lexicons import longest_first, word_list
from loaders.model import Mention
from loaders.parks.kinds import is_generic
from schema.nodes import Label

_SHORTEST, _LONGEST = 3, 8
"""Shortest and longest end of a name that stands for all of it, in characters."""
_INITIALS = 4
"""Longest name made of characters of a longer one (农科园)."""
_OPENING = 3
"""Within so many characters of the full name such a short one begins."""
_OWN = 2
"""Shortest name before a kind of park that tells it from others of that kind (县|经济开发区 is no such name)."""
_MANY = 20
"""Names that so many others might be short for are not looked through."""


def with_short_parks(groups: Sequence[list[Mention]]) -> list[list[Mention]]:
    """The groups, those that name a park by a short form joined to the park, if one alone fits (文昌航天城, 航天城)."""
    index = _Index()
    parks = [i for i, g in enumerate(groups) if g[0].label is Label.PARK and not _is_kind(g)]
    for i in parks:
        index.add(i, (m.name for m in groups[i]))
    into: dict[int, int] = {}
    for i in parks:
        longest = max((m.name for m in groups[i]), key=len)
        whole = index.whole(i, match_key(Label.PARK, longest))
        if whole is not None and into.get(whole) != i:
            into[i] = whole
    out = {i: list(g) for i, g in enumerate(groups)}
    for i, whole in into.items():
        while whole in into:
            whole = into[whole]
        out[whole] += out.pop(i)
    return [sorted(g, key=lambda m: (m.start, m.end)) for g in out.values()]


def _is_kind(group: Iterable[Mention]) -> bool:
    return all("generic" in dict(m.attributes) for m in group)


def rivals(label: Label, a: str, b: str) -> bool:
    """洛河县现代农业产业园 and 青河县现代农业产业园: before the same words for a kind each has a name of its own."""
    if label is not Label.PARK:
        return False
    ka, kb = match_key(label, a), match_key(label, b)
    same = 0
    while same < min(len(ka), len(kb)) and ka[-same - 1] == kb[-same - 1]:
        same += 1
    kind = next((n for n in range(same, 1, -1) if _is_kind_of_park(ka[-n:])), 0)
    one, other = sorted((ka[: len(ka) - kind], kb[: len(kb) - kind]), key=len)
    return kind > 0 and len(one) >= _OWN and not in_order(one, other)


def _is_kind_of_park(words: str) -> bool:
    head = next((h for h in longest_first("parks", "strong") if words.endswith(h)), "")
    modifier = words[: len(words) - len(head)]
    return bool(head) and (not modifier or is_generic(modifier))


class _Index:
    """Parks by the ends and the first characters of their names."""

    def __init__(self) -> None:
        self._ends: dict[str, set[int]] = defaultdict(set)
        self._opening: dict[str, set[tuple[int, str]]] = defaultdict(set)

    def add(self, number: int, names: Iterable[str]) -> None:
        """Put the names of a park under its number."""
        for key in {match_key(Label.PARK, n) for n in names}:
            for size in range(_SHORTEST, min(_LONGEST, len(key) - 1) + 1):
                self._ends[key[-size:]].add(number)
            for char in set(key[:_OPENING]):
                self._opening[char].add((number, key))

    def whole(self, number: int, key: str) -> int | None:
        """The one other park that the name is short for."""
        found = self._ends.get(key, set()) - {number}
        if not found:
            found = {i for i in self._fitting(key) if i != number}
        return found.pop() if len(found) == 1 else None

    def _fitting(self, key: str) -> Iterator[int]:
        """济城起步区 of 济城新旧动能转换起步区, 农科园 of 东屏农业科技园区."""
        near = self._opening.get(key[:1], set())
        if len(near) > _MANY:
            return
        head = next((h for h in word_list("parks", "single") if key.endswith(h)), "")
        initials = len(key) <= _INITIALS and key.endswith("园")
        for number, long in near:
            if len(long) <= len(key) or not in_order(key, long):
                continue
            shares_head = head and long.endswith(head) and long.startswith(key[:2])
            if shares_head or initials and key[-1] in long[-2:] and key not in long:
                yield number

"""Where labeller and rules see the same name and differ about it: where it begins, whether it is a name, what kind it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from loaders.entities.article import EntityTable
from loaders.labelling.features import SURE
from loaders.model import Mention
from schema.nodes import PLACE_LABELS, Label

_LEAST_LIKELY = 0.5
"""A park that rules take for a kind is a name where the labeller is as sure as this."""
_WORKS = frozenset({Label.PARK, Label.PROJECT})
_READ_LIKELY = 0.2
"""So likely a park or project must be that rules read as the other of the two."""
_JOINT = "·"


@dataclass(frozen=True, slots=True)
class Agreement:
    """What rules have read in an article, for comparison with what the labeller finds."""

    heads: dict[int, list[int]]
    """Starts of the parks that rules read, by their ends."""
    ends: dict[int, int]
    """The end of each place and park by its start."""
    works: frozenset[tuple[int, int]]
    """Spans that rules read as a park or project."""

    @classmethod
    def of(cls, table: EntityTable, mentions: Sequence[Mention]) -> Agreement:
        """From the entities of the rules and their mentions."""
        sure = [m for m in mentions if m.label in _WORKS and m.confidence >= SURE and not is_generic(m)]
        heads: dict[int, list[int]] = {}
        ends = {o.start: o.end for o in table.occurrences if table[o.ref].label in PLACE_LABELS}
        for m in sure:
            if m.label is Label.PARK:
                heads.setdefault(m.end, []).append(m.start)
                ends.setdefault(m.start, m.end)
        return cls(heads, ends, frozenset((m.start, m.end) for m in sure))

    def start(self, text: str, start: int, end: int) -> int:
        """Where a labelled park begins that has taken along its place or zone (云溪县|石桥工业园, 云溪高新区|石桥工业园)."""
        own = max((s for s in self.heads.get(end, ()) if s > start), default=start)
        at = start
        while at < own and self.ends.get(at, end) <= own:
            at = self.ends[at]
            at += text[at] == _JOINT
        return own if at == own else start

    def is_likely(self, start: int, end: int, label: Label, probability: float) -> bool:
        """Whether rules read as a park what the labeller calls a project, or the other way round: something is named there."""
        return label in _WORKS and (start, end) in self.works and probability >= _READ_LIKELY


def is_generic(mention: Mention) -> bool:
    """Whether rules take the words for a kind of thing."""
    return "generic" in dict(mention.attributes)


def named(mention: Mention, probability: float) -> Mention:
    """东城产业园: a park all the same, though its name might say all parks of a place or a kind of park."""
    if mention.label is not Label.PARK or probability < _LEAST_LIKELY:
        return mention
    return replace(mention, attributes=tuple(_others(mention.attributes)))


def _others(attributes: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    return (a for a in attributes if a[0] != "generic")

"""Where labeller and rules see the same name and differ about it: where it begins, whether it is a name, what kind it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from loaders.entities.article import EntityTable, Occurrence
from loaders.labelling.features import SURE
from loaders.model import Mention
from schema.nodes import PLACE_LABELS, Label

_LEAST_LIKELY = 0.5
"""A park that rules take for a kind is a name where the labeller is as sure as this."""
_JOINT = frozenset("—-")
"""北京—云溪新区 is no zone, but two places that a park has in common."""
_READ_LIKELY = 0.2
"""So likely a project must be that rules read as a park."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What rules have read in an article, for comparison with what the labeller finds."""

    heads: dict[int, list[int]]
    """Starts of the parks that rules read, by their ends."""
    ends: dict[int, int]
    """The end of each place that is named in full and of each park, by its start."""
    parks: frozenset[tuple[int, int]]
    """Spans that rules read as a park."""

    @classmethod
    def of(cls, table: EntityTable, mentions: Sequence[Mention]) -> Agreement:
        """From the entities of the rules and their mentions."""
        parks = [m for m in mentions if m.label is Label.PARK and m.confidence >= SURE and not m.is_generic]
        heads: dict[int, list[int]] = {}
        ends = {o.start: o.end for o in table.occurrences if _is_full(table, o)}
        for m in parks:
            heads.setdefault(m.end, []).append(m.start)
            if not _JOINT & set(m.name):
                ends.setdefault(m.start, m.end)
        return cls(heads, ends, frozenset((m.start, m.end) for m in parks))

    def start(self, start: int, end: int) -> int:
        """Where a labelled park begins that has taken along its place or zone (云溪县|石桥工业园, 云溪高新区|石桥工业园)."""
        own = max((s for s in self.heads.get(end, ()) if s > start), default=start)
        at = start
        while at < own and self.ends.get(at, end) <= own:
            at = self.ends[at]
        return own if at == own else start

    def is_likely(self, start: int, end: int, label: Label, probability: float) -> bool:
        """Whether rules read as a park what the labeller calls a project: something is named there."""
        return label is Label.PROJECT and (start, end) in self.parks and probability >= _READ_LIKELY


def _is_full(table: EntityTable, o: Occurrence) -> bool:
    """云溪县, not 广东: a short name before a park's is more often part of it."""
    entity = table[o.ref]
    return entity.label in PLACE_LABELS and o.end - o.start == len(entity.name)


def named(mention: Mention, probability: float) -> Mention:
    """东城产业园: a park all the same, though its name might say all parks of a place or a kind of park."""
    if mention.label is not Label.PARK or probability < _LEAST_LIKELY:
        return mention
    return replace(mention, attributes=tuple(_others(mention.attributes)))


def _others(attributes: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    return (a for a in attributes if a[0] != "generic")

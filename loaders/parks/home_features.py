"""What speaks for an article keeping to a park, or to its own place: named features of each that it may keep to.

Weights over them (`lexicon/kept_to.yaml`) are fitted to annotated articles, so counts and shares are told in steps.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from loaders.entities.article import ArticleEntity, EntityTable, Occurrence
from loaders.lexicons import longest_first
from loaders.model import Document
from loaders.ranking import step
from loaders.text.spans import Covered
from schema.nodes import Label

_LEAD = 120
"""Length of the first lines, in characters."""
_TOUR = re.compile(r"[^，。：；]{0,4}(?:督导|调研|视察|检查|考察|走访|巡查|督查)")
"""After a park of a headline: somebody goes round, and the park is one stop among others."""
_LISTED = "、和与及"
_RANK = re.compile("[我全本该]([县旗区市省州盟])")
_TIMES, _OFTEN, _FEW = (2, 3, 4, 6, 9, 13), (1, 2, 4, 7, 12), (1, 2, 4, 8)
_RATIOS, _SHARES, _PARTS = (0.3, 0.7, 1.2, 2.5, 5.0), (0.2, 0.35, 0.5, 0.7, 0.9), (0.2, 0.5, 0.8)
_EVEN = 0.5
"""Added to a count that others are measured by."""
_OPENING = 2
"""Characters before a name that opens a headline: a mark or two."""


@dataclass(frozen=True)
class HomeEntity:
    """What an article may keep to, and what speaks for it and against it."""

    ref: int
    features: tuple[str, ...]


def home_entities(doc: Document, table: EntityTable, place: int | None) -> list[HomeEntity]:
    """The article's own place, where it has one, and the parks that it speaks of, in order."""
    told = _Told(doc, table, place)
    out = [HomeEntity(place, tuple(told.of_place(table[place])))] if place is not None else []
    return out + [HomeEntity(park.ref, tuple(told.of_park(park))) for park in told.parks]


class _Told:
    """Counts over one article."""

    def __init__(self, doc: Document, table: EntityTable, place: int | None) -> None:
        self._doc, self._table = doc, table
        self._title = len(doc.article.title)
        self._named = {e.ref: [o for o in table.of(e.ref) if _counts(table, o)] for e in table.entities if _is_park(e)}
        self.parks = [table[ref] for ref, named in self._named.items() if named]
        self._counts = {ref: len(named) for ref, named in self._named.items()}
        lead = table.within(0, self._title + _LEAD, Label.PARK)
        self._first = next((o.ref for o in lead if _counts(table, o)), None)
        self._referred = _referred(doc, table)
        self._of_place: Sequence[Occurrence] = (
            [o for o in table.of(place) if o.role in ("name", "anaphor")] if place is not None else []
        )
        ranks = Counter(m[1] for m in _RANK.finditer(doc.text))
        self._ranks = ranks[table[place].name[-1]] if place is not None else 0
        self._of_town = len(self._of_place) + self._ranks + _EVEN

    def of_place(self, place: ArticleEntity) -> Iterator[str]:
        most = max(self._counts.values(), default=0)
        yield "place"
        yield f"place level {place.label.value}"
        yield f"place spoken {step(len(self._of_place), _OFTEN)}"
        yield f"place ranks {step(self._ranks, _FEW)}"
        yield f"place against park {step(most / self._of_town, _RATIOS)}"
        yield f"place title {any(o.start < self._title for o in self._of_place)}"
        yield f"place lead {any(self._title <= o.start < self._title + _LEAD for o in self._of_place)}"
        yield f"place parks {step(len(self.parks), _FEW)}"
        yield f"place bare words {step(self._referred, _FEW)}"

    def of_park(self, park: ArticleEntity) -> Iterator[str]:
        named = self._named[park.ref]
        count, first, last = len(named), named[0], named[-1]
        is_titled, kind = first.start < self._title, _kind(park.name)
        ratio = step(count / self._of_town, _RATIOS)
        yield "park"
        yield f"park beside place {bool(self._of_place)}"
        yield f"kind {kind}"
        yield f"count {step(count, _TIMES)}"
        yield f"kind {kind} count {step(count, _TIMES)}"
        yield f"share {step(count / sum(self._counts.values()), _SHARES)}"
        yield f"top {all(count > n for ref, n in self._counts.items() if ref != park.ref)}"
        yield f"title {is_titled}"
        yield f"opens title {is_titled and first.start <= _OPENING}"
        yield f"tour {is_titled and _TOUR.match(self._doc.text, first.end, self._title) is not None}"
        yield f"lead {first.start < self._title + _LEAD}"
        yield f"first {self._first == park.ref}"
        yield f"listed {first.start < self._title + _LEAD and self._doc.text[first.end : first.end + 1] in (*_LISTED,)}"
        yield f"against place {ratio}"
        yield f"title {is_titled} against place {ratio}"
        yield f"with bare words {step((count + self._referred) / self._of_town, _RATIOS)}"
        yield f"anaphors {step(sum(o.role == 'anaphor' for o in named), _FEW)}"
        yield f"spread {step((last.start - first.start) / len(self._doc.text), _PARTS)}"
        yield f"page {any(park.name in line for line in self._doc.article.masthead)}"


def _is_park(entity: ArticleEntity) -> bool:
    return entity.label is Label.PARK


def _counts(table: EntityTable, o: Occurrence) -> bool:
    return (o.role in ("name", "anaphor") or o.mention is not None) and table[o.ref].get("generic") is None


def _kind(name: str) -> str:
    return next((kind for kind in ("zones", "strong") if name.endswith(longest_first("parks", kind))), "weak")


def _referred(doc: Document, table: EntityTable) -> int:
    """How often bare words (园区, 管委会) speak of a park."""
    named = (o for o in table.occurrences if table[o.ref].label in (Label.PARK, Label.ORGANIZATION))
    parks = Covered((o.start, o.end) for o in named)
    return sum(not parks.overlaps(m.start(), m.start() + 1) for m in _bare().finditer(doc.text))


@cache
def _bare() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(w) for w in longest_first("parks", "bare")))

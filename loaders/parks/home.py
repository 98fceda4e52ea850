"""What an article is about: a park that it keeps to, else its own place."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from loaders.entities.article import EntityTable, Occurrence
from loaders.lexicons import longest_first
from loaders.model import Document
from loaders.text.spans import Covered
from schema.nodes import Label

_KEPT_TO = 3
"""A park of the headline that is named so often is what the article keeps to."""
_FAR_MORE = 2
_OPENED_BY = 4
"""A park of the first lines that the text names or refers to so often is what it keeps to."""
_LEAD = 120
"""Length of the first lines, in characters."""
_TOUR = re.compile(r"[^，。：；]{0,4}(?:督导|调研|视察|检查|考察|走访|巡查|督查)")
"""After a park of a headline: somebody goes round, and the park is one stop among others."""
_LISTED = "、和与及"


def home_entity(doc: Document, table: EntityTable, place: int | None) -> int | None:
    """The park of the headline or of the first lines that the text keeps to, else the place.

    Where the place is spoken of far more often than the park, the park is one thing among others there.
    """
    spoken = sum(o.role in ("name", "anaphor") for o in table.of(place)) if place is not None else 0
    titled = _of_title(doc, table, spoken)
    return titled if titled is not None else _of_lead(doc, table, spoken, place)


def _of_title(doc: Document, table: EntityTable, spoken: int) -> int | None:
    title_end = len(doc.article.title)
    for occurrence in table.within(0, title_end, Label.PARK):
        if occurrence.role not in ("name", "anaphor") or _TOUR.match(doc.text, occurrence.end, title_end):
            continue
        count = table.count(occurrence.ref)
        if count >= _KEPT_TO and count * _FAR_MORE > spoken and not table[occurrence.ref].get("generic"):
            return occurrence.ref
    return None


def _of_lead(doc: Document, table: EntityTable, spoken: int, place: int | None) -> int | None:
    """欲知X产业园，先看园区…: the first lines name one park, and 园区 and 管委会 go on about it."""
    end = len(doc.article.title) + _LEAD
    named = [o for o in table.within(0, end, Label.PARK) if _counts(table, o)]
    if not named or len({o.ref for o in named}) > 1 and doc.text[named[0].end] in _LISTED:
        return place
    counts = Counter(o.ref for o in table.occurrences if table[o.ref].label is Label.PARK and _counts(table, o))
    park = named[0].ref
    if any(n >= counts[park] for ref, n in counts.items() if ref != park):
        return place
    said = counts[park] + _referred(doc, table)
    return park if said >= _OPENED_BY and said > spoken else place


def _counts(table: EntityTable, o: Occurrence) -> bool:
    return (o.role in ("name", "anaphor") or o.mention is not None) and table[o.ref].get("generic") is None


def _referred(doc: Document, table: EntityTable) -> int:
    """How often bare words speak of a park."""
    named = (o for o in table.occurrences if table[o.ref].label in (Label.PARK, Label.ORGANIZATION))
    parks = Covered((o.start, o.end) for o in named)
    return sum(not parks.overlaps(m.start(), m.start() + 1) for m in _bare().finditer(doc.text))


@cache
def _bare() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(w) for w in longest_first("parks", "bare")))

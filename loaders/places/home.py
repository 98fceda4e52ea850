"""What place an article is about, and whose money and years it counts in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from loaders.lexicons import word_list
from loaders.model import Document, PlaceMention
from loaders.places.gazetteer import Gazetteer
from loaders.places.home_features import home_candidates
from loaders.ranking import best, weights

_REGIONS = {"71": "TW", "81": "HK", "82": "MO"}


def home_place(doc: Document, mentions: Sequence[PlaceMention], gazetteer: Gazetteer) -> str | None:
    """Code of the article's own place, or None where it names none: the likeliest by fitted weights."""
    found = home_candidates(doc, mentions, gazetteer)
    return best(found, weights("home_places"))[0].code if found else None


def jurisdiction(doc: Document, mentions: Sequence[PlaceMention], home: str | None = None) -> str:
    """CN, TW, HK or MO: whose money and years the article counts in: those of its own place, else of most places named.

    The script is no evidence.
    """
    if home is not None:
        return _REGIONS.get(home[:2], "CN")
    regions = Counter(_REGIONS.get(m.code[:2], "CN") for m in mentions)
    if not regions:
        return "TW" if is_taiwanese(doc.text) else "CN"
    return max(sorted(regions), key=lambda r: regions[r])


def is_taiwanese(text: str) -> bool:
    """Whether a text speaks of Taiwan."""
    found = [w for w in word_list("places", "taiwan") if w in text]
    return len(found) >= 2 or "新台币" in text

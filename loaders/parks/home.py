"""What an article is about: a park that it keeps to, else its own place."""

from __future__ import annotations

from loaders.entities.article import EntityTable
from loaders.model import Document
from loaders.parks.home_features import home_entities
from loaders.ranking import best, weights

WEIGHTS = "kept_to"


def home_entity(doc: Document, table: EntityTable, place: int | None) -> int | None:
    """The park or place that the text keeps to, the likeliest by fitted weights; None where it names neither.

    What a sentence says without a subject is said of it.
    """
    found = home_entities(doc, table, place)
    return best(found, weights(WEIGHTS))[0].ref if found else None

"""What names tell by themselves: how far they are to be relied on, and the places that other names hold."""

from __future__ import annotations

from loaders.entities.article import ArticleEntity
from loaders.labelling.features import SURE
from schema.nodes import PLACE_LABELS

_LEVELS = "省市区县州"
_SHORTEST_STEM = 2
_SURER = 0.8
"""From here on names are said in so many words or were labelled with confidence."""


def reliance(entity: ArticleEntity) -> tuple[str, str]:
    """The rule that found the entity first, and whether its best mention founds it, barely or well."""
    how = "no" if entity.confidence < SURE else "less" if entity.confidence < _SURER else "yes"
    return f"by:{entity.rules[0] if entity.rules else '-'}", f"sure:{how}"


def stem(entity: ArticleEntity) -> str:
    """A place as the names of parks and firms hold it: 汕头市 → 汕头; "" for anything else."""
    if entity.label not in PLACE_LABELS:
        return ""
    return entity.name[:-1] if len(entity.name) > _SHORTEST_STEM and entity.name[-1] in _LEVELS else entity.name

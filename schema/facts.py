"""What one article claims: entities, relationships and their evidence, as frozen values.

A `FactSet` is the product of reading and the input of writing. It is complete in itself: ids are deterministic and
derived from content, so fact sets may be made anywhere, in any order, and written in any order.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, model_validator

from schema.nodes import Label
from schema.relations import RELATION_TYPES, Predicate

PropertyValue = str | float | int | bool | tuple[str, ...]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(_Frozen):
    """The sentence that says so: `article.text[start:end] == sentence`, offsets in code points, end exclusive."""

    sentence: str
    start: int = Field(ge=0)
    end: int


class Entity(_Frozen):
    """One node. `reasons` says which rule named it, for `kg explain`; it is not written to the graph."""

    id: str
    label: Label
    name: str
    aliases: tuple[str, ...] = ()
    properties: dict[str, PropertyValue] = Field(default_factory=dict)
    reasons: tuple[str, ...] = ()


class Relation(_Frozen):
    """One relationship between two entities of the same fact set, with every sentence of this article that says so."""

    type: Predicate
    start: str
    end: str
    properties: dict[str, PropertyValue] = Field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    confidence: float = Field(default=1.0, ge=0, le=1)


class SourceArticle(_Frozen):
    """The article itself. `text` is the cleaned text in the article's own script; evidence offsets count in it."""

    id: str
    source: str
    title: str
    text: str
    date: str | None = None
    publisher: str | None = None
    source_map: str = "[]"
    """JSON list of [clean start, clean end, file start, file end], ascending; offsets in code points of the file."""


class FactSet(_Frozen):
    """All that one article claims. Nodes sorted by (label, id), relationships by (type, start, end)."""

    article: SourceArticle
    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]

    @model_validator(mode="after")
    def _consistent(self) -> FactSet:
        labels = {e.id: e.label for e in self.entities}
        if len(labels) != len(self.entities):
            raise ValueError("two entities share an id")
        for r in self.relations:
            kind = RELATION_TYPES[r.type]
            if r.start not in labels or r.end not in labels:
                raise ValueError(f"{r.type}: an end is not among the entities")
            if not kind.allows(labels[r.start], labels[r.end]):
                raise ValueError(f"{r.type} may not join {labels[r.start]} to {labels[r.end]}")
            if not r.evidence and not kind.derived:
                raise ValueError(f"{r.type} from {r.start} to {r.end} has no evidence")
            for e in r.evidence:
                if self.article.text[e.start : e.end] != e.sentence:
                    raise ValueError(f"{r.type}: evidence does not stand at {e.start}:{e.end}")
        return self

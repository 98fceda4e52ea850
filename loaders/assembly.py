"""From a reading to its fact set: ids, names, relationships with their sentences, and the taxonomy above."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.entities.article import ArticleEntity, is_place
from loaders.extract.claims import Claim, Context, FigureClaim
from loaders.labelling.features import SURE
from loaders.model import CleanArticle
from loaders.places.gazetteer import Gazetteer
from loaders.resolve import Identifier, digest, display_name, evidence_at, figure_entity, part_of, relations_of
from schema.facts import Entity, Evidence, FactSet, PropertyValue, Relation, SourceArticle
from schema.nodes import Label
from schema.relations import RELATION_TYPES, Predicate
from schema.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that reading one article found, before ids: for `kg explain` and for tests."""

    article: CleanArticle
    context: Context
    claims: tuple[Claim, ...]
    figures: tuple[FigureClaim, ...]
    home: str | None
    proposed: tuple[Claim, ...] = ()
    """What rules claimed, before it was weighed."""


class Assembly:
    """Builds the fact set of one reading."""

    def __init__(self, reading: Reading, gazetteer: Gazetteer, taxonomy: Taxonomy) -> None:
        self._reading = reading
        self._table = reading.context.table
        self._gazetteer = gazetteer
        self._taxonomy = taxonomy
        identifier = Identifier(self._table, reading.claims, gazetteer, taxonomy, reading.home)
        self._ids = [identifier.of(e) for e in self._table.entities]
        self._used = self._used_refs()

    def _used_refs(self) -> set[int]:
        claimed = {r for c in self._reading.claims for r in (c.start, c.end)}
        claimed |= {c.owner for c in self._reading.figures}
        claimed = {r for r in claimed if self._table[r].get("generic") is None}
        used = set(claimed)
        for entity in self._table.entities:
            named = is_place(entity) and self._is_named(entity)
            if named or not is_place(entity) and entity.confidence >= SURE and entity.get("generic") is None:
                used.add(entity.ref)
        return used

    def _is_named(self, entity: ArticleEntity) -> bool:
        """A place stands by itself, or an office or zone bears its full name (安化县政府), or 我市 speaks of the one that a
        zone's or firm's name holds or that the page is of."""
        text = self._reading.context.text
        roles = {"name" if text[o.start : o.end] == entity.name else o.role for o in self._table.of(entity.ref)}
        referred = "anaphor" in roles and ("prefix" in roles or entity.code == self._reading.home)
        return referred or not roles.isdisjoint(("name", "abbreviation"))

    def build(self) -> FactSet:
        """The fact set, sorted."""
        article = self._article()
        entities = self._entities()
        relations = relations_of(self._reading.context, self._reading.claims, self._ids)
        extra, links = self._figures()
        entities |= {e.id: e for e in extra}
        relations += links
        relations += [
            Relation(type=Predicate.PART_OF, start=a, end=b)
            for a, b in part_of(self._table, self._gazetteer, self._used)
        ]
        relations = [r for r in relations if r.start in entities and r.end in entities and _allowed(r, entities)]
        relations += self._taxonomy_links(entities)
        relations += self._mentions(article.id, entities)
        node = Entity(id=article.id, label=Label.ARTICLE, name=article.title)
        return FactSet(
            article=article,
            entities=tuple(sorted([*entities.values(), node], key=lambda e: (e.label.value, e.id))),
            relations=tuple(sorted(relations, key=lambda r: (r.type.value, r.start, r.end))),
        )

    def _article(self) -> SourceArticle:
        source = self._reading.article
        return SourceArticle(
            id=f"article:{digest(source.text)}",
            source=source.source,
            title=source.title,
            text=source.text,
            date=source.date,
            publisher=source.publisher,
            source_map=str([list(s) for s in source.segments]),
        )

    def _entities(self) -> dict[str, Entity]:
        out: dict[str, Entity] = {}
        for ref in sorted(self._used):
            entity = self._table[ref]
            name = display_name(entity, self._taxonomy)
            aliases = {*entity.aliases, entity.name} - {name}
            node_id = self._ids[ref]
            if node_id in out:
                aliases |= {*out[node_id].aliases, name} - {out[node_id].name}
                name = out[node_id].name
            properties: dict[str, PropertyValue] = {"code": entity.code} if entity.code else {}
            out[node_id] = Entity(
                id=node_id,
                label=entity.label,
                name=name,
                aliases=tuple(sorted(aliases)),
                properties=properties,
                reasons=entity.rules,
            )
        return out

    def _figures(self) -> tuple[list[Entity], list[Relation]]:
        nodes: dict[str, Entity] = {}
        links: dict[tuple[str, str], Relation] = {}
        for claim in self._reading.figures:
            if claim.owner not in self._used:
                continue
            owner = self._ids[claim.owner]
            label = self._table[claim.owner].label
            node = figure_entity(claim, owner, claim.figure.surface)
            kind = Predicate.FUNDS if claim.investment else Predicate.HAS_INDICATOR
            start, end = (node.id, owner) if claim.investment else (owner, node.id)
            pair = (node.label, label) if claim.investment else (label, node.label)
            if not RELATION_TYPES[kind].allows(*pair) or node.id in nodes:
                continue
            nodes[node.id] = node
            links[(start, end)] = Relation(
                type=kind,
                start=start,
                end=end,
                evidence=(evidence_at(self._reading.context, claim.figure.start),),
                confidence=claim.confidence,
                properties={"status": claim.status.value} if claim.status else {},
            )
        return list(nodes.values()), list(links.values())

    def _taxonomy_links(self, entities: dict[str, Entity]) -> list[Relation]:
        """SUBINDUSTRY_OF up to the root, the parents added as nodes without being mentioned."""
        out: dict[tuple[str, str], Relation] = {}
        queue = [(e.id, e.name) for e in entities.values() if e.label is Label.INDUSTRY]
        while queue:
            node_id, name = queue.pop()
            known = self._taxonomy.find(name)
            if known is not None and node_id == f"industry:{known.id}":
                parents: tuple[str, ...] = known.parents
            elif known is not None:
                parents = (known.id,)
            else:
                parent = self._taxonomy.parent_of_unknown(name)
                parents = (parent,) if parent else ()
            for parent in parents:
                above = self._taxonomy.by_id(parent)
                parent_id = f"industry:{parent}"
                if above is None or parent_id == node_id:
                    continue
                if parent_id not in entities:
                    entities[parent_id] = Entity(id=parent_id, label=Label.INDUSTRY, name=above.name)
                    queue.append((parent_id, above.name))
                out[(node_id, parent_id)] = Relation(type=Predicate.SUBINDUSTRY_OF, start=node_id, end=parent_id)
        return list(out.values())

    def _mentions(self, article_id: str, entities: dict[str, Entity]) -> list[Relation]:
        out = []
        spans: dict[str, list[int]] = {}
        for o in self._table.occurrences:
            if o.ref in self._used:
                spans.setdefault(self._ids[o.ref], []).append(o.start)
        for claim in self._reading.figures:
            node = figure_entity(claim, self._ids[claim.owner], claim.figure.surface)
            spans.setdefault(node.id, []).append(claim.figure.start)
        for node_id, starts in sorted(spans.items()):
            if node_id in entities:
                evidence: tuple[Evidence, ...] = tuple(
                    dict.fromkeys(evidence_at(self._reading.context, s) for s in sorted(starts)[:3])
                )
                out.append(Relation(type=Predicate.MENTIONS, start=article_id, end=node_id, evidence=evidence))
        return out


def _allowed(relation: Relation, entities: dict[str, Entity]) -> bool:
    return RELATION_TYPES[relation.type].allows(entities[relation.start].label, entities[relation.end].label)

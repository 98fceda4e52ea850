"""The whole reading of one article: clean → sentences → recognise → entities → claims → `FactSet`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.anaphors import with_anaphors
from loaders.claims_check import plausible
from loaders.clean import clean
from loaders.companies import find_companies
from loaders.dates import find_dates, period_of
from loaders.entities import EntityTable, build_table, is_place
from loaders.extract.claims import Claim, Context, FigureClaim
from loaders.extract.figures import figure_claims
from loaders.extract.industries import industry_claims
from loaders.extract.locations import location_claims
from loaders.extract.partners import investor_claims, partner_claims
from loaders.extract.policies import policy_claims
from loaders.extract.posts import post_claims
from loaders.extract.scope import build_scopes
from loaders.extract.tables import table_claims, table_figures
from loaders.figures import find_figures
from loaders.gazetteer import Gazetteer
from loaders.industries import find_industries
from loaders.model import CleanArticle, Document, Mention, RawArticle, Sentence, Token
from loaders.organizations import find_organizations
from loaders.parks import find_parks
from loaders.persons import find_persons
from loaders.places import PlaceContext, find_places, home_place, jurisdiction
from loaders.policies import find_policies
from loaders.projects import find_projects
from loaders.resolve import (
    Identifier,
    digest,
    display_name,
    evidence_at,
    figure_entity,
    part_of,
    relations_of,
)
from loaders.sentences import split
from loaders.statuses import find_status_cues
from loaders.tables import Row, find_rows, table_mentions
from loaders.tagger import Tagger
from schema.facts import Entity, Evidence, FactSet, PropertyValue, Relation, SourceArticle
from schema.nodes import Label
from schema.relations import RELATION_TYPES, Predicate
from schema.taxonomy import Taxonomy

READER_VERSION = "1"
"""Raised when the rules change what they read, so that a load reads known articles again."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that reading one article found, before ids: for `kg explain` and for tests."""

    article: CleanArticle
    context: Context
    claims: tuple[Claim, ...]
    figures: tuple[FigureClaim, ...]
    home: str | None


class Reader:
    """Reads articles one after another; holds the gazetteer, the taxonomy and the tagger."""

    def __init__(self, gazetteer: Gazetteer, taxonomy: Taxonomy, tagger: Tagger) -> None:
        self._gazetteer = gazetteer
        self._taxonomy = taxonomy
        self._tagger = tagger

    @classmethod
    def default(cls) -> Reader:
        """A reader over the packaged data."""
        return cls(Gazetteer.load(), Taxonomy.load(), Tagger())

    def read(self, raw: RawArticle) -> FactSet:
        """All that one article claims. Deterministic: the same text gives the same fact set."""
        return self.facts(self.analyse(clean(raw)))

    def analyse(self, article: CleanArticle) -> Reading:
        """Recognise, group and relate, without giving ids."""
        doc = split(article)
        places = find_places(doc, self._gazetteer)
        home = home_place(doc, places, self._gazetteer)
        area = jurisdiction(doc, places)
        rows = find_rows(doc)
        mentions = self._mentions(doc, places, rows)
        table = with_anaphors(doc, build_table(doc, places, mentions))
        home_ref = _home_entity(doc, table, table.place(home))
        scopes = build_scopes(doc, table, home_ref)
        figures = find_figures(doc, jurisdiction=area)
        dates = find_dates(doc, published=article.date, jurisdiction=area)
        anaphora = _anaphora(doc, table, PlaceContext(doc, places, self._gazetteer))
        above = {e.code: tuple(p.code for p in self._gazetteer.ancestors(e.code)) for e in table.entities if e.code}
        context = Context(doc, table, scopes, figures, dates, find_status_cues(doc), area, anaphora, above)
        claims = [
            *location_claims(context),
            *industry_claims(context),
            *policy_claims(context),
            *post_claims(context),
            *partner_claims(context),
            *investor_claims(context),
            *table_claims(context, rows),
        ]
        tabled = table_figures(context, rows)
        spoken = {c.figure.start for c in tabled}
        sums = [_with_period(c, context) for c in figure_claims(context) if c.figure.start not in spoken]
        sums += tabled
        return Reading(article, context, tuple(plausible(context, claims)), tuple(sums), home)

    def _mentions(self, doc: Document, places: Sequence[object], rows: Sequence[Row]) -> list[Mention]:
        memo: dict[int, Sequence[Token]] = {}

        def tokens(sentence: Sentence) -> Sequence[Token]:
            if sentence.start not in memo:
                memo[sentence.start] = self._tagger.tokens(sentence)
            return memo[sentence.start]

        parks = find_parks(doc, tokens, places)  # type: ignore[arg-type]
        return [
            *parks,
            *table_mentions(doc, rows),
            *find_projects(doc, tokens, parks),
            *(m for m in find_companies(doc, self._tagger, places) if not self._is_branch(m)),  # type: ignore[arg-type]
            *find_organizations(doc, self._tagger, places),  # type: ignore[arg-type]
            *find_persons(doc, self._tagger),
            *find_policies(doc, tokens),
            *find_industries(doc, self._taxonomy),
        ]

    def _is_branch(self, mention: Mention) -> bool:
        """引进一批企业，方向包括云计算、大数据: branches in a list of firms."""
        return mention.rule in ("company-list", "company-tagged") and self._taxonomy.find(mention.name) is not None

    def facts(self, reading: Reading) -> FactSet:
        """Give ids and put the claims into their final form."""
        return _Assembly(reading, self._gazetteer, self._taxonomy).build()


def _home_entity(doc: Document, table: EntityTable, place: int | None) -> int | None:
    """What the article is about: a park that its title names and its text keeps to, else its own place."""
    title_end = len(doc.article.title)
    parks = [o for o in table.within(0, title_end, Label.PARK) if o.role == "name"]
    for occurrence in parks:
        if table.count(occurrence.ref) >= 3 and not table[occurrence.ref].get("generic"):
            return occurrence.ref
    return place


def _with_period(claim: FigureClaim, context: Context) -> FigureClaim:
    period = period_of(claim.figure, context.dates, context.doc)
    return FigureClaim(
        claim.figure, claim.owner, claim.investment, claim.measures, period, claim.status, claim.confidence
    )


def _anaphora(doc: Document, table: EntityTable, places: PlaceContext) -> dict[int, int]:
    """Where 市委, 区政府, 省… stand without a name: the place that is meant."""
    levels = {"省": Label.PROVINCE, "市": Label.CITY, "区": Label.DISTRICT, "县": Label.DISTRICT}
    out: dict[int, int] = {}
    for level, label in levels.items():
        pos = doc.text.find(level)
        while pos >= 0:
            if doc.text[pos + 1 : pos + 2] in ("委", "政", "长", "领", "工", "发", "构", "人", "级", "商", "科", "财"):
                ref = table.place(places.resolve(label, pos))
                if ref is not None:
                    out[pos] = ref
            pos = doc.text.find(level, pos + 1)
    return out


class _Assembly:
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
            named = any(o.role in ("name", "abbreviation") for o in self._table.occurrences if o.ref == entity.ref)
            if is_place(entity) and named:
                used.add(entity.ref)
            elif not is_place(entity) and entity.confidence >= 0.6 and entity.get("generic") is None:
                used.add(entity.ref)
        return used

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

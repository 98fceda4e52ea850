"""The whole reading of one article: clean → sentences → recognise → entities → claims → `FactSet`."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from loaders.assembly import Assembly, Reading
from loaders.clean import clean
from loaders.companies.acts import RULE as ACTING
from loaders.companies.mentions import find_companies
from loaders.entities.anaphors import with_anaphors
from loaders.entities.article import EntityTable, build_table
from loaders.entities.guesses import Guessed
from loaders.extract.check import plausible
from loaders.extract.claims import Context, FigureClaim
from loaders.extract.deals.investors import investor_claims
from loaders.extract.deals.namesakes import namesake_claims
from loaders.extract.deals.partners import partner_claims
from loaders.extract.figures.relations import figure_claims
from loaders.extract.figures.statistics import statistics
from loaders.extract.industries.relations import industry_claims
from loaders.extract.links import judged
from loaders.extract.locations.relations import location_claims
from loaders.extract.policies.relations import policy_claims
from loaders.extract.posts import post_claims
from loaders.extract.scope import build_scopes
from loaders.extract.tables import table_claims, table_figures
from loaders.extract.weigher import Weigher
from loaders.figures.mentions import find_figures
from loaders.industries.mentions import find_industries
from loaders.industries.products import named_products
from loaders.industries.vocabulary import stemmed
from loaders.labelling.marking import Marker
from loaders.model import CleanArticle, Document, Mention, PlaceMention, RawArticle
from loaders.organizations.mentions import find_organizations
from loaders.organizations.of_posts import bodies_of_posts
from loaders.parks.home import home_entity
from loaders.parks.mentions import find_parks, recut
from loaders.persons.mentions import find_persons
from loaders.places.gazetteer import Gazetteer
from loaders.places.home import home_place, jurisdiction
from loaders.places.mentions import PlaceContext, find_places
from loaders.policies.mentions import find_policies
from loaders.policies.titles import title_branches
from loaders.projects.capacities import apart
from loaders.projects.lists import listed_projects
from loaders.projects.mentions import find_projects
from loaders.projects.statuses import find_status_cues
from loaders.projects.tables import Row, find_rows, table_mentions
from loaders.projects.valued import owned_projects
from loaders.text.dates import find_dates, period_of
from loaders.text.encoder import Encoder
from loaders.text.numbered import without_numbers
from loaders.text.sentences import split
from loaders.text.tagger import Tagger
from loaders.text.tokens import TokenSource
from schema.facts import FactSet
from schema.nodes import Label
from schema.taxonomy import Taxonomy

READER_VERSION = "14"
"""Raised when the rules change what they read, so that a load reads known articles again."""
_SHORTEST = 2
"""Shortest name of a branch, in characters."""
_AFTER_LEVEL = frozenset("委党政长领工发构人级商科财“《")
"""What shows that 省, 市, 区 … mean a place: 市委, 省“八八战略”."""
_LIST_GAP = 8
"""Members of one list stand so near, in characters."""


class Reader:
    """Reads articles one after another; holds the gazetteer, the taxonomy and the tagger."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        taxonomy: Taxonomy,
        tagger: Tagger,
        marker: Marker | None = None,
        weigher: Weigher | None = None,
    ) -> None:
        """Without a `marker` names are what rules read; without a `weigher` relationships are what rules claim, and figures
        go by features alone."""
        self._gazetteer = gazetteer
        self._taxonomy = taxonomy
        self._tagger = tagger
        self._marker = marker
        self._weigher = weigher

    @classmethod
    def default(cls) -> Reader:
        """A reader over the packaged data."""
        encoder = Encoder()
        return cls.by_rules().with_models(Marker(encoder=encoder), Weigher(encoder=encoder))

    @classmethod
    def by_rules(cls) -> Reader:
        """A reader without fitted models of names and relationships."""
        return cls(Gazetteer.load(), Taxonomy.load(), Tagger())

    def with_models(self, marker: Marker | None, weigher: Weigher | None) -> Reader:
        """The same reader with other models, or without."""
        return Reader(self._gazetteer, self._taxonomy, self._tagger, marker, weigher)

    def read(self, raw: RawArticle) -> FactSet:
        """All that one article claims. Deterministic: the same text gives the same fact set."""
        return self.read_clean(clean(raw))

    def read_clean(self, article: CleanArticle) -> FactSet:
        """All that an article claims that is cleaned already."""
        with _uncollected():
            return self.facts(self.analyse(article))

    def analyse(self, article: CleanArticle) -> Reading:
        """Recognise, group and relate, without giving ids."""
        doc = split(article)
        guessed = Guessed(article)
        tokens = TokenSource(self._tagger.tag, doc.sentences)
        places = guessed.borne_out(find_places(doc, self._gazetteer, tokens))
        home = home_place(doc, places, self._gazetteer)
        area = jurisdiction(doc, places, home)
        rows = find_rows(doc)
        table = with_anaphors(doc, self._table(doc, tokens, places, rows, guessed))
        home_ref = home_entity(doc, table, table.place(home))
        anaphora = _anaphora(doc, table, PlaceContext(doc, places, self._gazetteer))
        scopes = build_scopes(doc, table, home_ref, anaphora)
        figures = guessed.certain(find_figures(doc, jurisdiction=area))
        dates = find_dates(doc, published=article.date, jurisdiction=area)
        above = {e.code: tuple(p.code for p in self._gazetteer.ancestors(e.code)) for e in table.entities if e.code}
        context = Context(doc, table, scopes, figures, dates, find_status_cues(doc), area, anaphora, above)
        branches = industry_claims(context)
        claims = [
            *location_claims(context),
            *branches,
            *policy_claims(context, branches),
            *post_claims(context),
            *partner_claims(context),
            *investor_claims(context),
            *table_claims(context, rows),
        ]
        claims += list(namesake_claims(context, claims))
        tabled = [*table_figures(context, rows), *(_with_period(c, context) for c in statistics(context))]
        spoken = {c.figure.start for c in tabled}
        weighing = None if self._weigher is None else self._weigher.of(context)
        owned = figure_claims(context) if weighing is None else figure_claims(context, weighing.owners)
        sums = [_with_period(c, context) for c in owned if c.figure.start not in spoken]
        sums += tabled
        proposed = tuple(plausible(context, claims))
        held = proposed if weighing is None else plausible(context, judged(context, proposed, weighing.likely))
        return Reading(article, context, tuple(held), tuple(sums), home, proposed)

    def _table(
        self, doc: Document, tokens: TokenSource, places: Sequence[PlaceMention], rows: Sequence[Row], guessed: Guessed
    ) -> EntityTable:
        """The entities of the article, and the branches that its projects are named after."""
        mentions = self._named(doc, tokens, places, rows, guessed)
        return build_table(doc, places, [*mentions, *named_products(doc, mentions, self._taxonomy)])

    def _named(
        self, doc: Document, tokens: TokenSource, places: Sequence[PlaceMention], rows: Sequence[Row], guessed: Guessed
    ) -> list[Mention]:
        """What is named, as rules read it and the labeller confirms, mends and adds to it."""
        mentions = guessed.borne_out(without_numbers(doc.text, self._mentions(doc, tokens, places, rows)))
        if self._marker is None:
            return list(mentions)
        marked = self._marker.marked(doc, build_table(doc, places, mentions), mentions, self._taxonomy)
        return guessed.borne_out(recut(doc.text, without_numbers(doc.text, marked), places))

    def _mentions(
        self, doc: Document, tokens: TokenSource, places: Sequence[PlaceMention], rows: Sequence[Row]
    ) -> list[Mention]:
        parks = find_parks(doc, tokens, places)
        persons = find_persons(doc, tokens)
        firms = self._firms(
            list(find_companies(doc, tokens, places)), {p.start: p.end for p in places if p.full}, persons
        )
        bodies = find_organizations(doc, tokens, places)
        policies = find_policies(doc, tokens)
        return [
            *parks,
            *table_mentions(doc, rows),
            *listed_projects(doc, tokens, self._knows_branch),
            *(m for m in apart(find_projects(doc, tokens, parks), firms, doc.text) if not self._is_kind(m)),
            *owned_projects(doc, firms),
            *firms,
            *bodies,
            *persons,
            *bodies_of_posts(doc, persons, [*parks, *firms, *bodies]),
            *policies,
            *title_branches(doc, policies, self._taxonomy),
            *find_industries(doc, self._taxonomy),
        ]

    def _knows_branch(self, name: str) -> bool:
        return self._taxonomy.find(name) is not None or stemmed(name, self._taxonomy)

    def _is_kind(self, mention: Mention) -> bool:
        """最大的大豆加工项目: a branch and 项目 make a kind of project, not a name."""
        plain = mention.name.removesuffix("工厂").removesuffix("厂")
        names = (mention.name, plain) if len(plain) >= _SHORTEST else (mention.name,)
        return mention.rule == "project-head" and any(self._taxonomy.named(n) is not None for n in names)

    def _firms(self, mentions: list[Mention], places: Mapping[int, int], persons: Sequence[Mention]) -> list[Mention]:
        """Companies without the branches that stand in lists like firms; a list that holds one holds only branches."""
        branches = [m for m in mentions if self._is_branch(m, places.get(m.start, m.start) - m.start)]
        named = {p.name for p in persons}
        out = []
        for m in mentions:
            if m.name in named:
                continue
            beside = any(
                m.rule == "company-list" and 1 <= max(m.start - b.end, b.start - m.end) <= _LIST_GAP for b in branches
            )
            if m not in branches and not beside:
                out.append(m)
        return out

    def _is_branch(self, mention: Mention, prefix: int) -> bool:
        """引进一批企业，方向包括云计算、大数据: branches in a list of firms; 芜湖市|通用航空: one of a place (`prefix`)."""
        name = mention.name[prefix:]
        known = self._taxonomy.find(name) is not None or stemmed(name, self._taxonomy)
        return mention.rule in ("company-list", ACTING) and known

    def facts(self, reading: Reading) -> FactSet:
        """Give ids and put the claims into their final form."""
        return Assembly(reading, self._gazetteer, self._taxonomy).build()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles: reading makes objects by the hundred thousand, and next to none of them in cycles."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _with_period(claim: FigureClaim, context: Context) -> FigureClaim:
    period = claim.period or period_of(claim.figure, context.dates, context.doc)
    return FigureClaim(
        claim.figure, claim.owner, claim.investment, claim.measures, period, claim.status, claim.confidence
    )


def _anaphora(doc: Document, table: EntityTable, places: PlaceContext) -> dict[int, int]:
    """Where 市委, 区政府, 省… stand without a name: the place that is meant."""
    levels = {
        "省": Label.PROVINCE, "市": Label.CITY, "州": Label.CITY, "区": Label.DISTRICT, "县": Label.DISTRICT,
        "旗": Label.DISTRICT, "盟": Label.CITY,
    }  # fmt: skip
    out: dict[int, int] = {}
    for level, label in levels.items():
        pos = doc.text.find(level)
        while pos >= 0:
            if doc.text[pos + 1 : pos + 2] in _AFTER_LEVEL:
                ref = table.place(places.own(level, pos) or places.resolve(label, pos))
                if ref is not None:
                    out[pos] = ref
            pos = doc.text.find(level, pos + 1)
    return out

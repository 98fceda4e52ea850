"""PRIORITIZES, FOCUSES_ON and IN_INDUSTRY: who develops which branch.

An industry read under a development verb, in a list that ends in 产业, or as 以…为主导 belongs to the subject of its
clause. One inside a name (海上风电装备制造产业园) says what that park, project or company is for.
"""

from __future__ import annotations

import re
from functools import lru_cache

from loaders.entities.article import Occurrence, is_place
from loaders.extract.claims import Claim, Context
from loaders.extract.industries.members import firms_beside, member_claims
from loaders.extract.locations.sites import named_before, sites_of, spoken_park
from loaders.extract.scope import Clause
from loaders.industries.products import PRODUCT, of_branch
from loaders.lexicons import word_list
from schema.nodes import PLACE_LABELS, Label
from schema.relations import Predicate

_SURE = 0.75
"""Least confidence of a mention that may found a claim: below it stand bare terms in running text."""
_HOLDERS = frozenset({Label.PARK, Label.PROJECT, Label.COMPANY, Label.ORGANIZATION})
_BACK = 24
"""So many clauses back a subject is looked for."""
_LIST, _VERB = 60, 4
"""So far before a branch its list may begin, and so long are verbs before a place, in characters."""
_LEAST_MADE = 2
"""Shortest word for what is made, in characters."""
_LISTED = re.compile(r"(?:[^，。；：的、]{2,12}(?:、|和|及|与|以及))+")
_SEEN = re.compile(r"(?:产业|集群|领域|行业|链条|板块)在$")


def industry_claims(ctx: Context) -> list[Claim]:
    """Every claim that joins someone to an industry."""
    claims: list[Claim] = []
    for occurrence in ctx.table.occurrences:
        if ctx.table[occurrence.ref].label is not Label.INDUSTRY or occurrence.mention is None:
            continue
        if occurrence.role == "inside":
            claims += _inside(ctx, occurrence)
            continue
        if _excluded(ctx, occurrence):
            continue
        place = _boosted(ctx, occurrence)
        if place is not None:
            claims += [c] if (c := _claim(ctx, place, occurrence)) else []
            continue
        if occurrence.mention.confidence < _SURE:
            claims += _of_sites(ctx, occurrence)
            continue
        if ("context", "trigger") in occurrence.mention.attributes and firms_beside(ctx, occurrence):
            continue  # 做锂电隔膜的A: the firm's branch, not the place's
        claims += [c for owner in _owners(ctx, occurrence) if (c := _claim(ctx, owner, occurrence))]
        parks = sites_of(ctx, occurrence, Label.PARK)
        claims += [c for park in parks if (c := _claim(ctx, park, occurrence))]
    return [*claims, *member_claims(ctx)]


def _boosted(ctx: Context, occurrence: Occurrence) -> int | None:
    """X产业园将带动Y县A、B等产业发展: the place right before the list, whose branches something else helps."""
    sentence = ctx.sentence_at(occurrence.start)
    floor = max(sentence.start, occurrence.start - _LIST)
    for place in reversed(ctx.table.within(floor, occurrence.start, *PLACE_LABELS)):
        between = ctx.text[place.end : occurrence.start]
        if between and not _LISTED.fullmatch(between):
            return None
        if place.role == "name":
            before = ctx.text[max(sentence.start, place.start - _VERB) : place.start]
            return place.ref if before.endswith(word_list("industries", "boosting")) else None
    return None


def _of_sites(ctx: Context, occurrence: Occurrence) -> list[Claim]:
    """A known branch in running text belongs to where the sentence says that it lies."""
    if ctx.table[occurrence.ref].name in _vague():
        return []
    sites = sites_of(ctx, occurrence, *PLACE_LABELS, Label.PARK)
    return [c for site in sites if (c := _claim(ctx, site, occurrence))]


def _excluded(ctx: Context, occurrence: Occurrence) -> bool:
    mention = occurrence.mention
    if mention is not None and ("context", "contrast") in mention.attributes:
        return True
    return _turned_down(ctx.clause_text(occurrence.start))


@lru_cache(maxsize=64)
def _turned_down(clause: str) -> bool:
    return any(word in clause for word in (*word_list("relations", "negated"), *word_list("scope", "contrast")))


def _owners(ctx: Context, occurrence: Occurrence) -> list[int]:
    clause = ctx.scopes.at(occurrence.start)
    modified = _modified_park(ctx, clause, occurrence)
    if modified is not None:
        return [modified]
    place = _seen_in(ctx, clause, occurrence)
    if place is not None:
        return [place]
    sites = sites_of(ctx, occurrence, *PLACE_LABELS)
    if sites:
        return sites
    named = named_before(ctx, occurrence)
    if named is not None:
        return [named]
    fund = _fund_before(ctx, occurrence)
    if fund is not None:
        return [fund]
    holder = _built_before(ctx, clause, occurrence)
    if holder is not None:
        return [holder]
    park = spoken_park(ctx, clause, occurrence)
    if park is not None:
        return [park]
    if _stale(ctx, clause, occurrence):
        return [p for p in (ctx.scopes.home, clause.place) if p is not None][:1]
    return [t for t in clause.topics if ctx.table[t].label is not Label.COMPANY] or (
        [clause.place] if clause.place is not None else list(clause.topics)
    )


def _fund_before(ctx: Context, occurrence: Occurrence) -> int | None:
    """设立X母基金，重点投向A和B: what a fund is for."""
    if occurrence.mention is None or not dict(occurrence.mention.attributes).get("trigger", "").endswith("投向"):
        return None
    sentence = ctx.sentence_at(occurrence.start)
    funds = ctx.table.within(sentence.start, occurrence.start, Label.PROJECT)
    return funds[-1].ref if funds else None


def _stale(ctx: Context, clause: Clause, occurrence: Occurrence) -> bool:
    """A subject of an earlier sentence that no longer holds: a list of places, or a park where figures are told."""
    if clause.own or clause.heading or not clause.topics:
        return False
    sentence = ctx.sentence_at(occurrence.start)
    named = any(ctx.table.stands(topic, sentence.start, sentence.end) for topic in clause.topics)
    if named or ctx.scopes.home in clause.topics:
        return False
    told = occurrence.mention is not None and ("context", "subject") in occurrence.mention.attributes
    return len(_last_named(ctx, occurrence)) > 1 or told and not is_place(ctx.table[clause.topics[0]])


def _seen_in(ctx: Context, clause: Clause, occurrence: Occurrence) -> int | None:
    """A、B、C，五大集群在X已见雏形: where the branches are seen, if the clause has no subject of its own."""
    if clause.own or clause.heading:
        return None
    sentence = ctx.sentence_at(occurrence.start)
    for p in ctx.table.within(occurrence.end, min(sentence.end, occurrence.end + 45), *PLACE_LABELS, Label.PARK):
        gap = ctx.text[occurrence.end : p.start]
        if _SEEN.search(gap) and p.role == "name" and ctx.text[p.end : p.end + 1] in "已初逐形集加聚":
            return p.ref
    return None


def _modified_park(ctx: Context, clause: Clause, occurrence: Occurrence) -> int | None:
    """以清洁能源、新材料为主导的零碳产业园: the park that the list describes follows it."""
    following = ctx.table.within(occurrence.end, clause.end, Label.PARK, Label.PROJECT)
    if not following:
        return None
    tail = ctx.text[occurrence.end : clause.end]
    if not any(cue in tail for cue in (*word_list("relations", "park_modifier"), "的")):
        return None
    for o in following:
        between = ctx.text[occurrence.end : o.start]
        if between.endswith("的") and o.role == "name":
            return o.ref
    return None


def _built_before(ctx: Context, clause: Clause, occurrence: Occurrence) -> int | None:
    """规划建设临港产业园，重点发展…: a park named in the same sentence after the subject takes the list."""
    sentence = ctx.sentence_at(occurrence.start)
    parks = [
        o
        for o in ctx.table.within(sentence.start, occurrence.start, Label.PARK)
        if o.role == "name" and (ctx.table[o.ref].get("generic") is None)
    ]
    if not parks or clause.own and clause.start > parks[-1].start:
        return None
    last = parks[-1]
    own = [t for t in clause.topics if ctx.table[t].label is Label.PARK]
    if own and not clause.carried and any(o.ref == own[0] for o in parks):
        return own[0]
    between = ctx.text[last.end : occurrence.start]
    if any(c in between for c in ("。", "；", "，并", "，还", "，同时", "，此外", "，以及")) or len(between) > 40:
        return None
    several = sum(o.ref != last.ref for o in parks) > 0
    return None if several else last.ref


def _vague() -> tuple[str, ...]:
    """Words of names that say nothing of a branch by themselves (生物, 能源, 科技)."""
    return word_list("industries", "vague")


def _narrowed(ctx: Context, occurrence: Occurrence, holder: Occurrence) -> bool:
    """电机 in 轮毂电机: the name holds a narrower branch that ends with this one."""
    return any(
        o.start < occurrence.start and o.end == occurrence.end and o.role == "inside" and o.ref != occurrence.ref
        for o in ctx.table.within(holder.start, occurrence.start, Label.INDUSTRY)
    )


def _is_manner(ctx: Context, occurrence: Occurrence, holder: Occurrence) -> bool:
    """泵阀|智能制造|基地: how something is made, behind what is made."""
    if ctx.table[occurrence.ref].name not in word_list("industries", "manners"):
        return False
    places = ctx.table.within(holder.start, occurrence.start, *PLACE_LABELS)
    begins = max((p.end for p in places), default=holder.start)
    return occurrence.start - begins >= _LEAST_MADE


def _inside(ctx: Context, occurrence: Occurrence) -> list[Claim]:
    out = []
    for o in ctx.table.within(max(0, occurrence.start - 45), occurrence.start + 1):
        entity = ctx.table[o.ref]
        if o.start <= occurrence.start and occurrence.end <= o.end and o.role == "name" and entity.label in _HOLDERS:
            if entity.label in (Label.ORGANIZATION, Label.COMPANY) or ctx.table[occurrence.ref].name in _vague():
                continue
            named_for = occurrence.mention is not None and occurrence.mention.rule == PRODUCT
            if not (named_for or of_branch(ctx.text[occurrence.end : o.end])) or _narrowed(ctx, occurrence, o):
                continue
            if _is_manner(ctx, occurrence, o):
                continue
            predicate = Predicate.FOCUSES_ON if entity.label is Label.PARK else Predicate.IN_INDUSTRY
            out.append(Claim(predicate, o.ref, occurrence.ref, occurrence.start, 0.8))
    return out


def _last_named(ctx: Context, occurrence: Occurrence) -> set[int]:
    """The subjects of the last sentence that named any, not far back."""
    last: int | None = None
    found: set[int] = set()
    for clause in ctx.scopes.before(occurrence.start, _BACK):
        if last is not None and clause.sentence != last:
            break
        if clause.own:
            last = clause.sentence
            found.update(clause.topics)
    return found


def _claim(ctx: Context, owner: int, occurrence: Occurrence) -> Claim | None:
    entity, mention = ctx.table[owner], occurrence.mention
    if mention is None:
        return None
    tier = dict(mention.attributes).get("tier")
    properties = (("tier", tier),) if tier else ()
    if is_place(entity):
        return Claim(Predicate.PRIORITIZES, owner, occurrence.ref, occurrence.start, mention.confidence, properties)
    if entity.label is Label.PARK:
        return Claim(Predicate.FOCUSES_ON, owner, occurrence.ref, occurrence.start, mention.confidence, properties)
    if entity.label in (Label.PROJECT, Label.COMPANY):
        return Claim(Predicate.IN_INDUSTRY, owner, occurrence.ref, occurrence.start, mention.confidence)
    return None

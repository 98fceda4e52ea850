"""ISSUED, IMPLEMENTS and SUPPORTS: whose policy it is, who carries it out, what it is for."""

from __future__ import annotations

import re

from loaders.entities import Occurrence, is_place
from loaders.extract.claims import Claim, Context
from loaders.lexicons import word_list
from schema.nodes import PLACE_LABELS, Label
from schema.relations import RELATION_TYPES, Predicate

_ISSUERS = (*PLACE_LABELS, Label.PARK, Label.ORGANIZATION, Label.COMPANY)
_REACH = 30
"""How far before an issuing verb its subject may stand, in characters."""
_ISSUING = re.compile(
    r"(?:联合)?(?:印发|发布|出台|颁布|下发|启动|推出|制定|提出|公布|颁发|发起)(?:了|过)?(?:的|《|“|[^，。；：]{0,4}的)?$"
)
_RANK = {Label.PROVINCE: 0, Label.CITY: 1, Label.DISTRICT: 2, Label.PARK: 3}


def policy_claims(ctx: Context) -> list[Claim]:
    """At most one issuer a policy, its implementers, and what it supports."""
    claims: list[Claim] = []
    for entity in ctx.table.entities:
        if entity.label is Label.POLICY:
            occurrences = [o for o in ctx.table.of(entity.ref) if o.role == "name"]
            claims += _issuer(ctx, occurrences)
            for o in occurrences[:4]:
                claims += _supports(ctx, o)
    return claims


def _issuer(ctx: Context, occurrences: list[Occurrence]) -> list[Claim]:
    """The issuer that an issuing verb or the name itself gives, else the clause's subject; others carry it out."""
    if not occurrences:
        return []
    policy = occurrences[0].ref
    named: tuple[int, int] | None = None
    actors: list[tuple[Predicate, int, int]] = []
    for o in occurrences[:4]:
        for issuer in (_stated(ctx, o), _prefix(ctx, o)):
            named = named or ((issuer, o.start) if issuer is not None else None)
        actor = _actor(ctx, o)
        if actor is not None:
            actors.append((*actor, o.start))
    claims = []
    if named is not None:
        claims.append(Claim(Predicate.ISSUED, named[0], policy, named[1], 0.9))
    for predicate, actor_ref, at in actors:
        if named is not None and (actor_ref == named[0] or not _below(ctx, actor_ref, named[0])):
            continue
        if named is not None and predicate is not Predicate.IMPLEMENTS:
            continue
        kind = Predicate.IMPLEMENTS if named is not None else predicate
        claims.append(Claim(kind, actor_ref, policy, at, 0.75))
        if named is None and kind is Predicate.ISSUED:
            named = (actor_ref, at)
    return _allowed(ctx, claims)


def _stated(ctx: Context, o: Occurrence) -> int | None:
    """国务院2019年印发的《…》 / 经济部于108年启动“…”: the body or place right before the issuing verb."""
    sentence = ctx.sentence_at(o.start)
    before = ctx.text[sentence.start : o.start]
    match = _ISSUING.search(before)
    if match is None:
        return None
    verb = sentence.start + match.start()
    bodies = [
        p
        for p in ctx.table.within(max(sentence.start, verb - _REACH), verb, *_ISSUERS)
        if p.role in ("name", "anaphor") and p.end <= verb and ctx.table[p.ref].get("generic") is None
    ]
    if not bodies or any(c in ctx.text[bodies[-1].end : verb] for c in "，。；："):
        return None
    return bodies[-1].ref


def _allowed(ctx: Context, claims: list[Claim]) -> list[Claim]:
    out = []
    for c in claims:
        predicate = c.predicate
        if not RELATION_TYPES[predicate].allows(ctx.table[c.start].label, ctx.table[c.end].label):
            predicate = Predicate.ISSUED
        if RELATION_TYPES[predicate].allows(ctx.table[c.start].label, ctx.table[c.end].label):
            out.append(Claim(predicate, c.start, c.end, c.at, c.confidence))
    return out


def _below(ctx: Context, lower: int, upper: int) -> bool:
    a, b = _RANK.get(ctx.table[lower].label), _RANK.get(ctx.table[upper].label)
    return a is None or b is None or a > b


def _prefix(ctx: Context, o: Occurrence) -> int | None:
    """The place or body right before the name (嘉定区《…》, 省委“1310”), or that opens the name itself."""
    for p in ctx.table.within(o.start, o.end, *_ISSUERS):
        if p.start <= o.start + 1:
            return p.ref
    before = ctx.text[max(0, o.start - 12) : o.start]
    for p in reversed(ctx.table.within(max(0, o.start - 12), o.start, *_ISSUERS)):
        gap = ctx.text[p.end : o.start]
        if gap in ("", "的", "委", "政府", "委、市政府", "政府的"):
            return p.ref
    for size in (2, 3):
        ref = ctx.anaphora.get(o.start - size)
        if ref is not None and before[-size:] in ("省委", "市委", "区委", "县委", "省政府", "市政府", "市构建"):
            return ref
    return None


def _actor(ctx: Context, o: Occurrence) -> tuple[Predicate, int] | None:
    """Who acts on the policy in its clause: a body named before it, else the clause's subject."""
    clause = ctx.scopes.at(o.start)
    before = ctx.text[clause.start : o.start]
    issued = any(w in before for w in word_list("relations", "issue"))
    implemented = any(w in before for w in word_list("relations", "implement"))
    predicate = Predicate.IMPLEMENTS if implemented and not issued else Predicate.ISSUED
    bodies = [
        p
        for p in ctx.table.within(clause.start, o.start, Label.ORGANIZATION, Label.COMPANY)
        if p.role == "name" and ctx.table[p.ref].get("kind") != "media"
    ]
    topics = [t for t in clause.topics if ctx.table[t].label in _ISSUERS]
    if topics and (is_place(ctx.table[topics[0]]) or ctx.table[topics[0]].label is Label.PARK):
        return predicate, topics[0]
    if bodies:
        return predicate, bodies[-1].ref
    if topics:
        return predicate, topics[0]
    return (predicate, clause.place) if clause.place is not None and (issued or implemented) else None


def _supports(ctx: Context, o: Occurrence) -> list[Claim]:
    out = []
    sentence = ctx.sentence_at(o.start)
    for p in ctx.table.within(o.start, min(o.end + 14, sentence.end), Label.INDUSTRY):
        gap = ctx.text[o.end : p.start] if p.start >= o.end else ""
        if not any(c in gap for c in "，。；：、") and len(gap) <= 4:
            out.append(Claim(Predicate.SUPPORTS, o.ref, p.ref, o.start, 0.8))
    return out

"""ISSUED, IMPLEMENTS and SUPPORTS: whose policy it is, who carries it out, what it is for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.entities.article import Occurrence, is_place
from loaders.extract.claims import Claim, Context
from loaders.extract.deals.parties import LEFT_OUT, SPOKEN, joined
from loaders.extract.policies.supports import support_claims
from loaders.extract.scope import Clause
from loaders.lexicons import word_list
from schema.nodes import PLACE_LABELS, Label
from schema.relations import RELATION_TYPES, Predicate

_ISSUERS = (*PLACE_LABELS, Label.PARK, Label.ORGANIZATION, Label.COMPANY)
_REACH = 30
"""How far before an issuing verb its subject may stand, in characters."""
_ISSUING = re.compile(
    r"(?:联合)?(?:印发|发布|出台|颁布|下发|启动|推出|制定|制订|提出|公布|颁发|发起|核定|核准|批准|批复|审议通过|编制|抛出|再推|主推|推行)"
    r"(?:了|过)?(?:的|《|“|[^，。；：]{0,4}的)?$"
)
_REFERENCE = re.compile(r"(?:这份|这一|该|此|上述)(?:文件|意见|规划|方案|政策|通知|措施|计划|办法|条例|指引|行动)")
_CARRIED_OUT = re.compile(r"》?的?(?:具体|组织|全面|贯彻)*(?:实施|落实)")
_CHARGED = re.compile(r"》?由[^，。；：]{2,20}?(?:负责|牵头|组织|具体)+(?:实施|落实|推进)")
_AIM = re.compile(r"(?:为|为了|按照|根据|围绕|紧扣|依据|对照|借助|借|随着)(?!此|民)")
_LEVEL = re.compile(r"[省市区县]")
_PARK_NAME = 4
"""Shortest name of a park by which a title may begin, in characters."""
_OF_THE_PARK = re.compile(r"(?:建设|总体|设立|条例|管理条例|发展规划|空间|国土|控制性)")
"""《X开发区建设方案》 is of whoever builds the park."""
_PARK_OPENS = re.compile(r"[一-鿿]{2,10}?(?:经开区|高新区|开发区|工业园区|产业园区|保税区|试验区|合作区|自贸区)")
_RANK = {Label.PROVINCE: 0, Label.CITY: 1, Label.DISTRICT: 2, Label.PARK: 3}


def policy_claims(ctx: Context, branches: Sequence[Claim]) -> list[Claim]:
    """At most one issuer a policy, its implementers, and what it supports; `branches` are claims about industries."""
    claims: list[Claim] = []
    prioritized = sorted(
        (c for c in branches if c.predicate in (Predicate.PRIORITIZES, Predicate.FOCUSES_ON)), key=lambda c: c.at
    )
    referred = _references(ctx)
    for entity in ctx.table.entities:
        if entity.label is Label.POLICY:
            occurrences = [o for o in ctx.table.of(entity.ref) if o.role == "name"]
            claims += _issuer(ctx, occurrences, referred.get(entity.ref, []))
            claims += support_claims(ctx, entity.ref, prioritized)
    return claims


def _references(ctx: Context) -> dict[int, list[Occurrence]]:
    """市政府出台的这份文件: where the policy named last is spoken of by its kind."""
    out: dict[int, list[Occurrence]] = {}
    for match in _REFERENCE.finditer(ctx.text):
        named = ctx.table.before(match.start(), Label.POLICY)
        if named:
            out.setdefault(named[-1].ref, []).append(Occurrence(*match.span(), named[-1].ref, "anaphor"))
    return out


def _issuer(ctx: Context, occurrences: list[Occurrence], referred: list[Occurrence]) -> list[Claim]:
    """The issuer that an issuing verb or the name itself gives, else the clause's subject; others carry it out."""
    if not occurrences:
        return []
    policy = occurrences[0].ref
    named: tuple[int, int] | None = None
    actors: list[tuple[Predicate, int, int]] = []
    joint = _both_titled(ctx, occurrences[0])
    for o in (*occurrences[:4], *referred[:2]):
        stated = _stated(ctx, o)
        for issuer in (*stated[-1:], _prefix(ctx, o) if o.role == "name" else None):
            named = named or ((issuer, o.start) if issuer is not None else None)
        joint += stated[:-1]
        actor = _actor(ctx, o) if o.role == "name" else None
        if actor is not None:
            actors.append((*actor, o.start))
    claims = []
    if named is not None:
        claims.append(Claim(Predicate.ISSUED, named[0], policy, named[1], 0.9))
        claims += [Claim(Predicate.ISSUED, ref, policy, named[1], 0.8) for ref in joint if ref != named[0]]
        actors += [(Predicate.IMPLEMENTS, home, named[1]) for home in _home_below(ctx, named[0])]
    for predicate, actor_ref, at in actors:
        if named is not None and (actor_ref in (named[0], *joint) or not _below(ctx, actor_ref, named[0])):
            continue
        if named is not None and predicate is not Predicate.IMPLEMENTS:
            continue
        kind = Predicate.IMPLEMENTS if named is not None else predicate
        claims.append(Claim(kind, actor_ref, policy, at, 0.75))
        if named is None and kind is Predicate.ISSUED:
            named = (actor_ref, at)
    return _allowed(ctx, claims)


def _both_titled(ctx: Context, o: Occurrence) -> list[int]:
    """《甲市与乙市对口合作实施方案》 is of both."""
    places = ctx.table.within(o.start, o.end, *PLACE_LABELS)
    opens = len(places) > 1 and places[0].start <= o.start + 1
    return [places[1].ref] if opens and ctx.text[places[0].end : places[1].start] in ("与", "和", "—") else []


def _home_below(ctx: Context, issuer: int) -> list[int]:
    """What the article is about carries out what the place above it has issued."""
    home = ctx.scopes.home
    if home is None or not is_place(ctx.table[issuer]):
        return []
    code, above = ctx.table[home].code, ctx.table[issuer].code
    of_park = ctx.table[home].label is Label.PARK
    return [home] if of_park or code is not None and above in ctx.above.get(code, ()) else []


def _stated(ctx: Context, o: Occurrence) -> list[int]:
    """国务院2019年印发的《…》 / 甲市与乙市联合出台《…》: the bodies or places right before the issuing verb, nearest last."""
    sentence = ctx.sentence_at(o.start)
    before = ctx.text[sentence.start : o.start]
    match = _ISSUING.search(before)
    if match is None:
        return []
    verb = sentence.start + match.start()
    bodies = [
        p
        for p in ctx.table.within(max(sentence.start, verb - _REACH), verb, *_ISSUERS)
        if p.role in ("name", "anaphor") and p.end <= verb and ctx.table[p.ref].get("generic") is None
    ]
    if not bodies or any(c in ctx.text[bodies[-1].end : verb] for c in "，。；："):
        return []
    together = joined(ctx, bodies[-1], bodies) if "联合" in ctx.text[bodies[-1].end : o.start] else bodies[-1:]
    return [p.ref for p in together]


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
    """Whether one is of a lower level than the other, or a body of it; 省政府办公厅 is of the level of its place."""
    a, b = _rank(ctx, lower), _rank(ctx, upper)
    office = ctx.table[lower].label is Label.ORGANIZATION and is_place(ctx.table[upper])
    return a is None or b is None or a > b or office and a == b


def _rank(ctx: Context, ref: int) -> int | None:
    entity = ctx.table[ref]
    if entity.label is not Label.ORGANIZATION:
        return _RANK.get(entity.label)
    o = ctx.table.of(ref)[0]
    inside = ctx.table.within(o.start, o.end, *PLACE_LABELS)
    if inside:
        return _RANK[ctx.table[inside[-1].ref].label]
    return {"省": 0, "市": 1, "区": 2, "县": 2, "旗": 2}.get(entity.name[0])


def _titled_park(ctx: Context, o: Occurrence) -> tuple[bool, int | None]:
    """《长宁高新区产业倍增计划》: whether a park opens the title, and which one; what is to become of it is said above it."""
    title = ctx.text[o.start : o.end].lstrip("《“")
    known = [
        (len(name), e.ref)
        for e in ctx.table.entities
        if e.label is Label.PARK and e.get("generic") is None
        for name in (e.name, *e.aliases)
        if len(name) >= _PARK_NAME and title.startswith(name)
    ]
    if known:
        size, ref = max(known)
        return True, None if _OF_THE_PARK.match(title, size) else ref
    return _PARK_OPENS.match(title) is not None, None


def _prefix(ctx: Context, o: Occurrence) -> int | None:
    """The place or body right before the name (嘉定区《…》, 省委“1310”), or that opens the name itself."""
    of_park, park = _titled_park(ctx, o) if o.mention is not None else (False, None)
    if park is not None:
        return park
    for p in ctx.table.within(o.start, o.end, *_ISSUERS):
        document = o.mention is not None and ("kind", "document") in o.mention.attributes
        opens = p.start <= o.start + 1 and not (of_park and p.role == "prefix")
        if opens and (document or ctx.table[p.ref].label is not Label.PARK):
            return p.ref
    before = ctx.text[max(0, o.start - 12) : o.start]
    for p in reversed(ctx.table.within(max(0, o.start - 12), o.start, *_ISSUERS)):
        gap = ctx.text[p.end : o.start]
        if gap in ("", "的", "委", "政府", "委、市政府", "政府的"):
            return p.ref
    for size in (1, 2, 3):
        ref = ctx.anaphora.get(o.start - size)
        if ref is not None and before[-size:] in (
            "省",
            "市",
            "区",
            "县",
            "省委",
            "市委",
            "区委",
            "县委",
            "省政府",
            "市政府",
            "市构建",
        ):
            return ref
    return None


def _actor(ctx: Context, o: Occurrence) -> tuple[Predicate, int] | None:
    """Who acts on the policy in its clause: a body named before it, else the clause's subject."""
    clause = ctx.scopes.at(o.start)
    before = ctx.text[clause.start : o.start]
    clause = _main_clause(ctx, clause)
    issued = any(w in before for w in word_list("relations", "issue"))
    implemented = any(w in before for w in word_list("relations", "implement"))
    charged = _CHARGED.match(ctx.text, o.end)
    if charged is not None:
        after = [p for p in ctx.table.within(o.end, charged.end(), Label.ORGANIZATION) if p.role == "name"]
        return (Predicate.IMPLEMENTS, after[-1].ref) if after else None
    if _CARRIED_OUT.match(ctx.text, o.end):
        issued, implemented = False, True
    elif _by_stranger(ctx, clause.start, o):
        return None
    predicate = Predicate.IMPLEMENTS if implemented and not issued else Predicate.ISSUED
    bodies = [
        p
        for p in ctx.table.within(clause.start, o.start, Label.ORGANIZATION, Label.COMPANY)
        if p.role == "name" and ctx.table[p.ref].get("kind") != "media"
    ]
    if bodies and implemented and re.search("负责|牵头", ctx.text[bodies[-1].end : o.start]):
        return predicate, bodies[-1].ref
    topics = [t for t in clause.topics if ctx.table[t].label in _ISSUERS]
    if topics and (is_place(ctx.table[topics[0]]) or ctx.table[topics[0]].label is Label.PARK):
        return predicate, topics[0]
    if bodies:
        return predicate, bodies[-1].ref
    if topics:
        return predicate, topics[0]
    return (predicate, clause.place) if clause.place is not None and (issued or implemented) else None


def _main_clause(ctx: Context, clause: Clause) -> Clause:
    """为把“…”行动落到实处，甲市调动商会: who acts is the subject of the clause that follows."""
    if clause.own or _AIM.match(ctx.text, clause.start) is None or ctx.text[clause.end - 1] != "，":
        return clause
    after = ctx.scopes.at(clause.end)
    return after if after.own and after.sentence == clause.sentence else clause


def _by_stranger(ctx: Context, start: int, o: Occurrence) -> bool:
    """交通部核定的“…”: the clause names an issuer that nobody has recognised, so its subject is not the issuer."""
    match = _ISSUING.search(ctx.text, start, o.start)
    return (
        match is not None
        and LEFT_OUT.fullmatch(ctx.text, start, match.start()) is None
        and not _spoken(ctx, start, match.start())
    )


def _spoken(ctx: Context, start: int, end: int) -> bool:
    known = any(p.role in SPOKEN for p in ctx.table.within(start, end, *_ISSUERS))
    return known or any(
        start <= match.start() and match.start() in ctx.anaphora for match in _LEVEL.finditer(ctx.text, start, end)
    )

"""LOCATED_IN: the smallest place that the article supports for each park, project, company and organisation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from loaders.entities.article import Occurrence, is_place
from loaders.extract.claims import Claim, Context
from loaders.extract.locations.containers import (
    at_home,
    ground,
    helped,
    is_built,
    is_goal,
    is_near_home,
    listed_with,
    park_spoken_of,
    whole_of,
    whose_level,
)
from loaders.extract.locations.in_names import ORIGIN, in_name
from loaders.extract.locations.siting import Siting, sitings
from loaders.extract.locations.spanning import spanning
from loaders.extract.scope import Clause
from loaders.lexicons import word_list
from schema.nodes import PLACE_LABELS, Label
from schema.relations import Predicate

_DEPTH = {Label.PROVINCE: 0, Label.CITY: 1, Label.DISTRICT: 2, Label.PARK: 3}
_OF = re.compile(r"^(?:市|县|区)?(?:境内|区域内|范围内|下辖|所辖|辖下|辖区|内)?的?$")
_BUILDS = re.compile(
    r"[^，。；]{0,14}(?:投资|签约|注册|设立)[^，。；]{0,14}，(?:建设|新建|打造|实施|投建|用于|主要建设)[^，。；]{0,6}"
)
_ALL_IN = re.compile(r"(?:[两三四五]案|[两三四五]个项目|上述项目|这些项目)(?:都|均|全部|皆)(?:在|位于|落在|落户)")
_FIRST_OF = re.compile(
    r"[^，。；]{0,12}，[^。；]{0,40}(?:首个|第一个|首批)(?:入园|入驻|落户)?项目[—，：为是]*(?:总?投资[^，。；]{2,10}的)?"
)
_BRINGS = re.compile(r"(?:新)?(?:承接|引进|引入|招引|落户|落地|在建|新建|兴建|续建)的[^，。；：、]{0,14}?")
"""樊城区承接的X项目, 白鹤工业园引进的A公司X项目."""
_ABROAD = re.compile(rf"在(?:{'|'.join(word_list('relations', 'abroad'))})[^，。；]{{0,24}}$")
_FOUNDS = re.compile(
    r"(?:设立|建设|共建|合建|建起|建成|成立|打造|设有|设了|新建|筹建|共同建设|合办|合办了)[^，。；：]{0,12}$"
)
_AT = re.compile(r"(?:在|位于|落户|坐落|落户于|坐落于)$")
_FAR = 16
"""Farthest a thing is named behind the place that its clause puts it in, in characters."""
_OWN = 0.7
"""Least weight with which a place within the best one is the better answer."""
_SAID = 0.96
"""Confidence of what is said in so many words, which nobody weighs."""
_LEAST = ORIGIN
"""Least weight of evidence that founds a claim."""


def location_claims(ctx: Context) -> list[Claim]:
    """One place each for parks and projects, or all that they span; others only where the text says where they are."""
    claims = []
    stated, spread = sitings(ctx), spanning(ctx)
    for entity in ctx.table.entities:
        if entity.ref in spread:
            claims += [Claim(Predicate.LOCATED_IN, entity.ref, p, at, _SAID) for p, at in spread[entity.ref]]
            continue
        said = stated.get(entity.ref, ())
        if entity.label in (Label.PARK, Label.PROJECT):
            claim = _placed(ctx, entity.ref, said)
        elif entity.label is Label.COMPANY:
            claim = _best(ctx, entity.ref, said) or _toured(ctx, entity.ref) or _by_name(ctx, entity.ref)
        elif entity.label is Label.ORGANIZATION:
            claim = _best(ctx, entity.ref, said) or _founded(ctx, entity.ref) or _body(ctx, entity.ref)
        else:
            continue
        if claim is not None and claim.start != claim.end:
            claims.append(claim)
    return claims


def _occurrences(ctx: Context, ref: int) -> list[Occurrence]:
    """Where an entity is named; a park perhaps only within a longer name (X园区100MW光伏项目)."""
    found = [o for o in ctx.table.of(ref) if o.role == "name"]
    return found or [o for o in ctx.table.of(ref) if o.role == "prefix" and o.mention is not None]


def _deepest(ctx: Context, refs: Iterable[int]) -> int | None:
    """The smallest of several places; the first where two are of one size."""
    best: int | None = None
    for ref in refs:
        if best is None or _DEPTH.get(ctx.table[ref].label, -1) > _DEPTH.get(ctx.table[best].label, -1):
            best = ref
    return best


def _best(ctx: Context, ref: int, said: Sequence[Siting]) -> Claim | None:
    """The weightiest of the places that the text names, the smallest of several."""
    if not said:
        return None
    top = max(w for w, _, _ in said)
    chosen = _deepest(ctx, (p for w, p, _ in said if w >= top - 0.15))
    at = next(s for _, p, s in said if p == chosen)
    return Claim(Predicate.LOCATED_IN, ref, chosen, at, round(top - 0.05, 2)) if chosen is not None else None


def _placed(ctx: Context, ref: int, said: Sequence[Siting]) -> Claim | None:
    candidates = [c for c in said if not _within(ctx, c[1], ref)]
    for o in _occurrences(ctx, ref)[:6]:
        if _abroad(ctx, o):
            return None
        for weight, place in _evidence(ctx, o):
            if place != ref and not _within(ctx, place, ref) and ctx.table[place].get("generic") is None:
                candidates.append((weight, place, o.start))
    candidates = [c for c in candidates if c[0] >= _LEAST]
    if not candidates:
        return None
    top = max(candidates, key=lambda c: c[0])
    near = [c for c in candidates if c[0] >= top[0] - 0.15 or (c[0] >= _OWN and _inside(ctx, c[1], top[1]))]
    chosen = _deepest(ctx, (p for _, p, _ in sorted(near, key=lambda c: -c[0])))
    at = next(s for _, p, s in near if p == chosen)
    return Claim(Predicate.LOCATED_IN, ref, chosen, at, round(min(0.95, top[0]), 2)) if chosen is not None else None


def _inside(ctx: Context, lower: int, upper: int) -> bool:
    """Whether an administrative place lies in another, by their codes' ancestry."""
    a, b = ctx.table[lower], ctx.table[upper]
    return bool(a.code and b.code and a.code != b.code and b.code in ctx.above.get(a.code, ()))


def _within(ctx: Context, place: int, ref: int) -> bool:
    """A park cannot lie in one whose name contains its own."""
    return ctx.table[place].label is Label.PARK and ctx.table[ref].name in ctx.table[place].name


def _evidence(ctx: Context, o: Occurrence) -> list[tuple[float, int]]:
    """(weight, place or park) pairs that speak for where the thing at `o` lies."""
    clause = ctx.scopes.at(o.start)
    out = [*in_name(ctx, o), *_before(ctx, o)]
    itself = ctx.table[o.ref].label
    own = whose_level(ctx, o.ref) if itself is Label.PARK else None
    if own is not None:
        return [(0.97, own)]
    whole = whole_of(ctx, o) if itself is Label.PARK else None
    if whole is not None:
        out.append((0.97, whole))
    visited = _visited(ctx, o)
    if visited is not None:
        out.append((0.88, visited))
    together = _both_in(ctx, o) if itself is Label.PROJECT else None
    if together is not None:
        out.append((0.97, together))
    out += _by_topic(ctx, clause, o, part_of=whole)
    fund = ctx.table[o.ref].name.endswith("基金")
    if not fund and (itself is Label.PROJECT or is_built(ctx, o)):
        park = park_spoken_of(ctx, clause, o)
        if park is not None and not is_goal(ctx, park):
            out.append((0.72, park))
    if itself in (Label.PROJECT, Label.PARK) and at_home(ctx, clause, o):
        out.append((0.76, clause.park))  # type: ignore[arg-type]
    lies = ground(ctx, clause, o)
    if lies is not None:
        out.append((0.6, helped(ctx, clause, lies)))
    return out


def _by_topic(ctx: Context, clause: Clause, o: Occurrence, *, part_of: int | None) -> list[tuple[float, int]]:
    """Places and parks that the clause speaks of."""
    out, itself = [], ctx.table[o.ref].label
    for topic in (helped(ctx, clause, t) for t in clause.topics):
        label = ctx.table[topic].label
        if topic == o.ref or label not in (*PLACE_LABELS, Label.PARK) or listed_with(ctx, clause, topic, o):
            continue
        zone = ctx.table[topic].name.endswith(word_list("scope", "zones"))
        part = itself is Label.PARK and part_of is None and not zone
        if label is Label.PARK and (part or (clause.carried and not zone)):
            out.append((0.5, topic))
        else:
            out.append((0.85 if clause.own or clause.heading else 0.7, topic))
    return out


def _abroad(ctx: Context, o: Occurrence) -> bool:
    """在俄罗斯投资5亿美元的图拉工厂 lies in no place of the gazetteer."""
    clause = ctx.scopes.at(o.start)
    return _ABROAD.search(ctx.text, clause.start, o.start) is not None


def _before(ctx: Context, o: Occurrence) -> list[tuple[float, int]]:
    sentence = ctx.sentence_at(o.start)
    clause = ctx.scopes.at(o.start)
    out = []
    for p in ctx.table.within(sentence.start, o.start):
        if ctx.table[p.ref].label not in (*PLACE_LABELS, Label.PARK) or p.ref == o.ref or p.end > o.start:
            continue
        gap = ctx.text[p.end : o.start].rstrip("“‘")
        at = bool(_AT.search(ctx.text[max(0, p.start - 3) : p.start]))
        named = p.role in ("name", "anaphor", "abbreviation") or (p.role == "prefix" and p.end == o.start)
        if named and (_OF.match(gap) or gap == "（" or _FIRST_OF.fullmatch(gap)) or at and gap in ("，", "的"):
            out.append((1.0, p.ref))
        elif p.start >= clause.start and (at and _near(gap) or named and _BRINGS.fullmatch(gap)):
            out.append((0.95, p.ref))
        elif at and _BUILDS.fullmatch(gap):
            out.append((0.9, p.ref))
    return out


def _near(gap: str) -> bool:
    """在甲县建设X, not 落户甲县、乙园, where a list of places goes on."""
    return len(gap) <= _FAR and gap[:1] not in tuple("、和与及")


def _both_in(ctx: Context, o: Occurrence) -> int | None:
    """两案都在X内: where the paragraph puts all of the projects that it has named."""
    end = ctx.text.find("\n", o.end)
    match = _ALL_IN.search(ctx.text, o.end, end if end >= 0 else len(ctx.text))
    if match is None:
        return None
    parks = ctx.table.within(match.end(), match.end() + 1, Label.PARK, *PLACE_LABELS)
    return parks[0].ref if parks else None


def _visited(ctx: Context, o: Occurrence) -> int | None:
    """与会人员调研了X、Y: what the people of an article go to see lies where the article is about."""
    clause = ctx.scopes.at(o.start)
    before = ctx.text[clause.start : o.start]
    home = ctx.scopes.home
    if home is None or not any(verb in before for verb in word_list("relations", "visit")):
        return None
    elsewhere = any(is_place(ctx.table[p.ref]) for p in ctx.table.within(clause.start, o.start))
    return None if elsewhere else home


def _by_name(ctx: Context, ref: int) -> Claim | None:
    """神木市鼎润镁合金有限公司 lies in 神木市, 中能电池（神木）有限公司 too where the article is of that place."""
    for o in _occurrences(ctx, ref):
        for p in ctx.table.within(o.start + 1, o.end):
            bracketed = ctx.text[p.start - 1] == "（" and ctx.text[p.end : p.end + 1] == "）"
            lower = ctx.table[p.ref].label in (Label.CITY, Label.DISTRICT)
            if bracketed and lower and is_near_home(ctx, p.ref):
                return Claim(Predicate.LOCATED_IN, ref, p.ref, o.start, 0.7)
        for p in ctx.table.within(o.start, o.start + 1):
            full = ctx.table[p.ref].name == ctx.text[p.start : p.end]
            if is_place(ctx.table[p.ref]) and full and ctx.table[p.ref].label is not Label.PROVINCE:
                return Claim(Predicate.LOCATED_IN, ref, p.ref, o.start, 0.7)
    return None


def _toured(ctx: Context, ref: int) -> Claim | None:
    """A firm that people of the article go to see lies where the article is about."""
    for o in _occurrences(ctx, ref):
        home = _visited(ctx, o)
        if home is not None:
            return Claim(Predicate.LOCATED_IN, ref, home, o.start, 0.65)
    return None


def _founded(ctx: Context, ref: int) -> Claim | None:
    """建起木耳大数据中心, 朴子市的研发中心: a body that is set up like a project, or named with its place."""
    if ctx.table[ref].get("kind") in ("media", "government"):
        return None
    for o in _occurrences(ctx, ref)[:6]:
        clause = ctx.scopes.at(o.start)
        if _FOUNDS.search(ctx.text, clause.start, o.start):
            return _placed(ctx, ref, ())
        beside = [p for w, p in _before(ctx, o) if w >= 1.0 and ctx.text[o.start - 1] == "的"]
        if beside:
            return Claim(Predicate.LOCATED_IN, ref, beside[-1], o.start, 0.85)
    return None


def _body(ctx: Context, ref: int) -> Claim | None:
    """A body lies in the place that its name opens with."""
    entity = ctx.table[ref]
    if entity.get("kind") == "media":
        return None
    for o in _occurrences(ctx, ref):
        inside = [p for p in ctx.table.within(o.start, o.end) if is_place(ctx.table[p.ref])]
        parks = ctx.table.within(o.start, o.end, Label.PARK)
        chosen = _deepest(ctx, (p.ref for p in [*parks, *inside]))
        if entity.name.endswith(("大学", "学院", "学校")) and chosen != ctx.scopes.home:
            continue  # 武汉理工大学: a school's name says where it is, the article does not
        if chosen is not None:
            return Claim(Predicate.LOCATED_IN, ref, chosen, o.start, 0.85)
    return None

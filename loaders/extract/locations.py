"""LOCATED_IN: the smallest place that the article supports for each park, project, company and organisation."""

from __future__ import annotations

import re
from collections.abc import Iterable

from loaders.entities import Occurrence, is_place
from loaders.extract.claims import Claim, Context
from loaders.lexicons import word_list
from schema.nodes import PLACE_LABELS, Label
from schema.relations import Predicate

_DEPTH = {Label.PROVINCE: 0, Label.CITY: 1, Label.DISTRICT: 2, Label.PARK: 3}
_OF = re.compile(r"^(?:市|县|区)?(?:境内|区域内|范围内|下辖|所辖|辖下|辖区|内)?的?$")
_LIES = r"(?:位于|坐落于|坐落在|落户于?|落地于?|落子于?|落在|选址于?|选址在|设在|地处|入驻|进驻|扎根|安家于?|布局在|布置在|摆在|放在|设于|属于|建在|在)"
_IN = re.compile(
    rf"^(?:项目|工程)?[^，。；：]{{0,12}}{_LIES}[^，。；：]{{0,6}}$"
    rf"|^(?:项目|工程)?，(?:项目|其|它)?{_LIES.replace('|在)', ')')}[^，。；：]{{0,6}}$"
)
_CHAIN = re.compile(r"^(?:下辖|境内|辖区|所辖|辖内)?的?$")
_BUILDS = re.compile(
    r"[^，。；]{0,14}(?:投资|签约|注册|设立)[^，。；]{0,14}，(?:建设|新建|打造|实施|投建|用于|主要建设)[^，。；]{0,6}"
)
_ALL_IN = re.compile(r"(?:[两三四五]案|[两三四五]个项目|上述项目|这些项目)(?:都|均|全部|皆)(?:在|位于|落在|落户)")
_WORKS = re.compile(r"的?(?:生产)?(?:车间|厂区|厂房|工厂|展厅|生产线)")
_AT = re.compile(r"(?:在|位于|落户|坐落|落户于|坐落于)$")
_LEAST = 0.58
"""Least weight of evidence that founds a claim."""


def location_claims(ctx: Context) -> list[Claim]:
    """One place each for parks and projects; companies and organisations only where the text says where they are."""
    claims = []
    for entity in ctx.table.entities:
        if entity.label in (Label.PARK, Label.PROJECT):
            claim = _placed(ctx, entity.ref)
        elif entity.label is Label.COMPANY:
            claim = _settled(ctx, entity.ref) or _by_name(ctx, entity.ref)
        elif entity.label is Label.ORGANIZATION:
            claim = _body(ctx, entity.ref)
        else:
            continue
        if claim is not None and claim.start != claim.end:
            claims.append(claim)
    return claims


def _occurrences(ctx: Context, ref: int) -> list[Occurrence]:
    return [o for o in ctx.table.of(ref) if o.role == "name"]


def _deepest(ctx: Context, refs: Iterable[int]) -> int | None:
    """The smallest of several places; the first where two are of one size."""
    best: int | None = None
    for ref in refs:
        if best is None or _DEPTH.get(ctx.table[ref].label, -1) > _DEPTH.get(ctx.table[best].label, -1):
            best = ref
    return best


def _placed(ctx: Context, ref: int) -> Claim | None:
    candidates: list[tuple[float, int, int]] = []
    for o in _occurrences(ctx, ref)[:6]:
        for weight, place in _evidence(ctx, o):
            if place != ref and not _within(ctx, place, ref) and ctx.table[place].get("generic") is None:
                candidates.append((weight, place, o.start))
    candidates = [c for c in candidates if c[0] >= _LEAST]
    if not candidates:
        return None
    top = max(candidates, key=lambda c: c[0])
    near = [c for c in candidates if c[0] >= top[0] - 0.15 or (c[0] >= _LEAST and _inside(ctx, c[1], top[1]))]
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
    out = [*_in_name(ctx, o), *_before(ctx, o), *_after(ctx, o)]
    itself = ctx.table[o.ref].label
    whole = _whole_of(ctx, o) if itself is Label.PARK else None
    if whole is not None:
        out.append((0.97, whole))
    visited = _visited(ctx, o)
    if visited is not None:
        out.append((0.88, visited))
    together = _both_in(ctx, o) if itself is Label.PROJECT else None
    if together is not None:
        out.append((0.97, together))
    for topic in clause.topics:
        label = ctx.table[topic].label
        if topic == o.ref or label not in (*PLACE_LABELS, Label.PARK):
            continue
        zone = ctx.table[topic].name.endswith(word_list("scope", "zones"))
        part = itself is Label.PARK and not _parts(ctx, o) and not zone
        if label is Label.PARK and (part or (clause.carried and not zone)):
            out.append((0.5, topic))
        else:
            out.append((0.85 if clause.own or clause.heading else 0.7, topic))
    if itself is Label.PROJECT and clause.park is not None and clause.park != o.ref:
        out.append((0.72, clause.park))
    if clause.place is not None:
        out.append((0.6, clause.place))
    return out


def _parts(ctx: Context, o: Occurrence) -> bool:
    """A park is spoken of as containing parks: 区内再分三园, 下设…, 包括…."""
    return _whole_of(ctx, o) is not None


def _whole_of(ctx: Context, o: Occurrence) -> int | None:
    """The park that the sentence says to hold the parks it lists (区内再分三园：…)."""
    sentence = ctx.sentence_at(o.start)
    earlier = ctx.text[sentence.start : o.start]
    at = max((earlier.rfind(cue) for cue in word_list("relations", "contains")), default=-1)
    if at < 0:
        return None
    topics = ctx.scopes.at(sentence.start + at).topics
    return next((t for t in topics if ctx.table[t].label is Label.PARK and t != o.ref), None)


def _in_name(ctx: Context, o: Occurrence) -> list[tuple[float, int]]:
    """Places that the name opens with: 福清市江阴工业区, 广东（阳江）…."""
    out = []
    for p in ctx.table.within(o.start, o.end):
        if ctx.table[p.ref].label is Label.PARK and p.ref != o.ref and p.role == "prefix" and p.start <= o.start + 1:
            out.append((1.0, p.ref))
        if is_place(ctx.table[p.ref]) and p.start <= o.start + 4:
            bracketed = ctx.text[p.start - 1 : p.start] == "（"
            out.append((0.9 if p.start == o.start or bracketed else 0.7, p.ref))
    return out


def _before(ctx: Context, o: Occurrence) -> list[tuple[float, int]]:
    sentence = ctx.sentence_at(o.start)
    clause = ctx.scopes.at(o.start)
    out = []
    for p in ctx.table.within(sentence.start, o.start):
        if ctx.table[p.ref].label not in (*PLACE_LABELS, Label.PARK) or p.ref == o.ref or p.end > o.start:
            continue
        gap = ctx.text[p.end : o.start]
        at = bool(_AT.search(ctx.text[max(0, p.start - 3) : p.start]))
        named = p.role in ("name", "anaphor", "abbreviation") or (p.role == "prefix" and p.end == o.start)
        if named and _OF.match(gap) or at and gap in ("，", "的"):
            out.append((1.0, p.ref))
        elif p.start >= clause.start and at and len(gap) <= 16:
            out.append((0.95, p.ref))
        elif at and _BUILDS.fullmatch(gap):
            out.append((0.9, p.ref))
    return out


def _after(ctx: Context, o: Occurrence) -> list[tuple[float, int]]:
    """X，落子长春新区下辖的北湖科技开发区: the last place of the chain."""
    sentence = ctx.sentence_at(o.start)
    chain: list[Occurrence] = []
    for p in ctx.table.within(o.end, min(sentence.end, o.end + 50)):
        if ctx.table[p.ref].label not in (*PLACE_LABELS, Label.PARK) or p.ref == o.ref or p.role == "prefix":
            continue
        if not chain and not _IN.search(ctx.text[o.end : p.start]):
            break
        if chain and not _CHAIN.match(ctx.text[chain[-1].end : p.start]):
            break
        chain.append(p)
    return [(0.97, chain[-1].ref)] if chain else []


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
    """神木市鼎润镁合金有限公司 lies in 神木市: an official place name opens the firm's own."""
    for o in _occurrences(ctx, ref):
        for p in ctx.table.within(o.start, o.start + 1):
            full = ctx.table[p.ref].name == ctx.text[p.start : p.end]
            if is_place(ctx.table[p.ref]) and full and ctx.table[p.ref].label is not Label.PROVINCE:
                return Claim(Predicate.LOCATED_IN, ref, p.ref, o.start, 0.7)
    return None


def _settled(ctx: Context, ref: int) -> Claim | None:
    """A company lies where it 入驻, 落户, 设厂 …: the park or place that is named there, or the park spoken of."""
    for o in _occurrences(ctx, ref):
        sentence = ctx.sentence_at(o.start)
        visited = _visited(ctx, o)
        if visited is not None:
            return Claim(Predicate.LOCATED_IN, ref, visited, o.start, 0.65)
        cue = next((c for c in word_list("relations", "settle") if c in sentence.text), None)
        cue = cue or ("车间" if _WORKS.match(ctx.text, o.end) else None)
        if cue is None or any(c in sentence.text for c in word_list("relations", "leave")):
            continue
        clause = ctx.scopes.at(o.start)
        at = sentence.start + sentence.text.find(cue)
        named = [
            p
            for p in ctx.table.within(sentence.start, sentence.end, Label.PARK, Label.DISTRICT, Label.CITY)
            if p.role in ("name", "anaphor", "abbreviation")
            and (ctx.table[p.ref].label is Label.PARK or abs(p.start - at) <= len(cue) + 2 or p.end == at)
        ]
        works = _WORKS.match(ctx.text, o.end)
        if works:
            named += [p for p in ctx.table.within(sentence.start, o.start, Label.PARK) if p.role != "inside"][-1:]
        target = _deepest(ctx, (p.ref for p in named))
        if target is None:
            target = _park_of_paragraph(ctx, o)
        if target is None and any(w in cue for w in "园区厂场"):
            target = clause.park if clause.park is not None else ctx.scopes.main_park
        if target is not None and ctx.table[target].get("generic") is None:
            return Claim(Predicate.LOCATED_IN, ref, target, o.start, 0.75)
    return None


def _park_of_paragraph(ctx: Context, o: Occurrence) -> int | None:
    """The last park that the paragraph has spoken of."""
    begin = ctx.text.rfind("\n", 0, o.start) + 1
    parks = [
        p
        for p in ctx.table.within(begin, o.start, Label.PARK)
        if p.role in ("name", "anaphor") and ctx.table[p.ref].get("generic") is None
    ]
    return parks[-1].ref if parks else None


def _body(ctx: Context, ref: int) -> Claim | None:
    """A body lies in the place that its name opens with."""
    entity = ctx.table[ref]
    if entity.get("kind") == "media":
        return None
    for o in _occurrences(ctx, ref):
        inside = [p for p in ctx.table.within(o.start, o.end) if is_place(ctx.table[p.ref])]
        parks = ctx.table.within(o.start, o.end, Label.PARK)
        chosen = _deepest(ctx, (p.ref for p in [*parks, *inside]))
        if chosen is not None:
            return Claim(Predicate.LOCATED_IN, ref, chosen, o.start, 0.85)
    return None

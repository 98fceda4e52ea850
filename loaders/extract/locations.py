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
_IN = re.compile(r"(?:位于|坐落于|坐落在|落户于?|落地于?|落子|落在|选址于?|设在|地处|入驻|进驻|扎根|在|安家)[^，。；：]{0,14}$")


def location_claims(ctx: Context) -> list[Claim]:
    """One place each for parks and projects; companies and organisations only where the text says where they are."""
    claims = []
    for entity in ctx.table.entities:
        if entity.label in (Label.PARK, Label.PROJECT):
            claim = _placed(ctx, entity.ref)
        elif entity.label is Label.COMPANY:
            claim = _settled(ctx, entity.ref)
        elif entity.label is Label.ORGANIZATION:
            claim = _body(ctx, entity.ref)
        else:
            continue
        if claim is not None and claim.start != claim.end:
            claims.append(claim)
    return claims


def _occurrences(ctx: Context, ref: int) -> list[Occurrence]:
    return [o for o in ctx.table.occurrences if o.ref == ref and o.role == "name"]


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
            if place != ref and not _within(ctx, place, ref):
                candidates.append((weight, place, o.start))
    if not candidates:
        return None
    top = max(w for w, _, _ in candidates)
    strong = [c for c in candidates if c[0] >= top - 0.15]
    chosen = _deepest(ctx, (p for _, p, _ in strong))
    at = next(s for _, p, s in strong if p == chosen)
    return Claim(Predicate.LOCATED_IN, ref, chosen, at, round(min(0.95, top), 2)) if chosen is not None else None


def _within(ctx: Context, place: int, ref: int) -> bool:
    """A park cannot lie in one whose name contains its own."""
    return ctx.table[place].label is Label.PARK and ctx.table[ref].name in ctx.table[place].name


def _evidence(ctx: Context, o: Occurrence) -> list[tuple[float, int]]:
    """(weight, place or park) pairs that speak for where the thing at `o` lies."""
    out: list[tuple[float, int]] = []
    sentence = ctx.sentence_at(o.start)
    for p in ctx.table.within(o.start, o.end):
        if is_place(ctx.table[p.ref]) and p.start <= o.start + 4:
            out.append((0.9 if p.start == o.start else 0.7, p.ref))
    clause = ctx.scopes.at(o.start)
    before = [
        p
        for p in ctx.table.within(sentence.start, o.start)
        if ctx.table[p.ref].label in (*PLACE_LABELS, Label.PARK) and p.ref != o.ref and p.end <= o.start
    ]
    for p in before:
        gap = ctx.text[p.end : o.start]
        if p.role in ("name", "anaphor", "abbreviation") and _OF.match(gap):
            out.append((1.0, p.ref))
        elif p.start >= clause.start and re.search(r"(?:在|位于|落户|坐落)$", ctx.text[max(0, p.start - 3) : p.start]):
            out.append((0.95, p.ref))
    for p in ctx.table.within(o.end, min(sentence.end, o.end + 40)):
        if ctx.table[p.ref].label in (*PLACE_LABELS, Label.PARK) and p.ref != o.ref:
            if _IN.search(ctx.text[o.end : p.start]):
                out.append((0.97, p.ref))
                break
    for topic in clause.topics:
        if ctx.table[topic].label in (*PLACE_LABELS, Label.PARK) and topic != o.ref:
            out.append((0.85 if clause.own or clause.heading else 0.7, topic))
    if clause.park is not None and clause.park != o.ref and ctx.table[o.ref].label is Label.PROJECT:
        out.append((0.72, clause.park))
    if clause.place is not None:
        out.append((0.6, clause.place))
    return out


def _settled(ctx: Context, ref: int) -> Claim | None:
    """A company lies where it 入驻, 落户, 设厂 …: the park or place of the clause, or the one named."""
    for o in _occurrences(ctx, ref):
        sentence = ctx.sentence_at(o.start)
        clause_text = sentence.text
        cue = next((c for c in word_list("relations", "settle") if c in clause_text), None)
        if cue is None or any(c in clause_text for c in word_list("relations", "leave")):
            continue
        named = [
            p
            for p in ctx.table.within(sentence.start, sentence.end, Label.PARK, Label.DISTRICT, Label.CITY)
            if p.role in ("name", "anaphor", "abbreviation")
        ]
        near = _deepest(ctx, (p.ref for p in named))
        clause = ctx.scopes.at(o.start)
        target = near if near is not None else (clause.park if clause.park is not None else clause.place)
        if target is not None:
            return Claim(Predicate.LOCATED_IN, ref, target, o.start, 0.75)
    return None


def _body(ctx: Context, ref: int) -> Claim | None:
    """A body lies in the place that its name opens with."""
    entity = ctx.table[ref]
    if entity.get("kind") == "media":
        return None
    for o in _occurrences(ctx, ref):
        inside = [p for p in ctx.table.within(o.start, o.end) if is_place(ctx.table[p.ref])]
        parks = [p for p in ctx.table.within(o.start, o.end, Label.PARK)]
        chosen = _deepest(ctx, (p.ref for p in [*parks, *inside]))
        if chosen is not None:
            return Claim(Predicate.LOCATED_IN, ref, chosen, o.start, 0.85)
    return None

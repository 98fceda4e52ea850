"""HOLDS_POST: a party or government head in the place itself, others in their body or company."""

from __future__ import annotations

import re

from loaders.entities import Occurrence, is_place
from loaders.extract.claims import Claim, Context
from loaders.lexicons import word_list
from schema.nodes import PLACE_LABELS, Label
from schema.relations import Predicate

_HOLDERS = (*PLACE_LABELS, Label.ORGANIZATION, Label.COMPANY, Label.PARK)
_BRAND = 4
"""So much of a firm's short name must stand in its full name, in characters."""
_BODY = 40
"""Longest name of a body before a title, in characters."""
_PLACE_TITLE = re.compile(r"(省|市|区|县|州|旗|镇|乡)(委|政府|人大|政协)?")


def post_claims(ctx: Context) -> list[Claim]:
    """Every post that a mention of a person names."""
    claims = []
    for o in ctx.table.occurrences:
        if o.mention is None or ctx.table[o.ref].label is not Label.PERSON or o.role != "name":
            continue
        attributes = dict(o.mention.attributes)
        title = attributes.get("title", "")
        if not title:
            continue
        holder = _holder(ctx, o, attributes)
        if holder is not None:
            claims.append(Claim(Predicate.HOLDS_POST, o.ref, holder, o.start, 0.9, (("title", title),)))
    return claims


def _holder(ctx: Context, o: Occurrence, attributes: dict[str, str]) -> int | None:
    start, end = int(attributes.get("post_start", -1)), int(attributes.get("post_end", -1))
    surface = attributes.get("post_of", "")
    if 0 <= start < end:
        inside = [p for p in ctx.table.within(start, end, *_HOLDERS) if p.end <= end + 1]
        inside += [p for p in ctx.table.within(max(0, end - _BODY), start, *_HOLDERS) if p.end == end]
        named = [p for p in inside if not is_place(ctx.table[p.ref])]
        if named and not _speaks_for_place(surface, attributes["title"]):
            return max(named, key=lambda p: p.end - p.start).ref
        if inside:
            return _smallest(ctx, [p.ref for p in inside])
        for offset in range(start, end):
            if offset in ctx.anaphora:
                return ctx.anaphora[offset]
    short = _by_short_name(ctx, surface)
    if short is not None:
        return short
    before = ctx.text[max(0, o.start - len(attributes["title"]) - 3) : o.start - len(attributes["title"])]
    if any(word in surface for word in word_list("relations", "same_company")) or before.endswith(
        ("公司", "集团", "企业")
    ):
        company = _last_company(ctx, o.start)
        if company is not None:
            return company
    clause = ctx.scopes.at(o.start)
    if attributes["title"].endswith(word_list("relations", "place_posts")) and clause.place is not None:
        return clause.place
    return None


def _by_short_name(ctx: Context, surface: str) -> int | None:
    """晶禾 in 晶禾董事长: the firm whose name opens with it or has it behind its place."""
    if len(surface) < 2:
        return None
    opening = surface[:_BRAND]
    found = [e.ref for e in ctx.table.entities if e.label is Label.COMPANY and opening in e.name[: len(surface) + 3]]
    return found[0] if len(found) == 1 else None


def _speaks_for_place(surface: str, title: str) -> bool:
    """汕头市委 + 书记: the party head of a place holds the post in the place."""
    return surface.endswith(
        ("市委", "区委", "县委", "省委", "州委", "旗委", "市政府", "区政府", "县政府", "省政府")
    ) and (title.endswith(word_list("relations", "place_posts")))


def _smallest(ctx: Context, refs: list[int]) -> int:
    order = {Label.PROVINCE: 0, Label.CITY: 1, Label.DISTRICT: 2}
    return max(refs, key=lambda r: order.get(ctx.table[r].label, 3))


def _last_company(ctx: Context, offset: int) -> int | None:
    found: list[Occurrence] = ctx.table.before(offset, Label.COMPANY)
    return found[-1].ref if found else None
